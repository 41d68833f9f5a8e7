"""Neutral JSON lines: round trips, and hostile files."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from any_question import QUESTIONS
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Origin, Picture, Question, State
from quizapp.domain.task import Choose, Option, key_of
from quizapp.exchange import DeckFile, Neutral
from quizapp.exchange.building import Unfit, check_lengths
from quizapp.exchange.format import LONGEST_STEM, LONGEST_TEXT
from quizapp.exchange.neutral import LONGEST_LINE

GOOD: dict[str, Any] = {"kind": "place", "stem": "Where?", "answer": "Here"}


def load(*records: dict[str, Any] | bytes) -> DeckFile:
    lines = [r if isinstance(r, bytes) else json.dumps(r).encode() for r in records]
    return Neutral().load(b"\n".join(lines), name="deck")


def dumped(*questions: Question) -> bytes:
    return b"".join(Neutral().dump(DeckFile("deck", questions=questions)).pieces)


@given(QUESTIONS)
def test_questions_come_back_as_they_went(questions: tuple[Question, ...]) -> None:
    back = Neutral().load(dumped(*questions), name="deck")
    assert back.problems == ()
    assert back.questions == questions
    assert dumped(*back.questions) == dumped(*questions)


def test_the_key_stands_now_here_now_there() -> None:
    texts = ("There", "Away", "Nowhere")
    questions = [
        Question(f"q{n}", AnswerKind.PLACE, "Where?", "Here", (), texts) for n in range(60)
    ]
    lines = dumped(*questions).splitlines()
    places = [json.loads(line)["choices"].index("Here") for line in lines]
    assert {places.count(place) > 5 for place in range(4)} == {True}


def test_a_line_holds_the_fields_that_other_programs_expect() -> None:
    question = Question("q1", AnswerKind.PLACE, "Where?", "Here", ("here",), ("There", "Away"))
    (line,) = dumped(question).splitlines()
    record = json.loads(line)
    assert set(record) == {
        "id", "kind", "stem", "answer", "accept", "choices", "iso", "source", "confidence",
        "status",
    }  # fmt: skip
    assert sorted(record["choices"]) == ["Away", "Here", "There"]
    assert record["iso"] is None
    assert dumped(question) == dumped(question), "the order of the choices is stable"


def test_answer_and_choices_follow_from_the_task() -> None:
    task = {"task": "choose", "several": True, "options": [
        {"text": "x", "worth": 0.5}, {"text": "y", "worth": 0.5}, {"text": "z"},
    ]}  # fmt: skip
    (question,) = load({"kind": "other", "stem": "Which?", "task": task}).questions
    assert (question.answer, question.distractors) == ("x; y", ("z",))
    plain = {"task": "typed", "answers": [{"text": "Kazan"}, {"text": "Qazan"}]}
    (question,) = load(GOOD | {"task": plain}).questions
    assert (question.task, question.answer, question.accept) == (None, "Kazan", ("Qazan",))


def test_pictures_without_bytes_are_named_but_not_held_and_that_is_said() -> None:
    shown = Question("q", AnswerKind.OTHER, "?", "x", picture=Picture("ab" * 32, "image/png"))
    (entry,) = Neutral().dump(DeckFile("deck", questions=(shown, shown))).left_out
    assert entry.reason == "2 pictures are named in the file, but not held in it"


def test_a_date_before_christ_travels_beside_iso_which_has_no_minus_sign() -> None:
    ides = HistoricalDate(new_style=DatePoint(-43, 3, 15))
    line = dumped(Question("q1", AnswerKind.DATE, "When?", "15 March 44 BC", date=ides))
    assert json.loads(line)["iso"] is None
    assert Neutral().load(line, name="deck").questions[0].date == ides


def test_without_distractors_there_are_no_choices() -> None:
    record = json.loads(dumped(Question("q1", AnswerKind.PLACE, "Where?", "Here")))
    assert record["choices"] is None


def test_kind_stem_and_answer_are_enough() -> None:
    (question,) = load(GOOD).questions
    assert question.state is State.ACCEPTED
    assert question.origin is Origin.IMPORTED
    assert question.id == load(GOOD).questions[0].id


def test_markup_is_text() -> None:
    stem = "<script>alert('x')</script> & <b>bold</b>"
    (question,) = load(GOOD | {"stem": stem}).questions
    assert question.stem == stem


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"stem": None}, "there is no stem"),
        ({"stem": "  "}, "there is no stem"),
        ({"stem": 3}, "stem is not text"),
        ({"stem": "x" * 5000}, "stem is 5,000 characters long"),
        ({"stem": "a\x00b"}, "stem holds the character U+0000"),
        ({"answer": "\ud800"}, "answer holds the character U+D800"),
        ({"kind": "essay"}, "kind is 'essay', not one of date, leader, place"),
        ({"kind": ["date"]}, "kind is"),
        ({"accept": "one"}, "accept is not a list of texts"),
        ({"accept": [1]}, "accept is not a list of texts"),
        ({"accept": ["x"] * 1000}, "accept holds 1000 texts"),
        ({"choices": ["There", "Away"]}, "the answer is not among the choices"),
        ({"iso": "1917"}, "iso is not an object"),
        ({"iso": {}}, "iso is not a date"),
        ({"iso": {"ns": "1917-13"}}, "iso is not a date (month 13)"),
        ({"iso": {"ns": "9" * 5000}}, "iso is not a date"),
        ({"iso": {"ns": "99999"}}, "iso is a year"),
        ({"source": "x.txt"}, "source is not an object"),
        ({"source": {"start": "0"}}, "source start is not a whole number"),
        ({"source": {"start": 5}}, "source start and end are not a stretch"),
        ({"source": {"start": 5, "end": 3}}, "source start and end are not a stretch"),
        ({"source": {"start": True, "end": 3}}, "source start is not a whole number"),
        ({"confidence": "high"}, "confidence is not a number"),
        ({"confidence": float("nan")}, "confidence is not a number"),
        ({"status": "secret"}, "status is 'secret', not one of draft"),
        ({"task": "cloze"}, "task: the task should be an object"),
        ({"task": {"task": "dance"}}, "task: there is no task 'dance'"),
        ({"task": {"task": "choose", "options": []}}, "task: no answer of it is right"),
        ({"task": {"task": "open", "guidance": "a\0b"}}, "task: it holds the character U+0000"),
        (
            {"task": {"task": "open", "guidance": "x" * 30_000}},
            "task: a text has 30,000 characters",
        ),
        ({"task": {"task": "cloze", "texts": ["a", "b"], "gaps": [{}]}}, "task: its gap 1 has no"),
        ({"task": {"task": "numeric", "answers": [{"value": 10**400}]}}, "task: numeric, answers"),
        ({"task": {"task": "numeric", "answers": [{"value": 1e301}]}}, "task: one of its numbers"),
        ({"difficulty": "deadly"}, "difficulty is 'deadly', not one of easy, medium, hard"),
        ({"picture": "x.png"}, "picture is not an object"),
        ({"picture": {"id": "../../etc/passwd"}}, "picture: its id is not 64 hexadecimal"),
        ({"picture": {"id": "ab" * 32, "type": "image/svg+xml"}}, "picture: 'image/svg+xml' is"),
    ],
)
def test_a_field_of_the_wrong_type_is_named(record: dict[str, Any], reason: str) -> None:
    deck = load(GOOD, GOOD | record)
    assert len(deck.questions) == 1, "the good line is taken all the same"
    (problem,) = deck.problems
    assert str(problem).startswith(f"line 2: {reason}")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "it is not JSON"),
        (b"[1, 2]", "it is not a JSON object"),
        (b'{"stem": "caf\xe9"}', "it is not UTF-8 text"),
        (b"[" * 100_000, "it is not JSON"),
        (
            b" " * LONGEST_LINE + b"{}",
            f"it is {LONGEST_LINE + 2:,} bytes long, which no question is",
        ),
    ],
)
def test_a_line_that_is_no_question_is_reported(line: bytes, reason: str) -> None:
    deck = load(b"", line, GOOD)
    assert [str(problem) for problem in deck.problems] == [f"line 2: {reason}"]
    assert len(deck.questions) == 1


def room_for(question: Question) -> int:
    """How many letters more its explanation may have, so that it is still taken."""
    fits, none = 0, LONGEST_TEXT + 1
    while none - fits > 1:
        middle = (fits + none) // 2
        try:
            check_lengths(replace(question, explanation="\U0001f3f0" * middle))
            fits = middle
        except Unfit:
            none = middle
    return fits


@pytest.mark.parametrize("letter", ["\U0001f3f0", '"', "\\"])
def test_the_longest_question_that_is_taken_comes_back_whatever_its_letters_are(
    letter: str,
) -> None:
    options = tuple(Option(letter * 500 + str(n), feedback=letter * 99) for n in range(150))
    task = Choose((Option(letter * 500, 1.0), *options))
    key = key_of(task)
    question = Question(
        "q", AnswerKind.OTHER, letter * LONGEST_STEM, key.answer, distractors=key.distractors,
        hint=letter * LONGEST_TEXT, task=task,
    )  # fmt: skip
    room = room_for(question)
    assert 0 < room < LONGEST_TEXT, "all its texts together are at the limit"
    question = replace(question, explanation=letter * room)
    data = dumped(question)
    assert len(data) > 200_000
    (back,) = Neutral().load(data, name="deck").questions
    assert replace(back, origin=question.origin) == question


def test_the_second_line_of_an_id_is_left_out() -> None:
    deck = load(GOOD | {"id": "a"}, GOOD | {"id": "a", "stem": "Other?"})
    assert [question.stem for question in deck.questions] == ["Where?"]
    assert str(deck.problems[0]) == "line 2: the id 'a' was used above"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            [*GOOD, "id", "iso", "source", "choices", "tags", "task", "picture", "difficulty"]
        ),
        JSON,
    )
)
def test_no_json_whatever_stops_an_import(record: dict[str, Any]) -> None:
    deck = load(GOOD | record)
    assert len(deck.questions) + len(deck.problems) == 1


@given(st.binary(max_size=300))
def test_no_bytes_whatever_stop_an_import(data: bytes) -> None:
    Neutral().load(data, name="deck")
