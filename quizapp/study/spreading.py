"""Which day within FSRS's own tolerance: the one with the least to do, easy days spared. Pure.

FSRS names an ideal interval, and a range around it within which a day more or less costs next to
nothing: nothing below 2.5 days, then a day and 15 % of what lies between 2.5 and 7 days, 10 % of
what lies between 7 and 20, and 5 % of the rest. Source: ``FUZZ_RANGES`` and
``_get_fuzzed_interval`` of py-fsrs 6 (MIT), https://github.com/open-spaced-repetition/py-fsrs.
The library draws a day of that range by lot; here it is chosen:

- the cost of a day is what is due on it already, and one more for the question itself;
- a day on which the learner wants *less* counts twice, and one with *nothing* is only taken where
  the whole range has no other;
- a day off the ideal costs as much more as it is off (a day of ten: 10 %). Days further away are
  emptier while a learner still takes in new questions; without this, short intervals would
  always stretch to their end.

Of equal days the one nearest to the ideal is taken, then the earlier. So the same question under
the same load always gets the same day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.settings import Settings

NO_TOLERANCE_BELOW = 2.5  # days
TOLERANCE = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From, to (days), and the share of what lies between that is added to either side."""

SHARES = {"normal": 1.0, "less": 0.5, "none": 0.0}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
Load = Mapping[date, int]
"""Questions due by day; a day that is not in it has none."""


@dataclass(frozen=True, slots=True)
class Spreading:
    """``shares``: of the usual work, for each weekday from Monday on; 0: a day off."""

    shares: tuple[float, ...] = (1.0,) * 7
    smooth: bool = True

    @classmethod
    def of(cls, settings: Settings) -> Spreading:
        wanted = (str(getattr(settings, f"load_{name}")) for name in WEEKDAYS)
        return cls(tuple(SHARES[each] for each in wanted), settings.smooth_load)

    def share(self, day: date) -> float:
        return self.shares[day.weekday()]

    def choose(self, last: date, interval: int, load: Load, *, at_least: int = 1) -> int:
        """The interval to take: within the tolerance of the ideal one, ``at_least`` so long.

        ``last``: the study day from which it counts. ``load`` without this question.
        """
        low, high = tolerance(interval)
        low = max(low, at_least)
        if low >= high:
            return max(interval, at_least)
        days = range(low, high + 1)
        open_days = [days_on for days_on in days if self.share(last + timedelta(days_on))]
        if not self.smooth:
            return min(open_days or days, key=lambda n: (abs(n - interval), n))

        def cost(days_on: int) -> tuple[float, int, int]:
            day, off = last + timedelta(days_on), abs(days_on - interval)
            share = self.share(day) or 1.0
            return (load.get(day, 0) + 1) / share * (1 + off / interval), off, days_on

        return min(open_days or days, key=cost)


PLAIN = Spreading(smooth=False)
"""The ideal day, whatever is due on it."""


def tolerance(interval: int) -> tuple[int, int]:
    """The shortest and the longest interval, in days, that FSRS takes for as good as this one."""
    if interval < NO_TOLERANCE_BELOW:
        return interval, interval
    either_side = 1.0 + sum(
        share * max(0.0, min(float(interval), end) - start) for start, end, share in TOLERANCE
    )
    return max(2, round(interval - either_side)), round(interval + either_side)
