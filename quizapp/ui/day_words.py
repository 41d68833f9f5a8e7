"""Days of today's calendar as a person says them; those of history are in ``domain.date_text``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from quizapp.ui.words import count, tr

if TYPE_CHECKING:
    from quizapp.services.learning_day import Coming

_WEEK = 7


def written(day: date, today: date | None = None) -> str:
    """ "3 March 2026"; in the year of ``today`` without it: "3 March"."""
    said = f"{day.day} {day:%B}"
    return said if today is not None and day.year == today.year else f"{said} {day.year}"


def with_weekday(day: date, today: date | None = None) -> str:
    """ "Friday, 27 November 2026"; in the year of ``today`` without it."""
    return f"{day:%A}, {written(day, today)}"


def short(day: date, *, year: bool = False) -> str:
    """ "15 Jan", for the edge of a chart; "15 Jan 2026"."""
    return f"{day.day} {day:%b} {day.year}" if year else f"{day.day} {day:%b}"


def named(day: date, today: date) -> str:
    """ "today", "Friday, 3 March": for days in a row, of which the first is a study day, which goes
    on after midnight; what follows it has no name then but that of the calendar."""
    return tr("today") if day == today else with_weekday(day, today)


def comes(what: Coming) -> str:
    """ "in 3 hours", "tomorrow", "in 4 days", "on 12 March", "on 12 March 2027"."""
    if what.hours is not None:
        return tr("in {}").format(count(what.hours, tr("hour"), tr("hours")))
    if what.days <= 1:
        return tr("tomorrow") if what.days else tr("today")
    if what.days < _WEEK:
        return tr("in {}").format(count(what.days, tr("day"), tr("days")))
    return tr("on {}").format(written(what.day, what.day - timedelta(days=what.days)))


def past(day: date, today: date) -> str:
    """ "today", "yesterday", "on 3 March", "on 3 March 2027"."""
    ago = (today - day).days
    if ago <= 0:
        return tr("today")
    return tr("yesterday") if ago == 1 else tr("on {}").format(written(day, today))


def left(days: int) -> str:
    """How long it is until a day: "today", "tomorrow", "in 12 days"; "past" once it is over."""
    if days < 0:
        return tr("past")
    return {0: tr("today"), 1: tr("tomorrow")}.get(days) or tr("in {} days").format(days)
