"""Answers of a quiz in the learner's review log: only where the quiz says so, and only once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fake_stores import MONDAY
from quiz_world import QuizWorld, asks

from quizapp.domain.identity import derived_id, new_id
from quizapp.domain.question import State
from quizapp.domain.quiz import FeedbackWhen
from quizapp.domain.review import Form, Rating, Review, Verdict
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Response,
    Task,
    TrueFalse,
    Typed,
)
from quizapp.errors import StorageError
from quizapp.services.take_quiz import TakeQuiz
from quizapp.study import schedule


@pytest.fixture
def world(quizzes: QuizWorld) -> QuizWorld:
    quizzes.add(*(asks(f"q{n}") for n in range(4)))
    return quizzes


def test_nothing_is_logged_unless_the_quiz_says_so(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0").id)
    sitting.answer(0, [0], 2000)
    sitting.hand_in()
    assert world.reviews() == []


def test_each_answer_is_logged_with_what_it_led_to(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", "q1", "q2", feeds_study=True).id)
    sitting.answer(0, [0], 2000)
    sitting.answer(1, [1], 3000)
    sitting.show(2)  # left out
    assert world.reviews() == []
    sitting.hand_in()
    first, second = world.reviews()
    assert (first.question_id, first.form, first.given) == ("q0", Form.CHOICES, "right")
    assert (first.verdict, first.rating, first.milliseconds) == (Verdict.RIGHT, Rating.GOOD, 2000)
    assert (second.given, second.verdict, second.rating) == ("wrong", Verdict.WRONG, Rating.AGAIN)
    assert (first.at, first.study_day) == (MONDAY, date(2026, 3, 2))
    memory = world.memory("q0")
    assert memory == schedule.replay([first], world.settings.target_retention)
    assert world.memory("q2") is None


CLOZE = Cloze(("", " and ", ""), (Gap((Accepted("red"),)), Gap((Accepted("white"),))))


@pytest.mark.parametrize(
    ("task", "response", "logged"),
    [
        (None, [0], (Form.CHOICES, "right", Rating.GOOD)),
        (TrueFalse(True), True, (Form.TRUE_FALSE, "True", Rating.HARD)),
        (TrueFalse(True), False, (Form.TRUE_FALSE, "False", Rating.AGAIN)),
        (Typed((Accepted("peace"),)), "Peace", (Form.TYPED, "Peace", Rating.GOOD)),
        (Typed((Accepted("coronation"),)), "coronatoin", (Form.TYPED, "coronatoin", Rating.HARD)),
        (Numeric((Number(3, 1),)), "4", (Form.TYPED, "4", Rating.GOOD)),
        (CLOZE, ["red", "white"], (Form.CLOZE, "red; white", Rating.GOOD)),
        (CLOZE, ["red", "blue"], (Form.CLOZE, "red; blue", Rating.HARD)),
        (CLOZE, ["pink", "blue"], (Form.CLOZE, "pink; blue", Rating.AGAIN)),
        (Order(("a", "b", "c")), [0, 1, 2], (Form.ORDER, "a → b → c", Rating.GOOD)),
        (Order(("a", "b", "c")), [0, 2, 1], (Form.ORDER, "a → c → b", Rating.AGAIN)),
        (
            Match((Pair("a", "1"), Pair("b", "2"))),
            [0, 1],
            (Form.MATCH, "a → 1; b → 2", Rating.GOOD),
        ),
        (MapPlace(60, 30, 50), [60, 30], (Form.MAP, "60.00, 30.00", Rating.GOOD)),
        (MapPlace(60, 30, 50), [50, 30], (Form.MAP, "50.00, 30.00", Rating.AGAIN)),
    ],
)
def test_forms_and_ratings(
    world: QuizWorld, task: Task | None, response: Response, logged: tuple[Form, str, Rating]
) -> None:
    world.add(asks("x", task))
    sitting = world.take.begin(world.quiz("x", feeds_study=True).id)
    sitting.answer(0, response, 2000)
    sitting.hand_in()
    (review,) = world.reviews()
    assert (review.form, review.given, review.rating) == logged


def test_a_part_counts_in_the_log_though_the_quiz_gives_nothing_for_it(world: QuizWorld) -> None:
    world.add(asks("x", CLOZE))
    sitting = world.take.begin(world.quiz("x", feeds_study=True, partial=False).id)
    sitting.answer(0, ["red", "blue"], 2000)
    assert sitting.hand_in().score.points == 0
    assert world.reviews()[0].verdict is Verdict.ALMOST


def test_open_texts_are_not_logged(world: QuizWorld) -> None:
    world.add(asks("essay", OpenText()))
    sitting = world.take.begin(world.quiz("essay", "q0", feeds_study=True).id)
    sitting.answer(0, "Because.", 1)
    sitting.answer(1, [0], 1)
    sitting.hand_in()
    assert [row.question_id for row in world.reviews()] == ["q0"]


def test_an_answer_after_a_hint_is_rated_as_one(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", feeds_study=True).id)
    sitting.hint(0)
    sitting.answer(0, [0], 2000)
    sitting.hand_in()
    assert world.reviews()[0].rating is Rating.HARD


def test_handing_in_twice_logs_once(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", feeds_study=True).id)
    sitting.answer(0, [0], 2000)
    sitting.hand_in()
    sitting.hand_in()
    world.take.result(sitting.attempt.id)
    world.take.offers()
    world.results.lines()
    assert len(world.reviews()) == 1


def test_a_crash_between_log_and_handing_in_logs_once(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", "q1", feeds_study=True).id)
    sitting.answer(0, [0], 2000)
    world.stores.quizzes.broken = "finish"
    with pytest.raises(StorageError):
        sitting.hand_in()
    assert len(world.reviews()) == 1
    again = world.take.resume(sitting.attempt.id)
    again.answer(1, [0], 1000)
    again.hand_in()
    assert [row.question_id for row in world.reviews()] == ["q0", "q1"]


def test_what_was_taken_back_is_not_logged_again(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", feeds_study=True).id)
    sitting.answer(0, [0], 2000)
    world.stores.quizzes.broken = "finish"
    with pytest.raises(StorageError):
        sitting.hand_in()
    (review,) = world.reviews()
    world.stores.reviews.append(replace(review, id=new_id(), retracts=review.id), None)
    sitting.hand_in()
    assert len(world.reviews()) == 2


def test_another_attempt_is_another_answer(world: QuizWorld) -> None:
    quiz = world.quiz("q0", feeds_study=True)
    for _ in range(2):
        sitting = world.take.begin(quiz.id)
        sitting.answer(0, [0], 2000)
        sitting.hand_in()
    memory = world.memory("q0")
    assert memory is not None and memory.reviews == 2
    assert memory == schedule.replay(world.reviews(), world.settings.target_retention)


def test_the_log_is_that_of_who_took_the_quiz(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", feeds_study=True).id, "anna")
    sitting.answer(0, [0], 2000)
    sitting.hand_in()
    assert world.reviews("me") == []
    assert len(world.reviews("anna")) == 1
    assert world.memory("q0") is None


def test_a_question_that_is_no_longer_studied_is_left_out(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", "q1", feeds_study=True).id)
    for place in (0, 1):
        sitting.answer(place, [0], 2000)
    world.stores.decks.set_state(["q0"], State.RETIRED)
    sitting.hand_in()
    assert [row.question_id for row in world.reviews()] == ["q1"]


def test_an_attempt_handed_in_days_later_is_dated_when_it_was_answered(world: QuizWorld) -> None:
    sitting = world.take.begin(world.quiz("q0", minutes=30, feeds_study=True).id)
    sitting.answer(0, [0], 2000)
    world.clock.sleep(days=6)
    TakeQuiz(world.stores, world.day, world.evidence).offers()
    (review,) = world.reviews()
    assert (review.at, review.study_day) == (MONDAY, date(2026, 3, 2))
    memory = world.memory("q0")
    assert memory is not None and memory.last_day == date(2026, 3, 2)


def test_but_never_before_an_answer_that_is_in_the_log_already(world: QuizWorld) -> None:
    quiz = world.quiz("q0", minutes=30, feeds_study=True)
    sitting = world.take.begin(quiz.id)
    sitting.answer(0, [0], 2000)
    world.clock.sleep(days=2)
    later = Review(
        new_id(), "me", "q1", Form.TYPED, "", Verdict.RIGHT, Rating.GOOD, 1, world.clock.now(),
        date(2026, 3, 4),
    )  # fmt: skip
    world.stores.reviews.append(later, schedule.replay([later], 0.9))
    world.take.offers()
    assert world.reviews()[-1].study_day == date(2026, 3, 4)
    assert world.reviews()[-1].at == later.at


def test_feedback_at_once_logs_at_the_end_too(world: QuizWorld) -> None:
    quiz = world.quiz("q0", feeds_study=True, feedback=FeedbackWhen.AT_ONCE)
    sitting = world.take.begin(quiz.id)
    sitting.answer(0, [0], 2000)
    assert world.reviews() == []
    sitting.hand_in()
    assert len(world.reviews()) == 1


def test_several_options_are_said_in_the_log(world: QuizWorld) -> None:
    task = Choose((Option("a", 0.5), Option("b", 0.5), Option("c", -1)), several=True)
    world.add(asks("m", task))
    sitting = world.take.begin(world.quiz("m", feeds_study=True).id)
    sitting.answer(0, [1, 0], 2000)
    sitting.hand_in()
    assert (world.reviews()[0].given, world.reviews()[0].verdict) == ("b; a", Verdict.RIGHT)


def test_an_id_that_follows_from_another_is_of_the_same_moment_and_make() -> None:
    import uuid

    base = new_id()
    one, other = derived_id(base, "0"), derived_id(base, "1")
    assert one == derived_id(base, "0") != other
    assert uuid.UUID(one).version == 7
    assert uuid.UUID(one).variant == uuid.RFC_4122
    assert one[:13] == base[:13]
