"""From lines to paragraphs, for text that has nothing but lines.

Three ways of setting a text are told apart by general signs: lines wrapped at a width, one line a
paragraph, and lines that are each followed by a blank one (a print-out turned back into text).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from quizapp.documents.date_lines import is_date_line
from quizapp.documents.extract import Block, Layout
from quizapp.documents.signs import ends_sentence, is_capital_line, is_list_item
from quizapp.domain.document import Span

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*")
_FIRST_WORD = re.compile(r"\S+")
_RULE = re.compile(r"[\W_]*")
TAB = 8  # columns


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    indent: int  # columns
    gap: int  # blank lines before it
    page: int | None = None

    @property
    def length(self) -> int:
        return self.end - self.start


def split_lines(original: str) -> list[Line]:
    """The lines that have text in them. ``\\r\\n`` counts as one break, ``\\f`` starts a page."""
    pages = "\f" in original
    page = 1
    lines = []
    gap = 0
    position = 0
    length = len(original)
    while position < length:
        match = _LINE.match(original, position)
        end = match.end() if match else length
        raw = original[position:end]
        text = raw.strip()
        if text:
            start = position + raw.index(text[0])
            indent = _columns(raw[: start - position])
            lines.append(Line(start, start + len(text), indent, gap, page if pages else None))
            gap = 0
        else:
            gap += 1
        if original.startswith("\f", end):
            page += 1
        position = end + (2 if original.startswith("\r\n", end) else 1)
    return lines


def _columns(white: str) -> int:
    return len(white) + (TAB - 1) * white.count("\t") if white else 0


def find_layout(original: str, lines: list[Line]) -> Layout:
    """How the lines are set: their full width, and whether blank lines stand between all."""
    if len(lines) < 2:
        return Layout()
    double_spaced = _is_double_spaced(original, lines)
    lengths = sorted(line.length for line in lines)
    long_ones = [length for length in lengths if length >= 30]
    if not long_ones:
        return Layout(None, double_spaced)
    width = long_ones[int(len(long_ones) * 0.8)]
    if width > 130:
        return Layout(None, double_spaced)
    joins = sum(
        1
        for one, other in pairwise(lines)
        if (other.gap == 0 or double_spaced) and _runs_on(original, one, other)
    )
    wrapped = joins >= max(1, len(long_ones) * 0.12)
    return Layout(width if wrapped else None, double_spaced)


def _is_double_spaced(original: str, lines: list[Line]) -> bool:
    gaps = Counter(line.gap for line in lines[1:])
    total = len(lines) - 1
    if total < 6 or gaps[0] > 0.05 * total or gaps[1] < 0.5 * total:
        return False
    pairs = [(one, other) for one, other in pairwise(lines) if other.gap == 1 and one.length >= 50]
    unfinished = sum(not ends_sentence(original[one.start : one.end]) for one, _ in pairs)
    running = sum(_runs_on(original, one, other) for one, other in pairs)
    return running >= 2 and unfinished >= 0.25 * len(pairs)


def _runs_on(original: str, one: Line, other: Line) -> bool:
    """Whether the sentence plainly goes on from one line to the next."""
    return original[other.start].islower() and original[one.end - 1] not in ".!?:;"


def make_blocks(original: str, lines: list[Line], layout: Layout) -> list[Block]:
    """Paragraphs, each a list of lines. ``Block.paragraph`` counts runs between blank lines."""
    blocks: list[Block] = []
    paragraph = 0
    group: list[Line] = []
    for line in lines:
        if group and not _is_break(original, group[-1], line, layout, group[0]):
            group.append(line)
            continue
        if group:
            blocks.append(_block(group, paragraph))
        if layout.double_spaced or not blocks or line.gap > 0:
            paragraph += 1
        group = [line]
    if group:
        blocks.append(_block(group, paragraph))
    return blocks


def _block(group: list[Line], paragraph: int) -> Block:
    first = group[0]
    return Block(
        lines=tuple(Span(line.start, line.end) for line in group),
        paragraph=paragraph,
        page=first.page,
        gap=first.gap,
        indent=first.indent,
    )


def _is_break(original: str, one: Line, other: Line, layout: Layout, first: Line) -> bool:
    """Whether a new paragraph begins with the line ``other``."""
    limit = 1 if layout.double_spaced else 0
    if other.gap > limit:
        return not (layout.double_spaced and _goes_on_next_page(original, one, other, layout))
    text, following = original[one.start : one.end], original[other.start : other.end]
    if is_capital_line(text) and is_capital_line(following) and not is_list_item(following):
        return False
    ended = ends_sentence(text)
    short = _is_short(original, one, other, layout)
    if (is_date_line(text) and one is first) or _begins_apart(text, following, ended, short):
        return True
    if layout.width is None:
        return not _continues_unwrapped(text, following, other, first)
    if ended and other.indent >= one.indent + 2 and not is_list_item(text):
        return True
    return short and _may_begin(following, ended)


def _begins_apart(text: str, following: str, ended: bool, short: bool) -> bool:
    """Rules, list items and date lines begin a paragraph in text of any setting."""
    if _RULE.fullmatch(text) or _RULE.fullmatch(following):
        return True
    if is_list_item(following) and (ended or text[-1] in ",:;" or is_list_item(text)):
        return True
    return (ended or short) and is_date_line(following)


def _may_begin(following: str, ended: bool) -> bool:
    begin = following[0]
    if begin.islower():
        return False
    return ended or begin.isupper() or begin.isdigit() or begin in "\"'“‘«([—-•*"


def _is_short(original: str, one: Line, other: Line, layout: Layout) -> bool:
    """Whether the next line's first word would still have fitted on this one."""
    if layout.width is None:
        return False
    word = _FIRST_WORD.match(original, other.start)
    needed = 1 + (len(word.group()) if word else 0)
    return one.indent + one.length + needed <= layout.width * 0.92


def _continues_unwrapped(text: str, following: str, other: Line, first: Line) -> bool:
    """In text of one line a paragraph: a line that was broken by hand all the same."""
    if following[0].islower() and not ends_sentence(text):
        return True
    return (
        not ends_sentence(text)
        and text[-1] not in ":;"
        and other.indent > first.indent
        and is_list_item(text)
    ) or (text[-1] in ",-" and other.indent > 0 and first.length > 60)


def _goes_on_next_page(original: str, one: Line, other: Line, layout: Layout) -> bool:
    """A page break inside a paragraph leaves three or four blank lines in double-spaced text."""
    if other.gap > 8 or layout.width is None:
        return False
    if original[other.start].islower() and original[one.end - 1] not in ".!?:;,":
        return True
    if other.gap > 4:
        return False
    text = original[one.start : one.end]
    return one.length >= layout.width * 0.85 and not ends_sentence(text) and text[-1] not in ":;"
