"""Many questions changed at once, and what it takes to have them again just as they were."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.question import Question, State


@dataclass(frozen=True, slots=True)
class Revision:
    """A question of the deck file as it shall be. ``deck_id``: where it shall stand; "": where it
    stands."""

    question: Question
    deck_id: str = ""


@dataclass(frozen=True, slots=True)
class Revised:
    """What a revision met, and what it made of it.

    ``decided``: a person had set the state; ``edited``: a person had changed the words.
    ``version_now``, ``state_now``, ``deck_now``: by them it is told whether anybody changed the
    question since.
    """

    before: Question
    deck_id: str
    decided: bool
    edited: bool
    version: int
    version_now: int
    state_now: State
    deck_now: str
