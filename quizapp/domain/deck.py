"""Decks: named collections of questions."""

from __future__ import annotations

from dataclasses import dataclass

SHIPPED = "shipped:"
"""What the ids of decks begin with that came with QuizApp."""


def came_with_quizapp(deck_id: str) -> bool:
    return deck_id.startswith(SHIPPED)


@dataclass(frozen=True, slots=True)
class Deck:
    id: str  # UUIDv7 for a user's deck, "shipped:<subject>/<deck>" for one that comes with QuizApp
    name: str
    description: str = ""

    @property
    def shipped(self) -> bool:
        return came_with_quizapp(self.id)


@dataclass(frozen=True, slots=True)
class DeckSummary:
    """A line on Home. ``due`` and ``new`` count for one learner on one study day."""

    id: str
    name: str
    description: str
    questions: int  # accepted
    due: int  # seen before and due today or earlier
    new: int  # never seen
    drafts: int = 0  # proposals for the deck that wait for a decision
    held_back: int = 0  # proposals that are not for the deck, and wait where they are looked for
    spare: int = 0  # of these, held back only because the deck has enough of their text


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import took, changed and skipped. Each skip has its place and reason."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    skipped: tuple[str, ...] = ()  # "line 12: no answer"
