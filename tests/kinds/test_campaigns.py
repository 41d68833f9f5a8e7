"""Wrong dates of deeds at arms lie in the campaign that the text tells of."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from quizapp.kinds.date_limits import campaign_around

DEEDS = [100, 103, 110, 118, 125, 131, 140, 142, 900, 905]


def test_a_deed_among_many_is_bounded_by_the_first_and_the_last() -> None:
    assert campaign_around(125, DEEDS) == (100, 142)


def test_a_deed_right_after_the_last_one_told_ends_the_campaign() -> None:
    assert campaign_around(145, DEEDS[:8]) == (100, 145)


def test_where_few_are_told_nobody_knows_how_long_it_lasted() -> None:
    assert campaign_around(902, DEEDS) == (-math.inf, math.inf)
    assert campaign_around(125, DEEDS[:5]) == (-math.inf, math.inf)


def test_what_is_far_from_every_deed_is_of_no_campaign() -> None:
    assert campaign_around(5_000, DEEDS[:8]) == (-math.inf, math.inf)


@given(st.integers(0, 2_000), st.lists(st.integers(0, 2_000), unique=True).map(sorted))
def test_the_day_itself_is_always_within(day: int, deeds: list[int]) -> None:
    first, last = campaign_around(day, deeds)
    assert first <= day <= last
