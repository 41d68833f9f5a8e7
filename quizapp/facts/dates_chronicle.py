"""The dates of chronicle entries, whose year stands in a heading or follows from the order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.domain.date_grammar import DateGrammar
from quizapp.domain.date_written import WrittenDate
from quizapp.domain.document import Document, TextKind
from quizapp.facts.dates_signs import heading_years

_GOES_ON = re.compile(r"\b(?:to|till|until|and following|onwards?)\b", re.IGNORECASE)
_ROLLOVER = 3  # months back from which the next entry is of the next year, not out of order


@dataclass(frozen=True, slots=True)
class EntryYear:
    """The date line of a chronicle entry and the year of its (first) point, if that is known."""

    written: WrittenDate
    year: int | None
    inferred: bool


def entry_years(document: Document) -> dict[int, EntryYear]:
    """By passage index. Years roll over where the months fall back, heading or not."""
    entries: dict[int, EntryYear] = {}
    state = _Order()
    for index, passage in enumerate(document.passages):
        if passage.kind is not TextKind.CHRONICLE or not passage.date_line:
            continue
        written = read_date_line(passage.date_line)
        if written is None:
            continue
        entries[index] = state.entry(written, passage.heading_path)
    return entries


def read_date_line(line: str) -> WrittenDate | None:
    """The first date of a line that is nothing but a date; footnote marks may follow it.

    None where it goes on to a time that could not be read: "24 February to early March".
    """
    dates = DateGrammar(line, typed=True).dates()
    if not dates or _GOES_ON.search(line, dates[0].end):
        return None
    return dates[0]


class _Order:
    """Where the chronicle has got to."""

    def __init__(self) -> None:
        self._path: tuple[str, ...] | None = None
        self._heading: frozenset[int] = frozenset()
        self._year: int | None = None
        self._month: int | None = None
        self._last_year: int | None = None

    def entry(self, written: WrittenDate, path: tuple[str, ...]) -> EntryYear:
        if path != self._path:
            self._enter(path)
        month = written.first.month
        own = next((point.year for point in written.points() if point.year is not None), None)
        if own is not None:
            self._year, self._month = own, month or self._month
            return EntryYear(written, written.first.year, inferred=False)
        if self._year is not None and month is not None and self._month is not None:
            self._year += month <= self._month - _ROLLOVER
        self._month = month or self._month
        beyond = self._last_year is not None and (self._year or 0) > self._last_year
        return EntryYear(written, None if beyond else self._year, inferred=True)

    def _enter(self, path: tuple[str, ...]) -> None:
        """A new heading starts the count anew only if it names other years."""
        self._path = path
        years = heading_years(path)
        if years and years != self._heading:
            self._heading = years
            self._year, self._month = min(years), None
            self._last_year = _last_year_of(path)


def _last_year_of(path: tuple[str, ...]) -> int | None:
    """The end of the time that the title of the chronicle names: "(October 1917 – 1920)"."""
    for heading in reversed(path):
        years = heading_years((heading,))
        if len(years) > 1:
            return max(years)
    return None
