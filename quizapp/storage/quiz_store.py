"""Quizzes, and what learners answered in them: fulfils ``QuizStore``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, exc, func, insert, select, update

from quizapp.domain.quiz import Asked, Attempt, Draw, Given, HandMark, Quiz, QuizSummary
from quizapp.errors import NotFound, StorageError
from quizapp.storage import quiz_rows, rows
from quizapp.storage.database import Database
from quizapp.storage.tables import ASKED, ATTEMPT, ATTEMPT_ANSWER, HAND_MARK, QUESTION, QUIZ

_GONE = "This quiz is no longer there."
_NO_ATTEMPT = "This attempt is no longer in the deck file."


class Quizzes:
    def __init__(self, database: Database) -> None:
        self._database = database

    # quizzes

    def quizzes(self) -> list[QuizSummary]:
        handed_in = (
            select(ATTEMPT.c.quiz, func.count().label("attempts"))
            .where(ATTEMPT.c.finished_at.is_not(None))
            .group_by(ATTEMPT.c.quiz)
            .subquery()
        )
        query = (
            select(QUIZ, handed_in.c.attempts)
            .outerjoin(handed_in, handed_in.c.quiz == QUIZ.c.id)
            .where(QUIZ.c.deleted_at.is_(None))
        )
        with self._database.reading() as connection:
            found = [_summary(row) for row in connection.execute(query)]
        return sorted(found, key=lambda line: (line.quiz.name.casefold(), line.quiz.id))

    def quiz(self, quiz_id: str) -> Quiz:
        query = select(QUIZ).where(QUIZ.c.id == rows.clean(quiz_id))
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(_GONE)
        return quiz_rows.quiz_of(row)

    def save_quiz(self, quiz: Quiz) -> None:
        values = quiz_rows.quiz_values(quiz)
        if not values["name"]:
            raise StorageError("A quiz needs a name.")
        values |= {"changed_at": datetime.now(UTC), "deleted_at": None}
        saving = self._database.dialect.upsert(QUIZ).values(values)
        saving = saving.on_conflict_do_update(index_elements=["id"], set_=values)
        with self._database.transaction() as connection:
            connection.execute(saving)

    def delete_quiz(self, quiz_id: str) -> None:
        this = (QUIZ.c.id == rows.clean(quiz_id)) & QUIZ.c.deleted_at.is_(None)
        with self._database.transaction() as connection:
            gone = update(QUIZ).where(this).values(deleted_at=datetime.now(UTC))
            if not connection.execute(gone).rowcount:
                raise NotFound(_GONE)

    # attempts

    def begin(self, attempt: Attempt) -> None:
        """``StorageError`` where the quiz or a question is not there, or the learner has an
        attempt of that number already."""
        with self._database.writing(attempt.learner) as connection:
            questions = _numbers(connection, [asked.question_id for asked in attempt.asked])
            try:
                connection.execute(insert(ATTEMPT), quiz_rows.attempt_values(attempt))
            except exc.IntegrityError as error:
                raise StorageError(
                    "The attempt was not begun: its quiz is no longer there, or it was begun "
                    "already."
                ) from error
            number = _attempt(connection, attempt.id).number
            asked = [
                quiz_rows.asked_values(one, number, place, questions[rows.clean(one.question_id)])
                for place, one in enumerate(attempt.asked)
            ]
            if asked:
                connection.execute(insert(ASKED), asked)

    def attempt(self, attempt_id: str) -> Attempt:
        with self._database.reading() as connection:
            row = _attempt(connection, attempt_id)
            return quiz_rows.attempt_of(row, _asked(connection, [row.number])[row.number])

    def attempts(self, quiz_id: str | None = None, learner: str | None = None) -> list[Attempt]:
        query = select(ATTEMPT).order_by(ATTEMPT.c.number)
        if quiz_id is not None:
            query = query.where(ATTEMPT.c.quiz == rows.clean(quiz_id))
        if learner is not None:
            query = query.where(ATTEMPT.c.learner == rows.clean(learner))
        with self._database.reading() as connection:
            found = connection.execute(query).all()
            asked = _asked(connection, [row.number for row in found])
        return [quiz_rows.attempt_of(row, asked[row.number]) for row in found]

    def extend(self, attempt_id: str, deadline: datetime) -> None:
        with self._database.writing(attempt_id) as connection:
            row = _attempt(connection, attempt_id)
            if row.finished_at is not None:
                raise StorageError("This attempt is handed in: no time can be added to it.")
            this = ATTEMPT.c.number == row.number
            connection.execute(update(ATTEMPT).where(this).values(deadline=deadline))

    def finish(self, attempt_id: str, at: datetime) -> None:
        """One that is finished already keeps its moment."""
        with self._database.writing(attempt_id) as connection:
            row = _attempt(connection, attempt_id)
            still_open = (ATTEMPT.c.number == row.number) & ATTEMPT.c.finished_at.is_(None)
            connection.execute(update(ATTEMPT).where(still_open).values(finished_at=at))

    def give(self, given: Given) -> None:
        with self._database.writing(given.attempt) as connection:
            attempt = _attempt(connection, given.attempt)
            if attempt.finished_at is not None:
                raise StorageError("This attempt is handed in: no answer can be added to it.")
            _check_place(connection, attempt.number, given.place)
            connection.execute(
                insert(ATTEMPT_ANSWER), quiz_rows.given_values(given, attempt.number)
            )

    def given(self, attempt_ids: Sequence[str]) -> list[Given]:
        return [quiz_rows.given_of(row) for row in self._of(ATTEMPT_ANSWER, attempt_ids)]

    def mark_by_hand(self, mark: HandMark) -> None:
        with self._database.writing(mark.attempt) as connection:
            attempt = _attempt(connection, mark.attempt)
            _check_place(connection, attempt.number, mark.place)
            connection.execute(insert(HAND_MARK), quiz_rows.mark_values(mark, attempt.number))

    def withdraw_marks(self, marks: Sequence[HandMark]) -> None:
        with self._database.transaction() as connection:
            for mark in marks:
                attempt = _attempt(connection, mark.attempt)
                values = quiz_rows.mark_values(mark, attempt.number)
                same = [HAND_MARK.c[name] == value for name, value in values.items()]
                newest = select(func.max(HAND_MARK.c.number)).where(*same).scalar_subquery()
                connection.execute(delete(HAND_MARK).where(HAND_MARK.c.number == newest))

    def hand_marks(self, attempt_ids: Sequence[str]) -> list[HandMark]:
        return [quiz_rows.mark_of(row) for row in self._of(HAND_MARK, attempt_ids)]

    def met(self, learner: str, since: datetime) -> set[str]:
        query = (
            select(QUESTION.c.id)
            .join_from(ASKED, ATTEMPT, ATTEMPT.c.number == ASKED.c.attempt)
            .join(QUESTION, QUESTION.c.number == ASKED.c.question)
            .where(ATTEMPT.c.learner == rows.clean(learner), ATTEMPT.c.started_at >= since)
            .distinct()
        )
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def _of(self, log: Table, attempt_ids: Sequence[str]) -> list[Any]:
        """Rows of a log of these attempts, each with the attempt's ``id``, as they were written."""
        query = select(log, ATTEMPT.c.id).join_from(log, ATTEMPT, ATTEMPT.c.number == log.c.attempt)
        found: list[Any] = []
        with self._database.reading() as connection:
            for some in rows.in_parts(attempt_ids):
                found += connection.execute(query.where(ATTEMPT.c.id.in_(some)))
        return sorted(found, key=lambda row: int(row.number))


def _attempt(connection: Connection, attempt_id: str) -> rows.Record:
    query = select(ATTEMPT).where(ATTEMPT.c.id == rows.clean(attempt_id))
    row = connection.execute(query).one_or_none()
    if row is None:
        raise NotFound(_NO_ATTEMPT)
    return row


def _asked(connection: Connection, attempts: list[int]) -> dict[int, tuple[Asked, ...]]:
    """What was asked, in its order, by the number of the attempt."""
    query = (
        select(ASKED, QUESTION.c.id)
        .join_from(ASKED, QUESTION, QUESTION.c.number == ASKED.c.question)
        .order_by(ASKED.c.attempt, ASKED.c.place)
    )
    found: dict[int, list[Asked]] = defaultdict(list)
    for start in range(0, len(attempts), rows.PART):
        some = attempts[start : start + rows.PART]
        for row in connection.execute(query.where(ASKED.c.attempt.in_(some))):
            found[row.attempt].append(quiz_rows.asked_of(row))
    return {number: tuple(found[number]) for number in attempts}


def _numbers(connection: Connection, question_ids: list[str]) -> dict[str, int]:
    query = select(QUESTION.c.id, QUESTION.c.number)
    found: dict[str, int] = {}
    for some in rows.in_parts(question_ids):
        for question_id, number in connection.execute(query.where(QUESTION.c.id.in_(some))):
            found[question_id] = number
    if any(rows.clean(question_id) not in found for question_id in question_ids):
        raise StorageError(
            "The attempt was not begun: one of its questions is no longer in the deck file."
        )
    return found


def _check_place(connection: Connection, attempt: int, place: int) -> None:
    here = select(ASKED.c.place).where(ASKED.c.attempt == attempt, ASKED.c.place == place)
    if connection.execute(here).scalar() is None:
        raise NotFound(f"This attempt has no question {place + 1}.")


def _summary(row: rows.Record) -> QuizSummary:
    quiz = quiz_rows.quiz_of(row)
    questions, points = 0, 0.0
    for item in (item for section in quiz.sections for item in section.items):
        count = item.count if isinstance(item, Draw) else 1
        questions += count
        points += count * item.points
    return QuizSummary(quiz, questions, points, row.attempts or 0, row.changed_at)
