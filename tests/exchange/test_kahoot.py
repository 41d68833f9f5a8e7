"""The spreadsheets of Kahoot and ClassQuiz."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from full_question import WORDS
from hypothesis import given
from hypothesis import strategies as st
from test_spreadsheets import foreign

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Accepted, Choose, Option, TrueFalse, Typed, key_of, simplest
from quizapp.errors import ExchangeError
from quizapp.exchange import FORMATS, ClassQuiz, DeckFile, Kahoot, Xlsx, format_for

HEADER = [
    None, "Question - max 120 characters",
    *(f"Answer {n} - max 75 characters" for n in range(1, 5)),
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
]  # fmt: skip


def sheet(*rows: Sequence[object], header: int = 8) -> bytes:
    return foreign(*([[]] * (header - 1)), HEADER, *(list(row) for row in rows))


def load(*rows: Sequence[object]) -> DeckFile:
    return Kahoot().load(sheet(*rows), name="file")


def row(right: object, *answers: object, stem: object = "Who led?") -> list[object]:
    four = [*(answers or ("Odo", "Ida", "Una", "Otto")), None, None, None]
    return [1, stem, *four[:4], 20, right]


def asked(number: int, task: Choose | TrueFalse | Typed | None = None, **more: str) -> Question:
    if task is None:
        return Question(f"q{number}", AnswerKind.OTHER, f"Q{number}?", "a", (), ("b", "c"))
    key = key_of(task)
    return Question(
        f"q{number}", AnswerKind.OTHER, more.get("stem", f"Q{number}?"), key.answer, key.accept,
        key.distractors, task=simplest(task),
    )  # fmt: skip


def again(known: Kahoot, *questions: Question) -> DeckFile:
    data = b"".join(known.dump(DeckFile("Deck", questions=questions)).pieces)
    assert known.recognises(data)
    return known.load(data, name="file")


def choices(question: Question) -> set[tuple[str, bool]]:
    task = question.task
    if isinstance(task, Choose):
        return {(option.text, option.worth > 0) for option in task.options}
    if isinstance(task, TrueFalse):
        return {("True", task.is_true), ("False", not task.is_true)}
    return {(question.answer, True), *((text, False) for text in question.distractors)}


@pytest.mark.parametrize(
    ("right", "answers"),
    [
        ("1", ["Odo"]), (2, ["Ida"]), (3.0, ["Una"]), ("4.0", ["Otto"]), ("1,3", ["Odo", "Una"]),
        ("3, 1", ["Odo", "Una"]), ("1;3", ["Odo", "Una"]), (1.3, ["Odo", "Una"]),
        ("1.3", ["Odo", "Una"]), (13, ["Odo", "Una"]), (datetime(2024, 3, 1), ["Odo", "Una"]),
        ("1,2,4", ["Odo", "Ida", "Otto"]), ("Ida", ["Ida"]), ("1 & 2", ["Odo", "Ida"]),
        ("1234", ["Odo", "Ida", "Una", "Otto"]),
    ],
)  # fmt: skip
def test_right_answers_in_all_the_ways_that_spreadsheets_store_them(
    right: object, answers: list[str]
) -> None:
    (question,) = load(row(right)).questions
    assert [question.answer, *question.accept] == answers
    assert set(question.distractors) == {"Odo", "Ida", "Una", "Otto"} - set(answers)


def test_right_answers_that_a_spreadsheet_changed_are_said() -> None:
    deck = load(row(1.3), row("1,3", stem="b"), row(datetime(2024, 3, 1), stem="c"))
    told = [str(each) for each in deck.changed]
    assert told[:2] == [
        "line 9: its right answers, stored as '1.3', were read as 1,3",
        "line 11: its right answers, stored as '1 March 2024', were read as 1,3",
    ]
    assert told[2] == "file: the time limits were left out: here a quiz sets them"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row(None), "no answer is right; it should be a number"),
        (row("5"), "said to be '5'"), (row(0), "said to be '0'"), (row("x"), "said to be 'x'"),
        (row(datetime(2024, 9, 1)), "said to be '1 September 2024'"), (row(True), "'True'"),
        (row("3", "a", "b"), "answer 3 is said to be right, but it is empty"),
        (row(1, "only"), "fewer than two answers"), (row(1, stem=None), "there is no question"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_asked_is_said_with_its_row(bad: list[object], reason: str) -> None:
    deck = load(row(1, stem="good"), bad)
    assert [question.stem for question in deck.questions] == ["good"]
    (problem,) = deck.problems
    assert problem.line == 10
    assert reason in problem.reason


def test_numbered_rows_that_are_empty_are_passed_over() -> None:
    deck = load(row(1), [2, None, None, None, None, None, None, None], [3])
    assert (len(deck.questions), deck.problems) == (1, ())


def test_numbers_and_dates_are_answers() -> None:
    (question,) = load(row(2, 1215, 1217.0, datetime(1945, 5, 9), None, stem="When?")).questions
    assert (question.answer, question.kind) == ("1217", AnswerKind.DATE)
    assert question.distractors == ("1215", "9 May 1945")


def test_the_example_of_the_template_and_the_same_twice_are_said() -> None:
    deck = load(row(1, stem="Example: who led?"), row(1), row(2))
    assert "it may be the example that the template came with" in str(deck.changed[0])
    assert [str(each) for each in deck.problems] == ["line 11: the same stands in row 10"]


def test_a_header_in_another_row_is_found() -> None:
    deck = Kahoot().load(sheet(row(1), header=3), name="file")
    assert list(deck.lines.values()) == [4]


def test_classquiz_says_title_and_description() -> None:
    top = [[], [], [], [None, None], [None, "Title", "Castles"], [None, "Description", "of stone"]]
    data = foreign(*top, *([[]] * 6), HEADER, row("1,2"))
    assert ClassQuiz().recognises(data)
    assert not Kahoot().recognises(data)
    deck = ClassQuiz().load(data, name="file")
    assert (deck.name, deck.description) == ("Castles", "of stone")
    assert list(deck.lines.values()) == [14]


@pytest.mark.parametrize(("known", "key"), [(Kahoot(), "kahoot"), (ClassQuiz(), "classquiz")])
def test_the_layout_chooses_the_format(known: Kahoot, key: str) -> None:
    data = b"".join(known.dump(DeckFile("D", questions=(asked(1),))).pieces)
    assert format_for(Path("quiz.xlsx"), FORMATS, data).key == key
    assert not Xlsx().recognises(data)


def test_a_plain_table_is_none_of_them() -> None:
    data = foreign(["Id", "Question", "Answer 1", "Answer 2", "Correct"], [1, "a", "b", "c", 1])
    assert not Kahoot().recognises(data)
    assert format_for(Path("table.xlsx"), FORMATS, data).key == "xlsx"
    with pytest.raises(ExchangeError, match="not a quiz spreadsheet"):
        Kahoot().load(data, name="x")


OPTIONS = st.lists(WORDS, min_size=2, max_size=4, unique=True)


@given(st.lists(st.tuples(OPTIONS, st.sets(st.integers(0, 1), min_size=1)), max_size=3))
def test_choices_come_back_as_they_went(quizzes: list[tuple[list[str], set[int]]]) -> None:
    questions = [
        asked(number, Choose(tuple(
            Option(text, 1.0 if place in right else 0.0) for place, text in enumerate(texts)
        )))
        for number, (texts, right) in enumerate(quizzes)
    ]  # fmt: skip
    if any("\ufffe" in repr(question) or "\uffff" in repr(question) for question in questions):
        return
    for known in (Kahoot(), ClassQuiz()):
        back = again(known, *questions)
        assert back.problems == ()
        assert [q.stem for q in back.questions] == [q.stem for q in questions]
        assert [choices(q) for q in back.questions] == [choices(q) for q in questions]


def test_the_sheet_is_laid_out_as_kahoot_wants_it() -> None:
    import openpyxl

    data = b"".join(Kahoot(seconds=60).dump(DeckFile("D", questions=(asked(1),))).pieces)
    active = openpyxl.load_workbook(io.BytesIO(data)).active
    assert active["B8"].value.startswith("Question")
    assert active["C8"].value.startswith("Answer 1")
    assert active["A9"].value == 1
    assert active["B9"].value == "Q1?"
    right = active["H9"].value
    assert active.cell(9, 2 + right).value == "a"
    assert active["G9"].value == 60
    assert active["F9"].value is None


def test_seconds_are_those_that_kahoot_knows() -> None:
    with pytest.raises(ValueError, match="5, 10, 20"):
        Kahoot(seconds=25)


def told(*questions: Question, known: Kahoot | None = None) -> list[str]:
    written = (known or Kahoot()).dump(DeckFile("D", questions=questions))
    return [str(each) for each in written.left_out if "place for its id" not in str(each)]


def test_texts_beyond_the_limits_are_written_whole_and_said() -> None:
    long = asked(1, Choose((Option("x" * 80, 1.0), Option("b"))), stem="w" * 130)
    assert told(long) == [
        f"{'w' * 59}…: its question has 130 characters and Kahoot takes 120: shorten "
        f"“{'w' * 30}…” in the file",
        f"{'w' * 59}…: its answer has 80 characters and Kahoot takes 75: shorten "
        f"“{'x' * 30}…” in the file",
    ]
    assert choices(again(Kahoot(), long).questions[0]) == choices(long)
    assert told(long, known=ClassQuiz()) == []


def test_more_than_four_answers_are_said_and_the_right_one_stays() -> None:
    task = Choose((*(Option(f"wrong {n}") for n in range(5)), Option("right", 1.0)))
    question = asked(1, task)
    assert told(question) == ["Q1?: Kahoot takes 4 answers: 2 were left out"]
    (back,) = again(Kahoot(), question).questions
    assert back.answer == "right"
    assert len(back.distractors) == 3


def test_what_cannot_be_chosen_is_left_out_and_said() -> None:
    typed = asked(1, Typed((Accepted("Kaz*"),)))
    plain = Question("q2", AnswerKind.OTHER, "Q2?", "a")
    reason = "Kahoot asks with answers to choose from; it was left out"
    assert told(typed, plain) == [f"Q1?: {reason}", f"Q2?: {reason}"]
    assert again(Kahoot(), typed, asked(3)).questions[0].stem == "Q3?"


def test_a_question_with_one_answer_to_choose_is_left_out_and_said() -> None:
    alone = asked(1, Choose((Option("a", 1.0), Option(" "))))
    assert told(alone) == ["Q1?: Kahoot asks with two answers or more; it was left out"]
    assert len(again(Kahoot(), alone, asked(2)).questions) == 1


def test_what_the_sheet_has_no_place_for_is_said() -> None:
    several = asked(1, Choose((Option("a", 0.5, "Yes."), Option("b", 0.5), Option("c")), True))
    part = asked(2, Choose((Option("a", 1.0), Option("b", 0.5), Option("c"))))
    yes = asked(3, TrueFalse(False, "Right.", "Wrong."))
    none = asked(4, Choose((Option("a"), Option("b"))))
    assert told(several, part, yes, none) == [
        "Q1?: there is no place for feedback on its answers",
        "Q1?: in this program any one of the right answers is enough",
        "Q2?: there is no place for answers that earn a part of the points",
        "Q3?: there is no place for feedback on its answers",
        "Q4?: none of its answers is right",
    ]


def test_questions_beyond_what_one_file_may_have_are_said() -> None:
    questions = tuple(asked(number) for number in range(103))
    assert told(*questions) == ["D: Kahoot takes 100 questions of one file; the last 3 are beyond"]
    assert len(again(Kahoot(), *questions).questions) == 103


def test_no_text_can_be_run_as_a_formula() -> None:
    import openpyxl

    question = asked(1, Choose((Option("=1+1", 1.0), Option("@x"))), stem="=HYPERLINK()")
    data = b"".join(Kahoot().dump(DeckFile("=D", questions=(question,))).pieces)
    for cells in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows():
        assert all(cell.data_type in ("s", "n") for cell in cells)
