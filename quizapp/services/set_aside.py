"""Setting questions aside, and taking them back: for this learner, while the memory stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from quizapp.domain.mark import Mark
from quizapp.domain.ports import Stores
from quizapp.services.learning_day import LearningDay


class SetAside:
    """Each method is one commit and returns the marks as they were, for ``put_back``."""

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._store = stores.marks
        self._day = day

    def of(self, question_id: str) -> Mark:
        return self.of_each([question_id])[0]

    def of_each(self, question_ids: Sequence[str]) -> list[Mark]:
        """In the same order."""
        return self._store.marks_of(self._day.learner, question_ids)

    def today(self) -> set[str]:
        """Ids of the questions that are not asked today."""
        today = self._day.today()
        marks = self._store.marks(self._day.learner)
        return {mark.question_id for mark in marks if mark.set_aside_on(today)}

    def bury(self, question_ids: Sequence[str]) -> list[Mark]:
        """Not asked again before the next study day."""
        tomorrow = self._day.today() + timedelta(days=1)
        return self._change(question_ids, lambda mark: mark.bury_until(tomorrow))

    def suspend(self, question_ids: Sequence[str]) -> list[Mark]:
        """Not asked again until ``ask_again``."""
        return self._change(question_ids, Mark.suspend)

    def flag(self, question_ids: Sequence[str], *, on: bool = True) -> list[Mark]:
        return self._change(question_ids, lambda mark: mark.flag(on))

    def ask_again(self, question_ids: Sequence[str]) -> list[Mark]:
        return self._change(question_ids, Mark.ask_again)

    def put_back(self, marks: Sequence[Mark]) -> None:
        """Exactly as they were."""
        self._store.save(self._day.learner, marks)

    def _change(self, question_ids: Sequence[str], change: Callable[[Mark], Mark]) -> list[Mark]:
        before = self.of_each(question_ids)
        self._store.save(self._day.learner, [change(mark) for mark in before])
        return before
