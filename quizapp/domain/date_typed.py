"""Dates as people type them: figures, slips, labels of the calendar, Roman months."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from quizapp.domain.calendar import MONTH_NAMES, Calendar, DatePoint, HistoricalDate
from quizapp.domain.date_grammar import DateGrammar
from quizapp.domain.date_points import QUALIFIER_STARTS
from quizapp.domain.date_settling import Reckoning, settle
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
from quizapp.domain.date_written import WrittenDate

LONGEST_ANSWER = 120  # characters; a longer text is not a date


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
    return _date_of(text, assume or Calendar.NEW_STYLE)


@lru_cache(maxsize=4096)  # many questions of a deck ask for the same years
def _date_of(text: str, style: Calendar) -> HistoricalDate | None:
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
        name = _meant(typed.lower())
        if not name:
            return typed
        corrected.append((typed, name))
        return name

    return _LETTERS.sub(mend, text), tuple(corrected)


@lru_cache(maxsize=2_000)  # a file of questions has the same few words in its answers
def _meant(word: str) -> str:
    """The one known word that is a slip away; empty where it is known, or none or several are."""
    if word in _KNOWN:
        return ""
    reach = 1 if len(word) <= 5 else 2
    near = {
        known: distance
        for known in _TYPED_WORDS
        if len(known) > 3 and (distance := _slips(word, known, reach)) <= reach
    }
    best = [known for known, distance in near.items() if distance == min(near.values())]
    if len(best) != 1:
        return ""
    return best[0].capitalize() if best[0] in MONTHS else best[0]


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
