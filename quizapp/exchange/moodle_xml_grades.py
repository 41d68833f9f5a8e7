"""The grades that Moodle knows: any other in a file makes its importer refuse the question.

Moodle's list (``question_bank::fraction_options_full``) are 0, ±1 and ±p/q for the shares below,
matched to 0.00001. An option of one right must reach 1, several right must add up to 1 to two
decimals; else the importer stops there and leaves out the rest of the file.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from fractions import Fraction

_SHARES = (
    Fraction(9, 10), Fraction(5, 6), Fraction(4, 5), Fraction(3, 4), Fraction(7, 10),
    Fraction(2, 3), Fraction(3, 5), Fraction(1, 2), Fraction(2, 5), Fraction(1, 3),
    Fraction(3, 10), Fraction(1, 4), Fraction(1, 5), Fraction(1, 6), Fraction(1, 7),
    Fraction(1, 8), Fraction(1, 9), Fraction(1, 10), Fraction(1, 20),
)  # fmt: skip
GRADES = tuple(sorted({Fraction(0), Fraction(1), *_SHARES}))
"""Those from 0 to 1, ascending."""

_FLOATS = [float(grade) for grade in GRADES]

NEAR = 0.00002
"""Files say 33.33333 for a third."""

_TWENTIETHS = tuple(int(grade * 20) for grade in GRADES if grade and (grade * 20).denominator == 1)
MOST_RIGHT = 20
"""Right options of one question: each needs a grade of at least 1/20."""


def exact(share: float) -> float:
    """A third for 0.3333333: the grade that a rounded number stands for, else the number."""
    if share in (0.0, 1.0):
        return share
    near = nearest(share)
    return near if abs(near - share) < NEAR else share


def nearest(share: float) -> float:
    """The grade next to any share from -1 to 1."""
    size = abs(share)
    place = bisect.bisect_left(_FLOATS, size)
    beside = _FLOATS[max(0, place - 1) : place + 1]
    best = min(beside, key=lambda grade: abs(grade - size))
    return best if share >= 0 else -best


def single(worths: Sequence[float]) -> list[float] | None:
    """Grades for one choice: the best reaches 1. ``None`` where none is right."""
    top = max(worths, default=0.0)
    if top <= 0:
        return None
    return [nearest(_scaled(worth, top)) for worth in worths]


def several(worths: Sequence[float]) -> list[float] | None:
    """Grades for several choices: the right ones add up to 1. ``None`` where that cannot be."""
    right = [place for place, worth in enumerate(worths) if worth > 0]
    if not 0 < len(right) <= MOST_RIGHT:
        return None
    total = sum(worths[place] for place in right)
    shares = _adding_up([worths[place] / total for place in right])
    grades = [nearest(_scaled(worth, 1.0)) for worth in worths]
    for place, share in zip(right, shares, strict=True):
        grades[place] = share
    return grades


def percent(grade: float) -> str:
    """100, 33.33333, -50: as Moodle writes it."""
    text = f"{grade * 100:.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _scaled(worth: float, top: float) -> float:
    return worth / top if worth > 0 else max(worth, -1.0)


def _adding_up(shares: Sequence[float]) -> list[float]:
    """Grades near to the shares with the sum 1: as they are, else in twentieths."""
    known = [nearest(share) for share in shares]
    if all(known) and round(sum(known), 2) == 1:
        return known
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for share in shares:
        following: dict[int, tuple[float, tuple[int, ...]]] = {}
        for total, (cost, steps) in best.items():
            for step in _TWENTIETHS:
                sum_, dearer = total + step, cost + (step - share * 20) ** 2
                if sum_ <= 20 and (sum_ not in following or dearer < following[sum_][0]):
                    following[sum_] = (dearer, (*steps, step))
        best = following
    return [step / 20 for step in best[20][1]]
