"""Reading the questions of a readable deck: line by line, each mistake with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import Span
from quizapp.domain.identity import stable_id
from quizapp.domain.question import (
    AnswerKind,
    Citation,
    Difficulty,
    Origin,
    Question,
    State,
)
from quizapp.domain.task import Key, Task, TrueFalse, key_of, simplest
from quizapp.exchange.building import Unfit, check_lengths
from quizapp.exchange.format import Problem
from quizapp.exchange.readable_tasks import PARTS, Part, WrongPart, read_task
from quizapp.exchange.readable_values import (
    fit_text,
    read_date,
    read_id,
    read_picture,
    read_source,
    read_text,
)
from quizapp.exchange.task_records import check_task

T = TypeVar("T")
D = TypeVar("D")

LONGEST_REASON = 600
"""Characters: a reason quotes what stands in the file, which may be a book."""

MANY = ("also", "not", "tag")
ONCE = (
    "=", "kind", "date", "why", "source", "file", "heading", "span", "quote", "fingerprint",
    "tags", "state", "confidence", "fact", "id", "task", "title", "topic", "hint", "difficulty",
    "picture",
)  # fmt: skip
_FIELD = re.compile(r"([A-Za-z]+)\s*:(.*)", re.DOTALL)


@dataclass
class _Block:
    """The fields of one question as they stand, each with its line."""

    line: int
    stem: str
    once: dict[str, tuple[int, str]] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)  # of its task, in their order
    spoilt: bool = False


class QuestionReader:
    """Takes line by line; a question with a problem is left out and the next one goes on."""

    def __init__(self, origin: Origin) -> None:
        self.questions: dict[str, Question] = {}
        self.problems: list[Problem] = []
        self._origin = origin
        self._block: _Block | None = None
        self._comment_from: int | None = None

    def take(self, number: int, line: str) -> None:
        text = line.strip()
        if self._in_comment(number, text) or not text:
            return
        if text.startswith("## "):
            self.finish()
            self._begin(number, text[3:].strip())
        elif text.startswith("# "):
            self.finish()  # a heading between questions, for the reader of the file
        elif self._block is None:
            self._problem(number, f"this stands outside any question: {text[:40]!r}")
        else:
            self._take_field(self._block, number, text)

    def end(self) -> None:
        """To be called behind the last line."""
        self.finish()
        if self._comment_from is not None:
            self._problem(self._comment_from, "this comment is never closed with -->")

    def finish(self) -> None:
        """Makes the question of the lines taken so far."""
        block, self._block = self._block, None
        if block is None or block.spoilt:
            return
        try:
            question = _question(block, self._origin)
            check_lengths(question)
        except _Wrong as wrong:
            self._problem(wrong.line, wrong.reason)
            return
        except Unfit as unfit:
            self._problem(block.line, str(unfit))
            return
        if question.id in self.questions:
            self._problem(block.line, f"the id {question.id!r} was used above")
            return
        self.questions[question.id] = question

    def _in_comment(self, number: int, text: str) -> bool:
        if self._comment_from is None and text.startswith("<!--"):
            self._comment_from = number
        if self._comment_from is None:
            return False
        if text.endswith("-->"):
            self._comment_from = None
        return True

    def _begin(self, number: int, stem: str) -> None:
        self._block = _Block(number, "")
        try:
            self._block.stem = read_text(stem).strip()
        except ValueError as problem:
            self._spoil(self._block, number, str(problem))

    def _take_field(self, block: _Block, number: int, text: str) -> None:
        found = _FIELD.fullmatch(text)
        if text.startswith("="):
            key, value = "=", text[1:].strip()
        elif found:
            key, value = found.group(1).lower(), found.group(2).strip()
        else:
            self._spoil(block, number, f"this is no field: {text[:40]!r}")
            return
        if key in MANY:
            self._take_many(block, number, key, value)
        elif key in PARTS:
            block.parts.append(Part(number, key, value))
        elif key not in ONCE:
            close = difflib.get_close_matches(key, [*ONCE, *MANY, *PARTS], 1)
            hint = f"; did you mean {close[0]}?" if close else ""
            self._spoil(block, number, f"there is no field {key!r}{hint}")
        elif key in block.once:
            self._spoil(block, number, f"{key!r} stands twice in one question")
        else:
            block.once[key] = (number, value)

    def _take_many(self, block: _Block, number: int, key: str, value: str) -> None:
        try:
            text = read_text(value).strip()
        except ValueError as problem:
            self._spoil(block, number, str(problem))
            return
        if not text:
            self._spoil(block, number, f"there is nothing behind {key}:")
            return
        block.many.setdefault(key, []).append(text)

    def _spoil(self, block: _Block, number: int, reason: str) -> None:
        block.spoilt = True
        self._problem(number, reason)

    def _problem(self, number: int, reason: str) -> None:
        shown = reason if len(reason) <= LONGEST_REASON else f"{reason[:LONGEST_REASON]}…"
        self.problems.append(Problem(number, shown))


class _Wrong(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def _question(block: _Block, origin: Origin) -> Question:
    if not block.stem.strip():
        raise _Wrong(block.line, "the question has no text")
    date = _read(block, "date", read_date, None)
    task = _task(block, date)
    key = key_of(task) if task else _plain_key(block)
    kind = _kind(block)
    return Question(
        id=_read(block, "id", read_id, "") or stable_id("readable", kind, block.stem),
        kind=kind,
        stem=block.stem,
        answer=key.answer,
        accept=key.accept,
        distractors=key.distractors,
        date=date,
        explanation=_text(block, "why"),
        tags=_tags(block),
        citation=_citation(block),
        origin=origin,
        state=_read(block, "state", State, State.ACCEPTED),
        confidence=_read(block, "confidence", _share, 1.0),
        fact_id=_text(block, "fact"),
        task=simplest(task) if task else None,
        title=_text(block, "title"),
        topic=_text(block, "topic"),
        difficulty=_read(block, "difficulty", _difficulty, None),
        hint=_text(block, "hint"),
        picture=_read(block, "picture", read_picture, None),
    )


def _plain_key(block: _Block) -> Key:
    answer = _text(block, "=")
    if not answer.strip():
        raise _Wrong(block.line, "the question has no answer (a line that begins with =)")
    return Key(answer, tuple(block.many.get("also", ())), tuple(block.many.get("not", ())))


def _task(block: _Block, date: HistoricalDate | None) -> Task | None:
    if "task" not in block.once:
        if block.parts:
            part = block.parts[0]
            raise _Wrong(part.line, f"{part.key}: needs a line task: that says how it is asked")
        return None
    line, name = block.once["task"]
    try:
        task = read_task(name, block.parts, answer=_text(block, "="), date=date)
    except WrongPart as wrong:
        raise _Wrong(wrong.line or line, wrong.reason) from None
    try:
        check_task(task)
    except ValueError as wrong:
        raise _Wrong(line, f"task: {wrong}") from None
    if not isinstance(task, TrueFalse) and (
        "=" in block.once or block.many.keys() & {"also", "not"}
    ):
        raise _Wrong(
            line, "with a task, its own lines say the answers: leave out =, also: and not:"
        )
    if not key_of(task).answer.strip():
        raise _Wrong(line, "no answer of the task is right")
    return task


def _kind(block: _Block) -> AnswerKind:
    kind = _read(block, "kind", AnswerKind, None)
    if kind is None:
        kind = usual_kind("date" in block.once, has_task="task" in block.once)
    if kind is None:
        known = ", ".join(AnswerKind)
        raise _Wrong(block.line, f"the question needs a date: line, or kind: with one of {known}")
    return kind


def usual_kind(date: object, *, has_task: bool) -> AnswerKind | None:
    """What a question without a line ``kind:`` asks for; ``date``: whether there is one."""
    if date:
        return AnswerKind.DATE
    return AnswerKind.OTHER if has_task else None


def _difficulty(value: str) -> Difficulty:
    try:
        return Difficulty[value.upper()]
    except KeyError:
        known = ", ".join(each.name.lower() for each in Difficulty)
        raise ValueError(f"{value!r} is not one of {known}") from None


def _tags(block: _Block) -> tuple[str, ...]:
    listed = _read(block, "tags", fit_text, "").split(",")
    return (*(tag.strip() for tag in listed if tag.strip()), *block.many.get("tag", ()))


def _citation(block: _Block) -> Citation | None:
    if not {"source", "file", "quote"} & block.once.keys():
        return None
    title, page, paragraph = _read(block, "source", read_source, ("", None, None))
    return Citation(
        document=_text(block, "file") or title,
        title=title,
        fingerprint=_text(block, "fingerprint"),
        paragraph=paragraph,
        page=page,
        heading=_text(block, "heading"),
        span=_read(block, "span", _span, None),
        quote=_text(block, "quote"),
    )


def _span(value: str) -> Span:
    start, _, end = value.partition("-")
    if not (start.isdecimal() and end.isdecimal()) or int(start) > int(end):
        raise ValueError(f"{value!r} is no stretch of characters; write 120-180")
    return Span(int(start), int(end))


def _share(value: str) -> float:
    number = float(value)
    if not 0 <= number <= 1:
        raise ValueError(f"{value} is not from 0 to 1")
    return number


def _text(block: _Block, key: str) -> str:
    return _read(block, key, read_text, "").strip()


def _read(block: _Block, key: str, reading: Callable[[str], T], missing: D) -> T | D:
    """The value of a field, read; a value that makes no sense is reported with its line."""
    if key not in block.once:
        return missing
    line, value = block.once[key]
    try:
        return reading(value)
    except ValueError as problem:
        name = "the answer" if key == "=" else key
        raise _Wrong(line, f"{name}: {problem}") from None
