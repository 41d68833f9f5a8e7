"""Dates typed in other languages are judged as if they had been typed in English."""

from __future__ import annotations

import pytest

from quizapp.domain.calendar import MONTH_NAMES, DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Verdict
from quizapp.domain.task import When, key_of
from quizapp.kinds.grading.foreign_dates import _MONTHS, in_english
from quizapp.kinds.marking import mark


def verdict(date: DatePoint, given: str) -> Verdict:
    task = When(HistoricalDate(new_style=date))
    key = key_of(task)
    question = Question("q", AnswerKind.DATE, "When?", key.answer, key.accept, (), task=task)
    return mark(question, task, given).verdict


@pytest.mark.parametrize(
    "given",
    [
        "12. März 1917", "12 maerz 1917", "am 12. Marz 1917", "12. MÄRZ 1917", "den 12. Mrz. 1917",
        "12 mars 1917", "le 12 mars 1917", "12 de marzo de 1917", "el 12 de marzo de 1917",
        "12 marzo 1917", "12 de março de 1917", "12 maart 1917", "12 marca 1917 r.",
        "12 مارس 1917", "١٢ مارس ١٩١٧", "12 آذار 1917", "12.3.1917", "١٢/٣/١٩١٧",
        "12 марта 1917 г.",
    ],
)  # fmt: skip
def test_a_day_is_the_same_day_in_every_language(given: str) -> None:
    assert verdict(DatePoint(1917, 3, 12), given) is Verdict.RIGHT
    assert verdict(DatePoint(1917, 5, 12), given) is not Verdict.RIGHT


@pytest.mark.parametrize(
    "given",
    ["44 v. Chr.", "44 v.Chr.", "44 vor Christus", "44 av. J.-C.", "44 avant Jésus-Christ",
     "44 antes de Cristo", "44 ق.م"],
)  # fmt: skip
def test_a_year_before_christ_is_one(given: str) -> None:
    assert verdict(DatePoint(-43), given) is Verdict.RIGHT
    assert verdict(DatePoint(44), given) is not Verdict.RIGHT


@pytest.mark.parametrize(
    ("given", "month", "day"),
    [("1er août 1914", 8, 1), ("2 d'août 1914", 8, 2), ("4. Aug. 1914", 8, 4),
     ("3 déc. 1914", 12, 3), ("5 ene. 1914", 1, 5), ("6 تشرين الثاني 1914", 11, 6)],
)  # fmt: skip
def test_short_forms_and_small_words_are_read(given: str, month: int, day: int) -> None:
    assert verdict(DatePoint(1914, month, day), given) is Verdict.RIGHT


def test_every_month_of_every_language_is_its_english_one() -> None:
    for line in _MONTHS.strip().splitlines():
        for name, words in zip(MONTH_NAMES, line.partition(": ")[2].split("|"), strict=True):
            for word in words.split():
                assert in_english(f"3 {word} 1917").startswith(f"3 {name[:3]}") or (
                    word in name.lower()
                ), word


@pytest.mark.parametrize(
    "text",
    ["25 October 1917", "Oct. 25, 1917", "the 2nd of May 1917", "Sept. 1917", "c. 44 BC",
     "de facto", "early 1917", "25 October O.S. or 7 November 1917 N.S.", "", "Märchen"],
)  # fmt: skip
def test_what_is_not_of_another_language_stays(text: str) -> None:
    assert in_english(text) == text
