"""How fast this learner answers, and how long today's work will take. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from quizapp.domain.review import Review

USUAL_MILLISECONDS = 12_000
"""Taken until enough answers are known."""

ENOUGH_ANSWERS = 10
READING_MILLISECONDS = 5_000
"""Between the answer and the next question: verdict and evidence are read."""

NEW_TAKES_MORE = 2.0
"""A new question is read longer, and often comes again in the same session."""

LONGEST_COUNTED = 120_000
"""Longer than this, the learner was away."""


@dataclass(frozen=True)
class Pace:
    """How long a question takes this learner, verdict and evidence included, in milliseconds."""

    due: float
    new: float

    @classmethod
    def of(cls, typical: float) -> Pace:
        """``typical``: milliseconds from question to answer."""
        each = typical + READING_MILLISECONDS
        return cls(each, NEW_TAKES_MORE * each)


def typical_milliseconds(reviews: Iterable[Review]) -> int:
    """The median time from question to answer; a usual value while too few are known."""
    times = [min(review.milliseconds, LONGEST_COUNTED) for review in reviews]
    if len(times) < ENOUGH_ANSWERS:
        return USUAL_MILLISECONDS
    return round(median(times))


def minutes_for(due: int, new: int, milliseconds: int) -> int:
    """Whole minutes, rounded up, for so many questions at this pace."""
    pace = Pace.of(milliseconds)
    total = round(due * pace.due + new * pace.new)
    return -(-total // 60_000)
