"""What the grammar gives back: dates as they are written, with whatever the text leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from quizapp.domain.calendar import Calendar, Qualifier, Season


@dataclass(slots=True)
class WrittenPoint:
    """A point as written: any field may be missing. ``last_year`` makes years a range of years."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: Season | None = None
    last_year: int | None = None
    qualifier: Qualifier | None = None
    that_year: bool = False  # "of that year", "of the same year", "of the next year"
    years_on: int = 0  # from that year: 1 for the next, -1 for the year before

    @property
    def grain(self) -> str:
        if self.day is not None:
            return "day"
        if self.month is not None:
            return "month"
        return "season" if self.season else "year"


@dataclass(slots=True)
class Run:
    """A point, or a range written in one go; ``listed`` are further days of an enumeration."""

    first: WrittenPoint
    last: WrittenPoint | None = None
    other: WrittenPoint | None = None  # "8/20 December": the day of the other calendar
    other_last: WrittenPoint | None = None
    listed: list[tuple[int, int]] = field(default_factory=list)  # (day, index of its token)
    ordinal: bool = False

    def points(self) -> list[WrittenPoint]:
        return [self.first] if self.last is None else [self.first, self.last]


def with_month(point: WrittenPoint, month: int | None) -> WrittenPoint:
    """A bare day, given the month that it borrows."""
    return replace(point, month=point.month or month)


@dataclass(slots=True)
class Lead:
    """The words that govern a date: ``start`` is where "on", "by the end of" begins."""

    start: int
    word: str = ""
    qualifier: Qualifier | None = None
    determiner: bool = False
    index: int = 0  # of its first token


@dataclass(slots=True)
class WrittenDate:
    """A date as written, at ``text[start:end]``. ``other_*`` stand in brackets or after "/"."""

    start: int
    end: int
    first: WrittenPoint
    last: WrittenPoint | None = None
    other_first: WrittenPoint | None = None
    other_last: WrittenPoint | None = None
    style: Calendar | None = None
    other_style: Calendar | None = None
    lead: Lead = field(default_factory=lambda: Lead(0))
    attributive: bool = False  # "the October uprising": names an event rather than dating one
    eraless: bool = False  # a year of fewer than four digits, whose era the context knows

    def points(self) -> Iterator[WrittenPoint]:
        for point in (self.first, self.last, self.other_first, self.other_last):
            if point is not None:
                yield point

    @property
    def has_year(self) -> bool:
        return any(point.year is not None for point in self.points())
