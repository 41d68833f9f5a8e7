"""Sums of each study day, so that Home need not read the whole log.

A new row marks its day, and the days after it, as stale; ``fresh`` sums those again. In everyday
use that is one day: today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, literal, select, update

from quizapp.domain.review import Rating, Verdict
from quizapp.storage import rows
from quizapp.storage.review_log import COUNTS, IN_ORDER
from quizapp.storage.tables import DAY_TOTAL, REVIEW

_NOTHING = {"reviews": 0, "right": 0, "milliseconds": 0, "recalls": 0, "recalled": 0}


def mark_stale(connection: Connection, learner: str, since: date) -> None:
    """Days from ``since`` on no longer hold. A later day is touched by what was seen before it."""
    of_learner = DAY_TOTAL.c.learner == learner
    changed = update(DAY_TOTAL).where(of_learner, DAY_TOTAL.c.day >= since, ~DAY_TOTAL.c.stale)
    connection.execute(changed.values(stale=True))
    known = select(DAY_TOTAL.c.day).where(of_learner, DAY_TOTAL.c.day == since)
    if connection.execute(known).first() is None:
        row = {"learner": learner, "day": since, "stale": True, **_NOTHING}
        connection.execute(insert(DAY_TOTAL), row)


def forget(connection: Connection) -> None:
    """Throws the sums away; each day will be summed anew when it is asked for."""
    connection.execute(delete(DAY_TOTAL))
    days = select(
        REVIEW.c.learner, REVIEW.c.study_day, literal(True), *(literal(0) for _ in _NOTHING)
    ).distinct()
    names = ["learner", "day", "stale", *_NOTHING]
    connection.execute(insert(DAY_TOTAL).from_select(names, days))


def fresh(connection: Connection, learner: str) -> Sequence[rows.Record]:
    """The sums of all days with a row in the log, oldest first."""
    of_learner = DAY_TOTAL.c.learner == learner
    stale = select(DAY_TOTAL.c.day).where(of_learner, DAY_TOTAL.c.stale)
    for day in connection.execute(stale).scalars().all():
        sums = {**_NOTHING, **_sums(connection, learner, day), "stale": False}
        this = of_learner & (DAY_TOTAL.c.day == day)
        connection.execute(update(DAY_TOTAL).where(this).values(sums))
    return connection.execute(select(DAY_TOTAL).where(of_learner).order_by(DAY_TOTAL.c.day)).all()


def in_step(connection: Connection) -> bool:
    """Whether the sums held; afterwards they do."""
    before = _held(connection)
    forget(connection)
    for learner in connection.execute(select(DAY_TOTAL.c.learner).distinct()).scalars().all():
        fresh(connection, learner)
    return before <= _held(connection)


def _held(connection: Connection) -> set[tuple[Any, ...]]:
    """The sums that are not marked as stale and not empty."""
    held = select(DAY_TOTAL).where(~DAY_TOTAL.c.stale, DAY_TOTAL.c.reviews > 0)
    return set(map(tuple, connection.execute(held)))


def _sums(connection: Connection, learner: str, day: date) -> dict[str, int]:
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
            .distinct()
        ).scalars()
    )
    first: dict[str, bool] = {}
    for answer in answers:
        first.setdefault(answer.question_id, _is_right(answer))
    recalls = [right for question_id, right in first.items() if question_id in met_before]
    return {
        "reviews": len(answers),
        "right": sum(map(_is_right, answers)),
        "milliseconds": sum(answer.milliseconds for answer in answers),
        "recalls": len(recalls),
        "recalled": sum(recalls),
    }


def _is_right(answer: rows.Record) -> bool:
    return answer.verdict in (Verdict.RIGHT, Verdict.ALMOST) or answer.rating > Rating.AGAIN
