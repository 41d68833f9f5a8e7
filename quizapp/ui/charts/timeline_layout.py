"""Which marks stand where on a line of time, for any number of facts. Pure.

Facts that begin in one cell of a grid of days are drawn apart where there are rows for them, else
as one counted column. The grid and the rows depend on the scale alone, not on what is in sight: so
a mark keeps its place while the line is moved, and comes back when it is zoomed out and in again.
Only the cells in sight are looked up, each by binary search: 100,000 facts cost as much as 1,000.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from quizapp.progress.mastery import Known
from quizapp.services.show_timeline import Entry, Lane


@dataclass(frozen=True, slots=True)
class Scale:
    """``pixels``: a day's. ``cell`` and ``dot``: how wide a cell of the grid must be at least, and
    how far two marks of one row must be apart, in pixels.
    """

    pixels: float
    cell: float
    dot: float

    @property
    def cell_days(self) -> int:
        """A power of two, so that the grid changes only when the scale doubles."""
        days = 1
        while days * self.pixels < self.cell:
            days *= 2
        return days


@dataclass(frozen=True, slots=True)
class Mark:
    """Entries ``begin`` to ``end`` (not included) of a lane.

    ``row``: of a single entry, from the top; -1 for a column of several. ``first``: the day where
    it stands; of a column the first day of its cell. ``room``: days up to the next mark in its row.
    """

    lane: int
    begin: int
    end: int
    row: int
    first: int
    room: float

    @property
    def single(self) -> bool:
        return self.row >= 0

    @property
    def count(self) -> int:
        return self.end - self.begin


class Strip:
    """The entries of a lane, ready to be looked up. Making one takes a moment for each entry."""

    def __init__(self, lane: Lane) -> None:
        self.name = lane.name
        self.entries: Sequence[Entry] = lane.entries
        self.firsts = [entry.first for entry in lane.entries]
        self._lasts = sorted(entry.last for entry in lane.entries)
        self._long = self._by_length()
        self._sums = {
            known: [0, *accumulate(entry.known is known for entry in lane.entries)]
            for known in (Known.FIRM, Known.SHAKY)
        }

    def __len__(self) -> int:
        return len(self.firsts)

    @property
    def last(self) -> int:
        """The last day that any of them reaches."""
        return self._lasts[-1]

    def known(self, begin: int, end: int) -> tuple[int, int, int]:
        """How many of some entries are firm, shaky and new."""
        firm, shaky = (self._sums[each][end] - self._sums[each][begin] for each in self._sums)
        return firm, shaky, end - begin - firm - shaky

    def seen(self, start: float, end: float) -> int:
        """How many entries have a day between two days."""
        return bisect_left(self.firsts, end) - bisect_left(self._lasts, start)

    def entries_seen(self, start: float, end: float) -> list[Entry]:
        before = self.entries[: bisect_left(self.firsts, end)]
        return [entry for entry in before if entry.last >= start]

    def reaching(self, day: float, end: float, limit: int) -> list[int]:
        """Up to so many entries that begin before a day and end on or after another one."""
        found: list[int] = []
        for length, (firsts, indexes) in self._long.items():
            at = bisect_left(firsts, end - length)
            while at < len(firsts) and firsts[at] < day and len(found) < limit:
                if self.entries[indexes[at]].last >= end:
                    found.append(indexes[at])
                at += 1
        return found

    def _by_length(self) -> dict[int, tuple[list[int], list[int]]]:
        """First days and indexes of entries of several days, by a power of two that is longer than
        each of them.
        """
        found: dict[int, tuple[list[int], list[int]]] = {}
        for index, entry in enumerate(self.entries):
            if entry.last > entry.first:
                length = 1 << (entry.last - entry.first).bit_length()
                firsts, indexes = found.setdefault(length, ([], []))
                firsts.append(entry.first)
                indexes.append(index)
        return found

    def nearest(self, day: int) -> int:
        """The entry that begins closest to a day."""
        at = bisect_left(self.firsts, day)
        near = [index for index in (at - 1, at) if 0 <= index < len(self.firsts)]
        return min(near, key=lambda index: abs(self.firsts[index] - day))


def marks_between(
    strip: Strip, lane: int, rows: int, scale: Scale, days: tuple[float, float]
) -> list[Mark]:
    """The marks whose cells lie between two days, by time. Cells at the edge count as inside."""
    cell = scale.cell_days
    start, stop = int(days[0] // cell) * cell, -int(-days[1] // cell) * cell
    found: list[Mark] = []
    at = bisect_left(strip.firsts, start)
    columns = _Columns(strip, rows, scale)
    while at < len(strip.firsts) and strip.firsts[at] < stop:
        end = columns.end_of_cell(at)
        if columns.apart(at, end):
            found += (Mark(lane, n, n + 1, n % rows, strip.firsts[n], 0.0) for n in range(at, end))
        else:
            day = strip.firsts[at] // cell * cell
            found.append(Mark(lane, at, end, -1, day, float(cell)))
        at = end
    return list(_with_room(found, strip, rows))


def mark_with(strip: Strip, lane: int, rows: int, scale: Scale, index: int) -> Mark:
    """The mark that an entry belongs to."""
    columns = _Columns(strip, rows, scale)
    begin, end = columns.start_of_cell(index), columns.end_of_cell(index)
    if columns.apart(begin, end):
        return Mark(lane, index, index + 1, index % rows, strip.firsts[index], 0.0)
    cell = scale.cell_days
    return Mark(lane, begin, end, -1, strip.firsts[index] // cell * cell, float(cell))


class _Columns:
    """What is one column, and what stands apart."""

    def __init__(self, strip: Strip, rows: int, scale: Scale) -> None:
        self._firsts = strip.firsts
        self._rows = rows
        self._cell = scale.cell_days
        self._least = scale.dot / scale.pixels  # days between two marks of one row

    def start_of_cell(self, index: int) -> int:
        return bisect_left(self._firsts, self._firsts[index] // self._cell * self._cell, 0, index)

    def end_of_cell(self, index: int) -> int:
        return bisect_left(
            self._firsts, (self._firsts[index] // self._cell + 1) * self._cell, index
        )

    def apart(self, begin: int, end: int) -> bool:
        """Entries take the rows in turn, so each has its own in a cell that holds no more of them
        than there are rows; and those before and after it in its row must not touch it.
        """
        if end - begin > self._rows:
            return False
        firsts, rows = self._firsts, self._rows
        for index in range(begin, end):
            day = firsts[index]
            if index >= rows and day - firsts[index - rows] < self._least:
                return False
            if index + rows < len(firsts) and firsts[index + rows] - day < self._least:
                return False
        return True


def _with_room(marks: Sequence[Mark], strip: Strip, rows: int) -> Iterator[Mark]:
    """Single marks know how far it is to the next mark in their row, or to the next column."""
    column = float("inf")
    found = []
    for mark in reversed(marks):
        if not mark.single:
            column = mark.first
            found.append(mark)
            continue
        following = mark.begin + rows
        limit = min(column, strip.firsts[following] if following < len(strip) else column)
        found.append(
            Mark(mark.lane, mark.begin, mark.end, mark.row, mark.first, limit - mark.first)
        )
    return reversed(found)


class Overview:
    """How many facts there are along the whole line, for a small picture of it."""

    def __init__(self, strips: Sequence[Strip]) -> None:
        self._firsts = sorted(chain.from_iterable(strip.firsts for strip in strips))
        self.first = self._firsts[0] if self._firsts else 0
        self.last = max((strip.last for strip in strips if len(strip)), default=self.first)

    def counts(self, start: float, days: float, cells: int) -> list[int]:
        """Of facts that begin in each of so many equal cells."""
        edges = [bisect_right(self._firsts, start + days * n / cells) for n in range(cells + 1)]
        edges[0] = bisect_left(self._firsts, start)
        return [edges[n + 1] - edges[n] for n in range(cells)]
