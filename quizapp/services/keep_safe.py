"""Backups, and the check that rebuilds what is derived from the review log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from quizapp.domain.ports import Backup, CheckReport, Stores
from quizapp.domain.review import MemoryState, Review
from quizapp.progress.numbers import recent_days, true_retention
from quizapp.services.learning_day import LearningDay
from quizapp.services.other_days import OtherDays
from quizapp.services.scheduling import Scheduling
from quizapp.study import schedule


class KeepSafe:
    """``after_restore`` is called when another file has taken the deck file's place."""

    def __init__(
        self, stores: Stores, day: LearningDay, after_restore: Callable[[], None] = lambda: None
    ) -> None:
        self._stores = stores
        self._day = day
        self._after_restore = after_restore

    def backup(self, reason: str) -> Backup | None:
        """A verified copy; ``None`` where nothing changed since the last."""
        return self._stores.maintenance.backup(reason)

    def backups(self) -> list[Backup]:
        """Newest first."""
        return self._stores.maintenance.backups()

    def restore(self, backup: Backup) -> None:
        """The present file is set aside, never overwritten."""
        self._stores.maintenance.restore(backup)
        self._after_restore()

    def replaced(self) -> None:
        """To be called after ``DeckReplaced``: nothing read before counts."""
        self._after_restore()

    def check(self) -> CheckReport:
        """Checks the file, then every learner's memory states and counts against the log.

        The log is the truth: what does not agree with it is computed anew and reported.
        """
        report = self._stores.maintenance.check()
        repaired: list[str] = []
        findings: list[str] = []
        for day in OtherDays(self._stores, self._day).all():
            log = self._stores.reviews.reviews(day.learner)
            repaired += self._mend_memories(log, day)
            findings += self._wrong_numbers(log, day)
        return CheckReport(
            ok=report.ok and not findings,
            findings=(*report.findings, *findings),
            repaired=(*report.repaired, *repaired),
        )

    def recompute_memories(self, learner: str | None = None) -> None:
        """All memory of one learner (None: who learns now) from the log; due days stay where the
        log says the same."""
        day = self._day if learner is None else OtherDays(self._stores, self._day).of(learner)
        self._mend_memories(self._stores.reviews.reviews(day.learner), day)

    def _mend_memories(self, log: list[Review], day: LearningDay) -> list[str]:
        rebuilt = schedule.replay_all(log, Scheduling(self._stores, day).rules())
        answered = set(rebuilt) | {review.question_id for review in log}
        stored = self._stored_memories(day.learner, answered)
        kept = {
            question_id: schedule.keeping_due(state, stored.get(question_id))
            for question_id, state in rebuilt.items()
        }
        wrong = sum(kept.get(id_) != stored.get(id_) for id_ in kept.keys() | stored.keys())
        if not wrong:
            return []
        self._stores.reviews.replace_memory(day.learner, kept.values())
        noun = "question" if wrong == 1 else "questions"
        return [f"The memory of {wrong} {noun} was computed anew from the review log."]

    def _stored_memories(self, learner: str, answered: set[str]) -> dict[str, MemoryState]:
        """All that are stored: of studied questions at once, of the others (retired) one by one."""
        reviews = self._stores.reviews
        lines = reviews.due(learner, date.max, ())
        stored = {line.question_id: line.memory for line in lines if line.memory}
        for question_id in answered - stored.keys():
            memory = reviews.memory(learner, question_id)
            if memory is not None:
                stored[question_id] = memory
        return stored

    def _wrong_numbers(self, log: list[Review], day: LearningDay) -> list[str]:
        today = day.today()
        shown = self._stores.reviews.overview(day.learner, today)
        agrees = (
            shown.true_retention == true_retention(log)
            and shown.recent_days == recent_days(log, today)
        )  # fmt: skip
        return [] if agrees else ["The daily totals do not agree with the review log."]
