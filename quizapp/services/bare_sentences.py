"""Sentences of a document that tell a date and that no question asks about, and why none does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.document import Document, Passage, Span, TextKind
from quizapp.domain.question import Citation, Question, State

_DATE = re.compile(
    rf"\b(?:1\d{{3}}|20\d\d)\b|\b\d{{1,4}}\s(?:BCE?|CE|AD)\b|\bAD\s\d|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{'|'.join(MONTH_NAMES)})\b|"
    rf"\b(?:{'|'.join(MONTH_NAMES)})\s\d{{1,2}}\b"
)
_SAID_ENOUGH = 30  # letters of a part of a sentence that is not told twice by chance
_PROSE = (TextKind.PROSE, TextKind.CHRONICLE, TextKind.LIST, TextKind.NOTE)


class Why(StrEnum):
    """Why no question asks about a sentence."""

    NONE_FOUND = "none found"
    LESS_SURE = "less sure"
    SPARE = "spare"  # the deck has enough of its text
    REJECTED = "rejected"  # by a person


@dataclass(frozen=True, slots=True)
class Bare:
    """A sentence without a question. ``proposed``: the one that it gave and that is not asked, the
    surest; ``reason``: what is odd about that, "" where nothing is known."""

    citation: Citation
    title: str  # of the document
    why: Why = Why.NONE_FOUND
    proposed: Question | None = None
    reason: str = ""

    @property
    def fingerprint(self) -> str:
        return self.citation.fingerprint


def is_asked(question: Question) -> bool:
    """Whether it is one of its deck, or proposed for it."""
    return question.state is not State.REJECTED and not question.held_back


def bare_sentences(document: Document, questions: Iterable[Question]) -> list[Bare]:
    """In the order of the text, as citations of one whole sentence each; without reasons.

    A sentence counts as asked about where the proof of a question overlaps it; of an entry under a
    date of its own one question is enough.
    """
    every = list(questions)
    asked, others = _Proofs(filter(is_asked, every)), _Proofs(q for q in every if not is_asked(q))
    return [
        _bare(document, passage, span, others)
        for passage in document.passages
        if passage.kind in _PROSE
        for span in _unasked(passage, asked)
    ]


class _Proofs:
    """Questions by where in the document their proofs stand: a book has thousands of both."""

    def __init__(self, questions: Iterable[Question]) -> None:
        placed = [
            (each.citation.span, each)
            for each in questions
            if each.citation is not None and each.citation.span is not None
        ]
        self._placed = sorted(placed, key=lambda entry: entry[0].start)
        self._starts = [span.start for span, _ in self._placed]
        self._longest = max((span.end - span.start for span, _ in placed), default=0)

    def over(self, place: Span) -> list[Question]:
        """Those whose proof overlaps the place."""
        first = bisect_left(self._starts, place.start - self._longest)
        last = bisect_left(self._starts, place.end)
        return [each for span, each in self._placed[first:last] if span.end > place.start]


def _unasked(passage: Passage, asked: _Proofs) -> Iterator[Span]:
    """Dated sentences, as places in the text of the passage."""
    from quizapp.facts.sentences import split_sentences

    under_a_date = passage.date_line is not None
    if not under_a_date and not _DATE.search(passage.text):
        return
    sentences = list(split_sentences(passage.text))
    dated = [span for span in sentences if _DATE.search(passage.text, span.start, span.end)]
    if under_a_date and not dated and not asked.over(passage.span):
        dated = sentences[:1]
    for span in dated:
        if not asked.over(passage.source_span(span.start, span.end)):
            yield span


def _bare(document: Document, passage: Passage, span: Span, others: _Proofs) -> Bare:
    cited = Citation.of_passage(document, passage, span.start, span.end)
    title = document.title or document.name
    given = others.over(passage.source_span(span.start, span.end))
    if not given:
        return Bare(cited, title)
    # What can still be taken tells more than what was turned down.
    best = max(given, key=lambda each: (each.state is not State.REJECTED, each.confidence))
    why = Why.SPARE if best.spare else Why.LESS_SURE
    return Bare(cited, title, Why.REJECTED if best.state is State.REJECTED else why, best)


class AskedElsewhere:
    """Whether a question whose proof says the same stands somewhere else in the texts."""

    def __init__(self, asked: Iterable[Question]) -> None:
        self._quotes = {_plain(each.citation.quote) for each in asked if each.citation}
        self._quotes.discard("")

    def __contains__(self, bare: object) -> bool:
        if not isinstance(bare, Bare):
            return False
        sentence = _plain(bare.citation.quote)
        return sentence in self._quotes or any(
            quote in sentence for quote in self._quotes if len(quote) >= _SAID_ENOUGH
        )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
