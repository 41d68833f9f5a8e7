"""Dates told relative to another: "the next day", "the following May", "on the 14th"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quizapp.domain.calendar import (
    MONTH_NAMES,
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
    Season,
    from_julian_day,
    julian_day,
)
from quizapp.domain.date_words import DAY_WORDS, NUMBER_WORDS

_COUNT = r"\d{1,3}|" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_RELATIVE = re.compile(
    rf"""\b(?:
      (?P<lead>[Oo]n\s|[Ii]n\s|[Bb]y\s|[Dd]uring\s)?(?:
        [Tt]he\s(?:very\s)?(?P<which>next|following|same|previous|preceding)
            \s(?P<unit>day|morning|evening|night|afternoon|week|month|year)
        |[Tt]hat\s(?:same\s|very\s)?(?P<that>day|year|evening|night|afternoon)
        |(?P<this>[Ll]ater\sthat\sday)
        |[Tt]he\s(?P<edge>day|year)\s(?P<side>before|after)(?=[,.;]|\s(?:he|she|they|the\s[A-Z]|[A-Z]))
      )
      |(?P<count>(?i:{_COUNT}))\s(?P<units>days?|weeks?|months?|years?)
            \s(?P<way>later|afterwards?|after\sthat|earlier|before\sthat|previously)
    )\b""",
    re.VERBOSE,
)
_LATER_DAYS = "|".join(  # "on the first": of what?
    sorted((word for word, day in DAY_WORDS.items() if day > 3), key=len, reverse=True)
)
# "the following May", "next spring"; "on the 14th", of the month that was told last.
_NAMED = re.compile(
    rf"""\b(?P<lead>[Ii]n\s|[Bb]y\s|[Dd]uring\s|[Uu]ntil\s)?
      (?:[Tt]he\s(?:next|following)|[Nn]ext)\s
      (?P<name>{"|".join(MONTH_NAMES)}|spring|summer|autumn|winter)\b(?!\s\d)""",
    re.VERBOSE,
)
_DAY_OF_MONTH = re.compile(
    r"\b(?P<lead>(?:[Oo]n|[Bb]y|[Uu]ntil)\s(?:the\s(?:early\s)?(?:night|evening|morning|afternoon)\sof\s)?"
    r"|[Tt]he\s(?:night|evening|morning)\sof\s)the\s"
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)|(?P<word>{_LATER_DAYS}))"
    r"(?:\sof\s(?:that|the\ssame)\smonth)?\b(?=[,.;:)]|$|"
    r"\s(?:and|but|at|by|in|near|he|she|they|it|the|a|an)\b"
    r"|(?<=month)\s|\s[A-ZÀ-Þ][\w’'-]+\s(?:[A-ZÀ-Þa]|[a-z]+(?:ed|ew|ook|ame|ent|ell)\b))"
)
_A_DATE_ENDS = re.compile(rf"(?:\d|{'|'.join(MONTH_NAMES)}), $")
SEASONS = tuple(Season)
_SIGNS = ("day", "ear", "later", "night", "next", "following", "n the ", "y the ", "l the ")
_DAY_UNITS = frozenset({"day", "morning", "evening", "night", "afternoon"})


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """``text[start:end]`` says: ``steps`` of ``unit`` (day, month, year) from the last date.

    With ``unit`` "next month", "next season" or "day of the month", ``steps`` is its number: of the
    month (1 to 12), of the season in ``SEASONS``, of the day.
    """

    start: int
    end: int
    lead_start: int
    unit: str
    steps: int


def relative_dates(text: str) -> list[RelativeDate]:
    if not any(sign in text for sign in _SIGNS):
        return []
    found = [_read(match) for match in _RELATIVE.finditer(text) if not _explains_a_date(match)]
    found += [_named(match) for match in _NAMED.finditer(text)]
    found += [_day_of_month(match) for match in _DAY_OF_MONTH.finditer(text)]
    return sorted((f for f in found if f is not None), key=lambda f: f.start)


def _explains_a_date(match: re.Match[str]) -> bool:
    """ "On 7 December, the day after the state came into being": that day is told already."""
    before = match.string[max(0, match.start() - 20) : match.start()]
    return match.group("edge") is not None and _A_DATE_ENDS.search(before) is not None


def _named(match: re.Match[str]) -> RelativeDate:
    name, lead = match["name"], len(match["lead"] or "")
    unit, names = ("next season", SEASONS) if name in SEASONS else ("next month", MONTH_NAMES)
    start, end = match.span()
    return RelativeDate(start + lead, end, start, unit, list(names).index(name) + 1)


def _day_of_month(match: re.Match[str]) -> RelativeDate:
    start, end = match.span()
    day = int(match["day"]) if match["day"] else DAY_WORDS[match["word"]]
    return RelativeDate(start + len(match["lead"]), end, start, "day of the month", day)


def _read(match: re.Match[str]) -> RelativeDate | None:
    start, end = match.span()
    lead = len(match.group("lead") or "")
    unit, steps = _unit_and_steps(match)
    if unit == "week":
        unit, steps = "day", 7 * steps
    if unit in _DAY_UNITS:
        unit = "day"
    if match.group("which") and match.group("unit") == "week":
        return None  # "the following week" is no day
    return RelativeDate(start + lead, end, start, unit, steps)


def _unit_and_steps(match: re.Match[str]) -> tuple[str, int]:
    if match.group("which"):
        step = {"same": 0, "previous": -1, "preceding": -1}.get(match.group("which"), 1)
        return match.group("unit"), step
    if match.group("that") or match.group("this"):
        return match.group("that") or "day", 0
    if match.group("edge"):
        return match.group("edge"), -1 if match.group("side") == "before" else 1
    count = match.group("count").lower()
    number = int(count) if count.isdigit() else NUMBER_WORDS[count]
    back = match.group("way").split()[0] in ("earlier", "before", "previously")
    return match.group("units").rstrip("s"), -number if back else number


def resolve_relative(relative: RelativeDate, base: HistoricalDate) -> HistoricalDate | None:
    """The date meant, counted from the (last point of the) date before; None where too vague."""
    base = base.ends()[1]
    if relative.unit == "day of the month":
        return _day_in_month(base, relative.steps)
    if relative.unit.startswith("next"):
        return _next_named(base, relative)
    if base.qualifier is not None and relative.unit == "day":
        return None
    if relative.unit == "day":
        return _shifted_days(base, relative.steps)
    if relative.unit == "year":
        year = DatePoint(base.point.year + relative.steps)
        about = Qualifier.ABOUT if base.qualifier is Qualifier.ABOUT else None
        return HistoricalDate(year, qualifier=about, derived=True)
    return _shifted_months(base, relative.steps)


def _shifted_days(base: HistoricalDate, steps: int) -> HistoricalDate | None:
    if base.precision is not Precision.DAY:
        return None

    def shifted(point: DatePoint | None, calendar: Calendar) -> DatePoint | None:
        if point is None:
            return None
        return from_julian_day(julian_day(point, calendar) + steps, calendar)

    return replace(
        base,
        new_style=shifted(base.new_style, Calendar.NEW_STYLE),
        old_style=shifted(base.old_style, Calendar.OLD_STYLE),
        derived=True,
    )


def _shifted_months(base: HistoricalDate, steps: int) -> HistoricalDate | None:
    """A month from a day or month; "the next month" of a date is never a day."""
    point = base.old_style or base.new_style
    if point is None or point.month is None:
        return None
    months = point.year * 12 + point.month - 1 + steps
    moved = DatePoint(months // 12, months % 12 + 1)
    if base.old_style is not None and (moved.year, moved.month or 0) < (1918, 2):
        return HistoricalDate(old_style=moved, derived=True)
    return HistoricalDate(new_style=moved, derived=True)


def _day_in_month(base: HistoricalDate, day: int) -> HistoricalDate | None:
    """A later day of the month that was told last; an earlier one may be of any month."""
    point = base.old_style or base.new_style
    if point is None or point.month is None or day < (point.day or 1):
        return None
    if base.precision is Precision.DAY:
        return _shifted_days(replace(base, qualifier=None), day - (point.day or 1))
    moved = replace(point, day=day)
    if base.old_style is not None:
        return HistoricalDate(old_style=moved, derived=True)
    return HistoricalDate(new_style=moved, derived=True)


def _next_named(base: HistoricalDate, relative: RelativeDate) -> HistoricalDate | None:
    """The first such month or season after the base; of a bare year, that of the year after."""
    point = base.point
    if relative.unit == "next season":
        season = SEASONS[relative.steps - 1]
        if point.month is None or season is Season.WINTER:
            return None  # a winter is of two years
        begins = {Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9}[season]
        year = point.year if point.month < begins else point.year + 1
        return HistoricalDate(DatePoint(year, season=season), derived=True)
    if point.month is None:
        return HistoricalDate(DatePoint(point.year + 1, relative.steps), derived=True)
    return _shifted_months(base, (relative.steps - point.month - 1) % 12 + 1)
