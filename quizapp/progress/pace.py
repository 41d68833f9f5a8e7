"""How fast this learner answers, and how long today's work will take. Pure."""

from __future__ import annotations

from collections.abc import Iterable
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


def typical_milliseconds(reviews: Iterable[Review]) -> int:
    """The median time from question to answer; a usual value while too few are known."""
    times = [min(review.milliseconds, LONGEST_COUNTED) for review in reviews]
    if len(times) < ENOUGH_ANSWERS:
        return USUAL_MILLISECONDS
    return round(median(times))


def minutes_for(due: int, new: int, milliseconds: int) -> int:
    """Whole minutes, rounded up, for so many questions at this pace."""
    each = milliseconds + READING_MILLISECONDS
    total = round((due + NEW_TAKES_MORE * new) * each)
    return -(-total // 60_000)
