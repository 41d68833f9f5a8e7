"""The plain steps are those of FSRS."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.review import MemoryState, Rating
from quizapp.study import schedule, steps

DAY = date(2026, 3, 2)
LOGS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 400), st.sampled_from(list(Rating))),
    max_size=25,
)


def test_the_parameters_are_those_of_the_library() -> None:
    assert fsrs.Scheduler().parameters == pytest.approx(steps.DEFAULT)


@given(LOGS)
def test_replaying_a_log_gives_the_memories_and_chances_of_the_library(
    log: list[tuple[str, int, Rating]],
) -> None:
    day, answers = DAY, []
    for name, days, rating in log:
        day += timedelta(days=days)
        answers.append((name, day, rating))
    memories: dict[str, MemoryState] = {}
    for answer, replayed in zip(answers, steps.replay(answers), strict=True):
        name, day, rating = answer
        before = memories.get(name)
        expected = schedule.retrievability(before, day) if before else None
        after = memories[name] = schedule.schedule(name, before, rating, day, 0.9)
        assert replayed.expected == (expected if expected is None else pytest.approx(expected))
        assert replayed.before == pytest.approx(before.stability if before else 0.0)
        assert replayed.after == pytest.approx(after.stability)
        assert replayed.elapsed == ((day - before.last_day).days if before else 0)


@given(LOGS, st.sampled_from([0.3, 0.1, 0.75]), st.floats(0.5, 1.5))
def test_under_other_weights_it_is_the_library_under_those(
    log: list[tuple[str, int, Rating]], decay: float, scale: float
) -> None:
    weights = (*(weight * scale for weight in steps.DEFAULT[:4]), *steps.DEFAULT[4:-1], decay)
    scheduler = fsrs.Scheduler(
        parameters=weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    day, answers = DAY, []
    for name, days, rating in log:
        day += timedelta(days=days)
        answers.append((name, day, rating))
    cards: dict[str, fsrs.Card] = {}
    model = steps.model(weights)
    for (name, day, rating), replayed in zip(answers, model.replay(answers), strict=True):
        at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        card = cards.get(name)
        if card is not None:
            expected = scheduler.get_card_retrievability(card, at)
            assert replayed.expected == pytest.approx(expected)
        cards[name], _ = scheduler.review_card(
            card or fsrs.Card(card_id=1), fsrs.Rating(rating), at
        )
        assert replayed.after == pytest.approx(cards[name].stability)
        interval = (cards[name].due - at).days
        assert model.interval(replayed.after, 0.9) == max(1, interval)


def test_weights_of_another_version_are_refused() -> None:
    with pytest.raises(ValueError, match="21 weights, not 19"):
        steps.model(steps.DEFAULT[:19])


def test_a_day_before_the_last_one_counts_as_the_last() -> None:
    back = [("a", DAY, Rating.GOOD), ("a", DAY - timedelta(days=3), Rating.GOOD)]
    same = [("a", DAY, Rating.GOOD), ("a", DAY, Rating.GOOD)]
    assert [r.after for r in steps.replay(back)] == [r.after for r in steps.replay(same)]
