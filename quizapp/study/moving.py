"""Due days moved together: which, whereto, and what that does to the coming days. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.domain.review import MemoryState
from quizapp.domain.scheduling import Moved
from quizapp.study.schedule import Rules
from quizapp.study.spreading import tolerance

DAYS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Preview:
    """What a move would do. The lists: questions due today and on each of the days after."""

    moved: tuple[Moved, ...]
    today: date
    before: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def earlier(self) -> int:
        return sum(each.after < each.before for each in self.moved)

    @property
    def later(self) -> int:
        return sum(each.after > each.before for each in self.moved)


def preview(due: Sequence[date], moved: Iterable[Moved], today: date) -> Preview:
    """``due``: the due days of everything in study, as they stand."""
    rows = tuple(moved)
    before, after = Counter(due), Counter(due)
    after.subtract(each.before for each in rows)
    after.update(each.after for each in rows)
    return Preview(rows, today, _coming(before, today), _coming(after, today))


def replan(memories: Iterable[MemoryState], today: date, rules: Rules) -> list[Moved]:
    """Where each due day would be under today's weights, target and easy days.

    A due day within FSRS's tolerance of the new ideal stays, unless a day off: so doing it twice
    moves nothing more. Nothing moves to before today, and what waits already and would still wait
    stays as it is. In the order of the ideal days, so that the load is evened out the same way
    each time.
    """
    states = [(memory, _ideal(memory, rules)) for memory in memories]
    states.sort(key=lambda each: (each[0].last_day + timedelta(each[1]), each[0].question_id))
    load = Counter(memory.due for memory, _ in states)
    moved = []
    for memory, interval in states:
        if _stays(memory, interval, today, rules):
            continue
        at_least = max(1, (today - memory.last_day).days)
        load[memory.due] -= 1
        chosen = rules.spreading.choose(memory.last_day, interval, load, at_least=at_least)
        due = memory.last_day + timedelta(chosen)
        load[due] += 1
        if due != memory.due:
            moved.append(Moved(memory.question_id, memory.due, due))
    return moved


def _ideal(memory: MemoryState, rules: Rules) -> int:
    return rules.model.interval(memory.stability, rules.retention)


def _stays(memory: MemoryState, interval: int, today: date, rules: Rules) -> bool:
    if memory.due <= today and memory.last_day + timedelta(interval) <= today:
        return True
    low, high = tolerance(interval)
    is_open = rules.spreading.share(memory.due) > 0 or low == high
    return is_open and low <= (memory.due - memory.last_day).days <= high


def _coming(due: Counter[date], today: date) -> tuple[int, ...]:
    waiting = sum(number for day, number in due.items() if day <= today)
    later = (due[today + timedelta(ahead)] for ahead in range(1, DAYS_SHOWN))
    return (waiting, *later)
