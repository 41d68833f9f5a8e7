"""Typed answers of a class: the same ones together, and one verdict for all who gave them."""

from __future__ import annotations

import pytest
from quiz_world import QuizWorld, asks
from test_quiz_results import taken

from quizapp.domain.quiz import Quiz
from quizapp.domain.task import Accepted, OpenText, Typed
from quizapp.services.quiz_answers import SameAnswer

SMOLNY = Typed((Accepted("Smolny"),))


@pytest.fixture
def world(quizzes: QuizWorld) -> QuizWorld:
    quizzes.add(asks("place", SMOLNY), asks("why", OpenText()))
    return quizzes


@pytest.fixture
def quiz(world: QuizWorld) -> Quiz:
    return world.quiz("place", "why")


def groups(world: QuizWorld, quiz: Quiz) -> list[SameAnswer]:
    return [one for same in world.results.typed(quiz.id).values() for one in same]


def shares(world: QuizWorld, quiz: Quiz) -> dict[str, float | None]:
    lines = world.results.lines(quiz.id)
    return {line.name: line.marks[0].share for line in lines}


def test_what_was_typed_is_shown_the_same_answers_together(world: QuizWorld, quiz: Quiz) -> None:
    taken(world, quiz, "anna", "the Tauride Palace", "Because.")
    taken(world, quiz, "ben", "The Tauride  palace", "")
    taken(world, quiz, "me", "Smolny", "")
    wrong, right = groups(world, quiz)
    assert (wrong.text, wrong.names, wrong.share) == ("the Tauride Palace", ("Anna", "Ben"), 0)
    assert (right.text, right.names, right.share) == ("Smolny", ("Me",), 1)


def test_one_verdict_counts_for_all_who_typed_it_and_can_be_taken_back(
    world: QuizWorld, quiz: Quiz
) -> None:
    taken(world, quiz, "anna", "the Tauride Palace", "")
    taken(world, quiz, "ben", "the tauride palace", "")
    taken(world, quiz, "me", "Gatchina", "")
    answer = groups(world, quiz)[0]
    done = world.results.count_as_right(quiz.id, answer, accept=False)
    assert shares(world, quiz) == {"Anna": 1, "Ben": 1, "Me": 0}
    assert world.stores.decks.question("place").task == SMOLNY
    world.results.take_back_right(done)
    assert shares(world, quiz) == {"Anna": 0, "Ben": 0, "Me": 0}
    assert not any(row.by_hand for line in world.results.lines(quiz.id) for row in line.marks)


def test_what_is_taken_back_gives_way_to_the_mark_that_stood_before(
    world: QuizWorld, quiz: Quiz
) -> None:
    taken(world, quiz, "anna", "the Tauride Palace", "")
    answer = groups(world, quiz)[0]
    ((attempt, place),) = answer.places
    world.results.mark_by_hand(attempt, place, 0.5, "Near it.")
    done = world.results.count_as_right(quiz.id, answer, accept=False)
    world.results.take_back_right(done)
    (line,) = world.results.lines(quiz.id)
    hand = line.marks[place].by_hand
    assert hand is not None and (hand.points, hand.comment) == (0.5, "Near it.")


def test_the_question_accepts_it_from_now_on_and_no_longer_once_taken_back(
    world: QuizWorld, quiz: Quiz
) -> None:
    taken(world, quiz, "anna", "the Tauride Palace", "")
    done = world.results.count_as_right(quiz.id, groups(world, quiz)[0], accept=True)
    taken(world, quiz, "ben", "the Tauride Palace", "")
    assert shares(world, quiz) == {"Anna": 1, "Ben": 1}
    world.results.take_back_right(done)
    assert world.stores.decks.question("place").task == SMOLNY
    taken(world, quiz, "me", "the Tauride Palace", "")
    assert shares(world, quiz)["Me"] == 0


def test_what_was_a_wrong_option_is_none_once_it_is_accepted(world: QuizWorld) -> None:
    from quizapp.services.quiz_answers import accepting

    wider = accepting(asks("plain"), "wrong")
    assert wider.accept == ("wrong",)
    assert "wrong" not in wider.distractors
