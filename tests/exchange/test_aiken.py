"""Aiken files: Moodle's rules, what real files have besides, round trips, bombs."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace

import pytest
from any_gift_question import GIFT_QUESTIONS
from any_question import ANY_TEXT, stripped
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Origin, Question
from quizapp.domain.task import Choose, Option, TrueFalse, Typed, key_of, simplest
from quizapp.errors import ExchangeError
from quizapp.exchange import Aiken, DeckFile

GOOD = "When was it?\nA) 1905\nB) 1917\nANSWER: B\n"


def load(aiken: str | bytes) -> DeckFile:
    data = aiken.encode() if isinstance(aiken, str) else aiken
    return Aiken().load(data, name="deck")


def written(*questions: Question) -> bytes:
    return b"".join(Aiken().dump(DeckFile("deck", questions=questions)).pieces)


def left_out(*questions: Question) -> list[str]:
    return [str(each) for each in Aiken().dump(DeckFile("deck", questions=questions)).left_out]


def told(deck: DeckFile) -> list[str]:
    return [f"{each.line}: {each.reason}" for each in (*deck.problems, *deck.changed)]


@dataclass
class Moodles:
    """What Moodle makes of a question, by its documented rules."""

    stem: str
    choices: list[str] = field(default_factory=list)
    right: str = ""


def by_moodle(text: str) -> tuple[list[Moodles], int]:
    """The questions, and how many errors Moodle shows."""
    questions: list[Moodles] = []
    errors = 0
    open_: Moodles | None = None
    for line in (each.strip(" \t\n\r\0\x0b") for each in re.split(r"[\r\n]", text)):
        if len(line.encode()) < 2:
            continue
        if re.match(r"[A-Z][).]", line) or line.startswith("ANSWER:"):
            if open_ is None:
                errors += 1
            elif not line.startswith("ANSWER:"):
                open_.choices.append(line[2:].strip(" \t"))
            elif len(open_.choices) < 2:
                errors, open_ = errors + 1, None
            else:
                place = ord(line[7:].strip(" \t")[:1] or "?") - ord("A")
                open_.right = "".join(open_.choices[place : place + 1]) if place >= 0 else ""
                questions.append(open_)
                open_ = None
        else:
            errors += open_ is not None
            open_ = Moodles(line)
    return questions, errors


def test_a_question_is_its_text_its_choices_and_the_letter_of_the_right_one() -> None:
    deck = load(GOOD)
    (question,) = deck.questions
    assert (question.stem, question.answer, question.distractors, question.task) == (
        "When was it?", "1917", ("1905",), None,
    )  # fmt: skip
    assert (question.kind, question.date) == (AnswerKind.DATE, HistoricalDate(DatePoint(1917)))
    assert (question.origin, deck.lines[question.id]) == (Origin.IMPORTED, 1)
    assert told(deck) == []
    assert load(GOOD).questions == deck.questions, "the same file gives the same ids"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_and_encodings_make_no_difference(ends: str, encoding: str) -> None:
    text = f"Où est-ce ?\nA. à Paris\nB. à Lyon\n\nANSWER: A\n\n{GOOD}".replace("\n", ends)
    deck = load(text.encode(encoding))
    assert [(q.stem, q.answer) for q in deck.questions] == [
        ("Où est-ce ?", "à Paris"), ("When was it?", "1917"),
    ]  # fmt: skip
    assert bool(deck.changed) == (encoding == "cp1252")


LENIENT = [
    ("Long\nquestion?\nA) x\nB) y\nANSWER: A", "Long\nquestion?", "x", "the lines of the question"),
    ("Who?\nA) x\nB) y and\n   z\nANSWER: B", "Who?", "y and z", "the lines of a choice"),
    ("Who?\na) x\nb) y\nANSWER: b", "Who?", "y", "small letters"),
    ("Who?\nA) x\nB) y\nAnswer: B", "Who?", "y", "'Answer: B' was read as the answer"),
    ("Who?\nA) x\nB) y\nANSWER : B", "Who?", "y", "'ANSWER : B' was read"),
    ("Who?\nA) x\nC) y\nD) z\nANSWER: C", "Who?", "y", "not lettered in order"),
    ("Who?\nA) x\nB) y\nANSWER: B) y", "Who?", "y", "what follows the letter"),
    ("Who?\nA) x\nB) y\nC) z\nANSWER: A, C", "Who?", "x; z", "several right answers"),
    ("Who?\nA) x\nB) y\nC) z\nANSWER: AC", "Who?", "x; z", "several right answers"),
    ("Who?\nA) x\nB) y\nC) z\nANSWER: A and B", "Who?", "x; y", "several right answers"),
    ("U.S. troops?\nA) x\nB) U.K.\nANSWER: B", "U.S. troops?", "U.K.", ""),
    ("Who?\nA)x\nB.y\nANSWER:B", "Who?", "y", ""),
    ("Who?\n\nA) x\n\nB) y\n\nANSWER: B", "Who?", "y", ""),
    ("Is <b> a tag & what?\nA) <i>\nB) &lt;\nANSWER: A", "Is <b> a tag & what?", "<i>", ""),
    ("Who?\nA) " + "\nX) ".join("abcdef").replace("X", "{}").format(*"BCDEF") + "\nANSWER: F",
     "Who?", "f", ""),
]  # fmt: skip


@pytest.mark.parametrize(("aiken", "stem", "answer", "change"), LENIENT)
def test_what_was_meant_is_read_and_told(aiken: str, stem: str, answer: str, change: str) -> None:
    deck = load(aiken)
    assert [(question.stem, question.answer) for question in deck.questions] == [(stem, answer)]
    assert deck.problems == ()
    assert change in "".join(map(str, deck.changed))
    assert bool(deck.changed) == bool(change)


SKIPPED = [
    ("Who?\nA) x\nANSWER: A", "it needs at least two choices"),
    ("Who?\nANSWER: A", "it needs at least two choices"),
    ("A) x", "this choice belongs to no question"),
    ("ANSWER: B", "this answer belongs to no question"),
    ("Who?\nA) x\nB) y", "no line ANSWER: follows its choices"),
    ("A heading", "no choices follow this text"),
    ("Who?\nA) x\nB) y\nANSWER: C", "its answer is C, and there is no such choice"),
    ("Who?\nA) x\nB) y\nANSWER: both", "names no letter"),
    ("Who?\nA) x\nB) y\nANSWER:", "names no letter"),
    ("Who?\nA) x\nA) y\nANSWER: A", "two of its choices have the same letter"),
    ("Who?\nA) x\nB)\nC) z\nANSWER: A", "one of its choices is empty"),
    (GOOD, "the same question stands on line 1"),
    ("Who?\x01\nA) x\nB) y\nANSWER: A", "U+0001"),
    ("w" * 5000 + "\nA) x\nB) y\nANSWER: A", "at most 4,000"),
]


@pytest.mark.parametrize(("aiken", "reason"), SKIPPED, ids=[each[0][:30] for each in SKIPPED])
def test_what_cannot_be_taken_is_reported_with_its_line(aiken: str, reason: str) -> None:
    deck = load(f"{GOOD}\n{aiken}\n\nLast?\nA) x\nB) y\nANSWER: A\n")
    assert [question.stem for question in deck.questions] == ["When was it?", "Last?"]
    (problem,) = deck.problems
    assert problem.line == 6
    assert reason in problem.reason


def test_a_file_without_a_right_answer_is_no_aiken() -> None:
    with pytest.raises(ExchangeError, match="no Aiken file"):
        load("Who?\nA) x\nB) y\n")
    assert load(" \n") == DeckFile("deck")


LINE = stripped(ANY_TEXT).map(lambda text: " ".join(text.split())).filter(bool)
READABLE = LINE.filter(lambda text: len(text) > 1 and not re.match(r"[A-Z][).]|ANSWER", text))


@st.composite
def choices(draw: st.DrawFn) -> Question:
    stem = draw(READABLE)
    texts = draw(st.lists(LINE, min_size=2, max_size=26, unique=True))
    return Question("", AnswerKind.OTHER, stem, texts[0], (), tuple(texts[1:]))


@given(st.lists(choices(), max_size=4, unique_by=lambda q: (q.stem, q.answer)))
def test_choices_with_one_right_come_back_as_they_went(questions: list[Question]) -> None:
    marked = [replace(question, id=f"q{place}") for place, question in enumerate(questions)]
    deck = load(written(*marked))
    assert told(deck) == []
    assert [(q.stem, q.answer, q.distractors, q.task) for q in deck.questions] == [
        (q.stem, q.answer, q.distractors, None) for q in marked
    ]


@given(GIFT_QUESTIONS)
def test_moodle_reads_all_that_is_written_and_the_rest_is_told(
    questions: tuple[Question, ...],
) -> None:
    data = written(*questions)
    reads, errors = by_moodle(data.decode())
    assert errors == 0
    gone = [reason for reason in left_out(*questions) if "it is left out" in reason]
    assert len(reads) + len(gone) == len(questions)
    assert all(read.right in read.choices for read in reads)
    if data:
        back = load(data)
        assert len(back.questions) + len(back.problems) == len(reads)
        assert {"the same question" in problem.reason for problem in back.problems} <= {True}


def asked(task: Choose | TrueFalse | Typed, stem: str = "Who?") -> Question:
    key = key_of(task)
    kind = AnswerKind.OTHER
    return Question("q1", kind, stem, key.answer, key.accept, key.distractors, task=simplest(task))


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (asked(Typed(())), "Aiken holds questions with choices only"),
        (asked(Choose((Option("a", 0.5), Option("b", 0.5)), several=True)), "one right choice"),
        (asked(Choose((Option("a", 1.0), Option("b", 1.0)))), "one right choice"),
        (asked(Choose((Option("a", 0.5), Option("b")))), "one right choice"),
        (asked(Choose(tuple(Option(str(n), float(not n)) for n in range(27)))), "27 choices"),
        (asked(Choose((Option("a", 1.0, "yes"), Option(" "),))), "one of its texts is empty"),
    ],
)  # fmt: skip
def test_what_aiken_cannot_say_is_left_out_with_the_reason(question: Question, reason: str) -> None:
    assert written(question) == b""
    assert reason in left_out(question)[0]


def test_what_a_question_loses_is_told_with_a_count() -> None:
    question = replace(
        asked(Choose((Option("a\nb", 1.0), Option("c", 0.5, "no"))), "Two\nlines?"),
        explanation="why", tags=("x",), title="t", topic="a/b", hint="h",
    )  # fmt: skip
    assert written(question) == b"Two lines?\nA) a b\nB) c\nANSWER: A\n\n"
    assert left_out(question) == [
        f"Aiken has no place for {matter} (1 questions)"
        for matter in (
            "explanations", "feedback on choices", "shares of the points", "titles", "topics",
            "tags", "hints", "line breaks",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("stem", ["A. Lincoln died when?", "U.S.?", "?", "ANSWER: what?"])
def test_a_text_that_aiken_would_misread_gets_a_word_before_it(stem: str) -> None:
    question = asked(Choose((Option("a", 1.0), Option("b"))), stem)
    ((read,), errors) = by_moodle(written(question).decode())
    assert (read.stem, errors) == (f"Question: {stem}", 0)
    assert "“Question:” was put before it" in left_out(question)[0]


def test_true_and_false_are_two_choices() -> None:
    assert written(asked(TrueFalse(False), "So?")) == b"So?\nA) True\nB) False\nANSWER: B\n\n"


MEGA = 1_000_000
BOMBS = {
    "answers": b"ANSWER: A\n" * 200_000,
    "choices": b"Q\n" + b"A) x\n" * 200_000 + b"ANSWER: A",
    "lines of a choice": b"Q\nA) x\n" + b"y\n" * MEGA + b"ANSWER: A",
    "lines of a question": b"y\n" * MEGA + b"A) x\nB) y\nANSWER: A",
    "one long line": b"y" * 10 * MEGA + b"\nA) x\nB) y\nANSWER: A",
    "letters": b"Q\nA) x\nB) y\nANSWER: " + b"A," * 400_000,
    "letters in words": b"Q\nA) x\nB) y\nANSWER: " + b"A and " * 200_000,
    "blank lines": b"\n" * MEGA + GOOD.encode(),
    "spaces": b"Q\nA) x\nB) y\nANSWER: A" + b" " * MEGA + b"x",
    "noughts": b"Q\nA) x\nB) y\nANSWER: A\n" + b"\x00" * MEGA,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_or_reported_in_time(name: str) -> None:
    start = time.process_time()
    try:
        deck = load(BOMBS[name])
        assert deck.questions or deck.problems
        assert all(len(each) < 500 for each in told(deck))
    except ExchangeError:
        assert name == "noughts"
    assert time.process_time() - start < 30


@given(st.text(st.sampled_from("AB).:\n ANSWER:x"), max_size=60) | st.text(max_size=30))
def test_no_text_whatever_stops_an_import(text: str) -> None:
    data = f"{text}\n{GOOD}".encode("utf-8", "replace")
    with suppress(ExchangeError):
        deck = load(data)
        assert deck.questions or deck.problems
