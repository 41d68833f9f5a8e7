"""What a question that a person writes asks for, as a proposal. Pure."""

from __future__ import annotations

import re

from quizapp.domain.date_typed import parse_date
from quizapp.domain.question import AnswerKind

_NUMBER = re.compile(r"[\d.,\s]+")
_HOW_MANY = re.compile(r"\bhow (?:many|much|long|old|far)\b", re.IGNORECASE)
_WHO = re.compile(
    r"^\W*(?:who|whom|whose)\b|\b(?:which|what) (?:man|woman|person)\b", re.IGNORECASE
)
_WHERE = re.compile(
    r"^\W*where\b|\b(?:which|what) (?:city|town|village|place|port|country|island|region)\b",
    re.IGNORECASE,
)


def guess_kind(stem: str, answer: str) -> AnswerKind:
    """A date by the grammar of dates, unless a number is asked for; a person or a place by how the
    question begins. OTHER where neither tells."""
    if _is_date(stem, answer):
        return AnswerKind.DATE
    if not answer[:1].isupper():
        return AnswerKind.OTHER
    if _WHO.search(stem):
        return AnswerKind.LEADER
    return AnswerKind.PLACE if _WHERE.search(stem) else AnswerKind.OTHER


def _is_date(stem: str, answer: str) -> bool:
    bare = _NUMBER.fullmatch(answer) is not None
    if bare and (_HOW_MANY.search(stem) or len(answer.strip()) < 3):
        return False
    return parse_date(answer) is not None
