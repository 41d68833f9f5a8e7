"""The proof of a question, to be shown: its passage with the very words highlighted."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from quizapp.domain.calendar import MONTH_NAMES, DatePoint
from quizapp.domain.document import Document, Passage, Span
from quizapp.domain.ports import DocumentStore
from quizapp.domain.question import Citation, Question
from quizapp.errors import NotFound, StorageError


@dataclass(frozen=True, slots=True)
class Proof:
    """No more of a passage than proves the answer; ``text[start:end]`` is to be highlighted."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """What a screen shows beside an answer.

    ``text[start:end]`` is to be highlighted (nothing where both are equal). ``available`` is false
    where only the citation is known; ``text`` is then the quote, or empty. ``proof``: the sentences
    that prove the answer, without their neighbours, which may answer what is asked next; ``None``
    where that would be all of the text, or is not known.
    """

    label: str
    text: str
    start: int
    end: int
    available: bool
    heading: str = ""
    proof: Proof | None = None


NO_EVIDENCE = EvidenceView("", "", 0, 0, available=False)

LONGEST_SENTENCE = 2_000
"""Characters beside the cited words in which the ends of their sentence are looked for."""

MOST_PLACES = 20
"""Places of a paragraph that hold the answer, of which the best one is chosen."""

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
        pattern = re.compile(rf"(?<!\w){re.escape(wording)}(?!\w)", re.IGNORECASE)
        views = [
            _view(citation, passage, *found.span())
            for passage in here
            for found in islice(pattern.finditer(_date_prefix(passage) + passage.text), MOST_PLACES)
        ]
        if views:
            return max(views, key=partial(_shared_with, _telling_words(question.stem)))
    return _view(citation, here[0], 0, 0) if here else None


def _shared_with(wanted: set[str], view: EvidenceView) -> int:
    """How many of the question's words stand beside the answer: the most where it is proved."""
    return len(wanted & _telling_words(view.proof.text if view.proof else view.text))


def _telling_words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w{4,}", text)}


def _view(citation: Citation, passage: Passage, start: int, end: int) -> EvidenceView:
    prefix = _date_prefix(passage)
    end = max(start, end)
    return EvidenceView(
        label=citation.label,
        text=prefix + passage.text,
        start=start,
        end=end,
        available=True,
        heading=" › ".join(passage.heading_path) or citation.heading,
        proof=_proof(prefix, passage.text, start - len(prefix), end - len(prefix)),
    )


def _proof(date_line: str, text: str, start: int, end: int) -> Proof | None:
    """The cited words grown to whole sentences, under the date line of their entry.

    ``start`` and ``end`` count from the text below the date line; before it they are negative.
    """
    if start == end or end <= 0:
        return None
    sentences = _sentences_around(text, max(0, start), end)
    if sentences == Span(0, len(text)):
        return None
    lead = "… " if sentences.start > 0 else ""
    tail = " …" if sentences.end < len(text) else ""
    shown = date_line + lead + text[sentences.start : sentences.end] + tail
    shift = len(date_line) + len(lead) - sentences.start
    first = start + len(date_line) if start < 0 else start + shift
    return Proof(shown, first, end + shift)


def _sentences_around(text: str, start: int, end: int) -> Span:
    """From the beginning of the sentence at ``start`` to the end of the one at ``end``."""
    from quizapp.facts.sentences import split_sentences

    offset = max(0, start - LONGEST_SENTENCE)
    window = text[offset : end + LONGEST_SENTENCE]
    first, last = start, end
    for clause in _whole_sentences(window, split_sentences(window)):
        clause_start, clause_end = clause.start + offset, clause.end + offset
        if clause_start < end and start < clause_end:
            first, last = min(first, clause_start), max(last, clause_end)
    return Span(first, last)


def _whole_sentences(text: str, clauses: Iterable[Span]) -> list[Span]:
    """Clauses that a semicolon parts are one sentence."""
    found: list[Span] = []
    for clause in clauses:
        if found and text[found[-1].end - 1] == ";":
            found[-1] = Span(found[-1].start, clause.end)
        else:
            found.append(clause)
    return found


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
