"""Of two questions of a quiz one may name what the other asks for."""

from __future__ import annotations

import pytest
from quiz_world import QuizWorld, asks

from quizapp.domain.question import AnswerKind, Question
from quizapp.services.give_aways import give_aways

CONGRESS = "the Second All-Russian Congress of Workers’ and Soldiers’ Soviet Deputies"
WHERE = Question("where", AnswerKind.PLACE, f"In which building was {CONGRESS} held?", "Smolny")
WHEN = Question(
    "when", AnswerKind.DATE, f"On what date did {CONGRESS} begin in the hall of the Smolny?",
    "25 October 1917 (7 November New Style)",
)  # fmt: skip
DAN = Question("dan", AnswerKind.LEADER, f"By whom was {CONGRESS} opened?", "F. I. Dan")


def pairs(*questions: Question) -> list[tuple[str, str]]:
    return [(pair.telling.id, pair.asking.id) for pair in give_aways(questions)]


def test_who_reads_the_one_knows_the_answer_of_the_other() -> None:
    assert pairs(WHERE, WHEN, DAN) == [("when", "where")]
    (found,) = give_aways((WHERE, WHEN))
    assert found.answer == "Smolny"


def test_a_date_is_given_away_by_all_of_its_parts() -> None:
    day = Question("day", AnswerKind.LEADER, f"Who opened {CONGRESS} on 25 October 1917?", "Dan")
    year = Question("year", AnswerKind.LEADER, f"Who opened {CONGRESS} in 1917?", "Dan")
    assert ("day", "when") in pairs(WHEN, day)
    assert pairs(WHEN, year) == []


@pytest.mark.parametrize(
    "stem",
    [
        "Who laid out the park of the Smolny in 1806?",  # about something else
        f"Which party left {CONGRESS}?",
    ],
)
def test_other_matters_and_other_answers_give_nothing_away(stem: str) -> None:
    assert pairs(WHERE, Question("other", AnswerKind.OTHER, stem, "Mensheviks")) == []


def test_the_quiz_names_the_pair_and_finds_one_to_stand_in_place(quizzes: QuizWorld) -> None:
    world = quizzes
    free = Question("free", AnswerKind.DATE, "On what date was the Winter Palace taken?", "1917")
    again = Question("again", AnswerKind.DATE, f"When did {CONGRESS} meet in the Smolny?", "1917")
    world.add(WHERE, WHEN, DAN, again, free, asks("plain"))
    quiz = world.quiz("where", "when", "dan")
    (note,) = world.author.notes(quiz)
    assert WHERE.stem in note
    assert WHEN.stem in note
    assert "Smolny" in note
    assert world.author.replacement(quiz, "when") == "free"
    assert world.author.replacement(quiz, "where") is None
