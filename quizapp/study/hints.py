"""A hint that narrows the answer down without giving it: the decade, or a first letter. Pure."""

from __future__ import annotations

import re

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.question import AnswerKind, Question

_PARTICLES = frozenset(("von", "van", "de", "der", "da", "di", "du", "la", "le", "of", "the", "al"))
_MONTHS_OF_A_QUARTER = 3


def hint(question: Question) -> tuple[str, str]:
    """What kind of hint it is, and its value, for the screen to put into words.

    ``("decade", "1910")``, ``("year", "1917")`` where a day or a month is asked for,
    ``("quarter", "4")`` where the question names the year already, ``("century", "-1")`` before
    Christ, ``("surname", "K")``, ``("letter", "R")``; ``("", "")`` where there is nothing to say.
    """
    if question.kind is AnswerKind.DATE and question.date is not None:
        return _of_date(question.date, question.stem)
    words = re.findall(r"\w[\w’'-]*", question.answer)
    if not words:
        return "", ""
    if question.kind is AnswerKind.LEADER and len(words) > 1:
        names = [word for word in words if word.lower() not in _PARTICLES and word[0].isupper()]
        return "surname", (names or words)[-1][0].upper()
    return "letter", words[0][0].upper()


def _of_date(date: HistoricalDate, stem: str) -> tuple[str, str]:
    point = date.point
    named = re.search(rf"\b{abs(point.year)}\b", stem) is not None
    if named:
        if point.month is None:
            return "", ""
        return "quarter", str((point.month - 1) // _MONTHS_OF_A_QUARTER + 1)
    if point.month is not None and point.year > 0:
        return "year", str(point.year)
    if point.year < 1:
        return "century", str((point.year - 1) // 100)
    return "decade", str(point.year // 10 * 10)
