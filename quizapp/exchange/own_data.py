"""What only QuizApp knows of a question, as JSON inside the files of other formats.

Dates, citations, grades of difficulty and tasks that the other program has no form for travel so:
it passes over them, and a file that comes back gives them again. What comes in is untrusted: a
record with a wrong field is refused as a whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from quizapp.domain.document import Span
from quizapp.domain.question import AnswerKind, Citation, Difficulty, Question, State
from quizapp.domain.task import key_of, simplest
from quizapp.domain.task_record import record_of
from quizapp.exchange.format import LONGEST_ID, LONGEST_STEM, LONGEST_TEXT, unfit_character
from quizapp.exchange.iso_dates import date_of
from quizapp.exchange.task_records import read_task

LONGEST_RECORD = 400_000  # characters
_USUAL: tuple[object, ...] = (None, "", [], ())
_MOST_TEXTS = 500

_Reader = Callable[[Any], Any]


_BOUND = ("task", "plain", "stem", "accept", "answer", "shown")
"""What holds only while the file says the same as when it was written."""


def applied(question: Question, values: dict[str, Any], digest: str = "") -> tuple[Question, bool]:
    """The question with what was loaded; and whether a task in it fits no longer.

    So it is where the answer that the file shows, or the file itself, is another than when it was
    written. ``digest``: that of the file.
    """
    values = dict(values)
    if "of" in values:
        same = values.pop("of") == digest
        task = values.get("task")
        values["shown"] = question.answer  # the digest says more
        if not same:
            stale = task is not None and simplest(task) != question.task
            return replace(question, **_without_bound(values)), stale
    return _applied(question, values)


def _without_bound(values: dict[str, Any]) -> dict[str, Any]:
    left = {name: value for name, value in values.items() if name not in _BOUND}
    return {"date": None, **left} if "kind" in left else left


def _applied(question: Question, values: dict[str, Any]) -> tuple[Question, bool]:
    task, plain = values.pop("task", None), values.pop("plain", False)
    shown = values.pop("shown", key_of(task).answer if task is not None else "")
    stale = task is not None and shown != question.answer
    key = key_of(task) if task is not None and not stale else None
    if task is not None and key is not None:
        values = {"accept": key.accept, **values, "answer": key.answer}
        values |= {"task": simplest(task), "distractors": key.distractors}
    values.pop("shown", None)
    if plain:
        values["task"] = None
    if values.get("task", question.task) is not None:
        values.pop("accept", None)  # other right answers follow from a task
        values |= {"accept": key.accept} if key is not None else {}
    if "kind" in values:
        values = {"date": None, **values}
    return replace(question, **values), stale


_WRITTEN = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(data: bytes) -> str:
    """Tells whether a file is still as we wrote it."""
    return hashlib.blake2b(data, digest_size=10).hexdigest()


def dumped(
    question: Question, names: Iterable[str], shown: str | None = None, digest: str = ""
) -> str:
    """Those of the fields ``names`` that are not at their usual value; "" where all are.

    ``shown``: the answer that a reader of the file sees, where it may be another than ours.
    ``digest``: of the file that says the rest.
    """
    record = {name: _WRITERS[name](question) for name in names}
    if digest:
        record["of"] = digest
    if record.get("task") and shown not in (None, question.answer):
        record["shown"] = shown
    full = {name: value for name, value in record.items() if value not in _USUAL}
    return _WRITTEN(full) if full else ""


def holds_any(question: Question, names: Iterable[str]) -> bool:
    """Whether ``dumped`` has anything to say."""
    return any(_WRITERS[name](question) not in _USUAL for name in names)


def loaded(text: str) -> dict[str, Any]:
    """Values for fields of a question; ValueError says what is wrong. Unknown names are passed
    over: a later QuizApp may write more."""
    if len(text) > LONGEST_RECORD:
        raise ValueError("it is far too long")
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is no JSON") from None
    if not isinstance(record, dict):
        raise ValueError("it is no JSON object")
    return {name: _READERS[name](record[name]) for name in _READERS if name in record}


def citation_record(citation: Citation) -> dict[str, Any]:
    span = citation.span
    record = {
        "document": citation.document,
        "title": citation.title,
        "fingerprint": citation.fingerprint,
        "paragraph": citation.paragraph,
        "page": citation.page,
        "heading": citation.heading,
        "span": [span.start, span.end] if span else None,
        "quote": citation.quote,
    }
    return {name: value for name, value in record.items() if value not in (None, "")}


def _text(longest: int) -> _Reader:
    def read(value: Any) -> str:
        if not isinstance(value, str) or len(value) > longest or unfit_character(value):
            raise ValueError("a text in it is none, or far too long")
        return value.strip()

    return read


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len(value) > _MOST_TEXTS:
        raise ValueError("a list in it is none, or far too long")
    read = _text(LONGEST_STEM)
    return tuple(text for each in value if (text := read(each)))


def _citation(value: Any) -> Citation:
    if not isinstance(value, Mapping):
        raise ValueError("its citation is none")
    texts = {name: read(value.get(name, "")) for name, read in _CITATION.items()}
    span = value.get("span")
    return Citation(
        **texts,
        paragraph=_whole(value.get("paragraph")),
        page=_whole(value.get("page")),
        span=_span(span) if span is not None else None,
    )


def _span(value: Any) -> Span:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("its citation has no stretch of text")
    start, end = (_whole(each) or 0 for each in value)
    if start > end:
        raise ValueError("its citation has no stretch of text")
    return Span(start, end)


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise ValueError("a number in it is none")
    return value


def _share(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ValueError("its confidence is no share")
    return float(value)


_WRITERS: dict[str, Callable[[Question], Any]] = {
    "id": lambda q: q.id,
    "title": lambda q: q.title,
    "topic": lambda q: q.topic,
    "stem": lambda q: q.stem,
    "kind": lambda q: str(q.kind),
    "date": lambda q: q.date.to_iso() if q.date else None,
    "difficulty": lambda q: int(q.difficulty) if q.difficulty else None,
    "fact_id": lambda q: q.fact_id,
    "state": lambda q: str(q.state) if q.state is not State.ACCEPTED else None,
    "confidence": lambda q: q.confidence if q.confidence != 1.0 else None,
    "explanation": lambda q: q.explanation,
    "hint": lambda q: q.hint,
    "tags": lambda q: list(q.tags),
    "accept": lambda q: list(q.accept),
    "citation": lambda q: citation_record(q.citation) if q.citation else None,
    "task": lambda q: record_of(q.task) if q.task else None,
    "plain": lambda q: q.task is None or None,
}

_CITATION: dict[str, _Reader] = {
    "document": _text(LONGEST_STEM),
    "title": _text(LONGEST_STEM),
    "fingerprint": _text(LONGEST_ID),
    "heading": _text(LONGEST_STEM),
    "quote": _text(LONGEST_TEXT),
}

_READERS: dict[str, _Reader] = {
    "id": _text(LONGEST_ID),
    "title": _text(LONGEST_STEM),
    "topic": _text(LONGEST_STEM),
    "stem": _text(LONGEST_TEXT),
    "kind": AnswerKind,
    "date": date_of,
    "difficulty": Difficulty,
    "fact_id": _text(LONGEST_ID),
    "state": State,
    "confidence": _share,
    "explanation": _text(LONGEST_TEXT),
    "hint": _text(LONGEST_TEXT),
    "tags": _texts,
    "accept": _texts,
    "citation": _citation,
    "task": read_task,
    "plain": bool,
    "shown": _text(LONGEST_TEXT),
    "of": _text(LONGEST_ID),
}
