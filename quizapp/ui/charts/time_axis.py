"""Where an axis of days has its ticks, and what stands beside them: millennia down to days. Pure.

Days are numbered as in ``domain.date_span``; which calendar they are written in, the chart says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quizapp.domain.calendar import MONTH_NAMES, Calendar, DatePoint, from_julian_day, julian_day
from quizapp.ui import words

_YEAR = 365.2425
_MONTH = _YEAR / 12
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_MONTHS = (1, 3, 6)
_DAYS = (1, 5, 10, 15)
_CENTURIES_UP_TO = 20  # years between two ticks, beyond which a century is no more than a few ticks


@dataclass(frozen=True, slots=True)
class Rooms:
    """Pixels that the label of a tick takes, with the gap before the next."""

    year: float
    month: float
    day: float


@dataclass(frozen=True, slots=True)
class Step:
    """``unit``: "year", "month" or "day"; a tick at every ``size``-th of them."""

    unit: str
    size: int


@dataclass(frozen=True, slots=True)
class Tick:
    day: int
    text: str


def step_for(pixels_per_day: float, rooms: Rooms) -> Step:
    """The finest step at which no label runs into the next."""
    for unit, days, sizes, room in (
        ("day", 1.0, _DAYS, rooms.day),
        ("month", _MONTH, _MONTHS, rooms.month),
        ("year", _YEAR, _YEARS, rooms.year),
    ):
        for size in sizes:
            # The last days of a month stand closer to the next first than the step is wide.
            tight = size * days - (2 if unit == "day" and size > 1 else 0)
            if tight * pixels_per_day >= room:
                return Step(unit, size)
    return Step("year", 10_000)


def ticks(first: int, last: int, step: Step) -> list[Tick]:
    """All between two days, both included."""
    made = {"year": _years, "month": _months, "day": _days}[step.unit](first, last, step.size)
    return [tick for tick in made if first <= tick.day <= last]


def sections(first: int, last: int, step: Step) -> list[Tick]:
    """What the ticks lie in: months over days, years over months, centuries over years.

    The first begins at or before ``first``; none where the ticks are centuries themselves.
    """
    if step.unit == "day":
        return list(_whole_months(first, last))
    if step.unit == "month":
        return list(_years(first, last, 1))
    if step.size <= _CENTURIES_UP_TO:
        return list(_centuries(first, last))
    return []


def year_text(year: int) -> str:
    """ "1917", "AD 44", "44 BC"; ``year`` is astronomical."""
    if year <= 0:
        return words.tr("{} BC").format(1 - year)
    return str(year) if year >= 1000 else words.tr("AD {}").format(year)


def _years(first: int, last: int, size: int) -> Iterator[Tick]:
    """Round years on both sides: ..., 200 BC, 100 BC, AD 1, AD 100, ..."""
    start, end = _point(first).year, _point(last).year
    for number in range(start // size - 1, end // size + 2):
        year = number * size
        if size > 1:
            year = year + 1 if year <= 0 else year
        yield Tick(_first_day(year), year_text(year))


def _months(first: int, last: int, size: int) -> Iterator[Tick]:
    start, end = _point(first), _point(last)
    for year in range(start.year, end.year + 1):
        for month in range(1, 13, size):
            yield Tick(_first_day(year, month), words.tr(MONTH_NAMES[month - 1])[:3])


def _days(first: int, last: int, size: int) -> Iterator[Tick]:
    for day in range(first, last + 1):
        number = _point(day).day or 1
        if size == 1 or number == 1 or (number % size == 0 and number + size // 2 < 31):
            yield Tick(day, str(number))


def _whole_months(first: int, last: int) -> Iterator[Tick]:
    start, end = _point(first), _point(last)
    for number in range(_month_number(start), _month_number(end) + 1):
        year, month = number // 12, number % 12 + 1
        text = f"{words.tr(MONTH_NAMES[month - 1])} {year_text(year)}"
        yield Tick(_first_day(year, month), text)


def _centuries(first: int, last: int) -> Iterator[Tick]:
    start, end = _point(first).year, _point(last).year
    for number in range((start - 1) // 100, (end - 1) // 100 + 1):
        yield Tick(_first_day(100 * number + 1), words.century(number))


def _month_number(point: DatePoint) -> int:
    return point.year * 12 + (point.month or 1) - 1


def _point(day: int) -> DatePoint:
    return from_julian_day(day, Calendar.NEW_STYLE)


def _first_day(year: int, month: int = 1) -> int:
    return julian_day(DatePoint(year, month, 1), Calendar.NEW_STYLE)
