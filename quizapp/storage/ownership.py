"""One QuizApp per deck file: a lock of the operating system, which dies with its process."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from quizapp.errors import DeckInUse, StorageError
from quizapp.storage import held_round


class Ownership:
    """Held from construction to ``release``. The lock file stays: taking it away would race."""

    def __init__(self, deck_file: Path) -> None:
        """``DeckInUse`` where another window or command holds the deck."""
        self._deck_file = deck_file
        self._lock = self._new_lock()
        self._acquire()

    def _new_lock(self) -> BaseFileLock:
        # Not bound to a thread: the window opens the deck on one and closes it on another.
        return FileLock(f"{self._deck_file}.lock", timeout=0, thread_local=False)

    def _acquire(self) -> None:
        deck_file = self._deck_file
        try:
            self._lock.acquire()
        except Timeout as error:
            raise DeckInUse(_said_in_use(deck_file)) from error
        except (OSError, NotImplementedError) as error:
            raise StorageError(
                f"QuizApp may not write to the folder {deck_file.parent}, where the deck file "
                f"stands ({_reason(error)}). Check its permissions, or choose another data folder."
            ) from error

    def renew(self) -> None:
        """Takes the lock again after the file was away: the old one went with its drive."""
        with suppress(OSError, RuntimeError):
            self._lock.release(force=True)
        self._lock = self._new_lock()
        self._acquire()

    def release(self) -> None:
        held_round.end(self._deck_file)
        with suppress(OSError, RuntimeError):  # of a drive that is no longer there
            self._lock.release()


def _said_in_use(deck_file: Path) -> str:
    name = held_round.heard(deck_file)
    if name:
        return (
            f"The live round “{name}” is running in another QuizApp window or command, with these "
            "decks. Go on with it there, or end it and close that one first."
        )
    return (
        f"The deck {deck_file.name} is open in another QuizApp window or command. "
        "Use that one, or close it first."
    )


def _reason(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error)
