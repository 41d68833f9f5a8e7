"""Judging a click on the map by its distance from where it happened. Pure.

| the answer is | right | almost right |
|---|---|---|
| a town or a building | within 75 km | within 200 km |
| a region or a front | within 250 km of its middle | within 500 km |
| a sea, a lake or a river | within 400 km of its middle | within 800 km |
| a country | among its towns: within 100 km of one | within 300 km of one |
| a country without a town on record | within 500 km of its middle | within 1,000 km |
| a continent | within 2,500 km of its middle | within 3,500 km |

A finger's width on a map that shows a continent is 75 km. Regions and waters are kept as a middle
without an outline, so the bounds take in most of what a region covers; the middle of a country says
little of where it is, while its towns stand all over it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.fact import Place, PlaceKind
from quizapp.domain.review import Verdict

Coordinates = tuple[float, float]
"""Degrees north, degrees east (WGS 84)."""

BOUNDS: dict[PlaceKind, tuple[int, int]] = {
    PlaceKind.CITY: (75, 200),
    PlaceKind.BUILDING: (75, 200),
    PlaceKind.REGION: (250, 500),
    PlaceKind.FRONT: (250, 500),
    PlaceKind.WATER: (400, 800),
    PlaceKind.COUNTRY: (500, 1_000),
    PlaceKind.CONTINENT: (2_500, 3_500),
}
AMONG_TOWNS = (100, 300)
_EARTH = 6_371.0  # kilometres, mean radius


@dataclass(frozen=True, slots=True)
class Click:
    """``kilometres`` from the middle of the place, ``towards`` which the click lies from it: one of
    the eight names in ``DIRECTIONS``. Of a country, ``kilometres`` are those to its nearest town.
    """

    verdict: Verdict
    kilometres: float
    towards: str

    @property
    def note(self) -> str:
        """ "Your point is about 240 km to the south-west of it."; "" for a point right on it."""
        if self.verdict is Verdict.RIGHT and self.kilometres < 25:
            return ""
        return (
            f"Your point is about {rounded(self.kilometres):,} km to the {self.towards} of it."
        )


DIRECTIONS = (
    "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
)  # fmt: skip


def judge_click(
    place: Place, click: Coordinates, towns: Sequence[Coordinates] = ()
) -> Click:
    """``towns``: of the country, where the place is one. ``ValueError`` for a place without
    coordinates: it cannot be asked for on a map."""
    if place.latitude is None or place.longitude is None:
        raise ValueError(f"{place.name} has no coordinates")
    middle = (place.latitude, place.longitude)
    among = place.kind is PlaceKind.COUNTRY and bool(towns)
    nearest = min(towns, key=lambda town: distance(town, click)) if among else middle
    away = distance(nearest, click)
    right, almost = AMONG_TOWNS if among else BOUNDS[place.kind]
    verdict = Verdict.WRONG
    if away <= right:
        verdict = Verdict.RIGHT
    elif away <= almost:
        verdict = Verdict.ALMOST
    return Click(verdict, away, direction(nearest, click))


def read_click(given: str) -> Coordinates | None:
    """ "59.93, 30.31" as the review log keeps it; None where it is no point on the earth."""
    north, comma, east = given.partition(",")
    try:
        point = (float(north), float(east))
    except ValueError:
        return None
    on_earth = bool(comma) and abs(point[0]) <= 90 and abs(point[1]) <= 180
    return point if on_earth else None


def write_click(point: Coordinates) -> str:
    """To two decimals, about a kilometre; degrees east from -180 to 180."""
    return f"{point[0]:.2f}, {(point[1] + 180) % 360 - 180:.2f}"


def distance(one: Coordinates, other: Coordinates) -> float:
    """Great-circle kilometres (haversine)."""
    a, b, c, d = map(math.radians, (*one, *other))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(h)))


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
