"""Who learns here: fulfils ``LearnerStore``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, exc, func, insert, select, update

from quizapp.domain.learner import Learner
from quizapp.errors import NotFound, StorageError
from quizapp.storage import rows
from quizapp.storage.database import Database
from quizapp.storage.tables import LEARNER, REVIEW

# Steps along an index, two for each learner; DISTINCT would read the whole log.
_NEXT_IN_LOG = select(func.min(REVIEW.c.learner)).where(REVIEW.c.learner > bindparam("last"))
_LAST_DAY = select(func.max(REVIEW.c.study_day)).where(REVIEW.c.learner == bindparam("of_learner"))


class Learners:
    def __init__(self, database: Database) -> None:
        self._database = database

    def learners(self) -> list[Learner]:
        query = select(LEARNER).order_by(LEARNER.c.added_at, LEARNER.c.id)
        with self._database.reading() as connection:
            return [_learner_of(row) for row in connection.execute(query)]

    def in_log(self) -> dict[str, date]:
        found: dict[str, date] = {}
        last = ""
        with self._database.reading() as connection:
            while (each := connection.execute(_NEXT_IN_LOG, {"last": last}).scalar()) is not None:
                last = each
                found[each] = connection.execute(_LAST_DAY, {"of_learner": each}).scalar_one()
        return found

    def add(self, learners: Sequence[Learner]) -> None:
        if not learners:
            return
        values = [{"id": rows.clean(one.id), "settings": "{}", **_values(one)} for one in learners]
        with self._database.writing("learners") as connection:
            try:
                connection.execute(insert(LEARNER), values)
            except exc.IntegrityError as error:
                raise StorageError(_taken([one.name for one in learners])) from error

    def change(self, learner: Learner) -> None:
        self._update(learner.id, _values(learner))

    def pin(self, learner_id: str) -> str | None:
        stored = self._field(learner_id, select(LEARNER.c.pin))
        return None if stored is None else str(stored)

    def set_pin(self, learner_id: str, hashed: str | None) -> None:
        self._update(learner_id, {"pin": hashed})

    def own_settings(self, learner_id: str) -> dict[str, Any]:
        try:
            stored = json.loads(self._field(learner_id, select(LEARNER.c.settings)))
        except ValueError:
            return {}
        return stored if isinstance(stored, dict) else {}

    def set_own_settings(self, learner_id: str, settings: Mapping[str, Any]) -> None:
        text = json.dumps(dict(settings), ensure_ascii=True, sort_keys=True)
        self._update(learner_id, {"settings": text})

    def _field(self, learner_id: str, query: Select[Any]) -> Any:
        with self._database.reading() as connection:
            found = connection.execute(query.where(LEARNER.c.id == rows.clean(learner_id))).first()
        if found is None:
            raise _gone()
        return found[0]

    def _update(self, learner_id: str, values: rows.Values) -> None:
        change = update(LEARNER).where(LEARNER.c.id == rows.clean(learner_id)).values(values)
        with self._database.writing("learners") as connection:
            try:
                changed = connection.execute(change).rowcount
            except exc.IntegrityError as error:
                raise StorageError(_taken([str(values.get("name"))])) from error
            if not changed:
                raise _gone()


def _values(learner: Learner) -> rows.Values:
    if learner.added_at.tzinfo is None:
        raise ValueError("the moment a learner was added needs a time zone")
    deleted = learner.deleted_at is not None
    return {
        "name": rows.clean(learner.name),
        "name_key": None if deleted else rows.clean(learner.key),
        "colour": rows.clean(learner.colour),
        "added_at": learner.added_at,
        "deleted_at": learner.deleted_at,
    }


def _learner_of(row: rows.Record) -> Learner:
    return Learner(
        id=row.id,
        name=row.name,
        colour=row.colour,
        added_at=row.added_at,
        has_pin=row.pin is not None,
        deleted_at=row.deleted_at,
    )


def _taken(names: Sequence[str]) -> str:
    if len(names) == 1:
        return f"There is a learner called {names[0]} already. Choose another name."
    return "One of these names is taken by a learner already, so none was added."


def _gone() -> NotFound:
    return NotFound("This learner is no longer there.")
