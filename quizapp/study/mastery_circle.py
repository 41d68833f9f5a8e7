"""Which question comes next where all go on until they know all: repetition within one lesson.

What was right at the first meeting is known. What was missed comes back after a few others, and is
known once it was right twice in a row, with a longer gap before the second time: spacing within a
session helps even over minutes (Kornell 2009, doi 10.1002/acp.1537).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

GAPS = (2, 4)
"""Other questions between a miss and the next meeting, and between that and the last one."""


@dataclass(frozen=True, slots=True)
class Met:
    place: int
    right: bool


@dataclass(slots=True)
class _State:
    due: int  # the turn from which it may come
    needed: int = 1  # right answers in a row that are still missing


def known(history: Sequence[Met]) -> set[int]:
    """Places that are known."""
    return {place for place, state in _states(history).items() if not state.needed}


def next_place(questions: int, history: Sequence[Met]) -> int | None:
    """Of places 0 to ``questions`` - 1; None once all are known. What is due comes first, then what
    was never met, then what is due soonest; never the same twice in a row if there is another."""
    states = _states(history)
    turn = len(history)
    last = history[-1].place if history else None
    waiting = {place: state for place, state in states.items() if state.needed}
    others = {place: state for place, state in waiting.items() if place != last} or waiting
    due = [place for place, state in others.items() if state.due <= turn]
    if due:
        return min(due, key=lambda place: (others[place].due, place))
    new = next((place for place in range(questions) if place not in states), None)
    if new is not None:
        return new
    return min(others, key=lambda place: (others[place].due, place), default=None)


def _states(history: Sequence[Met]) -> dict[int, _State]:
    states: dict[int, _State] = {}
    for turn, met in enumerate(history):
        state = states.setdefault(met.place, _State(turn))
        if not met.right:
            state.needed, state.due = len(GAPS), turn + 1 + GAPS[0]
        elif state.needed:
            state.needed -= 1
            state.due = turn + 1 + GAPS[-1]
    return states
