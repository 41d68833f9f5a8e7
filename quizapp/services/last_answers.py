"""When each learner answered last: no later answer is dated before it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from quizapp.domain.review import Review


@dataclass(frozen=True, slots=True)
class Dated:
    """``at``: UTC. ``day``: the study day it counts for."""

    at: datetime
    day: date

    def not_before(self, other: Dated | None) -> Dated:
        if other is None:
            return self
        return Dated(max(self.at, other.at), max(self.day, other.day))


class LastAnswers:
    """The log is asked once for each learner; from then on every new answer is told."""

    def __init__(self, last_review: Callable[[str], Review | None]) -> None:
        """``last_review``: of a learner's id, see ``ReviewStore``."""
        self._last_review = last_review
        self._known: dict[str, Dated | None] = {}

    def of(self, learner: str) -> Dated | None:
        if learner not in self._known:
            found = self._last_review(learner)
            self._known[learner] = Dated(found.at, found.study_day) if found else None
        return self._known[learner]

    def add(self, review: Review) -> None:
        before = self.of(review.learner)
        self._known[review.learner] = Dated(review.at, review.study_day).not_before(before)

    def forget(self) -> None:
        """The log was changed by something else than an answer."""
        self._known = {}
