"""The proof of a question, to be shown: its passage with the very words highlighted."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.calendar import MONTH_NAMES, DatePoint
from quizapp.domain.document import Document, Passage, Span
from quizapp.domain.ports import DocumentStore
from quizapp.domain.question import Citation, Question
from quizapp.errors import NotFound, StorageError


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a screen shows beside an answer.

    ``text[start:end]`` is to be highlighted (nothing where both are equal). ``available`` is false
    where only the citation is known; ``text`` is then the quote, or empty.
    """

    label: str
    text: str
    start: int
    end: int
    available: bool
    heading: str = ""


NO_EVIDENCE = EvidenceView("", "", 0, 0, available=False)

DOCUMENTS_KEPT = 4
"""Documents held in memory between two questions; a session rarely cites more at a time."""


class EvidenceFinder:
    """Finds the passage of a citation; the last few documents are kept between calls."""

    def __init__(self, documents: DocumentStore) -> None:
        self._documents = documents
        self._recent: OrderedDict[str, Document | None] = OrderedDict()

    def forget(self) -> None:
        """To be called when documents were added or removed."""
        self._recent.clear()

    def of(self, question: Question) -> EvidenceView:
        """The view for a question; never raises for want of the document."""
        citation = question.citation
        if citation is None:
            return NO_EVIDENCE
        document = self._document(citation)
        view = _in_document(document, citation, question) if document else None
        return view or _quote_only(citation)

    def _document(self, citation: Citation) -> Document | None:
        key = citation.fingerprint or citation.title or citation.document
        if not key:
            return None
        if key not in self._recent:
            self._recent[key] = self._load(citation)
            if len(self._recent) > DOCUMENTS_KEPT:
                self._recent.popitem(last=False)
        self._recent.move_to_end(key)
        return self._recent[key]

    def _load(self, citation: Citation) -> Document | None:
        if citation.fingerprint:
            try:
                return self._documents.document(citation.fingerprint)
            except NotFound:
                pass
        for name in (citation.title, citation.document):
            try:
                found = self._documents.find_document(name) if name else None
            except (NotFound, StorageError):
                found = None
            if found:
                return found
        return None


def _quote_only(citation: Citation) -> EvidenceView:
    return EvidenceView(
        label=citation.label,
        text=citation.quote,
        start=0,
        end=len(citation.quote),
        available=False,
        heading=citation.heading,
    )


def _in_document(document: Document, citation: Citation, question: Question) -> EvidenceView | None:
    same_text = citation.fingerprint == document.fingerprint
    if citation.span and same_text:
        return _view_of_span(document, citation, citation.span)
    if citation.paragraph is not None:
        return _view_of_paragraph(document, citation, question)
    return None


def _view_of_span(document: Document, citation: Citation, span: Span) -> EvidenceView | None:
    passage = next((p for p in document.passages if _whole_span(p).overlaps(span)), None)
    if passage is None:
        return None
    start, end = _text_start(passage, span.start), _text_end(passage, span.end)
    prefix = _date_prefix(passage)
    if passage.date_line_span and passage.date_line_span.overlaps(span):
        return _view(citation, passage, 0, len(prefix) + end)
    return _view(citation, passage, len(prefix) + start, len(prefix) + end)


def _view_of_paragraph(
    document: Document, citation: Citation, question: Question
) -> EvidenceView | None:
    """The paragraph, with the answer's words highlighted where they can be found."""
    here = [p for p in document.passages if p.paragraph == citation.paragraph]
    for wording in _wordings(question):
        for passage in here:
            text = _date_prefix(passage) + passage.text
            found = re.search(rf"(?<!\w){re.escape(wording)}(?!\w)", text, re.IGNORECASE)
            if found:
                return _view(citation, passage, found.start(), found.end())
    return _view(citation, here[0], 0, 0) if here else None


def _view(citation: Citation, passage: Passage, start: int, end: int) -> EvidenceView:
    return EvidenceView(
        label=citation.label,
        text=_date_prefix(passage) + passage.text,
        start=start,
        end=max(start, end),
        available=True,
        heading=" › ".join(passage.heading_path) or citation.heading,
    )


def _date_prefix(passage: Passage) -> str:
    """The date line of a chronicle entry, which stands above its text."""
    return f"{passage.date_line}\n" if passage.date_line else ""


def _whole_span(passage: Passage) -> Span:
    if passage.date_line_span is None:
        return passage.span
    if not passage.runs:
        return passage.date_line_span
    body = passage.span
    return Span(
        min(body.start, passage.date_line_span.start), max(body.end, passage.date_line_span.end)
    )


def _text_start(passage: Passage, source: int) -> int:
    """Where the first kept character at or behind a place of the original stands in the text."""
    for run in passage.runs:
        if source < run.source_start + run.length:
            return run.text_start + max(0, source - run.source_start)
    return len(passage.text)


def _text_end(passage: Passage, source: int) -> int:
    """Behind the last kept character that stands before a place of the original."""
    for run in reversed(passage.runs):
        if run.source_start < source:
            return run.text_start + min(run.length, source - run.source_start)
    return 0


def _wordings(question: Question) -> Iterator[str]:
    """Forms of the answer to look for in the text, the most telling first."""
    yield from (text for text in (question.answer, *question.accept) if len(text) > 1)
    if question.date is None:
        return
    for point in (question.date.old_style, question.date.new_style):
        if point is not None:
            yield from _date_wordings(point)


def _date_wordings(point: DatePoint) -> Iterator[str]:
    if point.month is None:
        yield str(point.year)
        return
    name = MONTH_NAMES[point.month - 1]
    for month in (name, f"{name[:3]}.", name[:3], f"{name[:4]}."):
        if point.day is not None:
            yield f"{month} {point.day}"
            yield f"{point.day} {month}"
            yield f"{point.day}th of {month}"
        else:
            yield f"{month} {point.year}"
            yield f"{month}, {point.year}"
