"""The way to an exam: what is asked on a day, and what is known at the end."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.review import MemoryState, Rating
from quizapp.study import exam, steps
from quizapp.study.exam import Candidate, Done, Task, next_day, outlook, todays_share

TODAY = date(2026, 3, 2)
DUE, NEW = 17_000, 34_000  # milliseconds
NOISE = 0.02  # of a play over some hundred questions


def memory(name: str, stability: float, ago: int, due_in: int | None = None) -> MemoryState:
    last = TODAY - timedelta(days=ago)
    due = last + timedelta(days=steps.interval(stability, 0.9))
    if due_in is not None:
        due = TODAY + timedelta(days=due_in)
    return MemoryState(name, stability, 5.0, last, due, 3, 0)


def task(
    candidates: list[Candidate], days: int, target: float = 0.9, retention: float = 0.9
) -> Task:
    day = TODAY + timedelta(days=days)
    return Task(candidates, TODAY, day, target, retention, DUE, NEW)


def mixed(number: int, met: float, seed: int = 5) -> list[Candidate]:
    """Some met, as after weeks of study, and some new."""
    draws = random.Random(seed)
    found = []
    for each in range(number):
        known = None
        if draws.random() < met:
            stability = draws.lognormvariate(1.8, 1.2)
            known = memory(f"q{each}", stability, draws.randint(1, int(2 * stability) + 2))
        found.append(Candidate(f"q{each}", known))
    return found


def new(number: int) -> list[Candidate]:
    return mixed(number, met=0)


class Learner:
    """Heads apart from the program's: what it knows of them are questions asked and days."""

    def __init__(self, candidates: list[Candidate], seed: int) -> None:
        self._draws = random.Random(seed)
        self.memories = {c.question_id: c.memory for c in candidates}
        self.asked: list[set[str]] = []
        self.first_day: dict[str, int] = {}

    def candidates(self) -> list[Candidate]:
        return [Candidate(name, known) for name, known in self.memories.items()]

    def study(self, share: exam.Share, day: int, retention: float = 0.9) -> None:
        self.asked.append({*share.again, *share.new})
        assert len(self.asked[-1]) == len(share), "a question stands twice in one day"
        for name in (*share.again, *share.new):
            self._answer(name, day, retention)

    def _answer(self, name: str, day: int, retention: float) -> None:
        today, known = TODAY + timedelta(days=day), self.memories[name]
        if known is None:
            self.first_day[name] = day
            right = self._draws.random() < exam.KNOWN_AT_FIRST
            stability, difficulty = steps.first(Rating.GOOD if right else Rating.AGAIN)
        else:
            days = (today - known.last_day).days
            right = self._draws.random() < steps.recall(known.stability, days)
            rating = Rating.GOOD if right else Rating.AGAIN
            stability, difficulty = steps.step(known.stability, known.difficulty, days, rating)
        if not right:
            stability, difficulty = steps.step(stability, difficulty, 0, Rating.GOOD)
        due = today + timedelta(days=steps.interval(stability, retention))
        reviews = (known.reviews if known else 0) + 1
        self.memories[name] = MemoryState(name, stability, difficulty, today, due, reviews, 0)

    def writes_the_exam(self, day: date) -> float:
        """The share that comes to mind, drawn."""
        right = [
            self._draws.random() < steps.recall(known.stability, (day - known.last_day).days)
            for known in self.memories.values()
            if known is not None
        ]
        return sum(right) / len(self.memories)


def follow(plan: Task, minutes: int, seed: int = 3) -> Learner:
    """Does each day's share until the exam."""
    learner = Learner(list(plan.candidates), seed)
    for day in range(plan.days):
        now = Task(
            learner.candidates(), TODAY + timedelta(days=day), plan.day, plan.target,
            plan.retention, plan.due, plan.new,
        )  # fmt: skip
        learner.study(todays_share(now, minutes), day)
    return learner


@pytest.mark.parametrize(
    ("candidates", "days", "minutes"),
    [
        (new(300), 40, 15),
        (mixed(400, 0.5), 30, 10),
        (mixed(400, 1.0), 21, 8),
        (new(200), 10, 30),
        (mixed(300, 0.3), 5, 20),
    ],
)
def test_the_forecast_comes_true_within_five_points(
    candidates: list[Candidate], days: int, minutes: int
) -> None:
    plan = task(candidates, days)
    said = outlook(plan, minutes).reached
    true = [follow(plan, minutes, seed).writes_the_exam(plan.day) for seed in range(4)]
    assert sum(true) / len(true) == pytest.approx(said, abs=0.05)


@settings(max_examples=25, deadline=None)
@given(
    number=st.integers(1, 250),
    met=st.sampled_from([0.0, 0.4, 1.0]),
    days=st.integers(1, 45),
    target=st.sampled_from([0.6, 0.8, 0.9, 0.95]),
)
def test_more_minutes_never_reach_less(number: int, met: float, days: int, target: float) -> None:
    plan = task(mixed(number, met), days, target)
    reached = [outlook(plan, minutes).reached for minutes in (5, 10, 20, 40, 80)]
    noise = NOISE + 0.5 / number  # a few questions fall either way
    for less, more in pairwise(reached):
        # What is beyond the target already may end a little lower, but not below it.
        assert more >= min(less, target) - noise


@settings(max_examples=40, deadline=None)
@given(
    number=st.integers(0, 120),
    met=st.sampled_from([0.0, 0.5, 1.0]),
    days=st.integers(0, 40),
    minutes=st.integers(5, 60),
    seed=st.integers(0, 9),
)
def test_a_day_asks_nothing_twice_and_keeps_to_its_minutes(
    number: int, met: float, days: int, minutes: int, seed: int
) -> None:
    share = todays_share(task(mixed(number, met, seed), days), minutes)
    names = [*share.again, *share.new]
    assert len(set(names)) == len(names)
    assert share.milliseconds <= minutes * 60_000
    assert len(share.again) * DUE + len(share.new) * NEW <= share.milliseconds + 1


def test_what_was_asked_today_is_not_asked_again_today() -> None:
    learner = Learner(mixed(120, 0.7), 1)
    plan = task(learner.candidates(), 4)
    first = todays_share(plan, 30)
    learner.study(first, 0)
    later = todays_share(
        task(learner.candidates(), 4), 60, Done(len(first.new), first.milliseconds)
    )
    assert len(first) > 20
    assert not {*first.again, *first.new} & {*later.again, *later.new}


@pytest.mark.parametrize(("number", "days"), [(60, 30), (200, 45), (25, 15), (7, 60)])
def test_where_time_allows_all_begin_before_the_last_week_and_are_met_twice_more(
    number: int, days: int
) -> None:
    learner = follow(task(new(number), days), 60)
    assert len(learner.first_day) == number
    assert max(learner.first_day.values()) < days - exam.LAST_DAYS
    for name, known in learner.memories.items():
        assert known is not None
        assert known.reviews >= 3, name


def test_new_questions_begin_in_equal_shares() -> None:
    learner = follow(task(new(200), 47), 60)
    begun = [list(learner.first_day.values()).count(day) for day in range(40)]
    assert set(begun) == {5}


def test_a_share_that_is_done_leaves_nothing_to_begin() -> None:
    plan = task(new(40), 17)
    share = todays_share(plan, 60)
    assert len(share.new) == 4
    learner = Learner(list(plan.candidates), 1)
    learner.study(share, 0)
    done = Done(begun=4, milliseconds=share.milliseconds)
    assert len(todays_share(task(learner.candidates(), 17), 60, done)) == 0


def test_before_the_last_week_only_what_is_due_is_asked_again() -> None:
    known = [Candidate("due", memory("due", 3.0, 4)), Candidate("not", memory("not", 30.0, 4))]
    assert todays_share(task(known, 20), 60).again == ("due",)


def test_in_the_last_week_what_would_fall_short_is_asked_in_time() -> None:
    firm = Candidate("firm", memory("firm", 200.0, 4))
    holds = Candidate("holds", memory("holds", 15.0, 9))  # an answer today lasts until then
    weak = Candidate("weak", memory("weak", 1.0, 0, due_in=1))
    assert todays_share(task([firm, holds, weak], 7), 60).again == ("holds",)
    weak = Candidate("weak", memory("weak", 0.3, 1, due_in=3))
    assert todays_share(task([firm, weak], 5), 60).again == ()
    assert todays_share(task([firm, weak], 1), 60).again == ("weak",)


def test_where_not_all_fits_the_least_gain_a_minute_waits() -> None:
    firm = [Candidate(f"firm{n}", memory(f"firm{n}", 40.0, 41)) for n in range(30)]
    weak = [Candidate(f"weak{n}", memory(f"weak{n}", 2.0, 3)) for n in range(10)]
    share = todays_share(task([*firm, *weak], 10), 5)
    assert len(share.again) < 20
    assert {name for name in share.again if name.startswith("weak")} == {
        f"weak{n}" for n in range(10)
    }


def test_it_says_what_is_needed_and_that_is_enough() -> None:
    plan = task(mixed(300, 0.4), 40)
    found = outlook(plan, 6)
    assert found.reached < 0.9
    assert found.needed is not None
    assert found.needed > 6
    assert outlook(plan, found.needed + 1).reached >= 0.9 - NOISE
    assert outlook(plan, max(5, found.needed // 2)).reached < 0.9


def test_what_cannot_be_reached_is_said_with_what_can() -> None:
    found = outlook(task(new(2_000), 5), 30)
    assert found.needed is None
    assert found.reached < found.best < 0.9


def test_the_course_leads_from_today_to_the_exam() -> None:
    plan = task(mixed(200, 0.5), 25)
    found = outlook(plan, 20)
    assert len(found.course) == 26
    memories = [c.memory for c in plan.candidates if c.memory]
    known = sum(steps.recall(m.stability, max(0, (TODAY - m.last_day).days)) for m in memories)
    assert found.now == pytest.approx(known / 200)
    assert found.course[0].known == found.now
    assert found.course[-1].known == found.reached
    assert all(0 <= day.minutes <= 20 for day in found.course)
    assert sum(day.new for day in found.course) == sum(c.memory is None for c in plan.candidates)


def test_the_next_share_comes_on_the_first_day_with_something_to_ask() -> None:
    def after(days: int, *candidates: Candidate) -> int | None:
        day = next_day(task(list(candidates), days), 30)
        return (day - TODAY).days if day is not None else None

    sure = Candidate("sure", memory("sure", 400, ago=2, due_in=5))
    firm = Candidate("firm", memory("firm", 400, ago=2, due_in=60))
    late = Candidate("late", memory("late", 400, ago=2, due_in=9))
    assert after(30, late, sure) == 5, "when the first one is due"
    assert after(30, late, sure, *new(1)) == 1, "what is new begins at once"
    assert after(30, firm) is None, "it will be known without being asked"
    weak = Candidate("weak", memory("weak", 20, ago=2, due_in=60))
    assert after(30, weak) in range(23, 30), "in the last week what would fall short is asked"
    assert after(0, *new(3)) is None, "nothing comes after the day of the exam"


def test_the_same_question_gets_the_same_answer() -> None:
    plan = task(mixed(300, 0.5), 30)
    assert outlook(plan, 12) == outlook(plan, 12)


def test_a_sample_says_nearly_what_all_would_say(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = task(mixed(1_500, 0.5), 30)
    whole = outlook(plan, 30)
    monkeypatch.setattr(exam, "MOST_PLAYED", 400)
    sample = outlook(plan, 30)
    assert sample.reached == pytest.approx(whole.reached, abs=0.03)
    assert sum(day.new for day in sample.course) == pytest.approx(
        sum(day.new for day in whole.course), rel=0.05
    )


@pytest.mark.parametrize("candidates", [[], new(1)])
def test_nothing_or_one_question_has_an_outlook_too(candidates: list[Candidate]) -> None:
    found = outlook(task(candidates, 0), 15)
    assert found.questions == len(candidates)
    assert found.now == 0.0
    assert 0.0 <= found.reached <= 1.0
