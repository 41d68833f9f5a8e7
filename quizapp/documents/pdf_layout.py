"""From the lines of PDF pages to paragraphs: positions say what the text alone does not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from quizapp.documents.date_lines import is_date_line
from quizapp.documents.extract import Block
from quizapp.documents.signs import ends_sentence, is_list_item
from quizapp.domain.document import Span, TextKind

_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?(?:\d{1,4}|[ivxlc]{1,7})\W*(?:of\s*\d+)?", re.IGNORECASE)
EDGE = 2  # lines at the top and bottom of a page that may be its header or footer


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line and its place: ``left``, ``right``, ``base`` and ``size`` in points."""

    start: int
    end: int
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool


def make_pdf_blocks(
    original: str, lines: Sequence[PdfLine], outline: dict[tuple[int, str], int]
) -> list[Block]:
    """Paragraphs, joined over page ends; page headers, footers and numbers apart."""
    running = _running_heads(original, lines)
    body = [line for index, line in enumerate(lines) if index not in running]
    heads = [line for index, line in enumerate(lines) if index in running]
    setting = _Setting(body)
    groups: list[list[PdfLine]] = []
    for line in body:
        if groups and not setting.breaks(original, groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    blocks = [_block(original, group, setting, outline) for group in groups]
    blocks += [_running_block(line) for line in heads]
    blocks.sort(key=lambda block: block.lines[0].start)
    return [_numbered(block, number) for number, block in enumerate(blocks, 1)]


def _numbered(block: Block, number: int) -> Block:
    return Block(
        lines=block.lines,
        paragraph=number,
        page=block.page,
        level=block.level,
        kind=block.kind,
        strong=block.strong,
    )


def _running_block(line: PdfLine) -> Block:
    return Block(
        lines=(Span(line.start, line.end),),
        paragraph=0,
        page=line.page,
        kind=TextKind.RUNNING_HEAD,
    )


def _block(
    original: str, group: list[PdfLine], setting: _Setting, outline: dict[tuple[int, str], int]
) -> Block:
    text = "".join(original[group[0].start : group[-1].end].split()).casefold()
    first = group[0]
    strong = len(group) <= 3 and all(
        line.bold or line.size >= 1.12 * setting.size for line in group
    )
    return Block(
        lines=tuple(Span(line.start, line.end) for line in group),
        paragraph=0,
        page=first.page,
        level=outline.get((first.page, text)),
        strong=strong,
    )


def _running_heads(original: str, lines: Sequence[PdfLine]) -> set[int]:
    """Lines at page edges that come again at the same height, and lone page numbers there."""
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        pages[line.page].append(index)
    edges: list[int] = []
    for found in pages.values():
        by_height = sorted(found, key=lambda index: -lines[index].base)
        edges += {*by_height[:EDGE], *by_height[-EDGE:]}
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for index in edges:
        seen[_pattern(original, lines[index])].add(lines[index].page)
    fewest = 2 if len(pages) <= 4 else 3
    running = {
        index
        for index in edges
        if len(pages) > 1 and len(seen[_pattern(original, lines[index])]) >= fewest
    }
    for found in pages.values():
        by_height = sorted(found, key=lambda index: -lines[index].base)
        for index in (by_height[0], by_height[-1]):
            text = original[lines[index].start : lines[index].end]
            if _PAGE_NUMBER.fullmatch(text) and len(found) > 2:
                running.add(index)
    return running


def _pattern(original: str, line: PdfLine) -> tuple[str, int]:
    """The words without numbers, and the height to five points."""
    text = _NUMBER.sub("#", original[line.start : line.end]).casefold()
    return "".join(text.split()), round(line.base / 5)


class _Setting:
    """How the body of a document is set: size of type, distance of lines, edges of columns."""

    def __init__(self, lines: Sequence[PdfLine]) -> None:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += line.end - line.start
        self.size = sizes.most_common(1)[0][0] if sizes else 0.0
        steps = [
            one.base - other.base
            for one, other in pairwise(lines)
            if one.page == other.page and 0 < one.base - other.base < 4 * max(self.size, 1)
        ]
        self.leading = median(steps) if steps else 0.0
        lefts = Counter(round(line.left) for line in lines)
        self._lefts = sorted(left for left, count in lefts.items() if count >= 0.08 * len(lines))
        rights: dict[float, list[float]] = defaultdict(list)
        for line in lines:
            rights[self.column(line)].append(line.right)
        self._rights = {
            column: sorted(found)[int(len(found) * 0.8)] for column, found in rights.items()
        }

    def column(self, line: PdfLine) -> float:
        """The left edge of the column a line stands in."""
        under = [left for left in self._lefts if left <= line.left + 2]
        return max(under, default=line.left) if len(under) > 1 else min(self._lefts, default=0)

    def is_full(self, line: PdfLine, following: str = "") -> bool:
        """Whether the next line's first word would not have fitted on this one any more."""
        right = self._rights.get(self.column(line), line.right)
        letter = (line.right - line.left) / max(1, line.end - line.start)
        word = following.split(maxsplit=1)[0] if following else "abcdef"
        return line.right + letter * (len(word) + 1) > right - 2 * letter

    def breaks(self, original: str, group: list[PdfLine], line: PdfLine) -> bool:
        """Whether a new paragraph begins with ``line``."""
        last = group[-1]
        text, following = original[last.start : last.end], original[line.start : line.end]
        if abs(line.size - last.size) > 0.8 or line.bold != last.bold:
            return not self._goes_on(last, text, following)
        if is_date_line(following) or (is_date_line(text) and last is group[0]):
            return ends_sentence(text) or not self.is_full(last, following)
        if is_list_item(following) and (ends_sentence(text) or text[-1] in ":;,"):
            return True
        step = last.base - line.base
        if line.page != last.page or step < -self.size:
            short = not self.is_full(last, following)
            return ends_sentence(text) and (short or self._is_indented(line))
        if self.leading and step > 1.4 * self.leading:
            return True
        return self._breaks_by_lines(original, group, line)

    def _breaks_by_lines(self, original: str, group: list[PdfLine], line: PdfLine) -> bool:
        """For lines right under each other: by indents, and by lines that are not full."""
        last = group[-1]
        text, following = original[last.start : last.end], original[line.start : line.end]
        if not ends_sentence(text):
            return (
                not self.is_full(last, following)
                and following[0].isupper()
                and text[-1] not in "-,"
            )
        return self._is_indented(line) or not self.is_full(last, following)

    def _goes_on(self, last: PdfLine, text: str, following: str) -> bool:
        """A change of type inside a sentence: a bold word, a smaller quotation mark."""
        return following[0].islower() and not ends_sentence(text) and self.is_full(last, following)

    def _is_indented(self, line: PdfLine) -> bool:
        return line.left > self.column(line) + 0.7 * max(self.size, 8)
