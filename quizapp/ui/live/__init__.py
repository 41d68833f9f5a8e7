"""A live round in the window: how it begins, what the teacher sees, and what stands on the wall."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlayLive:
    """A round is to be played: its lobby is opened once the teacher has chosen how.
    ``quiz_id``: "": that is chosen too; ``deck_id``: questions are drawn from this deck."""

    quiz_id: str = ""
    deck_id: str = ""
