"""A document, its passages, and the way back from a passage to the original text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class TextKind(StrEnum):
    """What a stretch of text is, recognised by general signs and never by file."""

    PROSE = "prose"
    HEADING = "heading"
    LIST = "list"
    CHRONICLE = "chronicle"  # one dated entry; its date line stands in Passage.date_line
    NOTE = "note"  # footnotes, endnotes and editorial notes
    BIBLIOGRAPHY = "bibliography"
    CONTENTS = "contents"
    RUNNING_HEAD = "running_head"  # page headers and footers, page numbers


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` (included) to ``end`` (excluded) of a document's original text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class OffsetRun:
    """``text[text_start + i]`` is ``original[source_start + i]`` for ``0 <= i < length``."""

    text_start: int
    source_start: int
    length: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A cleaned paragraph (or chronicle entry, note, list item) and its place in the document.

    ``text`` has line breaks reflowed and scan-broken words rejoined; ``runs`` lead each of its
    characters back to the original text. Characters that cleaning put in belong to no run.
    ``paragraph`` counts from 1: the n-th maximal run of original text between blank lines (for
    double-spaced text: the n-th block after reflow). ``page`` counts from 1, where there are pages.
    """

    number: int
    text: str
    kind: TextKind
    runs: tuple[OffsetRun, ...]
    heading_path: tuple[str, ...] = ()
    paragraph: int | None = None
    page: int | None = None
    date_line: str | None = None
    date_line_span: Span | None = None

    def source_span(self, start: int, end: int) -> Span:
        """The span of the original that holds ``text[start:end]``; clipped to what is mapped."""
        if not self.runs:
            return Span(0, 0)
        first = self._to_source(start, forward=True)
        last = self._to_source(max(start, end - 1), forward=False)
        return Span(first, max(first, last + 1))

    @property
    def span(self) -> Span:
        """Where the whole passage stands in the original."""
        return self.source_span(0, len(self.text))

    def _to_source(self, position: int, *, forward: bool) -> int:
        index = bisect_right(self.runs, position, key=lambda run: run.text_start) - 1
        if index < 0:
            return self.runs[0].source_start
        run = self.runs[index]
        within = position - run.text_start
        if within < run.length:
            return run.source_start + within
        if forward and index + 1 < len(self.runs):
            return self.runs[index + 1].source_start
        return run.source_start + run.length - 1


@dataclass(frozen=True, slots=True)
class ReadingNote:
    """Something the reader left out or guessed, said in words fit for the user."""

    message: str
    page: int | None = None


@dataclass(frozen=True)
class Document:
    """A file that was read.

    ``original`` is the text that spans count in: the decoded file for text formats, the text as
    extracted (before any cleaning) for the others. ``fingerprint`` is the SHA-256 of the original
    text in UTF-8, in hex: the same text is the same document, whatever its file is called.
    """

    name: str
    title: str
    format: str
    original: str
    passages: tuple[Passage, ...]
    fingerprint: str
    notes: tuple[ReadingNote, ...] = field(default=())
    path: str | None = None

    @property
    def words(self) -> int:
        return sum(len(passage.text.split()) for passage in self.passages)


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A line in the library: no text."""

    fingerprint: str
    name: str
    title: str
    format: str
    words: int
    questions: int
    added_at: str  # ISO 8601, UTC
