"""Places too near to each other to be told apart, taken together. No Qt."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

STEPS = 4  # scales to a doubling, at which clusters are made anew


def stepped(scale: float) -> float:
    """The scale that clusters are made for: a little zooming must not shuffle them."""
    return float(2 ** (math.floor(math.log2(scale) * STEPS) / STEPS))


def clusters(points: Sequence[tuple[float, float]], radius: float) -> list[list[int]]:
    """Numbers of points, each in one cluster. The first of a cluster is the earliest in the list
    (the most important); the others are nearer to it than ``radius`` and to no other first."""
    squares: dict[tuple[int, int], list[int]] = defaultdict(list)
    found: list[list[int]] = []
    for number, (x, y) in enumerate(points):
        column, line = math.floor(x / radius), math.floor(y / radius)
        nearest, least = -1, radius
        for near in ((column + i, line + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            for cluster in squares.get(near, ()):
                first = points[found[cluster][0]]
                away = math.hypot(first[0] - x, first[1] - y)
                if away < least:
                    nearest, least = cluster, away
        if nearest >= 0:
            found[nearest].append(number)
        else:
            squares[column, line].append(len(found))
            found.append([number])
    return found
