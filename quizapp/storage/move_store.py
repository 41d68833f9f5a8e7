"""Due days moved together, and put back together: fulfils ``MoveStore``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, bindparam, insert, select, update

from quizapp.domain.scheduling import Move, Moved, Why
from quizapp.errors import NotFound, QuizError
from quizapp.storage import counters, rows
from quizapp.storage.database import Database
from quizapp.storage.review_log import COUNTS
from quizapp.storage.tables import MEMORY, MOVE, QUESTION, REVIEW

_ONE_DAY = timedelta(days=1)
_CHANGE_DUE = (
    update(MEMORY)
    .where(
        MEMORY.c.learner == bindparam("of_learner"),
        MEMORY.c.question == bindparam("of_question"),
    )
    .values(due=bindparam("new_due"))
)


class Moves:
    def __init__(self, database: Database) -> None:
        self._database = database

    def apply(self, move: Move) -> int:
        learner = rows.clean(move.learner)
        with self._database.writing(learner) as connection:
            due = _due_days(connection, learner) if move.moved else {}
            moved = [
                each for each in move.moved
                if due.get(each.question_id, (0, None))[1] == each.before
            ]  # fmt: skip
            _set_due(connection, learner, ((due[m.question_id][0], m.after) for m in moved))
            values = {
                "id": move.id,
                "learner": learner,
                "at": move.at,
                "why": move.why.value,
                "moved": json.dumps(
                    [(m.question_id, m.before.isoformat(), m.after.isoformat()) for m in moved],
                    ensure_ascii=False,
                ),
                "undone_at": None,
            }
            connection.execute(insert(MOVE), values)
        return len(moved)

    def undo(self, move_id: str, at: datetime) -> int:
        with self._database.transaction() as connection:
            row = connection.execute(select(MOVE).where(MOVE.c.id == move_id)).one_or_none()
            if row is None:
                raise NotFound("This move is no longer in the deck file.")
            if row.undone_at is not None:
                raise QuizError("These due days were put back already.")
            due = _due_days(connection, row.learner)
            answered = _answered_since(connection, row.learner, row.at)
            back = [
                each for each in _moved_of(row)
                if each.question_id not in answered
                and due.get(each.question_id, (0, None))[1] == each.after
            ]  # fmt: skip
            _set_due(connection, row.learner, ((due[m.question_id][0], m.before) for m in back))
            connection.execute(update(MOVE).where(MOVE.c.id == move_id).values(undone_at=at))
        return len(back)

    def moves(self, learner: str) -> list[Move]:
        query = (
            select(MOVE).where(MOVE.c.learner == rows.clean(learner)).order_by(MOVE.c.number.desc())
        )
        with self._database.reading() as connection:
            return [_move_of(row) for row in connection.execute(query)]

    def last(self, learner: str, whys: Sequence[Why]) -> Move | None:
        query = (
            select(MOVE)
            .where(
                MOVE.c.learner == rows.clean(learner),
                MOVE.c.why.in_([why.value for why in whys]),
                MOVE.c.undone_at.is_(None),
            )
            .order_by(MOVE.c.number.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _move_of(row)


def _due_days(connection: Connection, learner: str) -> dict[str, tuple[int, date]]:
    """The question's number and its due day, by question id."""
    query = (
        select(QUESTION.c.id, QUESTION.c.number, MEMORY.c.due)
        .join_from(MEMORY, QUESTION, QUESTION.c.number == MEMORY.c.question)
        .where(MEMORY.c.learner == learner)
    )
    return {id_: (number, due) for id_, number, due in connection.execute(query)}


def _answered_since(connection: Connection, learner: str, moment: datetime) -> set[str]:
    """By the clock; the day narrows it down by the index."""
    query = select(REVIEW.c.question_id).where(
        REVIEW.c.learner == learner,
        REVIEW.c.study_day >= moment.date() - 2 * _ONE_DAY,
        REVIEW.c.at > moment,
        COUNTS,
    )
    return set(connection.execute(query).scalars())


def _set_due(connection: Connection, learner: str, days: Iterable[tuple[int, date]]) -> None:
    changes = [
        {"of_learner": learner, "of_question": number, "new_due": day} for number, day in days
    ]
    if changes:
        connection.execute(_CHANGE_DUE, changes)
        counters.recount_due(connection, learner)


def _moved_of(row: rows.Record) -> list[Moved]:
    return [
        Moved(id_, date.fromisoformat(before), date.fromisoformat(after))
        for id_, before, after in json.loads(row.moved)
    ]


def _move_of(row: rows.Record) -> Move:
    return Move(row.id, row.learner, row.at, Why(row.why), tuple(_moved_of(row)), row.undone_at)
