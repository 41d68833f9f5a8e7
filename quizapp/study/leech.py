"""Leeches: questions that take much time and do not stick. Pure.

A question is one when it was forgotten ``LAPSES`` times, each time on a later day than it was
learnt, and its memory is still weak: by itself it would not last ``WEAK_DAYS``. One that was
forgotten often but holds by now is none any more. Another way of putting it helps better than
asking once more: "leeches" and what to do about them are SuperMemo's, taken over by Anki, whose
usual threshold is 8; at 4 half of that time is saved.
"""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.review import MemoryState

LAPSES = 4
WEAK_DAYS = 21.0
"""Stability, days: what the Progress screen calls firm is none."""


@dataclass(frozen=True, slots=True)
class Leech:
    lapses: int
    stability: float  # days


def leech(memory: MemoryState | None) -> Leech | None:
    """Whether the question is one, after its latest answer; ``None``: it is not."""
    if memory is None or memory.lapses < LAPSES or memory.stability >= WEAK_DAYS:
        return None
    return Leech(memory.lapses, memory.stability)
