"""Numbers about a learner's progress that storage counts and the screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DayCount:
    """Reviews of one study day. ``right``: verdict right or almost, or a rating above Again."""

    day: date
    reviews: int
    right: int
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What Home and ``quizapp stats`` show."""

    questions: int
    learned: int  # reviewed at least once
    due: int
    new: int
    reviews: int
    days_studied: int
    true_retention: float | None  # share recalled among reviews of questions seen on an earlier day
    recent_days: tuple[DayCount, ...]  # the last 14 study days, oldest first, days off included
