"""A document as one text for reading: which passage stands where, and where a span is in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from quizapp.domain.document import Document, Passage, Span, TextKind
from quizapp.domain.question import Citation

SMALL_PRINT = {TextKind.NOTE, TextKind.BIBLIOGRAPHY, TextKind.CONTENTS, TextKind.RUNNING_HEAD}


@dataclass(frozen=True, slots=True)
class Stretch:
    """``text[start:end]`` is a passage, or its date line; ``style`` says how it is set."""

    start: int
    end: int
    style: str  # "heading", "date", "body", "small"
    passage: int  # index into Document.passages


class ReaderText:
    """Passages under each other with an empty line between; offsets count in ``text``."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.stretches: list[Stretch] = []
        self._body: list[int] = []  # where the text of each passage starts
        parts: list[str] = []
        position = 0
        for index, passage in enumerate(document.passages):
            if index:
                parts.append("\n\n")
                position += 2
            if passage.date_line:
                self._add(position, passage.date_line, "date", index)
                parts.append(passage.date_line + "\n")
                position += len(passage.date_line) + 1
            self._add(position, passage.text, style_of(passage), index)
            self._body.append(position)
            parts.append(passage.text)
            position += len(passage.text)
        self.text = "".join(parts)
        self._order = sorted(range(len(document.passages)), key=self._source_start)
        self._starts = [self._source_start(index) for index in self._order]

    def passage_place(self, number: int) -> tuple[int, int] | None:
        """Start and end of the passage of that number (``Passage.number``)."""
        for index, passage in enumerate(self.document.passages):
            if passage.number == number:
                return self._body[index], self._body[index] + len(passage.text)
        return None

    def citation(self, start: int, end: int) -> Citation | None:
        """The citation of ``text[start:end]``: of the passage in which it begins, cut at its end.
        None for what is in no passage."""
        for index, passage in enumerate(self.document.passages):
            body = self._body[index]
            first, last = max(start, body), min(end, body + len(passage.text))
            if first >= last:
                continue
            return Citation.of_passage(self.document, passage, first - body, last - body)
        return None

    def place(self, citation: Citation) -> tuple[int, int] | None:
        """Where the evidence stands; the whole paragraph where the citation has no span."""
        if citation.span is not None and citation.fingerprint == self.document.fingerprint:
            return self._place_of_span(citation.span)
        for index, passage in enumerate(self.document.passages):
            if citation.paragraph is not None and passage.paragraph == citation.paragraph:
                return self._body[index], self._body[index] + len(passage.text)
        return None

    def _place_of_span(self, span: Span) -> tuple[int, int] | None:
        nearest = bisect_right(self._starts, span.start)
        for order in range(max(0, nearest - 2), min(len(self._order), nearest + 2)):
            index = self._order[order]
            passage = self.document.passages[index]
            if passage.runs and passage.span.overlaps(span):
                body = self._body[index]
                first = text_position(passage, span.start)
                last = text_position(passage, span.end)
                return body + first, body + max(last, first)
            if passage.date_line_span is not None and passage.date_line_span.overlaps(span):
                return self._date_place(index)
        return None

    def _date_place(self, index: int) -> tuple[int, int]:
        line = self.document.passages[index].date_line or ""
        start = self._body[index] - len(line) - 1
        return max(0, start), max(0, start) + len(line)

    def _source_start(self, index: int) -> int:
        passage = self.document.passages[index]
        starts = [run.source_start for run in passage.runs]
        if passage.date_line_span is not None:
            starts.append(passage.date_line_span.start)
        return min(starts, default=0)

    def _add(self, position: int, text: str, style: str, index: int) -> None:
        self.stretches.append(Stretch(position, position + len(text), style, index))


def style_of(passage: Passage) -> str:
    if passage.kind is TextKind.HEADING:
        return "heading"
    return "small" if passage.kind in SMALL_PRINT else "body"


def text_position(passage: Passage, source: int) -> int:
    """Where a character of the original stands in the passage; left-out ones at the next kept."""
    for run in passage.runs:
        if source < run.source_start:
            return run.text_start
        if source < run.source_start + run.length:
            return run.text_start + source - run.source_start
    return len(passage.text)
