"""The sentence of the source with its answer left out, to be typed. Pure.

A gap is worth asking only where nothing else in the sentence fills it: the answer stands there
once, and neither it, an accepted form nor a second form of a date is left beside the gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.date_grammar import DateGrammar
from quizapp.domain.date_written import WrittenDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.kinds.text import fold, word_set

GAP = "\u2009_____\u2009"
"""What stands in the answer's place, as long for every answer."""

LONGEST = 40
"""Words of a sentence that is still read at a glance."""

FEWEST = 5
"""Words beside the gap, below which the sentence tells nothing."""

_BRACKETS = re.compile(r"\s*[(\[](?P<inner>[^()\[\]]*)[)\]]")
_LONG_NAME = 4  # letters from which a part of a name gives the whole away
_NO_NAMES = word_set("the of and von van de der la le al saint new upper lower great")


@dataclass(frozen=True, slots=True)
class Cloze:
    """``before + hidden + after`` is the sentence."""

    before: str
    hidden: str
    after: str

    @property
    def shown(self) -> str:
        return f"{self.before}{GAP}{self.after}"


@lru_cache(maxsize=256)
def cloze_of(question: Question) -> Cloze | None:
    """The question's sentence with a gap; ``None`` where its quote makes no fair one."""
    quote = " ".join(question.citation.quote.split()) if question.citation else ""
    if not quote or len(quote.split()) > LONGEST:
        return None
    place = _date_place(question, quote) if _is_dated(question) else _name_place(question, quote)
    if place is None:
        return None
    made = Cloze(quote[: place[0]], quote[place[0] : place[1]], quote[place[1] :])
    beside = f"{made.before} {made.after}"
    too_little = len(re.findall(r"\w+", beside)) < FEWEST
    return None if too_little or _leaks(question, beside) else made


def _is_dated(question: Question) -> bool:
    return question.kind is AnswerKind.DATE


def _forms(question: Question) -> list[str]:
    """Every right answer, the longest first, with what stands in brackets apart."""
    texts = {question.answer, *question.accept}
    for text in tuple(texts):
        texts.update(re.findall(r"\(([^()]+)\)", text))
        texts.add(re.sub(r"\s*\([^()]*\)", "", text))
    return sorted((text for text in texts if fold(text)), key=lambda text: (-len(text), text))


# Names


def _name_place(question: Question, quote: str) -> tuple[int, int] | None:
    """Where the longest form of the name stands; it must stand there once."""
    for form in _forms(question):
        words = " ".join(map(re.escape, form.split()))
        found = list(re.finditer(rf"(?<!\w){words}(?!\w)", quote, re.IGNORECASE))
        if found:
            return _with_initials(quote, *found[0].span()) if len(found) == 1 else None
    return None


def _with_initials(quote: str, start: int, end: int) -> tuple[int, int]:
    """ "V. I." before a surname gives it away."""
    initials = re.search(r"(?<!\w)(?:[^\W\d_]\.\s*)+$", quote[:start])
    return (initials.start() if initials else start), end


# Dates


def _date_place(question: Question, quote: str) -> tuple[int, int] | None:
    """Where the date stands, with its second form beside it; it must be the only date there."""
    if question.date is None:
        return None
    dates = DateGrammar(quote).dates()
    right = [date for date in dates if _is_of(date, question.date)]
    if len(right) != 1 or len(dates) != 1:
        return None
    start, end = right[0].start, right[0].end
    return start, _with_brackets(quote, end)


def _with_brackets(quote: str, end: int) -> int:
    """A bracket behind the date that holds figures is another form of it."""
    bracket = _BRACKETS.match(quote, end)
    return bracket.end() if bracket and re.search(r"\d", bracket["inner"]) else end


def _is_of(date: WrittenDate, key: HistoricalDate) -> bool:
    """Whether a written date says all of what is asked: the same points, year included."""
    points = [point for point in date.points() if point.year is not None or date.has_year]
    wanted = {key.new_style, key.old_style, key.end_new_style, key.end_old_style} - {None}
    written = {_bare(point.year, point.month, point.day) for point in points}
    asked = {_bare(point.year, point.month, point.day) for point in _points(wanted)}
    return bool(written & asked)


def _points(points: set[DatePoint | None]) -> Iterator[DatePoint]:
    return (point for point in points if point is not None)


def _bare(year: int | None, month: int | None, day: int | None) -> tuple[int | None, ...]:
    return year, month, day


# What is left beside the gap


def _leaks(question: Question, beside: str) -> bool:
    left = fold(beside)
    if any(f" {fold(form)} " in f" {left} " or fold(form) in left for form in _forms(question)):
        return True
    if _is_dated(question):
        return question.date is not None and any(
            re.search(rf"(?<!\d){abs(point.year)}(?!\d)", beside)
            for point in _points({question.date.point, question.date.old_style})
        )
    words = {word for form in _forms(question) for word in fold(form).split()}
    telling = {word for word in words - _NO_NAMES if len(word) >= _LONG_NAME}
    return any(word in left for word in telling)
