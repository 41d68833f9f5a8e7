"""What a file brings into the deck file, what became of it, and how it is taken out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from quizapp.domain.deck import Deck
from quizapp.domain.question import Question
from quizapp.domain.review import Review


class Fate(StrEnum):
    """What becomes of a question of a file."""

    ADDED = "added"
    CHANGED = "changed"  # known already, with other words
    UNCHANGED = "unchanged"  # known already, just so


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a report. ``item``: the title or first words of the question, or the part of the
    file; ``line``: where it begins, None in files without lines."""

    item: str
    line: int | None
    reason: str


@dataclass(frozen=True)
class Incoming:
    """All that one file brings. ``deck`` is made where there is none of that id.

    ``sparse``: the format has no place for everything, so that what a known question has and the
    file does not say stays as it is. ``reviews``: of one learner. ``changed``, ``skipped``: what
    was taken in another way than it stands in the file, and what was not taken.
    """

    id: str  # UUIDv7
    at: datetime
    file: str
    format: str  # DeckFormat.key
    deck: Deck
    questions: Sequence[Question]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    reviews: Sequence[Review] = ()
    sparse: bool = False
    changed: tuple[Entry, ...] = ()
    skipped: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """``fates``: by question id. ``reviews``: rows that the log did not have yet."""

    fates: Mapping[str, Fate]
    reviews: int = 0

    @property
    def changed_nothing(self) -> bool:
        return not self.reviews and all(fate is Fate.UNCHANGED for fate in self.fates.values())


@dataclass(frozen=True, slots=True)
class PastImport:
    """A line in the list of imports."""

    id: str
    at: datetime
    file: str
    format: str
    deck_id: str
    added: int
    changed: int
    unchanged: int
    reviews: int
    altered: tuple[Entry, ...] = ()  # taken in another way than they stood in the file
    skipped: tuple[Entry, ...] = ()
    undone_at: datetime | None = None

    @property
    def can_be_undone(self) -> bool:
        """Files of earlier versions list imports that changed nothing, too."""
        return self.undone_at is None and bool(self.added or self.changed or self.reviews)


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo did, in questions; ``left``: what could not be undone, and why.

    ``reviews``: rows of the log that were taken back, all of ``learner``.
    """

    removed: int
    retired: int
    put_back: int
    reviews: int
    learner: str | None
    left: tuple[Entry, ...]
