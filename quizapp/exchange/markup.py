"""HTML of other programs to the plain text of questions, and back.

Lexbor parses what a browser would; nothing is run or fetched. What plain text cannot hold is named
in ``dropped``, so that an import can say what it changed; scripts, styles, frames and comments
never come through. Pictures are named in ``images``; the format knows where their bytes are.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quizapp.domain.date_words import word_set

LONGEST_HTML = 1_000_000
"""Characters of one field; no question is longer."""

DEEPEST = 200
"""Nested elements; a field beyond that is read without its tags."""

_DROPPED = word_set(
    """script style iframe object embed applet svg canvas form input button select textarea
    noscript template link meta head title base"""
)
_BLOCKS = word_set(
    """address article aside blockquote center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5
    h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul"""
)
_PLAIN = word_set("html body span font a br img -text td th caption") | _BLOCKS
_EMPHASIS = word_set("b i em strong u s mark small big code tt kbd")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]{0,2000}>")
_OPENING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]{0,2000}?(/?)>")
_ALONE = word_set("br img hr input meta link wbr col area base embed source track p li")
_SIGN = r"&(?:amp|lt|gt|quot|nbsp|#39|#x27);"
_INLINE = rf"[^<&\x00-\x08\x0b\x0e-\x1f]++|{_SIGN}|</?(?:b|i|em|strong|u|span)>|<br ?/?>"
_SIMPLE = re.compile(rf"(?:{_INLINE}|<p>(?:{_INLINE})*+</p>|<div>(?:{_INLINE})*+</div>)*+")
"""A text with emphasis, line breaks and paragraphs at most: so are most fields."""

_ESCAPED = re.compile(r"[&<>\n]")
_EMPHASISED = re.compile(r"<(?:b|i|em|strong|u)>")
_TAGS_OF_SIMPLE = re.compile(r"</?[a-z]++>")
_BREAK = re.compile(r"<br ?/?>|</?(?:p|div)>")
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_GAPS = re.compile(r"\n{3,}")
_GAP_OF_LIST = re.compile(r"\n\n(?=• )")
_LINES = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Image:
    source: str  # as the HTML says: a file name, "@@PLUGINFILE@@/x.png", a data: address
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """``dropped``: in words, "a script", "formatting"; each once."""

    text: str
    images: tuple[Image, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(slots=True)
class _Taken:
    parts: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    dropped: dict[str, None] = field(default_factory=dict)

    def line(self) -> None:
        self.parts.append("\n")


def plain_text(markup: str) -> Plain:
    """The text that a reader of the HTML would see; paragraphs and list items on lines."""
    if "<" not in markup and "&" not in markup:
        return Plain(_tidy(markup))
    simple = _SIMPLE.fullmatch(markup) if markup.count("<") < DEEPEST else None
    if simple is not None:
        return _plain_of_simple(markup)
    return parsed_text(markup)


def parsed_text(markup: str) -> Plain:
    """The same for any HTML, by the parser."""
    cut = ("what lies beyond a million characters",) if len(markup) > LONGEST_HTML else ()
    markup = markup[:LONGEST_HTML]
    if _depth(markup) > DEEPEST:
        return Plain(_tidy(html.unescape(_TAG.sub(" ", markup))), (), (*cut, "deep nesting"))
    taken = _Taken(dropped=dict.fromkeys(cut))
    page = LexborHTMLParser(markup)
    if page.head is not None:  # where the parser puts a script or style that comes first
        taken.dropped |= {f"a {tag}": None for tag in _tags(page.head) if tag in _DROPPED}
    if page.body is not None:
        _take(page.body, taken)
    return Plain(_tidy("".join(taken.parts)), tuple(taken.images), tuple(taken.dropped))


def _plain_of_simple(markup: str) -> Plain:
    """As the parser reads it, in a tenth of the time."""
    dropped = ("formatting",) if _EMPHASISED.search(markup) else ()
    text = markup.replace("\r", " ").replace("\n", " ")
    text = _TAGS_OF_SIMPLE.sub("", _BREAK.sub("\n", text))
    return Plain(_tidy(html.unescape(text)), (), dropped)


def as_html(text: str) -> str:
    """Plain text as HTML: every sign escaped, a line break as ``<br>``."""
    if _ESCAPED.search(text) is None:
        return text
    return html.escape(text, quote=False).replace("\n", "<br>")


def looks_like_html(text: str) -> bool:
    return _TAG.search(text) is not None


def _take(node: LexborNode, taken: _Taken) -> None:
    for child in _children(node):
        tag = child.tag or ""
        if tag == "-text":
            taken.parts.append(_SPACES.sub(" ", (child.text_content or "").replace("\n", " ")))
        elif tag == "br":
            taken.line()
        elif tag == "img":
            _take_image(child, taken)
        elif tag in _DROPPED:
            taken.dropped[f"a {tag}"] = None
        elif tag in ("sup", "sub"):
            _take_shifted(child, taken, _RAISED if tag == "sup" else _LOWERED)
        elif not tag.startswith("-"):  # comments and the like are nothing to see
            _take_element(child, tag, taken)


def _take_element(node: LexborNode, tag: str, taken: _Taken) -> None:
    if tag in _EMPHASIS:
        taken.dropped["formatting"] = None
    elif tag in ("audio", "video"):
        taken.dropped[f"a {tag} recording"] = None
        return
    elif tag == "a" and (node.attributes.get("href") or "").strip():
        taken.dropped["the address of a link"] = None
    elif tag == "table":
        taken.dropped["the layout of a table"] = None
    elif tag not in _PLAIN:
        taken.dropped[f"the element {tag[:30]}"] = None
    if tag in _BLOCKS:
        taken.line()
    if tag == "li":
        taken.parts.append("• ")
    _take(node, taken)
    if tag in ("td", "th"):
        taken.parts.append("  ")
    if tag in _BLOCKS:
        taken.line()


def _take_image(node: LexborNode, taken: _Taken) -> None:
    source = (node.attributes.get("src") or "").strip()
    if source:
        taken.images.append(Image(source, (node.attributes.get("alt") or "").strip()))


def _take_shifted(node: LexborNode, taken: _Taken, shifted: dict[int, int]) -> None:
    """Digits have small forms of their own; other letters come down to the line."""
    text = node.text()
    if all(ord(letter) in shifted for letter in text):
        taken.parts.append(text.translate(shifted))
        return
    taken.dropped["formatting"] = None
    taken.parts.append(text)


def _tags(node: LexborNode) -> list[str]:
    return [child.tag or "" for child in _children(node)]


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _depth(markup: str) -> int:
    """How deep elements are nested at most, by a count of the tags."""
    deepest = depth = 0
    for closing, name, alone in _OPENING.findall(markup):
        if alone or name.lower() in _ALONE:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _tidy(text: str) -> str:
    lines = _LINES.sub("\n", _SPACES.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")))
    if "\n\n" not in lines:
        return lines.strip()
    return _GAPS.sub("\n\n", _GAP_OF_LIST.sub("\n", lines)).strip()
