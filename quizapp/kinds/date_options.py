"""Wrong dates that could be right: near the key, on both sides of it, in its very form.

Dates of other events of the same document come first; where there are too few at a plausible
distance, days, months or years are worked out.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from quizapp.domain.calendar import (
    MONTH_NAMES,
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
from quizapp.kinds.date_limits import (
    cycle_of,
    end_of_its_war,
    is_decade,
    last_year_of,
    years_named,
)
from quizapp.kinds.pool import Pool, day_number, face, last_day, numbered
from quizapp.kinds.text import word_set
from quizapp.kinds.wording import bound_of, names_year, years_of

_WANTED = 3
_SPREAD = {  # days between the key and the farthest option
    Precision.DAY: 18, Precision.MONTH: 130, Precision.SEASON: 500, Precision.YEAR: 1_200,
}  # fmt: skip
_APART = {  # days between any two choices
    Precision.DAY: 3, Precision.MONTH: 27, Precision.SEASON: 80, Precision.YEAR: 300,
}  # fmt: skip
_HEDGED_MONTHS = 55  # days between "early May" and the next choice: sources differ by weeks
_ROUGHLY = 3_300  # days between "about 657 BC" and the next choice
_HEDGED_YEARS = 800  # days between "late 1918" and the farthest choice
_SHORT = 2_200  # days of a span that must not overlap with another choice
_STYLES_APART = range(10, 14)  # days by which the two calendars differ
# How many of three options come before the key, drawn by chance: never all, for what led to an
# event often dates it from below.
_BEFORE = (0, 0, 1, 1, 1, 2, 2)
_STEPS = {
    # The nearer a wrong date, the less can have happened between it and the right one: six weeks
    # before an event its body, its war or its cause is often not there yet.
    Precision.DAY: (3, 4, 5, 6, 7, 8, 9, 14, 15, 16, 18),
    Precision.MONTH: (1, 2, 3, 4),
    Precision.SEASON: (1, 2),
    Precision.YEAR: (1, 2, 3),
}
_ALL_STEPS = range(3, 62)  # days, to find another span over the end of a month or year
_HEDGED_STEPS = range(2, 7)  # months
_ROUND_STEPS = (10, 15, 20, 25, 30, 40)  # years, where the key itself is "about" a year
_CENTURY = 100
_LONG_AGO = ((500, 4), (1500, 2))  # before that year so many times as far: nobody knows it better
_WRITTEN_WITH_AD = 1000  # years before it
_HALVES = (Qualifier.EARLY, Qualifier.LATE)
_SITTING = 21  # days: what meets or is fought may still go on a fortnight later
_FAR_ALONE = 2  # times the width of the three choices
_NEXT_MONTH = 45  # days, between the first days of two months
_FARTHER, _FARTHEST = (21, 29, 37, 45), (53, 60)  # days, where the nearer ones will not do
_LASTING = word_set(
    "meet sit hold gather convene convoke assemble take last rage continue fight negotiate"
)
_AFTER = re.compile(r"\b(?:after|following|since) (?:the )?[A-ZÀ-Þ]")
_MONTH_NAMED = re.compile(rf"\b({'|'.join(MONTH_NAMES)})\b")
_OF_TEXT_AT_MOST = 8  # the nearest dates of the document on each side that are drawn from


def _month_told(fact: Fact) -> int | None:
    """The month of the key, where the question names it: "the February Manifesto"."""
    assert fact.when is not None
    event = fact.event
    told = f"{event.subject} {event.complement} {event.scope or ''}"
    months = {MONTH_NAMES.index(name) + 1 for name in _MONTH_NAMED.findall(told)}
    points = [point for point in (fact.when.old_style, fact.when.new_style) if point is not None]
    return next((point.month for point in points if point.month in months), None)


def _is_in_that_month(date: HistoricalDate, month: int, key: HistoricalDate) -> bool:
    """By the calendar in which the key is of it."""
    old = key.old_style is not None and key.old_style.month == month
    point = date.old_style if old else date.new_style
    return point is not None and point.month == month


def near_dates(fact: Fact, pool: Pool) -> list[HistoricalDate]:
    """Dates of the same form as ``fact.when``; how many come before it depends on the fact."""
    key = fact.when
    assert key is not None
    if is_bound(key, fact.preposition):
        return []  # what was done by May was done by June as well
    taken = _right_dates(fact, pool)
    bounds = _neighbours_in_a_row(fact, pool)
    campaign = pool.campaign_of(fact)
    begun = pool.beginning(fact)
    if _AFTER.search(fact.event.complement):
        begun = max(begun, day_number(key))  # "after the Revolution": not before it
    last = pool.last_day_of(fact)
    if last < day_number(key):
        last = math.inf  # a namesake, or carried to the grave

    year = years_of(key) if names_year(fact) else None

    lasting = _goes_on(fact)
    old_until = pool.last_old_style(fact.evidence.document)
    at_key, last_of_key = day_number(key), last_day(key)
    latest_year = _latest_year(fact, pool)
    cycle = cycle_of(fact)
    told_month = _month_told(fact)
    two_calendars = key.precision is Precision.MONTH and at_key < old_until + _NEXT_MONTH

    def fits(date: HistoricalDate) -> bool:
        if (date.point.year < _WRITTEN_WITH_AD) != (key.point.year < _WRITTEN_WITH_AD):
            return False  # "AD 997" beside 1000
        told_year = year is not None and years_of(date) != year
        if told_year or last_year_of(date) > latest_year or not _in_turn(date, key, cycle):
            return False
        at = day_number(date)
        told = told_month is None or _is_in_that_month(date, told_month, key)
        if not told or (lasting and 0 < at - last_of_key < _SITTING):
            return False
        if key.old_style is not None and not key.is_range and at > old_until:
            return False  # nobody counts so any more
        if two_calendars and abs(at - at_key) < _NEXT_MONTH:
            return False  # October in the other calendar
        fought = campaign[0] <= at <= campaign[1]
        return fought and bounds[0] < at < bounds[1] and at <= last and last_day(date) >= begun

    told = [date for date in _told(fact, pool, taken) if fits(date)]
    before = _BEFORE[int(stable_id(fact.id, "before"), 16) % len(_BEFORE)]
    if key.is_range:  # three spans on one side would lead too far from the key
        before = min(2, max(1, before))
    chosen: list[HistoricalDate] = []
    moved = {sign: _worked_out(fact, key, sign) for sign in (-1, 1)}

    def made(sign: int) -> Iterator[HistoricalDate]:  # one by one: few are looked at
        return filter(fits, _plausible(fact, moved[sign], pool))

    for sign, wanted in ((-1, before), (1, _WANTED - before)):
        side = [date for date in told if _sign(date, key) == sign]
        _choose(key, _like_first(key, chain(side, made(sign))), wanted, chosen, taken)
    if len(chosen) < _WANTED:  # where one side has too few
        anywhere = (filter(fits, dates) for dates in moved.values())
        for dates in (made(1), made(-1), *anywhere):
            _choose(key, _like_first(key, dates), _WANTED - len(chosen), chosen, taken)
    rest = chain(made(-1), made(1))
    chosen = _with_the_year_of_the_key(key, chosen, rest, taken)
    return _unless_apart(key, _with_the_month_of_the_key(key, chosen, made, taken))


def _latest_year(fact: Fact, pool: Pool) -> float:
    """No campaign after the end of its war, and nothing after the document was written."""
    key, document = fact.when, fact.evidence.document
    assert key is not None
    war = end_of_its_war(fact, pool.ends_of_wars.get(document, ()))
    written = max(pool.last_year_named(document), last_year_of(key)) + 1
    return min(war, written)


def _in_turn(date: HistoricalDate, key: HistoricalDate, cycle: int | None) -> bool:
    """Beside an Olympic year only others, beside a decade only decades."""
    if is_decade(key) and not is_decade(date):
        return False
    return cycle is None or (date.point.year - key.point.year) % cycle == 0


def _unless_apart(key: HistoricalDate, chosen: list[HistoricalDate]) -> list[HistoricalDate]:
    """No choices where all three stand close together and the key alone, far from them."""
    days = [day_number(date) for date in chosen]
    if not days or min(days) < day_number(key) < max(days):
        return chosen
    alone = min(abs(day - day_number(key)) for day in days)
    return [] if alone > _FAR_ALONE * (max(days) - min(days)) else chosen


def _goes_on(fact: Fact) -> bool:
    """A congress that met on a day may have sat on the next ones as well."""
    key = fact.when
    one_day = key is not None and key.precision is Precision.DAY and not key.is_range
    if not one_day or fact.event.verb not in _LASTING:
        return False
    return fact.event.verb != "take" or fact.event.complement.startswith("place")


def _with_the_year_of_the_key(
    key: HistoricalDate,
    chosen: list[HistoricalDate],
    made: Iterable[HistoricalDate],
    taken: set[str],
) -> list[HistoricalDate]:
    """A key that alone is of its year sticks out: the last choice gives way to one of that year;
    where there is none, there are no choices."""
    year = key.point.year
    alone = key.precision in (Precision.DAY, Precision.MONTH) and len(chosen) == _WANTED
    if not alone or any(date.point.year == year for date in chosen):
        return chosen
    rest = chosen[:-1]
    for date in made:
        fits = date.point.year == year and face(date) not in taken
        if fits and all(_apart(date, other) for other in (key, *rest)):
            return [*rest, date]
    return []


def _with_the_month_of_the_key(
    key: HistoricalDate,
    chosen: list[HistoricalDate],
    made: Callable[[int], Iterator[HistoricalDate]],
    taken: set[str],
) -> list[HistoricalDate]:
    """A day that alone is of its month sticks out where the others share theirs: the last gives
    way to one of that month or of a third; where there is none, there are no choices."""
    one_day = key.precision is Precision.DAY and not key.is_range and len(chosen) == _WANTED
    others = {_month(date) for date in chosen}
    if not one_day or len(others) > 1 or _month(key) in others:
        return chosen
    rest = chosen[:-1]
    better = [
        date
        for date in chain(made(-1), made(1))
        if _month(date) not in others
        and face(date) not in taken
        and all(_apart(date, other) for other in (key, *rest))
    ]
    better.sort(key=lambda date: _month(date) != _month(key))
    return [*rest, *better[:1]] if better else []


def _month(date: HistoricalDate) -> tuple[int, int | None]:
    return date.point.year, date.point.month


def _neighbours_in_a_row(fact: Fact, pool: Pool) -> tuple[float, float]:
    """Day numbers between which it must lie: after the Ninth Congress and before the Eleventh."""
    assert fact.when is not None
    earliest, latest = -math.inf, math.inf
    own = numbered(fact.event.subject)
    if own is None:
        return earliest, latest
    at = day_number(fact.when)
    for number, day in pool.rows.get(own[1], ()):
        if number < own[0] and day < at:
            earliest = max(earliest, day)
        elif number > own[0] and day > at:
            latest = min(latest, day)
    return earliest, latest


def _like_first(key: HistoricalDate, dates: Iterable[HistoricalDate]) -> Iterator[HistoricalDate]:
    """A key that names two years, or a span over two months, must not be the only one."""
    alike = _names(key)
    others = []
    for date in dates:
        if _names(date) == alike:
            yield date
        else:
            others.append(date)
    yield from others


def _names(date: HistoricalDate) -> tuple[int, int, int]:
    """How many years it names, and how many months its first and its second calendar do."""
    points = (date.old_style, date.new_style, date.end_old_style, date.end_new_style)
    months = [len({(p.year, p.month) for p in one if p}) for one in (points[::2], points[1::2])]
    first, second = months if date.old_style else months[::-1]
    return len({p.year for p in points if p}), first, second


def _plausible(fact: Fact, dates: Iterable[HistoricalDate], pool: Pool) -> Iterable[HistoricalDate]:
    """Not in a calendar out of use at that time, nor years before the story begins."""
    key = fact.when
    assert key is not None
    document = fact.evidence.document
    span = pool.span(document)
    if span is not None and pool.is_narrow(document) and span[0] <= key.point.year <= span[1]:
        first, last = span
        dates = (date for date in dates if first <= date.point.year <= last + 1)
    if key.precision not in (Precision.DAY, Precision.MONTH) or _goes_over(key):
        return dates
    in_use = pool.calendar_in_use(document, old=key.old_style is not None)
    return (
        date
        for date in dates
        if in_use[0] <= day_number(date) <= in_use[1] and pool.keeps_the_calendar(document, date)
    )


def _goes_over(key: HistoricalDate) -> bool:
    """ "January-February 1918": it begins in one calendar and ends in the other."""
    if not key.is_range:
        return False
    return (key.new_style is None) == (key.end_new_style is not None)


def _choose(
    key: HistoricalDate,
    candidates: Iterable[HistoricalDate],
    wanted: int,
    chosen: list[HistoricalDate],
    taken: set[str],
) -> None:
    """Adds up to ``wanted`` candidates that are far enough from the key and from each other."""
    if wanted <= 0:
        return
    goal = len(chosen) + wanted
    for date in candidates:
        if face(date) not in taken and all(_apart(date, other) for other in (key, *chosen)):
            chosen.append(date)
        if len(chosen) == goal:
            return


def is_bound(date: HistoricalDate, preposition: str) -> bool:
    """Whether the date is the last on which something was true: "by May", "before 1919"."""
    return bound_of(date, preposition) in ("by", "before")


def _apart(one: HistoricalDate, other: HistoricalDate) -> bool:
    least = _APART[one.precision]
    if one.qualifier is Qualifier.ABOUT and one.precision is Precision.YEAR:
        least = _ROUGHLY
    if one.qualifier is not None and one.precision is Precision.MONTH:
        least = _HEDGED_MONTHS
    apart = abs(day_number(one) - day_number(other))
    if one.is_range and other.is_range:
        shorter = min(_length(one), _length(other))
        if apart < shorter // 2 or (shorter <= _SHORT and _within(one, other)):
            return False
    if one.precision is Precision.DAY and apart in _STYLES_APART:
        return False  # its day and month are, or might be, those of the other calendar
    return apart >= least


def _sign(date: HistoricalDate, key: HistoricalDate) -> int:
    return -1 if day_number(date) < day_number(key) else 1


def _right_dates(fact: Fact, pool: Pool) -> set[str]:
    """Faces of dates that are right too, or that one half of a sentence would betray."""
    right = {face(fact.when)}
    right |= {face(other.when) for other in pool.siblings(fact) if other.when is not None}
    right |= {face(other.when) for other in pool.of_sentence(fact) if other.when is not None}
    if fact.when is not None and fact.when.precision is Precision.YEAR:
        said = (HistoricalDate(new_style=DatePoint(y)) for y in years_named(fact.evidence.quote))
        right |= {face(date) for date in said}
    for other in pool.like(fact, (FactKind.WHEN, FactKind.WHO, FactKind.WHERE)):
        if other.when is not None and _same_deed(other, fact):
            right.add(face(other.when))
    return right


def _same_deed(one: Fact, other: Fact) -> bool:
    """The same subject did the like: "presided at a meeting", which it did on many days."""
    if one.event.subject == other.event.subject:
        return True
    return bool(one.event.complement) and one.event.complement == other.event.complement


# -- dates that the document tells


def _told(fact: Fact, pool: Pool, taken: set[str]) -> list[HistoricalDate]:
    """Of the same form and near, drawn from the nearest of each side."""
    key = fact.when
    assert key is not None
    at, spread = day_number(key), _spread(key)
    all_dates = pool.dates.get(fact.evidence.document, [])
    first = bisect_left(all_dates, at - spread, key=lambda row: row[0])
    last = bisect_left(all_dates, at + spread + 1, key=lambda row: row[0])
    rows = [
        (abs(number - at), look, date)
        for number, look, date in all_dates[first:last]
        if number != at and look not in taken and _same_form(key, date) and not _within(key, date)
    ]
    rows.sort(key=lambda row: row[:2])
    nearest = [row for row in rows if _sign(row[2], key) < 0][:_OF_TEXT_AT_MOST]
    nearest += [row for row in rows if _sign(row[2], key) > 0][:_OF_TEXT_AT_MOST]
    nearest.sort(key=lambda row: stable_id(fact.id, row[1]))
    return [date for _, _, date in nearest]


def _spread(key: HistoricalDate) -> int:
    if key.precision is Precision.YEAR and (key.qualifier or key.is_range):
        return _HEDGED_YEARS
    return _SPREAD[key.precision] + 2 * _length(key)


def _same_form(one: HistoricalDate, other: HistoricalDate) -> bool:
    if one.is_range and other.is_range:
        longer = max(_length(one), _length(other)) + 1
        if longer > 2 * (min(_length(one), _length(other)) + 1):
            return False
    return _form(one) == _form(other)


def _form(date: HistoricalDate) -> tuple[object, ...]:
    return (
        date.precision, date.is_range, date.qualifier, date.end_qualifier,
        date.old_style is None, date.new_style is None,
        date.end_old_style is None, date.end_new_style is None,
    )  # fmt: skip


def _within(one: HistoricalDate, other: HistoricalDate) -> bool:
    """A range that overlaps the key, or a day inside it, may be right as well."""
    start, end = day_number(one), day_number(one) + _length(one)
    return day_number(other) <= end and start <= day_number(other) + _length(other)


def _length(date: HistoricalDate) -> int:
    """Days between the first and the last point of a range."""
    end = date.end_new_style or date.end_old_style
    if end is None:
        return 0
    first = date.new_style if date.end_new_style else date.old_style
    return abs(
        day_number(HistoricalDate(new_style=end))
        - day_number(HistoricalDate(new_style=first or date.point))
    )


# -- dates that are worked out


def _worked_out(fact: Fact, key: HistoricalDate, sign: int) -> list[HistoricalDate]:
    """Shifted forms of the key, drawn from the nearer steps; the order depends on the fact."""
    if key.qualifier is Qualifier.NIGHT and key.precision is not Precision.DAY:
        return []
    steps = _shuffled(fact, _STEPS[key.precision])
    if key.precision is Precision.YEAR and key.qualifier is Qualifier.ABOUT:
        steps = _shuffled(fact, _round_steps(key))
    elif key.precision is Precision.YEAR and key.qualifier in _HALVES and not key.is_range:
        return [_half_years_later(key, sign * step) for step in (1, 2, 3)]
    elif key.precision is Precision.MONTH and key.qualifier:
        steps = _shuffled(fact, _HEDGED_STEPS)
    elif key.precision is Precision.YEAR and key.qualifier:
        steps = [step for step in steps if step <= 2]
    cycle = cycle_of(fact)
    if cycle is not None:
        steps = [cycle * times for times in (1, 2, 3)]
    if sign > 0 and _goes_on(fact):
        steps = [*_shuffled(fact, _FARTHER), *_FARTHEST]
    elif key.precision is Precision.DAY:
        steps += _FARTHER
    length = max(1, _unit_length(key))
    move: Callable[[HistoricalDate, int], HistoricalDate | None] = {
        Precision.DAY: _day_shifted,
        Precision.MONTH: _month_shifted,
        Precision.SEASON: _year_shifted,
        Precision.YEAR: _year_shifted,
    }[key.precision]
    if key.is_range:  # a span moves by more than half its own length
        beside = length if _length(key) <= _SHORT else length // 2
        if is_decade(key):
            steps, beside = [0], length
        steps = [times * beside + step for times in (1, 2, 3) for step in steps]
        if key.precision is Precision.MONTH:
            steps.append(12)
    if key.precision is Precision.DAY and max(_names(key)) > 1:
        steps += _shuffled(fact, _ALL_STEPS)
    moved = [move(key, sign * step) for step in steps]
    return [date for date in moved if date is not None]


def _shuffled(fact: Fact, steps: Iterable[int]) -> list[int]:
    return sorted(steps, key=lambda step: stable_id(fact.id, str(step)))


def _round_steps(key: HistoricalDate) -> list[int]:
    """Years between the choices: beside "about 3100 BC" they are as round as it is."""
    year = key.point.year if key.point.year > 0 else 1 - key.point.year
    if year % _CENTURY == 0:
        return [_CENTURY * step for step in (1, 2, 3)]
    times = next((t for before, t in _LONG_AGO if key.point.year < before), 1)
    return [times * step for step in _ROUND_STEPS]


def _unit_length(key: HistoricalDate) -> int:
    """The length of a range in its own unit: days, months or years."""
    days = {Precision.DAY: 1, Precision.MONTH: 30, Precision.SEASON: 365, Precision.YEAR: 365}
    return round(_length(key) / days[key.precision])


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


def _month_shifted(key: HistoricalDate, months: int) -> HistoricalDate:
    def moved(point: DatePoint | None) -> DatePoint | None:
        if point is None or point.month is None:
            return point
        number = point.year * 12 + point.month - 1 + months
        return DatePoint(number // 12, number % 12 + 1)

    return _all_moved(key, moved)


def _year_shifted(key: HistoricalDate, years: int) -> HistoricalDate:
    def moved(point: DatePoint | None) -> DatePoint | None:
        if point is None:
            return None
        return DatePoint(point.year + years, point.month, point.day, point.season)

    return _all_moved(key, moved)


def _half_years_later(key: HistoricalDate, halves: int) -> HistoricalDate:
    """ "early 1918" after "late 1917"."""
    late = key.qualifier is Qualifier.LATE
    years, half = divmod(int(late) + halves, 2)
    return replace(_year_shifted(key, years), qualifier=_HALVES[half])


def _all_moved(
    key: HistoricalDate, moved: Callable[[DatePoint | None], DatePoint | None]
) -> HistoricalDate:
    return replace(
        key,
        old_style=moved(key.old_style),
        new_style=moved(key.new_style),
        end_old_style=moved(key.end_old_style),
        end_new_style=moved(key.end_new_style),
    )
