"""Kahoot's spreadsheet of questions, and ClassQuiz's, which is laid out in the same way.

Both have the question in column B, up to four answers in C to F, seconds in G and the right answers
in H ("1" or "1,3": any of them is right). Kahoot's header is in row 8, ClassQuiz's in row 13, below
a title in C5 and a description in C6. Limits are those of the makers' templates; a text beyond them
is written whole and said, since only a person can shorten it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from quizapp.domain.identity import stable_id
from quizapp.domain.question import Origin, Question
from quizapp.domain.task import Choose, TrueFalse
from quizapp.errors import ExchangeError
from quizapp.exchange.building import Report, Unfit, check_lengths, cleaned, item_name
from quizapp.exchange.format import DeckFile, Problem, Written
from quizapp.exchange.no_place import left_out
from quizapp.exchange.reading import UNWATCHED, Reading
from quizapp.exchange.sheet_rows import cell_text, choice_fields
from quizapp.exchange.spreadsheets import LONGEST_CELL, Sheet, first_sheet, is_workbook, workbook

MOST_OPTIONS = 4
USUAL_SECONDS = 20
SECONDS = (5, 10, 20, 30, 60, 90, 120, 240)
_QUESTION, _FIRST_OPTION, _SECONDS, _RIGHT = 1, 2, 6, 7  # columns, from 0
_SEARCHED = 25  # rows in which the header may stand
_NUMBERS = re.compile(r"[1-4](?:\s*[,;.&/ ]\s*[1-4]){0,3}")
_EXAMPLE = re.compile(r"example|sample question", re.IGNORECASE)
_NO_PLACE = (
    "id", "kind", "explanation", "hint", "tags", "topic", "difficulty", "title", "citation",
    "picture", "state", "fact", "sources", "history",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """``header``: its row, from 1. ``rows``: as many questions as one file may have."""

    header: int
    question: int  # characters
    answer: int  # characters
    rows: int
    maker: str
    no_place: tuple[str, ...] = ()  # besides those of both


KAHOOT = Limits(
    header=8, question=120, answer=75, rows=100, maker="Kahoot", no_place=("description",)
)
CLASSQUIZ = Limits(header=13, question=300, answer=150, rows=87, maker="ClassQuiz")


@dataclass(frozen=True)
class Kahoot:
    """``seconds``: for each question, since questions here have no time of their own."""

    seconds: int = USUAL_SECONDS
    limits: Limits = KAHOOT

    key = "kahoot"
    name = "Kahoot spreadsheet"
    endings = (".xlsx",)

    def __post_init__(self) -> None:
        if self.seconds not in SECONDS:
            raise ValueError(f"the time is one of {', '.join(map(str, SECONDS))} seconds")

    def recognises(self, data: bytes) -> bool:
        header = _header_row(_head_of(data)) if is_workbook(data) else None
        of_classquiz = header == CLASSQUIZ.header
        return header is not None and of_classquiz is (self.limits is CLASSQUIZ)

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        sheet = first_sheet(data, reading=reading.part(0.0, 0.5))
        header = _header_row(sheet.rows)
        if header is None:
            raise ExchangeError(
                "It is not a quiz spreadsheet: no row has Question in column B and Answer 1 in "
                "column C."
            )
        report = Report()
        for other in sheet.others:
            report.tell(f"the sheet {other[:60]} was not read: only the first is")
            report.close(None, "file")
        questions: dict[str, Question] = {}
        lines: dict[str, int] = {}
        filled = reading.part(0.5, 1.0).over(sheet.rows[header:], len(sheet.rows))
        for row, values in enumerate(filled, start=header + 1):
            if all(_text(values, column) == "" for column in range(_QUESTION, _RIGHT)):
                continue  # numbered, and not filled in
            item = item_name(_text(values, _QUESTION)[:200])
            try:
                question = _question(values, origin, report)
                if question.id in questions:
                    raise Unfit(f"the same stands in row {lines[question.id]}")
            except Unfit as unfit:
                report.skip(row, item, str(unfit))
                continue
            questions[question.id], lines[question.id] = question, row
            report.close(row, item)
        _tell_seconds(sheet, header, report)
        title, description = _title(sheet, header)
        return DeckFile(
            name=title or name,
            description=description,
            questions=tuple(questions.values()),
            problems=tuple(report.problems),
            changed=tuple(report.changed),
            lines=lines,
        )

    def dump(self, deck: DeckFile) -> Written:
        told = list(left_out(deck, _NO_PLACE + self.limits.no_place))
        rows: list[list[str | int | None]] = []
        for question in deck.questions:
            reasons: list[str] = []
            cells = _row(question, self.limits, reasons)
            item = item_name(question.title, question.stem)
            told.extend(Problem(None, reason, item) for reason in reasons)
            if cells is not None:
                rows.append([len(rows) + 1, *cells[:-1], self.seconds, cells[-1]])
        beyond = len(rows) - self.limits.rows
        if beyond > 0:
            reason = (
                f"{self.limits.maker} takes {self.limits.rows} questions of one file; "
                f"the last {beyond:,} are beyond"
            )
            told.append(Problem(None, reason, deck.name))
        sheet = [*_head_rows(deck, self.limits), *rows]
        data = workbook(
            sheet, title="Quiz", widths=(5, 60, 25, 25, 25, 25, 12, 12), bold=self.limits.header
        )
        return Written((data,), tuple(told))


@dataclass(frozen=True)
class ClassQuiz(Kahoot):
    limits: Limits = CLASSQUIZ

    key = "classquiz"
    name = "ClassQuiz spreadsheet"


def holds_quiz(data: bytes) -> bool:
    """Whether a workbook is laid out as one of the two, rather than as a plain table."""
    return _header_row(_head_of(data)) is not None


# ---------------------------------------------------------------------- reading


def _head_of(data: bytes) -> Sequence[Sequence[Any]]:
    try:
        return first_sheet(data, most=_SEARCHED).rows
    except ExchangeError:
        return ()


def _header_row(rows: Sequence[Sequence[Any]]) -> int | None:
    """The row, from 1, whose cells are called as in the templates; above it there is a title."""
    for number, values in enumerate(rows[:_SEARCHED], start=1):
        words = [_text(values, column).casefold() for column in range(_RIGHT + 1)]
        named = words[_QUESTION].startswith("question") and words[_FIRST_OPTION].startswith(
            "answer"
        )
        if number > 1 and named and "time" in words[_SECONDS] and "correct" in words[_RIGHT]:
            return number
    return None


def _text(values: Sequence[Any], column: int) -> str:
    return cleaned(cell_text(values[column])).strip() if column < len(values) else ""


def _question(values: Sequence[Any], origin: Origin, report: Report) -> Question:
    stem = _text(values, _QUESTION)
    if not stem:
        raise Unfit("there is no question in this row")
    options = [_text(values, _FIRST_OPTION + number) for number in range(MOST_OPTIONS)]
    if sum(bool(option) for option in options) < 2:
        raise Unfit("there are fewer than two answers in this row")
    right = _right(values[_RIGHT] if len(values) > _RIGHT else None, options, report)
    fields = choice_fields(options, right, stem)
    if _EXAMPLE.match(stem):
        report.tell("it may be the example that the template came with")
    id_ = stable_id("kahoot", stem, *options)
    question = Question(id=id_, stem=stem, origin=origin, **fields)
    check_lengths(question)
    return question


def _right(value: object, options: Sequence[str], report: Report) -> list[int]:
    """The places, from 0, of the right answers. Spreadsheets turn "1,3" into numbers and dates."""
    numbers = _numbers(value)
    text = cell_text(value).strip()
    if not numbers and text in options and text:
        return [options.index(text)]
    if not numbers:
        what = f"the right answer is said to be {text[:40]!r}" if text else "no answer is right"
        raise Unfit(f"{what}; it should be a number from 1 to 4, or several like 1,3")
    empty = [number for number in numbers if not options[number - 1]]
    if empty:
        raise Unfit(f"answer {empty[0]} is said to be right, but it is empty")
    if len(numbers) > 1 and not isinstance(value, str):
        read = ",".join(map(str, numbers))
        report.tell(f"its right answers, stored as {text[:40]!r}, were read as {read}")
    return [number - 1 for number in numbers]


def _numbers(value: object) -> list[int]:
    """1 to 4, each once: of 2, 2.0, "2", "1,3", and of what programs make of it: 1.3, 3 January."""
    if isinstance(value, date):
        found = [value.day, value.month]
    elif isinstance(value, bool) or value is None:
        return []
    else:
        text = cell_text(value).strip()
        text = text.removesuffix(".0") if re.fullmatch(r"[1-4]\.0", text) else text
        if not _NUMBERS.fullmatch(text) and not re.fullmatch(r"[1-4]{2,4}", text):
            return []
        found = [int(digit) for digit in re.findall(r"[1-4]", text)]
    return sorted(set(found)) if all(1 <= number <= MOST_OPTIONS for number in found) else []


def _title(sheet: Sheet, header: int) -> tuple[str, str]:
    """Title and description, which ClassQuiz has above the header."""
    if header != CLASSQUIZ.header:
        return "", ""
    return _text(sheet.rows[4], 2), _text(sheet.rows[5], 2)


def _tell_seconds(sheet: Sheet, header: int, report: Report) -> None:
    times = {_text(values, _SECONDS) for values in sheet.rows[header:]} - {""}
    if times:
        report.tell("the time limits were left out: here a quiz sets them")
        report.close(None, "file")


# ---------------------------------------------------------------------- writing


def _row(question: Question, limits: Limits, reasons: list[str]) -> list[str | int | None] | None:
    """Question, four answers and the numbers of the right ones; ``None`` where it cannot be."""
    options = _options(question, reasons)
    if options is None:
        reasons.append(f"{limits.maker} asks with answers to choose from; it was left out")
        return None
    if sum(bool(text.strip()) for text, _ in options) < 2:
        reasons.append(f"{limits.maker} asks with two answers or more; it was left out")
        return None
    kept = _kept(options)
    if len(kept) < len(options):
        gone = len(options) - len(kept)
        reasons.append(f"{limits.maker} takes {MOST_OPTIONS} answers: {gone} were left out")
    texts = [text for text, _ in kept]
    for what, text, most in (
        ("question", question.stem, limits.question),
        *(("answer", text, limits.answer) for text in texts),
    ):
        if len(text) > LONGEST_CELL:
            reasons.append(f"its {what} is longer than a cell of Excel takes; it was left out")
            return None
        if len(text) > most:
            reasons.append(
                f"its {what} has {len(text)} characters and {limits.maker} takes {most}: shorten "
                f"“{text[:30]}…” in the file"
            )
    right = [str(number) for number, (_, is_right) in enumerate(kept, start=1) if is_right]
    empty = [None] * (MOST_OPTIONS - len(texts))
    return [question.stem, *texts, *empty, int(right[0]) if len(right) == 1 else ",".join(right)]


def _options(question: Question, reasons: list[str]) -> list[tuple[str, bool]] | None:
    """The answers to choose from and whether they are right; ``None`` where there are none."""
    task = question.task
    if isinstance(task, TrueFalse):
        if task.when_right or task.when_wrong:
            reasons.append("there is no place for feedback on its answers")
        return [("True", task.is_true), ("False", not task.is_true)]
    if isinstance(task, Choose):
        reasons.extend(_lost(task))
        return [(option.text, option.worth > 0) for option in task.options] or None
    if task is not None or not question.distractors:
        return None
    if question.accept:
        reasons.append("there is no place for other right answers")
    place = random.Random(question.id).randrange(len(question.distractors) + 1)
    wrong = [(text, False) for text in question.distractors]
    return [*wrong[:place], (question.answer, True), *wrong[place:]]


def _lost(task: Choose) -> Iterator[str]:
    if any(option.feedback for option in task.options):
        yield "there is no place for feedback on its answers"
    if task.several:
        yield "in this program any one of the right answers is enough"
    elif any(option.worth not in (0, 1) for option in task.options):
        yield "there is no place for answers that earn a part of the points"
    if not any(option.worth > 0 for option in task.options):
        yield "none of its answers is right"


def _kept(options: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """At most four in their order, the right ones first of all."""
    by_right = sorted(range(len(options)), key=lambda place: not options[place][1])
    return [options[place] for place in sorted(by_right[:MOST_OPTIONS])]


def _head_rows(deck: DeckFile, limits: Limits) -> list[list[str | int | None]]:
    """The rows down to the header."""
    rows: list[list[str | int | None]] = [[] for _ in range(limits.header)]
    rows[1] = [None, "Quiz", deck.name]
    if limits is CLASSQUIZ:
        rows[4] = [None, "Title", deck.name]
        rows[5] = [None, "Description", deck.description or deck.name]
    answers = (f"Answer {n} - max {limits.answer} characters" for n in range(1, MOST_OPTIONS + 1))
    rows[-1] = [
        None,
        f"Question - max {limits.question} characters",
        *answers,
        "Time limit (sec)",
        "Correct answer(s) - choose at least one",
    ]
    return rows
