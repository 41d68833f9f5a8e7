"""A hint narrows the answer down and never gives it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Order
from quizapp.study.hints import hint
from quizapp.ui import words


def asked(kind: AnswerKind, answer: str, stem: str = "When?", *date: int) -> Question:
    when = HistoricalDate(new_style=DatePoint(*date)) if date else None
    return Question("q", kind, stem, answer, date=when)


@pytest.mark.parametrize(
    ("answer", "date", "stem", "given"),
    [
        ("7 November 1917", (1917, 11, 7), "On what date was it?", ("year", "1917")),
        ("1917", (1917,), "In what year was it?", ("decade", "1910")),
        ("7 November 1917", (1917, 11, 7), "On what date in 1917 was it?", ("quarter", "4")),
        ("March 1917", (1917, 3), "In what month of 1917 was it?", ("quarter", "1")),
        ("1917", (1917,), "Was it in 1917?", ("", "")),
        ("44 BC", (-43,), "In what year was it?", ("century", "-1")),
        ("202 BC", (-201,), "In what year was it?", ("century", "-3")),
    ],
)
def test_of_a_date_the_decade_or_the_quarter(
    answer: str, date: tuple[int, ...], stem: str, given: tuple[str, str]
) -> None:
    assert hint(asked(AnswerKind.DATE, answer, stem, *date)) == given


@pytest.mark.parametrize(
    ("kind", "answer", "given"),
    [
        (AnswerKind.LEADER, "V. I. Lenin", ("surname", "L")),
        (AnswerKind.LEADER, "Otto von Bismarck", ("surname", "B")),
        (AnswerKind.LEADER, "Augustus", ("letter", "A")),
        (AnswerKind.PLACE, "Évora", ("letter", "É")),
        (AnswerKind.PLACE, "…", ("", "")),
    ],
)
def test_of_a_name_the_first_letter(kind: AnswerKind, answer: str, given: tuple[str, str]) -> None:
    assert hint(asked(kind, answer)) == given


def test_what_the_question_or_every_option_tells_is_no_hint() -> None:
    from quizapp.domain.calendar import DatePoint, HistoricalDate

    def asked(*options: str, stem: str = "When was he killed?") -> Question:
        when = HistoricalDate(new_style=DatePoint(1241, 9, 23))
        return Question(
            "q", AnswerKind.DATE, stem, "23 September 1241", distractors=options, date=when
        )

    assert hint(asked()) == ("year", "1241")
    assert hint(asked("2 May 1240", "5 June 1241")) == ("year", "1241")
    assert hint(asked("2 May 1241", "5 August 1241")) == ("quarter", "3")
    assert hint(asked("2 May 1241", "5 June 1241")) == ("half", "2"), "the quarter would tell it"
    assert hint(asked("2 September 1241", "5 September 1241")) == ("part of month", "2")
    assert hint(asked(stem="On what date in 1241 was he killed?")) == ("quarter", "3")


def test_the_hint_of_the_author_comes_before_any_other() -> None:
    own = replace(asked(AnswerKind.PLACE, "Riga"), hint="It lies by the sea.")
    assert hint(own) == ("own", "It lies by the sea.")
    assert words.hint("own", "In {braces}.") == "In {braces}."


def test_a_task_without_one_answer_has_no_made_hint() -> None:
    order = replace(asked(AnswerKind.OTHER, "a → b"), task=Order(("a", "b")))
    assert hint(order) == ("", "")
