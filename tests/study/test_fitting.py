"""Fitting in a child process, and judging what came of it."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from datetime import date, timedelta
from math import log

import pytest

from quizapp.domain.review import Rating
from quizapp.errors import Cancelled
from quizapp.study import fitting, steps
from quizapp.study.steps import Answer

DAY = date(2026, 3, 2)
needs_the_extra = pytest.mark.skipif(not fitting.is_installed(), reason="quizapp[fit] is absent")

FORGETFUL = tuple(
    weight * {0: 3.0, 2: 2.0, 8: 0.75, 11: 0.6, 20: 2.2}.get(number, 1.0)
    for number, weight in enumerate(steps.DEFAULT)
)


def log_of(answers: int, weights: steps.Weights, seed: int = 3) -> list[Answer]:
    """What a learner with these weights would have answered, some of it twice a day."""
    chance, model = random.Random(seed), steps.model(weights)
    memories: dict[str, tuple[float, float, date]] = {}
    due: dict[str, date] = {}
    found: list[Answer] = []
    day = DAY
    while len(found) < answers:
        asked = [name for name, when in due.items() if when <= day]
        asked += [f"{day}/{n}" for n in range(8)]
        for name in asked:
            known = memories.get(name)
            if known is None:
                right = chance.random() < 0.5
            else:
                right = chance.random() < model.recall(known[0], (day - known[2]).days)
            for rating in (Rating.GOOD,) if right else (Rating.AGAIN, Rating.GOOD):
                found.append((name, day, rating))
                known = memories.get(name)
                after = (
                    model.step(known[0], known[1], (day - known[2]).days, rating)
                    if known
                    else model.first(rating)
                )
                memories[name] = (*after, day)
            due[name] = day + timedelta(model.interval(memories[name][0], 0.9))
        day += timedelta(1)
    return found[:answers]


def child(program: str) -> list[str]:
    return [sys.executable, "-c", program]


ANSWERS = log_of(300, steps.DEFAULT)


def test_the_log_loss_is_that_of_the_definition() -> None:
    answers = [
        ("a", DAY, Rating.GOOD),
        ("a", DAY, Rating.GOOD),  # the same day foretells nothing
        ("a", DAY + timedelta(4), Rating.AGAIN),
        ("a", DAY + timedelta(6), Rating.HARD),
    ]
    expected = [step.expected for step in steps.replay(answers)]
    assert expected[2] is not None
    assert expected[3] is not None
    found = fitting.evaluate(answers, steps.model())
    assert found is not None
    assert found.answers == 2
    assert found.log_loss == pytest.approx(-(log(1 - expected[2]) + log(expected[3])) / 2)
    assert found.predicted == pytest.approx((expected[2] + expected[3]) / 2)
    assert found.true == 0.5


def test_only_what_was_held_out_is_judged_but_all_that_came_before_counts() -> None:
    cut = fitting.first_held_out(ANSWERS)
    assert cut == 240
    late = fitting.evaluate(ANSWERS, steps.model(), cut)
    steps_of_all = list(steps.replay(ANSWERS))[cut:]
    recalls = [step for step in steps_of_all if step.expected is not None and step.elapsed]
    assert late is not None
    assert late.answers == len(recalls) > 0
    assert late.true == sum(step.rating > Rating.AGAIN for step in recalls) / len(recalls)
    assert fitting.evaluate(ANSWERS[:1], steps.model()) is None


def test_the_child_gets_whole_study_days_in_the_order_of_answering() -> None:
    back = [
        ("a", DAY, Rating.GOOD), ("b", DAY, Rating.AGAIN), ("a", DAY + timedelta(3), Rating.EASY),
        ("a", DAY + timedelta(1), Rating.HARD), ("a", DAY + timedelta(4), Rating.GOOD),
    ]  # fmt: skip
    assert fitting.compact(back) == [(0, 3, 0), (1, 1, 0), (0, 4, 3), (0, 2, 0), (0, 3, 1)]


def test_a_question_teaches_by_its_first_answers_alone() -> None:
    most = fitting.LONGEST_HISTORY
    often = [("a", DAY + timedelta(2 * n), Rating.GOOD) for n in range(most + 5)]
    log = [*often, ("b", DAY + timedelta(900), Rating.AGAIN)]
    assert fitting.compact(log) == [*fitting.compact(often[:most]), (1, 1, 0)]
    assert fitting.left_out(log) == 5
    assert fitting.left_out(often[:most]) == 0


def test_weights_come_back_from_the_child() -> None:
    wanted = [*steps.DEFAULT[:-1], 0.3]
    program = f"import json, sys; json.load(sys.stdin); print({json.dumps(wanted)!r})"
    assert fitting.fit(ANSWERS, command=child(program)) == tuple(wanted)


@pytest.mark.parametrize(
    "printed",
    ["", "no JSON", "{}", "[1, 2, 3]", "[null]", str([float("nan")] * 21).replace("nan", "NaN"),
     json.dumps([*steps.DEFAULT[:-1], 99.0]), json.dumps(["0.5"] * 21)],
)  # fmt: skip
def test_nonsense_from_the_child_is_refused(printed: str) -> None:
    program = f"import sys; sys.stdin.read(); print({printed!r})"
    with pytest.raises(fitting.FitFailed, match="no usable parameters"):
        fitting.fit(ANSWERS, command=child(program))


def test_a_crash_of_the_child_says_why_and_changes_nothing() -> None:
    program = "import sys; sys.stdin.read(); raise RuntimeError('all of it')"
    with pytest.raises(fitting.FitFailed, match=r"RuntimeError: all of it.*All stays as it was"):
        fitting.fit(ANSWERS, command=child(program))


@pytest.mark.parametrize(
    "end",
    [
        "raise MemoryError",
        "sys.stderr.write('memory allocation of 8 bytes failed'); os.abort()",
        pytest.param(
            "os.kill(os.getpid(), 9)",
            marks=pytest.mark.skipif(os.name == "nt", reason="no such signal"),
        ),
    ],
)
def test_where_memory_runs_out_it_says_so_and_what_to_do(end: str) -> None:
    with pytest.raises(fitting.FitFailed, match=r"not enough memory.*Close other programs"):
        fitting.fit(ANSWERS, command=child(f"import os, sys; sys.stdin.read(); {end}"))


def test_a_child_that_dies_before_it_reads_is_a_failure_too() -> None:
    with pytest.raises(fitting.FitFailed, match="code 7"):
        fitting.fit(log_of(20_000, steps.DEFAULT), command=child("import os; os._exit(7)"))


def test_a_child_that_takes_too_long_is_ended() -> None:
    begun = time.monotonic()
    with pytest.raises(fitting.FitFailed, match="not done"):
        fitting.fit(ANSWERS, command=child("import time; time.sleep(60)"), longest=0.3)
    assert time.monotonic() - begun < 20


def test_cancel_ends_the_child() -> None:
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        fitting.fit(ANSWERS, lambda: True, command=child("import time; time.sleep(60)"))
    assert time.monotonic() - begun < 20


def test_a_child_that_cannot_be_started_is_a_failure() -> None:
    with pytest.raises(fitting.FitFailed, match="could not be started"):
        fitting.fit(ANSWERS, command=["/no/such/program"])


@needs_the_extra
def test_a_fit_comes_near_the_learner_and_foretells_better() -> None:
    answers = log_of(6_000, FORGETFUL)
    cut = fitting.first_held_out(answers)
    weights = fitting.fit(answers[:cut])
    before = fitting.evaluate(answers, steps.model(), cut)
    after = fitting.evaluate(answers, steps.model(weights), cut)
    ideal = fitting.evaluate(answers, steps.model(FORGETFUL), cut)
    assert before is not None
    assert after is not None
    assert ideal is not None
    assert after.log_loss < before.log_loss
    assert after.log_loss == pytest.approx(ideal.log_loss, abs=0.01)
    assert abs(after.predicted - after.true) < abs(before.predicted - before.true)


@needs_the_extra
def test_the_log_loss_is_that_of_the_library() -> None:
    """Item by item: over many, the library weighs the later ones more."""
    import fsrs_rs_python as library

    from quizapp.study.fit_child import items_of

    for weights in (steps.DEFAULT, FORGETFUL):
        judge = library.FSRS(list(weights))
        losses = [judge.evaluate([item]).log_loss for item in items_of(fitting.compact(ANSWERS))]
        found = fitting.evaluate(ANSWERS, steps.model(weights))
        assert found is not None
        assert found.answers == len(losses)
        assert found.log_loss == pytest.approx(sum(losses) / len(losses), abs=1e-3)
