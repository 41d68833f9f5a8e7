"""Due days moved together: rescheduled, or a backlog spread."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.progress import DayCount
from quizapp.domain.review import MemoryState
from quizapp.domain.scheduling import Moved
from quizapp.study import backlog, moving, steps
from quizapp.study.schedule import Rules
from quizapp.study.spreading import Spreading, tolerance

DAY = date(2026, 3, 2)  # a Monday
WEEKDAYS = Spreading((1.0,) * 5 + (0.0, 0.0))

MEMORIES = st.lists(
    st.tuples(st.floats(0.3, 300), st.integers(0, 200), st.integers(-60, 90)), max_size=40
).map(
    lambda rows: [
        MemoryState(f"q{n}", stability, 5.0, DAY - timedelta(ago), DAY + timedelta(ahead), 3, 0)
        for n, (stability, ago, ahead) in enumerate(rows)
    ]
)


def moved_to(memories: list[MemoryState], moved: list[Moved]) -> list[MemoryState]:
    after = {each.question_id: each.after for each in moved}
    return [replace(m, due=after.get(m.question_id, m.due)) for m in memories]


@given(MEMORIES, st.sampled_from([0.8, 0.9, 0.95]), st.sampled_from([Spreading(), WEEKDAYS]))
def test_rescheduling_twice_moves_nothing_more(
    memories: list[MemoryState], retention: float, spreading: Spreading
) -> None:
    rules = Rules(retention, spreading=spreading)
    moved = moving.replan(memories, DAY, rules)
    assert moving.replan(moved_to(memories, moved), DAY, rules) == []
    assert all(each.after >= DAY for each in moved), "nothing moves into the past"
    stand = {memory.question_id: memory.due for memory in memories}
    assert all(stand[each.question_id] == each.before != each.after for each in moved)


@given(MEMORIES)
def test_a_due_day_as_good_as_the_ideal_one_stays(memories: list[MemoryState]) -> None:
    rules = Rules(0.9)
    moved = {each.question_id for each in moving.replan(memories, DAY, rules)}
    for memory in memories:
        low, high = tolerance(rules.model.interval(memory.stability, 0.9))
        if low <= (memory.due - memory.last_day).days <= high:
            assert memory.question_id not in moved


def test_wanting_to_know_more_moves_due_days_forward_and_the_preview_counts_them() -> None:
    memories = [MemoryState(f"q{n}", 30.0, 5.0, DAY, DAY + timedelta(30), 3, 0) for n in range(5)]
    moved = moving.replan(memories, DAY, Rules(0.95))
    found = moving.preview([memory.due for memory in memories], moved, DAY)
    assert (found.earlier, found.later) == (5, 0)
    assert sum(found.after) == 5
    assert sum(found.before) == 0, "thirty days ahead is beyond what is shown"
    assert found.after[0] == 0


@given(MEMORIES)
def test_a_preview_loses_no_question(memories: list[MemoryState]) -> None:
    moved = moving.replan(memories, DAY, Rules(0.9))
    due = [memory.due for memory in memories]
    found = moving.preview(due, moved, DAY)
    truly = [memory.due for memory in moved_to(memories, moved)]
    assert found == moving.preview(due, moved, DAY)
    assert found.after == moving.preview(truly, [], DAY).before
    assert found.before[0] == sum(day <= DAY for day in due)


# Back after a holiday


def waiting(number: int) -> list[MemoryState]:
    return [
        MemoryState(f"q{n:03}", 1.0 + n, 5.0, DAY - timedelta(20), DAY - timedelta(n % 12), 3, 0)
        for n in range(number)
    ]


def spread(
    memories: list[MemoryState], load: dict[date, int], usual: int, spreading: Spreading
) -> backlog.Plan:
    return backlog.plan(
        memories, load, today=DAY, usual=usual, model=steps.model(), spreading=spreading
    )


SHARES = st.lists(st.sampled_from([1.0, 0.5, 0.0]), min_size=7, max_size=7).map(tuple)
LOADS = st.dictionaries(
    st.integers(1, 70).map(lambda ahead: DAY + timedelta(ahead)), st.integers(0, 90)
)


@given(st.integers(1, 300), LOADS, st.integers(20, 60), SHARES)
def test_a_plan_loses_nothing_and_keeps_to_what_it_says(
    number: int, load: dict[date, int], usual: int, shares: tuple[float, ...]
) -> None:
    memories = waiting(number)
    found = spread(memories, load, usual, Spreading(shares))
    stand = moved_to(memories, list(found.moved))
    assert {m.question_id for m in stand} == {m.question_id for m in memories}
    assert all(DAY < each.after <= found.outline.until for each in found.moved)
    assert found.outline.waiting == number
    by_day = Counter(max(DAY, memory.due) for memory in stand)
    for day, due in by_day.items():
        assert due + (load.get(day, 0) if day > DAY else 0) <= found.outline.a_day
    assert found.outline.until == DAY + timedelta(found.outline.days - 1)
    if any(shares):
        assert not any(shares[each.after.weekday()] == 0 for each in found.moved)


def test_a_wall_is_spread_over_as_few_days_as_keep_to_the_usual() -> None:
    found = spread(waiting(214), {}, 40, Spreading())
    assert (found.outline.days, found.outline.a_day) == (6, 36), "5 days of 40 hold 200"
    assert found.outline.until == date(2026, 3, 7)


def test_what_is_due_anyway_takes_its_room() -> None:
    load = {DAY + timedelta(ahead): 30 for ahead in range(1, 60)}
    found = spread(waiting(100), load, 40, Spreading())
    assert found.outline.days == 7
    assert found.outline.a_day == 40


def test_where_sixty_days_are_too_few_the_days_get_longer() -> None:
    found = spread(waiting(6_000), {}, 20, Spreading())
    assert (found.outline.days, found.outline.a_day) == (60, 100)


def test_the_question_that_fades_fastest_comes_first() -> None:
    model = steps.model()
    memories = waiting(90)
    found = spread(memories, {}, 30, Spreading())
    worth = {m.question_id: backlog.value(m, DAY, model) for m in memories}
    later = {each.question_id: each.after for each in found.moved}
    by_day: dict[date, list[float]] = {}
    for question_id, value in worth.items():
        by_day.setdefault(later.get(question_id, DAY), []).append(value)
    days = [by_day[day] for day in sorted(by_day)]
    assert len(days) == 3
    assert min(days[0]) >= max(days[1])
    assert min(days[1]) >= max(days[2])


def test_young_memories_lose_most_by_a_day_and_firm_ones_nearly_nothing() -> None:
    model = steps.model()

    def value(stability: float, ago: int) -> float:
        memory = MemoryState("q", stability, 5.0, DAY - timedelta(ago), DAY, 3, 0)
        return backlog.value(memory, DAY, model)

    assert value(2, 2) > value(20, 20) > value(200, 200)
    assert value(2, 2) > value(2, 90), "what is gone has little left to lose"
    assert value(20, 20) == pytest.approx(model.recall(20, 20) - model.recall(20, 21))


def test_the_usual_day_is_the_median_of_days_with_answers() -> None:
    def days(*counts: int) -> list[DayCount]:
        return [DayCount(DAY + timedelta(n), count, 0, 0) for n, count in enumerate(counts)]

    assert backlog.usual_day([]) == backlog.USUAL
    assert backlog.usual_day(days(3, 4)) == backlog.USUAL
    assert backlog.usual_day(days(50, 0, 40, 60)) == 50
    assert backlog.usual_day(days(*[500] * 40, *[30] * 30)) == 30, "of late"


def test_a_wall_is_more_than_twice_the_usual_day() -> None:
    assert not backlog.is_wall(100, 50)
    assert backlog.is_wall(101, 50)
    assert not backlog.is_wall(30, 1)
