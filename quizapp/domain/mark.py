"""What a learner set aside or marked: it concerns this learner alone, and no memory changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Mark:
    """``suspended``: not asked until the learner says so. ``buried_until``: not asked before that
    study day. ``flagged``: to be looked at later, asked as ever."""

    question_id: str
    suspended: bool = False
    flagged: bool = False
    buried_until: date | None = None

    @property
    def is_set(self) -> bool:
        return self.suspended or self.flagged or self.buried_until is not None

    def set_aside_on(self, day: date) -> bool:
        """Whether the question is not asked on that study day."""
        return self.suspended or (self.buried_until is not None and self.buried_until > day)

    def suspend(self) -> Mark:
        return replace(self, suspended=True)

    def bury_until(self, day: date) -> Mark:
        return replace(self, buried_until=day)

    def flag(self, on: bool = True) -> Mark:
        return replace(self, flagged=on)

    def ask_again(self) -> Mark:
        """Neither suspended nor buried; a flag stays."""
        return replace(self, suspended=False, buried_until=None)
