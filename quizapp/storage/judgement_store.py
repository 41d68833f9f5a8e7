"""The log of what a person made of the questions: fulfils ``JudgementStore``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exc, func, insert, select

from quizapp.domain.judgement import Judgement
from quizapp.errors import StorageError
from quizapp.storage import rows
from quizapp.storage.database import Database
from quizapp.storage.tables import JUDGEMENT


class Judgements:
    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, judgements: Sequence[Judgement]) -> None:
        if not judgements:
            return
        values = [rows.judgement_values(one) for one in judgements]
        with self._database.writing("judgements") as connection:
            try:
                connection.execute(insert(JUDGEMENT), values)
            except exc.IntegrityError as error:
                raise StorageError(
                    "The verdict was not stored: its question is no longer in the deck file."
                ) from error

    def judgements(self, question_id: str | None = None) -> list[Judgement]:
        query = select(JUDGEMENT).order_by(JUDGEMENT.c.number)
        if question_id is not None:
            query = query.where(JUDGEMENT.c.question_id == rows.clean(question_id))
        with self._database.reading() as connection:
            return [rows.judgement_of(row) for row in connection.execute(query)]

    def newest(self) -> str:
        last = select(func.max(JUDGEMENT.c.number)).scalar_subquery()
        query = select(JUDGEMENT.c.id).where(JUDGEMENT.c.number == last)
        with self._database.reading() as connection:
            return connection.execute(query).scalar() or ""
