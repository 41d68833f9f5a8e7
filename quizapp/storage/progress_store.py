"""Sums over the log and the memories, as the progress screen needs them: fulfils
``ProgressStore``."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.progress import (
    Answered,
    Dated,
    DayCount,
    Lately,
    Mistake,
    Naming,
    Standing,
)
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.review import MemoryState, Rating, Verdict
from quizapp.storage import day_totals, rows
from quizapp.storage.database import Database
from quizapp.storage.review_log import COUNTS, IN_ORDER
from quizapp.storage.tables import DECK, MEMORY, QUESTION, REVIEW, WORDING

_MEMORY = tuple(MEMORY.c[field.name] for field in fields(MemoryState)[1:])
_KINDS = {kind.value: kind for kind in AnswerKind}
_read_json = json.JSONDecoder().raw_decode  # ``loads`` looks for spaces around it first
_PAGE = 20_000  # rows of the log: a tenth of a second
_KNOWN = (Verdict.RIGHT.value, Verdict.ALMOST.value)


class Progress:
    def __init__(self, database: Database) -> None:
        self._database = database

    def days(self, learner: str) -> list[DayCount]:
        with self._database.writing(learner) as connection:
            return [
                DayCount(*row[1:])  # the columns are those of a day
                for row in day_totals.fresh(connection, rows.clean(learner))
                if row.reviews
            ]

    def standings(self, learner: str) -> list[Standing]:
        of_learner = (MEMORY.c.question == QUESTION.c.number) & (
            MEMORY.c.learner == rows.clean(learner)
        )
        query = (
            select(
                QUESTION.c.id, QUESTION.c.deck, QUESTION.c.kind, QUESTION.c.document,
                WORDING.c.date, *_MEMORY,
            )
            .join_from(QUESTION, WORDING, WORDING.c.question == QUESTION.c.number)
            .outerjoin(MEMORY, of_learner)
            .where(QUESTION.c.state == State.ACCEPTED.value)
            .order_by(QUESTION.c.number)
        )  # fmt: skip
        with self._database.reading() as connection:
            decks = dict(map(tuple, connection.execute(select(DECK.c.number, DECK.c.id))))
            found = connection.execute(query).all()
        # Each value by its name: a list of the six for each row would take as long as the object.
        return [
            Standing(
                id_, decks[deck], _KINDS[kind], document, rows.year_of(when),
                None if stability is None
                else MemoryState(id_, stability, difficulty, last_day, due, reviews, lapses),
            )
            for (id_, deck, kind, document, when, stability, difficulty, last_day, due, reviews,
                 lapses) in found
        ]  # fmt: skip

    def dated(
        self, learner: str, deck_ids: Sequence[str] = (), text: str = "", limit: int = -1
    ) -> list[Dated]:
        of_learner = (MEMORY.c.question == QUESTION.c.number) & (
            MEMORY.c.learner == rows.clean(learner)
        )
        source = QUESTION.join(WORDING, WORDING.c.question == QUESTION.c.number)
        if text.strip():
            expression = self._database.dialect.search_expression(text)
            if expression is None:
                return []
            hits, key = self._database.dialect.matches("wording", expression)
            source = source.join(hits, QUESTION.c.number == key)
        query = (
            select(
                QUESTION.c.id, QUESTION.c.fact_id, DECK.c.id, QUESTION.c.kind, QUESTION.c.document,
                WORDING.c.date, MEMORY.c.stability,
            )
            .select_from(
                source.join(DECK, DECK.c.number == QUESTION.c.deck).outerjoin(MEMORY, of_learner)
            )
            .where(QUESTION.c.state == State.ACCEPTED.value, WORDING.c.date.is_not(None))
            .order_by(QUESTION.c.number)
            .limit(rows.up_to(limit))
        )  # fmt: skip
        if deck_ids:
            query = query.where(DECK.c.id.in_([rows.clean(each) for each in deck_ids]))
        dates = _Dates()
        with self._database.reading() as connection:
            return [
                Dated(id_, fact, deck, _KINDS[kind], document, dates[when], stability)
                for id_, fact, deck, kind, document, when, stability in (
                    connection.execute(query).all()
                )
            ]

    def wordings(self, question_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        query = (
            select(QUESTION.c.id, WORDING.c.stem, WORDING.c.answer)
            .join_from(QUESTION, WORDING, WORDING.c.question == QUESTION.c.number)
            .where(QUESTION.c.id.in_(bindparam("ids", expanding=True)))
        )
        found: dict[str, tuple[str, str]] = {}
        with self._database.reading() as connection:
            for part in rows.in_parts(question_ids):
                for id_, stem, answer in connection.execute(query, {"ids": part}):
                    found[id_] = (stem, answer)
        return found

    def places(self) -> dict[str, str]:
        query = (
            select(QUESTION.c.fact_id, WORDING.c.answer)
            .join_from(QUESTION, WORDING, WORDING.c.question == QUESTION.c.number)
            .where(
                QUESTION.c.kind == AnswerKind.PLACE.value,
                QUESTION.c.state == State.ACCEPTED.value,
                QUESTION.c.fact_id != "",
            )
            .order_by(QUESTION.c.number.desc())  # where there are two, the one added first
        )
        with self._database.reading() as connection:
            return dict(map(tuple, connection.execute(query)))

    def namings(self, learner: str, deck_ids: Sequence[str] = (), limit: int = -1) -> list[Naming]:
        query = _namings_for(learner).order_by(QUESTION.c.number).limit(rows.up_to(limit))
        if deck_ids:
            wanted = select(DECK.c.number).where(DECK.c.id.in_(map(rows.clean, deck_ids)))
            query = query.where(QUESTION.c.deck.in_(wanted))
        with self._database.reading() as connection:
            return _read_namings(connection, query)

    def namings_of(self, learner: str, question_ids: Sequence[str]) -> list[Naming]:
        query = _namings_for(learner)
        with self._database.reading() as connection:
            return [
                naming
                for part in rows.in_parts(question_ids)
                for naming in _read_namings(connection, query.where(QUESTION.c.id.in_(part)))
            ]

    def tags(self) -> dict[str, tuple[str, ...]]:
        query = (
            select(QUESTION.c.id, WORDING.c.tags)
            .join_from(QUESTION, WORDING, WORDING.c.question == QUESTION.c.number)
            .where(QUESTION.c.state == State.ACCEPTED.value, WORDING.c.tags != "[]")
        )
        with self._database.reading() as connection:
            return {id_: rows.texts_of(tags) for id_, tags in connection.execute(query)}

    def mistakes(self, learner: str, limit: int) -> list[Mistake]:
        times = func.count().label("times")
        wrong = (
            select(REVIEW.c.question_id, REVIEW.c.given, times)
            .where(
                REVIEW.c.learner == rows.clean(learner),
                REVIEW.c.verdict == Verdict.WRONG.value,
                REVIEW.c.given != "",
                COUNTS,
            )
            .group_by(REVIEW.c.question_id, REVIEW.c.given)
            .order_by(times.desc(), REVIEW.c.question_id, REVIEW.c.given)
            .limit(limit)
            .subquery()
        )
        query = (
            select(wrong.c.question_id, QUESTION.c.kind, WORDING.c.answer, wrong.c.given,
                   wrong.c.times)
            .join_from(wrong, QUESTION, QUESTION.c.id == wrong.c.question_id)
            .join(WORDING, WORDING.c.question == QUESTION.c.number)
            .order_by(wrong.c.times.desc(), wrong.c.question_id, wrong.c.given)
        )  # fmt: skip
        with self._database.reading() as connection:
            return [
                Mistake(id_, AnswerKind(kind), key, given, count)
                for id_, kind, key, given, count in connection.execute(query)
            ]

    def wrong_answers(self, learner: str, question_id: str) -> list[str]:
        query = (
            select(REVIEW.c.given)
            .where(
                REVIEW.c.question_id == question_id,
                REVIEW.c.learner == rows.clean(learner),
                REVIEW.c.verdict == Verdict.WRONG.value,
                REVIEW.c.given != "",
                COUNTS,
            )
            # Not by the number alone: before there are statistics of a new file, SQLite would go
            # through the whole log for it.
            .order_by(*(column.desc() for column in IN_ORDER))
        )
        with self._database.reading() as connection:
            return list(dict.fromkeys(connection.execute(query).scalars()))

    def lately(self, learner: str, since: date, limit: int) -> list[Lately]:
        answered = (
            select(REVIEW.c.question_id, REVIEW.c.rating)
            .where(REVIEW.c.learner == rows.clean(learner), REVIEW.c.study_day >= since, COUNTS)
            .order_by(REVIEW.c.study_day.desc(), REVIEW.c.number.desc())
            .limit(limit)
        )
        words = (
            select(
                QUESTION.c.id, QUESTION.c.kind, QUESTION.c.topic, WORDING.c.stem, WORDING.c.answer,
                WORDING.c.tags, WORDING.c.date,
            )
            .join_from(QUESTION, WORDING, WORDING.c.question == QUESTION.c.number)
            .where(
                QUESTION.c.id.in_(bindparam("ids", expanding=True)),
                QUESTION.c.state == State.ACCEPTED.value,
            )
        )  # fmt: skip
        missed: dict[str, list[bool]] = defaultdict(list)
        with self._database.reading() as connection:
            for id_, rating in connection.execute(answered):
                missed[id_].append(rating == Rating.AGAIN)
            found = {
                row.id: row
                for part in rows.in_parts(list(missed))
                for row in connection.execute(words, {"ids": part})
            }
        return [
            Lately(
                id_, _KINDS[row.kind], row.stem, row.answer, _topics(row.tags, row.topic),
                rows.year_of(row.date), tuple(answers),
            )
            for id_, answers in missed.items()
            if (row := found.get(id_)) is not None
        ]  # fmt: skip

    def met_with_answer(
        self, learner: str, kind: AnswerKind, word: str, limit: int
    ) -> list[Question]:
        expression = self._database.dialect.answer_expression(word)
        if expression is None:
            return []
        hits, key = self._database.dialect.matches("wording", expression)
        met = (MEMORY.c.question == key) & (MEMORY.c.learner == rows.clean(learner))
        query = (
            select(*rows.WHOLE_QUESTION)
            .select_from(
                hits.join(MEMORY, met)
                .join(QUESTION, QUESTION.c.number == key)
                .join(WORDING, WORDING.c.question == key)
            )
            .where(QUESTION.c.kind == kind.value, QUESTION.c.state == State.ACCEPTED.value)
            .order_by(MEMORY.c.last_day.desc(), QUESTION.c.number)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return [rows.question_of(row) for row in connection.execute(query)]

    def answers(self, learner: str) -> Iterator[Answered]:
        columns = REVIEW.c
        # By ranges of the primary key: an order by it would sort the whole log for each page.
        page = select(
            columns.question_id, columns.study_day, columns.rating, columns.verdict
        ).where(
            columns.number.between(bindparam("first"), bindparam("last")),
            columns.learner == rows.clean(learner),
            COUNTS,
        ).order_by(columns.number)  # fmt: skip
        with self._database.reading() as connection:
            newest = connection.execute(select(func.max(columns.number))).scalar() or 0
        ratings = {int(rating): rating for rating in Rating}
        for first in range(0, newest + 1, _PAGE):
            with self._database.reading() as connection:
                span = {"first": first, "last": first + _PAGE - 1}
                found = connection.execute(page, span).all()
            for id_, day, rating, verdict in found:
                right = verdict in _KNOWN or rating > Rating.AGAIN
                yield Answered(id_, day, ratings[rating], right)


def _topics(tags: str, topic: str) -> tuple[str, ...]:
    last = topic.rpartition("/")[2].strip()
    return tuple(dict.fromkeys((*rows.texts_of(tags), *([last] if last else []))))


def _namings_for(learner: str) -> Select[Any]:
    of_learner = (MEMORY.c.question == QUESTION.c.number) & (
        MEMORY.c.learner == rows.clean(learner)
    )
    return (
        select(
            QUESTION.c.id, QUESTION.c.deck, QUESTION.c.kind, WORDING.c.stem, WORDING.c.answer,
            WORDING.c.accept, MEMORY.c.stability, MEMORY.c.last_day,
        )
        .join_from(QUESTION, WORDING, WORDING.c.question == QUESTION.c.number)
        .outerjoin(MEMORY, of_learner)
        .where(QUESTION.c.state == State.ACCEPTED.value)
    )  # fmt: skip


def _read_namings(connection: Connection, query: Select[Any]) -> list[Naming]:
    decks = dict(map(tuple, connection.execute(select(DECK.c.number, DECK.c.id))))
    place = AnswerKind.PLACE.value
    return [
        Naming(
            id_, decks[deck], _KINDS[kind], stem, answer,
            rows.texts_of(accept) if kind == place else (), stability, last_day,
        )
        for id_, deck, kind, stem, answer, accept, stability, last_day in (
            connection.execute(query).all()
        )
    ]  # fmt: skip


class _Dates(dict[str, HistoricalDate]):
    """Dates by their JSON: many questions share one, and reading it is what takes the time."""

    def __missing__(self, when: str) -> HistoricalDate:
        self[when] = date = HistoricalDate.from_iso(_read_json(when)[0])
        return date
