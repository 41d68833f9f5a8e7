"""Find and replace: in the chosen fields alone, never so that a question is none any more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_stores import World
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.date_typed import parse_date
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Match,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    key_of,
)
from quizapp.errors import QuizError
from quizapp.services.author_quiz import AuthorQuiz
from quizapp.services.edit_bank import EditBank
from quizapp.services.replace_text import Field, ReplaceText, Search, problem, replaced
from tests.sheets import TASKS

PLAIN = Question(
    "q1", AnswerKind.OTHER, "Which tsar, Peter or peter's son?", "Peter I", ("Peter the Great",),
    ("Peter II", "Paul"), explanation="Peter reigned.",
)  # fmt: skip


def of(task: Task) -> Question:
    key = key_of(task)
    return Question(
        "t", AnswerKind.OTHER, "About Peter?", key.answer, key.accept, key.distractors, task=task
    )


def only(*fields: Field, find: str = "Peter", by: str = "Pyotr", **options: bool) -> Search:
    return Search(find, by, frozenset(fields), **options)


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        (Field.STEM, {"stem": "Which tsar, Pyotr or Pyotr's son?"}),
        (Field.ANSWER, {"answer": "Pyotr I", "accept": ("Pyotr the Great",)}),
        (Field.OPTIONS, {"distractors": ("Pyotr II", "Paul")}),
        (Field.EXPLANATION, {"explanation": "Pyotr reigned."}),
    ],
)
def test_only_the_chosen_field_changes(field: Field, changed: dict[str, object]) -> None:
    assert replaced(PLAIN, only(field)) == replace(PLAIN, **changed)  # type: ignore[arg-type]


def test_case_and_whole_words_count_where_they_are_chosen() -> None:
    stem = replaced(PLAIN, only(Field.STEM, match_case=True)).stem
    assert stem == "Which tsar, Pyotr or peter's son?"
    assert replaced(PLAIN, only(Field.STEM, find="pete", whole_words=True)) == PLAIN
    dotted = replaced(PLAIN, only(Field.STEM, find="?", by="\\1")).stem
    assert dotted.endswith("son\\1")  # signs are letters like any other


@pytest.mark.parametrize(
    ("task", "field", "expected"),
    [
        (Choose((Option("Peter", 1.0, "Peter!"), Option("Peter II"))), Field.ANSWER,
         Choose((Option("Pyotr", 1.0, "Peter!"), Option("Peter II")))),
        (Choose((Option("Peter", 1.0, "Peter!"), Option("Peter II"))), Field.OPTIONS,
         Choose((Option("Peter", 1.0, "Peter!"), Option("Pyotr II")))),
        (Typed((Accepted("Peter"), Accepted("Petr", 0.5, "Peter?"))), Field.EXPLANATION,
         Typed((Accepted("Peter"), Accepted("Petr", 0.5, "Pyotr?")))),
        (Cloze(("Peter of ", "."), (Gap((Accepted("Peter"),)),)), Field.STEM,
         Cloze(("Pyotr of ", "."), (Gap((Accepted("Peter"),)),))),
        (Order(("Peter", "Paul")), Field.ANSWER, Order(("Pyotr", "Paul"))),
        (Match((Pair("Peter", "1682"), Pair("Paul", "1796")), ("Peter's",)), Field.OPTIONS,
         Match((Pair("Peter", "1682"), Pair("Paul", "1796")), ("Pyotr's",))),
        (OpenText(guidance="Names Peter."), Field.EXPLANATION, OpenText(guidance="Names Pyotr.")),
        (TrueFalse(True, when_wrong="Peter did."), Field.EXPLANATION,
         TrueFalse(True, when_wrong="Pyotr did.")),
    ],
)  # fmt: skip
def test_what_a_task_says_goes_along_with_its_key(task: Task, field: Field, expected: Task) -> None:
    new = replaced(of(task), only(field))
    assert new.task == expected
    assert (new.answer, new.distractors) == (key_of(expected).answer, key_of(expected).distractors)


@given(st.sampled_from(TASKS), st.text("aeiou", min_size=1, max_size=2))
def test_replacing_by_the_same_changes_nothing(asked: tuple[str, Task], found: str) -> None:
    question = of(asked[1])
    assert replaced(question, Search(found, found, match_case=True)) == question


def test_a_date_that_is_replaced_is_another_date() -> None:
    dated = Question("d", AnswerKind.DATE, "When?", "14 June 1872", date=parse_date("14 June 1872"))
    new = replaced(dated, Search("1872", "1873"))
    assert new.date == parse_date("14 June 1873")
    assert problem(dated, new) == ""
    assert "no date" in problem(dated, replaced(dated, Search("1872", "then")))


@pytest.mark.parametrize(
    ("search", "reason"),
    [
        (Search("Which tsar, Peter or peter's son?", " "), "no text left"),
        (Search("Peter I", "", whole_words=True), "no answer left"),
        (Search("Peter II", "Paul"), "Two of its options"),
        (Search("Peter II", ""), "Two of its options"),
    ],
)
def test_a_question_that_would_be_none_is_refused(search: Search, reason: str) -> None:
    assert reason in problem(PLAIN, replaced(PLAIN, search))


@pytest.fixture
def service(world: World) -> ReplaceText:
    world.add(PLAIN, replace(PLAIN, id="q2", explanation="", answer="Peter"),
              replace(PLAIN, id="q3", stem="Another?", answer="Nobody", accept=(),
                      distractors=("Ivan",), explanation=""))  # fmt: skip
    author = AuthorQuiz(world.stores, world.day)
    return ReplaceText(world.stores, EditBank(world.stores, world.log, author))


def test_each_place_is_offered_and_only_the_wanted_ones_are_changed(
    world: World, service: ReplaceText
) -> None:
    search = Search("Peter", "Pyotr")
    found = service.find(search, ["q1", "q2", "q3"])
    assert [(place.question_id, place.field) for place in found.places] == [
        ("q1", Field.STEM), ("q1", Field.ANSWER), ("q1", Field.OPTIONS), ("q1", Field.EXPLANATION),
        ("q2", Field.STEM), ("q2", Field.ANSWER), ("q2", Field.OPTIONS),
    ]  # fmt: skip
    assert found.places[1].before == "Peter I  |  Peter the Great"
    assert found.places[1].after == "Pyotr I  |  Pyotr the Great"
    before = world.stores.decks.questions_by_id(["q1", "q2"])
    assert service.apply(search, [found.places[0], found.places[5]]) == (2, 0)
    now = world.stores.decks.questions_by_id(["q1", "q2"])
    assert now["q1"] == replaced(PLAIN, only(Field.STEM))
    assert now["q2"].answer == "Pyotr"
    assert now["q2"].stem == PLAIN.stem
    service._bank.undo()
    assert world.stores.decks.questions_by_id(["q1", "q2"]) == before


def test_what_is_refused_says_why_and_stays(world: World, service: ReplaceText) -> None:
    found = service.find(Search("nobody", ""), ["q1", "q3"])
    assert found.places == ()
    assert [(each.question_id, each.reason) for each in found.refused] == [
        ("q3", "It would have no answer left.")
    ]


def test_what_to_look_for_and_where_is_needed(service: ReplaceText) -> None:
    with pytest.raises(QuizError, match="what to look for"):
        service.find(Search("", "x"), ["q1"])
    with pytest.raises(QuizError, match="where to look"):
        service.find(Search("x", "y", frozenset()), ["q1"])
