"""Days of today's calendar as a person says them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizapp.services.learning_day import Coming
from quizapp.ui import day_words

TODAY = date(2026, 3, 11)  # a Wednesday


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 11), "today"), (date(2026, 3, 12), "Thursday, 12 March"),
        (date(2027, 1, 2), "Saturday, 2 January 2027"),
    ],
)  # fmt: skip
def test_days_in_a_row_are_named_as_the_calendar_does(day: date, said: str) -> None:
    assert day_words.named(day, TODAY) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 11), "today"), (date(2026, 3, 12), "today"),
        (date(2026, 3, 10), "yesterday"), (date(2026, 3, 9), "on 9 March"),
        (date(2025, 12, 31), "on 31 December 2025"),
    ],
)  # fmt: skip
def test_past_days_are_said_by_how_long_ago_they_were(day: date, said: str) -> None:
    assert day_words.past(day, TODAY) == said


def test_the_year_is_left_out_only_where_it_is_this_one() -> None:
    assert day_words.written(date(2026, 1, 15), TODAY) == "15 January"
    assert day_words.written(date(2027, 1, 15), TODAY) == "15 January 2027"
    assert day_words.written(date(2026, 1, 15)) == "15 January 2026"
    assert day_words.with_weekday(TODAY, TODAY) == "Wednesday, 11 March"
    assert day_words.with_weekday(TODAY) == "Wednesday, 11 March 2026"


@pytest.mark.parametrize(
    ("days", "hours", "said"),
    [
        (0, 1, "in 1 hour"), (0, 3, "in 3 hours"), (1, None, "tomorrow"), (2, None, "in 2 days"),
        (6, None, "in 6 days"), (7, None, "on 18 March"), (297, None, "on 2 January 2027"),
    ],
)  # fmt: skip
def test_what_comes_is_said_as_exactly_as_it_is_near(
    days: int, hours: int | None, said: str
) -> None:
    assert day_words.comes(Coming(TODAY + timedelta(days=days), days, hours)) == said


@pytest.mark.parametrize(
    ("days", "said"), [(-1, "past"), (0, "today"), (1, "tomorrow"), (12, "in 12 days")]
)
def test_how_long_it_is_until_a_day(days: int, said: str) -> None:
    assert day_words.left(days) == said
