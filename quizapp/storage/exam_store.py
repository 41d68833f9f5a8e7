"""The exams of each learner: fulfils ``ExamStore``.

The column ``wanted`` holds the plan as JSON: which questions, and the minutes a day.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, select

from quizapp.domain.exam import USUAL_MINUTES, Exam
from quizapp.errors import NotFound, StorageError
from quizapp.storage import filters, rows
from quizapp.storage.database import Database
from quizapp.storage.tables import EXAM

_GONE = "This exam is no longer there."


class Exams:
    def __init__(self, database: Database) -> None:
        self._database = database

    def exams(self, learner: str) -> list[Exam]:
        of_learner = EXAM.c.learner == rows.clean(learner)
        query = select(EXAM).where(of_learner).order_by(EXAM.c.day, EXAM.c.id)
        with self._database.reading() as connection:
            return [_exam_of(row) for row in connection.execute(query)]

    def exam(self, learner: str, exam_id: str) -> Exam:
        query = select(EXAM).where(*_this(learner, exam_id))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(_GONE)
        return _exam_of(row)

    def save(self, learner: str, exam: Exam) -> None:
        values = {
            "name": rows.clean(exam.name),
            "day": exam.day,
            "retention": exam.retention,
            "wanted": _plan_text(exam),
        }
        key = {"id": rows.clean(exam.id), "learner": rows.clean(learner)}
        adding = self._database.dialect.upsert(EXAM).values(key | values)
        of_learner = EXAM.c.learner == key["learner"]
        saving = adding.on_conflict_do_update(index_elements=["id"], set_=values, where=of_learner)
        with self._database.writing(learner) as connection:
            saved = connection.execute(saving, execution_options={"preserve_rowcount": True})
            if not saved.rowcount:
                raise StorageError("The exam was not saved: its id belongs to another learner's.")

    def delete(self, learner: str, exam_id: str) -> None:
        with self._database.writing(learner) as connection:
            if not connection.execute(delete(EXAM).where(*_this(learner, exam_id))).rowcount:
                raise NotFound(_GONE)


def _this(learner: str, exam_id: str) -> tuple[Any, ...]:
    return EXAM.c.id == rows.clean(exam_id), EXAM.c.learner == rows.clean(learner)


def _plan_text(exam: Exam) -> str:
    return json.dumps({"minutes": exam.minutes, **filters.record_of(exam.wanted)})


def _exam_of(row: rows.Record) -> Exam:
    try:
        plan = json.loads(row.wanted)
        return Exam(
            id=row.id,
            name=row.name,
            day=row.day,
            retention=row.retention,
            wanted=filters.filter_of(plan),
            minutes=int(plan.get("minutes", USUAL_MINUTES)),
        )
    except (ValueError, TypeError, AttributeError) as error:
        raise StorageError(
            f"The exam “{row.name}” could not be read: its plan is damaged. Restore a backup."
        ) from error
