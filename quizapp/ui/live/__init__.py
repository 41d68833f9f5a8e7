"""A live round in the window: how it begins, what the teacher sees, and what stands on the wall."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlayLive:
    """A quiz is to be played live: its lobby is opened once the teacher has chosen how."""

    quiz_id: str
