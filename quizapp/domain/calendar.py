"""Old Style (Julian) and New Style (Gregorian) dates at the precision that a source gives.

Conversion counts days (Julian day numbers; Richards, "Mapping Time", 1998, and the Explanatory
Supplement to the Astronomical Almanac, 3rd ed., ch. 15). The difference is 10 days from 1582-10-15,
11 from 1700, 12 from 1800, 13 from 1900, each change falling on 29 February Old Style.
Years are astronomical: 0 is 1 BC, -43 is 44 BC.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Calendar(StrEnum):
    OLD_STYLE = "os"
    NEW_STYLE = "ns"


class Precision(StrEnum):
    """How fine a date is. Order: day is the finest."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


class Season(StrEnum):
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Qualifier(StrEnum):
    """A hedge in the source that the question or the answer must keep."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    BY = "by"
    BY_END = "by the end of"
    BEFORE = "before"
    AFTER = "after"
    NOT_EARLIER = "not earlier than"
    ABOUT = "about"
    NIGHT = "night of"


@dataclass(frozen=True, slots=True)
class DatePoint:
    """A day, month, season or year of one calendar; which one, its holder says."""

    year: int
    month: int | None = None
    day: int | None = None
    season: Season | None = None

    def __post_init__(self) -> None:
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"month {self.month}")
        if self.day is not None and (self.month is None or not 1 <= self.day <= 31):
            raise ValueError(f"day {self.day} of month {self.month}")

    @property
    def precision(self) -> Precision:
        if self.day is not None:
            return Precision.DAY
        if self.month is not None:
            return Precision.MONTH
        return Precision.SEASON if self.season else Precision.YEAR

    @property
    def iso(self) -> str:
        """``1917-11-07``, ``1917-11``, ``1918-spring``, ``1922``, ``-0043-03-15``."""
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        if self.season:
            return f"{year}-{self.season}"
        if self.month is None:
            return year
        if self.day is None:
            return f"{year}-{self.month:02d}"
        return f"{year}-{self.month:02d}-{self.day:02d}"

    @classmethod
    def from_iso(cls, text: str) -> DatePoint:
        """The inverse of ``iso``; ValueError for anything else."""
        parts = text.split("-")
        if not parts[0] and len(parts) > 1:  # a year BC
            parts[:2] = [f"-{parts[1]}"]
        year = int(parts[0])
        if len(parts) == 1:
            return cls(year)
        if not parts[1].isdigit():
            return cls(year, season=Season(parts[1]))
        return cls(year, int(parts[1]), int(parts[2]) if len(parts) > 2 else None)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Chronological order; a coarser date stands before the finer ones inside it."""
        first_month = {"winter": 1, "spring": 3, "summer": 6, "autumn": 9}
        month = self.month or (first_month[self.season] if self.season else 0)
        return (self.year, month, self.day or 0)


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date as a source gives it: in one calendar or both, a point or a range.

    At least one of ``new_style`` and ``old_style`` is set. ``end_*`` are set for a range only.
    ``derived`` says that one of the calendars, or the whole date, was worked out by us.
    Years, seasons and dates outside the Old Style world stand in ``new_style`` as historians write
    them, so days before 15 October 1582 too: nobody converts the Ides of March.
    """

    new_style: DatePoint | None = None
    old_style: DatePoint | None = None
    end_new_style: DatePoint | None = None
    end_old_style: DatePoint | None = None
    qualifier: Qualifier | None = None
    derived: bool = False
    end_qualifier: Qualifier | None = None  # "late October and early November"

    def __post_init__(self) -> None:
        if self.new_style is None and self.old_style is None:
            raise ValueError("a date needs a point in at least one calendar")

    @property
    def point(self) -> DatePoint:
        """The first point; Old Style only where the New Style is not known."""
        return self.new_style or self.old_style  # type: ignore[return-value]

    @property
    def is_range(self) -> bool:
        return self.end_new_style is not None or self.end_old_style is not None

    @property
    def precision(self) -> Precision:
        return self.point.precision

    def ends(self) -> tuple[HistoricalDate, HistoricalDate]:
        """The first and the last point as dates of their own; the date itself twice if no range."""
        if not self.is_range:
            return self, self
        first = HistoricalDate(
            self.new_style, self.old_style, qualifier=self.qualifier, derived=self.derived
        )
        last = HistoricalDate(
            self.end_new_style,
            self.end_old_style,
            qualifier=self.end_qualifier,
            derived=self.derived,
        )
        return first, last

    def to_iso(self) -> dict[str, object]:
        """The ``iso`` object of the neutral export: ns, os, precision, end?, derived?."""

        def pair(ns: DatePoint | None, os: DatePoint | None) -> dict[str, object]:
            return {"ns": ns.iso if ns else None, "os": os.iso if os else None}

        out = pair(self.new_style, self.old_style)
        out["precision"] = "range" if self.is_range else str(self.precision)
        if self.is_range:
            end = out["end"] = pair(self.end_new_style, self.end_old_style)
            if self.end_qualifier:
                end["qualifier"] = str(self.end_qualifier)
        if self.qualifier:
            out["qualifier"] = str(self.qualifier)
        if self.derived:
            out["derived"] = True
        return out

    @classmethod
    def from_iso(cls, data: dict[str, object]) -> HistoricalDate:
        """The inverse of ``to_iso``; ValueError where a field is not a date."""

        def point(value: object) -> DatePoint | None:
            return DatePoint.from_iso(str(value)) if value else None

        derived = bool(data.get("derived"))
        if not (data.get("end") or data.get("qualifier")):  # nearly all of a deck's
            return cls(point(data.get("ns")), point(data.get("os")), derived=derived)
        end = data.get("end")
        ends = end if isinstance(end, dict) and (end.get("ns") or end.get("os")) else {}
        qualifier, end_qualifier = data.get("qualifier"), ends.get("qualifier")
        return cls(
            new_style=point(data.get("ns")),
            old_style=point(data.get("os")),
            end_new_style=point(ends.get("ns")),
            end_old_style=point(ends.get("os")),
            qualifier=Qualifier(str(qualifier)) if qualifier else None,
            derived=derived,
            end_qualifier=Qualifier(str(end_qualifier)) if end_qualifier else None,
        )


def is_leap(year: int, calendar: Calendar) -> bool:
    if calendar is Calendar.OLD_STYLE:
        return year % 4 == 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int, calendar: Calendar) -> int:
    if month == 2:
        return 29 if is_leap(year, calendar) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_exists(year: int, month: int, day: int, calendar: Calendar) -> bool:
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month, calendar)


def julian_day(point: DatePoint, calendar: Calendar) -> int:
    """The Julian day number at noon of a date of day precision; ValueError for a coarser one."""
    if point.month is None or point.day is None:
        raise ValueError(f"{point.iso} is not a day")
    before_march = (14 - point.month) // 12
    year = point.year + 4800 - before_march
    month = point.month + 12 * before_march - 3
    days = point.day + (153 * month + 2) // 5 + 365 * year + year // 4
    if calendar is Calendar.OLD_STYLE:
        return days - 32083
    return days - year // 100 + year // 400 - 32045


def from_julian_day(number: int, calendar: Calendar) -> DatePoint:
    if calendar is Calendar.OLD_STYLE:
        century, c = 0, number + 32082
    else:
        a = number + 32044
        century = (4 * a + 3) // 146097
        c = a - 146097 * century // 4
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    m = (5 * e + 2) // 153
    return DatePoint(
        year=100 * century + d - 4800 + m // 10,
        month=m + 3 - 12 * (m // 10),
        day=e - (153 * m + 2) // 5 + 1,
    )


def to_new_style(old: DatePoint) -> DatePoint:
    """The Gregorian day of a Julian one; day precision only."""
    return from_julian_day(julian_day(old, Calendar.OLD_STYLE), Calendar.NEW_STYLE)


def to_old_style(new: DatePoint) -> DatePoint:
    """The Julian day of a Gregorian one; day precision only."""
    return from_julian_day(julian_day(new, Calendar.NEW_STYLE), Calendar.OLD_STYLE)


def same_day(old: DatePoint, new: DatePoint) -> bool:
    """Whether an Old Style and a New Style day are one day: the dual-date consistency check."""
    if not day_exists(old.year, old.month or 0, old.day or 0, Calendar.OLD_STYLE):
        return False
    return to_new_style(old) == new
