"""What is written as GIFT is read back, and Moodle reads it too, whatever a question holds."""

from __future__ import annotations

from dataclasses import replace

import moodle_gift
from any_gift_question import GIFT_QUESTIONS, OPTIONAL, TEXT, some
from hypothesis import given

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import (
    Choose,
    Cloze,
    Information,
    Match,
    Numeric,
    Task,
    TrueFalse,
    Typed,
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
        assert one.idnumber in (question.id, "")


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
