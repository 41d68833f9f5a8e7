"""Many questions changed at once: what is said of it, and one undo for the whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_stores import World

from quizapp.domain.deck import Deck
from quizapp.domain.judgement import Act
from quizapp.domain.question import AnswerKind, Difficulty, Question, State
from quizapp.domain.quiz import Quiz
from quizapp.errors import Cancelled, QuizError
from quizapp.services.author_quiz import AuthorQuiz
from quizapp.services.edit_bank import Change, Changed, EditBank, Part, PutBack
from quizapp.services.quiz_draw import picks
from quizapp.services.watching import Watch


def question(name: str, **fields: object) -> Question:
    plain = Question(name, AnswerKind.OTHER, f"What is {name} of all?", "It")
    return replace(plain, **fields)  # type: ignore[arg-type]


@pytest.fixture
def bank(world: World) -> EditBank:
    world.stores.decks.save_deck(Deck("other", "Other"))
    world.add(question("a", tags=("Wars", "tsars")), question("b", topic="Russia"), question("c"))
    return EditBank(world.stores, world.log, AuthorQuiz(world.stores, world.day))


IDS = ("a", "b", "c")


def test_tags_are_added_and_taken_away_whatever_their_case(world: World, bank: EditBank) -> None:
    changed = bank.change(IDS, Change(add_tags=("wars", "1917"), remove_tags=("TSARS",)))
    assert [world.stores.decks.question(name).tags for name in IDS] == [
        ("Wars", "1917"), ("wars", "1917"), ("wars", "1917"),
    ]  # fmt: skip
    assert changed == Changed(3, 0, ((Part.TAGS_ADDED, 3), (Part.TAGS_REMOVED, 1)))


def test_only_what_was_not_so_already_counts_as_changed(world: World, bank: EditBank) -> None:
    changed = bank.change(IDS, Change(topic="Russia", deck_id="deck"))
    assert changed == Changed(2, 1, ((Part.TOPIC, 2),))
    assert bank.change(IDS, Change(topic="Russia")) == Changed(0, 3)
    bank.undo()
    assert [world.stores.decks.question(name).topic for name in IDS] == ["", "Russia", ""]
    assert not bank.can_undo  # what changed nothing is no step


def test_labels_state_and_deck_are_put_back_by_one_undo(world: World, bank: EditBank) -> None:
    decks = world.stores.decks
    before = decks.questions_by_id(IDS)
    changed = bank.change(
        IDS,
        Change(topic="", sets_difficulty=True, difficulty=Difficulty.EASY, state=State.RETIRED,
               deck_id="other"),
    )  # fmt: skip
    assert dict(changed.parts) == {
        Part.TOPIC: 1, Part.DIFFICULTY: 3, Part.STATE: 3, Part.DECK: 3,
    }  # fmt: skip
    assert {decks.deck_of(name).id for name in IDS} == {"other"}
    assert bank.undo() == PutBack(3, 0, 0)
    assert decks.questions_by_id(IDS) == before
    assert {decks.deck_of(name).id for name in IDS} == {"deck"}
    assert set(decks.version_numbers(IDS).values()) == {1}
    with pytest.raises(QuizError, match="nothing to undo"):
        bank.undo()


def test_undo_goes_back_step_by_step_and_leaves_what_was_changed_since(
    world: World, bank: EditBank
) -> None:
    bank.change(["a", "b"], Change(topic="One"))
    bank.change(["b", "c"], Change(topic="Two"))
    world.stores.decks.update_question(replace(world.stores.decks.question("c"), stem="Mine?"))
    assert bank.undo() == PutBack(1, 0, 1)
    assert world.stores.decks.question("b").topic == "One"
    assert world.stores.decks.question("c").stem == "Mine?"
    assert bank.undo() == PutBack(2, 0, 0)


def test_taking_into_study_takes_back_what_was_said_and_undo_says_it_again(
    world: World, bank: EditBank
) -> None:
    world.stores.decks.set_state(["a"], State.REJECTED)
    world.log.write(Act.REJECTED, ["a"])
    bank.change(["a"], Change(state=State.ACCEPTED))
    assert world.log.why_turned_down("a") is None
    bank.undo()
    why = world.log.why_turned_down("a")
    assert why is not None
    assert why.act is Act.REJECTED


def test_cancelling_changes_nothing_and_is_no_step(world: World, bank: EditBank) -> None:
    before = world.stores.decks.questions_by_id(IDS)
    with pytest.raises(Cancelled):
        bank.change(IDS, Change(topic="x"), Watch(stop=lambda: True))
    assert world.stores.decks.questions_by_id(IDS) == before
    assert not bank.can_undo


def test_nothing_to_change_is_said(bank: EditBank) -> None:
    with pytest.raises(QuizError, match="Nothing was chosen"):
        bank.change(IDS, Change())


def test_another_deck_file_ends_what_can_be_undone(bank: EditBank) -> None:
    bank.change(IDS, Change(topic="x"))
    bank.forget()
    assert not bank.can_undo


def picked(world: World, quiz: Quiz) -> list[str]:
    return [pick.question_id for pick in picks(world.stores.quizzes.quiz(quiz.id))]


def test_questions_go_behind_those_of_a_quiz_each_once(world: World, bank: EditBank) -> None:
    quiz = bank.make_quiz("Monday", ["b"]).quiz
    world.stores.decks.set_state(["c"], State.RETIRED)
    added = bank.add_to_quiz(quiz.id, IDS)
    assert (added.added, added.known, added.unfit) == (1, 1, 1)
    assert picked(world, quiz) == ["b", "a"]
    assert bank.add_to_quiz(quiz.id, ["a"]).added == 0
    assert bank.undo() == PutBack(0, 1, 0)
    assert picked(world, quiz) == ["b"]


def test_a_new_quiz_takes_a_free_name_and_undo_deletes_it(world: World, bank: EditBank) -> None:
    bank.make_quiz("Monday", ["a"])
    assert bank.make_quiz("Monday", ["b"]).quiz.name == "Monday 2"
    bank.undo()
    assert [one.quiz.name for one in world.stores.quizzes.quizzes()] == ["Monday"]


def test_a_quiz_that_was_changed_since_stays(world: World, bank: EditBank) -> None:
    quiz = bank.make_quiz("Monday", ["a"]).quiz
    world.stores.quizzes.save_quiz(replace(quiz, name="Tuesday"))
    assert bank.undo() == PutBack(0, 0, 1)
    assert [one.quiz.name for one in world.stores.quizzes.quizzes()] == ["Tuesday"]


def test_a_quiz_of_none_in_study_is_not_made(world: World, bank: EditBank) -> None:
    world.stores.decks.set_state(IDS, State.DRAFT)
    with pytest.raises(QuizError, match="None of these questions is in study"):
        bank.make_quiz("Monday", IDS)
