"""A hint that narrows the answer down without giving it: the decade, or a first letter. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.domain.calendar import MONTH_NAMES, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import asks_for_one

_PARTICLES = frozenset(("von", "van", "de", "der", "da", "di", "du", "la", "le", "of", "the", "al"))
_MONTHS_OF_A_QUARTER = 3


def hint(question: Question) -> tuple[str, str]:
    """What kind of hint it is, and its value, for the screen to put into words.

    ``("decade", "1910")``, ``("year", "1917")`` where a day or a month is asked for,
    ``("quarter", "4")`` where the question or every option names the year already, or ``("half",
    "2")`` of that year where the quarter would leave one option alone,
    ``("part of month", "2")`` where the month is told too (the first ten days, the next, the end),
    ``("century", "-1")`` before Christ, ``("surname", "K")``, ``("letter", "R")``; ``("", "")``
    where there is nothing to say. ``("own", "By the sea.")``: the author's, before any other.
    """
    if question.hint:
        return "own", question.hint
    if not asks_for_one(question.task):
        return "", ""
    if question.kind is AnswerKind.DATE and question.date is not None:
        options = [question.answer, *question.distractors]
        return _of_date(question.date, question.stem, options)
    words = re.findall(r"\w[\w’'-]*", question.answer)
    if not words:
        return "", ""
    if question.kind is AnswerKind.LEADER and len(words) > 1:
        names = [word for word in words if word.lower() not in _PARTICLES and word[0].isupper()]
        return "surname", (names or words)[-1][0].upper()
    return "letter", words[0][0].upper()


def _is_told(word: str, stem: str, options: Sequence[str]) -> bool:
    """By the question, or by every option: what they tell is no hint."""
    found = re.compile(rf"\b{word}\b")
    return bool(found.search(stem)) or (len(options) > 1 and all(map(found.search, options)))


def _part_of_year(month: int, options: Sequence[str]) -> tuple[str, str]:
    """The quarter, as long as it leaves more than one option to think about; else the half."""
    named = [MONTH_NAMES.index(name) for each in options for name in MONTH_NAMES if name in each]
    quarter = (month - 1) // _MONTHS_OF_A_QUARTER
    left = sum(each // _MONTHS_OF_A_QUARTER == quarter for each in named)
    if len(options) > 1 and left <= 1:
        return "half", str(quarter // 2 + 1)
    return "quarter", str(quarter + 1)


def _of_date(date: HistoricalDate, stem: str, options: Sequence[str]) -> tuple[str, str]:
    point = date.point
    if _is_told(str(abs(point.year)), stem, options):
        if point.month is None:
            return "", ""
        if point.day is not None and _is_told(MONTH_NAMES[point.month - 1], stem, options):
            return "part of month", str(min(2, (point.day - 1) // 10))
        return _part_of_year(point.month, options)
    if point.month is not None and point.year > 0:
        return "year", str(point.year)
    if point.year < 1:
        return "century", str((point.year - 1) // 100)
    return "decade", str(point.year // 10 * 10)
