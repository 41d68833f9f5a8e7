"""Backups, and the check that rebuilds what is derived from the review log."""

from __future__ import annotations

from quizapp.domain.ports import Backup, CheckReport, Stores
from quizapp.services.learning_day import LearningDay


class KeepSafe:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day

    def backup(self, reason: str) -> Backup | None:
        """A verified copy; ``None`` where nothing changed since the last."""
        return self._stores.maintenance.backup(reason)

    def backups(self) -> list[Backup]:
        """Newest first."""
        return self._stores.maintenance.backups()

    def restore(self, backup: Backup) -> None:
        """The present file is set aside, never overwritten."""
        self._stores.maintenance.restore(backup)

    def check(self) -> CheckReport:
        raise NotImplementedError
