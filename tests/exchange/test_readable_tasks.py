"""Tasks in a readable deck, as a teacher writes them; mistakes are named with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Difficulty, Picture, Question
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Task,
    TrueFalse,
    Typed,
    When,
)
from quizapp.domain.task_record import NAMES, task_name
from quizapp.exchange import DeckFile, Readable

HEAD = "---\ndeck: A deck\n---\n"


def load(*lines: str) -> DeckFile:
    return Readable().load((HEAD + "\n".join(lines)).encode(), name="x")


def the_question(*lines: str) -> Question:
    deck = load("## Stem?", *lines)
    assert deck.problems == ()
    (question,) = deck.questions
    return question


YEAR = HistoricalDate(new_style=DatePoint(1917))


@pytest.mark.parametrize(
    ("lines", "task"),
    [
        (
            ["task: choose", "option: 100% Petrograd # Until 1918.", "option: Moscow",
             "option: -50% Kiev", "fixed: None of these"],
            Choose((Option("Petrograd", 1.0, "Until 1918."), Option("Moscow"),
                    Option("Kiev", -0.5), Option("None of these", keeps_place=True))),
        ),
        (
            ["task: choose, several, in order", 'option: 50% "# 1" # "quoted"', "option: 50% b"],
            Choose((Option("# 1", 0.5, "quoted"), Option("b", 0.5)), True, False),
        ),
        (["task: true/false", "= true", "right: Yes."], TrueFalse(True, "Yes.")),
        (["task: true_false", "= False", "wrong: No."], TrueFalse(False, "", "No.")),
        (
            ["task: typed, strict", "answer: Kaz*", "answer: 50% Kasan # One letter.",
             'answer: 100% "10% of them"'],
            Typed((Accepted("Kaz*"), Accepted("Kasan", 0.5, "One letter."),
                   Accepted("10% of them")), True),
        ),
        (
            ["task: numeric", "number: 1917", "number: 50% 1917 ± 2 # Nearly.", "number: 9.5 +- 1"],
            Numeric((Number(1917), Number(1917, 2, 0.5, "Nearly."), Number(9.5, 1))),
        ),
        (["task: when", "date: ns 1917", "near: 2 years, 25%"], When(YEAR, 2, 0.25)),
        (["task: when", "when: ns 1917", "near: 1 year"], When(YEAR, 1)),
        (
            ["task: cloze", "text: In {1} a {{brace}} at {2}.", "gap: 1", "number: 1917",
             "gap: 2, 2.5 points, strict", "answer: Pskov", "option: 100% Pskov", "option: Minsk"],
            Cloze(("In ", " a {brace} at ", "."), (
                Gap(numbers=(Number(1917),)),
                Gap((Accepted("Pskov"),), (Option("Pskov", 1.0), Option("Minsk")), (), 2.5, True),
            )),
        ),
        (["task: order", "item: first", "item: second"], Order(("first", "second"))),
        (
            ["task: match", "pair: 1917 -> October", 'pair: "a -> b" → c', "extra: d"],
            Match((Pair("1917", "October"), Pair("a -> b", "c")), ("d",)),
        ),
        (["task: map", "place: 59.94, 30.31, within 50 km"], MapPlace(59.94, 30.31, 50.0)),
        (["task: map", "place: -59, -30"], MapPlace(-59.0, -30.0)),
        (["task: open", "lines: 20", "guidance: Two causes."], OpenText(20, "Two causes.")),
        (["task: open"], OpenText()),
        (["task: information"], Information()),
    ],
)  # fmt: skip
def test_every_task_as_a_teacher_writes_it(lines: list[str], task: Task) -> None:
    assert the_question(*lines).task == task


def test_a_task_that_a_plain_question_says_as_well_is_none() -> None:
    question = the_question("task: choose", "option: 100% Petrograd", "option: Moscow")
    assert (question.task, question.answer, question.distractors) == (
        None, "Petrograd", ("Moscow",),
    )  # fmt: skip
    assert question.kind is AnswerKind.OTHER


def test_labels_of_a_question() -> None:
    picture = "ab" * 32
    question = the_question(
        "= X", "kind: other", "title: A title", "topic: Russia/1917", "difficulty: hard",
        "hint: By the sea.", f"picture: {picture}.jpg, A map, of Russia",
    )  # fmt: skip
    assert question == Question(
        question.id, AnswerKind.OTHER, "Stem?", "X", origin=question.origin, title="A title",
        topic="Russia/1917", difficulty=Difficulty.HARD, hint="By the sea.",
        picture=Picture(picture, "image/jpeg", "A map, of Russia"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["option: 100% a"], "line 5: option: needs a line task:"),
        (["task: dance"], "line 5: there is no task 'dance'; there are choose, true_false"),
        (["task: choose, loudly", "option: a"], "line 5: 'loudly' makes no sense here"),
        (["task: order, several", "item: a"], "line 5: 'several' makes no sense here"),
        (["task: choose"], "line 5: a question to choose needs lines option:"),
        (["task: choose", "option: 0% a"], "line 5: no answer of the task is right"),
        (["task: choose", "option: 200% a"], "line 6: option: 200% is not between"),
        (["task: choose", 'option: "a'], "line 6: option: a value that begins"),
        (["task: choose", 'option: "a" b'], "line 6: option: 'b' stands behind"),
        (["task: choose", "option: 100% a", "item: b"], "line 7: item: does not belong"),
        (["task: choose", "= a", "option: 100% a"], "line 5: with a task, its own lines"),
        (["task: choose", "not: b", "option: 100% a"], "line 5: with a task, its own lines"),
        (["task: true_false", "= maybe"], "line 5: write = True or = False"),
        (["task: true_false", "= True", "right: a", "right: b"], "line 8: 'right' stands twice"),
        (["task: typed"], "line 5: a question to type needs lines answer:"),
        (["task: numeric", "number: many"], "line 6: number: 'many' is no number"),
        (["task: numeric", "number: 1 ± -1"], "line 6: number: a tolerance is not below 0"),
        (["task: numeric", "number: nan"], "line 6: number: 'nan' is no number"),
        (["task: numeric"], "line 5: a question for a number needs lines number:"),
        (["task: when"], "line 5: a question with the task when needs a line when:"),
        (["task: when", "when: 1917"], "line 6: when: '1917' is no part of a date"),
        (["task: when", "date: ns 1917", "near: soon"], "line 7: near: write for example"),
        (["task: cloze", "text: a {1}"], "line 5: the text has 1 gaps, but there are 0"),
        (["task: cloze", "text: a {2}", "gap: 1", "answer: x"], "line 6: text: the gap {2} should"),
        (["task: cloze", "text: a { b"], "line 6: text: a brace that is no gap"),
        (["task: cloze", "text: a {1}", "gap: 2", "answer: x"], "line 7: write gap: 1"),
        (["task: cloze", "text: a {1}", "answer: x"], "line 7: answer: stands before the first"),
        (["task: cloze", "text: a {1}", "gap: 1"], "line 7: the gap has no answer"),
        (["task: order"], "line 5: this task needs lines item:"),
        (["task: match", "pair: a"], "line 6: pair: write premise -> answer"),
        (["task: map"], "line 5: a question with the task map needs a line place:"),
        (["task: map", "place: 91, 0"], "line 6: place: the place is not on the earth"),
        (["task: map", "place: here"], "line 6: place: write degrees north and east"),
        (["task: open", "lines: many"], "line 6: lines: 'many' is no whole number"),
        (["= X", "kind: other", "difficulty: deadly"], "line 7: difficulty: 'deadly' is not"),
        (["= X", "kind: other", "picture: x.png"], "line 7: picture: its id is not 64"),
        (["task: choose", "opton: 100% a"], "line 6: there is no field 'opton'; did you mean opt"),
    ],
)
def test_a_mistake_in_a_task_is_named_with_its_line(lines: list[str], problem: str) -> None:
    deck = load("## Stem?", *lines, "", "## Good?", "= yes", "kind: other")
    assert str(deck.problems[0]).startswith(problem)
    assert [question.stem for question in deck.questions] == ["Good?"]


def test_each_option_is_one_line_so_that_a_change_is_one_line() -> None:
    lines = [
        "## Which?", "task: choose, several", "option: 50% Petrograd # Until 1918.",
        "option: 50% Moscow", "fixed: 0% None of these", "topic: Russia/1917", "hint: Two.",
        "difficulty: medium", "id: w",
    ]  # fmt: skip
    written = b"".join(Readable().dump(load(*lines)).pieces).decode()
    assert written == f"{HEAD}\n" + "\n".join(lines) + "\n"


def test_pictures_that_a_text_cannot_hold_are_named_when_it_is_written() -> None:
    shown = Question("q", AnswerKind.OTHER, "?", "x", picture=Picture("ab" * 32, "image/png"))
    written = Readable().dump(DeckFile("deck", questions=(shown,)))
    assert [problem.reason for problem in written.left_out] == [
        "1 picture is named in the file, but not held in it"
    ]


PARTS = st.sampled_from(
    ["task: choose", "task: cloze", "task: match", "task: numeric", "task: when", "option: ",
     "answer: ", "gap: 1", "text: {1}", "pair: ", "number: ", "near: ", "place: ", "= True",
     "task: true_false"]
)  # fmt: skip


@given(st.lists(st.tuples(PARTS, st.text(max_size=12) | st.text('0123456789.e%#-> "', max_size=9))))
def test_whatever_stands_in_a_task_is_taken_or_reported(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(start + rest.replace("\n", " ") for start, rest in lines)
    data = f"{HEAD}## Stem?\n{text}".encode("utf-8", "replace")
    deck = Readable().load(data, name="x")
    assert len(deck.questions) <= 1
    assert deck.questions or deck.problems


def test_the_examples_of_the_description_are_read() -> None:
    description = (Path(__file__).parents[2] / "questions" / "README.md").read_text("utf-8")
    examples = [text for text in description.split("```") if "task:" in text and "## " in text]
    deck = load(examples[0])
    assert deck.problems == ()
    assert {task_name(question.task) for question in deck.questions if question.task} == set(
        NAMES
    ) - {"information"}
