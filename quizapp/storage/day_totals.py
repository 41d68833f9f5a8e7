"""Sums of each study day, so that Home need not read the whole log.

They hold for all days up to some day. A new row of the log cuts them off from its own day on (what
was seen before touches later days too), and ``fresh`` sums what is missing: in everyday use, today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from quizapp.domain.review import Rating, Verdict
from quizapp.storage import rows
from quizapp.storage.review_log import COUNTS, IN_ORDER
from quizapp.storage.tables import DAY_TOTAL, REVIEW

_MANY = 30
"""Days; summing one reads all answers before it for the questions met again."""

_CUT = delete(DAY_TOTAL).where(
    DAY_TOTAL.c.learner == bindparam("learner"), DAY_TOTAL.c.day >= bindparam("since")
)


def cut(connection: Connection, learner: str, since: date) -> None:
    """The days from ``since`` on no longer hold."""
    connection.execute(_CUT, {"learner": learner, "since": since})


def fresh(connection: Connection, learner: str) -> Sequence[rows.Record]:
    """The sums of all days with a row in the log, oldest first."""
    of_learner = DAY_TOTAL.c.learner == learner
    last = connection.execute(select(func.max(DAY_TOTAL.c.day)).where(of_learner)).scalar()
    missing = select(REVIEW.c.study_day).where(REVIEW.c.learner == learner).distinct()
    if last is not None:
        missing = missing.where(REVIEW.c.study_day > last)
    days = connection.execute(missing).scalars().all()
    if len(days) > _MANY:
        sums = _sums_in_one_go(connection, learner, set(days))
    else:
        sums = [_sums(connection, learner, day) for day in days]
    if sums:
        connection.execute(insert(DAY_TOTAL), sums)
    return connection.execute(select(DAY_TOTAL).where(of_learner).order_by(DAY_TOTAL.c.day)).all()


def recount(connection: Connection) -> bool:
    """Sums every day anew; whether the sums had held."""
    before = _held(connection)
    connection.execute(delete(DAY_TOTAL))
    for learner in connection.execute(select(REVIEW.c.learner).distinct()).scalars().all():
        fresh(connection, learner)
    return before <= _held(connection)


def _held(connection: Connection) -> set[tuple[Any, ...]]:
    return set(map(tuple, connection.execute(select(DAY_TOTAL))))


def _sums(connection: Connection, learner: str, day: date) -> rows.Values:
    of_day = (REVIEW.c.learner == learner) & (REVIEW.c.study_day == day)
    columns = REVIEW.c
    answers = connection.execute(
        select(columns.question_id, columns.verdict, columns.rating, columns.milliseconds)
        .where(of_day, COUNTS)
        .order_by(*IN_ORDER)
    ).all()
    met_before = set(
        connection.execute(
            select(columns.question_id)
            .where(columns.learner == learner, columns.study_day < day, COUNTS)
            .where(columns.question_id.in_(select(columns.question_id).where(of_day)))
        ).scalars()  # no DISTINCT: with this IN, SQLite 3.40 then finds rows of the day itself
    )
    first: dict[str, bool] = {}
    for answer in answers:
        first.setdefault(answer.question_id, _is_right(answer))
    recalls = [right for question_id, right in first.items() if question_id in met_before]
    time = sum(answer.milliseconds for answer in answers)
    known = sum(map(_is_right, answers))
    return _values(learner, day, len(answers), known, time, recalls=recalls)


def _sums_in_one_go(connection: Connection, learner: str, days: set[date]) -> list[rows.Values]:
    """The same for many days: the log is read once, not once for each of them."""
    columns = REVIEW.c
    log = connection.execute(
        select(
            columns.study_day, columns.question_id, columns.verdict, columns.rating,
            columns.milliseconds,
        )
        .where(columns.learner == learner, COUNTS)
        .order_by(columns.study_day, *IN_ORDER),
        execution_options={"stream_results": True},
    )  # fmt: skip
    met: set[str] = set()
    found: dict[date, rows.Values] = {}
    for day, answers in groupby(log, key=lambda row: row.study_day):
        first: dict[str, bool] = {}
        known = time = number = 0
        for answer in answers:
            right = _is_right(answer)
            first.setdefault(answer.question_id, right)
            number, known, time = number + 1, known + right, time + answer.milliseconds
        recalls = [right for question_id, right in first.items() if question_id in met]
        met.update(first)
        found[day] = _values(learner, day, number, known, time, recalls=recalls)
    return [found.get(day) or _values(learner, day, 0, 0, 0, recalls=()) for day in sorted(days)]


def _values(learner: str, day: date, *sums: int, recalls: Sequence[bool]) -> rows.Values:
    reviews, right, milliseconds = sums
    return {
        "learner": learner,
        "day": day,
        "reviews": reviews,
        "right": right,
        "milliseconds": milliseconds,
        "recalls": len(recalls),
        "recalled": sum(recalls),
    }


def _is_right(answer: rows.Record) -> bool:
    return answer.verdict in (Verdict.RIGHT, Verdict.ALMOST) or answer.rating > Rating.AGAIN
