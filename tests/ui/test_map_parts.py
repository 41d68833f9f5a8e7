"""What the map is made of: its file, its projection, and its clusters."""

from __future__ import annotations

import hashlib
import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.paths import resource
from quizapp.ui.charts.clusters import clusters, stepped
from quizapp.ui.charts.ground import Ground, Tile, ground
from quizapp.ui.charts.projection import (
    BOTTOM,
    DEEPEST,
    EAST,
    NORTH,
    SOUTH,
    TOP,
    WEST,
    View,
    project,
    unproject,
)

HASH = "7d7d77b24dfc57e60133265b1acd6121e5082b1baa8b1f6f08d5e0bcda714474"
sizes = st.tuples(st.integers(200, 3000), st.integers(150, 2000))
spots = st.tuples(st.floats(SOUTH, NORTH), st.floats(-180, 179.999))


# The file


def test_the_file_is_the_one_that_the_readme_tells_of() -> None:
    data = resource("map", "world.map").read_bytes()
    assert hashlib.sha256(data).hexdigest() == HASH
    assert len(data) < 1_500_000


def test_every_point_of_the_file_lies_on_the_map() -> None:
    count = 0
    for tiles in ground().tiles.values():
        for tile in tiles:
            for line in ground().lines_of(tile):
                count += len(line)
                assert all(-181 <= x <= 192 and -91 <= y <= 84.1 for x, y in line), tile
    assert count > 100_000


def test_no_line_runs_across_the_whole_map() -> None:
    for tile in ground().tiles[0]:
        if tile.layer in ("coast", "river", "border"):
            for line in ground().lines_of(tile):
                assert all(abs(a[0] - b[0]) < 40 for a, b in itertools.pairwise(line))


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize(
    ("name", "latitude", "longitude", "layer"),
    [
        ("Moscow", 55.75, 37.6, "land"), ("Chukotka", 66.5, -175.0, "land"),
        ("Kansas", 38.5, -98.0, "land"), ("Australia", -25.0, 134.0, "land"),
        ("Atlantic", 40.0, -40.0, ""), ("Black Sea", 43.0, 34.0, ""),
        ("Lake Victoria", -1.0, 33.0, "lake"),
    ],
)  # fmt: skip
def test_land_is_land_and_sea_is_sea_at_every_detail(
    level: int, name: str, latitude: float, longitude: float, layer: str
) -> None:
    at = (longitude + 360 if longitude < WEST else longitude, latitude)
    land, lake = (_covered(level, each, at) for each in ("land", "lake"))
    assert (land, lake) == {"land": (True, False), "": (False, False), "lake": (True, True)}[layer]


def _covered(level: int, layer: str, at: tuple[float, float]) -> bool:
    tiles = [t for t in ground().tiles[level] if t.layer == layer and _holds(t, at)]
    crossings = sum(
        _crosses(a, b, at)
        for tile in tiles
        for ring in ground().lines_of(tile)
        for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)
    )
    return crossings % 2 == 1


def _holds(tile: Tile, at: tuple[float, float]) -> bool:
    west, south, east, north = tile.box
    return west <= at[0] < east and south <= at[1] < north


def _crosses(a: tuple[float, float], b: tuple[float, float], at: tuple[float, float]) -> bool:
    if (a[1] > at[1]) == (b[1] > at[1]):
        return False
    return at[0] < a[0] + (at[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])


def test_another_file_is_not_taken_for_a_map() -> None:
    with pytest.raises(ValueError, match="no map file"):
        Ground(b"PNG and the like")


# The projection


@given(spots)
def test_what_is_projected_comes_back(spot: tuple[float, float]) -> None:
    x, y = project(*spot)
    assert WEST <= x <= EAST and TOP - 1e-9 <= y <= BOTTOM + 1e-9
    latitude, longitude = unproject(x, y)
    assert latitude == pytest.approx(spot[0], abs=1e-9)
    assert longitude == pytest.approx(spot[1], abs=1e-9)


def test_russia_is_in_one_piece() -> None:
    assert project(66.2, -169.9)[0] > project(43.1, 131.9)[0] > project(59.9, 30.3)[0]


def test_areas_in_the_north_grow_less_than_on_a_map_of_mercator() -> None:
    def area(latitude: float) -> float:
        high = project(latitude - 0.5, 0)[1] - project(latitude + 0.5, 0)[1]
        return high / math.cos(math.radians(latitude))

    assert 2.5 < area(60) / area(0) < 2.8  # of Mercator: 4


@given(sizes, spots, st.floats(0.5, DEEPEST), st.floats(0.1, 10))
def test_zooming_keeps_the_place_under_the_pointer(
    size: tuple[int, int], spot: tuple[float, float], scale: float, factor: float
) -> None:
    view = View().sized(*size).zoomed(scale, 0, 0).centred(*project(*spot))
    pointer = (size[0] / 3, size[1] / 4)
    under = view.to_map(*pointer)
    after = view.zoomed(factor, *pointer)
    assert after.scale <= DEEPEST
    free = (
        under[0] - (pointer[0] - size[0] / 2) / after.scale,
        under[1] - (pointer[1] - size[1] / 2) / after.scale,
    )
    if math.dist(free, (after.x, after.y)) < 1e-9:  # no edge of the map was in the way
        assert after.to_screen(*under) == pytest.approx(pointer, abs=1e-3)
    left, top, right, bottom = after.box
    wide, high = after.width / after.scale, after.height / after.scale
    assert wide > EAST - WEST or (left >= WEST - 1e-6 and right <= EAST + 1e-6)
    assert high > BOTTOM - TOP or (top >= TOP - 1e-6 and bottom <= BOTTOM + 1e-6)


@given(sizes, spots)
def test_screen_and_map_are_each_other_turned_round(
    size: tuple[int, int], spot: tuple[float, float]
) -> None:
    view = View().sized(*size).zoomed(9, 10, 10)
    assert view.to_map(*view.to_screen(*project(*spot))) == pytest.approx(project(*spot), abs=1e-6)


# Clusters

many_points = st.lists(st.tuples(st.floats(-169, 191), st.floats(-80, 120)), max_size=80)


@given(many_points, st.floats(0.01, 60))
def test_clusters_hold_each_place_once(points: list[tuple[float, float]], radius: float) -> None:
    found = clusters(points, radius)
    assert sorted(number for cluster in found for number in cluster) == list(range(len(points)))


@given(many_points, st.floats(0.01, 60))
def test_firsts_of_clusters_never_lie_on_each_other_and_members_are_near(
    points: list[tuple[float, float]], radius: float
) -> None:
    found = clusters(points, radius)
    firsts = [points[cluster[0]] for cluster in found]
    for number, one in enumerate(firsts):
        assert all(math.dist(one, other) >= radius for other in firsts[:number])
    for cluster in found:
        assert all(math.dist(points[n], points[cluster[0]]) < radius for n in cluster[1:])


@given(st.floats(0.3, DEEPEST))
def test_the_scale_of_clusters_is_near_that_of_the_map(scale: float) -> None:
    assert scale / 1.2 < stepped(scale) <= scale * 1.0001
