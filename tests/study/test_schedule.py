"""FSRS on study days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict, study_day
from quizapp.study import schedule

DAY = date(2026, 3, 2)
RATINGS = st.sampled_from(list(Rating))


def learnt(*steps: tuple[Rating, int], retention: float = 0.9) -> MemoryState:
    """The memory after ratings, each given so many days after the one before."""
    memory, day = None, DAY
    for rating, days in steps:
        day += timedelta(days=days)
        memory = schedule.schedule("q", memory, rating, day, retention)
    assert memory
    return memory


def review(number: int, rating: Rating, day: date, *, retracts: str | None = None) -> Review:
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) + timedelta(seconds=number)
    return Review(
        f"r{number:04}", "me", "q", Form.TYPED, "", Verdict.RIGHT, rating, 1, at, day, "", retracts
    )


@given(st.lists(st.tuples(RATINGS, st.integers(0, 400)), min_size=1, max_size=12))
def test_it_agrees_with_fsrs_itself(steps: list[tuple[Rating, int]]) -> None:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, now = fsrs.Card(card_id=1), datetime(2026, 3, 2, tzinfo=UTC)
    for rating, days in steps:
        now += timedelta(days=days)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), now)
    memory = learnt(*steps)
    assert memory.stability == pytest.approx(card.stability)
    assert memory.difficulty == pytest.approx(card.difficulty)
    assert memory.due == card.due.date()


@given(st.lists(st.tuples(RATINGS, st.integers(0, 400)), max_size=8))
def test_a_better_rating_never_shortens_the_interval(steps: list[tuple[Rating, int]]) -> None:
    memory = learnt(*steps) if steps else None
    day = memory.due if memory else DAY
    days = list(schedule.intervals(memory, day, 0.9).values())
    assert days == sorted(days)
    assert days[0] >= 1, "no question is due again on the day it was answered"


@given(st.integers(1, 60), st.integers(0, 300))
def test_reviewing_late_never_shortens_the_interval(stability: int, late: int) -> None:
    memory = MemoryState("q", float(stability), 5.0, DAY, DAY + timedelta(stability), 3, 0)
    on_time = schedule.intervals(memory, memory.due, 0.9)[Rating.GOOD]
    later = schedule.intervals(memory, memory.due + timedelta(late), 0.9)[Rating.GOOD]
    assert later >= on_time


def test_a_night_between_two_answers_is_a_day_even_if_it_is_short() -> None:
    late_evening = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    next_morning = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
    first = schedule.schedule("q", None, Rating.GOOD, study_day(late_evening), 0.9)
    second = schedule.schedule("q", first, Rating.GOOD, study_day(next_morning), 0.9)
    assert second.stability > first.stability * 1.5


def test_twice_on_one_day_hardly_strengthens_the_memory() -> None:
    once, twice = learnt((Rating.GOOD, 0)), learnt((Rating.GOOD, 0), (Rating.GOOD, 0))
    assert twice.stability == pytest.approx(once.stability, rel=0.05)


def test_right_after_wrong_on_the_same_day_is_due_tomorrow() -> None:
    memory = learnt((Rating.AGAIN, 0), (Rating.GOOD, 0))
    assert memory.due == DAY + timedelta(days=1)
    assert memory.lapses == 0, "nothing was learnt before that could have lapsed"


def test_a_lapse_is_forgetting_what_was_known_on_an_earlier_day() -> None:
    assert learnt((Rating.GOOD, 0), (Rating.AGAIN, 3)).lapses == 1
    assert learnt((Rating.GOOD, 0), (Rating.AGAIN, 3), (Rating.AGAIN, 0)).lapses == 1


def test_a_clock_set_back_counts_as_the_same_day() -> None:
    memory = learnt((Rating.GOOD, 0))
    back = schedule.schedule("q", memory, Rating.GOOD, DAY - timedelta(days=5), 0.9)
    assert back.last_day == DAY
    assert back == learnt((Rating.GOOD, 0), (Rating.GOOD, 0))


def test_wanting_to_remember_more_brings_questions_sooner() -> None:
    often, seldom = (
        learnt((Rating.EASY, 0), retention=0.95),
        learnt((Rating.EASY, 0), retention=0.8),
    )
    assert often.due < seldom.due
    assert often.stability == seldom.stability


def test_at_the_due_day_the_target_share_is_still_known() -> None:
    memory = learnt((Rating.GOOD, 0), (Rating.GOOD, 3), (Rating.GOOD, 10))
    assert schedule.retrievability(memory, memory.due) == pytest.approx(0.9, abs=0.01)
    assert schedule.retrievability(memory, memory.last_day) == 1.0


@given(st.lists(st.tuples(RATINGS, st.integers(0, 90)), min_size=1, max_size=10))
def test_replaying_the_log_gives_the_very_state(steps: list[tuple[Rating, int]]) -> None:
    rows, day = [], DAY
    for number, (rating, days) in enumerate(steps):
        day += timedelta(days=days)
        rows.append(review(number, rating, day))
    assert schedule.replay(reversed(rows), 0.9) == learnt(*steps), "whatever order rows come in"


def test_replay_ignores_what_was_retracted() -> None:
    good = review(1, Rating.GOOD, DAY)
    slip = review(2, Rating.AGAIN, DAY + timedelta(days=2))
    undone = review(3, Rating.AGAIN, DAY + timedelta(days=2), retracts="r0002")
    assert schedule.replay([good, slip, undone], 0.9) == schedule.replay([good], 0.9)
    assert schedule.replay([slip, undone], 0.9) is None


def test_replaying_a_whole_log_keeps_questions_apart() -> None:
    mine = [review(n, Rating.GOOD, DAY + timedelta(days=3 * n)) for n in range(3)]
    other = [replace(review(n + 10, Rating.HARD, DAY), question_id="p") for n in range(2)]
    states = schedule.replay_all([*other, *mine], 0.9)
    assert states["q"] == schedule.replay(mine, 0.9)
    assert states["p"] == schedule.replay(other, 0.9)


def test_a_due_day_moves_only_where_the_log_says_otherwise() -> None:
    stored = learnt((Rating.GOOD, 0), retention=0.8)
    recomputed = learnt((Rating.GOOD, 0), retention=0.95)
    assert schedule.keeping_due(recomputed, stored) is stored
    assert schedule.keeping_due(recomputed, None) is recomputed
    damaged = replace(stored, stability=99.0)
    assert schedule.keeping_due(recomputed, damaged) is recomputed


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-03-29T03:59", "2026-03-28"),  # the hour from 2 to 3 was left out that night
        ("2026-03-29T04:00", "2026-03-29"),
        ("2026-10-25T03:59", "2026-10-24"),  # the hour from 2 to 3 came twice
        ("2026-10-25T04:00", "2026-10-25"),
        ("2026-06-01T00:30", "2026-05-31"),
    ],
)
def test_the_study_day_turns_at_four_also_when_the_clocks_change(local: str, expected: str) -> None:
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Berlin"))
    assert study_day(moment).isoformat() == expected
