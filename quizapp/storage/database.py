"""The one connection to the deck file: transactions, one thread at a time, errors in words.

The file may go away while it is open: a stick is pulled out, a folder renamed, a file replaced by
a program that keeps folders in step. Nothing is written then, neither to what is no longer in its
place nor to an empty file there; once the file is back, the next call opens it anew and goes on.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import RLock

from sqlalchemy import Connection

from quizapp.errors import DeckReplaced, StorageError
from quizapp.storage import files, sqlite
from quizapp.storage.dialect import Dialect


class Database(ABC):
    """Owns the connection. Its transactions are the only way to it: they commit at the end, take
    everything back on an error, and put errors into words.

    A deck file has one program and one thread at a time, so there all of them are the same. On a
    server they say what nobody else may change meanwhile.
    """

    dialect: Dialect
    is_shared: bool
    """Whether other programs may use it at the same time."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[Connection]:
        """Writes whatever it wants: decks, questions, sums. Alone."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """Writes nothing, and sees one state of everything."""

    @abstractmethod
    def writing(self, *of: str) -> AbstractContextManager[Connection]:
        """Writes what belongs to these alone (learners, attempts ...), while decks and questions
        stay as they are; without any: as ``transaction``."""

    @abstractmethod
    def playing(self, *games: str) -> AbstractContextManager[Connection]:
        """Writes what belongs to these live games alone, whatever else is going on."""

    @abstractmethod
    def when_reopened(self, forget: Callable[[], None]) -> None:
        """``forget()`` is called when another deck stands in the place of this one."""

    @abstractmethod
    def close(self) -> None: ...


class FileDatabase(Database):
    """A deck file."""

    dialect = sqlite
    is_shared = False

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = RLock()
        self._connection: Connection | None = None
        self._on_reopen: list[Callable[[], None]] = []
        self._open_again: Callable[[], bool | None] | None = None
        self._rescue: Callable[[Connection], object] | None = None
        self._opening = False
        self._identity: tuple[int, int] | None = None  # of the file that is open
        self._lost = False  # the connection is of no use: the file was away, or its disk failed
        self._away = False  # the file was not in its place when it was looked for last
        self._abandoned: list[Connection] = []

    @property
    def is_open(self) -> bool:
        return self._connection is not None

    def open(self) -> None:
        with self._lock, self._in_words():
            self._connection = sqlite.open_engine(self.file).connect()
            self._identity, self._lost, self._away = None, False, False
            for reopened in self._on_reopen:
                reopened()

    def close(self, *, settle: bool = True) -> None:
        """Gives the file free. A damaged file is left as it is (``settle=False``)."""
        with self._lock:
            connection, self._connection = self._connection, None
            self._lost = self._lost and self._opening
            if connection is not None:
                _end(connection, settle=settle and self._identity == files.identity(self.file))
            if not self._opening:
                while self._abandoned:
                    _end(self._abandoned.pop(), settle=False)

    def when_reopened(self, forget: Callable[[], None]) -> None:
        self._on_reopen.append(forget)

    def open_again_with(
        self, open_again: Callable[[], bool | None], rescue: Callable[[Connection], object]
    ) -> None:
        """``open_again()`` is to open this database once the lost file is back in its place, and
        to say whether it is the same deck, or that nothing tells (None). ``rescue`` is to keep
        what a connection holds whose file was replaced, where that works."""
        self._open_again, self._rescue = open_again, rescue

    def reading(self) -> AbstractContextManager[Connection]:
        return self.transaction()

    def writing(self, *of: str) -> AbstractContextManager[Connection]:
        return self.transaction()

    def playing(self, *games: str) -> AbstractContextManager[Connection]:
        return self.transaction()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self._lock, self._in_words():
            connection = self._opened()
            with connection.begin():
                yield connection

    @contextmanager
    def outside_transaction(self, *, rescue: bool = False) -> Iterator[Connection]:
        """For the few statements that SQLite refuses inside one. ``rescue``: also while the file
        is away, as the connection may still hold what was in it."""
        with self._lock, self._in_words():
            away = rescue and files.identity(self.file) is None
            held = self._connection if away else None
            connection = held or self._opened()
            try:
                yield connection
            finally:
                connection.rollback()

    def _opened(self) -> Connection:
        if not self._opening and (self._connection is not None or self._lost):
            self._stay_with_the_file()
        if self._connection is None:
            raise StorageError("The deck is closed. Start QuizApp again to open it.")
        return self._connection

    def _stay_with_the_file(self) -> None:
        there = files.identity(self.file)
        if self._identity is None and not self._lost:
            self._identity = there  # a new file is made by the first writing
            return
        if there is None:
            self._away = True
            raise self._gone()
        if there == self._identity and not self._lost:
            self._away = False
            return
        was_away = self._away or self._lost
        self._lost = True
        kept = not was_away and self._kept()
        self._leave_connection(same_file=there == self._identity)
        is_same = self._reopen()
        if not (was_away if is_same is None else is_same):
            raise DeckReplaced(
                f"Another file was put in the place of the deck file {self.file.name} while "
                "QuizApp was open, so the last step was not saved. QuizApp goes on with that file"
                + ("; what the old one held is the newest backup." if kept else ".")
            )

    def _kept(self) -> bool:
        """Whether what the connection holds could be kept as a backup."""
        if self._connection is None or self._rescue is None:
            return False
        try:
            self._rescue(self._connection)
        except (StorageError, *sqlite.ERRORS):
            return False
        return True

    def _leave_connection(self, *, same_file: bool) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        if same_file:
            _end(connection, settle=False)  # or its lock would keep us out
        else:
            # Not closed yet: SQLite would delete the journal that lies beside the other file.
            self._abandoned.append(connection)

    def _reopen(self) -> bool | None:
        if self._open_again is None:
            return None
        self._opening = True
        try:
            return self._open_again()
        finally:
            self._opening = False
            self._lost = self._connection is None
            self._identity = files.identity(self.file)

    def _gone(self) -> StorageError:
        return StorageError(
            f"The deck file {self.file} is no longer in its place, so nothing was saved. Connect "
            "its drive again, or put the file back, then try again. Nothing else is lost."
        )

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite.ERRORS as error:
            if self._opening or self._identity is None:
                raise sqlite.explain(error, self.file) from error
            self._lost = self._lost or sqlite.is_lost(error)
            if files.identity(self.file) is None:
                self._away = True
                raise self._gone() from error
            raise sqlite.explain(error, self.file) from error


def _end(connection: Connection, *, settle: bool) -> None:
    try:
        if settle:
            sqlite.settle(connection)
    except sqlite.ERRORS:
        pass  # tidying only; every answer is committed already
    finally:
        with suppress(*sqlite.ERRORS):  # of a drive that is no longer there
            connection.close()
        connection.engine.dispose()
