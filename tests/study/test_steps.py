"""The plain steps are those of FSRS."""

from __future__ import annotations

from datetime import date, timedelta

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


def test_a_day_before_the_last_one_counts_as_the_last() -> None:
    back = [("a", DAY, Rating.GOOD), ("a", DAY - timedelta(days=3), Rating.GOOD)]
    same = [("a", DAY, Rating.GOOD), ("a", DAY, Rating.GOOD)]
    assert [r.after for r in steps.replay(back)] == [r.after for r in steps.replay(same)]
