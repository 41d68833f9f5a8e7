"""What each answer is worth, found by giving it: the scoring of an item is asked, not read.

So it does not matter in which of many ways an item says the same. QTI 2 and QTI 1.2 each bring a
``Scorer``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from quizapp.domain.task import Number
from quizapp.exchange.building import Unfit
from quizapp.exchange.moodle_xml_grades import exact

Given = Mapping[str, Sequence[str]]

ALL_OR_NOTHING = (
    "all or nothing became parts: each right one counts its share, each wrong one takes as much"
)
ALL_GAPS = "points for all gaps together became a share for each"


class Scorer(Protocol):
    def score(self, given: Given) -> float:
        """Points for responses by their identifiers; a missing one is no answer."""


@dataclass(frozen=True, slots=True)
class Worths:
    """Shares from -1 to 1, in the order of what was asked; ``notes``: what was bent for that."""

    shares: tuple[float, ...]
    notes: tuple[str, ...] = ()


def of_one(scorer: Scorer, name: str, answers: Sequence[str]) -> Worths:
    """One answer is given: the best is worth all. ``Unfit`` where none earns anything."""
    points = [scorer.score({name: [answer]}) for answer in answers]
    top = max(points, default=0.0)
    if top <= 0:
        raise Unfit("none of its answers earns points")
    return Worths(tuple(_share(each, top) for each in points))


def of_several(scorer: Scorer, name: str, answers: Sequence[str], correct: Sequence[str]) -> Worths:
    """Any number of answers is given at once. ``correct``: all that belong to the key."""
    nothing = scorer.score({name: []})
    points = [scorer.score({name: [answer]}) - nothing for answer in answers]
    keyed = [answer for answer in answers if answer in set(correct)]
    earning = [a for a, each in zip(answers, points, strict=True) if a in keyed or each > 0]
    right = max((keyed, earning), key=lambda chosen: scorer.score({name: chosen}))
    total = scorer.score({name: right}) - nothing
    alone = sum(each for answer, each in zip(answers, points, strict=True) if answer in right)
    if total <= 0:
        raise Unfit("none of its answers earns points")
    if abs(alone - total) < 0.01 * max(1.0, total):
        return Worths(tuple(_share(each, total) for each in points))
    if len(right) > 1 and alone > total:  # an upper bound cuts the sum
        return Worths(tuple(_share(each, total) for each in points))
    part = exact(1 / len(right))
    shares = tuple(part if answer in right else -part for answer in answers)
    return Worths(shares, (ALL_OR_NOTHING,) if len(answers) > 1 else ())


@dataclass(frozen=True, slots=True)
class Slot:
    """One of several places for an answer. ``answers``: what may stand there; ``key``: the best,
    empty where that is not known."""

    name: str
    answers: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True, slots=True)
class SlotWorths:
    points: float
    shares: tuple[float, ...]


def of_slots(scorer: Scorer, slots: Sequence[Slot]) -> tuple[list[SlotWorths], tuple[str, ...]]:
    """Every place has its answer: what each is worth while the others are right."""
    keys = {slot.name: slot.key or _best(scorer, slot) for slot in slots}
    full = scorer.score({name: [key] for name, key in keys.items() if key})
    if full <= 0:
        raise Unfit("none of its answers earns points")
    found = []
    for slot in slots:
        others = {name: [key] for name, key in keys.items() if name != slot.name and key}
        without = scorer.score(others)
        gains = [scorer.score({**others, slot.name: [each]}) - without for each in slot.answers]
        points = max([full - without, *gains], default=0.0)
        if points <= 0:
            raise Unfit("a gap in it earns no points")
        found.append(SlotWorths(points, tuple(_share(gain, points) for gain in gains)))
    together = sum(each.points for each in found)
    if len(slots) > 1 and abs(together - full) > 0.01 * max(1.0, full):
        equal = [SlotWorths(1.0, each.shares) for each in found]
        return equal, (ALL_GAPS,)
    return _plain_points(found), ()


def _plain_points(found: list[SlotWorths]) -> list[SlotWorths]:
    """1 each where all bring the same."""
    points = [each.points for each in found]
    if max(points) - min(points) > 1e-6 * max(points):
        return found
    return [SlotWorths(1.0, each.shares) for each in found]


def as_ranges(scorer: Scorer, name: str, numbers: Sequence[Number]) -> tuple[Number, ...]:
    """Two neighbours become one number with a tolerance where what lies between is right too."""
    left = sorted(numbers, key=lambda number: number.value)
    found: list[Number] = []
    for number in left:
        last = found[-1] if found else None
        if last is not None and _is_range(scorer, name, last, number):
            low, high = last.value - last.tolerance, number.value + number.tolerance
            middle, half = _tidy((low + high) / 2), _tidy((high - low) / 2)
            found[-1] = replace(last, value=middle, tolerance=half)
        else:
            found.append(number)
    return tuple(found)


def _tidy(value: float) -> float:
    """3.15, not 3.1500000000000004."""
    return float(f"{value:.12g}")


def _is_range(scorer: Scorer, name: str, low: Number, high: Number) -> bool:
    middle = repr((low.value + low.tolerance + high.value - high.tolerance) / 2)
    alike = low.worth == high.worth and low.worth > 0
    return alike and scorer.score({name: [middle]}) >= scorer.score({name: [repr(low.value)]}) > 0


def _best(scorer: Scorer, slot: Slot) -> str:
    """By itself, while the other places are empty."""
    points = {answer: scorer.score({slot.name: [answer]}) for answer in slot.answers}
    return max(points, key=lambda answer: points[answer]) if points else ""


def _share(points: float, of: float) -> float:
    return exact(round(max(-1.0, min(1.0, points / of)), 9))
