"""The end of an attempt: handed in by the learner, or because its time is up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from quizapp.domain.ports import Stores
from quizapp.domain.quiz import Attempt
from quizapp.services.learning_day import LearningDay
from quizapp.services.other_days import OtherDays
from quizapp.services.quiz_feed import FeedStudy
from quizapp.services.quiz_marks import QuizMarks
from quizapp.services.quiz_time import is_over


class FinishQuiz:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day
        self._days = OtherDays(stores, day)

    def settled(self, attempt: Attempt) -> Attempt:
        """Handed in, where its time is up."""
        if attempt.finished_at is not None or not is_over(attempt, self._day.now_utc()):
            return attempt
        assert attempt.deadline is not None
        return self.finished(attempt, attempt.deadline)

    def finished(self, attempt: Attempt, at: datetime, hinted: Collection[int] = ()) -> Attempt:
        """The log first: if the program ends in between, the attempt is handed in once more, and
        what is in the log already is not logged twice."""
        if attempt.rules.feeds_study:
            marks = QuizMarks(self._stores).of([attempt])[attempt.id]
            FeedStudy(self._stores, self._days.of(attempt.learner)).feed(attempt, marks, hinted)
        self._stores.quizzes.finish(attempt.id, at)
        return replace(attempt, finished_at=at)
