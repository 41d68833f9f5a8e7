"""Answers that were taken for each other, and how to learn them apart. Pure.

Asked days apart, 1921 and 1922 go on interfering with each other. Asked one right after the other,
with what happened in each in sight, they are learnt as a pair: "interference" is the commonest
reason to forget a date (P. Wozniak, "Effective learning: Twenty rules of formulating knowledge",
rule 11).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from quizapp.domain.question import AnswerKind

NEAR = 2
"""Years between two dates that interfere with each other."""

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"(?<!\d)(\d{3,4})(?!\d)")
_BEFORE_CHRIST = re.compile(r"(?<!\d)(\d{1,4})\s*B\.?\s?C\b", re.IGNORECASE)


def year_of(answer: str) -> int | None:
    """The year that an answer names, negative before Christ; ``None`` where it names none, or
    several."""
    before = _BEFORE_CHRIST.findall(answer)
    years = before or _YEAR.findall(answer)
    if len(years) != 1:
        return None
    return -int(years[0]) if before else int(years[0])


def years_apart(one: str, other: str) -> int | None:
    """How far apart two answers are that interfere; ``None`` where they are no such pair."""
    first, second = year_of(one), year_of(other)
    if first is None or second is None or not 0 < abs(first - second) <= NEAR:
        return None
    return abs(first - second)


def interferes(kind: AnswerKind, key: str, given: str) -> bool:
    """Whether the key is easily taken for what was given in its stead: of dates only one that is
    near, of people and places any."""
    if kind is not AnswerKind.DATE:
        return True
    first, second = year_of(key), year_of(given)
    return first is not None and second is not None and abs(first - second) <= NEAR


def telling_word(kind: AnswerKind, given: str) -> str:
    """The word that every answer with the same meaning holds: the year of a date, the longest word
    of a name. "" where there is none."""
    if kind is AnswerKind.DATE:
        year = year_of(given)
        return "" if year is None else str(abs(year))
    return max(_WORD.findall(given), key=len, default="")


def alternating(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Questions of the one and of the other in turn, each once."""
    both = (each for pair in zip_longest(one, other) for each in pair if each is not None)
    return list(dict.fromkeys(both))
