"""What is written as a QTI package is read back, whatever a question holds, and is sound."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from any_html_question import LINE, OPTIONAL, QUESTIONS
from hypothesis import given
from hypothesis import strategies as st
from qti_rules import broken_rules

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import Citation, Difficulty, Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    When,
)
from quizapp.exchange import DeckFile, Qti
from quizapp.exchange.building import question_of
from quizapp.exchange.pictures import picture_of

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
ID = "0123456789abcdef0123"


def written(deck: DeckFile) -> bytes:
    return b"".join(Qti().dump(deck).pieces)


def read(data: bytes) -> DeckFile:
    return Qti().load(data, name="file name")


def a_question(task: Task, **more: object) -> Question:
    return question_of(task, id=ID, stem="A stem", **more)


def edited(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The package with every part changed by ``change(name, contents)``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def through_another_program(data: bytes) -> bytes:
    """It keeps the items and what the standard says of them, and nothing of ours."""
    own = re.compile(rb"<quizapp .*?</quizapp>", re.DOTALL)
    return edited(data, lambda _name, contents: own.sub(b"", contents))


@given(LINE, OPTIONAL, st.lists(LINE, max_size=2).map(tuple), QUESTIONS)
def test_a_deck_is_read_back_as_it_was_written(
    name: str, description: str, sources: tuple[str, ...], questions: tuple[Question, ...]
) -> None:
    deck = DeckFile(name, description, sources, questions)
    found = read(written(deck))
    assert found.problems == ()
    assert (found.name, found.description, found.sources) == (name, description, sources)
    assert found.questions == questions


@given(QUESTIONS)
def test_every_package_keeps_the_rules_of_the_standard(questions: tuple[Question, ...]) -> None:
    assert broken_rules(written(DeckFile("Deck", questions=questions))) == []


@given(QUESTIONS.filter(bool))
def test_what_another_program_gives_back_is_still_read(questions: tuple[Question, ...]) -> None:
    found = read(through_another_program(written(DeckFile("Deck", questions=questions))))
    assert [str(problem) for problem in found.problems] == []
    assert len(found.questions) == len(questions)


def test_the_same_deck_makes_the_same_bytes() -> None:
    deck = DeckFile("Deck", questions=(a_question(TrueFalse(True)),))
    assert written(deck) == written(deck)


ALONE: list[Task] = [
    Choose((Option("A", 1.0), Option("B"), Option("None of these", keeps_place=True))),
    Choose((Option("A", 1.0, "Yes"), Option("B", 0.0, "No"))),
    Choose((Option("A", 1.0), Option("B", 0.5), Option("C", -0.25))),
    Choose((Option("A", 0.5), Option("B", 0.5), Option("C", -0.5)), several=True),
    Choose((Option("A", 1.0, "x"), Option("B", 0.75), Option("C")), several=True, shuffle=False),
    TrueFalse(True, "Right.", "Wrong."),
    TrueFalse(False),
    Typed((Accepted("Lenin"), Accepted("Ulyanov", 0.5))),
    Typed((Accepted("Lenin"),), strict=True),
    Numeric((Number(1917, 2.0),)),
    Numeric((Number(3.14, 0.01), Number(3.0, 0.0, 0.5))),
    Cloze(
        ("In ", " it was ", ", number ", "."),
        (
            Gap((Accepted("1917"), Accepted("MCMXVII"))),
            Gap(options=(Option("war", 1.0), Option("peace"))),
            Gap(numbers=(Number(5.0, 1.0),)),
        ),
    ),
    Order(("first", "second", "third")),
    Match((Pair("a", "1"), Pair("b", "2"), Pair("c", "1")), ("3",), shuffle=False),
    OpenText(5, "Look for causes."),
    Information(),
]


@pytest.mark.parametrize("task", ALONE, ids=lambda task: type(task).__name__)
def test_an_item_says_by_itself_what_its_task_is(task: Task) -> None:
    """Without our own data: as another program gives it back."""
    question = a_question(task)
    data = through_another_program(written(DeckFile("Deck", questions=(question,))))
    (back,) = read(data).questions
    expected = question.task
    if isinstance(expected, Cloze):
        expected = replace(expected, texts=("A stem\n\nIn ", *expected.texts[1:]))
    assert back.task == expected
    assert back.answer == question.answer


def test_explanation_source_tags_topic_and_difficulty_travel_as_the_standard_has_them() -> None:
    citation = Citation("A Short History", "A Short History", page=3, quote="He & <they>.")
    question = a_question(
        Typed((Accepted("Lenin"),)), explanation="Because.\nTwice.", citation=citation,
        tags=("war", "Russia & co"), topic="Russia/1917", difficulty=Difficulty.HARD,
        title="A title",
    )  # fmt: skip
    data = written(DeckFile("Deck", questions=(question,)))
    (back,) = read(through_another_program(data)).questions
    assert back == question


def test_pictures_travel_with_their_questions() -> None:
    picture = picture_of(PNG, "A map")
    assert picture is not None
    first = a_question(TrueFalse(False), picture=picture)
    second = replace(first, id="fedcba98765432109876", stem="Another")
    deck = DeckFile("Deck", questions=(first, second), pictures={picture.id: PNG})
    data = written(deck)
    assert broken_rules(data) == []
    for each in (data, through_another_program(data)):
        found = read(each)
        assert found.questions == (first, second)
        assert found.pictures == {picture.id: PNG}


def test_an_item_that_was_edited_elsewhere_is_asked_as_it_is_then() -> None:
    question = a_question(When(HistoricalDate(DatePoint(1917)), years_off=2), hint="A hint")
    data = written(DeckFile("Deck", questions=(question,)))
    assert read(data).questions == (question,)
    changed = edited(data, lambda _name, contents: contents.replace(b"1917", b"1918"))
    found = read(changed)
    (back,) = found.questions
    assert isinstance(back.task, Numeric) and back.answer == "1918"
    assert (back.id, back.hint) == (question.id, "A hint")
    assert "changed outside QuizApp" in str(found.changed[0])


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        (MapPlace(1, 2), "QTI has maps as pictures only"),
        (When(HistoricalDate(DatePoint(1917, 11, 7))), "QTI knows no dates"),
        (Typed((Accepted("Len*"),)), "stars for any letters"),
        (Typed((Accepted("Lenin"), Accepted("Marx", 0.0, "No"))), "feedback on single typed"),
        (Choose((Option("a", 1.0),)), "one option only"),
    ],
)
def test_what_an_item_cannot_say_is_named_and_read_back_all_the_same(
    task: Task, reason: str
) -> None:
    question = a_question(task)
    result = Qti().dump(DeckFile("Deck", questions=(question,)))
    data = b"".join(result.pieces)
    assert any(reason in str(problem) for problem in result.left_out)
    assert broken_rules(data) == []
    assert read(data).questions == (question,)


def test_what_no_item_can_ask_is_named_and_not_written() -> None:
    result = Qti().dump(DeckFile("D", questions=(a_question(Order(("alone",))),)))
    assert [problem.reason for problem in result.left_out] == [
        "it was not written: it has fewer than two items to put in order"
    ]
    assert read(b"".join(result.pieces)).questions == ()


def test_a_hint_and_a_draft_are_named() -> None:
    question = a_question(TrueFalse(True), hint="Think.")
    result = Qti().dump(DeckFile("D", questions=(question,)))
    reasons = " ".join(str(problem) for problem in result.left_out)
    assert "its hint: items have none" in reasons


def test_an_item_that_was_only_written_anew_is_not_called_changed() -> None:
    question = a_question(Order(("a", "b")))
    data = written(DeckFile("Deck", questions=(question,)))
    anew = edited(data, lambda _name, contents: contents.replace(b"<itemBody>", b"<itemBody >"))
    found = read(anew)
    assert (found.questions, found.changed) == ((question,), ())


def test_the_rules_notice_what_is_wrong() -> None:
    data = written(DeckFile("D", questions=(a_question(Order(("a", "b"))),)))
    for old, new in (
        (b"item_1</value>", b"item_9</value>"),
        (b'shuffle="true"', b""),
        (b"outcomeDeclaration", b"modalFeedback"),
        (b'responseIdentifier="RESPONSE"', b'responseIdentifier="OTHER"'),
    ):
        spoilt = edited(data, lambda _name, contents: contents.replace(old, new))  # noqa: B023
        assert broken_rules(spoilt) != []
