"""Tasks as records in files, where nobody vouches for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Task,
    Typed,
    When,
    key_of,
)
from quizapp.domain.task_record import task_of
from quizapp.exchange.format import LARGEST_NUMBER, LONGEST_TEXT, unfit_character
from quizapp.exchange.iso_dates import LATEST_YEAR, check_date

_MOST_LINES = 999_999


def read_task(record: object) -> Task:
    """ValueError, in words fit for a report, where it is none, or one that nobody could answer.

    Spaces at the ends of its texts are kept: they may mean something there.
    """
    _check_texts(record)
    try:
        task = task_of(record)
    except (OverflowError, RecursionError):
        raise ValueError("a number in it is none, or it is nested too deeply") from None
    check_task(task)
    if not key_of(task).answer.strip():
        raise ValueError("no answer of it is right")
    return task


def check_task(task: Task) -> None:
    """ValueError where one of its numbers or dates is none that a task can have. Every format
    holds to it, so that what one reads the others read again."""
    for part in _parts(task):
        _check_worth(part.worth)
        if isinstance(part, Number):
            _check_number(part)
    match task:
        case Cloze():
            _check_gaps(task)
        case When():
            _check_when(task)
        case Order() if not all(item.strip() for item in task.items):
            raise ValueError("one of its items has no text")
        case Match() if not all(p.premise.strip() and p.answer.strip() for p in task.pairs):
            raise ValueError("one of its pairs has nothing on one side")
        case OpenText() if not 0 <= task.lines <= _MOST_LINES:
            raise ValueError(f"{task.lines} lines are no room on paper")
        case MapPlace() if not 0 <= task.radius <= LARGEST_NUMBER:
            raise ValueError("the place is larger than the earth")


def _check_worth(worth: float) -> None:
    if abs(worth) > 1:
        raise ValueError("an answer is worth more than all points, or loses more")


def _check_number(number: Number) -> None:
    if max(abs(number.value), abs(number.tolerance)) > LARGEST_NUMBER:
        raise ValueError("one of its numbers is too large")
    if number.tolerance < 0:
        raise ValueError("a tolerance is below 0")


def _check_gaps(task: Cloze) -> None:
    for number, gap in enumerate(task.gaps, start=1):
        if not (gap.answers or gap.options or gap.numbers):
            raise ValueError(f"its gap {number} has no answer")
        if not 0 <= gap.points <= LARGEST_NUMBER:
            raise ValueError(f"its gap {number} has {gap.points} points")


def _check_when(task: When) -> None:
    check_date(task.date)
    _check_worth(task.worth_near)
    if not 0 <= task.years_off <= LATEST_YEAR:
        raise ValueError(f"{task.years_off} years are not near")


def _parts(task: Task) -> Iterator[Option | Accepted | Number]:
    """All that an answer may match, with what it is worth."""
    match task:
        case Choose():
            yield from task.options
        case Typed():
            yield from task.answers
        case Numeric():
            yield from task.answers
        case Cloze():
            for gap in task.gaps:
                yield from gap.options
                yield from gap.answers
                yield from gap.numbers


def _check_texts(record: object) -> None:
    """Those of all parts, wherever they stand, without climbing down: it may be nested deeply."""
    left: list[object] = [record]
    while left:
        part = left.pop()
        if isinstance(part, str):
            _check_text(part)
        elif isinstance(part, Mapping):
            left.extend(part.values())
        elif isinstance(part, Iterable):
            left.extend(part)


def _check_text(text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a text has {len(text):,} characters; at most {LONGEST_TEXT:,} are taken")
    if unfit := unfit_character(text):
        raise ValueError(f"it holds the character {unfit}, which is no text")
