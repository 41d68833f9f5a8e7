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

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.fact import Place, PlaceKind
from quizapp.domain.geography import Coordinates, direction, distance, rounded
from quizapp.domain.review import Verdict

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


@dataclass(frozen=True, slots=True)
class Click:
    """``kilometres`` from the middle of the place, ``towards`` which the click lies from it: one of
    the eight ``DIRECTIONS``. Of a country, ``kilometres`` are those to its nearest town.
    """

    verdict: Verdict
    kilometres: float
    towards: str

    @property
    def note(self) -> str:
        """ "Your point is about 240 km to the south-west of it."; "" for a point right on it."""
        if self.verdict is Verdict.RIGHT and self.kilometres < 25:
            return ""
        return f"Your point is about {rounded(self.kilometres):,} km to the {self.towards} of it."


def judge_click(place: Place, click: Coordinates, towns: Sequence[Coordinates] = ()) -> Click:
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
