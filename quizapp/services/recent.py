"""The answers of the last days: enough to know the learner's pace without the whole log."""

from __future__ import annotations

from datetime import timedelta

from quizapp.domain.ports import ReviewStore
from quizapp.domain.review import Review
from quizapp.services.learning_day import LearningDay

ENOUGH = 200
DAYS_BACK = 14


def recent_reviews(store: ReviewStore, day: LearningDay) -> list[Review]:
    """Reviews that count, of the last days, the newest day first; at least ``ENOUGH`` or all."""
    found: list[Review] = []
    today = day.today()
    for back in range(DAYS_BACK):
        found.extend(store.answered_on(day.learner, today - timedelta(days=back)))
        if len(found) >= ENOUGH:
            break
    return found
