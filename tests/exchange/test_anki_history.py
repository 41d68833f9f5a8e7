"""Anki's review log, and the one that we write."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.review import Form, Rating
from quizapp.exchange.anki_collection import LoggedReview
from quizapp.exchange.anki_history import (
    FILTERED,
    LEARNING,
    MANUAL,
    RELEARNING,
    RESCHEDULED,
    REVIEW,
    history_of,
)
from quizapp.exchange.anki_schedule import LOWEST_EASE, scheduled
from quizapp.exchange.format import PastReview

NOON = 1_700_000_000_000
CARDS = {7: ("q7", Form.FLIP), 8: ("q8", Form.TYPED)}


def row(at: int = NOON, card: int = 7, ease: int = 3, factor: int = 2500, kind: int = REVIEW):
    return LoggedReview(at, card, ease, factor, 4200, kind)


def taken(*rows: LoggedReview, scheduler: int = 2) -> tuple[tuple[PastReview, ...], Counter[str]]:
    left_out: Counter[str] = Counter()
    return history_of(rows, CARDS, scheduler=scheduler, left_out=left_out), left_out


def test_an_answer_is_a_past_review() -> None:
    (review,), left_out = taken(row(card=8, ease=2))
    assert review == PastReview(
        question_id="q8",
        source_id=f"anki-{NOON}",
        at=datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC),
        rating=Rating.HARD,
        milliseconds=4200,
        form=Form.TYPED,
    )
    assert not left_out


@pytest.mark.parametrize("kind", [LEARNING, REVIEW, RELEARNING, FILTERED])
@pytest.mark.parametrize(("ease", "rating"), list(enumerate(Rating, start=1)))
def test_buttons_are_ratings_whatever_the_kind(kind: int, ease: int, rating: Rating) -> None:
    assert taken(row(ease=ease, kind=kind))[0][0].rating is rating


@pytest.mark.parametrize(
    ("kind", "ease", "rating"),
    [
        (LEARNING, 1, Rating.AGAIN), (LEARNING, 2, Rating.GOOD), (LEARNING, 3, Rating.EASY),
        (RELEARNING, 2, Rating.GOOD), (REVIEW, 2, Rating.HARD), (REVIEW, 4, Rating.EASY),
    ],
)  # fmt: skip
def test_the_oldest_scheduler_had_three_buttons_for_new_cards(
    kind: int, ease: int, rating: Rating
) -> None:
    assert taken(row(ease=ease, kind=kind), scheduler=1)[0][0].rating is rating


@pytest.mark.parametrize(("kind", "ease"), [(MANUAL, 0), (RESCHEDULED, 0), (RESCHEDULED, 3)])
def test_changes_by_hand_are_no_answers(kind: int, ease: int) -> None:
    assert taken(row(ease=ease, kind=kind)) == ((), Counter())


def test_previews_are_left_out_and_said() -> None:
    history, left_out = taken(row(kind=FILTERED, factor=0))
    assert history == ()
    assert left_out == {"they were previews that change nothing in Anki": 1}


def test_what_was_before_a_reset_does_not_count() -> None:
    history, left_out = taken(
        row(NOON), row(NOON + 1, ease=0, kind=MANUAL, factor=0), row(NOON + 2, ease=4), row(5, 8)
    )
    assert [review.rating for review in history] == [Rating.EASY]
    assert left_out == {
        "their cards were reset in Anki afterwards": 1,
        "their time or their button cannot be right": 1,
    }


@pytest.mark.parametrize(
    "bad", [row(at=-1), row(at=10**15), row(ease=5), row(ease=-1), row(at=10**11)]
)
def test_rows_that_cannot_be_are_left_out(bad: LoggedReview) -> None:
    history, left_out = taken(bad)
    assert history == ()
    assert sum(left_out.values()) == 1


def test_answers_of_cards_that_were_not_taken_are_counted() -> None:
    assert taken(row(card=99))[1] == {"their cards were not taken": 1}


def test_times_are_within_a_day() -> None:
    bad = LoggedReview(NOON, 7, 3, 2500, -5, REVIEW)
    worse = LoggedReview(NOON + 1, 7, 3, 2500, 10**12, REVIEW)
    assert [review.milliseconds for review in taken(bad, worse)[0]] == [0, 86_400_000]


# ---------------------------------------------------------------------- what we write

START = datetime(2025, 3, 1, 4, tzinfo=UTC)


def review(days: float, rating: Rating) -> PastReview:
    return PastReview("q", "", START + timedelta(days=days, hours=8), rating, 900)


def test_a_first_answer_makes_the_card_due_the_next_day_or_later() -> None:
    assert scheduled([review(0, Rating.GOOD)], START).due == 1
    assert scheduled([review(0, Rating.EASY)], START).due == 4
    assert scheduled([review(0, Rating.AGAIN)], START).due == 1


def test_intervals_grow_by_the_button() -> None:
    dues = [
        scheduled([review(0, Rating.EASY), review(4, rating)], START).due
        for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.EASY)
    ]
    assert dues == sorted(set(dues))
    assert dues[2] == 4 + 4 * 2500 // 1000


def test_an_answer_that_failed_starts_anew_and_counts_as_a_lapse() -> None:
    after = scheduled([review(0, Rating.GOOD), review(3, Rating.AGAIN)], START)
    assert (after.due, after.interval, after.lapses, after.answers) == (4, 1, 1, 2)
    assert after.ease == 2300


def test_a_second_answer_of_a_day_lengthens_nothing() -> None:
    once = scheduled([review(0, Rating.GOOD)], START)
    twice = scheduled([review(0, Rating.GOOD), review(0.1, Rating.GOOD)], START)
    assert twice.due == once.due
    assert [each.kind for each in twice.rows] == [LEARNING, RELEARNING]


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(Rating)), min_size=1, max_size=40))
def test_every_history_gives_a_card_that_anki_could_have(
    answers: list[tuple[int, Rating]],
) -> None:
    after = scheduled([review(day, rating) for day, rating in answers], START)
    assert after.due > max(day for day, _ in answers)
    assert 1 <= after.interval <= 36_500
    assert after.ease >= LOWEST_EASE
    assert [each.before for each in after.rows[1:]] == [each.interval for each in after.rows[:-1]]
    assert after.rows[0].kind == LEARNING
