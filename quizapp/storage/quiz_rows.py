"""Quizzes and attempts to table rows and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from quizapp.domain.quiz import (
    Asked,
    Attempt,
    Draw,
    FeedbackWhen,
    Given,
    HandMark,
    Look,
    Pick,
    Quiz,
    QuizRules,
    Section,
)
from quizapp.errors import StorageError
from quizapp.storage import filters, rows

_USUAL = QuizRules()


def quiz_values(quiz: Quiz) -> rows.Values:
    """The columns of ``quiz``; when it was changed, the store knows."""
    content = {
        "description": quiz.description,
        "sections": [_section_record(section) for section in quiz.sections],
        "rules": _rules_record(quiz.rules),
    }
    return {
        "id": rows.clean(quiz.id),
        "name": rows.clean(quiz.name).strip(),
        "content": _text(content),
    }


def quiz_of(row: rows.Record) -> Quiz:
    """``StorageError`` where its content is damaged."""
    try:
        content = json.loads(row.content)
        return Quiz(
            id=row.id,
            name=row.name,
            description=content["description"],
            sections=tuple(_section_of(record) for record in content["sections"]),
            rules=_rules_of(content["rules"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StorageError(
            f"The quiz “{row.name}” could not be read: it is damaged. Restore a backup."
        ) from error


def attempt_values(attempt: Attempt) -> rows.Values:
    return {
        "id": rows.clean(attempt.id),
        "quiz": rows.clean(attempt.quiz_id),
        "learner": rows.clean(attempt.learner),
        "ordinal": attempt.number,
        "rules": _text(_rules_record(attempt.rules)),
        "started_at": attempt.started_at,
        "deadline": attempt.deadline,
        "finished_at": attempt.finished_at,
    }


def asked_values(asked: Asked, attempt: int, place: int, question: int) -> rows.Values:
    """``attempt``, ``question``: their numbers."""
    return {
        "attempt": attempt,
        "place": place,
        "question": question,
        "version": asked.version,
        "points": asked.points,
        "section": asked.section,
        "shuffled": _text(list(asked.shuffled)),
    }


def asked_of(row: rows.Record) -> Asked:
    """``row``: of ``asked``, and the question's ``id``."""
    return Asked(row.id, row.version, row.points, row.section, tuple(json.loads(row.shuffled)))


def attempt_of(row: rows.Record, asked: tuple[Asked, ...]) -> Attempt:
    return Attempt(
        id=row.id,
        quiz_id=row.quiz,
        learner=row.learner,
        number=row.ordinal,
        started_at=row.started_at,
        asked=asked,
        rules=_rules_of(json.loads(row.rules)),
        deadline=row.deadline,
        finished_at=row.finished_at,
    )


def given_values(given: Given, attempt: int) -> rows.Values:
    return {
        "attempt": attempt,
        "place": given.place,
        "response": _text(given.response),
        "at": given.at,
        "milliseconds": given.milliseconds,
    }


def given_of(row: rows.Record) -> Given:
    """``row``: of ``attempt_answer``, and the attempt's ``id``."""
    return Given(row.id, row.place, json.loads(row.response), row.at, row.milliseconds)


def mark_values(mark: HandMark, attempt: int) -> rows.Values:
    return {
        "attempt": attempt,
        "place": mark.place,
        "points": mark.points,
        "at": mark.at,
        "comment": rows.clean(mark.comment),
    }


def mark_of(row: rows.Record) -> HandMark:
    """``row``: of ``hand_mark``, and the attempt's ``id``."""
    return HandMark(row.id, row.place, row.points, row.at, row.comment)


def _text(value: Any) -> str:
    """``StorageError`` for numbers that are none: no other program reads these in JSON."""
    try:
        return json.dumps(rows.cleaned(value), ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise StorageError("This was not saved: a number in it is not a number.") from error


def _section_record(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "instructions": section.instructions,
        "shuffle": section.shuffle,
        "items": [_item_record(item) for item in section.items],
    }


def _section_of(record: Mapping[str, Any]) -> Section:
    return Section(
        title=record["title"],
        instructions=record["instructions"],
        items=tuple(_item_of(item) for item in record["items"]),
        shuffle=record["shuffle"],
    )


def _item_record(item: Pick | Draw) -> dict[str, Any]:
    if isinstance(item, Pick):
        return {"question": item.question_id, "points": item.points}
    return {
        "wanted": filters.record_of(item.wanted),
        "count": item.count,
        "points": item.points,
        "unused_days": item.unused_days,
    }


def _item_of(record: Mapping[str, Any]) -> Pick | Draw:
    if "question" in record:
        return Pick(record["question"], record["points"])
    return Draw(
        wanted=filters.filter_of(record["wanted"]),
        count=record["count"],
        points=record["points"],
        unused_days=record["unused_days"],
    )


def _rules_record(rules: QuizRules) -> dict[str, Any]:
    """Without what has its usual value."""
    record = {name: value for name, value in asdict(rules).items() if value != _usual(name)}
    for name in ("opens", "closes"):
        if name in record:
            record[name] = record[name].isoformat()
    return record


def _rules_of(record: Mapping[str, Any]) -> QuizRules:
    values = {field.name: record.get(field.name, _usual(field.name)) for field in fields(QuizRules)}
    for name in ("opens", "closes"):
        if values[name] is not None:
            values[name] = datetime.fromisoformat(values[name])
    values["extra_time"] = tuple((learner, factor) for learner, factor in values["extra_time"])
    values["feedback"] = FeedbackWhen(values["feedback"])
    values["look"] = Look(values["look"])
    return QuizRules(**values)


def _usual(name: str) -> Any:
    return getattr(_USUAL, name)
