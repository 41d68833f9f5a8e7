"""A hint narrows the answer down and never gives it."""

from __future__ import annotations

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.study.hints import hint


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
