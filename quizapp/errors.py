"""The tree of errors. Every message is fit to be shown: what happened, why, and what to do.

QuizError
├── UnreadableDocument      a file could not be read (empty, encrypted, damaged, a bomb ...)
├── StorageError            the deck file, or the shared database
│   ├── DeckInUse           another QuizApp window has it open
│   ├── DeckReplaced        another file was put in its place while it was open
│   ├── DamagedDeck         it failed the integrity check; it was set aside
│   │   └── MissingDeck     it is not there, but has backups
│   ├── NewerDeck           it was written by a newer QuizApp
│   ├── OlderDeck           a shared database that somebody has to bring up to date first
│   ├── BackedUpElsewhere   a shared database: whoever looks after it makes the backups
│   └── GameElsewhere       another program holds the live round
├── ExchangeError           an import or export file is not what it should be
├── SettingsError           a setting is out of its limits
├── WrongPin                the PIN of a learner is needed, or was not the right one
├── NotAllowed              who is signed in may not do this
│   └── SignInNeeded        nobody is signed in, or the password was not the right one
├── TimeUp                  the time for a quiz, or for a question of it, is over
├── NotFound                a deck, question or document that is no longer there
└── Cancelled               the user pressed Cancel; nothing half-done stays behind
"""

from __future__ import annotations

from pathlib import Path


class QuizError(Exception):
    """Something the user should read. ``str(error)`` is one or two plain sentences."""


class UnreadableDocument(QuizError):
    """This file could not be read; the other files of the same batch go on.

    The message says "it": the name of the file is shown beside it.
    """


class StorageError(QuizError):
    """The deck file could not be opened, read or written."""


class DeckInUse(StorageError):
    """Another QuizApp process owns the deck file."""


class DeckReplaced(StorageError):
    """Another file was put in the place of the deck file: what was read before does not count."""


class DamagedDeck(StorageError):
    """The deck file failed its integrity check.

    ``set_aside`` is where it was put, whole; ``newest_backup`` what can be restored in its place.
    """

    def __init__(
        self, message: str, *, set_aside: Path | None = None, newest_backup: Path | None = None
    ) -> None:
        super().__init__(message)
        self.set_aside = set_aside
        self.newest_backup = newest_backup


class MissingDeck(DamagedDeck):
    """The deck file is not in its place, but there are backups of it. It may come back."""


class NewerDeck(StorageError):
    """The deck file was written by a newer QuizApp than this one."""


class OlderDeck(StorageError):
    """A shared database that an older QuizApp made: to change it is nobody's everyday business."""


class BackedUpElsewhere(StorageError):
    """There is no backup of a shared database here: whoever looks after it makes them."""


class GameElsewhere(StorageError):
    """Another program holds the live round: this one may not write to it."""


class ExchangeError(QuizError):
    """A file to import is not in the form it should be in."""


class SettingsError(QuizError):
    """A setting is out of its limits."""


class WrongPin(QuizError):
    """The PIN was not the right one; ``pause``: seconds until the next try is heard."""

    def __init__(self, message: str, *, pause: float = 0.0) -> None:
        super().__init__(message)
        self.pause = pause


class NotAllowed(QuizError):
    """Of a shared database: who is signed in may not do this."""


class SignInNeeded(NotAllowed):
    """A shared database has accounts, and nobody is signed in; or that failed."""


class TimeUp(QuizError):
    """The time for a quiz or for one of its questions is over: the answer does not count."""


class NotFound(QuizError):
    """A deck, question or document is no longer there."""


class Cancelled(QuizError):
    """The user pressed Cancel."""
