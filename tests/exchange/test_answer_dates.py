"""Which answers of other programs are dates."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.date_typed import parse_date
from quizapp.domain.question import AnswerKind
from quizapp.exchange.answer_dates import kind_of_answer


@pytest.mark.parametrize(
    "answer",
    [
        "7 November 1917", "November 7, 1917", "November 1917", "1917", "44 BC", "about 1500",
        "the 12th century", "XIX century", "spring 1918", "1917-11-07", "between 1905 and 1907",
        "25 October 1917 (Old Style)", "twelfth century", "May 1000",
    ],
)  # fmt: skip
def test_a_whole_date_is_one(answer: str) -> None:
    kind, date = kind_of_answer("The storming", answer)
    assert kind is AnswerKind.DATE
    assert date == parse_date(answer)


@pytest.mark.parametrize(
    "answer",
    [
        "Kazan", "42", "7", "12 apostles", "the battle of 1812", "Napoleon III", "31 June 1917",
        "11/7/1917", "0", "0017", "99999", "1.5", "", "May", "century", "x" * 500, "1917 " * 100,
    ],
)  # fmt: skip
def test_other_answers_are_none(answer: str) -> None:
    assert kind_of_answer("The storming", answer) == (AnswerKind.OTHER, None)


def test_a_small_number_is_a_year_only_where_one_is_asked_for() -> None:
    assert kind_of_answer("When did Augustus die?", "14")[0] is AnswerKind.DATE
    assert kind_of_answer("In which year did Rome burn?", "64")[0] is AnswerKind.DATE
    assert kind_of_answer("Legions of Varus", "17")[0] is AnswerKind.OTHER


def test_a_number_that_counts_is_no_year() -> None:
    assert kind_of_answer("How many men marched?", "1200")[0] is AnswerKind.OTHER
    assert kind_of_answer("The population of Ghent", "1400")[0] is AnswerKind.OTHER


@given(st.integers(0, 40), st.sampled_from(MONTH_NAMES), st.integers(0, 9999))
def test_the_quick_way_reads_days_as_the_thorough_one_does(day: int, month: str, year: int) -> None:
    for text in (f"{day} {month} {year:04d}", f"{month} {year:04d}"):
        assert kind_of_answer("When?", text)[1] == parse_date(text)
