"""Points on the earth: distance, direction, and how the review log writes one. Pure."""

from __future__ import annotations

import math

Coordinates = tuple[float, float]
"""Degrees north, degrees east (WGS 84)."""

EARTH = 6_371.0  # kilometres, mean radius
DIRECTIONS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip


def distance(one: Coordinates, other: Coordinates) -> float:
    """Great-circle kilometres (haversine)."""
    a, b, c, d = map(math.radians, (*one, *other))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def direction(start: Coordinates, end: Coordinates) -> str:
    """Where ``end`` lies from ``start``: the initial bearing of the great circle, to an eighth."""
    a, b, c, d = map(math.radians, (*start, *end))
    east = math.sin(d - b) * math.cos(c)
    north = math.cos(a) * math.sin(c) - math.sin(a) * math.cos(c) * math.cos(d - b)
    return DIRECTIONS[round(math.degrees(math.atan2(east, north)) / 45) % 8]


def rounded(kilometres: float) -> int:
    """As people say it: to 10 below 300, to 50 below 1,000, else to 100."""
    step = 10 if kilometres < 300 else 50 if kilometres < 1_000 else 100
    return max(step, round(kilometres / step) * step)


def read_point(text: str) -> Coordinates | None:
    """ "59.93, 30.31" as the review log keeps it; None where it is no point on the earth."""
    north, comma, east = text.partition(",")
    try:
        point = (float(north), float(east))
    except ValueError:
        return None
    on_earth = bool(comma) and abs(point[0]) <= 90 and abs(point[1]) <= 180
    return point if on_earth else None


def write_point(point: Coordinates) -> str:
    """To two decimals, about a kilometre; degrees east from -180 to 180."""
    return f"{point[0]:.2f}, {(point[1] + 180) % 360 - 180:.2f}"
