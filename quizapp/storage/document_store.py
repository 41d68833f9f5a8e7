"""Documents, their passages and original texts: fulfils ``DocumentStore``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, insert, or_, select, update

from quizapp.domain.document import Document, DocumentSummary
from quizapp.domain.question import DEFAULT_CUT, Question, State
from quizapp.errors import NotFound
from quizapp.storage import dialect, rows
from quizapp.storage.database import Database
from quizapp.storage.tables import DOCUMENT, PASSAGE, QUESTION, WORDING

_KEPT_IN_MEMORY = 4  # documents lately read: evidence is shown after every answer


class Documents:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._recent: dict[str, Document] = {}
        database.when_reopened(self._recent.clear)

    def save_document(self, document: Document) -> None:
        values = rows.document_values(document)
        same = DOCUMENT.c.fingerprint == values["fingerprint"]
        with self._database.writing("documents") as connection:
            self._recent.pop(values["fingerprint"], None)
            number = connection.execute(select(DOCUMENT.c.number).where(same)).scalar()
            if number is None:
                row = values | {"added_at": datetime.now(UTC)}
                connection.execute(insert(DOCUMENT), row)
                number = connection.execute(select(DOCUMENT.c.number).where(same)).scalar_one()
            else:
                connection.execute(update(DOCUMENT).where(same).values(values))
                connection.execute(delete(PASSAGE).where(PASSAGE.c.document == number))
            _add_passages(connection, document, number)

    def documents(self) -> list[DocumentSummary]:
        """The newest first. Questions rejected, retired or held back are not counted."""
        shown = or_(
            QUESTION.c.state == State.ACCEPTED.value,
            and_(QUESTION.c.state == State.DRAFT.value, QUESTION.c.confidence >= DEFAULT_CUT),
        )
        counted = (
            select(QUESTION.c.document, func.count().label("questions"))
            .where(QUESTION.c.document.is_not(None), shown)
            .group_by(QUESTION.c.document)
            .subquery()
        )
        columns = DOCUMENT.c
        query = (
            select(
                columns.fingerprint,
                columns.name,
                columns.title,
                columns.format,
                columns.words,
                columns.added_at,
                func.coalesce(counted.c.questions, 0).label("questions"),
            )
            .outerjoin(counted, counted.c.document == columns.fingerprint)
            .order_by(columns.added_at.desc(), columns.number.desc())
        )
        with self._database.reading() as connection:
            return [_summary(row) for row in connection.execute(query)]

    def document(self, fingerprint: str) -> Document:
        key = rows.clean(fingerprint)
        with self._database.reading() as connection:
            found = self._read(connection, select(DOCUMENT).where(DOCUMENT.c.fingerprint == key))
        if found is None:
            raise NotFound("This document is no longer in the library.")
        return found

    def find_document(self, name_or_title: str) -> Document | None:
        """By file name or title, ignoring case; the one added last where several fit."""
        key = rows.name_key(name_or_title)
        query = (
            select(DOCUMENT)
            .where(or_(DOCUMENT.c.name_key == key, DOCUMENT.c.title_key == key))
            .order_by(DOCUMENT.c.added_at.desc(), DOCUMENT.c.number.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            return self._read(connection, query)

    def delete_document(self, fingerprint: str) -> None:
        key = rows.clean(fingerprint)
        with self._database.writing("documents") as connection:
            number = select(DOCUMENT.c.number).where(DOCUMENT.c.fingerprint == key)
            known = connection.execute(number).scalar()
            if known is None:
                raise NotFound("This document is no longer in the library.")
            self._recent.pop(key, None)
            connection.execute(delete(PASSAGE).where(PASSAGE.c.document == known))
            connection.execute(delete(DOCUMENT).where(DOCUMENT.c.number == known))

    def questions_of(self, fingerprint: str) -> list[Question]:
        """In any state, in the order of adding."""
        query = (
            select(*rows.WHOLE_QUESTION)
            .join_from(QUESTION, WORDING)
            .where(QUESTION.c.document == rows.clean(fingerprint))
            .order_by(QUESTION.c.number)
        )
        with self._database.reading() as connection:
            return [rows.question_of(row) for row in connection.execute(query)]

    def search_passages(self, text: str, limit: int = 50) -> list[tuple[str, int, str]]:
        search = self._database.dialect
        expression = search.search_expression(text)
        if expression is None:
            return []
        hits = search.snippets("passage", expression, limit)
        query = (
            select(DOCUMENT.c.fingerprint, PASSAGE.c.number, hits.c.snippet)
            .select_from(hits)
            .join(PASSAGE, PASSAGE.c.id == hits.c.rowid)
            .join(DOCUMENT, DOCUMENT.c.number == PASSAGE.c.document)
            .order_by(hits.c.rank, hits.c.rowid)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
        return [(row[0], row[1], search.shortened(row[2], expression)) for row in found]

    def _read(self, connection: Connection, query: Select[Any]) -> Document | None:
        """The document that ``query`` names; its text is read only if it is not at hand."""
        named = query.with_only_columns(DOCUMENT.c.number, DOCUMENT.c.fingerprint)
        row = connection.execute(named).one_or_none()
        if row is None:
            return None
        if row.fingerprint in self._recent:
            known = self._recent.pop(row.fingerprint)
        else:
            known = _load(connection, row.number)
        self._recent[row.fingerprint] = known
        while len(self._recent) > _KEPT_IN_MEMORY:
            del self._recent[next(iter(self._recent))]
        return known


def _load(connection: Connection, number: int) -> Document:
    whole = connection.execute(select(DOCUMENT).where(DOCUMENT.c.number == number)).one()
    parts = select(PASSAGE).where(PASSAGE.c.document == number).order_by(PASSAGE.c.number)
    return rows.document_of(whole, tuple(map(rows.passage_of, connection.execute(parts))))


def _add_passages(connection: Connection, saved: Document, number: int) -> None:
    if not saved.passages:
        return
    highest = connection.execute(select(func.max(PASSAGE.c.id))).scalar() or 0
    parts = [rows.passage_values(part, number) for part in saved.passages]
    connection.execute(insert(PASSAGE), parts)
    dialect.of(connection).index_new(connection, "passage", highest)


def _summary(row: rows.Record) -> DocumentSummary:
    return DocumentSummary(
        fingerprint=row.fingerprint,
        name=row.name,
        title=row.title,
        format=row.format,
        words=row.words,
        questions=row.questions,
        added_at=row.added_at.isoformat(timespec="seconds"),
    )
