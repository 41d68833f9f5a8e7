"""How near a typed point in time comes to the right one, in one calendar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from quizapp.domain.calendar import (
    MONTH_NAMES,
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
    Season,
    julian_day,
)
from quizapp.domain.date_text import format_date
from quizapp.domain.date_written import WrittenPoint

_PART_DAYS = {Qualifier.EARLY: (1, 12), Qualifier.MID: (9, 22), Qualifier.LATE: (15, 31)}
_PART_MONTHS = {Qualifier.EARLY: (1, 5), Qualifier.MID: (4, 9), Qualifier.LATE: (8, 12)}
_SEASON_MONTHS = {
    Season.WINTER: (12, 1, 2),
    Season.SPRING: (3, 4, 5),
    Season.SUMMER: (6, 7, 8),
    Season.AUTUMN: (9, 10, 11),
}


class Near(IntEnum):
    """From far to near. Almost: from ONE_OFF to YEARLESS; right: FINER and SAME."""

    FAR = 0
    VAGUE = 1  # true, but without its year and less than was asked
    ONE_OFF = 2  # a day beside it, or the month slipped by one
    COARSE = 3  # true, but less than was asked
    YEARLESS = 4  # all but the year
    FINER = 5  # true, and more than the source says
    SAME = 6


@dataclass(frozen=True, slots=True)
class Closeness:
    near: Near
    note: str = ""


def shown(point: DatePoint) -> str:
    return format_date(HistoricalDate(point))


def compare_points(typed: WrittenPoint, key: DatePoint) -> Closeness:
    """``typed`` may lack anything; ``key`` is what was asked for, at the precision asked."""
    if typed.year is not None and typed.year != key.year:
        return _other_year(typed, key)
    if typed.year is None and key.precision is Precision.YEAR:
        return Closeness(Near.FAR, "The year was asked for.")
    near = _within_year(typed, key)
    if typed.year is None and near.near is Near.COARSE:
        return Closeness(Near.VAGUE, f"The full date is {shown(key)}.")
    bare = typed.year is None and key.precision is not Precision.YEAR
    if bare and near.near >= Near.FINER:
        return Closeness(Near.YEARLESS, f"Right; and the year is {shown(DatePoint(key.year))}.")
    if typed.year is None and typed.month is None and typed.season is None:
        return Closeness(Near.FAR)
    return near


def _other_year(typed: WrittenPoint, key: DatePoint) -> Closeness:
    if _days_apart(typed, key) == 1:
        return Closeness(Near.ONE_OFF, f"One day off: it was {shown(key)}.")
    year = shown(DatePoint(key.year))
    if key.day is not None and (typed.month, typed.day) == (key.month, key.day):
        return Closeness(Near.FAR, f"Right day and month, but the year is {year}.")
    if key.month is not None and typed.month == key.month and typed.day is None:
        return Closeness(Near.FAR, f"Right month, but the year is {year}.")
    return Closeness(Near.FAR)


def _within_year(typed: WrittenPoint, key: DatePoint) -> Closeness:
    if key.precision is Precision.YEAR:
        finer = typed.month is not None or typed.season is not None
        return Closeness(Near.FINER if finer else Near.SAME)
    if key.season is not None:
        return _season(typed, key.season)
    if typed.month is None:
        return _coarse(typed, key)
    if key.day is None:
        if typed.month != key.month:
            return Closeness(Near.FAR, f"Not that month: it was {shown(key)}.")
        return Closeness(Near.FINER if typed.day is not None else Near.SAME)
    return _day(typed, key)


def _season(typed: WrittenPoint, season: Season) -> Closeness:
    if typed.season is not None:
        return Closeness(Near.SAME if typed.season is season else Near.FAR)
    if typed.month is None:
        return Closeness(Near.COARSE, f"Right year; it was in {season}.")
    return Closeness(Near.FINER if typed.month in _SEASON_MONTHS[season] else Near.FAR)


def _coarse(typed: WrittenPoint, key: DatePoint) -> Closeness:
    """A year or season for a month or day."""
    if typed.season is None and not _in_part(typed, key.month, _PART_MONTHS):
        return Closeness(Near.FAR, f"Right year, but not {typed.qualifier}: it was {shown(key)}.")
    if typed.season is not None and key.month not in _SEASON_MONTHS[typed.season]:
        return Closeness(Near.FAR, f"Not that season: it was {shown(key)}.")
    right = "season and year" if typed.season else "year"
    return Closeness(Near.COARSE, f"Right {right}; the full date is {shown(key)}.")


def _in_part(
    typed: WrittenPoint, number: int | None, parts: dict[Qualifier, tuple[int, int]]
) -> bool:
    """Whether the day or month lies in the part that "early", "mid" or "late" names, if any."""
    if typed.qualifier not in parts or number is None:
        return True
    first, last = parts[typed.qualifier]
    return first <= number <= last


def _day(typed: WrittenPoint, key: DatePoint) -> Closeness:
    month = MONTH_NAMES[(key.month or 1) - 1]
    if typed.day is None:
        if typed.month == key.month and not _in_part(typed, key.day, _PART_DAYS):
            note = f"Right month and year, but not {typed.qualifier} in it: the day is {key.day}."
            return Closeness(Near.FAR, note)
        if typed.month == key.month:
            return Closeness(Near.COARSE, f"Right month and year; the day is {key.day}.")
        return Closeness(Near.FAR, f"Not that month: it was in {month}.")
    if (typed.month, typed.day) == (key.month, key.day):
        return Closeness(Near.SAME)
    return _other_day(typed, key)


def _other_day(typed: WrittenPoint, key: DatePoint) -> Closeness:
    month = MONTH_NAMES[(key.month or 1) - 1]
    if _days_apart(typed, key) == 1:
        return Closeness(Near.ONE_OFF, f"One day off: it was {shown(key)}.")
    if typed.month == key.month:
        return Closeness(Near.FAR, f"Right month and year, but the day is {key.day}.")
    if typed.day == key.day and ((typed.month or 0) - (key.month or 0)) % 12 in (1, 11):
        return Closeness(Near.ONE_OFF, f"Right day and year, but the month is {month}.")
    return Closeness(Near.FAR)


def _days_apart(typed: WrittenPoint, key: DatePoint) -> int | None:
    """Days between, in any one calendar; None unless both are days."""
    if typed.month is None or typed.day is None or key.day is None:
        return None
    point = DatePoint(typed.year if typed.year is not None else key.year, typed.month, typed.day)
    return abs(julian_day(point, Calendar.NEW_STYLE) - julian_day(key, Calendar.NEW_STYLE))
