"""The study day and settings of learners who are not learning now: for work done on their log."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from quizapp.domain.ports import Stores
from quizapp.errors import NotFound
from quizapp.services.learning_day import LearningDay
from quizapp.settings import Value


class OtherDays:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day

    def of(self, learner: str) -> LearningDay:
        """As it is for that learner, by id, with their own settings."""
        if learner == self._day.learner:
            return self._day
        own: Mapping[str, Value] = {}
        with suppress(NotFound):  # in the log, but not among the learners
            own = self._stores.learners.own_settings(learner)
        return replace(self._day, settings=self._day.settings.of_another(learner, own), held=None)

    def all(self) -> list[LearningDay]:
        """Who learns now first, then everyone who is in the log, the deleted ones too."""
        now = self._day.learner
        others = [each for each in self._stores.learners.in_log() if each != now]
        return [self._day, *map(self.of, others)]
