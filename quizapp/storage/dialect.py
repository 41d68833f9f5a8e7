"""What SQLite and PostgreSQL each do in a way of their own, behind the same names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, FromClause, Table
from sqlalchemy.sql.elements import ColumnElement


class Dialect(Protocol):
    """Fulfilled by the modules ``sqlite`` and ``postgresql``."""

    def tables(self, connection: Connection) -> set[str]: ...
    def finish_migration(self, connection: Connection) -> None:
        """What no revision needs to care for."""

    def insert_many(
        self, connection: Connection, into: Table, values: Sequence[Mapping[str, Any]]
    ) -> None:
        """Inserts rows that have the same columns, of text and numbers only."""

    def upsert(self, into: Table) -> Any:
        """An INSERT that knows ``on_conflict_do_update``."""

    # full-text search

    def index_new(self, connection: Connection, content: str, after: int) -> None:
        """Makes the rows of ``content`` with a key above ``after`` searchable."""

    def index_changed(self, connection: Connection, content: str, keys: Sequence[int]) -> None: ...
    def recreate_search(self, connection: Connection) -> None: ...
    def search_in_step(self, connection: Connection) -> bool:
        """Whether each index says what its table says."""

    def search_expression(self, typed: str) -> str | None:
        """What a person typed: all words, the last one as far as it is typed; None where no letter
        or digit is in it."""

    def answer_expression(self, word: str) -> str | None:
        """A whole word of a right answer."""

    def matches(self, content: str, expression: str) -> tuple[FromClause, ColumnElement[int]]:
        """What to select from, and its key, for the rows of ``content`` that match."""

    def snippets(self, content: str, expression: str, limit: int) -> Any:
        """A subquery of ``rowid``, ``snippet`` and ``rank``, the best match first."""

    def shortened(self, snippet: str, expression: str) -> str:
        """The snippet as it is shown."""

    # health

    def problems(self, connection: Connection) -> list[str]: ...
    def reindex(self, connection: Connection) -> None: ...
    def foreign_key_problems(self, connection: Connection) -> list[tuple[str, int]]:
        """``(table, row)`` of each row that points to one that is not there."""

    def delete_rows(self, connection: Connection, found: list[tuple[str, int]]) -> None: ...


def of(connection: Connection) -> Dialect:
    """The one of the database that is at the other end."""
    if connection.dialect.name == "postgresql":
        from quizapp.storage import postgresql

        return postgresql
    from quizapp.storage import sqlite

    return sqlite
