"""What the visible fields of another program cannot say of a question, as one line of JSON.

It travels in a field of its own, so that a question comes back as it went. ``seen`` is a stamp of
what stood in the visible fields: where a person changed them there, they count, and what depends on
them here (the task, the date) is left aside.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.document import Span
from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind, Citation, Difficulty, Question, State
from quizapp.domain.task import Task
from quizapp.domain.task_record import record_of
from quizapp.exchange.format import LONGEST_ID, LONGEST_STEM, LONGEST_TEXT, unfit_character
from quizapp.exchange.iso_dates import date_of
from quizapp.exchange.task_records import read_task

LONGEST_REST = 500_000  # characters
_MOST_TAGS = 200

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rest:
    id: str
    seen: str
    kind: AnswerKind = AnswerKind.OTHER
    date: HistoricalDate | None = None
    task: Task | None = None
    fact_id: str = ""
    title: str = ""
    topic: str = ""
    difficulty: Difficulty | None = None
    state: State = State.ACCEPTED
    confidence: float = 1.0
    citation: Citation | None = None
    tags: tuple[str, ...] = ()


_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def stamp(*texts: str) -> str:
    """The same for texts that differ in the composition of their letters only."""
    return stable_id(*(unicodedata.normalize("NFC", text) for text in texts))


def rest_of(question: Question, seen: str) -> str:
    """One line of JSON."""
    record: dict[str, Any] = {
        "id": question.id,
        "seen": seen,
        "kind": str(question.kind) if question.kind is not AnswerKind.OTHER else "",
        "date": question.date.to_iso() if question.date else None,
        "task": record_of(question.task) if question.task else None,
        "fact": question.fact_id,
        "title": question.title,
        "topic": question.topic,
        "difficulty": int(question.difficulty) if question.difficulty else 0,
        "state": str(question.state) if question.state is not State.ACCEPTED else "",
        "confidence": question.confidence if question.confidence != 1.0 else None,
        "source": _source(question.citation) if question.citation else None,
        "tags": list(question.tags),
    }
    kept = {key: value for key, value in record.items() if value not in ("", None, 0, [])}
    if question.confidence == 0:
        kept["confidence"] = 0.0
    return _WRITTEN(kept)


def read_rest(text: str) -> Rest:
    """The inverse of ``rest_of``. ValueError for anything else: it may have been edited."""
    if len(text) > LONGEST_REST:
        raise ValueError("it is far too long")
    try:
        record = json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(record, dict):
        raise ValueError("it is not an object")
    return Rest(
        id=_needed(record, "id"),
        seen=_text(record, "seen", LONGEST_ID),
        kind=_one(record, "kind", AnswerKind, AnswerKind.OTHER),
        date=date_of(record["date"]) if "date" in record else None,
        task=read_task(record["task"]) if "task" in record else None,
        fact_id=_text(record, "fact", LONGEST_ID),
        title=_text(record, "title", LONGEST_STEM),
        topic=_text(record, "topic", LONGEST_STEM),
        difficulty=_one(record, "difficulty", Difficulty, None),
        state=_one(record, "state", State, State.ACCEPTED),
        confidence=_confidence(record.get("confidence", 1.0)),
        citation=_citation(record.get("source")),
        tags=_tags(record.get("tags", [])),
    )


def _source(citation: Citation) -> dict[str, Any]:
    span = citation.span
    record = {
        "doc": citation.document,
        "title": citation.title,
        "fingerprint": citation.fingerprint,
        "paragraph": citation.paragraph,
        "page": citation.page,
        "heading": citation.heading,
        "span": [span.start, span.end] if span else None,
        "quote": citation.quote,
    }
    return {key: value for key, value in record.items() if value is not None and value != ""}


def _citation(record: object) -> Citation | None:
    if record is None:
        return None
    if not isinstance(record, dict):
        raise ValueError("source is not an object")
    span = record.get("span")
    return Citation(
        document=_text(record, "doc", LONGEST_STEM),
        title=_text(record, "title", LONGEST_STEM),
        fingerprint=_text(record, "fingerprint", LONGEST_ID),
        paragraph=_whole(record.get("paragraph")),
        page=_whole(record.get("page")),
        heading=_text(record, "heading", LONGEST_STEM),
        span=_span(span) if span is not None else None,
        quote=_text(record, "quote", LONGEST_TEXT),
    )


def _span(value: object) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("span is not two numbers")
    start, end = (_whole(each) for each in value)
    if start is None or end is None or start > end:
        raise ValueError("span is not a stretch of text")
    return Span(start, end)


def _whole(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise ValueError(f"{str(value)[:20]!r} is not a whole number")
    return value


def _text(record: Mapping[str, Any], key: str, longest: int) -> str:
    value = record.get(key, "")
    if not isinstance(value, str) or len(value) > longest or unfit_character(value):
        raise ValueError(f"{key} is no fit text")
    return value.strip()  # as in every format of ours


def _needed(record: Mapping[str, Any], key: str) -> str:
    value = _text(record, key, LONGEST_ID)
    if not value:
        raise ValueError(f"there is no {key}")
    return value


def _one(record: Mapping[str, Any], key: str, words: Callable[[Any], T], default: T) -> T:
    value = record.get(key)
    return default if value is None else words(value)


def _confidence(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("confidence is not a number from 0 to 1")
    return float(value)


def _tags(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_TAGS:
        raise ValueError("tags is not a list of texts")
    if not all(isinstance(each, str) and not unfit_character(each) for each in value):
        raise ValueError("tags is not a list of texts")
    return tuple(value)
