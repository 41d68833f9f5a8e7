"""Backups, and the check that rebuilds what is derived from the review log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from quizapp.domain.ports import Backup, CheckReport, Stores
from quizapp.domain.review import MemoryState, Review, counted
from quizapp.errors import BackedUpElsewhere
from quizapp.progress.numbers import recent_days, true_retention
from quizapp.services.learning_day import LearningDay
from quizapp.services.other_days import OtherDays
from quizapp.services.scheduling import Scheduling
from quizapp.services.watching import UNWATCHED, Watch
from quizapp.study import schedule


class KeepSafe:
    """``after_restore`` is called when another file has taken the deck file's place."""

    def __init__(
        self, stores: Stores, day: LearningDay, after_restore: Callable[[], None] = lambda: None
    ) -> None:
        self._stores = stores
        self._day = day
        self._after_restore = after_restore
        self.tell: Callable[[str], None] = lambda sentence: None
        """Is told where a backup should have come first and none was made; on any thread."""

    def backup(self, reason: str) -> Backup | None:
        """A verified copy; ``None`` where nothing changed since the last. ``BackedUpElsewhere``
        where the decks are in a shared database."""
        return self._stores.maintenance.backup(reason)

    def backup_first(self, reason: str) -> str:
        """Before something that cannot be undone in every detail: a backup, and ""; of a shared
        database none, and the sentence that says so, to be shown."""
        try:
            self.backup(reason)
        except BackedUpElsewhere as elsewhere:
            self.tell(str(elsewhere))
            return str(elsewhere)
        return ""

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

    def add_to_log(self, rows: Sequence[Review], reason: str, watch: Watch = UNWATCHED) -> None:
        """Rows of one learner that are not in the log yet, in one commit, after a backup for that
        ``reason``; all memory of the learner is computed anew with them. ``Cancelled`` leaves all
        as it was.
        """
        if not rows:
            return
        day = OtherDays(self._stores, self._day).of(rows[0].learner)
        length = self._stores.reviews.log_length(day.learner)
        before = self._stores.reviews.each_review(day.learner)
        log = [*watch.over(before, length, "Reading the log", (0.25, 0.5)), *rows]
        rebuilt = self._rebuilt(log, day, watch)
        watch.look(0.8, "Making a backup")
        watch.no_way_back()
        if elsewhere := self.backup_first(reason):
            watch.report(0.8, elsewhere)
        watch.report(0.85, "Writing")
        self._stores.reviews.merge(rows)
        self._day.log_changed()
        self._remember(rebuilt, log, day)
        watch.report(1.0, "Done")

    def recompute_memories(self, learner: str) -> None:
        """All memory of a learner from the log as it is now; due days stay where it says so."""
        day = OtherDays(self._stores, self._day).of(learner)
        self._mend_memories(self._stores.reviews.reviews(learner), day)

    def _mend_memories(self, log: Sequence[Review], day: LearningDay) -> list[str]:
        wrong = self._remember(self._rebuilt(log, day), log, day)
        noun = "question" if wrong == 1 else "questions"
        said = f"The memory of {wrong} {noun} was computed anew from the review log."
        return [said] if wrong else []

    def _rebuilt(
        self, log: Sequence[Review], day: LearningDay, watch: Watch = UNWATCHED
    ) -> dict[str, MemoryState]:
        """All memory of a learner that follows from their log, by question id."""
        kept = counted(log)
        answers = ((each.question_id, each.study_day, each.rating) for each in kept)
        watched = watch.over(answers, len(kept), "Computing your memory", (0.5, 0.8))
        return schedule.from_answers(watched, Scheduling(self._stores, day).rules())

    def _remember(
        self, rebuilt: Mapping[str, MemoryState], log: Sequence[Review], day: LearningDay
    ) -> int:
        """Stores what follows from the log where that is not stored already; due days stay where
        the log says the same. How many memories were not as they should be."""
        stored = self._stored_memories(day.learner, {review.question_id for review in log})
        kept = {
            question_id: schedule.keeping_due(state, stored.get(question_id))
            for question_id, state in rebuilt.items()
        }
        wrong = sum(kept.get(id_) != stored.get(id_) for id_ in kept.keys() | stored.keys())
        if wrong:
            self._stores.reviews.replace_memory(day.learner, kept.values())
        return wrong

    def _stored_memories(self, learner: str, answered: set[str]) -> dict[str, MemoryState]:
        """All that are stored: of studied questions, and of the others (retired) in the log."""
        reviews = self._stores.reviews
        lines = reviews.due(learner, date.max, ())
        stored = {line.question_id: line.memory for line in lines if line.memory}
        return stored | reviews.memories(learner, list(answered - stored.keys()))

    def _wrong_numbers(self, log: list[Review], day: LearningDay) -> list[str]:
        today = day.today()
        shown = self._stores.reviews.overview(day.learner, today)
        agrees = (
            shown.true_retention == true_retention(log)
            and shown.recent_days == recent_days(log, today)
        )  # fmt: skip
        return [] if agrees else ["The daily totals do not agree with the review log."]
