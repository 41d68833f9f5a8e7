"""The days that a historical date may mean: where it begins and ends on an axis of days.

The axis counts the days as they are written, whichever calendar wrote them: 25 October 1917 Old
Style stands 13 days before 7 November New Style, though both are one day. So a year, a season or
a month is at one place for both calendars. (29 February Old Style of 1700, 1800 and 1900 shares the
place of 1 March.)
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
    Season,
    julian_day,
)
from quizapp.domain.date_text import format_date

_FIRST_MONTH = {Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9}
_SEASON_MONTHS = 3
_OPEN_BEFORE = (Qualifier.BY, Qualifier.BY_END, Qualifier.BEFORE, Qualifier.ABOUT)
_OPEN_AFTER = (Qualifier.AFTER, Qualifier.NOT_EARLIER, Qualifier.ABOUT)
_THIRDS = {Qualifier.EARLY: 0, Qualifier.MID: 1, Qualifier.LATE: 2}
_NEW_STYLE_BEGINS = DatePoint(1582, 10, 15)


class DaySpan(NamedTuple):
    """``first`` to ``last``, both included: day numbers of the written days.

    ``open_before``: it may have been earlier ("by May 1918"); ``open_after``: or later.
    """

    first: int
    last: int
    open_before: bool = False
    open_after: bool = False


def drawn_span(date: HistoricalDate, style: Calendar) -> DaySpan:
    """Where to draw the date: "early October" is the first third of the month, winter 1918 begins
    with the year. A date that has only one calendar stands where that one puts it.
    """
    start, end = _points(date, style)
    hedge = date.qualifier
    first, last = _days(start)
    if hedge is None and end is None:  # nearly all of a deck's
        return DaySpan(first, last)
    if end is not None:
        last = max(first, _days(end)[1])
    elif hedge in _THIRDS:
        first, last = _third(first, last, _THIRDS[hedge])
    if hedge is Qualifier.BEFORE:
        first = last = first - 1
    elif hedge is Qualifier.AFTER:
        first = last = last + 1
    elif hedge is Qualifier.NIGHT and end is None:
        last += 1
    last_hedge = date.end_qualifier if end is not None else hedge
    return DaySpan(first, last, hedge in _OPEN_BEFORE, last_hedge in _OPEN_AFTER)


def has_both_styles(date: HistoricalDate) -> bool:
    return date.new_style is not None and date.old_style is not None


def in_style(date: HistoricalDate, style: Calendar) -> HistoricalDate:
    """The date in one calendar, where it has that one throughout; else as it is."""
    if date.old_style is None and date.end_old_style is None:
        return date
    if style is Calendar.NEW_STYLE:
        if date.new_style is None or (date.is_range and date.end_new_style is None):
            return date
        return replace(date, old_style=None, end_old_style=None)
    if date.old_style is None or (date.is_range and date.end_old_style is None):
        return date
    return replace(date, new_style=None, end_new_style=None)


def text_in_style(date: HistoricalDate, style: Calendar) -> str:
    """ "25 October 1917" where all dates are shown in Old Style; what has only the other calendar
    says so: "3 March 1918 (New Style)".
    """
    shown = in_style(date, style)
    text = format_date(shown)
    if style is Calendar.OLD_STYLE:
        text = text.removesuffix(" (Old Style)")
        if shown.old_style is None and _is_a_new_style_day(shown):
            return f"{text} (New Style)"
    return text


def _is_a_new_style_day(date: HistoricalDate) -> bool:
    late = date.point.sort_key >= _NEW_STYLE_BEGINS.sort_key
    return late and date.precision is Precision.DAY and date.end_old_style is None


def _points(date: HistoricalDate, style: Calendar) -> tuple[DatePoint, DatePoint | None]:
    shown = in_style(date, style)
    if style is Calendar.OLD_STYLE:
        return shown.old_style or shown.point, shown.end_old_style or shown.end_new_style
    return shown.point, shown.end_new_style or shown.end_old_style


def _days(point: DatePoint) -> tuple[int, int]:
    """First and last day of a point."""
    if point.season is not None:
        return _season_days(point.year, point.season)
    if point.month is None:
        return _day(point.year, 1), _day(point.year + 1, 1) - 1
    if point.day is None:
        return _day(point.year, point.month), _day(point.year, point.month + 1) - 1
    day = julian_day(point, Calendar.NEW_STYLE)
    return day, day


def _season_days(year: int, season: Season) -> tuple[int, int]:
    if season is Season.WINTER:
        return _day(year, 1), _day(year, 3) - 1
    month = _FIRST_MONTH[season]
    return _day(year, month), _day(year, month + _SEASON_MONTHS) - 1


def _third(first: int, last: int, number: int) -> tuple[int, int]:
    length = last - first + 1
    return first + length * number // 3, max(first, first + length * (number + 1) // 3 - 1)


def _day(year: int, month: int) -> int:
    """The first day of a month; the 13th is the next January."""
    if month > 12:
        year, month = year + 1, month - 12
    return julian_day(DatePoint(year, month, 1), Calendar.NEW_STYLE)
