"""Typed texts: what the author foresaw, what is another spelling, and letter by letter."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Accepted, Typed
from quizapp.kinds.marking import Marked, mark
from quizapp.kinds.marking.texts import fits_pattern

RIGHT, ALMOST, WRONG = Verdict.RIGHT, Verdict.ALMOST, Verdict.WRONG
QUESTION = Question("q", AnswerKind.OTHER, "What?", "?")
ALL_OR_NOTHING = QuizRules(partial=False)


def typed(*answers: Accepted | str, strict: bool = False) -> Typed:
    made = (one if isinstance(one, Accepted) else Accepted(one) for one in answers)
    return Typed(tuple(made), strict)


def marked(
    task: Typed, text: str, rules: QuizRules | None = None, question: Question = QUESTION
) -> Marked:
    return mark(question, task, text, rules)


@pytest.mark.parametrize("text", ["photosynthesis", " Photosynthesis ", "PHOTOSYNTHESIS"])
def test_capitals_and_blanks_do_not_count_unless_it_is_strict(text: str) -> None:
    assert marked(typed("photosynthesis"), text).share == 1
    strict = marked(typed("photosynthesis", strict=True), text)
    assert strict.share == (1 if text == "photosynthesis" else 0)


def test_a_slip_is_worth_half_and_says_what_was_off() -> None:
    found = marked(typed("photosynthesis"), "photosyntesis")
    assert (found.share, found.verdict) == (0.5, ALMOST)
    assert "photosynthesis" in found.note
    nothing = marked(typed("photosynthesis"), "photosyntesis", ALL_OR_NOTHING)
    assert (nothing.share, nothing.verdict) == (0, ALMOST)


def test_every_full_answer_may_have_its_slip() -> None:
    task = typed("peace", "rebellion")
    assert (marked(task, "rebelion").share, marked(task, "rebellion").share) == (0.5, 1)


def test_strict_knows_no_slips_and_no_other_spellings() -> None:
    assert marked(typed("Троцкий", strict=True), "Trotsky").share == 0
    assert marked(typed("Троцкий"), "Trotsky").share == 1
    assert marked(typed("café", strict=True), "cafe\u0301").share == 1


def test_a_figure_has_no_slips() -> None:
    assert marked(typed("Apollo 11"), "Apollo 13").verdict is WRONG
    assert marked(typed("Apollo 11"), "apolo 11").verdict is ALMOST


def test_signs_alone_are_answers_too() -> None:
    assert marked(typed("+", "plus"), "+").share == 1
    assert marked(typed("+", "plus"), "-").share == 0


def test_a_part_answer_earns_its_worth_and_its_feedback() -> None:
    task = typed("Vladimir Lenin", Accepted("Ulyanov", 0.5, "That was his birth name."))
    found = marked(task, "ulyanov")
    assert (found.share, found.verdict) == (0.5, ALMOST)
    assert found.feedback == ("That was his birth name.",)
    assert marked(task, "Ulianov").share == 0.5
    assert marked(task, "Ulyanof").share == 0.25
    assert marked(task, "Ulyanov", ALL_OR_NOTHING).share == 0


def test_a_foreseen_error_is_an_error_with_feedback_though_it_is_near() -> None:
    task = typed("Petrograd", Accepted("Leningrad", 0, "Not yet."), Accepted("Petersburg", -0.5))
    assert marked(task, "leningrad").feedback == ("Not yet.",)
    assert marked(task, "Leningrad").share == 0
    assert marked(task, "petersburg").share == 0
    assert marked(task, "petersburg", QuizRules(negative=True)).share == -0.5


def test_a_slip_in_a_foreseen_error_says_nothing() -> None:
    task = typed("Petrograd", Accepted("Leningrad", 0, "Not yet."))
    assert marked(task, "Leningrat").feedback == ()
    assert marked(task, "Ленинград").feedback == ("Not yet.",)
    assert marked(task, "Moscow").feedback == ()


def test_the_feedback_is_that_of_the_very_answer() -> None:
    task = typed(Accepted("Petrograd", 1, "As it was called then."), Accepted("Piter", 1, "Ha!"))
    assert marked(task, "Piter").feedback == ("Ha!",)
    assert marked(task, "петроград").feedback == ("As it was called then.",)


@pytest.mark.parametrize(
    ("text", "share"), [("Lenin", 1), ("V. I. Lenin", 1), ("lenin!", 1), ("Trotsky", 0)]
)
def test_an_asterisk_stands_for_any_letters(text: str, share: float) -> None:
    assert marked(typed("*lenin*"), text).share == share


def test_an_asterisk_alone_is_what_is_said_to_anything_else() -> None:
    task = typed(Accepted("*", 0, "Read the page again."), "photosynthesis")
    assert marked(task, "breathing").feedback == ("Read the page again.",)
    assert marked(task, "photosyntesis").share == 0.5
    assert marked(task, "photosyntesis").feedback == ()


def test_strict_patterns_mind_capitals() -> None:
    assert marked(typed("C*t", strict=True), "Cat").share == 1
    assert marked(typed("C*t", strict=True), "cat").share == 0


def test_names_and_dates_are_judged_as_their_kind() -> None:
    leader = Question("q", AnswerKind.LEADER, "Who?", "V. I. Lenin")
    assert marked(typed("V. I. Lenin"), "Lenin", question=leader).share == 1
    day = HistoricalDate(DatePoint(1917, 11, 7), DatePoint(1917, 10, 25))
    date = Question("q", AnswerKind.DATE, "When?", "25 October 1917", date=day)
    task = typed("25 October 1917")
    assert marked(task, "7 Nov 1917", question=date).share == 1
    assert marked(task, "26 October 1917", question=date).share == 0.5


def test_a_date_is_judged_as_one_though_nobody_said_so() -> None:
    assert marked(typed("25 October 1917"), "Oct 25, 1917").share == 1
    assert marked(typed("1917"), "1918").share == 0


def test_why_an_answer_is_wrong_is_said_where_it_is_known() -> None:
    assert "year is 1917" in marked(typed("25 October 1917"), "25 October 1918").note


def test_the_part_shows_what_was_given_and_what_was_right() -> None:
    (part,) = marked(typed(Accepted("half", 0.5), "whole"), " none ").parts
    assert (part.given, part.right) == ("none", "whole")


def test_a_task_without_answers_earns_nothing() -> None:
    assert marked(typed(), "anything").share == 0
    assert marked(typed(Accepted("", 1)), "anything").share == 0


@given(st.text("ab*", max_size=8), st.text("ab", max_size=8))
def test_patterns_fit_as_regular_expressions_would(pattern: str, text: str) -> None:
    import re

    wanted = ".*".join(map(re.escape, pattern.split("*")))
    assert fits_pattern(pattern, text) == bool(re.fullmatch(wanted, text))


def test_no_pattern_is_slow() -> None:
    start = time.perf_counter()
    assert not fits_pattern("*a" * 5_000 + "b", "a" * 20_000)
    assert time.perf_counter() - start < 10  # seconds; a hundredth where it is idle
