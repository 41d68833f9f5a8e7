"""Points on the earth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.geography import direction, distance, read_point, rounded, write_point

PETROGRAD, MOSCOW, LONDON = (59.94, 30.31), (55.75, 37.62), (51.51, -0.13)
points = st.tuples(st.floats(-90, 90), st.floats(-180, 179.99))


def test_distances_are_those_of_an_atlas() -> None:
    assert distance(PETROGRAD, MOSCOW) == pytest.approx(634, abs=5)
    assert distance(LONDON, MOSCOW) == pytest.approx(2_500, abs=15)


def test_the_distance_across_the_date_line_is_the_short_one() -> None:
    assert distance((66, 179.5), (66, -179.5)) < 50


@given(points, points)
def test_a_way_is_as_long_there_as_back_and_never_beyond_the_antipodes(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert distance(one, other) == pytest.approx(distance(other, one), abs=1e-6)
    assert 0 <= distance(one, other) <= 20_016


def test_directions_are_told_to_an_eighth() -> None:
    assert direction(PETROGRAD, MOSCOW) == "south-east"
    assert direction(MOSCOW, PETROGRAD) == "north-west"
    assert direction((50, 10), (40, 10)) == "south"
    assert direction((66, 179), (66, -179)) == "east"


def test_kilometres_are_rounded_as_people_say_them() -> None:
    assert [rounded(km) for km in (3, 238, 768, 2_718)] == [10, 240, 750, 2_700]


@given(points)
def test_a_point_comes_back_out_of_the_log_to_a_kilometre(point: tuple[float, float]) -> None:
    back = read_point(write_point(point))
    assert back is not None
    assert distance(point, back) < 1.2


@pytest.mark.parametrize("text", ["", "59.9", "north, east", "91, 0", "0, 181", "nan, 0", "1;2"])
def test_what_is_no_point_on_the_earth_is_none(text: str) -> None:
    assert read_point(text) is None
