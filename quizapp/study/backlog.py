"""Back after a holiday: what waits, spread over some days, the most valuable first. Pure.

Most valuable is the question that loses most by one more day of waiting. With R(t) the probability
of recall t days after the last answer, by the learner's own forgetting curve, that loss is
R(t) - R(t + 1), t being the days that have passed already. A young memory that is fading fast goes
first; one that is firm loses next to nothing in a week, and one that is gone has little left to
lose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from quizapp.domain.progress import DayCount
from quizapp.domain.review import MemoryState
from quizapp.domain.scheduling import Moved
from quizapp.study.spreading import Load, Spreading
from quizapp.study.steps import Model

LEAST = 30
"""Fewer than that are never a wall, however little the learner does in a day."""

WALL = 2.0
"""Times the learner's usual day, from which on an offer is made."""

USUAL = 20
"""Taken while too few days are known; and nobody's usual day is taken for less."""

DAYS_LOOKED_AT = 30
MOST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Outline:
    """How a backlog would be spread, without what comes when. ``a_day``: at most, on a usual day,
    what is due then anyway included. ``free``: of the days from today on, how many fit into each.
    """

    waiting: int
    days: int  # from today on, until the last
    a_day: int
    until: date
    free: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    outline: Outline
    moved: tuple[Moved, ...]


def usual_day(days: Sequence[DayCount]) -> int:
    """The median answers of the last days with any; ``days``: oldest first."""
    counts = [day.reviews for day in days if day.reviews][-DAYS_LOOKED_AT:]
    return max(USUAL, round(median(counts))) if counts else USUAL


def is_wall(waiting: int, usual: int) -> bool:
    return waiting > max(LEAST, WALL * usual)


def value(memory: MemoryState, today: date, model: Model) -> float:
    """The recall, 0 to 1, that one more day of waiting costs; see above."""
    days = max(0, (today - memory.last_day).days)
    return model.recall(memory.stability, days) - model.recall(memory.stability, days + 1)


def outline(needed: int, load: Load, *, today: date, usual: int, spreading: Spreading) -> Outline:
    """``needed`` questions over as few days as keep each within the usual; a day off gets none.

    ``load``: what falls due on the coming days anyway. Where ``MOST_DAYS`` are not enough, the
    days get longer instead: nothing is put off for ever. Sums are enough for all of it.
    """
    days = [today + timedelta(ahead) for ahead in range(MOST_DAYS)]

    def room(level: int, number: int) -> list[int]:
        return [
            max(0, round(level * spreading.share(day)) - (load.get(day, 0) if day > today else 0))
            for day in days[:number]
        ]

    if not any(map(spreading.share, days)):
        spreading = Spreading()  # every day is a day off: then none is
    number = next((n for n in range(1, MOST_DAYS) if sum(room(usual, n)) >= needed), MOST_DAYS)
    level = _least(lambda level: sum(room(level, number)) >= needed)
    free, left = [], needed
    for most in room(level, number):
        free.append(min(most, left))
        left -= free[-1]
    last = max((ahead for ahead, taken in enumerate(free) if taken), default=0)
    return Outline(needed, last + 1, level, days[last], tuple(free))


def plan(
    waiting: Iterable[MemoryState],
    load: Load,
    *,
    today: date,
    usual: int,
    model: Model,
    spreading: Spreading,
) -> Plan:
    """The ``outline`` filled, the most valuable first."""
    ordered = sorted(waiting, key=lambda memory: (-value(memory, today, model), memory.question_id))
    found = outline(len(ordered), load, today=today, usual=usual, spreading=spreading)
    moved, at = [], 0
    for ahead, free in enumerate(found.free):
        day = today + timedelta(ahead)
        if ahead:
            moved += [Moved(each.question_id, each.due, day) for each in ordered[at : at + free]]
        at += free
    return Plan(found, tuple(moved))


def _least(enough: Callable[[int], bool]) -> int:
    """The least whole number that is enough; found by halving."""
    high = 1
    while not enough(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
