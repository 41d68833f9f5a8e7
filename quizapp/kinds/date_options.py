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
from quizapp.domain.fact import Fact, FactKind, FactTable
from quizapp.domain.identity import stable_id

_NEAR_ENOUGH = {Precision.DAY: 400, Precision.MONTH: 1500, Precision.SEASON: 2500, Precision.YEAR: 9000}
_DAY_STEPS = (-19, 12, -8, 27, 5, -33, 40, -3)
_MONTH_STEPS = (-2, 3, -5, 1, 7, -1)
_YEAR_STEPS = (-2, 3, -5, 1, 4, -1)


def near_dates(fact: Fact, table: FactTable) -> list[HistoricalDate]:
    """Dates of the same form as ``fact.when``, the nearest of the same document first."""
    key = fact.when
    assert key is not None
    taken = {_face(key)}
    taken |= {_face(f.when) for f in table.facts if f.when and _same_predicate(f, fact)}
    mine: list[tuple[int, HistoricalDate]] = []
    for other in table.facts:
        date = other.when
        if date is None or other.evidence.document != fact.evidence.document:
            continue
        if not _same_form(key, date) or _face(date) in taken:
            continue
        distance = abs(_days(date) - _days(key))
        if 0 < distance <= _NEAR_ENOUGH[key.precision]:
            taken.add(_face(date))
            mine.append((distance, date))
    mine.sort(key=lambda pair: (pair[0], _face(pair[1])))
    nearest = [date for _, date in mine[:7]]
    nearest.sort(key=lambda date: stable_id(fact.id, _face(date)))
    return nearest + [d for d in _worked_out(fact, key) if _face(d) not in taken]


def _same_predicate(one: Fact, other: Fact) -> bool:
    """A date of the same event told elsewhere is no wrong answer."""
    if one.kind is not FactKind.WHEN or one.event.verb != other.event.verb:
        return False
    return one.event.subject == other.event.subject and one.event.complement == other.event.complement


def _same_form(one: HistoricalDate, other: HistoricalDate) -> bool:
    return (
        one.precision is other.precision
        and one.is_range == other.is_range
        and one.qualifier == other.qualifier
        and (one.old_style is None) == (other.old_style is None)
        and (one.new_style is None) == (other.new_style is None)
    )


def _face(date: HistoricalDate | None) -> str:
    if date is None:
        return ""
    points = (date.old_style, date.new_style, date.end_old_style, date.end_new_style)
    return "/".join(p.iso if p else "" for p in points) + str(date.qualifier or "")


def _days(date: HistoricalDate) -> int:
    point = date.point
    month = point.month or (point.sort_key[1] or 1)
    return julian_day(DatePoint(point.year, max(1, month), point.day or 1), Calendar.NEW_STYLE)


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
    return sorted(found, key=lambda date: stable_id(fact.id, _face(date)))


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
