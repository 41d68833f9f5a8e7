"""An option that is the key in another spelling is pointed out, another one never."""

from __future__ import annotations

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Choose, Option
from quizapp.kinds.also_right import also_right
from quizapp.kinds.finding import Severity


def question(kind: AnswerKind, key: str, *wrong: str, **more: object) -> Question:
    return Question("q", kind, "Who headed the government?", key, distractors=wrong, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "key", "option"),
    [
        (AnswerKind.LEADER, "Vladimir Lenin", "V. I. Lenin"),
        (AnswerKind.OTHER, "Vladimir Lenin", "V. I. Lenin"),  # nobody said that a person is asked
        (AnswerKind.LEADER, "Trotsky", "Lev Trotskii"),
        (AnswerKind.PLACE, "Nizhny Novgorod", "Nizhnii Novgorod"),
        (AnswerKind.OTHER, "The Decree on Land", "Decree on Land"),
    ],
)
def test_the_key_in_another_spelling_is_a_second_right_option(
    kind: AnswerKind, key: str, option: str
) -> None:
    (found,) = also_right(question(kind, key, "Somebody Else", option))
    assert found.rule == "two right options"
    assert found.severity is Severity.ADVICE
    assert option in found.message
    assert key in found.message


@pytest.mark.parametrize(
    ("kind", "key", "option"),
    [
        (AnswerKind.LEADER, "Vladimir Lenin", "Leon Trotsky"),
        (AnswerKind.LEADER, "L. B. Kamenev", "S. S. Kamenev"),
        (AnswerKind.PLACE, "Austria", "Australia"),
        (AnswerKind.OTHER, "Bolsheviks", "Mensheviks"),
        (AnswerKind.OTHER, "1905", "1906"),
    ],
)
def test_another_one_is_no_second_right_option(kind: AnswerKind, key: str, option: str) -> None:
    assert not list(also_right(question(kind, key, option)))


def test_a_date_that_is_nearly_right_is_a_wrong_option() -> None:
    date = HistoricalDate(old_style=DatePoint(1917, 10, 25))
    asked = question(AnswerKind.DATE, "25 October 1917", "26 October 1917", date=date)
    assert not list(also_right(asked))


def test_options_of_a_task_are_compared_with_each_right_one() -> None:
    task = Choose((Option("Vladimir Lenin", 1.0), Option("V. I. Lenin"), Option("Martov")))
    (found,) = also_right(question(AnswerKind.LEADER, "Vladimir Lenin", task=task))
    assert "V. I. Lenin" in found.message
