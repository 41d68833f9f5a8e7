"""One question as one row of a table, both ways."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any

from quizapp.domain.calendar import MONTH_NAMES, HistoricalDate
from quizapp.domain.date_typed import parse_date
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
from quizapp.domain.task import Choose, Option, Task, key_of, simplest
from quizapp.domain.task_record import MOST_PARTS, record_of
from quizapp.exchange.answer_dates import kind_of_answer
from quizapp.exchange.building import MOST_TAGS, Report, Unfit, check_lengths, cleaned
from quizapp.exchange.iso_dates import date_of
from quizapp.exchange.readable_values import read_date, read_source, write_date, write_source
from quizapp.exchange.sheet_columns import WRITTEN, Columns, can_choose
from quizapp.exchange.task_records import read_task

_LONGEST_CELL = 100_000  # characters
_BETWEEN = re.compile(r"\s*[|;\n]\s*")
_BETWEEN_TAGS = re.compile(r"\s*[|;,\n]\s*")
_MARKED = re.compile(r"(?:option|answer|choice)?\s*([a-j]|\d{1,2}(?:\.0)?)\.?", re.IGNORECASE)
_APART = re.compile(r"\s*(?:[,;/&|\s]|\band\b)\s*")
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
_DIFFICULTIES = {
    "easy": Difficulty.EASY, "low": Difficulty.EASY, "1": Difficulty.EASY,
    "medium": Difficulty.MEDIUM, "middle": Difficulty.MEDIUM, "2": Difficulty.MEDIUM,
    "hard": Difficulty.HARD, "difficult": Difficulty.HARD, "high": Difficulty.HARD,
    "3": Difficulty.HARD,
}  # fmt: skip


def cell_text(value: object) -> str:
    """A cell as a person reads it: whole numbers without ".0", dates in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, float) and abs(value) < 1e15 and value == int(value):
        return str(int(value))
    if isinstance(value, datetime):
        day = f"{value.day} {MONTH_NAMES[value.month - 1]} {value.year}"
        return day if value.time() == time() else f"{day}, {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day} {MONTH_NAMES[value.month - 1]} {value.year}"
    return str(value)


# ---------------------------------------------------------------------- to a row


def row_of(question: Question) -> list[str]:
    """The cells in the order of ``sheet_columns.WRITTEN``, not defused."""
    citation = question.citation
    values = {
        "stem": question.stem,
        "answer": question.answer,
        "accept": _joined(question.accept),
        "wrong": _joined(question.distractors),
        "explanation": question.explanation,
        "hint": question.hint,
        "tags": _joined(question.tags),
        "topic": question.topic,
        "difficulty": question.difficulty.name.lower() if question.difficulty else "",
        "title": question.title,
        "kind": str(question.kind),
        "date": _date_text(question.date) if question.date else "",
        "state": str(question.state) if question.state is not State.ACCEPTED else "",
        "confidence": repr(question.confidence) if question.confidence != 1.0 else "",
        "fact": question.fact_id,
        "task": json.dumps(record_of(question.task), ensure_ascii=False) if question.task else "",
        "id": question.id,
        **(_cells_of(citation) if citation else {}),
    }
    return [values.get(name, "") for name in WRITTEN]


def _cells_of(citation: Citation) -> dict[str, str]:
    span = citation.span
    return {
        "source": write_source(citation.title, citation.page, citation.paragraph),
        "file": citation.document,
        "heading": citation.heading,
        "quote": citation.quote,
        "span": f"{span.start}-{span.end}" if span else "",
        "fingerprint": citation.fingerprint,
    }


def _date_text(day: HistoricalDate) -> str:
    """As people write it where that says all of it, else as JSON."""
    text = write_date(day)
    try:
        if read_date(text) == day:
            return text
    except ValueError:
        pass
    return json.dumps(day.to_iso())


def _joined(texts: Sequence[str]) -> str:
    return " | ".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts)


def _split(text: str) -> tuple[str, ...]:
    """The inverse of ``_joined``."""
    pieces, piece, escaped = [], "", False
    for letter in text:
        if escaped or letter not in "\\|":
            piece += letter
            escaped = False
        elif letter == "\\":
            escaped = True
        else:
            pieces.append(piece)
            piece = ""
    return tuple(part for part in map(str.strip, (*pieces, piece)) if part)


# ---------------------------------------------------------------------- from a row


class RowReader:
    """Makes questions of rows. ``ours``: the file is one that we wrote, lists are joined by us."""

    def __init__(self, columns: Columns, *, ours: bool, origin: Origin, report: Report) -> None:
        self._columns = columns
        self._ours = ours
        self._origin = origin
        self._report = report

    def question(self, cells: Sequence[str]) -> Question:
        """``Unfit`` says what is missing."""
        row = _Cells(cells, self._columns)
        stem = row.text("stem")
        if not stem:
            raise Unfit("there is no question in this row")
        key = self._chosen(row) if can_choose(self._columns) else self._written(row, stem)
        day, unread = self._date(row)
        if day is not None:
            key["date"] = day
        question = Question(
            id=row.text("id")[:200].strip() or stable_id("sheet", stem, key["answer"]),
            stem=stem,
            explanation="\n".join(filter(None, (row.text("explanation"), unread))),
            hint=row.text("hint"),
            tags=self._list(row, "tags", _BETWEEN_TAGS),
            topic=_topic(row.text("topic")),
            title=row.text("title"),
            difficulty=self._difficulty(row),
            citation=self._citation(row),
            state=self._word(row, "state", State, State.ACCEPTED),
            confidence=self._confidence(row),
            fact_id=row.text("fact")[:200].strip(),
            origin=self._origin,
            **key,
        )
        check_lengths(question)
        return question

    def _written(self, row: _Cells, stem: str) -> dict[str, Any]:
        """A row whose answer stands there in words."""
        answer = row.text("answer")
        if not answer:
            raise Unfit("there is no answer in this row")
        accept = tuple(each for each in self._list(row, "accept") if each != answer)
        wrong = tuple(each for each in self._wrong(row) if each != answer)
        kind, day = kind_of_answer(stem, answer)
        kind = self._word(row, "kind", AnswerKind, kind)
        guessed = day if kind is AnswerKind.DATE and not self._ours else None
        key = {"answer": answer, "kind": kind, "date": guessed}
        task = self._task(row, answer)
        if task is None:
            return key | {"accept": accept, "distractors": wrong}
        said = key_of(task)
        return key | {"task": task, "accept": said.accept, "distractors": said.distractors}

    def _chosen(self, row: _Cells) -> dict[str, Any]:
        """A row of options and a cell that says which of them is right."""
        options = [text for text in row.texts("options") if text]
        if len(options) < 2:
            raise Unfit("there are fewer than two options in this row")
        right = chosen_places(row.text("right"), row.texts("options"))
        return choice_fields(row.texts("options"), right, row.text("stem"))

    def _list(self, row: _Cells, name: str, between: re.Pattern[str] = _BETWEEN) -> tuple[str, ...]:
        text = row.text(name)
        found = _split(text) if self._ours else tuple(filter(None, between.split(text)))
        if len(found) > MOST_TAGS:
            raise Unfit(f"its {name} are {len(found)}; at most {MOST_TAGS} are taken")
        return found

    def _wrong(self, row: _Cells) -> tuple[str, ...]:
        """Of a column each, or all in one cell."""
        if len(self._columns.get("wrong", ())) > 1:
            return tuple(filter(None, row.texts("wrong")))
        return self._list(row, "wrong")

    def _task(self, row: _Cells, answer: str) -> Task | None:
        text = row.text("task")
        if not text:
            return None
        try:
            task = read_task(json.loads(text))
        except (ValueError, RecursionError) as problem:
            self._report.tell(f"its task was not understood ({str(problem)[:80]})")
            return None
        if key_of(task).answer.strip() != answer:
            self._report.tell("its answer was edited, so that its task was left aside")
            return None
        return task

    def _date(self, row: _Cells) -> tuple[HistoricalDate | None, str]:
        """And what stands there instead, for people to read."""
        text = row.text("date")
        if not text:
            return None, ""
        is_record = text[0] == "{"
        try:
            return date_of(json.loads(text)) if is_record else read_date(text), ""
        except (ValueError, RecursionError):
            typed = None if is_record else parse_date(text)
        if typed is not None:
            return typed, ""
        told = f"its date {text[:40]!r} was not understood"
        self._report.tell(told if is_record else f"{told}; it stands in the explanation as text")
        return None, "" if is_record else f"Date: {text}"

    def _citation(self, row: _Cells) -> Citation | None:
        document, source = row.text("file"), row.text("source")
        if not document and not source:
            return None
        try:
            title, page, paragraph = read_source(source) if source else ("", None, None)
        except ValueError:
            title, page, paragraph = source, None, None
        span = _SPAN.fullmatch(row.text("span"))
        return Citation(
            document=document or title,
            title=title if document else "",
            fingerprint=row.text("fingerprint")[:200].strip(),
            paragraph=paragraph,
            page=page,
            heading=row.text("heading"),
            span=Span(int(span[1]), max(int(span[1]), int(span[2]))) if span else None,
            quote=row.text("quote"),
        )

    def _difficulty(self, row: _Cells) -> Difficulty | None:
        text = row.text("difficulty")
        found = _DIFFICULTIES.get(text.casefold())
        if text and found is None:
            self._report.tell(f"its difficulty {text[:40]!r} is none of easy, medium, hard")
        return found

    def _word(self, row: _Cells, name: str, words: Callable[[str], Any], default: Any) -> Any:
        text = row.text(name)
        if not text:
            return default
        try:
            return words(text.casefold())
        except ValueError:
            self._report.tell(f"its {name} {text[:40]!r} is not known")
            return default

    def _confidence(self, row: _Cells) -> float:
        text = row.text("confidence")
        try:
            value = float(text or 1.0)
        except ValueError:
            value = -1.0
        if 0 <= value <= 1:
            return value
        self._report.tell(f"its confidence {text[:40]!r} is no share of 1")
        return 1.0


class _Cells:
    """The cells of a row by the name of their field; cleaned, and stripped of outer spaces."""

    def __init__(self, cells: Sequence[str], columns: Columns) -> None:
        self._cells = cells
        self._columns = columns

    def text(self, name: str) -> str:
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        return [self._at(number) for number in self._columns.get(name, ())]

    def _at(self, number: int) -> str:
        if number >= len(self._cells):
            return ""
        if len(self._cells[number]) > _LONGEST_CELL:
            raise Unfit(f"column {number + 1} has {len(self._cells[number]):,} characters")
        return cleaned(self._cells[number]).strip()


def _topic(text: str) -> str:
    return "/".join(part.strip() for part in text.split("/") if part.strip())


# ---------------------------------------------------------------------- options


def chosen_places(text: str, options: Sequence[str]) -> list[int]:
    """The places, from 0, that a cell names: "2", "1,3", "B", "A and C", or an option's own text.

    ``Unfit`` where it names none that there is.
    """
    if not text:
        raise Unfit("no option is said to be right")
    if text in options:
        return [options.index(text)]
    places = []
    parts = [text] if _MARKED.fullmatch(text) else _APART.split(text)
    for part in parts:
        found = _MARKED.fullmatch(part)
        mark = found.group(1).casefold() if found else ""
        if not mark:
            raise Unfit(f"the right option is said to be {text[:40]!r}, which is none of them")
        place = ord(mark) - ord("a") if mark.isalpha() else int(float(mark)) - 1
        if not 0 <= place < len(options) or not options[place]:
            raise Unfit(f"the right option is said to be {part[:20]!r}, which is empty")
        places.append(place)
    return sorted(set(places))


def choice_fields(options: Sequence[str], right: Sequence[int], stem: str) -> dict[str, Any]:
    """The fields of a question that any of the right options answers."""
    chosen = [(text, place in right) for place, text in enumerate(options) if text]
    if len(chosen) > MOST_PARTS:
        raise Unfit(f"it has {len(chosen)} options; at most {MOST_PARTS} are taken")
    best = {text: True for text, is_right in chosen if is_right}
    once = dict.fromkeys(text for text, _ in chosen)
    task = Choose(tuple(Option(text, 1.0 if text in best else 0.0) for text in once))
    key = key_of(task)
    alone = len(best) == 1
    kind, day = kind_of_answer(stem, key.answer) if alone else (AnswerKind.OTHER, None)
    return {
        "answer": key.answer, "accept": key.accept, "distractors": key.distractors,
        "kind": kind, "date": day, "task": simplest(task),
    }  # fmt: skip
