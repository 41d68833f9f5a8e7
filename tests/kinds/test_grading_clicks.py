"""A click on the map is judged by its distance, with bounds that suit what is asked for."""

from __future__ import annotations

import pytest

from quizapp.domain.fact import Place, PlaceKind
from quizapp.domain.review import Verdict
from quizapp.kinds.grading.where import BOUNDS, judge_click

PERM = Place("Perm", PlaceKind.CITY, latitude=58.01, longitude=56.25)


def north_of(place: Place, kilometres: float) -> tuple[float, float]:
    assert place.latitude is not None and place.longitude is not None
    return place.latitude + kilometres / 111.2, place.longitude


@pytest.mark.parametrize(
    ("kilometres", "verdict"),
    [(0, Verdict.RIGHT), (70, Verdict.RIGHT), (80, Verdict.ALMOST), (195, Verdict.ALMOST),
     (205, Verdict.WRONG), (3_000, Verdict.WRONG)],
)  # fmt: skip
def test_a_town_is_hit_within_75_kilometres_and_nearly_within_200(
    kilometres: float, verdict: Verdict
) -> None:
    assert judge_click(PERM, north_of(PERM, kilometres)).verdict is verdict


@pytest.mark.parametrize("kind", list(PlaceKind))
def test_every_kind_of_place_has_its_bounds(kind: PlaceKind) -> None:
    place = Place("Somewhere", kind, latitude=50.0, longitude=30.0)
    right, almost = BOUNDS[kind]
    assert judge_click(place, north_of(place, right * 0.98)).verdict is Verdict.RIGHT
    assert judge_click(place, north_of(place, almost * 0.98)).verdict is Verdict.ALMOST
    assert judge_click(place, north_of(place, almost * 1.02)).verdict is Verdict.WRONG


def test_the_note_says_how_far_off_and_in_which_direction() -> None:
    click = judge_click(PERM, (56.5, 53.5))
    assert click.verdict is Verdict.WRONG
    assert click.note == "Your point is about 240 km to the south-west of it."


def test_a_point_right_on_it_needs_no_note() -> None:
    assert judge_click(PERM, (58.0, 56.2)).note == ""


def test_a_country_is_hit_among_its_towns_however_far_its_middle_is() -> None:
    russia = Place("Russia", PlaceKind.COUNTRY, latitude=54.4, longitude=52.1, country="RU")
    towns = [(55.75, 37.62), (43.11, 131.87)]
    assert judge_click(russia, (43.5, 132.5), towns).verdict is Verdict.RIGHT
    assert judge_click(russia, (45.5, 132.5), towns).verdict is Verdict.ALMOST
    assert judge_click(russia, (35.7, 139.7), towns).verdict is Verdict.WRONG
    assert judge_click(russia, (43.5, 132.5)).verdict is Verdict.WRONG


def test_a_click_across_the_date_line_is_near() -> None:
    cape = Place("Uelen", PlaceKind.CITY, latitude=66.16, longitude=-179.9)
    assert judge_click(cape, (66.16, 179.9)).verdict is Verdict.RIGHT


def test_a_place_without_coordinates_cannot_be_judged() -> None:
    with pytest.raises(ValueError, match="Atlantis"):
        judge_click(Place("Atlantis", PlaceKind.REGION), (0, 0))
