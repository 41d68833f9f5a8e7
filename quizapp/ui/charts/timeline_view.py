"""The part of a line of time that is in sight: where it begins, and how long a day is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

# Sizes in pixels at a text size of 100 %.
AXIS, OVERVIEW = 46, 30  # heights above and below the lanes
HEAD, ROW, FOOT = 24, 24, 8  # of a lane
CELL, DOT, LABEL = 40, 12, 260  # see ``Scale``; the widest label

_EDGE = 0.04  # of what is in sight, beyond the first and the last fact
_WIDEST_DAY = 72.0  # pixels
_SHOWN = 0.7  # of the width, that a part takes which is zoomed in to


@dataclass
class View:
    """``start``: the day at the left edge; ``pixels``: a day's; ``width``: in pixels.

    ``first`` and ``last``: days of the first and of the last fact; they bound what can be shown.
    """

    start: float = 0.0
    pixels: float = 1.0
    width: float = 100.0
    first: int = 0
    last: int = 0

    @property
    def days(self) -> float:
        return self.width / self.pixels

    @property
    def end(self) -> float:
        return self.start + self.days

    @property
    def narrowest(self) -> float:
        """Pixels of a day at which all is in sight."""
        whole = (self.last - self.first + 1) * (1 + 2 * _EDGE)
        return min(_WIDEST_DAY, self.width / max(whole, 8.0))

    @property
    def all_in_sight(self) -> bool:
        return self.pixels <= self.narrowest * 1.001

    def x(self, day: float) -> float:
        return (day - self.start) * self.pixels

    def day(self, x: float) -> float:
        return self.start + x / self.pixels

    def resize(self, width: float) -> None:
        """The days in sight stay the same."""
        days, self.width = self.days, max(1.0, width)
        self.pixels = self.width / days
        self.settle()

    def show_all(self) -> None:
        self.pixels = self.narrowest
        self.settle()

    def zoom(self, factor: float, x: float) -> None:
        """The day at ``x`` keeps its place."""
        fixed = self.day(x)
        self.pixels = min(_WIDEST_DAY, max(self.narrowest, self.pixels * factor))
        self.start = fixed - x / self.pixels
        self.settle()

    def zoom_to(self, first: float, last: float) -> None:
        """Puts some days into the middle, large."""
        days = max(1.0, last - first + 1)
        self.pixels = min(_WIDEST_DAY, max(self.narrowest, _SHOWN * self.width / days))
        self.centre((first + last + 1) / 2)

    def move(self, pixels: float) -> None:
        self.start += pixels / self.pixels
        self.settle()

    def centre(self, day: float) -> None:
        self.start = day - self.days / 2
        self.settle()

    def bring_in(self, day: float, margin: float) -> None:
        """Moves as little as is needed for a day to be in sight, ``margin`` pixels from an edge;
        far jumps put it into the middle.
        """
        x = self.x(day)
        if -self.width < x < 2 * self.width:
            self.move(min(0.0, x - margin) + max(0.0, x - self.width + margin))
        else:
            self.centre(day)

    def settle(self) -> None:
        self.pixels = min(_WIDEST_DAY, max(self.narrowest, self.pixels))
        edge = _EDGE * self.days
        lowest, highest = self.first - edge, self.last + 1 + edge - self.days
        if lowest >= highest or self.all_in_sight:
            self.start = (lowest + highest) / 2  # in the middle
        else:
            self.start = min(highest, max(lowest, self.start))
