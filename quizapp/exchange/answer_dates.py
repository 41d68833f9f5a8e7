"""Answers of other programs that plainly are dates: "7 November 1917", "1917", "44 BC".

``domain.date_typed`` reads what learners type and mends their slips, which costs time and sees
dates in many words. Here most answers are no dates, and are told apart at a glance.
"""

from __future__ import annotations

import re

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate, day_exists
from quizapp.domain.date_typed import LONGEST_ANSWER, parse_date
from quizapp.domain.date_words import (
    MONTHS,
    ORDINAL_WORDS,
    ROMAN_CENTURIES,
    SEASONS,
    WEEKDAYS,
    word_set,
)
from quizapp.domain.question import AnswerKind

_WORDS = frozenset(
    {*MONTHS, *ORDINAL_WORDS, *SEASONS, *WEEKDAYS, *ROMAN_CENTURIES}
    | word_set(
        """a about ad after around and b bc bce before beginning by c ca ce century centuries circa
        calendar e early end from gregorian half in julian late mid middle new night not of old on
        s st nd rd th style summer the to until till through year years earlier later than between
        os ns decade"""
    )
)
_WORD = re.compile(r"[^\W\d_]+")
_SHAPE = re.compile(r"[\w\s.,;:()/–—’'\-]+")
_DIGIT = re.compile(r"[0-9]")
_YEAR = re.compile(r"[0-9]+")
_DAY = re.compile(r"(?:([0-9]{1,2}) )?([A-Z][a-z]+) (1[0-9]{3}|20[0-9]{2})")
_LONG_MONTHS = {name.capitalize(): number for name, number in MONTHS.items() if len(name) > 3}
_ASKS_WHEN = re.compile(
    r"\b(?:when|years?|dates?|dated?|centur(?:y|ies)|decade|wann|jahr|quand|année|cuándo|año)\b"
    r"|когда|год",
    re.IGNORECASE,
)
_ASKS_HOW_MUCH = re.compile(
    r"\b(?:how (?:many|much|long|far|high|large)|number of|population|metres|meters|miles|km)\b"
    r"|сколько|wie ?viele?|combien|cuánt",
    re.IGNORECASE,
)


def kind_of_answer(stem: str, answer: str) -> tuple[AnswerKind, HistoricalDate | None]:
    """``DATE`` where the whole answer is a date, and a bare number only where it may be a year."""
    date = _date(stem, answer)
    return (AnswerKind.OTHER, None) if date is None else (AnswerKind.DATE, date)


def _date(stem: str, answer: str) -> HistoricalDate | None:
    found = _DAY.fullmatch(answer)
    day = _plain_day(found) if found else None
    if day is not None:
        return day
    if not may_be_date(answer):
        return None
    if _YEAR.fullmatch(answer):
        return HistoricalDate(DatePoint(int(answer))) if _is_year(stem, answer) else None
    return parse_date(answer)


def may_be_date(answer: str) -> bool:
    """Whether there is nothing in it that no date holds: saves reading most answers at all, and
    "Match 1917" from being read as a slip for March."""
    if len(answer) > LONGEST_ANSWER:
        return False
    if _DIGIT.search(answer) is None:
        return "centur" in answer and _in_words(answer)
    return _SHAPE.fullmatch(answer) is not None and _in_words(answer)


def _in_words(answer: str) -> bool:
    return all(word.lower() in _WORDS for word in _WORD.findall(answer))


def _is_year(stem: str, answer: str) -> bool:
    """1815 is, unless a number is asked for; 42 is only where a year is asked for."""
    if _ASKS_HOW_MUCH.search(stem):
        return False
    if len(answer) == 4:
        return 1000 <= int(answer) < 2100
    return 2 <= len(answer) <= 3 and answer[0] != "0" and _ASKS_WHEN.search(stem) is not None


def _plain_day(found: re.Match[str]) -> HistoricalDate | None:
    """The commonest form at once: "7 November 1917" or "November 1917", as ``parse_date`` would."""
    number, name, digits = found.groups()
    month = _LONG_MONTHS.get(name)
    if month is None:
        return None
    year, day = int(digits), int(number) if number else None
    if day is not None and not day_exists(year, month, day, Calendar.NEW_STYLE):
        return None
    return HistoricalDate(DatePoint(year, month, day))
