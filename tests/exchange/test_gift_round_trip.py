"""What is written as GIFT is read back, and Moodle reads it too, whatever a question holds."""

from __future__ import annotations

from dataclasses import replace

import moodle_gift
import pytest
from any_gift_question import GIFT_QUESTIONS, OPTIONAL, PICTURE, TEXT, some
from hypothesis import given

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Difficulty, Origin, Question
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
    key_of,
    simplest,
)
from quizapp.exchange import DeckFile, Gift

Questions = tuple[Question, ...]


def written(*questions: Question, name: str = "deck") -> bytes:
    return b"".join(Gift().dump(DeckFile(name, questions=questions)).pieces)


def left_out(*questions: Question) -> list[str]:
    return [str(each) for each in Gift().dump(DeckFile("deck", questions=questions)).left_out]


def asked(task: Task, stem: str = "What?", **more: object) -> Question:
    key = key_of(task)
    question = Question(
        "q1", AnswerKind.OTHER, stem, key.answer, key.accept, key.distractors, task=simplest(task)
    )
    return replace(question, **more)  # type: ignore[arg-type]


@given(TEXT, OPTIONAL, some(TEXT, 0, 2), GIFT_QUESTIONS)
def test_a_deck_is_read_back_as_it_was_written(
    name: str, description: str, sources: tuple[str, ...], questions: Questions
) -> None:
    deck = DeckFile(name, description, sources, questions)
    back = Gift().load(b"".join(Gift().dump(deck).pieces), name="file name")
    assert back.problems == ()
    assert back.changed == ()
    assert back.questions == questions
    assert (back.name, back.description, back.sources) == (name, description, sources)
    assert b"".join(Gift().dump(back).pieces) == b"".join(Gift().dump(deck).pieces)


@given(GIFT_QUESTIONS)
def test_moodle_reads_what_is_written(questions: Questions) -> None:
    read = moodle_gift.read_file(written(*questions).decode())
    assert len(read) == len(questions)
    for one, question in zip(read, questions, strict=True):
        if not isinstance(question.task, Cloze):
            assert one.text == question.stem
        if not isinstance(question.task, Information):
            assert one.feedback == question.explanation
        assert one.idnumber in (question.id, f"quizapp:{question.id}", "")


@given(GIFT_QUESTIONS)
def test_moodle_reads_the_answers_that_gift_can_say(questions: Questions) -> None:
    for one, question in zip(
        moodle_gift.read_file(written(*questions).decode()), questions, strict=True
    ):
        if one.qtype == "truefalse" and isinstance(question.task, TrueFalse):
            right, wrong = one.answers
            assert right.text == str(question.task.is_true)
            assert right.feedback == question.task.when_right
            assert wrong.feedback == question.task.when_wrong
        if one.qtype == "multichoice" and isinstance(question.task, Choose):
            assert [answer.text for answer in one.answers] == [
                option.text for option in question.task.options
            ]
            assert [answer.feedback for answer in one.answers] == [
                option.feedback for option in question.task.options
            ]
        if one.qtype == "multichoice" and question.task is None:
            right = [answer.text for answer in one.answers if answer.fraction == 1]
            assert right == [question.answer]
        if one.qtype == "match" and isinstance(question.task, Match):
            pairs = [(pair.premise, pair.answer) for pair in question.task.pairs]
            extras = [("", extra) for extra in question.task.extras]
            assert [(answer.text, answer.feedback) for answer in one.answers] == pairs + extras
        if one.qtype == "shortanswer" and isinstance(question.task, Typed):
            assert [answer.text for answer in one.answers] == [
                answer.text.replace("->", "→") for answer in question.task.answers
            ]
        if one.qtype == "numerical" and isinstance(question.task, Numeric):
            assert [(float(a.text), a.tolerance) for a in one.answers] == [
                (number.value, number.tolerance) for number in question.task.answers
            ]


ODD = [
    asked(Information(), "0"),
    asked(Information(), "// no comment"),
    asked(Information(), "$CATEGORY: none"),
    asked(Information(), "::no title::"),
    asked(Information(), "[html]<b>no HTML</b>"),
    asked(TrueFalse(True, "a $$", "b $$"), "c $$"),
    asked(TrueFalse(True, "", "39; &"), "&"),
    asked(Typed((Accepted("TRUE"),)), "What?"),
    asked(Typed((Accepted("%50%x"),)), "What?"),
    asked(Typed((Accepted("a -> b"),)), "What?"),
    asked(Typed((Accepted("[plain]x"), Accepted("<b>")))),
    asked(Choose((Option("%50%x", 1.0), Option("%50%y"), Option("[html]z")))),
    asked(Choose((Option("a", 1.0), Option("b", 1.0)))),
    asked(Match((Pair("a -> b", "c -> d"), Pair("<i>", "[html]")), ("->",))),
    asked(TrueFalse(True), tags=("[id:x]", "a]b"), hint="[tag:x] [id:y]"),
]


@pytest.mark.parametrize("question", ODD, ids=lambda question: f"{question.stem} {question.answer}")
def test_a_text_that_looks_like_gift_stays_a_text(question: Question) -> None:
    back = Gift().load(written(question), name="deck")
    assert (back.questions, back.problems, back.changed) == (
        (replace(question, origin=Origin.IMPORTED),), (), (),
    )  # fmt: skip
    (read,) = moodle_gift.read_file(written(question).decode())
    assert read.text == question.stem
    assert read.tags == [tag for tag in question.tags if "[" not in tag]


NEAREST = [
    (Order(("first", "second")), "match", "its order is written as a matching question"),
    (Cloze(("a ", " b ", ""), (Gap((Accepted("x"),)), Gap(options=(Option("y", 1.0),)))), "match",
     "its gaps are written as a matching question"),
    (Cloze(("Grant is ", " there."), (Gap(options=(Option("y", 1.0), Option("n"))),)),
     "multichoice", ""),
    (Cloze(("It was ", "."), (Gap(numbers=(Number(3, 1),)),)), "numerical", ""),
    (When(HistoricalDate(DatePoint(1917)), years_off=2), "numerical", "its year is written as a"),
    (When(HistoricalDate(DatePoint(-43, 3, 15))), "shortanswer", "its date is written as a text"),
    (MapPlace(59.93, 30.36), "essay", "GIFT has no form for a place on the map"),
    (OpenText(3, "look for peace"), "essay", "its guidance for the marker is left out"),
    (Typed((Accepted("Lenin"),), strict=True), "shortanswer", "capitals make no difference"),
    (Choose((Option("a", 1.0, keeps_place=True), Option("b")), shuffle=False), "multichoice",
     "the order of its choices is not kept"),
    (Choose((Option("a", 1.0), Option("b", 0.17))), "multichoice", "weights of its answers were"),
    (Choose((Option("a", 0.3), Option("b", 0.3)), several=True), "multichoice", "weights"),
    (Match((Pair("a", "b"), Pair("c", "d")), shuffle=False), "match", "its pairs are shuffled"),
    (Choose((Option("a", 1.0), Option("b", 1.0))), "essay", "it is written as an essay"),
]  # fmt: skip


@pytest.mark.parametrize(("task", "moodle", "lost"), NEAREST, ids=lambda each: str(each)[:40])
def test_what_gift_has_no_form_for_is_written_in_the_nearest_and_told(
    task: Task, moodle: str, lost: str
) -> None:
    question = asked(task)
    (read,) = moodle_gift.read_file(written(question).decode())
    assert read.qtype == moodle
    told = [reason for reason in left_out(question) if "GIFT has no place" not in reason or lost]
    assert len(told) == bool(lost)
    assert lost in "".join(told)
    (back,) = Gift().load(written(question), name="deck").questions
    assert back.task == simplest(task)


@pytest.mark.parametrize(
    "task", [Choose((Option("a"), Option("b"))), Numeric((Number(5, 1, -1.0),))]
)
def test_what_nobody_could_answer_right_comes_back_as_an_essay(task: Task) -> None:
    question = asked(task)
    assert "it is written as an essay" in "".join(left_out(question))
    deck = Gift().load(written(question), name="deck")
    assert isinstance(deck.questions[0].task, OpenText)
    assert "no answer of it is right" in str(deck.changed[0])


def test_the_learner_of_moodle_sees_a_year_with_the_years_beside_it() -> None:
    task = When(HistoricalDate(DatePoint(1917)), years_off=2, worth_near=0.5)
    (read,) = moodle_gift.read_file(written(asked(task)).decode())
    assert [(a.text, a.tolerance, a.fraction) for a in read.answers] == [
        ("1917", 0, 1), ("1917", 2, 0.5),
    ]  # fmt: skip


def test_gaps_are_numbered_in_the_text_and_their_wrong_words_are_offered_too() -> None:
    gaps = (Gap(options=(Option("one", 1.0), Option("two"))), Gap((Accepted("oxygen"),)))
    task = Cloze(("Water has ", " atom of ", "."), gaps)
    (read,) = moodle_gift.read_file(written(asked(task)).decode())
    assert read.text == "Water has (1) _____ atom of (2) _____."
    assert [(a.text, a.feedback) for a in read.answers] == [
        ("(1)", "one"), ("(2)", "oxygen"), ("", "two"),
    ]  # fmt: skip


def test_what_gift_has_no_place_for_is_told_with_a_count_or_by_the_question() -> None:
    plain = asked(TrueFalse(True), hint="look", difficulty=Difficulty.EASY)
    pictured = asked(TrueFalse(False), "Which?", picture=PICTURE, id="q2", hint="there")
    assert left_out(plain, pictured) == [
        "Which?: its picture is left out: GIFT has no place for pictures",
        "GIFT has no place for a hint (2 questions); only QuizApp reads it back",
        "GIFT has no place for a difficulty (1 questions); only QuizApp reads it back",
    ]


def test_questions_without_a_topic_behind_others_go_below_the_name_of_the_deck() -> None:
    first, second, third = (
        asked(TrueFalse(True), stem, id=stem, topic=topic, origin=Origin.IMPORTED)
        for stem, topic in (("a", ""), ("b", "Russia/1917"), ("c", ""))
    )
    data = written(first, second, third, name="My deck")
    assert [read.category for read in moodle_gift.read_file(data.decode())] == [
        "", "$course$/top/Russia/1917", "$course$/top/My deck",
    ]  # fmt: skip
    assert Gift().load(data, name="x").questions == (first, second, third)


def test_the_right_choice_stands_now_here_now_there() -> None:
    questions = [
        Question(f"question-{n}", AnswerKind.OTHER, "Where?", "Here", (), ("There", "Away"))
        for n in range(60)
    ]
    reads = moodle_gift.read_file(written(*questions).decode())
    places = [[a.fraction for a in read.answers].index(1) for read in reads]
    assert {places.count(place) > 5 for place in range(3)} == {True}


def test_a_text_that_was_edited_counts_more_than_the_comment_above_it() -> None:
    question = asked(Order(("first", "second")), hint="look", topic="A", difficulty=Difficulty.HARD)
    edited = written(question).replace(b"-> second", b"-> last")
    deck = Gift().load(edited, name="deck")
    (back,) = deck.questions
    assert back.task == Match((Pair("1", "first"), Pair("2", "last")))
    assert (back.id, back.hint, back.difficulty) == ("q1", "look", Difficulty.HARD)
    assert "its text was edited" in str(deck.changed[0])


def test_other_spaces_are_no_edit() -> None:
    question = asked(Order(("first", "second")))
    spaced = written(question).replace(b"\n\t=", b"\r\n   =").replace(b" -> ", b"  ->   ")
    (back,) = Gift().load(spaced, name="deck").questions
    assert back.task == question.task


@pytest.mark.parametrize("id_", ["q1", "quizapp:q1", "0191-long-id-0017", "x" * 90])
def test_a_trip_through_moodle_keeps_id_and_tags_and_loses_the_rest(id_: str) -> None:
    question = asked(Typed((Accepted("Lenin"),)), id=id_, tags=("a", "b c"), hint="L")
    lines = written(question).decode().split("\n")
    by_moodle = "\n".join(line for line in lines if not line.startswith("// quizapp"))
    (back,) = Gift().load(by_moodle.encode(), name="deck").questions
    assert (back.id, back.tags, back.hint) == (question.id, question.tags, "")


DAMAGED = ["{", "[]", '{"task": {"task": "none"}}', '{"difficulty": 9}', '{"hint": 7}',
           '{"date": {"ns": "x"}}', '{"confidence": 7}', '{"kind": "x"}', '{"stem": []}',
           '{"task": {"task": "map", "latitude": 1e999, "longitude": 0}}', '{"tags": "x"}',
           '{"hint": "\\ud800"}', '{"citation": 1}', '{"state": null}']  # fmt: skip


@pytest.mark.parametrize("record", DAMAGED)
def test_a_damaged_comment_of_ours_is_told_and_the_question_is_read(record: str) -> None:
    deck = Gift().load(f"// quizapp 0123456789ab {record}\nWho?{{=he}}".encode(), name="deck")
    assert [question.answer for question in deck.questions] == ["he"]
    if record != "[]":
        assert "could not be read" in str(deck.changed[0])
