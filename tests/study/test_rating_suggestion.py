"""The table of suggested ratings."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.settings import Settings
from quizapp.study.rating import ENOUGH_ANSWERS, RatingRules, UsualTimes, suggested_rating

TODAY = date(2026, 3, 2)
LEARNT_BEFORE = MemoryState("q", 9.0, 5.0, date(2026, 2, 20), TODAY, 3, 0)
LEARNT_TODAY = MemoryState("q", 9.0, 5.0, TODAY, TODAY, 3, 0)
USUAL = UsualTimes({Form.CHOICES: 4000, Form.TYPED: 4000, Form.FLIP: 4000})


def answered(form: Form, verdict: Verdict, milliseconds: int, count: int) -> list[Review]:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    row = Review("r", "me", "q", form, "", verdict, Rating.GOOD, milliseconds, at, TODAY)
    return [row] * count


@pytest.mark.parametrize(
    ("verdict", "form", "milliseconds", "memory", "expected"),
    [
        (Verdict.WRONG, Form.TYPED, 100, LEARNT_BEFORE, Rating.AGAIN),
        (Verdict.WRONG, Form.CHOICES, 100, None, Rating.AGAIN),
        (Verdict.ALMOST, Form.TYPED, 100, LEARNT_BEFORE, Rating.HARD),
        (Verdict.RIGHT, Form.CHOICES, 100, LEARNT_BEFORE, Rating.GOOD),
        (Verdict.RIGHT, Form.CHOICES, 6001, None, Rating.HARD),
        (Verdict.RIGHT, Form.CHOICES, 6000, None, Rating.GOOD),
        (Verdict.RIGHT, Form.TYPED, 6001, None, Rating.GOOD),
        (Verdict.RIGHT, Form.TYPED, 10_001, LEARNT_BEFORE, Rating.HARD),
        (Verdict.RIGHT, Form.TYPED, 1999, LEARNT_BEFORE, Rating.EASY),
        (Verdict.RIGHT, Form.TYPED, 1999, LEARNT_TODAY, Rating.GOOD),
        (Verdict.RIGHT, Form.TYPED, 1999, None, Rating.GOOD),
        (Verdict.UNCHECKED, Form.FLIP, 60_000, LEARNT_BEFORE, Rating.GOOD),
    ],
)
def test_the_rating_follows_the_table(
    verdict: Verdict,
    form: Form,
    milliseconds: int,
    memory: MemoryState | None,
    expected: Rating,
) -> None:
    rating = suggested_rating(verdict, form, milliseconds, usual=USUAL, memory=memory, day=TODAY)
    assert rating is expected


def test_time_says_nothing_while_the_usual_time_is_unknown() -> None:
    for milliseconds in (1, 10_000_000):
        rating = suggested_rating(
            Verdict.RIGHT,
            Form.TYPED,
            milliseconds,
            usual=UsualTimes({}),
            memory=LEARNT_BEFORE,
            day=TODAY,
        )
        assert rating is Rating.GOOD


def test_the_usual_time_is_the_median_of_right_answers_in_that_form() -> None:
    reviews = [
        *answered(Form.TYPED, Verdict.RIGHT, 3000, ENOUGH_ANSWERS),
        *answered(Form.TYPED, Verdict.RIGHT, 900_000, 5),
        *answered(Form.TYPED, Verdict.WRONG, 1, 50),
        *answered(Form.CHOICES, Verdict.RIGHT, 2000, ENOUGH_ANSWERS - 1),
    ]
    assert UsualTimes.of(reviews).by_form == {Form.TYPED: 3000}


@pytest.mark.parametrize(
    ("form", "milliseconds", "corrected", "expected"),
    [
        (Form.CLOZE, 100, False, Rating.GOOD),
        (Form.CLOZE, 10_001, False, Rating.HARD),
        (Form.TRUE_FALSE, 100, False, Rating.HARD),
        (Form.TRUE_FALSE, 100, True, Rating.GOOD),
        (Form.TRUE_FALSE, 6001, True, Rating.HARD),
        (Form.MATCH, 100, False, Rating.GOOD),
        (Form.MATCH, 6001, False, Rating.HARD),
        (Form.ORDER, 100, False, Rating.HARD),
        (Form.SEVERAL, 100, False, Rating.HARD),
    ],
)
def test_what_shows_less_of_a_memory_is_worth_less(
    form: Form, milliseconds: int, corrected: bool, expected: Rating
) -> None:
    usual = UsualTimes(dict.fromkeys(Form, 4000))
    rating = suggested_rating(
        Verdict.RIGHT, form, milliseconds, usual=usual, memory=LEARNT_BEFORE, day=TODAY,
        corrected=corrected,
    )  # fmt: skip
    assert rating is expected


@given(
    st.sampled_from([form for form in Form if form is not Form.TYPED]),
    st.sampled_from(Verdict),
    st.integers(0, 100_000),
    st.booleans(),
)
def test_nothing_but_typed_recall_is_ever_easy(
    form: Form, verdict: Verdict, milliseconds: int, corrected: bool
) -> None:
    usual = UsualTimes(dict.fromkeys(Form, 4000))
    rating = suggested_rating(
        verdict, form, milliseconds, usual=usual, memory=LEARNT_BEFORE, day=TODAY,
        corrected=corrected,
    )  # fmt: skip
    assert rating is not Rating.EASY


@pytest.mark.parametrize(
    ("setting", "answer", "ratings"),
    [
        ("rate_slow_choice=good", (Verdict.RIGHT, Form.CHOICES, 6001, False), "HARD GOOD"),
        ("rate_slow_typed=good", (Verdict.RIGHT, Form.TYPED, 10_001, False), "HARD GOOD"),
        ("rate_quick_typed=good", (Verdict.RIGHT, Form.TYPED, 1999, False), "EASY GOOD"),
        ("rate_almost=again", (Verdict.ALMOST, Form.TYPED, 4000, False), "HARD AGAIN"),
        ("rate_hinted=again", (Verdict.RIGHT, Form.TYPED, 4000, True), "HARD AGAIN"),
        ("rate_hinted=again", (Verdict.ALMOST, Form.TYPED, 4000, True), "HARD AGAIN"),
    ],
)
def test_each_rule_can_be_set_otherwise(
    setting: str, answer: tuple[Verdict, Form, int, bool], ratings: str
) -> None:
    """``ratings``: the usual one, and the one under the setting."""
    key, value = setting.split("=")
    verdict, form, milliseconds, hinted = answer
    found = [
        suggested_rating(
            verdict, form, milliseconds, usual=USUAL, memory=LEARNT_BEFORE, day=TODAY,
            hinted=hinted, rules=RatingRules.of(settings),
        ).name
        for settings in (Settings(), Settings(**{key: value}))
    ]  # fmt: skip
    assert found == ratings.split()


def test_the_usual_rules_are_those_of_the_table() -> None:
    assert RatingRules.of(Settings()) == RatingRules()
