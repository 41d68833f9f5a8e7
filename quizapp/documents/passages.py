"""From a reader's blocks to passages with kinds, heading paths and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.documents.broken_words import BrokenWords
from quizapp.documents.cleaning import Cleaner
from quizapp.documents.extract import Block, Extract
from quizapp.documents.mapped_text import MappedText
from quizapp.documents.paragraphs import Paragraph, Rank
from quizapp.documents.text_kinds import find_text_kinds
from quizapp.domain.document import Passage, TextKind
from quizapp.domain.ports import Stop
from quizapp.errors import Cancelled

LONGEST_PASSAGE = 10_000  # letters; longer paragraphs are cut at the end of a sentence
_SENTENCE_GAP = re.compile(r"[.!?][\"'”’)]*\s+")
_ASK_EVERY = 500  # blocks between two looks at the Cancel button


def make_passages(extract: Extract, stop: Stop) -> tuple[tuple[Passage, ...], list[Paragraph]]:
    """The passages in reading order, and the paragraphs they came from (for the title)."""
    paragraphs = _clean(extract, stop)
    paragraphs = find_text_kinds(paragraphs, extract.layout)
    passages: list[Passage] = []
    path = HeadingPath()
    for paragraph in paragraphs:
        if paragraph.leave_out:
            continue
        if paragraph.ends_notes:
            path.leave_notes()
        if paragraph.kind is TextKind.HEADING:
            path.enter(paragraph)
        for mapped in _in_bounds(paragraph.mapped):
            passages.append(_passage(len(passages), paragraph, mapped, path.titles))
    return tuple(passages), paragraphs


def _clean(extract: Extract, stop: Stop) -> list[Paragraph]:
    broken_words = BrokenWords(extract.original)
    cleaner = Cleaner(extract.original, broken_words)
    paragraphs = []
    for number, block in enumerate(extract.blocks):
        if number % _ASK_EVERY == 0 and stop():
            raise Cancelled("Reading was cancelled.")
        mapped = _trim(cleaner.clean(block))
        if mapped.text:
            paragraphs.append(_paragraph(mapped, block, extract.original))
    return paragraphs


def _paragraph(mapped: MappedText, block: Block, original: str) -> Paragraph:
    paragraph = Paragraph(mapped, block)
    if block.date is not None:
        paragraph.date_line = original[block.date.start : block.date.end]
        paragraph.date_line_span = block.date
    return paragraph


def _trim(mapped: MappedText) -> MappedText:
    bare = mapped.text.strip()
    if len(bare) == len(mapped.text):
        return mapped
    start = mapped.text.index(bare[0]) if bare else 0
    return mapped.part(start, start + len(bare))


def _passage(
    number: int, paragraph: Paragraph, mapped: MappedText, titles: tuple[str, ...]
) -> Passage:
    return Passage(
        number=number,
        text=mapped.text,
        kind=paragraph.kind or TextKind.PROSE,
        runs=mapped.runs,
        heading_path=titles,
        paragraph=paragraph.block.paragraph,
        page=paragraph.block.page,
        date_line=paragraph.date_line,
        date_line_span=paragraph.date_line_span,
    )


def _in_bounds(mapped: MappedText) -> Iterator[MappedText]:
    """The text in pieces that the language tools can hold; nearly always one."""
    start = 0
    length = len(mapped.text)
    while length - start > LONGEST_PASSAGE:
        end = _cut_at(mapped.text, start)
        yield _trim(mapped.part(start, end))
        start = end
    if start == 0:
        yield mapped
    elif rest := _trim(mapped.part(start, length)):
        yield rest


def _cut_at(text: str, start: int) -> int:
    limit = start + LONGEST_PASSAGE
    ends = [
        match.end() for match in _SENTENCE_GAP.finditer(text, start + LONGEST_PASSAGE // 2, limit)
    ]
    if ends:
        return ends[-1]
    space = text.rfind(" ", start + 1, limit)
    return space + 1 if space > start else limit


class HeadingPath:
    """The headings that are open at a place in the document."""

    def __init__(self) -> None:
        self._open: list[tuple[float, str, Rank | None]] = []

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(title for _, title, _ in self._open if title)

    def enter(self, heading: Paragraph) -> None:
        """Opens a heading and closes those of its own height and below."""
        height = heading.path_height
        title = heading.text if heading.heading is None else heading.heading
        if not title:
            return
        self._open = [entry for entry in self._open if entry[0] < height]
        self._open.append((height, title, heading.rank))

    def leave_notes(self) -> None:
        """Closes the heading of notes that have come to an end without a new heading."""
        self._open = [entry for entry in self._open if entry[2] is not Rank.BACK_MATTER]
