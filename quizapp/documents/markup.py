"""Walks the blocks of an HTML tree, for web pages and the chapters of an EPUB.

Lexbor parses what a browser would; nothing is run or fetched. Navigation, scripts, reference marks
and edit links are left out; headings, list items, captions, notes and tables keep their kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from quizapp.documents.date_lines import is_date_line, is_year_heading
from quizapp.documents.extract import TextBuilder
from quizapp.documents.word_sets import word_set
from quizapp.domain.document import TextKind
from quizapp.errors import UnreadableDocument

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = word_set(
    """address article blockquote body center dd details div dl dt fieldset figcaption figure form
    h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead
    tr ul aside caption hgroup footer nav"""
)
_DROPPED = word_set(
    """script style noscript template nav button select option textarea svg iframe object video
    audio canvas map input label head title link meta"""
)
_PAGE_DROPPED = frozenset({"footer", "aside"})  # of a web page; a book may hold notes in them
_DROPPED_CLASS = re.compile(
    r"\b(?:mw-editsection|navbox\S*|noprint|sidebar|infobox|metadata|mw-jump-link|toc"
    r"|vertical-navbox|catlinks|breadcrumbs?|share|social|cookie\S*|advert\S*|comments?|related-\S+|menu|pagenum"
    r"|pagination|newsletter|skip-link|sr-only|visually-hidden|screen-reader-text|printfooter"
    r"|mw-empty-elt|thumbcaption-hidden)\b",
    re.IGNORECASE,
)
_NOTE_CLASS = re.compile(
    r"\b(?:references|reflist|footnotes?|endnotes?|rearnotes?|hatnote|doc-endnotes?|doc-footnote"
    r"|thumbcaption|wp-caption-text|caption|note)\b",
    re.IGNORECASE,
)
_REFERENCE_CLASS = re.compile(r"\b(?:reference|noteref|footnote-?ref|fn-?ref|doc-noteref)\b", re.I)
_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[a-z]|\*+|†|‡|note \d+|citation needed)\s*[\])]?", re.I)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NESTING = re.compile(
    r"<(/?)(?:div|span|section|article|table|ul|ol|dl|blockquote|center|font|form|b|i|em|strong|a)\b",
    re.IGNORECASE,
)
MOST_NESTED = 20_000
DEEPEST = 150  # nested elements; below that only the bare text is taken


@dataclass(slots=True)
class _Open:
    """The paragraph being put together."""

    parts: list[str] = field(default_factory=list)
    bold: int = 0
    letters: int = 0
    link_letters: int = 0


class MarkupWalker:
    """Feeds the blocks of HTML trees to one :class:`TextBuilder`."""

    def __init__(self, builder: TextBuilder, *, book: bool = False) -> None:
        self._builder = builder
        self._book = book
        self._open = _Open()
        self._level: int | None = None
        self._kind: TextKind | None = None
        self._is_bold = False
        self._is_link = False
        self._preformatted = False

    def walk(self, html: str) -> LexborHTMLParser:
        """Adds the text blocks of a page and returns its tree."""
        _refuse_deep(html)
        tree = LexborHTMLParser(html)
        if tree.body is not None:
            self._children(tree.body, 0)
            self._close()
        return tree

    def _children(self, node: LexborNode, depth: int) -> None:
        child = node.child
        while child is not None:
            self._node(child, depth)
            child = child.next

    def _node(self, node: LexborNode, depth: int) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self._text(node.text_content or "")
        elif tag.startswith("-") or self._is_dropped(node, tag):
            return
        elif depth > DEEPEST:
            self._text(node.text() or "")
        elif tag == "br":
            self._open.parts.append("\n")
        elif tag == "hr":
            self._close()
        elif tag == "tr":
            self._row(node, depth)
        elif tag in _BLOCKS:
            self._block(node, tag, depth)
        else:
            self._inline(node, tag, depth)

    def _is_dropped(self, node: LexborNode, tag: str) -> bool:
        if tag in _DROPPED or (tag in _PAGE_DROPPED and not self._book):
            return True
        if not node.attributes:
            return False
        names = _names(node)
        if _is_hidden(node) or _DROPPED_CLASS.search(names):
            return True
        return tag in {"sup", "a", "span"} and self._is_reference(node, tag, names)

    def _is_reference(self, node: LexborNode, tag: str, names: str) -> bool:
        """A mark that leads to a note: "[3]", a small linked number, "*"."""
        text = (node.text() or "").strip()
        if len(text) > 20 or _MARK.fullmatch(text) is None:
            return False
        if _REFERENCE_CLASS.search(names):
            return True
        return tag == "sup" and node.css_first("a") is not None

    def _inline(self, node: LexborNode, tag: str, depth: int) -> None:
        before = self._is_bold, self._is_link
        self._is_bold = self._is_bold or tag in {"b", "strong"}
        self._is_link = self._is_link or (tag == "a" and "href" in node.attributes)
        self._children(node, depth + 1)
        self._is_bold, self._is_link = before

    def _block(self, node: LexborNode, tag: str, depth: int) -> None:
        self._close()
        before = self._level, self._kind, self._preformatted
        if tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag in {"figcaption", "caption"} or _NOTE_CLASS.search(_names(node)):
            self._kind = TextKind.NOTE
        elif tag in {"li", "dd"} and self._kind is None:
            self._kind = TextKind.LIST
        elif tag in {"ul", "ol"} and self._kind is None and _is_menu(node):
            self._kind = TextKind.CONTENTS
        elif tag == "pre":
            self._preformatted = True
        self._children(node, depth + 1)
        self._close()
        self._level, self._kind, self._preformatted = before

    def _row(self, row: LexborNode, depth: int) -> None:
        """A table row: a dated entry of a chronicle, cells of layout, or a line of data."""
        self._close()
        cells = [cell for cell in _elements(row) if cell.tag in {"td", "th"}]
        holds_blocks = any(cell.css_first("p, div, ul, ol, table, h2, h3, br") for cell in cells)
        texts = [_SPACE.sub(" ", _text_of(cell)).strip() for cell in cells]
        filled = [text for text in texts if text]
        if len(filled) > 1 and (is_date_line(filled[0]) or is_year_heading(filled[0])):
            self._builder.add_entry(filled[0], " ".join(filled[1:]))
        elif len(filled) > 1 and not holds_blocks:
            self._builder.add("; ".join(filled), kind=self._kind or TextKind.LIST)
        else:
            for cell in cells:
                self._children(cell, depth + 1)
                self._close()

    def _text(self, text: str) -> None:
        if not self._preformatted:
            text = _SPACE.sub(" ", text)
        self._open.parts.append(text)
        letters = len(text.strip())
        self._open.letters += letters
        self._open.bold += letters if self._is_bold else 0
        self._open.link_letters += letters if self._is_link else 0

    def _close(self) -> None:
        """Ends the open paragraph; two line breaks in a row end one as well."""
        opened, self._open = self._open, _Open()
        if not opened.letters:
            return
        text = "".join(opened.parts)
        strong = opened.bold >= 0.9 * opened.letters
        for part in re.split(r"\n\s*\n", text):
            for piece in _date_apart(part):
                self._builder.add(piece, level=self._level, kind=self._kind, strong=strong)


def _refuse_deep(html: str) -> None:
    """The parser's time grows with the square of the depth; no honest page comes near the limit."""
    depth = 0
    for match in _NESTING.finditer(html):
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        if depth > MOST_NESTED:
            raise UnreadableDocument(
                "This page nests its elements far deeper than a document does. It was not read."
            )


def _date_apart(text: str) -> list[str]:
    """A date on the first line of a paragraph with line breaks is a paragraph of its own."""
    first, parted, rest = text.strip().partition("\n")
    if parted and (is_date_line(first) or is_year_heading(first)):
        return [first, rest]
    return [text]


def _is_hidden(node: LexborNode) -> bool:
    """Not shown, or shown around the text on every page of a site."""
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    if attributes.get("role") in {"navigation", "banner", "search", "contentinfo"}:
        return True
    return _NOT_SHOWN.search(attributes.get("style") or "") is not None


def _names(node: LexborNode) -> str:
    attributes = node.attributes
    keys = ("class", "id", "role", "epub:type")
    return " ".join(attributes.get(key) or "" for key in keys if key in attributes)


def _elements(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        if not (child.tag or "-").startswith("-"):
            found.append(child)
        child = child.next
    return found


def _text_of(node: LexborNode) -> str:
    for mark in node.css("sup.reference, .mw-editsection, script, style"):
        mark.decompose()
    return node.text(separator=" ") or ""


def _is_menu(node: LexborNode) -> bool:
    """A list that is nearly all short links leads elsewhere and says nothing itself."""
    links = node.css("li a")
    if len(links) < 3:
        return False
    linked = sum(len((link.text() or "").strip()) for link in links)
    everything = len(_SPACE.sub(" ", node.text() or "").strip())
    return linked >= 0.8 * everything and linked / len(links) < 60
