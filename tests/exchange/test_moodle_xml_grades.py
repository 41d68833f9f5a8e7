"""Grades of Moodle's list, whatever the worths are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.exchange.moodle_xml_grades import GRADES, exact, percent, several, single

WORTHS = st.lists(st.floats(-1, 1), min_size=1, max_size=30)


def is_known(grade: float) -> bool:
    return any(abs(abs(grade) - float(known)) < 1e-5 for known in GRADES)


@given(WORTHS)
def test_one_choice_has_known_grades_and_the_best_has_all(worths: list[float]) -> None:
    grades = single(worths)
    assert (grades is None) == (max(worths) <= 0)
    if grades is not None:
        assert max(grades) == 1 and all(map(is_known, grades))


@given(WORTHS)
def test_right_choices_add_up_and_stay_right(worths: list[float]) -> None:
    grades = several(worths)
    right = [place for place, worth in enumerate(worths) if worth > 0]
    assert (grades is None) == (not 0 < len(right) <= 20)
    if grades is not None:
        assert round(sum(grade for grade in grades if grade > 0), 2) == 1
        assert all(map(is_known, grades))
        assert [place for place, grade in enumerate(grades) if grade > 0] == right


@pytest.mark.parametrize(("count", "share"), [(3, 1 / 3), (7, 1 / 7), (2, 0.5), (20, 0.05)])
def test_equal_shares_stay_equal_where_moodle_knows_them(count: int, share: float) -> None:
    assert several([1 / count] * count) == [share] * count


@pytest.mark.parametrize(
    ("grade", "text"),
    [
        (1.0, "100"),
        (1 / 3, "33.33333"),
        (-0.5, "-50"),
        (0.0, "0"),
        (-0.0, "0"),
        (1 / 6, "16.66667"),
    ],
)
def test_grades_are_written_as_moodle_writes_them(grade: float, text: str) -> None:
    assert percent(grade) == text
    assert exact(float(text) / 100) == grade
