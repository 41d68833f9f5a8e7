"""Choices, and true or false."""

from __future__ import annotations

import pytest

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Choose, Option, Response, TrueFalse
from quizapp.kinds.marking import Marked, fits, is_blank, key, mark, said

QUESTION = Question("q", AnswerKind.OTHER, "Which?", "Lenin")
ONE = Choose((Option("Lenin", 1, "Yes."), Option("Trotsky", 0, "He came later."), Option("Tsar")))
TWO = Choose(
    (Option("red", 0.5), Option("white", 0.5, "Yes"), Option("green", -0.5, "No"), Option("grey")),
    several=True,
)
THIRDS = Choose((*(Option(name, 0.33) for name in "abc"), Option("d", -0.33)), several=True)
ALL_OR_NOTHING = QuizRules(partial=False)
NEGATIVE = QuizRules(negative=True)


def marked(task: Choose | TrueFalse, response: Response, rules: QuizRules | None = None) -> Marked:
    return mark(QUESTION, task, response, rules)


def test_the_key_earns_all_points_and_a_wrong_option_its_feedback() -> None:
    assert marked(ONE, [0]).share == 1
    assert marked(ONE, [0]).feedback == ("Yes.",)
    wrong = marked(ONE, [1])
    assert (wrong.share, wrong.verdict, wrong.feedback) == (0, Verdict.WRONG, ("He came later.",))


def test_each_option_is_shown_with_what_was_right_of_it() -> None:
    lenin, trotsky, tsar = marked(ONE, [1]).parts
    assert (lenin.given, lenin.right, lenin.verdict) == ("", "Lenin", Verdict.WRONG)
    assert (trotsky.given, trotsky.right, trotsky.verdict) == ("Trotsky", "", Verdict.WRONG)
    assert (tsar.given, tsar.right, tsar.verdict) == ("", "", Verdict.RIGHT)
    assert (lenin.feedback, trotsky.feedback) == ("", "He came later.")


@pytest.mark.parametrize(
    ("chosen", "share", "verdict"),
    [
        ([0, 1], 1.0, Verdict.RIGHT),
        ([0], 0.5, Verdict.ALMOST),
        ([0, 3], 0.5, Verdict.ALMOST),
        ([0, 2], 0.0, Verdict.WRONG),
        ([0, 1, 2], 0.5, Verdict.ALMOST),
        ([2], 0.0, Verdict.WRONG),
    ],
)
def test_worths_of_several_options_add_up(
    chosen: list[int], share: float, verdict: Verdict
) -> None:
    found = marked(TWO, chosen)
    assert (found.share, found.verdict) == (share, verdict)


def test_a_choice_below_nought_costs_points_only_where_the_rules_say_so() -> None:
    assert marked(TWO, [2]).share == 0
    assert marked(TWO, [2], NEGATIVE).share == -0.5
    assert marked(TWO, [2], QuizRules(partial=False, negative=True)).share == -0.5


def test_all_or_nothing_wants_every_right_option_and_no_other() -> None:
    assert marked(TWO, [0, 1], ALL_OR_NOTHING).share == 1
    for chosen in ([0], [0, 1, 2], [0, 3]):
        partly = marked(TWO, chosen, ALL_OR_NOTHING)
        assert (partly.share, partly.verdict) == (0, Verdict.ALMOST)


def test_all_right_options_are_worth_all_though_thirds_were_rounded() -> None:
    assert marked(THIRDS, [0, 1, 2]).share == 1
    assert marked(THIRDS, [0, 1, 2], ALL_OR_NOTHING).share == 1
    assert marked(THIRDS, [0, 1, 2, 3]).share == pytest.approx(0.66)


def test_one_of_two_half_right_options_is_almost() -> None:
    task = Choose((Option("a", 1), Option("b", 0.5), Option("c")))
    assert key(task) == [0]
    assert [part.verdict for part in marked(task, [1]).parts] == [
        Verdict.WRONG, Verdict.ALMOST, Verdict.RIGHT,
    ]  # fmt: skip
    assert marked(task, [1]).share == 0.5
    assert marked(task, [1], ALL_OR_NOTHING).share == 0


@pytest.mark.parametrize("response", [[0, 1], [3], [-1], [0.0], [True], ["0"], "0", 0, [0, 0]])
def test_what_is_no_choice_earns_nothing(response: Response) -> None:
    assert not fits(ONE, response)
    assert is_blank(ONE, response)
    nothing = marked(ONE, response)
    assert (nothing.share, nothing.answered) == (0, False)


def test_nothing_chosen_is_not_answered() -> None:
    for response in (None, []):
        assert marked(TWO, response, NEGATIVE).share == 0
        assert not marked(TWO, response).answered
        assert said(TWO, response) == ""


def test_a_question_without_a_right_option_earns_nothing() -> None:
    poll = Choose((Option("yes"), Option("no")), several=True)
    assert key(poll) is None
    assert marked(poll, [0]).share == 0


def test_choices_are_said_in_words() -> None:
    assert said(TWO, [1, 0]) == "white; red"


def test_true_and_false_with_their_feedback() -> None:
    task = TrueFalse(False, when_right="Seen through.", when_wrong="It was not.")
    assert key(task) is False
    right, wrong = marked(task, False), marked(task, True, NEGATIVE)
    assert (right.share, right.feedback) == (1, ("Seen through.",))
    assert (wrong.share, wrong.feedback) == (0, ("It was not.",))
    assert (wrong.parts[0].given, wrong.parts[0].right) == ("True", "False")
    assert said(task, False) == "False"
    assert marked(task, None).answered is False
    assert not fits(task, 0)
