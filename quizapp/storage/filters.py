"""Filters of questions as plain data, and those that were saved: fulfils ``FilterStore``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select

from quizapp.domain.question import (
    AnswerKind,
    Difficulty,
    Marked,
    QuestionFilter,
    SavedFilter,
    State,
)
from quizapp.errors import NotFound, StorageError
from quizapp.storage import rows
from quizapp.storage.database import Database
from quizapp.storage.tables import SAVED_FILTER


def record_of(wanted: QuestionFilter) -> dict[str, Any]:
    """Without what is empty."""
    fields = {
        "decks": list(wanted.deck_ids),
        "kinds": [kind.value for kind in wanted.kinds],
        "document": wanted.document,
        "first_year": wanted.first_year,
        "last_year": wanted.last_year,
        "text": wanted.text,
        "states": [state.value for state in wanted.states],
        "marked": wanted.marked and wanted.marked.value,
        "learner": wanted.learner,
        "tags": list(wanted.tags),
        "topic": wanted.topic,
        "difficulties": [int(each) for each in wanted.difficulties],
        "tasks": list(wanted.tasks),
        "order": "" if wanted.order == QuestionFilter().order else wanted.order,
        "descending": wanted.descending or None,
    }
    kept = {key: value for key, value in fields.items() if value not in (None, "", [])}
    record: dict[str, Any] = rows.cleaned(kept)
    return record


def filter_of(record: Mapping[str, Any]) -> QuestionFilter:
    """The inverse of ``record_of``; ValueError or TypeError where it is damaged."""
    usual = QuestionFilter()
    return QuestionFilter(
        text=record.get("text", ""),
        deck_ids=tuple(record.get("decks", ())),
        kinds=tuple(AnswerKind(kind) for kind in record.get("kinds", ())),
        states=tuple(State(state) for state in record.get("states", ())),
        document=record.get("document"),
        first_year=record.get("first_year"),
        last_year=record.get("last_year"),
        marked=Marked(record["marked"]) if "marked" in record else None,
        learner=record.get("learner", ""),
        tags=tuple(record.get("tags", ())),
        topic=record.get("topic", ""),
        difficulties=tuple(Difficulty(each) for each in record.get("difficulties", ())),
        tasks=tuple(record.get("tasks", ())),
        order=record.get("order", usual.order),
        descending=record.get("descending", False),
    )


class Filters:
    def __init__(self, database: Database) -> None:
        self._database = database

    def filters(self) -> list[SavedFilter]:
        query = select(SAVED_FILTER).order_by(SAVED_FILTER.c.name_key)
        with self._database.reading() as connection:
            return [_saved(row) for row in connection.execute(query)]

    def save(self, saved: SavedFilter) -> None:
        key = rows.name_key(saved.name)
        if not key:
            raise StorageError("A saved filter needs a name.")
        values = {
            "name": rows.clean(saved.name).strip(),
            "wanted": json.dumps(record_of(saved.wanted), ensure_ascii=False),
        }
        saving = self._database.dialect.upsert(SAVED_FILTER).values(name_key=key, **values)
        saving = saving.on_conflict_do_update(index_elements=["name_key"], set_=values)
        with self._database.writing("filters") as connection:
            connection.execute(saving)

    def delete(self, name: str) -> None:
        this = SAVED_FILTER.c.name_key == rows.name_key(name)
        with self._database.writing("filters") as connection:
            if not connection.execute(delete(SAVED_FILTER).where(this)).rowcount:
                raise NotFound("This saved filter is no longer there.")


def _saved(row: rows.Record) -> SavedFilter:
    try:
        return SavedFilter(row.name, filter_of(json.loads(row.wanted)))
    except (ValueError, TypeError, AttributeError) as error:
        raise StorageError(
            f"The saved filter “{row.name}” could not be read: it is damaged. Restore a backup."
        ) from error
