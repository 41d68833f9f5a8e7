"""The ranker's weights as one library's verdicts make them.

The same penalised logistic regression that fitted the shipped weights: these are now the mean of
the prior, and ``STRENGTH`` says how hard the person's verdicts must pull to move them. Plain
Python, since numpy is no dependency of ours; 2,000 verdicts take about a tenth of a second.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from quizapp.domain.judgement import Lesson

STRENGTH = 16.0
"""One over the variance of the prior. A verdict tells at most a quarter about the weight of a
feature (where the question could go either way), so a shipped weight counts as much as 64 such
verdicts of the person. One rejection lowers a question just like it from 0.74 to 0.67, ten to 0.33;
the less another question is like it, the less it moves."""

_STEPS = 12
_STILL = 5e-3  # no weight moved more: a confidence changes by less than a hundredth
_BIAS = "bias"

Vector = list[float]
Row = list[tuple[int, float]]  # the place of each feature, and its value
# Of each two features of a row their place in the lower half of a matrix, line by line, and the
# product of their values.
Products = list[tuple[int, float]]


def learned_weights(shipped: Mapping[str, float], lessons: Sequence[Lesson]) -> dict[str, float]:
    """The mode of the posterior, by Newton's method from the prior's mean.

    The same lessons always give the same weights; a feature that ``shipped`` does not know starts
    at nought.
    """
    if not lessons:
        return dict(shipped)
    names = [_BIAS, *sorted({name for lesson in lessons for name, _ in lesson.features})]
    place = {name: number for number, name in enumerate(names)}
    rows: list[Row] = [
        [(0, 1.0), *sorted((place[name], value) for name, value in lesson.features)]
        for lesson in lessons
    ]
    products = [_products(row) for row in rows]
    mean = [shipped.get(name, 0.0) for name in names]
    weights = list(mean)
    totals, loss = _loss(rows, lessons, weights, mean)
    for _ in range(_STEPS):
        moved = [now - before for now, before in zip(weights, mean, strict=True)]
        gradient, curvature = _slopes(rows, products, lessons, totals, moved)
        step = _solve(curvature, gradient)
        while True:  # a whole step may lead too far; a part of it leads downhill
            trial = [weight - change for weight, change in zip(weights, step, strict=True)]
            longest = max(map(abs, step))
            totals, lower = _loss(rows, lessons, trial, mean)
            if lower <= loss or longest < _STILL:
                break
            step = [change / 2 for change in step]
        weights, loss = trial, lower
        if longest < _STILL:
            break
    return {**shipped, **dict(zip(names, weights, strict=True))}


def _products(row: Row) -> Products:
    return [
        (number * (number + 1) // 2 + other, value * other_value)
        for end, (number, value) in enumerate(row, start=1)
        for other, other_value in row[:end]
    ]


def _loss(
    rows: Sequence[Row], lessons: Sequence[Lesson], weights: Vector, mean: Vector
) -> tuple[Vector, float]:
    """The weighted sum of each row, and the penalised log loss."""
    far = sum([(now - before) ** 2 for now, before in zip(weights, mean, strict=True)])
    loss = STRENGTH / 2 * far
    totals = []
    for row, lesson in zip(rows, lessons, strict=True):
        total = 0.0
        for number, value in row:
            total += weights[number] * value
        totals.append(total)
        against = -total if lesson.passed else total
        loss += lesson.weight * (max(0.0, against) + math.log1p(math.exp(-abs(against))))
    return totals, loss


def _slopes(
    rows: Sequence[Row],
    products: Sequence[Products],
    lessons: Sequence[Lesson],
    totals: Vector,
    moved: Vector,
) -> tuple[Vector, list[Vector]]:
    """The first and second derivatives of the penalised loss; of the second the lower half."""
    size = len(moved)
    gradient = [STRENGTH * change for change in moved]
    half = [0.0] * (size * (size + 1) // 2)
    for row, pairs, lesson, total in zip(rows, products, lessons, totals, strict=True):
        chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
        off = lesson.weight * (chance - lesson.passed)
        information = lesson.weight * chance * (1 - chance)
        for number, value in row:
            gradient[number] += off * value
        for at, product in pairs:
            half[at] += information * product
    curvature = []
    for number in range(size):
        begin = number * (number + 1) // 2
        curvature.append(half[begin : begin + number + 1])
        curvature[number][number] += STRENGTH
    return gradient, curvature


def _solve(lower: list[Vector], right: Vector) -> Vector:
    """``x`` with ``A x = right``, by Cholesky; ``lower`` is the lower half of A and used up."""
    size = len(right)
    for row in range(size):
        mine = lower[row]
        for column in range(row + 1):
            other = lower[column]
            rest = mine[column] - sum([mine[k] * other[k] for k in range(column)])
            mine[column] = math.sqrt(rest) if row == column else rest / other[column]
    found = list(right)
    for row in range(size):
        rest = found[row] - sum([lower[row][k] * found[k] for k in range(row)])
        found[row] = rest / lower[row][row]
    for row in reversed(range(size)):
        rest = found[row] - sum([lower[k][row] * found[k] for k in range(row + 1, size)])
        found[row] = rest / lower[row][row]
    return found
