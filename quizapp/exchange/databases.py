"""SQLite files of other programs, read without trusting them.

The file is opened in memory, never on disk, with no right but to read the tables that are asked
for: views and virtual tables in their place are refused, triggers never run since nothing is
written, functions and attached files are denied, long values and long work are cut off.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from time import monotonic
from typing import Any

from quizapp.errors import ExchangeError
from quizapp.exchange.reading import UNWATCHED, Reading

MAGIC = b"SQLite format 3\x00"
LONGEST_VALUE = 50_000_000  # bytes of one text or blob
PATIENCE = 20.0  # seconds that all reading may take
_STEPS = 20_000  # instructions of the database machine between two looks at the clock
_ROWS = 5_000  # that are fetched between two looks at whoever waits
_TROUBLE = (sqlite3.Error, MemoryError, OverflowError, UnicodeError)
"""What reading a damaged file raises; ``UnicodeError`` where a message quotes broken letters."""

_ALLOWED_ACTIONS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
_ALLOWED_FUNCTIONS = ("typeof", "count")
_NOT_READ = "It is damaged: its collection cannot be read. Export it again."


class Database:
    """An open database. Rows come with texts decoded leniently; types are the file's own."""

    def __init__(
        self, connection: sqlite3.Connection, tables: frozenset[str], reading: Reading = UNWATCHED
    ) -> None:
        self._connection = connection
        self._reading = reading
        self.tables = tables

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """``ExchangeError`` where the file is damaged or would take too long."""
        found: list[tuple[Any, ...]] = []
        try:
            cursor = self._connection.execute(query)
            while some := cursor.fetchmany(_ROWS):
                found += some
                self._reading.at(0.5)
            return found
        except _TROUBLE as error:
            raise ExchangeError(_reason(error)) from error

    def sound_rows(
        self, table: str, columns: Mapping[str, str], *, order: str, most: int
    ) -> tuple[list[tuple[Any, ...]], int]:
        """Rows whose values are of the types that ``columns`` gives ("integer", "text"), which a
        file of SQLite need not keep to, up to ``most`` + 1; and how many there are besides."""
        sound = " AND ".join(f"typeof({name}) = '{kind}'" for name, kind in columns.items())
        names = ", ".join(columns)
        ((wrong,),) = self.rows(f"SELECT count(*) FROM {table} WHERE NOT ({sound})")
        query = f"SELECT {names} FROM {table} WHERE {sound} ORDER BY {order} LIMIT {most + 1}"
        return self.rows(query), wrong


@contextmanager
def opened(
    data: bytes, *, patience: float = PATIENCE, reading: Reading = UNWATCHED
) -> Iterator[Database]:
    """``ExchangeError`` where it is no SQLite file."""
    if not data.startswith(MAGIC):
        raise ExchangeError("Its collection is not a database. Export it again.")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            _restrict(connection, patience)
            connection.deserialize(_without_journal(data))
            connection.set_authorizer(_may)
            tables = frozenset(_plain_tables(connection))
        except _TROUBLE as error:
            raise ExchangeError(_reason(error)) from error
        yield Database(connection, tables, reading)


def unicase(one: str, two: str) -> int:
    """Anki's own order of names: capitals do not count."""
    first, second = one.casefold(), two.casefold()
    return (first > second) - (first < second)


def _without_journal(data: bytes) -> bytes:
    """A file left in write-ahead mode is whole without its log, and cannot be opened in memory."""
    return data if data[18:20] == b"\x01\x01" else data[:18] + b"\x01\x01" + data[20:]


def _restrict(connection: sqlite3.Connection, patience: float) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.create_collation("unicase", unicase)
    connection.text_factory = _text
    until = monotonic() + patience
    connection.set_progress_handler(lambda: monotonic() > until, _STEPS)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _may(action: int, _: object, name: object, *__: object) -> int:
    if action in _ALLOWED_ACTIONS:
        return sqlite3.SQLITE_OK
    known = action == sqlite3.SQLITE_FUNCTION and name in _ALLOWED_FUNCTIONS
    return sqlite3.SQLITE_OK if known else sqlite3.SQLITE_DENY


def _plain_tables(connection: sqlite3.Connection) -> Iterable[str]:
    """Tables that are what they say: views and virtual tables are not among them."""
    for kind, name, root, sql in connection.execute(
        "SELECT type, name, rootpage, sql FROM sqlite_master"
    ):
        words = str(sql).split(None, 2)[:2]
        plain = kind == "table" and root and [word.upper() for word in words] == ["CREATE", "TABLE"]
        if plain and isinstance(name, str):
            yield name.lower()


def _reason(error: BaseException) -> str:
    if "interrupted" in str(error):
        return "Its collection would take too long to read, so that it was given up."
    return _NOT_READ
