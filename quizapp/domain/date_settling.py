"""Makes a historical date of a written one: years filled in, calendars told apart and checked.

A doubled date must name one and the same day in both calendars; an undoubled one is Old or New
Style as the ``Reckoning`` of its document says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Qualifier,
    day_exists,
    same_day,
    to_new_style,
)
from quizapp.domain.date_written import WrittenDate, WrittenPoint

DUAL_DISAGREES = "dual date does not agree"
NO_SUCH_DAY = "no such day"
ENDS_BEFORE_START = "range ends before it starts"

RUSSIA_ADOPTED = DatePoint(1918, 2, 14)


_GREGORIAN = 1582  # before it there was one calendar only


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How undoubled dates of a text count.

    With Old Style, days before ``adopted`` (a New Style day) are Julian, and months before its
    month; years and seasons belong to neither, nor do days of the time that knew but one
    calendar. ``derive``: work out the New Style day. ``guessed``: from one or two dates
    alone.
    """

    undoubled: Calendar = Calendar.NEW_STYLE
    adopted: DatePoint = RUSSIA_ADOPTED
    derive: bool = False
    guessed: bool = False

    def style_of(self, point: DatePoint) -> Calendar:
        if self.undoubled is Calendar.NEW_STYLE or point.month is None:
            return Calendar.NEW_STYLE
        if point.year < _GREGORIAN:
            return Calendar.NEW_STYLE  # as every date that is not said to be Old Style
        limit = (self.adopted.year, self.adopted.month or 1, self.adopted.day or 1)
        before = (point.year, point.month, point.day or 0) < (
            limit if point.day else (*limit[:2], 0)
        )
        return Calendar.OLD_STYLE if before else Calendar.NEW_STYLE


@dataclass(frozen=True, slots=True)
class Settled:
    date: HistoricalDate | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    """One point in one calendar or both."""

    new: DatePoint | None
    old: DatePoint | None
    derived: bool = False


class _Impossible(Exception):
    """The written date names no day; the argument says why."""


def settle(written: WrittenDate, reckoning: Reckoning, year: int | None = None) -> Settled:
    """``year`` is that of the first point, for a date that is written without one.

    The date is None where no year is known (then without a problem) or where there is none.
    """
    points = _filled(written, year)
    first, last, other_first, other_last = points
    if any(point is not None and point.year is None for point in points):
        return Settled(None, _problem_of_any_year(points))
    assert first is not None
    try:
        start = _pair(first, other_first, written, reckoning)
        end = _pair(last, other_last, written, reckoning) if last else _end_of_span(first)
    except _Impossible as reason:
        return Settled(None, str(reason))
    date = HistoricalDate(
        new_style=start.new,
        old_style=start.old,
        end_new_style=end.new if end else None,
        end_old_style=end.old if end else None,
        qualifier=first.qualifier,
        end_qualifier=last.qualifier if last else None,
        derived=start.derived or bool(end and end.derived),
    )
    if end and _ends_before_start(date):
        return Settled(None, ENDS_BEFORE_START)
    if first.last_year is not None:
        date = _part_of_span(date)
    return Settled(date)


def split_ends(written: WrittenDate, year: int | None = None) -> list[WrittenDate]:
    """The one or two points of a written date as dates of their own, months and years filled in."""
    first, last, other_first, other_last = _filled(written, year)
    assert first is not None
    opening = replace(written, first=first, last=None, other_first=other_first, other_last=None)
    if last is None:
        return [opening]
    return [opening, replace(opening, first=last, other_first=other_last)]


def _filled(written: WrittenDate, year: int | None) -> list[WrittenPoint | None]:
    """Copies of the four points, with the months and years that they lend one another."""
    first = replace(written.first)
    last = replace(written.last) if written.last else None
    other = replace(written.other_first) if written.other_first else None
    other_last = replace(written.other_last) if written.other_last else None
    if last and last.month is None:
        last.month = first.month
    points = [first, last, other, other_last]
    if year is not None and not any(point and point.year is not None for point in points):
        first.year = year
    links = ((first, last, 1), (first, other, 11), (last, other_last, 11), (other, other_last, 1))
    for _ in points:
        for earlier, later, gap in links:
            if earlier and later:
                _lend_year(earlier, later, gap)
    return points


def _lend_year(earlier: WrittenPoint, later: WrittenPoint, gap: int) -> None:
    """The year of one end for the other.

    ``gap`` 1: ``later`` follows in time, so a smaller month is of the next year. ``gap`` 11: the
    two are days apart, so December and January stand in different years.
    """
    step = (later.month or 0) - (earlier.month or 0)
    years = int(step < 0) if gap == 1 else int(step <= -10) - int(step >= 10)
    if earlier.year is not None and later.year is None:
        later.year = earlier.year + years
    elif later.year is not None and earlier.year is None:
        earlier.year = later.year - years


def _problem_of_any_year(points: list[WrittenPoint | None]) -> str | None:
    for point in points:
        if (
            point
            and point.day
            and point.month
            and not day_exists(2000, point.month, point.day, Calendar.OLD_STYLE)
        ):
            return NO_SUCH_DAY
    return None


def _pair(
    outer: WrittenPoint, inner: WrittenPoint | None, written: WrittenDate, reckoning: Reckoning
) -> _Pair:
    point = _point(outer)
    if inner is not None:
        return _doubled(point, _point(inner), written)
    style = written.style or reckoning.style_of(point)
    if point.day is not None and not day_exists(point.year, point.month or 0, point.day, style):
        raise _Impossible(NO_SUCH_DAY)
    if style is Calendar.NEW_STYLE:
        return _Pair(point, None)
    if point.day is not None and reckoning.derive:
        return _Pair(to_new_style(point), point, derived=True)
    return _Pair(None, point)


def _doubled(outer: DatePoint, inner: DatePoint, written: WrittenDate) -> _Pair:
    """Old and New Style told apart by their labels, else by which reading is one day."""
    if outer.day is None or inner.day is None:
        old, new = sorted((outer, inner), key=lambda point: point.sort_key)
        return _Pair(new, old)
    for style in (Calendar.OLD_STYLE, Calendar.NEW_STYLE):
        contradicted = written.style not in (None, style) or written.other_style is style
        old, new = (outer, inner) if style is Calendar.OLD_STYLE else (inner, outer)
        if not contradicted and same_day(old, new):
            return _Pair(new, old)
    raise _Impossible(DUAL_DISAGREES)


def _point(written: WrittenPoint) -> DatePoint:
    assert written.year is not None
    return DatePoint(written.year, written.month, written.day, written.season)


def _end_of_span(first: WrittenPoint) -> _Pair | None:
    return None if first.last_year is None else _Pair(DatePoint(first.last_year), None)


def _ends_before_start(date: HistoricalDate) -> bool:
    pairs = (
        (date.new_style, date.end_new_style),
        (date.old_style, date.end_old_style),
    )
    return any(start and end and end.sort_key < start.sort_key for start, end in pairs)


def part_of_span(first: int, last: int, part: Qualifier) -> tuple[int, int]:
    """The years of the early, mid or late part of a decade (3, 3 and 3) or century (thirds)."""
    if last - first == 9:
        early, mid = (first, first + 3), (first + 4, first + 6)
    else:
        third = (last - first + 1) // 3
        early, mid = (first, first + third - 1), (first + third, first + 2 * third - 1)
    if part is Qualifier.EARLY:
        return early
    return mid if part is Qualifier.MID else (mid[1] + 1, last)


def _part_of_span(date: HistoricalDate) -> HistoricalDate:
    """ "The late 1920s" are 1927 to 1929, which is our reading of "late"."""
    if date.new_style is None or date.end_new_style is None:
        return date
    first, last = date.new_style.year, date.end_new_style.year
    parts = (Qualifier.EARLY, Qualifier.MID, Qualifier.LATE)
    if date.qualifier not in parts or last - first not in (9, 99):
        return date
    start, end = part_of_span(first, last, date.qualifier)
    return replace(date, new_style=DatePoint(start), end_new_style=DatePoint(end), derived=True)
