"""The texts of GIFT, each in one of four formats, to plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from quizapp.domain.date_words import word_set
from quizapp.exchange.building import Report, Unfit
from quizapp.exchange.format import LONGEST_TEXT, unfit_character
from quizapp.exchange.gift_signs import Signs
from quizapp.exchange.markup import Plain, plain_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LONGEST_MARKDOWN = 20_000
"""Characters; a longer text is read as it stands."""


class TextFormat(StrEnum):
    """``MOODLE``: HTML may stand in it, and its line breaks are seen."""

    MOODLE = "moodle"
    HTML = "html"
    PLAIN = "plain"
    MARKDOWN = "markdown"


_NAMES = {str(name): name for name in TextFormat}
_ELEMENTS = "|".join(
    sorted(
        word_set(
            """a abbr acronym address applet area article aside audio b base bdi bdo big blockquote
            body br button canvas caption center cite code col colgroup data dd del details dfn
            dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset
            h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li link
            main map mark math meta meter nav noscript object ol optgroup option output p param
            picture pre progress q rp rt ruby s samp script section select small source span strike
            strong style sub summary sup svg table tbody td template textarea tfoot th thead time
            title tr track tt u ul var video wbr"""
        ),
        key=len,
        reverse=True,
    )
)
_VALUE = r"""(?:"[^"<>]*"|'[^'<>]*'|"[^"]{0,500}"|'[^']{0,500}'|[^\s"'<>=]+)"""
TAG = re.compile(
    rf"</?(?:{_ELEMENTS}|[a-z]+:[a-z]+)(?:\s+[\w:-]+\s*=\s*{_VALUE})*\s*/?>|<!--(?:(?!<!--).){{0,5000}}?-->",
    re.IGNORECASE | re.DOTALL,
)
"""What is meant as HTML; "a<b" and "List<int>" are not."""

_LESS = re.compile("<")
_SIMPLE = re.compile(r"</?(?:p|br|div)(?: [a-z]+=\"[^\"<>&]*\")*\s?/?>", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r">\s+<")


_TO_READ = re.compile(r"[<&\n\t\r\f\v\xa0]|  |\A | \Z")
"""Where nothing of it is in a text, it is read as it stands."""


def reads_as_it_stands(text: str) -> bool:
    """Whether it is the same as HTML, in Moodle's own format, and as plain text."""
    return _TO_READ.search(text) is None


def split_format(text: str, inherited: TextFormat) -> tuple[TextFormat, str]:
    """The format that a prefix like "[html]" names, and the text without it."""
    if not text.startswith("["):
        return inherited, text
    name, closing, rest = text[1:].partition("]")
    if not closing or name not in _NAMES:
        return inherited, text
    return _NAMES[name], rest


def read_text(text: str, written: TextFormat) -> Plain:
    """What a reader of the text in Moodle would see of it."""
    if written is TextFormat.PLAIN:
        return Plain(text.strip())
    if written is TextFormat.MARKDOWN and len(text) <= LONGEST_MARKDOWN:
        return read_html(_markdown().render(text))
    if "<" not in text and "&" not in text:
        return plain_text(" ".join(text.split("\n")) if written is TextFormat.HTML else text)
    if written is TextFormat.MOODLE:
        text = _BETWEEN_TAGS.sub("><", text).replace("\n", "<br>")
    return read_html(text)


def read_html(text: str) -> Plain:
    """HTML of people who also write "a<b" in it."""
    if "&" not in text:  # paragraphs and line breaks only, as in most questions: no need to parse
        lines = _SIMPLE.sub("\n", text.replace("\n", " "))
        if "<" not in lines:
            return plain_text(lines)
    return plain_text(_stray_signs_escaped(text))


def _stray_signs_escaped(text: str) -> str:
    """With "&lt;" for each "<" that begins no tag."""
    tags = {found.start() for found in TAG.finditer(text)}
    return _LESS.sub(lambda sign: "<" if sign.start() in tags else "&lt;", text)


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def _shows_something(text: str) -> bool:
    return "<" not in text or bool(TAG.sub("", text).strip()) or "<img" in text


@dataclass(slots=True)
class Texts:
    """Reads the texts of one question and notes what plain text cannot hold.

    ``written``: the format of the stem, which the other texts inherit.
    """

    signs: Signs
    report: Report
    written: TextFormat = TextFormat.MOODLE

    def read(self, raw: str) -> str:
        """A text that may begin with a format of its own."""
        written, text = split_format(raw.strip(), self.written)
        return self._reduced(self.signs.show(text), written)

    def read_feedback(self, raw: str) -> str:
        """As ``read``; what a page shows nothing of is nothing."""
        if not raw or raw.isspace():
            return ""
        written, text = split_format(raw.strip(), self.written)
        shown = self.signs.show(text)
        seen = written is TextFormat.PLAIN or _shows_something(shown)
        return self._reduced(shown, written) if seen else ""

    def read_stem(self, raw: str) -> str:
        self.written, text = split_format(raw.strip(), TextFormat.MOODLE)
        return self._reduced(self.signs.show(text), self.written)

    def read_word(self, raw: str, *, prefixed: bool = True) -> str:
        """What is to be typed or matched: letter by letter, whatever the format of the stem.

        ``prefixed``: a format may stand before it all the same.
        """
        written, text = self.written, raw.strip()
        if prefixed:
            written, text = split_format(text, written)
        text = self.signs.show(text)
        tagged = written is not TextFormat.PLAIN and TAG.search(text) is not None
        return self._reduced(text, TextFormat.HTML if tagged else TextFormat.PLAIN)

    def _reduced(self, text: str, written: TextFormat) -> str:
        text = text.strip()
        if written is TextFormat.MARKDOWN or not reads_as_it_stands(text):
            text = self._plain(text, read_text(text, written))
        if len(text) > LONGEST_TEXT:
            raise Unfit(
                f"one of its texts has {len(text):,} characters; at most {LONGEST_TEXT:,} are taken"
            )
        if unfit := unfit_character(text):
            raise Unfit(f"it holds the character {unfit}, which is no text")
        return text

    def _plain(self, text: str, plain: Plain) -> str:
        """What is left of a text, and the report of the rest."""
        if not plain.text and not plain.images and TAG.fullmatch(text):
            self.report.tell("a text that is nothing but a tag of HTML was kept as it stands")
            return text
        self.report.dropped(plain.dropped)
        for image in plain.images:
            name = image.source.rpartition("/")[2][:60]
            named = f" ({name})" if name and not image.source.startswith("data:") else ""
            self.report.tell(f"a picture{named} was left out")
        if plain.text or not plain.images:
            return plain.text
        alt = next((image.alt for image in plain.images if image.alt), "")
        return f"[picture: {alt}]" if alt else "[picture]"


def plain_title(title: str) -> str:
    """A title as Moodle keeps it: on one line, without HTML."""
    plain = read_html(title).text if "<" in title else title
    return " ".join(plain.split())
