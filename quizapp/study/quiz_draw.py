"""Which questions a quiz asks: those of its list, and those drawn by its rules. Pure.

- No question comes twice.
- No two siblings (questions out of one fact) come together, unless there is nothing else left.
- Draws take turns by how little they have to spare, and give up a question that another cannot do
  without: fewer are drawn than wanted only where no other choice would do.
- The seed decides what chance decides: the same seed, rules and questions draw the same again.
"""

from __future__ import annotations

import heapq
import random
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizapp.domain.quiz import Draw, Pick, Section

Place = tuple[int, int]
"""The number of a section, and of an item in it."""

FactOf = Callable[[str], str]
"""What question is a sibling of which: the ``fact_id`` of one, "" for none."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A question of a quiz before its options are put in an order."""

    question_id: str
    points: float
    section: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """A draw that found fewer than it wants."""

    place: Place
    wanted: int
    found: int


@dataclass(frozen=True, slots=True)
class Drawn:
    slots: tuple[Slot, ...]
    shortages: tuple[Shortage, ...] = ()


def draw(
    sections: Sequence[Section],
    pools: Mapping[Place, Sequence[str]],
    fact_of: FactOf,
    seed: str,
) -> Drawn:
    """``pools``: for the place of each draw the ids that it may take, in any order.

    ``fact_of`` is asked for little more than what is drawn, however large the pools are.
    """
    table = _Table(pools, fact_of, seed)
    items = {
        (number, place): item
        for number, section in enumerate(sections)
        for place, item in enumerate(section.items)
    }
    for item in items.values():
        if isinstance(item, Pick):
            table.fix(item.question_id)
    draws = {place: item.count for place, item in items.items() if isinstance(item, Draw)}
    for place in sorted(draws, key=lambda place: (table.free(place) - draws[place], place)):
        table.take(place, draws[place])
    for place, count in draws.items():
        while len(table.chosen[place]) < count and table.swap(place):
            pass
    return _drawn(items, table)


def _drawn(items: Mapping[Place, Pick | Draw], table: _Table) -> Drawn:
    slots: list[Slot] = []
    shortages = []
    listed: set[str] = set()
    for place, item in items.items():
        if isinstance(item, Draw):
            chosen = table.chosen[place]
            if len(chosen) < item.count:
                shortages.append(Shortage(place, item.count, len(chosen)))
        else:
            chosen = [item.question_id] if item.question_id not in listed else []
            listed.update(chosen)
        slots += [Slot(question_id, item.points, place[0]) for question_id in chosen]
    return Drawn(tuple(slots), tuple(shortages))


@dataclass
class _Table:
    """Who has which question. Questions of the list belong to nobody who could give them up."""

    pools: Mapping[Place, Sequence[str]]
    fact_of: FactOf
    seed: str
    chosen: dict[Place, list[str]] = field(default_factory=dict)
    _fixed: set[str] = field(default_factory=set)
    _owner: dict[str, Place] = field(default_factory=dict)
    _facts: set[str] = field(default_factory=set)

    def fix(self, question_id: str) -> None:
        self._fixed.add(question_id)
        self._facts.add(self.fact_of(question_id))

    def free(self, place: Place) -> int:
        return sum(map(self._is_free, set(self.pools[place])))

    def take(self, place: Place, count: int) -> None:
        """As many as there are, siblings of others last."""
        chosen = self.chosen[place] = []
        siblings = []
        for question_id in self._in_turn(place):
            if len(chosen) >= count:
                break
            if not self._is_free(question_id):
                continue
            fact = self.fact_of(question_id)
            if fact and fact in self._facts:
                siblings.append(question_id)
                continue
            self._facts.add(fact)
            self._give(question_id, place)
        for question_id in siblings[: max(0, count - len(chosen))]:
            self._give(question_id, place)

    def swap(self, place: Place) -> bool:
        """One more for a draw that is short: another gives it up for a free one, perhaps after a
        third did the same for it. Breadth first, so by the fewest changes."""
        came: dict[Place, tuple[Place, str]] = {}
        waiting = deque([place])
        while waiting:
            here = waiting.popleft()
            for question_id in self._in_turn(here):
                if self._is_free(question_id):
                    self._pass_on(place, here, question_id, came)
                    return True
                owner = self._owner.get(question_id)
                if owner is not None and owner != place and owner not in came:
                    came[owner] = (here, question_id)
                    waiting.append(owner)
        return False

    def _pass_on(
        self, short: Place, here: Place, free: str, came: Mapping[Place, tuple[Place, str]]
    ) -> None:
        while here != short:
            asking, given_up = came[here]
            self.chosen[here].remove(given_up)
            self._give(free, here)
            here, free = asking, given_up
        self._give(free, short)

    def _give(self, question_id: str, place: Place) -> None:
        self.chosen[place].append(question_id)
        self._owner[question_id] = place

    def _is_free(self, question_id: str) -> bool:
        return question_id not in self._fixed and question_id not in self._owner

    def _in_turn(self, place: Place) -> Iterator[str]:
        """The pool of a draw in the order that the seed gives, no more of it sorted than asked for.

        By ``random()`` alone, which gives the same numbers in every Python.
        """
        dice = random.Random(f"{self.seed}/{place[0]}/{place[1]}")
        waiting = [(dice.random(), question_id) for question_id in sorted(set(self.pools[place]))]
        heapq.heapify(waiting)
        while waiting:
            yield heapq.heappop(waiting)[1]
