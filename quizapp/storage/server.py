"""The one connection of this program to a shared database: transactions, locks, errors in words.

A connection that was lost (the server was started anew, the network was away) is made anew at the
next call. What was not committed by then is not in the database, and the call has said so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import RLock

from sqlalchemy import Connection, Engine, create_engine, exc
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from quizapp.errors import StorageError
from quizapp.storage import postgresql
from quizapp.storage.database import Database

_DRIVER = "postgresql+psycopg"
_SHAPE = "postgresql+psycopg://USER@HOST/DATABASE"
_INSTALL = "pip install 'quizapp[postgres]'"
_PASSWORD = (
    "Put the password into the file ~/.pgpass (%APPDATA%\\postgresql\\pgpass.conf on Windows) or "
    "into the environment variable PGPASSWORD"
)
_PATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "application_name": "QuizApp",
    # What a program that is gone held is given free; and nobody waits for ever.
    "options": "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 "
    "-c lock_timeout=60s -c idle_in_transaction_session_timeout=5min -c timezone=UTC",
}
_BY_CODE = (
    (("42501",), "The database role {user} may not do this in {where}. Ask who looks after it."),
    (("53100", "53200"), "The database server of {where} has no room left. Nothing was saved."),
    (("53300",), "{where} has no free connection now. Try again in a moment."),
    (("55P03", "57014"), "Somebody else is changing a great deal in {where}. Nothing was saved; "
     "try again in a moment."),
    (("40001", "40P01"), "Somebody else changed the same in {where} at the same moment. Nothing "
     "was saved; try again."),
    (("22003",), "A number is too large to be stored. Nothing was saved."),
    (("54000", "22021", "22P05"), "A text cannot be stored in {where}. Nothing was saved."),
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Which database, in words that hold no password."""

    url: URL

    @property
    def host(self) -> str:
        return self.url.host or str(self.url.query.get("host", "this machine"))

    @property
    def words(self) -> str:
        return f"the database “{self.url.database or self.url.username or ''}” on {self.host}"

    @property
    def user(self) -> str:
        return self.url.username or "of this account"


def place_of(address: str) -> Place:
    """``StorageError`` where it is no address of a PostgreSQL database."""
    try:
        url = make_url(address)
    except (exc.ArgumentError, ValueError):
        raise StorageError(
            f"This is no address of a shared database. It looks like {_SHAPE}."
        ) from None  # whatever was typed may hold a password
    if url.drivername not in ("postgresql", "postgres", _DRIVER):
        raise StorageError(
            f"QuizApp knows shared databases on PostgreSQL only, {_SHAPE}, not {url.drivername}."
        )
    return Place(url.set(drivername=_DRIVER))


class ServerDatabase(Database):
    dialect = postgresql
    is_shared = True

    def __init__(self, place: Place) -> None:
        self.place = place
        self._lock = RLock()
        self._engine: Engine | None = None
        self._connection: Connection | None = None
        self._closed = False

    def when_reopened(self, forget: Callable[[], None]) -> None:
        """Never: a server holds one database of a name."""

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._leave()
            if self._engine is not None:
                self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        with self._begun(postgresql.begin_alone) as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._begun(postgresql.begin_reading) as connection:
            yield connection

    @contextmanager
    def writing(self, *of: str) -> Iterator[Connection]:
        begin = (lambda c: postgresql.begin_writing(c, of)) if of else postgresql.begin_alone
        with self._begun(begin) as connection:
            yield connection

    @contextmanager
    def playing(self, *games: str) -> Iterator[Connection]:
        with self._begun(lambda c: postgresql.begin_playing(c, games)) as connection:
            yield connection

    @contextmanager
    def migrating(self) -> Iterator[Connection]:
        with self._begun(postgresql.begin_migrating) as connection:
            yield connection

    @contextmanager
    def _begun(self, begin: Callable[[Connection], None]) -> Iterator[Connection]:
        with self._lock, self._in_words():
            connection = self._ready(begin)
            try:
                yield connection
                connection.commit()
            except BaseException:
                self._take_back(connection)
                raise

    def _ready(self, begin: Callable[[Connection], None]) -> Connection:
        """A connection in a transaction. Where the old one turns out to be lost before anything
        was done, a new one takes its place at once."""
        if self._closed:
            raise StorageError("The deck is closed. Start QuizApp again to open it.")
        known = self._connection
        try:
            connection = known or self._connect()
            begin(connection)
        except exc.DBAPIError as error:
            self._leave()
            if known is None or not error.connection_invalidated:
                raise
            connection = self._connect()
            begin(connection)
        return connection

    def _connect(self) -> Connection:
        if self._engine is None:
            self._engine = _engine(self.place)
        self._connection = self._engine.connect()
        return self._connection

    def _take_back(self, connection: Connection) -> None:
        try:
            connection.rollback()
        except exc.DBAPIError:
            self._leave()
        if connection.invalidated:
            self._leave()

    def _leave(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(exc.DBAPIError):
                connection.close()

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            # Not "from error": the chain would bring the values of the statement into logs.
            raise explain(error, self.place) from None


def _engine(place: Place) -> Engine:
    # What the address says itself goes before what is usual.
    usual = {name: value for name, value in _PATIENCE.items() if name not in place.url.query}
    try:
        return create_engine(
            place.url, connect_args=usual, poolclass=NullPool, hide_parameters=True
        )
    except ModuleNotFoundError:
        raise StorageError(
            f"A shared database needs the package psycopg. Install it: {_INSTALL}"
        ) from None
    except ImportError:  # the package is there, the library it stands on is not
        raise StorageError(
            f"The package psycopg does not work on this machine. Install it anew: {_INSTALL}"
        ) from None


def explain(error: exc.DBAPIError, place: Place) -> StorageError:
    """The error in words for the user, without any password."""
    code = str(getattr(error.orig, "sqlstate", None) or "")
    for codes, words in _BY_CODE:
        if code in codes:
            return StorageError(_sentence(words.format(where=place.words, user=place.user)))
    reason = _reason(error, place)
    is_cut = isinstance(error, exc.OperationalError | exc.InterfaceError) and not code
    if is_cut or code.startswith(("08", "28", "3D", "57P")):
        return _no_connection(error, reason, place)
    return StorageError(_sentence(f"{place.words} refused this: {reason}."))


def _no_connection(error: exc.DBAPIError, reason: str, place: Place) -> StorageError:
    if "password" in reason:
        return StorageError(
            f"The password of {place.user} for {place.words} is missing or is not the right one. "
            f"{_PASSWORD}, and try again."
        )
    if "does not exist" in reason or "pg_hba" in reason:
        return StorageError(
            f"QuizApp could not open {place.words} as {place.user}: {reason}. Check the address, "
            "or ask who looks after the database."
        )
    if error.connection_invalidated:
        return StorageError(
            f"The connection to {place.words} is lost, so the last step was not saved. Once the "
            "server can be reached again, try again: nothing else is lost."
        )
    return StorageError(
        f"QuizApp could not reach {place.words} ({reason}). Check the address and the network, "
        "and whether the server runs; then try again."
    )


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _reason(error: exc.DBAPIError, place: Place) -> str:
    """The first line of what the server or the driver says."""
    said = str(error.orig).strip() or type(error.orig).__name__
    fatal = next((line for line in said.splitlines() if "FATAL" in line), said.splitlines()[0])
    reason = fatal.rpartition("FATAL:")[2].strip().rstrip(".")
    password = place.url.password
    return reason.replace(str(password), "***") if password else reason
