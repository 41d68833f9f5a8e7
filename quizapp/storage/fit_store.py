"""Parameters fitted to a learner's log: fulfils ``FitStore``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import DateTime, bindparam, func, insert, select, type_coerce, update

from quizapp.domain.review import MemoryState, Rating
from quizapp.domain.scheduling import Fit
from quizapp.errors import NotFound
from quizapp.storage import rows
from quizapp.storage.database import Database
from quizapp.storage.review_log import COUNTS
from quizapp.storage.tables import FIT, MEMORY, QUESTION, REVIEW

_PAGE = 20_000  # rows of the log: a tenth of a second

# Stability and difficulty alone: due days are moved only where someone asks for it.
_CHANGE_MEMORY = (
    update(MEMORY)
    .where(
        MEMORY.c.learner == bindparam("of_learner"),
        MEMORY.c.question == bindparam("of_question"),
    )
    .values(stability=bindparam("stability"), difficulty=bindparam("difficulty"))
)
_IN_FORCE = (
    select(FIT.c.parameters)
    .where(FIT.c.learner == bindparam("learner"), FIT.c.in_force)
    .order_by(FIT.c.number.desc())
    .limit(1)
)


class Fits:
    def __init__(self, database: Database) -> None:
        self._database = database

    def fits(self, learner: str) -> list[Fit]:
        query = (
            select(FIT).where(FIT.c.learner == rows.clean(learner)).order_by(FIT.c.number.desc())
        )
        with self._database.reading() as connection:
            return [_fit_of(row) for row in connection.execute(query)]

    def in_force(self, learner: str) -> tuple[float, ...] | None:
        key = {"learner": rows.clean(learner)}
        with self._database.reading() as connection:
            found = connection.execute(_IN_FORCE, key).scalar()
        return None if found is None else tuple(json.loads(found))

    def answers(self, learner: str) -> list[tuple[str, date, Rating]]:
        columns = REVIEW.c
        page = select(
            type_coerce(columns.at, DateTime),  # only to sort by: its zone takes a second a million
            columns.number, columns.question_id, columns.study_day, columns.rating,
        ).where(
            columns.number.between(bindparam("first"), bindparam("last")),
            columns.learner == rows.clean(learner),
            COUNTS,
        )  # fmt: skip
        with self._database.reading() as connection:
            newest = connection.execute(select(func.max(columns.number))).scalar() or 0
        found: list[Any] = []
        for first in range(0, newest + 1, _PAGE):
            # Page by page, so that an answer given meanwhile does not wait for the whole log.
            with self._database.reading() as connection:
                span = {"first": first, "last": first + _PAGE - 1}
                found += connection.execute(page, span).all()
        found.sort(key=lambda row: row[:2])
        ratings = {int(rating): rating for rating in Rating}
        return [(id_, day, ratings[rating]) for _, _, id_, day, rating in found]

    def add(self, fit: Fit) -> None:
        values = {
            "id": fit.id,
            "learner": rows.clean(fit.learner),
            "at": fit.at,
            "parameters": json.dumps(fit.parameters),
            "reviews": fit.reviews,
            "loss_before": fit.loss_before,
            "loss_after": fit.loss_after,
            "in_force": False,
        }
        with self._database.writing(fit.learner) as connection:
            connection.execute(insert(FIT), values)

    def other_answers(self, learner: str, states: Mapping[str, MemoryState]) -> list[str]:
        query = (
            select(QUESTION.c.id, MEMORY.c.last_day, MEMORY.c.reviews, MEMORY.c.lapses)
            .join_from(MEMORY, QUESTION, QUESTION.c.number == MEMORY.c.question)
            .where(MEMORY.c.learner == rows.clean(learner))
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        return [id_ for id_, *answers in found if answers != _answers_of(states.get(id_))]

    def put_in_force(self, learner: str, fit_id: str | None, states: Iterable[MemoryState]) -> None:
        key = rows.clean(learner)
        mine = update(FIT).where(FIT.c.learner == key)
        with self._database.writing(learner) as connection:
            connection.execute(mine.where(FIT.c.in_force).values(in_force=False))
            if fit_id is not None:
                put = connection.execute(mine.where(FIT.c.id == fit_id).values(in_force=True))
                if not put.rowcount:
                    raise NotFound("These parameters are no longer in the deck file.")
            known = select(QUESTION.c.id, QUESTION.c.number)
            numbers = {row.id: row.number for row in connection.execute(known)}
            changes = [
                {
                    "of_learner": key,
                    "of_question": numbers[state.question_id],
                    "stability": state.stability,
                    "difficulty": state.difficulty,
                }
                for state in states
                if state.question_id in numbers
            ]
            if changes:
                connection.execute(_CHANGE_MEMORY, changes)


def _answers_of(state: MemoryState | None) -> list[Any]:
    return [] if state is None else [state.last_day, state.reviews, state.lapses]


def _fit_of(row: rows.Record) -> Fit:
    return Fit(
        id=row.id,
        learner=row.learner,
        at=row.at,
        parameters=tuple(json.loads(row.parameters)),
        reviews=row.reviews,
        loss_before=row.loss_before,
        loss_after=row.loss_after,
        in_force=row.in_force,
    )
