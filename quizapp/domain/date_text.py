"""Dates as QuizApp shows them, and the way back.

``parse_date(format_date(date)) == date`` for every date whose points stand in the same calendars
(and but for ``derived``, which no text shows).
"""

from __future__ import annotations

from quizapp.domain.calendar import (
    MONTH_NAMES,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
)
from quizapp.domain.date_settling import part_of_span
from quizapp.domain.date_typed import TypedDate, parse_date, read_typed

__all__ = ["TypedDate", "accepted_forms", "format_date", "parse_date", "read_typed"]

_NEW_SUFFIX, _OLD_SUFFIX = "New Style", "Old Style"
_PREFIXES: dict[Qualifier, str] = {
    Qualifier.EARLY: "early ", Qualifier.MID: "mid-", Qualifier.LATE: "late ",
    Qualifier.BY: "by ", Qualifier.BY_END: "by the end of ", Qualifier.BEFORE: "before ",
    Qualifier.AFTER: "after ", Qualifier.NOT_EARLIER: "not earlier than ",
    Qualifier.ABOUT: "about ", Qualifier.NIGHT: "night of ",
}  # fmt: skip


def format_date(date: HistoricalDate, *, style: str = "key") -> str:
    """The date as a learner sees it: "25 October 1917 (7 November New Style)".

    ``style``: "key"; "plain" leaves out the hedge and the other calendar, for use inside a
    sentence that has them; "american" is "October 25, 1917", likewise plain.
    """
    if style != "key":
        old = date.old_style is not None and (date.is_range is (date.end_old_style is not None))
        return _span(date, old=old, american=style == "american")
    if date.is_range:
        return _range_key(date)
    text = _prefix(date.qualifier, date.point) + _point(date.old_style or date.point)
    if date.old_style is None:
        return text
    if date.new_style is None:
        return f"{text} ({_OLD_SUFFIX})"
    return f"{text} ({_beside(date.new_style, date.old_style)} {_NEW_SUFFIX})"


def _range_key(date: HistoricalDate) -> str:
    spoken = named_span(date)
    if spoken:
        return spoken
    both_new = date.new_style is not None and date.end_new_style is not None
    both_old = date.old_style is not None and date.end_old_style is not None
    text = _span(date, old=both_old, hedged=True)
    if both_old and both_new:
        return f"{text} ({_span(date, old=False, beside=True)} {_NEW_SUFFIX})"
    if both_old:
        return f"{text} ({_OLD_SUFFIX})"
    mixed = date.old_style is not None or date.end_old_style is not None
    return f"{text} ({_NEW_SUFFIX})" if mixed and both_new and _has_day(date) else text


def _has_day(date: HistoricalDate) -> bool:
    return date.precision is Precision.DAY


def _prefix(qualifier: Qualifier | None, point: DatePoint) -> str:
    if qualifier is None:
        return ""
    if qualifier is Qualifier.MID and point.precision is Precision.SEASON:
        return "mid "
    return _PREFIXES[qualifier]


def _point(point: DatePoint, *, american: bool = False) -> str:
    year = _year(point.year)
    if point.season:
        return f"{point.season} {year}"
    if point.month is None:
        return year
    month = MONTH_NAMES[point.month - 1]
    if point.day is None:
        return f"{month} {year}"
    return f"{month} {point.day}, {year}" if american else f"{point.day} {month} {year}"


def _year(year: int) -> str:
    if year <= 0:
        return f"{1 - year} BC"
    return str(year) if year >= 1000 else f"AD {year}"


def _beside(point: DatePoint, partner: DatePoint) -> str:
    """A day in brackets, without the year that its partner already names."""
    text = _point(point)
    return text.removesuffix(" " + _year(point.year)) if point.year == partner.year else text


def _span(
    date: HistoricalDate,
    *,
    old: bool,
    hedged: bool = False,
    american: bool = False,
    beside: bool = False,
) -> str:
    """First and last point in one calendar: "25–27 October 1917", "March–April 1918"."""
    if old:
        first, last = date.old_style or date.point, date.end_old_style
        partner, end_partner = date.new_style, date.end_new_style
    else:
        first, last = date.point, date.end_new_style or date.end_old_style
        partner, end_partner = date.old_style, date.end_old_style
    before = _prefix(date.qualifier, first) if hedged else ""
    between = _prefix(date.end_qualifier, first) if hedged else ""
    if last is None or not date.is_range:
        return before + _point(first, american=american)
    opening = _opening(first, last, between, american)
    closing = _without_year(last, american)
    if american and first.day and first.year == last.year and first.month == last.month:
        closing = str(last.day)
    if not (beside and _one_year(first, last, partner, end_partner)):
        comma = "," if american and last.day else ""
        closing = f"{closing}{comma} {_year(last.year)}".strip()
    return f"{before}{opening}{between}{closing}"


def _one_year(*points: DatePoint | None) -> bool:
    return len({point.year for point in points if point}) == 1


def _without_year(point: DatePoint, american: bool) -> str:
    return _point(point, american=american).removesuffix(_year(point.year)).rstrip(", ")


def _opening(first: DatePoint, last: DatePoint, between: str, american: bool) -> str:
    """The first point and the dash, without what the last one repeats."""
    if first.year != last.year:
        if first.month is None and first.season is None and last.month is None:
            tight = first.year >= 1000 and not between
            if last.year <= 0 and not between:
                return f"{1 - first.year}–"
            return _year(first.year) + ("–" if tight else " – ")
        return f"{_point(first, american=american)} – "
    if first.precision is Precision.YEAR:
        return f"{_year(first.year)} – "
    if first.day and first.month == last.month and not between:
        return f"{_without_year(first, True)}–" if american else f"{first.day}–"
    head = _without_year(first, american)
    return head + (" – " if first.day or between else "–")


def named_span(date: HistoricalDate) -> str | None:
    """ "the 1860s", "late 1920s", "5th century BC"; None for any other range of years."""
    first, last = date.new_style, date.end_new_style
    if first is None or last is None or date.old_style or date.end_old_style:
        return None
    if first.precision is not Precision.YEAR or last.precision is not Precision.YEAR:
        return None
    part = date.qualifier
    if part not in (Qualifier.EARLY, Qualifier.MID, Qualifier.LATE):
        name = _span_name(first.year, last.year)
        return None if name is None or date.end_qualifier else _prefix(part, first) + name
    for start in _span_starts(first.year):
        for length in (9, 99):
            name = _span_name(start, start + length)
            if name and part_of_span(start, start + length, part) == (first.year, last.year):
                return _PREFIXES[part] + name.removeprefix("the ")
    return None


def _span_starts(year: int) -> tuple[int, ...]:
    century = (year - 1) // 100 * 100 + 1
    return (year // 10 * 10, century)


def _span_name(first: int, last: int) -> str | None:
    if last - first == 9 and first % 10 == 0 and first % 100 and first >= 1000:
        return f"the {first}s"
    if last - first == 99 and first % 100 == 1:
        century = first // 100
        before_christ = century < 0
        number = -century if before_christ else century + 1
        return f"{_ordinal(number)} century" + (" BC" if before_christ else "")
    return None


def _ordinal(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def accepted_forms(date: HistoricalDate) -> tuple[str, ...]:
    """Other complete renderings: both word orders, each calendar by itself, doubled in brackets."""
    forms: list[str] = []
    for old in (True, False):
        known = date.old_style if old else date.new_style
        end = date.end_old_style if old else date.end_new_style
        if known is None or (date.is_range and end is None):
            continue
        forms += [_span(date, old=old), _span(date, old=old, american=True)]
    doubled = _doubled_form(date)
    if doubled:
        forms.append(doubled)
    key = format_date(date)
    return tuple(form for form in dict.fromkeys(forms) if form != key)


def _doubled_form(date: HistoricalDate) -> str | None:
    """ "October 25 (November 7), 1917", as reference works write it."""
    old, new = date.old_style, date.new_style
    if date.is_range or old is None or new is None or old.day is None:
        return None
    if old.year != new.year:
        return f"{_point(old, american=True)} ({_point(new, american=True)})"
    inner = str(new.day) if old.month == new.month else _without_year(new, True)
    return f"{_without_year(old, True)} ({inner}), {_year(old.year)}"
