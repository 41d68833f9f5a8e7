"""What learners set aside: fulfils ``MarkStore``, and tells the counts what not to count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, insert, or_, select
from sqlalchemy.sql.elements import ColumnElement

from quizapp.domain.mark import Mark
from quizapp.domain.question import Marked, State
from quizapp.errors import NotFound
from quizapp.storage import rows
from quizapp.storage.database import Database
from quizapp.storage.tables import MARK, MEMORY, QUESTION

_ALL = (
    select(QUESTION.c.id, MARK.c.suspended, MARK.c.flagged, MARK.c.buried_until)
    .join_from(MARK, QUESTION, QUESTION.c.number == MARK.c.question)
    .where(MARK.c.learner == bindparam("learner"))
    .order_by(QUESTION.c.number)
)
_SOME = _ALL.where(QUESTION.c.id.in_(bindparam("ids", expanding=True)))


class Marks:
    def __init__(self, database: Database) -> None:
        self._database = database

    def marks_of(self, learner: str, question_ids: Sequence[str]) -> list[Mark]:
        found: dict[str, Mark] = {}
        with self._database.reading() as connection:
            for part in rows.in_parts(question_ids):
                key = {"learner": rows.clean(learner), "ids": part}
                found.update((row.id, Mark(*row)) for row in connection.execute(_SOME, key))
        return [found.get(rows.clean(id_), Mark(id_)) for id_ in question_ids]

    def marks(self, learner: str) -> list[Mark]:
        with self._database.reading() as connection:
            found = connection.execute(_ALL, {"learner": rows.clean(learner)})
            return [Mark(*row) for row in found]

    def save(self, learner: str, marks: Sequence[Mark]) -> None:
        key = rows.clean(learner)
        with self._database.writing(learner) as connection:
            numbers = _numbers(connection, [mark.question_id for mark in marks])
            new = {numbers.get(rows.clean(mark.question_id)): mark for mark in marks}
            if None in new:
                raise NotFound("This question is no longer in the deck file.")
            this = (MARK.c.learner == key) & (MARK.c.question == bindparam("of_question"))
            if new:
                connection.execute(delete(MARK).where(this), [{"of_question": n} for n in new])
            values = [
                {
                    "learner": key,
                    "question": number,
                    "suspended": mark.suspended,
                    "flagged": mark.flagged,
                    "buried_until": mark.buried_until,
                }
                for number, mark in new.items()
                if mark.is_set
            ]
            if values:
                connection.execute(insert(MARK), values)


def marked(learner: str, how: Marked) -> Select[Any]:
    """Numbers of the questions that the learner marked so."""
    column = MARK.c.suspended if how is Marked.SUSPENDED else MARK.c.flagged
    return select(MARK.c.question).where(MARK.c.learner == rows.clean(learner), column)


def _is_aside(today: date) -> ColumnElement[bool]:
    return or_(MARK.c.suspended, MARK.c.buried_until > today)


def count_aside(connection: Connection, learner: str, today: date) -> Counter[tuple[int, str]]:
    """By deck number: how many accepted questions set aside are "due" today, and "new"."""
    query = (
        select(QUESTION.c.deck, MEMORY.c.due)
        .join_from(MARK, QUESTION, QUESTION.c.number == MARK.c.question)
        .outerjoin(
            MEMORY, (MEMORY.c.question == MARK.c.question) & (MEMORY.c.learner == MARK.c.learner)
        )
        .where(MARK.c.learner == rows.clean(learner), _is_aside(today))
        .where(QUESTION.c.state == State.ACCEPTED.value)
    )
    counted: Counter[tuple[int, str]] = Counter()
    for deck, due in connection.execute(query):
        if due is None:
            counted[deck, "new"] += 1
        elif due <= today:
            counted[deck, "due"] += 1
    return counted


def _numbers(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in rows.in_parts(ids):
        some = select(QUESTION.c.id, QUESTION.c.number).where(QUESTION.c.id.in_(part))
        found.update(map(tuple, connection.execute(some)))
    return found
