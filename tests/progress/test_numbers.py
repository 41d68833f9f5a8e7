"""The numbers of progress, defined by example."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from quizapp.domain.progress import DayCount
from quizapp.domain.review import Form, Rating, Review, Verdict
from quizapp.progress.numbers import by_day, recent_days, true_retention
from quizapp.progress.pace import (
    ENOUGH_ANSWERS,
    USUAL_MILLISECONDS,
    minutes_for,
    typical_milliseconds,
)

DAY = date(2026, 3, 2)


def review(
    number: int,
    question: str = "q",
    *,
    day: int = 0,
    verdict: Verdict = Verdict.RIGHT,
    rating: Rating = Rating.GOOD,
    retracts: str | None = None,
    milliseconds: int = 1000,
) -> Review:
    study_day = DAY + timedelta(days=day)
    at = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=day, seconds=number)
    return Review(
        f"r{number}", "me", question, Form.TYPED, "", verdict, rating, milliseconds, at, study_day,
        retracts=retracts,
    )  # fmt: skip


WRONG = {"verdict": Verdict.WRONG, "rating": Rating.AGAIN}


def test_a_day_sums_the_answers_that_count() -> None:
    log = [review(1), review(2, **WRONG), review(3), review(4, retracts="r3"), review(5, day=1)]
    assert by_day(log) == {
        DAY: DayCount(DAY, 2, 1, 2000),
        DAY + timedelta(days=1): DayCount(DAY + timedelta(days=1), 1, 1, 1000, 1, 1),
    }


@pytest.mark.parametrize(
    ("verdict", "rating", "right"),
    [
        (Verdict.ALMOST, Rating.HARD, 1),
        (Verdict.UNCHECKED, Rating.HARD, 1),
        (Verdict.UNCHECKED, Rating.AGAIN, 0),
        (Verdict.WRONG, Rating.AGAIN, 0),
        (Verdict.WRONG, Rating.GOOD, 1),  # the learner overruled the judgement
    ],
)
def test_what_counts_as_right(verdict: Verdict, rating: Rating, right: int) -> None:
    assert by_day([review(1, verdict=verdict, rating=rating)])[DAY].right == right


def test_days_off_are_shown_as_nothing() -> None:
    days = recent_days([review(1), review(2, day=-20)], DAY + timedelta(days=2))
    assert len(days) == 14
    assert [day.reviews for day in days[-4:]] == [0, 1, 0, 0]
    assert sum(day.reviews for day in days) == 1


def test_first_meetings_and_repetitions_within_a_day_say_nothing_about_remembering() -> None:
    assert true_retention([]) is None
    assert true_retention([review(1, **WRONG), review(2)]) is None
    log = [review(1), review(2, day=3, **WRONG), review(3, day=3), review(4, day=4)]
    assert true_retention(log) == 0.5
    assert true_retention([*log, review(5, "other", day=4)]) == 0.5


def test_a_retracted_answer_is_as_if_it_had_never_been() -> None:
    log = [review(1), review(2, day=3, **WRONG), review(3, day=3, retracts="r2"), review(4, day=3)]
    assert true_retention(log) == 1.0


def test_pace_is_the_median_and_being_away_does_not_count() -> None:
    few = [review(n, milliseconds=1) for n in range(ENOUGH_ANSWERS - 1)]
    assert typical_milliseconds(few) == USUAL_MILLISECONDS
    away = [review(99, milliseconds=9_000_000)] * 3
    assert typical_milliseconds([*(review(n, milliseconds=7000) for n in range(20)), *away]) == 7000
    assert typical_milliseconds(away * 4) == 120_000


def test_minutes_are_rounded_up_and_new_questions_take_longer() -> None:
    assert minutes_for(0, 0, 5000) == 0
    assert minutes_for(1, 0, 5000) == 1
    assert minutes_for(12, 0, 5000) == 2
    assert minutes_for(0, 12, 5000) == 4
