"""Numbers as people write them, and dates with years beside them."""

from __future__ import annotations

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Accepted, Number, Numeric, Typed, When
from quizapp.kinds.marking import mark, said
from quizapp.kinds.marking.figures import readings
from quizapp.kinds.marking.when import years_off

QUESTION = Question("q", AnswerKind.OTHER, "How many?", "?")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1917", (1917,)),
        (" 3,14 ", (3.14,)),
        ("3.14", (3.14,)),
        (".5", (0.5,)),
        ("5.", (5,)),
        ("−7", (-7,)),
        ("+ 7", (7,)),
        ("1 234,5", (1234.5,)),
        ("1\u00a0234", (1234,)),
        ("1’234’567", (1234567,)),
        ("1,234.5", (1234.5,)),
        ("1.234,5", (1234.5,)),
        ("1,234", (1234, 1.234)),
        ("1.234", (1234, 1.234)),
        ("1,234,567", (1234567,)),
        ("2e3", (2000,)),
        ("2 × 10³", (2000,)),
        ("2*10^-3", (0.002,)),
        ("١٩١٧", (1917,)),
        ("12,34,567", ()),
        ("1,2.3,4", ()),
        ("1234,567.8", ()),
        ("twelve", ()),
        ("12 km", ()),
        ("3x5", ()),
        ("1e999", ()),
        ("nan", ()),
        ("inf", ()),
        ("", ()),
        ("9" * 200, ()),
    ],
)
def test_figures_are_read_with_points_and_commas(text: str, values: tuple[float, ...]) -> None:
    assert readings(text) == pytest.approx(values)


def share(task: Numeric | When, text: str, rules: QuizRules | None = None) -> float | None:
    return mark(QUESTION, task, text, rules).share


def test_a_number_within_the_tolerance_is_right_to_its_very_edge() -> None:
    task = Numeric((Number(0.3, 0.1),))
    assert [share(task, text) for text in ("0.2", "0,4", "0.41", "0.19")] == [1, 1, 0, 0]
    assert share(Numeric((Number(0.3),)), f"{0.1 + 0.2!r}") == 1


def test_the_narrower_answer_goes_before_the_wider_one() -> None:
    task = Numeric((Number(1917, 5, 0.5, "Near."), Number(1917, 0, 1, "To the year.")))
    assert [share(task, text) for text in ("1917", "1920", "1923")] == [1, 0.5, 0]
    assert mark(QUESTION, task, "1917").feedback == ("To the year.",)
    assert mark(QUESTION, task, "1920").feedback == ("Near.",)
    assert share(task, "1920", QuizRules(partial=False)) == 0


def test_a_comma_that_may_mean_two_things_costs_nobody_points() -> None:
    assert share(Numeric((Number(1234),)), "1,234") == 1
    assert share(Numeric((Number(1.234),)), "1,234") == 1


def test_what_is_no_number_is_said_to_be_none() -> None:
    found = mark(QUESTION, Numeric((Number(7),)), "seven")
    assert (found.share, found.answered) == (0, True)
    assert "could not be read as a number" in found.note


OCTOBER = HistoricalDate(DatePoint(1917, 11, 7), DatePoint(1917, 10, 25))
YEAR = HistoricalDate(DatePoint(1917))
CAESAR = HistoricalDate(DatePoint(-43))
WAR = HistoricalDate(DatePoint(1914), end_new_style=DatePoint(1918))


def test_a_date_is_judged_in_either_calendar_and_at_its_precision() -> None:
    task = When(OCTOBER)
    assert [share(task, text) for text in ("25 October 1917", "7 Nov 1917", "26 October 1917")] == [
        1, 1, 0.5,
    ]  # fmt: skip
    assert share(task, "1917") == 0.5
    assert share(task, "1917", QuizRules(partial=False)) == 0


def test_years_beside_it_earn_their_part_where_the_author_says_so() -> None:
    task = When(YEAR, years_off=2, worth_near=0.4)
    assert [share(task, text) for text in ("1917", "1916", "1919", "1920")] == [1, 0.4, 0.4, 0]
    assert share(When(YEAR), "1916") == 0
    assert share(When(OCTOBER, years_off=0, worth_near=0.8), "1917") == 0.5
    near = mark(QUESTION, task, "1919")
    assert near.verdict is Verdict.ALMOST
    assert "1917" in near.note


def test_the_part_is_never_less_than_an_almost_right_date_earns() -> None:
    assert share(When(OCTOBER, years_off=1, worth_near=0.2), "26 October 1917") == 0.5
    assert share(When(OCTOBER, years_off=1, worth_near=0.8), "26 October 1917") == 0.8


@pytest.mark.parametrize(
    ("text", "date", "away"),
    [
        ("1919", YEAR, 2),
        ("'19", YEAR, 2),
        ("45 BC", CAESAR, 1),
        ("43", CAESAR, 1),
        ("AD 1", CAESAR, 44),
        ("1916", WAR, 0),
        ("1912", WAR, 2),
        ("1914-1920", WAR, 2),
        ("1900-2000", YEAR, 83),
        ("long ago", YEAR, None),
    ],
)
def test_how_many_years_a_date_is_off(text: str, date: HistoricalDate, away: int | None) -> None:
    assert years_off(text, date) == away


def test_other_forms_of_a_plain_date_count_as_well() -> None:
    question = Question(
        "q", AnswerKind.DATE, "When?", "Red October", accept=("the October days",), date=OCTOBER
    )
    assert mark(question, When(OCTOBER), "red october").share == 1
    assert mark(question, When(OCTOBER), "the October days").share == 1
    assert mark(question, When(YEAR), "red october").share == 0


def test_what_was_typed_is_said_as_it_was() -> None:
    for task in (When(YEAR), Numeric((Number(7),)), Typed((Accepted("x"),))):
        assert said(task, " about 7 ") == "about 7"
        assert said(task, None) == said(task, "  ") == ""
        (part,) = mark(QUESTION, task, None).parts
        assert (part.given, part.worth, part.verdict) == ("", 0, Verdict.WRONG)
        assert part.right
