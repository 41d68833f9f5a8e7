"""New questions in an order that teaches, near years apart or side by side, and leeches."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizapp.domain.ports import DueQuestion, Whereabouts
from quizapp.domain.question import AnswerKind
from quizapp.domain.review import MemoryState
from quizapp.study import contrast, new_order, queue
from quizapp.study.leech import LAPSES, WEAK_DAYS, Leech, leech

DAY = date(2026, 3, 2)


def new(*names: str) -> list[DueQuestion]:
    return [DueQuestion(name, "", "d", None, n) for n, name in enumerate(names)]


PLACES = {
    "rome": Whereabouts(-44, True, 2, 900),
    "tsar": Whereabouts(1917, True, 1, 500),
    "nowhere": Whereabouts(None, False, -1, 0),
    "duma": Whereabouts(1906, False, 1, 700),
}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("added", ["nowhere", "tsar", "rome", "duma"]),
        ("time", ["rome", "duma", "tsar", "nowhere"]),
        ("document", ["tsar", "duma", "rome", "nowhere"]),
    ],
)
def test_new_questions_come_as_the_setting_says(order: str, expected: list[str]) -> None:
    found = new_order.ordered(new("nowhere", "tsar", "rome", "duma"), PLACES, order)
    assert [each.question_id for each in found] == expected


def test_only_years_that_are_answers_interfere() -> None:
    assert new_order.years(PLACES) == {"rome": -44, "tsar": 1917}


def begun(years: dict[str, int], allowed: int) -> list[str]:
    places = queue.plan([], new(*years), day=DAY, new_allowed=allowed, years=years)
    return [place.question_id for place in places]


def test_of_two_years_next_to_each_other_one_waits_for_another_day() -> None:
    years = {"a": 1917, "b": 1918, "c": 1917, "d": 1921, "e": 1920, "f": 1930}
    assert begun(years, 4) == ["a", "c", "d", "f"]


def test_where_the_pool_has_no_others_they_begin_all_the_same() -> None:
    assert begun({"a": 1917, "b": 1918}, 2) == ["a", "b"]
    assert begun({"a": 1917, "b": 1918, "c": 1919}, 2) == ["a", "c"]


@pytest.mark.parametrize(
    ("answer", "year"),
    [("1917", 1917), ("7 November 1917", 1917), ("15 March 44 BC", -44), ("490 BC", -490),
     ("480 B.C.", -480), ("1914–1918", None), ("Lenin", None), ("12345", None)],
)  # fmt: skip
def test_the_year_of_an_answer(answer: str, year: int | None) -> None:
    assert contrast.year_of(answer) == year


def test_near_years_are_a_pair_and_others_are_not() -> None:
    assert contrast.years_apart("1921", "30 December 1922") == 1
    assert contrast.years_apart("1924", "1922") == 2
    assert contrast.years_apart("1921", "1931") is None
    assert contrast.years_apart("3 March 1918", "1918") is None
    assert contrast.years_apart("Kamenev", "1918") is None


@pytest.mark.parametrize(
    ("kind", "key", "given", "interferes"),
    [
        (AnswerKind.DATE, "1917", "3 March 1918", True),
        (AnswerKind.DATE, "3 May 1918", "3 March 1918", True),
        (AnswerKind.DATE, "1917", "1945", False),
        (AnswerKind.DATE, "1917", "no idea", False),
        (AnswerKind.LEADER, "Zinoviev", "Kamenev", True),
        (AnswerKind.PLACE, "Kiev", "Minsk", True),
    ],
)
def test_years_interfere_when_they_are_near_and_names_always(
    kind: AnswerKind, key: str, given: str, interferes: bool
) -> None:
    assert contrast.interferes(kind, key, given) is interferes


@pytest.mark.parametrize(
    ("kind", "given", "word"),
    [
        (AnswerKind.DATE, "in March 1918", "1918"),
        (AnswerKind.DATE, "15 March 44 BC", "44"),
        (AnswerKind.DATE, "spring", ""),
        (AnswerKind.LEADER, "L. Kamenev", "Kamenev"),
        (AnswerKind.PLACE, "St. Petersburg!", "Petersburg"),
        (AnswerKind.PLACE, "?!", ""),
    ],
)
def test_the_word_that_tells_an_answer(kind: AnswerKind, given: str, word: str) -> None:
    assert contrast.telling_word(kind, given) == word


def test_both_sides_are_asked_in_turn_and_each_once() -> None:
    assert contrast.alternating(["a", "b", "c"], ["x", "a"]) == ["a", "x", "b", "c"]


def memory(lapses: int, stability: float) -> MemoryState:
    return MemoryState("q", stability, 8.0, DAY, DAY + timedelta(2), 12, lapses)


def test_a_leech_was_forgotten_often_and_is_weak_still() -> None:
    assert leech(memory(LAPSES, 2.0)) == Leech(LAPSES, 2.0)
    assert leech(memory(LAPSES - 1, 2.0)) is None
    assert leech(memory(9, WEAK_DAYS)) is None, "it holds by now"
    assert leech(None) is None
