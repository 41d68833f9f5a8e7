"""How what is known grew over time. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from quizapp.progress.mastery import FIRM_DAYS


@dataclass(frozen=True, slots=True)
class Known:
    """At the end of a study day: questions met so far, and how many of them are firm."""

    day: date
    met: int
    firm: int


def growth(steps: Iterable[tuple[date, float, float]]) -> list[Known]:
    """A point for each day on which something changed, oldest first.

    ``steps``: for each answer its day and the stability (days) before and after it; before the
    first answer to a question it is 0.
    """
    met: Counter[date] = Counter()
    firm: Counter[date] = Counter()
    for day, before, after in steps:
        met[day] += before == 0.0
        firm[day] += (after >= FIRM_DAYS) - (before >= FIRM_DAYS)
    points: list[Known] = []
    for day in sorted(met):
        last = points[-1] if points else Known(day, 0, 0)
        points.append(Known(day, last.met + met[day], last.firm + firm[day]))
    return points
