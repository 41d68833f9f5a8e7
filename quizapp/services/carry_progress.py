"""Progress from one machine to another, and back: logs merge by union."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.learner import Learner, clean_name, name_key
from quizapp.domain.ports import Stores
from quizapp.errors import ExchangeError
from quizapp.services.exchange_decks import write_file
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.learning_day import LearningDay
from quizapp.services.watching import UNWATCHED, Watch

if TYPE_CHECKING:
    from quizapp.exchange.progress_file import ProgressFile

ENDING = ".quizprogress"
"""Of the files; any other is read as well."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the rows of a file."""

    added: int
    known: int  # were in this learner's log already
    astray: int  # answers to questions that this deck file does not have
    skipped: tuple[str, ...] = ()  # "line 12: “ms” is no time"
    of_others: int = 0  # are in the log of another learner here, maybe of a deleted one


@dataclass(frozen=True, slots=True)
class Whose:
    """``name`` as the file says it, "" where it does not; ``learner``: the one of that name."""

    name: str
    learner: Learner | None


class CarryProgress:
    """``learner``: an id; None: who learns now."""

    def __init__(self, stores: Stores, day: LearningDay, safe: KeepSafe) -> None:
        self._stores = stores
        self._day = day
        self._safe = safe

    def write(self, path: Path, learner: str | None = None, watch: Watch = UNWATCHED) -> int:
        """The learner's whole log, what was taken back included. Returns how many rows.

        ``Cancelled`` leaves no file, and an older one of that name as it was.
        """
        from quizapp.exchange import progress_file

        wanted = self._day.learner if learner is None else learner
        names = [one.name for one in self._stores.learners.learners() if one.id == wanted]
        length = self._stores.reviews.log_length(wanted)
        log = self._stores.reviews.each_review(wanted)
        watched = watch.over(log, length, "Writing the answers", (0.0, 1.0))
        write_file(path, progress_file.dump(watched, "".join(names)))
        return length

    def whose(self, path: Path) -> Whose:
        """Who learnt what the file holds, and who of those here that is, going by the name.

        ``ExchangeError`` where it is no progress file.
        """
        from quizapp.exchange import progress_file
        from quizapp.exchange.format import read_bytes

        name = clean_name(progress_file.name_in(read_bytes(path).partition(b"\n")[0]))
        here = [one for one in self._stores.learners.learners() if one.deleted_at is None]
        same = [one for one in here if name and one.key == name_key(name)]
        return Whose(name, same[0] if same else None)

    def merge(self, path: Path, learner: str | None = None, watch: Watch = UNWATCHED) -> Merged:
        """Adds the rows that are not in the log yet, after a backup, and computes all memory anew.

        The same whichever machine's log comes first, and however often it is done. The rows
        become that learner's, whatever id they had elsewhere. ``Cancelled`` leaves all as it was.
        ``ExchangeError`` where it is no progress file or holds nothing.
        """
        into = self._day.learner if learner is None else learner
        loaded = self._load(path, into, watch)
        skipped = tuple(map(str, loaded.problems))
        if not loaded.reviews:
            reason = f" First problem: {skipped[0]}." if skipped else ""
            raise ExchangeError(f"There is no answer in {path.name} to take.{reason}")
        questions = self._stores.decks.known_ids()
        ours = [review for review in loaded.reviews if review.question_id in questions]
        owners = self._stores.reviews.whose([review.id for review in ours])
        new = {review.id: review for review in ours if review.id not in owners}
        self._safe.add_to_log(list(new.values()), "before merging", watch)
        of_others = sum(owner != into for owner in owners.values())
        known = len(ours) - len(new) - of_others
        return Merged(len(new), known, len(loaded.reviews) - len(ours), skipped, of_others)

    def _load(self, path: Path, into: str, watch: Watch) -> ProgressFile:
        from quizapp.exchange import progress_file
        from quizapp.exchange.format import read_bytes

        def passing(lines: list[bytes]) -> Iterable[bytes]:
            return watch.over(lines, len(lines), "Reading the file", (0.0, 0.25))

        return progress_file.load(read_bytes(path), learner=into, passing=passing)
