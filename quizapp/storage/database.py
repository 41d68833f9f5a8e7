"""The one connection to the deck file: transactions, one thread at a time, errors in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection

from quizapp.errors import StorageError
from quizapp.storage import sqlite


class Database:
    """Owns the connection. ``transaction`` is the only way to it."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = RLock()
        self._connection: Connection | None = None
        self._on_reopen: list[Callable[[], None]] = []

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    def open(self) -> None:
        with self._lock, self._in_words():
            self._connection = sqlite.open_engine(self.file).connect()
            for reopened in self._on_reopen:
                reopened()

    def close(self, *, settle: bool = True) -> None:
        """Gives the file free. A damaged file is left as it is (``settle=False``)."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is None:
                return
            try:
                if settle:
                    sqlite.settle(connection)
            except sqlite.ERRORS:
                pass  # tidying only; every answer is committed already
            finally:
                connection.close()
                connection.engine.dispose()

    def when_reopened(self, forget: Callable[[], None]) -> None:
        """``forget()`` is called when another file stands in the place of this one."""
        self._on_reopen.append(forget)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Commits at the end, takes everything back on an error, which it puts into words."""
        with self._lock, self._in_words():
            connection = self._opened()
            with connection.begin():
                yield connection

    @contextmanager
    def outside_transaction(self) -> Iterator[Connection]:
        """For the few statements that SQLite refuses inside one."""
        with self._lock, self._in_words():
            connection = self._opened()
            try:
                yield connection
            finally:
                connection.rollback()

    def _opened(self) -> Connection:
        if self._connection is None:
            raise StorageError("The deck is closed. Start QuizApp again to open it.")
        return self._connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite.ERRORS as error:
            raise sqlite.explain(error, self.file) from error
