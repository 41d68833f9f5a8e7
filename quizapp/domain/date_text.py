"""Dates as people type them, and as QuizApp shows them.

``parse_date(format_date(date)) == date`` for every date whose points stand in the same calendars
(and but for ``derived``, which no text shows).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from quizapp.domain.calendar import (
    MONTH_NAMES,
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
)
from quizapp.domain.date_grammar import DateGrammar, WrittenDate
from quizapp.domain.date_points import QUALIFIER_STARTS
from quizapp.domain.date_settling import Reckoning, part_of_span, settle
from quizapp.domain.date_words import (
    COMMA,
    MARK,
    MONTHS,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    ROMAN_MONTHS,
    SEASONS,
    STOP,
    WEEKDAYS,
    word_set,
)

LONGEST_ANSWER = 120  # characters; a longer text is not a date

# ---------------------------------------------------------------------- reading


@dataclass(frozen=True, slots=True)
class TypedDate:
    """One reading of a typed date. ``corrected`` are slips mended: ("Ocotber", "October")."""

    written: WrittenDate
    corrected: tuple[tuple[str, str], ...] = ()

    @property
    def names_calendar(self) -> bool:
        """Whether the text says which calendar it means, or gives both."""
        written = self.written
        return bool(written.style or written.other_style or written.other_first)

    def date(self, assume: Calendar = Calendar.NEW_STYLE) -> HistoricalDate | None:
        """None without a year, for a day that does not exist, or two days that do not agree."""
        return settle(self.written, Reckoning(undoubled=assume, adopted=_NEVER)).date

    def problem(self) -> str | None:
        return settle(self.written, Reckoning()).problem


_NEVER = DatePoint(9999, 12, 31)


def parse_date(text: str, *, assume: Calendar | None = None) -> HistoricalDate | None:
    """The date that the whole of ``text`` is, or None.

    An unlabelled date is of the calendar ``assume``, by default New Style. "11/7/1917", which may
    be read in two ways, is None: ``read_typed`` gives both readings.
    """
    style = assume or Calendar.NEW_STYLE
    dates = {reading.date(style) for reading in read_typed(text)} - {None}
    return dates.pop() if len(dates) == 1 else None


def read_typed(text: str) -> tuple[TypedDate, ...]:
    """Every reading of ``text`` as one date: none, one, or two for "11/7/1917"."""
    if len(text) > LONGEST_ANSWER:
        return ()
    clean = _normalised(text)
    readings: list[TypedDate] = []
    for form in _numeric_readings(clean):
        mended, corrected = _mended(form)
        written = _only_date(mended)
        if written is not None:
            readings.append(TypedDate(written, corrected))
    return tuple(readings)


def _only_date(text: str) -> WrittenDate | None:
    grammar = DateGrammar(text, typed=True, ancient=True)
    dates = grammar.dates()
    if len(dates) != 1:
        return None
    written = dates[0]
    start = min(written.start, written.lead.start)
    for token in grammar.tokens:
        outside = token.end <= start or token.start >= written.end
        if outside and token.kind not in (STOP, COMMA, MARK) and token.word not in _FILLERS:
            return None
    return written


_FILLERS = word_set("the on in at of it was year during date day of")
_ERA = re.compile(
    r"(?<=\d)\s*(bce?|b\.\s?c\.?(?:\s?e\.?)?|ad|a\.d\.?|ce|c\.e\.?)(?!\w)", re.IGNORECASE
)
_ERA_BEFORE = re.compile(r"\b(ad|a\.d\.)(?=\s*\d)", re.IGNORECASE)
_STYLE = re.compile(r"(?<![\w.])(os|ns|o\.\s?s\.?|n\.\s?s\.?)(?!\w)", re.IGNORECASE)
_LONG_STYLE = re.compile(r"\b(old|new|julian|gregorian)[ -]?(style|calendar)?\b", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d/])")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_MONTH_YEAR = re.compile(r"^\s*(\d{1,2})\s?[./]\s?(\d{4})(?!\d)")
_ROMAN = re.compile(r"(?<!\w)(\d{1,2})\.?[\s./-]([ivx]{1,4})[\s./-](\d{4})(?!\d)", re.IGNORECASE)
_COMPACT = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_SUFFIX = re.compile(r"(?<=\d)\s(st|nd|rd|th|s)\b", re.IGNORECASE)


def _normalised(text: str) -> str:
    clean = unicodedata.normalize("NFKC", text).strip().strip("\"'“”‘’.?!")
    clean = _ERA.sub(_era, clean)
    clean = _ERA_BEFORE.sub(lambda match: match.group(1).upper() + " ", clean)
    clean = _LONG_STYLE.sub(_long_style, clean)
    clean = _STYLE.sub(lambda match: match.group(1).upper().replace(" ", ""), clean)
    clean = _SUFFIX.sub(lambda match: match.group(1), _COMPACT.sub(" ", clean))
    return _ROMAN.sub(_roman, clean)


def _era(match: re.Match[str]) -> str:
    return " " + match.group(1).upper().replace(".", "").replace(" ", "")


def _long_style(match: re.Match[str]) -> str:
    return "OS" if match.group(1).lower() in ("old", "julian") else "NS"


def _roman(match: re.Match[str]) -> str:
    month = ROMAN_MONTHS.get(match.group(2).lower())
    if month is None:
        return match.group()
    return f"{match.group(1)} {MONTH_NAMES[month - 1]} {match.group(3)}"


def _numeric_readings(text: str) -> list[str]:
    """The text with figures for a month turned into its name, in each possible way."""
    text = _YEAR_FIRST.sub(
        lambda m: _spelled(int(m.group(4)), int(m.group(3)), m.group(1)) or m.group(), text
    )
    month_year = _MONTH_YEAR.match(text)
    if month_year and 1 <= int(month_year.group(1)) <= 12:
        name = MONTH_NAMES[int(month_year.group(1)) - 1]
        return [f"{name} {month_year.group(2)}{text[month_year.end() :]}"]
    found = _NUMERIC.search(text)
    if found is None:
        return [text]
    one, two, year = int(found.group(1)), int(found.group(3)), found.group(4)
    orders = [(one, two)]
    if found.group(2) != "." or two > 12:
        orders.append((two, one))
    forms = dict.fromkeys(_spelled(day, month, year) for day, month in orders)
    return [text[: found.start()] + form + text[found.end() :] for form in forms if form]


def _spelled(day: int, month: int, year: str) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{day} {MONTH_NAMES[month - 1]} {year}"


# ---------------------------------------------------------------------- typing slips

_LONG_MONTHS = tuple(name.lower() for name in MONTH_NAMES)
_TYPED_WORDS = (
    *_LONG_MONTHS, *SEASONS, "early", "late", "middle", "beginning", "before", "after", "about",
    "around", "between", "until", "century", "circa", "style", "night", "first", "second",
)  # fmt: skip
_KNOWN = (
    frozenset(_TYPED_WORDS)
    | frozenset(MONTHS)
    | WEEKDAYS
    | QUALIFIER_STARTS
    | frozenset(NUMBER_WORDS)
    | frozenset(ORDINAL_WORDS)
    | word_set("from till through during earlier later than half part days weeks latter")
    | word_set("approximately roughly prior year since that same this week centuries")
)
_LETTERS = re.compile(r"[^\W\d_]{4,}")


def _mended(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Mends slips of one letter (two in long words), where only one word is that near."""
    corrected: list[tuple[str, str]] = []

    def mend(match: re.Match[str]) -> str:
        typed = match.group()
        word = typed.lower()
        if word in _KNOWN:
            return typed
        reach = 1 if len(word) <= 5 else 2
        near = {
            known: distance
            for known in _TYPED_WORDS
            if len(known) > 3 and (distance := _slips(word, known, reach)) <= reach
        }
        best = [known for known, distance in near.items() if distance == min(near.values())]
        if len(best) != 1:
            return typed
        name = best[0].capitalize() if best[0] in MONTHS else best[0]
        corrected.append((typed, name))
        return name

    return _LETTERS.sub(mend, text), tuple(corrected)


def _slips(one: str, two: str, reach: int) -> int:
    """Letters changed, missing, added or swapped; ``reach + 1`` for anything farther."""
    if abs(len(one) - len(two)) > reach:
        return reach + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        oldest, before, row = before, row, [i]
        for j, other in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
    return row[-1]


# ---------------------------------------------------------------------- writing

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
    spoken = _named_span(date)
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


def _named_span(date: HistoricalDate) -> str | None:
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
