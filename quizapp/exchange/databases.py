"""SQLite files of other programs, read without trusting them.

The file is opened in memory, never on disk, with no right but to read the tables that are asked
for: views and virtual tables in their place are refused, triggers never run since nothing is
written, functions and attached files are denied, long values and long work are cut off. Pages of a
file made to do harm may refer to the same page over and over, so that a small file holds more rows
and texts than would fill the memory: no more are taken than a file of its size could really hold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from operator import itemgetter
from time import monotonic
from typing import Any

from quizapp.errors import ExchangeError
from quizapp.exchange.packages import BOMB
from quizapp.exchange.reading import UNWATCHED, Reading

MAGIC = b"SQLite format 3\x00"
LONGEST_VALUE = 50_000_000  # bytes of one text or blob
PATIENCE = 20.0  # seconds that all reading of a large file may take
_LEAST_PATIENCE = 4.0
_PER_SECOND = 5_000_000  # bytes of a file
_SMALLEST_ROW = 8  # bytes of a row of several columns, and of what points to it
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
        self,
        connection: sqlite3.Connection,
        tables: frozenset[str],
        size: int,
        reading: Reading = UNWATCHED,
    ) -> None:
        """``size``: of the file, in bytes."""
        self._connection = connection
        self._size = size
        self._reading = reading
        self.tables = tables

    def rows(
        self, query: str, texts: Callable[[Any], tuple[str | bytes, ...]] | None = None
    ) -> list[tuple[Any, ...]]:
        """``ExchangeError`` where the file is damaged, would take too long or fill the memory.

        ``texts``: those of a row, where it is known which these are.
        """
        of_row = texts or _texts_of
        found: list[tuple[Any, ...]] = []
        weight = 0
        try:
            for row in self._connection.execute(query):
                weight += _SMALLEST_ROW + sum(map(len, of_row(row)))
                if weight > self._size:
                    raise ExchangeError(BOMB)
                found.append(row)
                if len(found) % _ROWS == 0:
                    self._reading.at(0.5)
        except _TROUBLE as error:
            raise ExchangeError(_reason(error)) from error
        return found

    def _numbers(self, query: str) -> list[tuple[Any, ...]]:
        """As ``rows``, quicker, for what has no texts: only their count can do harm."""
        found: list[tuple[Any, ...]] = []
        try:
            cursor = self._connection.execute(query)
            while some := cursor.fetchmany(_ROWS):
                found += some
                if len(found) > self._size // _SMALLEST_ROW:
                    raise ExchangeError(BOMB)
                self._reading.at(0.5)
        except _TROUBLE as error:
            raise ExchangeError(_reason(error)) from error
        return found

    def sound_rows(
        self, table: str, columns: Mapping[str, str], *, order: str, most: int
    ) -> tuple[list[tuple[Any, ...]], int]:
        """Rows whose values are of the types that ``columns`` gives ("integer", "text"), which a
        file of SQLite need not keep to, up to ``most`` + 1; and how many there are besides."""
        sound = " AND ".join(f"typeof({name}) = '{kind}'" for name, kind in columns.items())
        names = ", ".join(columns)
        ((wrong,),) = self.rows(f"SELECT count(*) FROM {table} WHERE NOT ({sound})")
        query = f"SELECT {names} FROM {table} WHERE {sound} ORDER BY {order} LIMIT {most + 1}"
        places = [place for place, kind in enumerate(columns.values()) if kind == "text"]
        if not places:
            return self._numbers(query), wrong
        return self.rows(query, itemgetter(*places) if len(places) > 1 else None), wrong


@contextmanager
def opened(
    data: bytes, *, patience: float | None = None, reading: Reading = UNWATCHED
) -> Iterator[Database]:
    """``ExchangeError`` where it is no SQLite file. ``patience``: in seconds, by its size if not
    given."""
    if not data.startswith(MAGIC):
        raise ExchangeError("Its collection is not a database. Export it again.")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            _restrict(connection, _patience_for(data) if patience is None else patience)
            connection.deserialize(_without_journal(data))
            connection.set_authorizer(_may)
            tables = frozenset(_plain_tables(connection))
        except _TROUBLE as error:
            raise ExchangeError(_reason(error)) from error
        yield Database(connection, tables, len(data), reading)


def unicase(one: str, two: str) -> int:
    """Anki's own order of names: capitals do not count."""
    first, second = one.casefold(), two.casefold()
    return (first > second) - (first < second)


def _without_journal(data: bytes) -> bytes:
    """A file left in write-ahead mode is whole without its log, and cannot be opened in memory."""
    return data if data[18:20] == b"\x01\x01" else data[:18] + b"\x01\x01" + data[20:]


def _patience_for(data: bytes) -> float:
    return min(PATIENCE, _LEAST_PATIENCE + len(data) / _PER_SECOND)


def _restrict(connection: sqlite3.Connection, patience: float) -> None:
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.create_collation("unicase", unicase)
    connection.text_factory = _text
    until = monotonic() + patience
    connection.set_progress_handler(lambda: monotonic() > until, _STEPS)


def _texts_of(row: tuple[Any, ...]) -> tuple[str | bytes, ...]:
    return tuple(value for value in row if isinstance(value, str | bytes))


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
