"""Wrong dates that could be right: of the text and its time first, worked out where it has none."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
    day_exists,
    from_julian_day,
    julian_day,
    to_new_style,
)
from quizapp.domain.fact import Fact, FactKind
from quizapp.domain.identity import stable_id
from quizapp.kinds.pool import Pool, day_number, face

_NEAR_ENOUGH = {
    Precision.DAY: 400,
    Precision.MONTH: 1200,
    Precision.SEASON: 1000,
    Precision.YEAR: 4400,
}
_DAY_STEPS = (-19, 12, -8, 27, 5, -33, 40, -3)
_MONTH_STEPS = (-2, 3, -5, 1, 7, -1)
_YEAR_STEPS = (-2, 3, -5, 1, 4, -1)


def near_dates(fact: Fact, pool: Pool) -> list[HistoricalDate]:
    """Dates of the same form as ``fact.when``, the nearest of the same document first."""
    key = fact.when
    assert key is not None
    taken = {face(key)}
    taken |= {face(f.when) for f in pool.like(fact, (FactKind.WHEN,)) if _same_predicate(f, fact)}
    at = day_number(key)
    mine = [
        (abs(number - at), look, date)
        for number, look, date in pool.dates.get(fact.evidence.document, ())
        if 0 < abs(number - at) <= _NEAR_ENOUGH[key.precision]
        and look not in taken
        and _same_form(key, date)
    ]
    mine.sort(key=lambda row: row[:2])
    nearest = [(look, date) for _, look, date in mine[:6]]
    nearest.sort(key=lambda row: stable_id(fact.id, row[0]))
    taken |= {look for look, _ in nearest}
    return [date for _, date in nearest] + [
        date for date in _worked_out(fact, key) if face(date) not in taken
    ]


def _same_predicate(one: Fact, other: Fact) -> bool:
    """A date of the same event told elsewhere is no wrong answer."""
    return (
        one.event.subject == other.event.subject and one.event.complement == other.event.complement
    )


def _same_form(one: HistoricalDate, other: HistoricalDate) -> bool:
    if one.is_range and other.is_range and not 0.2 < (_length(one) + 1) / (_length(other) + 1) < 5:
        return False
    return (
        one.precision is other.precision
        and one.is_range == other.is_range
        and one.qualifier == other.qualifier
        and (one.old_style is None) == (other.old_style is None)
        and (one.new_style is None) == (other.new_style is None)
    )


def _length(date: HistoricalDate) -> int:
    """Days between the first and the last point of a range, roughly."""
    end = date.end_new_style or date.end_old_style
    if end is None:
        return 0
    return abs(
        day_number(HistoricalDate(new_style=end)) - day_number(HistoricalDate(new_style=date.point))
    )


def _worked_out(fact: Fact, key: HistoricalDate) -> list[HistoricalDate]:
    """Shifted forms of the key; the order depends on the fact alone."""
    shift = {
        Precision.DAY: (_day_shifted, _DAY_STEPS),
        Precision.MONTH: (_month_shifted, _MONTH_STEPS),
        Precision.SEASON: (_year_shifted, _YEAR_STEPS),
        Precision.YEAR: (_year_shifted, _YEAR_STEPS),
    }[key.precision]
    move, steps = shift
    found = [date for step in steps if (date := move(key, step)) is not None]
    return sorted(found, key=lambda date: stable_id(fact.id, face(date)))


def _day_shifted(key: HistoricalDate, days: int) -> HistoricalDate | None:
    def moved(point: DatePoint | None, calendar: Calendar) -> DatePoint | None:
        if point is None or point.day is None:
            return None
        return from_julian_day(julian_day(point, calendar) + days, calendar)

    old = moved(key.old_style, Calendar.OLD_STYLE)
    new = moved(key.new_style, Calendar.NEW_STYLE)
    if old and new:
        new = to_new_style(old)
    first = old or new
    if first is None or not day_exists(
        first.year, first.month or 0, first.day or 0,
        Calendar.OLD_STYLE if old else Calendar.NEW_STYLE,
    ):  # fmt: skip
        return None
    return replace(
        key,
        old_style=old,
        new_style=new,
        end_old_style=moved(key.end_old_style, Calendar.OLD_STYLE),
        end_new_style=moved(key.end_new_style, Calendar.NEW_STYLE),
    )


def _month_shifted(key: HistoricalDate, months: int) -> HistoricalDate | None:
    def moved(point: DatePoint | None) -> DatePoint | None:
        if point is None or point.month is None:
            return point
        number = point.year * 12 + point.month - 1 + months
        return DatePoint(number // 12, number % 12 + 1)

    if key.qualifier is Qualifier.NIGHT:
        return None
    return replace(
        key,
        old_style=moved(key.old_style),
        new_style=moved(key.new_style),
        end_old_style=moved(key.end_old_style),
        end_new_style=moved(key.end_new_style),
    )


def _year_shifted(key: HistoricalDate, years: int) -> HistoricalDate | None:
    def moved(point: DatePoint | None) -> DatePoint | None:
        if point is None:
            return None
        return DatePoint(point.year + years, point.month, point.day, point.season)

    return replace(
        key,
        old_style=moved(key.old_style),
        new_style=moved(key.new_style),
        end_old_style=moved(key.end_old_style),
        end_new_style=moved(key.end_new_style),
    )
