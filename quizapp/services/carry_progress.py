"""Progress from one machine to another, and back: logs merge by union."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.ports import Stores
from quizapp.errors import ExchangeError
from quizapp.services.exchange_decks import write_file
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.learning_day import LearningDay

ENDING = ".quizprogress"
"""Of the files; any other is read as well."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the rows of a file."""

    added: int
    known: int  # were in the log already
    astray: int  # answers to questions that this deck file does not have
    skipped: tuple[str, ...] = ()  # "line 12: “ms” is no time"


class CarryProgress:
    def __init__(self, stores: Stores, day: LearningDay, safe: KeepSafe) -> None:
        self._stores = stores
        self._day = day
        self._safe = safe

    def write(self, path: Path) -> int:
        """The learner's whole log, what was taken back included. Returns how many rows."""
        from quizapp.exchange import progress_file

        log = self._stores.reviews.reviews(self._day.learner)
        write_file(path, progress_file.dump(log))
        return len(log)

    def merge(self, path: Path) -> Merged:
        """Adds the rows that are not in the log yet, after a backup, and computes all memory anew.

        The same whichever machine's log comes first, and however often it is done.
        ``ExchangeError`` where it is no progress file or holds nothing.
        """
        from quizapp.exchange import progress_file
        from quizapp.exchange.format import read_bytes

        loaded = progress_file.load(read_bytes(path), learner=self._day.learner)
        skipped = tuple(map(str, loaded.problems))
        if not loaded.reviews:
            reason = f" First problem: {skipped[0]}." if skipped else ""
            raise ExchangeError(f"There is no answer in {path.name} to take.{reason}")
        questions = self._stores.decks.known_ids()
        ours = [review for review in loaded.reviews if review.question_id in questions]
        astray = len(loaded.reviews) - len(ours)
        if ours:
            self._safe.backup("before merging")
        added = self._stores.reviews.merge(ours)
        if added:
            self._safe.recompute_memories()
        return Merged(added, len(ours) - added, astray, skipped)
