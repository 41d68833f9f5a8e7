"""More time while a quiz is being taken."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fake_stores import MONDAY
from quiz_world import QuizWorld, asks

from quizapp.errors import QuizError

MINUTE = timedelta(minutes=1)


@pytest.fixture
def world() -> QuizWorld:
    made = QuizWorld()
    made.add(asks("q0"), asks("q1"))
    return made


def test_more_time_is_times_the_extra_time_of_the_learner(world: QuizWorld) -> None:
    quiz = world.quiz("q0", minutes=10, extra_time=(("anna", 1.5),))
    mine, annas = world.take.begin(quiz.id), world.take.begin(quiz.id, "anna")
    given = world.more_time.give([mine.attempt.id, annas.attempt.id], 4)
    assert [each.now - each.before for each in given] == [4 * MINUTE, 6 * MINUTE]
    assert (mine.seconds_left(), annas.seconds_left()) == (14 * 60, 21 * 60)
    assert (mine.given_more, annas.given_more) == (4 * MINUTE, 6 * MINUTE)


def test_it_is_still_there_after_the_program_ended(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", minutes=10).id)
    world.more_time.give([sitting.attempt.id], 5)
    world.clock.sleep(seconds=12 * 60)
    after = world.take.resume(sitting.attempt.id)
    assert after.seconds_left() == 180
    assert after.given_more == 5 * MINUTE


def test_an_answer_behind_the_first_end_counts_where_time_was_given(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", minutes=10).id)
    world.more_time.give([sitting.attempt.id], 5)
    world.clock.sleep(seconds=12 * 60)
    sitting.answer(0, [0], 1000)  # it looks up the time before it refuses
    result = sitting.hand_in()
    assert result.attempt.finished_at == MONDAY + 12 * MINUTE


def test_it_goes_beyond_the_moment_the_quiz_closes(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", closes=MONDAY + 10 * MINUTE).id)
    world.more_time.give([sitting.attempt.id], 5)
    assert sitting.seconds_left() == 15 * 60


def test_what_is_handed_in_or_has_no_end_gets_none(world: QuizWorld) -> None:
    endless = world.take.begin(world.quiz("q0").id)
    late = world.take.begin(world.quiz("q0", name="Late", minutes=1).id)
    world.clock.sleep(seconds=120)
    with pytest.raises(QuizError, match="nobody is at work"):
        world.more_time.give([endless.attempt.id, late.attempt.id], 5)
    assert world.stores.quizzes.attempt(late.attempt.id).finished_at == MONDAY + MINUTE


@pytest.mark.parametrize("minutes", [0, -5, 601, float("nan")])
def test_no_time_that_is_none(world: QuizWorld, minutes: float) -> None:
    sitting = world.take.begin(world.quiz("q0", minutes=10).id)
    with pytest.raises(QuizError, match="from 1 to 600"):
        world.more_time.give([sitting.attempt.id], minutes)


def test_it_is_taken_back_unless_more_was_given_since(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", minutes=10).id)
    first = world.more_time.give([sitting.attempt.id], 5)
    assert world.more_time.take_back(first) == 1
    assert sitting.seconds_left() == 600
    second = world.more_time.give([sitting.attempt.id], 5)
    world.more_time.give([sitting.attempt.id], 1)
    assert world.more_time.take_back(second) == 0
    assert sitting.seconds_left() == 16 * 60


def test_those_at_work_are_named_with_what_they_answered(world: QuizWorld) -> None:
    quiz = world.quiz("q0", "q1", minutes=10)
    mine, bens = world.take.begin(quiz.id), world.take.begin(quiz.id, "ben")
    mine.show(0)
    mine.answer(0, [0], 1000)
    mine.show(1)
    lines = world.more_time.at_work(quiz.id)
    assert [(one.name, one.answered, one.questions) for one in lines] == [
        ("Ben", 0, 2),
        ("Me", 1, 2),
    ]
    bens.hand_in()
    assert [one.name for one in world.more_time.at_work(quiz.id)] == ["Me"]
