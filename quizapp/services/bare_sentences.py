"""Sentences of a document that tell a date and that no question asks about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.document import Document, Span, TextKind
from quizapp.domain.question import Citation

if TYPE_CHECKING:
    from quizapp.domain.question import Question

_DATE = re.compile(
    rf"\b(?:1\d{{3}}|20\d\d)\b|\b\d{{1,4}}\s(?:BCE?|CE|AD)\b|\bAD\s\d|"
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{'|'.join(MONTH_NAMES)})\b|"
    rf"\b(?:{'|'.join(MONTH_NAMES)})\s\d{{1,2}}\b"
)
_PROSE = (TextKind.PROSE, TextKind.CHRONICLE, TextKind.LIST, TextKind.NOTE)


def bare_sentences(document: Document, questions: Iterable[Question]) -> list[Citation]:
    """In the order of the text, as citations of one whole sentence each.

    A sentence counts as asked about where the proof of a question overlaps it.
    """
    from quizapp.facts.sentences import split_sentences

    taken = sorted(
        (each.citation.span.start, each.citation.span.end)
        for each in questions
        if each.citation is not None and each.citation.span is not None
    )
    return [
        Citation.of_passage(document, passage, span.start, span.end)
        for passage in document.passages
        if passage.kind in _PROSE and _DATE.search(passage.text)
        for span in split_sentences(passage.text)
        if _DATE.search(passage.text, span.start, span.end)
        and not _overlaps(passage.source_span(span.start, span.end), taken)
    ]


def _overlaps(span: Span, taken: list[tuple[int, int]]) -> bool:
    return any(start < span.end and span.start < end for start, end in taken)
