"""Many questions changed in one commit, and put back just as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from quizapp.domain.deck import Deck
from quizapp.domain.question import Difficulty, Picture, QuestionFilter, State
from quizapp.domain.quiz import Asked, Attempt, Quiz, QuizRules
from quizapp.domain.revising import Revision
from quizapp.domain.task import Choose, Option, Order, key_of
from quizapp.errors import Cancelled, NotFound
from quizapp.storage import counters

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def bank(stores, make_question):
    """Three questions, one of them with all that a question can have."""
    task = Choose((Option("1917", 1.0, "Yes."), Option("1918", 0.0, "No.")))
    rich = make_question(
        "q1", task=task, answer="1917", accept=(), distractors=("1918",), tags=("tsars", "wars"),
        topic="Russia/1917", difficulty=Difficulty.HARD, hint="Late.", title="A title",
        picture=Picture("a" * 64, "image/png", "A tsar"), explanation="Because.\nSo.",
    )  # fmt: skip
    stores.decks.save_deck(Deck("other", "Other"))
    stores.decks.save_questions("history", [rich, make_question("q2"), make_question("q3")])
    return stores


def rows(stores):
    """All that is stored of questions, their versions and counts."""
    tables = ("question", "wording", "tag", "question_version", "question_count")
    with stores.decks._database.transaction() as connection:
        found = {
            table: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table}"))))
            for table in tables
        }
        assert counters.in_step(connection)
    counts = (row for row in found["question_count"] if not row.endswith(", 0)"))
    return found | {"question_count": list(counts)}


def revised(question, **changes):
    return Revision(replace(question, **changes))


def test_what_is_put_back_is_as_it_was_in_every_column(bank):
    before = rows(bank)
    q1, q2, q3 = bank.decks.questions(QuestionFilter())
    changes = [
        Revision(replace(q1, stem="Other?", tags=("new",), topic="", state=State.RETIRED), "other"),
        Revision(replace(q2, task=Order(("a", "b")), answer=key_of(Order(("a", "b"))).answer)),
        revised(q3, state=State.DRAFT),
    ]
    made = bank.decks.revise(changes)
    assert [each.before for each in made] == [q1, q2, q3]
    assert bank.decks.question("q1") == changes[0].question
    assert bank.decks.deck_of("q1").id == "other"
    assert [each.number for each in bank.decks.versions("q1")] == [2, 1]
    assert bank.decks.tags() == []
    assert bank.decks.put_back(made) == ["q1", "q2", "q3"]
    assert rows(bank) == before


def test_questions_that_are_as_wanted_are_left_out(bank):
    q1, q2, _ = bank.decks.questions(QuestionFilter())
    made = bank.decks.revise([Revision(q1, "history"), revised(q2, tags=("x",))])
    assert [each.before.id for each in made] == ["q2"]
    assert bank.decks.version_numbers(["q1", "q2"]) == {"q1": 1, "q2": 2}


def test_one_that_is_gone_changes_none(bank, make_question):
    q1 = bank.decks.question("q1")
    before = rows(bank)
    with pytest.raises(NotFound):
        bank.decks.revise([revised(q1, stem="Other?"), Revision(make_question("gone"))])
    with pytest.raises(NotFound, match="deck"):
        bank.decks.revise([Revision(q1, "no deck")])
    assert rows(bank) == before


def test_cancelling_half_way_changes_none(bank, make_question):
    many = [make_question(f"m{n}") for n in range(2_500)]
    bank.decks.save_questions("history", many)
    before = rows(bank)
    told = []
    with pytest.raises(Cancelled):
        bank.decks.revise(
            [revised(each, topic="x") for each in many],
            lambda share, message: told.append(share),
            lambda: len(told) == 2,
        )
    assert told == [0.4, 0.8]
    assert rows(bank) == before


def test_what_was_changed_since_stays(bank):
    q1, q2, q3 = bank.decks.questions(QuestionFilter())
    made = bank.decks.revise([revised(each, topic="x") for each in (q1, q2, q3)])
    bank.decks.update_question(replace(bank.decks.question("q1"), stem="By hand?"))
    bank.decks.set_state(["q2"], State.RETIRED)
    assert bank.decks.put_back(made) == ["q3"]
    assert bank.decks.question("q1").topic == "x"
    assert bank.decks.question("q3") == q3


def test_a_version_that_an_attempt_refers_to_can_still_be_read(bank):
    q1 = bank.decks.question("q1")
    made = bank.decks.revise([revised(q1, stem="As asked?")])
    bank.quizzes.save_quiz(Quiz("quiz", "Quiz"))
    asked = (Asked("q1", 2, 1.0, 0),)
    bank.quizzes.begin(Attempt("a", "quiz", "me", 1, NOW, asked, QuizRules()))
    assert bank.decks.put_back(made) == ["q1"]
    assert bank.decks.question("q1") == q1
    assert bank.decks.version("q1", 2).stem == "As asked?"
