"""Whether what was predicted came true: the learner's recall against the model's. Pure."""

from __future__ import annotations

from bisect import bisect_right
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
    binned: list[list[tuple[float, bool]]] = [[] for _ in range(len(EDGES) + 1)]
    for expected, right in recalls:
        binned[bisect_right(EDGES, expected)].append((expected, right))
    everything = [pair for pairs in binned for pair in pairs]
    return Calibration(
        tuple(_bin(pairs) for pairs in binned if pairs),
        _bin(everything) if everything else None,
    )


def by_last_rating(
    recalls: Iterable[tuple[Rating, float, bool]],
) -> dict[Rating, Bin]:
    """Whether the ratings hold: what was foretold after each of them, and what came true.

    ``recalls``: the rating of the answer before, the probability, and whether it was right.
    """
    found: dict[Rating, list[tuple[float, bool]]] = {}
    for rating, expected, right in recalls:
        found.setdefault(rating, []).append((expected, right))
    return {rating: _bin(found[rating]) for rating in Rating if rating in found}


def _bin(pairs: list[tuple[float, bool]]) -> Bin:
    number = len(pairs)
    return Bin(number, sum(p for p, _ in pairs) / number, sum(right for _, right in pairs) / number)
