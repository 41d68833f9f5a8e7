"""Whether what was predicted came true: the learner's recall against the model's. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.review import Rating

EDGES = (0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
"""Between the bins; finer where a schedule for 90 % puts most answers."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like prediction: how many, the mean predicted and the true share (0 to 1)."""

    answers: int
    predicted: float
    true: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Bins from the least sure to the surest, empty ones left out; and all of them together."""

    bins: tuple[Bin, ...]
    whole: Bin | None


def calibrate(recalls: Iterable[tuple[float, bool]]) -> Calibration:
    """``recalls``: the probability before each answer, and whether it was right."""
    sums = [_Sum() for _ in range(len(EDGES) + 1)]
    for expected, right in recalls:
        sums[bisect_right(EDGES, expected)].add(expected, right)
    whole = _Sum()
    for each in sums:
        whole.answers += each.answers
        whole.predicted += each.predicted
        whole.right += each.right
    return Calibration(
        tuple(each.bin for each in sums if each.answers), whole.bin if whole.answers else None
    )


def by_last_rating(
    recalls: Iterable[tuple[Rating, float, bool]],
) -> dict[Rating, Bin]:
    """Whether the ratings hold: what was foretold after each of them, and what came true.

    ``recalls``: the rating of the answer before, the probability, and whether it was right.
    """
    found: dict[Rating, _Sum] = defaultdict(_Sum)
    for rating, expected, right in recalls:
        found[rating].add(expected, right)
    return {rating: found[rating].bin for rating in Rating if rating in found}


@dataclass(slots=True)
class _Sum:
    """A bin while its answers are counted: kept in lists, a million of them take a hundred MB."""

    answers: int = 0
    predicted: float = 0.0
    right: int = 0

    def add(self, expected: float, right: bool) -> None:
        self.answers += 1
        self.predicted += expected
        self.right += right

    @property
    def bin(self) -> Bin:
        return Bin(self.answers, self.predicted / self.answers, self.right / self.answers)
