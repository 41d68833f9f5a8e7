"""The day within FSRS's tolerance."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from statistics import pvariance

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.review import MemoryState, Rating
from quizapp.settings import Settings
from quizapp.study import schedule
from quizapp.study.schedule import Rules
from quizapp.study.spreading import PLAIN, Spreading, tolerance

DAY = date(2026, 3, 2)  # a Monday
SHARES = st.lists(st.sampled_from([1.0, 0.5, 0.0]), min_size=7, max_size=7).map(tuple)
LOADS = st.dictionaries(st.integers(1, 80), st.integers(0, 200), max_size=40)


def load_of(by_distance: dict[int, int]) -> dict[date, int]:
    return {DAY + timedelta(ahead): number for ahead, number in by_distance.items()}


@pytest.mark.parametrize("interval", [1, 2, 3, 5, 7, 12, 20, 45, 100, 400, 3_000])
def test_the_tolerance_is_that_of_the_library(
    interval: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = set()
    scheduler = fsrs.Scheduler(enable_fuzzing=True)
    for share in (0.0, 0.9999999):
        monkeypatch.setattr("fsrs.scheduler.random", lambda share=share: share)
        drawn.add(scheduler._get_fuzzed_interval(interval=timedelta(interval)).days)
    low, high = tolerance(interval)
    assert min(drawn) == low
    assert max(drawn) in (high, high + 1), "the library's draw may round up beyond its own range"


@given(st.integers(1, 70), LOADS, SHARES, st.booleans())
def test_the_chosen_day_is_within_the_tolerance_and_never_today(
    interval: int, by_distance: dict[int, int], shares: tuple[float, ...], smooth: bool
) -> None:
    chosen = Spreading(shares, smooth).choose(DAY, interval, load_of(by_distance))
    low, high = tolerance(interval)
    assert max(1, low) <= chosen <= high


@given(st.integers(3, 70), LOADS, SHARES, st.booleans())
def test_a_day_off_is_only_taken_where_there_is_no_other(
    interval: int, by_distance: dict[int, int], shares: tuple[float, ...], smooth: bool
) -> None:
    spreading = Spreading(shares, smooth)
    chosen = spreading.choose(DAY, interval, load_of(by_distance))
    low, high = tolerance(interval)
    others = [n for n in range(low, high + 1) if spreading.share(DAY + timedelta(n))]
    assert chosen in others or not others


@given(st.integers(3, 70), LOADS)
def test_the_same_load_gives_the_same_day(interval: int, by_distance: dict[int, int]) -> None:
    loads = load_of(by_distance), load_of(dict(reversed(by_distance.items())))
    assert len({Spreading().choose(DAY, interval, load) for load in loads}) == 1


def test_the_emptier_day_is_taken_and_a_day_with_less_counts_twice() -> None:
    interval = 20
    full = dict.fromkeys(range(1, 40), 50)
    assert Spreading().choose(DAY, interval, load_of(full | {21: 10})) == 21
    tuesday_less = (1.0, 0.5, *(1.0,) * 5)
    assert (DAY + timedelta(22)).weekday() == 1
    almost = load_of(full | {22: 30})
    assert Spreading().choose(DAY, interval, almost) == 22
    assert Spreading(tuesday_less).choose(DAY, interval, almost) == 20


def test_without_load_it_is_the_ideal_day() -> None:
    assert [Spreading().choose(DAY, n, {}) for n in range(1, 60)] == list(range(1, 60))


def test_settings_name_the_days() -> None:
    spreading = Spreading.of(Settings(load_sunday="none", load_wednesday="less", smooth_load=False))
    assert spreading.shares == (1, 1, 0.5, 1, 1, 1, 0)
    assert not spreading.smooth
    assert Spreading.of(Settings()) == Spreading()


MEMORIES = st.builds(
    MemoryState, st.just("q"), st.floats(0.1, 400), st.floats(1, 10), st.just(DAY), st.just(DAY),
    st.just(4), st.just(0),
)  # fmt: skip


@given(st.none() | MEMORIES, st.integers(0, 300), LOADS, SHARES)
def test_a_better_rating_never_comes_back_sooner_whatever_the_load(
    memory: MemoryState | None, later: int, by_distance: dict[int, int], shares: tuple[float, ...]
) -> None:
    day = DAY + timedelta(later)
    load = {day + timedelta(ahead): number for ahead, number in by_distance.items()}
    rules = Rules(0.9, spreading=Spreading(shares))
    found = schedule.offers("q", memory, day, rules, load)
    ideal = schedule.offers("q", memory, day, Rules(0.9), {})
    first, last = schedule.span(memory, day, rules)
    due = [found[rating].due for rating in Rating]
    assert due == sorted(due)
    for rating in Rating:
        low, high = tolerance((ideal[rating].due - ideal[rating].last_day).days)
        assert low <= (found[rating].due - day).days <= high
        assert first <= found[rating].due <= last
        assert found[rating].stability == ideal[rating].stability


def reviews_by_day(spreading: Spreading, days: int = 90) -> dict[date, int]:
    """Questions met again on each of the last 30 days of a learner who begins many on some days
    and none on others. What is known is drawn for each question and meeting, whatever the day."""
    begun = random.Random(5)
    due: dict[str, date] = {}
    load, done = Counter[date](), Counter[date]()
    memories: dict[str, MemoryState] = {}
    rules = Rules(0.9, spreading=spreading)
    for ahead in range(days):
        day = DAY + timedelta(ahead)
        asked = [name for name, when in due.items() if when <= day]
        done[day] = len(asked)
        asked += [f"{ahead}/{n}" for n in range(begun.choice((0, 0, 45)))]
        for name in asked:
            memory = memories.get(name)
            if memory is not None:
                load[memory.due] -= 1
            met = memory.reviews if memory else 0
            known = random.Random(f"{name}/{met}").random() < 0.88
            rating = Rating.GOOD if known else Rating.AGAIN
            after = schedule.offers(name, memory, day, rules, load)[rating]
            memories[name], due[name] = after, after.due
            load[after.due] += 1
    return {day: number for day, number in done.items() if day >= DAY + timedelta(days - 30)}


def test_the_days_of_a_month_are_more_even_than_without() -> None:
    smooth, plain = reviews_by_day(Spreading()), reviews_by_day(PLAIN)
    assert pvariance(smooth.values()) < 0.8 * pvariance(plain.values())
    assert sum(smooth.values()) == pytest.approx(sum(plain.values()), rel=0.1), "no more work"


def test_on_days_off_next_to_nothing_falls_due() -> None:
    free = (1.0,) * 5 + (0.0, 0.0)
    days = reviews_by_day(Spreading(free))
    weekend = sum(number for day, number in days.items() if day.weekday() >= 5)
    usual = reviews_by_day(Spreading())
    assert weekend < 0.45 * sum(number for day, number in usual.items() if day.weekday() >= 5)
