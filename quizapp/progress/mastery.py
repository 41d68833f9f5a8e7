"""How firmly a group of questions is known: by deck, document, kind or decade. Pure."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TypeVar

from quizapp.domain.progress import Standing
from quizapp.domain.review import MemoryState

FIRM_DAYS = 21.0
"""A memory is firm once its recall stays above 90 % for so many days: what Anki calls mature."""

MISSED_DAYS = 1.0
"""Below this stability an answer was missed lately: FSRS begins a remembered one with more."""

K = TypeVar("K", bound=Hashable)
P = TypeVar("P", bound=Hashable)
Chance = Callable[[float, date], float]
"""The probability, 0 to 1, that an answer is known today: of a memory's stability in days, and the
day of the last answer."""


@dataclass(frozen=True, slots=True)
class Mastery:
    """A group of accepted questions: ``firm`` of them, ``shaky`` ones, and those never met."""

    questions: int
    firm: int
    shaky: int
    expected: float  # answers that would be right today, if all were asked; a new one counts 0

    @property
    def new(self) -> int:
        return self.questions - self.firm - self.shaky

    @property
    def share(self) -> float:
        """Of the whole group, 0 to 1, as is known today."""
        return self.expected / self.questions if self.questions else 0.0

    def __add__(self, other: Mastery) -> Mastery:
        """Of two groups that have no question in common."""
        return Mastery(
            self.questions + other.questions,
            self.firm + other.firm,
            self.shaky + other.shaky,
            self.expected + other.expected,
        )


NOTHING = Mastery(0, 0, 0, 0.0)


@dataclass(slots=True)
class Tally:
    """A group while its questions are counted."""

    questions: int = 0
    firm: int = 0
    shaky: int = 0
    expected: float = 0.0

    def add(self, stability: float | None, last_day: date | None, chance: Chance) -> None:
        """One question; both ``None`` where it was never met."""
        self.questions += 1
        if stability is None or last_day is None:
            return
        self.expected += chance(stability, last_day)
        if stability >= FIRM_DAYS:
            self.firm += 1
        else:
            self.shaky += 1

    @property
    def mastery(self) -> Mastery:
        return Mastery(self.questions, self.firm, self.shaky, self.expected)


class Known(IntEnum):
    """How firmly one question is known."""

    NEW = 0
    SHAKY = 1
    FIRM = 2


def known(stability: float | None) -> Known:
    """``stability``: of the memory in days; ``None`` where the question was never met."""
    if stability is None:
        return Known.NEW
    return Known.FIRM if stability >= FIRM_DAYS else Known.SHAKY


def mastery_by(
    standings: Iterable[Standing], group: Callable[[Standing], K | None], chance: Chance
) -> dict[K, Mastery]:
    """In the order in which the groups are met; what belongs to none (``None``) is left out."""
    named = ((group(standing), standing.memory) for standing in standings)
    return _sums(((name, memory) for name, memory in named if name is not None), chance)


def mastery_by_each(
    standings: Iterable[Standing], groups: Callable[[Standing], Iterable[K]], chance: Chance
) -> dict[K, Mastery]:
    """The same where a question may belong to several groups: it counts in each."""
    return _sums(((name, s.memory) for s in standings for name in groups(s)), chance)


def _sums(members: Iterable[tuple[K, MemoryState | None]], chance: Chance) -> dict[K, Mastery]:
    found: dict[K, Tally] = defaultdict(Tally)
    for name, memory in members:
        if memory is None:
            found[name].add(None, None, chance)
        else:
            found[name].add(memory.stability, memory.last_day, chance)
    return {name: tally.mastery for name, tally in found.items()}


def merged(parts: Mapping[P, Mastery], group: Callable[[P], K | None]) -> dict[K, Mastery]:
    """Small groups that have no question in common as larger ones, in the order in which these are
    met; what belongs to none (``None``) is left out."""
    found: dict[K, Mastery] = {}
    for part, mastery in parts.items():
        name = group(part)
        if name is not None:
            found[name] = found.get(name, NOTHING) + mastery
    return found


def decade(standing: Standing) -> int | None:
    """The first year of the decade; before Christ the one that ends nearest to us, negative."""
    return None if standing.year is None else standing.year // 10 * 10


def hardest(standings: Iterable[Standing], limit: int) -> list[Standing]:
    """Those forgotten most often, then those just missed; the most difficult first among equals."""
    met = [(s.memory, s) for s in standings if s.memory is not None]
    hard = [(memory, s) for memory, s in met if memory.lapses or just_missed(memory)]
    worst = heapq.nsmallest(
        limit, hard, key=lambda pair: (-pair[0].lapses, -pair[0].difficulty, pair[1].question_id)
    )
    return [standing for _, standing in worst]


def just_missed(memory: MemoryState) -> bool:
    """Answered wrong not long ago: only a miss leaves a memory that does not last a day."""
    return memory.stability < MISSED_DAYS


def days_of_forgetting(last_day: date, today: date) -> int:
    """Days since the last answer, one at least: right after answering, everything is known, so an
    answer of today counts as it will stand tomorrow."""
    return max(1, (today - last_day).days)
