"""Dates as records in files, where nobody vouches for them."""

from __future__ import annotations

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate, day_exists

LATEST_YEAR = 9999
"""No history knows a later year, nor one before Christ with a larger number."""


def date_of(record: object, name: str = "its date") -> HistoricalDate:
    """The inverse of ``HistoricalDate.to_iso``; ValueError, in words, for all that is no date.

    ``name``: what the words call it.
    """
    if not isinstance(record, dict):
        raise ValueError(f"{name} is not an object")
    try:
        date = HistoricalDate.from_iso(record)
    except (ValueError, TypeError, IndexError, AttributeError, OverflowError) as problem:
        raise ValueError(f"{name} is not a date ({str(problem)[:60]})") from None
    check_date(date, name)
    return date


def check_date(date: HistoricalDate, name: str = "its date") -> None:
    """ValueError where one of its points is not on the calendar."""
    for calendar, points in (
        (Calendar.NEW_STYLE, (date.new_style, date.end_new_style)),
        (Calendar.OLD_STYLE, (date.old_style, date.end_old_style)),
    ):
        for point in filter(None, points):
            _check_point(point, calendar, name)


def _check_point(point: DatePoint, calendar: Calendar, name: str) -> None:
    if abs(point.year) > LATEST_YEAR:
        raise ValueError(f"{name} is a year that no history knows")
    if point.day and not day_exists(point.year, point.month or 0, point.day, calendar):
        raise ValueError(f"{name} is {point.iso}, a day that its calendar has not")
