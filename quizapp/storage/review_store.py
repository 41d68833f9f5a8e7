"""The append-only log and the memory derived from it: fulfils ``ReviewStore``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    exc,
    exists,
    func,
    insert,
    select,
    update,
)

from quizapp.domain.ports import DueQuestion, Whereabouts
from quizapp.domain.progress import DayCount, Overview
from quizapp.domain.question import AnswerKind, State
from quizapp.domain.review import MemoryState, Review
from quizapp.errors import NotFound, StorageError
from quizapp.storage import counters, day_totals, rows
from quizapp.storage.database import Database
from quizapp.storage.mark_store import count_aside
from quizapp.storage.review_log import COUNTS, IN_ORDER
from quizapp.storage.tables import (
    DECK,
    DOCUMENT,
    DUE_COUNT,
    MEMORY,
    QUESTION,
    QUESTION_COUNT,
    REVIEW,
    WORDING,
)

_RECENT_DAYS = 14
_PAGE = 5_000  # rows of the log that are read at once: a twentieth of a second
# Of the JSON of a citation: reading all of it would take most of the time.
_SPAN = re.compile(r'"span":\[(\d+)')
_ACCEPTED = QUESTION.c.state == State.ACCEPTED.value

_IN_LINE = (QUESTION.c.id, QUESTION.c.fact_id, QUESTION.c.deck, QUESTION.c.number)
_MEMORY = tuple(MEMORY.c[field.name] for field in fields(MemoryState)[1:])

# Statements of every answer stand ready: making one anew costs as much as running it.
_ASKED = (
    select(QUESTION.c.number, QUESTION.c.deck, QUESTION.c.state, MEMORY.c.due)
    .outerjoin(
        MEMORY,
        (MEMORY.c.question == QUESTION.c.number) & (MEMORY.c.learner == bindparam("learner")),
    )
    .where(QUESTION.c.id == bindparam("question_id"))
)
_TAKEN_BACK = select(REVIEW.c.study_day).where(
    REVIEW.c.id == bindparam("retracts"),
    REVIEW.c.learner == bindparam("learner"),
    REVIEW.c.question_id == bindparam("question_id"),
)
_THIS = (MEMORY.c.learner == bindparam("of_learner")) & (
    MEMORY.c.question == bindparam("of_question")
)
_MEMORY_OF = (
    select(MEMORY)
    .join(QUESTION, QUESTION.c.number == MEMORY.c.question)
    .where(MEMORY.c.learner == bindparam("learner"), QUESTION.c.id == bindparam("question_id"))
)
_LOAD = (
    select(DUE_COUNT.c.due, func.sum(DUE_COUNT.c.questions))
    .where(
        DUE_COUNT.c.learner == bindparam("learner"),
        DUE_COUNT.c.due.between(bindparam("first"), bindparam("last")),
    )
    .group_by(DUE_COUNT.c.due)
)
_ADD_REVIEW = insert(REVIEW)
_ADD_MEMORY = insert(MEMORY)
_CHANGE_MEMORY = update(MEMORY).where(_THIS)
_FORGET_MEMORY = delete(MEMORY).where(_THIS)


class Reviews:
    def __init__(self, database: Database) -> None:
        self._database = database
        self.newest: str | None = None
        """The id of the row written last since the file was opened."""
        database.when_reopened(self._forget_newest)

    # the log

    def append(self, review: Review, memory: MemoryState | None) -> None:
        self.append_all((review,), memory)

    def append_all(self, reviews: Sequence[Review], memory: MemoryState | None) -> None:
        """Rows about one question in one commit, so that a retraction and its replacement hold
        together or not at all."""
        if not reviews:
            return
        learner, question_id = reviews[0].learner, reviews[0].question_id
        if any((one.learner, one.question_id) != (learner, question_id) for one in reviews):
            raise ValueError("reviews of one learner and one question only")
        if memory is not None and memory.question_id != question_id:
            raise ValueError("the memory belongs to another question")
        with self._database.writing(learner) as connection:
            _append(connection, reviews, memory)
        self.newest = reviews[-1].id

    def append_each(self, answers: Sequence[tuple[Review, MemoryState | None]]) -> None:
        """One row for each of several questions, all in one commit."""
        learners = {review.learner for review, _ in answers}
        questions = {review.question_id for review, _ in answers}
        if len(learners) > 1 or len(questions) < len(answers):
            raise ValueError("reviews of one learner, and one for each question only")
        if any(memory and memory.question_id != one.question_id for one, memory in answers):
            raise ValueError("the memory belongs to another question")
        with self._database.writing(*learners) as connection:
            for review, memory in answers:
                _append(connection, (review,), memory)
        if answers:
            self.newest = answers[-1][0].id

    def has(self, review_id: str) -> bool:
        query = select(REVIEW.c.number).where(REVIEW.c.id == rows.clean(review_id))
        with self._database.reading() as connection:
            return connection.execute(query).scalar() is not None

    def _forget_newest(self) -> None:
        self.newest = None

    def merge(self, reviews: Sequence[Review]) -> int:
        with self._database.writing(*{one.learner for one in reviews}) as connection:
            return len(merge(connection, reviews))

    def reviews(self, learner: str, question_id: str | None = None) -> list[Review]:
        query = select(REVIEW).where(REVIEW.c.learner == rows.clean(learner)).order_by(*IN_ORDER)
        if question_id is not None:
            query = query.where(REVIEW.c.question_id == rows.clean(question_id))
        return self._reviews(query)

    def each_review(self, learner: str) -> Iterator[Review]:
        # By ranges of the primary key: an order by it would sort the whole log for each page.
        page = (
            select(REVIEW)
            .where(
                REVIEW.c.learner == rows.clean(learner),
                REVIEW.c.number.between(bindparam("first"), bindparam("last")),
            )
            .order_by(REVIEW.c.number)
        )
        with self._database.reading() as connection:
            newest = connection.execute(select(func.max(REVIEW.c.number))).scalar() or 0
        for first in range(0, newest + 1, _PAGE):
            with self._database.reading() as connection:
                span = {"first": first, "last": min(newest, first + _PAGE - 1)}
                found = connection.execute(page, span).all()
            yield from map(rows.review_of, found)

    def log_length(self, learner: str) -> int:
        query = select(func.count()).where(REVIEW.c.learner == rows.clean(learner))
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def whose(self, review_ids: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        with self._database.reading() as connection:
            for part in rows.in_parts(review_ids):
                query = select(REVIEW.c.id, REVIEW.c.learner).where(REVIEW.c.id.in_(part))
                found.update(map(tuple, connection.execute(query)))
        return found

    def last_review(self, learner: str) -> Review | None:
        """Of the latest study day the one written last: a clock set back does not hide it."""
        found = self._reviews(
            select(REVIEW)
            .where(REVIEW.c.learner == rows.clean(learner), COUNTS)
            .order_by(REVIEW.c.study_day.desc(), REVIEW.c.number.desc())
            .limit(1)
        )
        return found[0] if found else None

    def answered_on(self, learner: str, day: date) -> list[Review]:
        return self._reviews(select(REVIEW).where(*_counted_on(learner, day)).order_by(*IN_ORDER))

    def facts_seen_on(self, learner: str, day: date) -> set[str]:
        query = (
            select(QUESTION.c.fact_id)
            .join_from(REVIEW, QUESTION, QUESTION.c.id == REVIEW.c.question_id)
            .where(*_counted_on(learner, day), QUESTION.c.fact_id != "")
            .distinct()
        )
        with self._database.reading() as connection:
            return set(connection.execute(query).scalars())

    def new_started_on(self, learner: str, day: date) -> int:
        earlier = REVIEW.alias("earlier")
        took_back = REVIEW.alias("took_back")
        met_before = exists().where(
            earlier.c.question_id == REVIEW.c.question_id,
            earlier.c.learner == REVIEW.c.learner,
            earlier.c.study_day < day,
            earlier.c.retracts.is_(None),
            ~exists().where(took_back.c.retracts == earlier.c.id),
        )
        query = select(func.count(REVIEW.c.question_id.distinct())).where(
            *_counted_on(learner, day), ~met_before
        )
        with self._database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def overview(self, learner: str, today: date) -> Overview:
        key = rows.clean(learner)
        with self._database.writing(key) as connection:
            days = day_totals.fresh(connection, key)
            questions = _accepted(connection)
            learned, due = _met_and_due(connection, key, today)
            aside = Counter[str]()
            for (_, what), number in count_aside(connection, learner, today).items():
                aside[what] += number
        studied = [day for day in days if day.reviews]
        recalls = sum(day.recalls for day in days)
        return Overview(
            questions=questions,
            learned=learned,
            due=due - aside["due"],
            new=questions - learned - aside["new"],
            reviews=sum(day.reviews for day in days),
            days_studied=len(studied),
            true_retention=sum(day.recalled for day in days) / recalls if recalls else None,
            recent_days=_recent(days, today),
        )

    # memory

    def memory(self, learner: str, question_id: str) -> MemoryState | None:
        key = {"learner": rows.clean(learner), "question_id": rows.clean(question_id)}
        with self._database.reading() as connection:
            row = connection.execute(_MEMORY_OF, key).one_or_none()
        return None if row is None else rows.memory_of(question_id, row)

    def memories(self, learner: str, question_ids: Sequence[str]) -> dict[str, MemoryState]:
        of_learner = MEMORY.c.learner == rows.clean(learner)
        found: dict[str, MemoryState] = {}
        with self._database.reading() as connection:
            for part in rows.in_parts(question_ids):
                some = QUESTION.c.id.in_(part)
                query = select(QUESTION.c.number, QUESTION.c.id).where(some)
                ids = dict(map(tuple, connection.execute(query)))
                # By number, not by a join: SQLite would walk through all memories each time.
                these = select(MEMORY.c.question, *_MEMORY).where(
                    of_learner, MEMORY.c.question.in_(ids)
                )
                for number, *memory in connection.execute(these):
                    found[ids[number]] = MemoryState(ids[number], *memory)
        return found

    def due(
        self, learner: str, today: date, deck_ids: Sequence[str], limit: int = -1
    ) -> list[DueQuestion]:
        query = (
            select(*_IN_LINE, *_MEMORY)
            .join_from(MEMORY, QUESTION, QUESTION.c.number == MEMORY.c.question)
            .where(MEMORY.c.learner == rows.clean(learner), MEMORY.c.due <= today, _ACCEPTED)
            .order_by(MEMORY.c.due, QUESTION.c.number)
        )
        with self._database.reading() as connection:
            decks = _deck_ids(connection, deck_ids)
            query = _in_decks(query, decks, deck_ids)
            found = connection.execute(query.limit(limit) if limit >= 0 else query).all()
            return [
                DueQuestion(id_, fact_id, decks[deck], MemoryState(id_, *memory), number)
                for id_, fact_id, deck, number, *memory in found
            ]

    def new(self, learner: str, deck_ids: Sequence[str], limit: int) -> list[DueQuestion]:
        met = select(MEMORY.c.question).where(MEMORY.c.learner == rows.clean(learner))
        with self._database.reading() as connection:
            decks = _deck_ids(connection, deck_ids)
            accepted = _in_decks(select(QUESTION.c.number).where(_ACCEPTED), decks, deck_ids)
            # Two sorted lists merged: a third of the time of asking for each question.
            new = accepted.except_(met).order_by(QUESTION.c.number)
            first = (new.limit(limit) if limit >= 0 else new).subquery()
            query = (
                select(*_IN_LINE)
                .join(first, first.c.number == QUESTION.c.number)
                .order_by(QUESTION.c.number)
            )
            return [
                DueQuestion(id_, fact_id, decks[deck], None, number)
                for id_, fact_id, deck, number in connection.execute(query)
            ]

    def load(self, learner: str, first: date, last: date) -> dict[date, int]:
        span = {"learner": rows.clean(learner), "first": first, "last": last}
        with self._database.reading() as connection:
            return {day: int(due) for day, due in connection.execute(_LOAD, span) if due}

    def whereabouts(self, question_ids: Sequence[str]) -> dict[str, Whereabouts]:
        query = (
            select(QUESTION.c.id, QUESTION.c.kind, DOCUMENT.c.number, WORDING.c.date,
                   WORDING.c.citation)
            .join_from(QUESTION, WORDING, WORDING.c.question == QUESTION.c.number)
            .outerjoin(DOCUMENT, DOCUMENT.c.fingerprint == QUESTION.c.document)
        )  # fmt: skip
        found = {}
        with self._database.reading() as connection:
            for part in rows.in_parts(question_ids):
                for id_, *place in connection.execute(query.where(QUESTION.c.id.in_(part))):
                    found[id_] = _whereabouts(*place)
        return found

    def replace_memory(self, learner: str, states: Iterable[MemoryState]) -> None:
        key = rows.clean(learner)
        with self._database.writing(key) as connection:
            known = select(QUESTION.c.id, QUESTION.c.number)
            numbers = {row.id: row.number for row in connection.execute(known)}
            connection.execute(delete(MEMORY).where(MEMORY.c.learner == key))
            new = []
            for state in states:
                number = numbers.get(rows.clean(state.question_id))
                if number is None:
                    raise NotFound("A question of the review log is not in the deck file.")
                new.append({"learner": key, "question": number, **rows.memory_values(state)})
            if new:
                connection.execute(insert(MEMORY), new)
            counters.recount_due(connection, key)

    def _reviews(self, query: Select[Any]) -> list[Review]:
        with self._database.reading() as connection:
            return [rows.review_of(row) for row in connection.execute(query)]


def merge(connection: Connection, reviews: Sequence[Review]) -> list[str]:
    """Adds the rows that are not in the log yet, all of one learner; their ids."""
    if not reviews:
        return []
    learner = rows.clean(reviews[0].learner)
    new = {row["id"]: row for row in map(rows.review_values, reviews)}
    if any(row["learner"] != learner for row in new.values()):
        raise ValueError("reviews of one learner only")
    for known in connection.execute(select(REVIEW.c.id)).scalars():
        new.pop(known, None)
    if new:
        connection.execute(insert(REVIEW), list(new.values()))
        day_totals.cut(connection, learner, date.min)
    return list(new)


def _append(connection: Connection, reviews: Sequence[Review], memory: MemoryState | None) -> None:
    """Rows about one question, and its memory after them."""
    learner = rows.clean(reviews[0].learner)
    key = {"learner": learner, "question_id": rows.clean(reviews[0].question_id)}
    asked = connection.execute(_ASKED, key).one_or_none()
    if asked is None:
        raise NotFound("This question is no longer in the deck file.")
    for one in reviews:
        _write(connection, rows.review_values(one))
    _remember(connection, learner, asked, memory)


def _whereabouts(
    kind: str, document: int | None, when: str | None, citation: str | None
) -> Whereabouts:
    place = _SPAN.search(citation) if citation else None
    return Whereabouts(
        year=rows.year_of(when),
        is_date=kind == AnswerKind.DATE.value,
        document=-1 if document is None else document,
        offset=int(place[1]) if place else 0,
    )


def _write(connection: Connection, values: rows.Values) -> None:
    since = values["study_day"]
    if values["retracts"] is not None:
        day = connection.execute(_TAKEN_BACK, values).scalar()
        if day is None:
            raise NotFound("The answer to take back is not in the log.")
        since = min(since, day)
    try:
        connection.execute(_ADD_REVIEW, values)
    except exc.IntegrityError as error:
        raise StorageError("This answer is in the log already.") from error
    day_totals.cut(connection, values["learner"], since)


def _remember(
    connection: Connection, learner: str, asked: rows.Record, state: MemoryState | None
) -> None:
    this = {"of_learner": learner, "of_question": asked.number}
    if state is None:
        connection.execute(_FORGET_MEMORY, this)
    elif asked.due is None:
        values = {"learner": learner, "question": asked.number, **rows.memory_values(state)}
        connection.execute(_ADD_MEMORY, values)
    else:
        connection.execute(_CHANGE_MEMORY, {**this, **rows.memory_values(state)})
    if asked.state != State.ACCEPTED.value:
        return
    moved: Counter[counters.DueKey] = Counter()
    if asked.due is not None:
        moved[learner, asked.deck, asked.due] -= 1
    if state is not None:
        moved[learner, asked.deck, state.due] += 1
    counters.add_to_due(connection, moved)


def _counted_on(learner: str, day: date) -> tuple[Any, ...]:
    return (REVIEW.c.learner == rows.clean(learner), REVIEW.c.study_day == day, COUNTS)


def _accepted(connection: Connection) -> int:
    total = select(func.coalesce(func.sum(QUESTION_COUNT.c.questions), 0)).where(
        QUESTION_COUNT.c.state == State.ACCEPTED.value
    )
    return int(connection.execute(total).scalar_one())


def _met_and_due(connection: Connection, learner: str, today: date) -> tuple[int, int]:
    days = connection.execute(
        select(DUE_COUNT.c.due, DUE_COUNT.c.questions).where(DUE_COUNT.c.learner == learner)
    ).all()
    return (
        sum(day.questions for day in days),
        sum(day.questions for day in days if day.due <= today),
    )


def _recent(days: Sequence[rows.Record], today: date) -> tuple[DayCount, ...]:
    known = {day.day: day for day in days}
    recent = [today - timedelta(days=back) for back in reversed(range(_RECENT_DAYS))]
    return tuple(
        DayCount(*known[day][1:]) if day in known else DayCount(day, 0, 0, 0) for day in recent
    )


def _deck_ids(connection: Connection, deck_ids: Sequence[str]) -> dict[int, str]:
    """The wanted decks, or all of them, by number."""
    query = select(DECK.c.number, DECK.c.id)
    if deck_ids:
        query = query.where(DECK.c.id.in_([rows.clean(deck_id) for deck_id in deck_ids]))
    return {row.number: row.id for row in connection.execute(query)}


def _in_decks(query: Select[Any], decks: dict[int, str], deck_ids: Sequence[str]) -> Select[Any]:
    return query.where(QUESTION.c.deck.in_(list(decks))) if deck_ids else query
