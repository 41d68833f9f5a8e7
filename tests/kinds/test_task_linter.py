"""Advice on written tasks: each fault has its rule, a good task has none, and all is advice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.question import AnswerKind, Picture, Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    Typed,
    key_of,
)
from quizapp.kinds.finding import Severity
from quizapp.kinds.linter import lint
from quizapp.kinds.task_linter import task_findings
from tests.sheets import TASKS


def asked(stem: str, task: Task | None, **fields: object) -> Question:
    key = key_of(task) if task is not None else key_of(Typed((Accepted("Kazan"),)))
    made = Question("t", AnswerKind.OTHER, stem, key.answer, key.accept, key.distractors, task=task)
    return replace(made, **fields)  # type: ignore[arg-type]


def rules(task: Task | None, stem: str = "Which town did Ivan IV take first?", **fields: object):
    return [finding.rule for finding in lint(asked(stem, task, **fields))]


def choose(*texts: str, several: bool = False, **fields: object) -> Choose:
    """Options that begin with "+" are right."""
    right = sum(text.startswith("+") for text in texts)
    worth = 1 / right if several and right else 1.0
    made = (Option(t.lstrip("+"), worth if t.startswith("+") else 0.0) for t in texts)
    return Choose(tuple(made), several=several, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(("stem", "task"), TASKS)
def test_good_tasks_of_every_kind_pass(stem: str, task: Task) -> None:
    assert rules(task, stem.replace(", as tradition has it", "")) == []


@pytest.mark.parametrize(
    ("task", "rule"),
    [
        (choose("+Kazan", "+Astrakhan", "Narva"), "two right options"),
        (choose("Kazan", "Narva", "Pskov"), "none right"),
        (choose("+Kazan", "+Narva", several=True), "all right"),
        (choose("+Kazan", "Narva", "NARVA."), "doubled options"),
        (choose("+Kazan", "Narva", "All of the above"), "of the above"),
        (choose("+Kazan", "Narva", "None of these"), "of the above"),
        (choose("Kazan", "Narva", "+All of the above", shuffle=False), "of the above is right"),
        (choose("+Kazan, the old capital of the khanate", "Narva", "Pskov"), "answer sticks out"),
        (choose("+Kazan (1552)", "Narva in Livonia", "Astrakhan"), "answer sticks out"),
        (Typed((Accepted("Narva", 0.0),)), "none right"),
        (Numeric((Number(3.0, worth=0.0),)), "none right"),
        (Cloze(("Kazan: ", " was taken, and its town of ", "."),
               (Gap((Accepted("kazan"),)), Gap((Accepted("Arsk"),)))), "answer in text"),
        (Cloze(("In ", "."), (Gap(options=(Option("1552"), Option("1556"))),)), "none right"),
        (Cloze(("In ", "."), (Gap(options=(Option("1552", 1.0), Option("1552"))),)),
         "doubled options"),
        (Match((Pair("Poltava", "1709"), Pair("Narva", "1700"))), "elimination"),
        (Match((Pair("Narva", "1704"), Pair("Narva", "1700")), ("1709",)), "doubled lines"),
        (Order(("Kulikovo", "Ugra")), "two items"),
        (Order(("Kulikovo", "Ugra", "ugra")), "doubled lines"),
        (OpenText(guidance="  "), "no guidance"),
    ],
)  # fmt: skip
def test_each_fault_of_a_task_has_its_rule_and_its_reason(task: Task, rule: str) -> None:
    found = {finding.rule: finding for finding in lint(asked("Which town fell to him?", task))}
    assert rule in found
    assert found[rule].severity is Severity.ADVICE
    assert len(found[rule].message.split()) > 6  # what is wrong, and why that matters


def test_an_option_of_the_above_that_keeps_its_place_is_fine() -> None:
    task = choose("+Kazan", "Narva")
    last = Option("None of the above", keeps_place=True)
    assert rules(replace(task, options=(*task.options, last))) == []
    assert rules(choose("+Kazan", "Narva", "None of the above", shuffle=False)) == []


def test_of_a_plain_question_the_options_are_always_shuffled() -> None:
    assert "of the above" in rules(None, distractors=("Narva", "All of the above"))


def test_answers_that_two_lines_share_or_that_fit_nowhere_end_elimination() -> None:
    shared = Match((Pair("Kazan", "Volga"), Pair("Saratov", "Volga"), Pair("Kiev", "Dnieper")))
    assert rules(shared, "Match each town with its river.") == []


def test_a_picture_needs_a_description() -> None:
    picture = Picture("a" * 64, "image/png", " ")
    assert rules(None, picture=picture) == ["picture without description"]
    assert rules(Information(), "Look at this.", picture=picture) == ["picture without description"]
    assert rules(None, picture=replace(picture, alt="A walled town on a river")) == []


@pytest.mark.parametrize(
    "task",
    [
        Cloze(("In 1552 ", " fell."), (Gap((Accepted("Kazan"),)),)),
        Match((Pair("Kazan", "1552"), Pair("Narva", "1704")), ("1709",)),
        Order(("Kazan", "Narva", "Poltava")),
    ],
)
def test_a_text_that_names_what_is_to_be_sorted_does_not_contain_its_own_answer(task: Task) -> None:
    for kind in AnswerKind:
        found = rules(task, "Put the fall of Kazan, Narva and these others right.", kind=kind)
        assert not found


def test_the_right_options_among_several_may_be_long_together() -> None:
    task = choose("+Kazan", "+Astrakhan", "+Smolensk", "Narva", "Riga", several=True)
    assert rules(task, "Which of these towns did Moscow take in the 16th century?") == []


def test_nothing_is_said_of_generated_questions_that_was_not_said_before() -> None:
    plain = asked("Which town did Ivan IV take first?", None, distractors=("Narva", "Pskov"))
    assert list(task_findings(plain)) == []
