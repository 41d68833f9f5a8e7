"""Everything that only SQLite understands: PRAGMAs, FTS5, the backup API, its error codes.

Another database needs this module written again and no other.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Mapping, Sequence
from contextlib import closing
from operator import itemgetter
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    FromClause,
    Table,
    create_engine,
    event,
    exc,
    func,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy import column as sql_column
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.pool import NullPool
from sqlalchemy.sql.elements import ColumnElement

from quizapp.errors import DamagedDeck, DeckInUse, StorageError

HEADER = b"SQLite format 3\0"
APPLICATION_ID = 0x51754170  # "QuAp": names the file for tools that look at more than the ending

# The full-text indexes: the table each reads from, its key, and the columns it holds.
_INDEXES = {
    "question_text": (
        "wording",
        "question",
        ("stem", "answer", "accept", "tags", "title", "topic"),
    ),
    "passage_text": ("passage", "id", ("text",)),
}
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")

_WORDS = (
    (
        ("SQLITE_FULL",),
        "The disk with {folder} is full, so nothing was saved. Make some room and try again.",
    ),
    (
        ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"),
        "QuizApp may not write to the deck file {file}. "
        "Check the permissions of the file and its folder.",
    ),
    (
        ("SQLITE_IOERR",),
        "The disk did not take or give the data of {file} ({code}). "
        "Check that the drive is still connected and has room, then try again.",
    ),
    (("SQLITE_TOOBIG",), "A text is too long to be stored: a thousand million bytes at most."),
)

ERRORS = (exc.DBAPIError, sqlite3.Error)
"""What a database call may raise; ``explain`` puts it into words."""


# Opening


def open_engine(file: Path) -> Engine:
    """An engine for one connection that any thread may use, one at a time.

    Transactions are begun by us: the driver would begin them late and commit before DDL, and a
    migration that failed half-way could not be taken back.
    """

    def connect() -> sqlite3.Connection:
        driver = sqlite3.connect(file, timeout=1, isolation_level=None, check_same_thread=False)
        # Before the first reading, or it would not hold: no other program writes behind our back,
        # and WAL needs no shared memory, so that a deck on a network drive works.
        driver.execute("PRAGMA locking_mode=EXCLUSIVE")
        return driver

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def prepare(connection: Connection) -> None:
    """The settings of a session. The file may be written from here on.

    With synchronous=FULL a commit returns when the disk has it: an answer survives not only the
    death of the process but a power cut, as far as the disk tells the truth. (NORMAL would lose
    the answers since the last checkpoint then; it never damages the file.)
    """
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "cache_size=-16000",  # KiB
        "temp_store=MEMORY",
    ):
        _driver(connection).execute(f"PRAGMA {pragma}")


def enforce_foreign_keys(connection: Connection) -> None:
    """After migrations, which may rebuild tables that others point to."""
    _driver(connection).execute("PRAGMA foreign_keys=ON")


def tables(connection: Connection) -> set[str]:
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    return set(found.scalars())


def finish_migration(connection: Connection) -> None:
    """What no revision needs to care for: the indexes (a rebuilt table has lost its triggers), and
    the number that names the file as ours."""
    recreate_search(connection)
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def renew_statistics(connection: Connection) -> None:
    """Where the tables have grown much since; a matter of milliseconds."""
    for pragma in ("analysis_limit=400", "optimize"):
        _driver(connection).execute(f"PRAGMA {pragma}").fetchall()


def settle(connection: Connection) -> None:
    """Before closing: fresh statistics, and one file without its journal."""
    renew_statistics(connection)
    _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def insert_many(connection: Connection, into: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that have the same columns, of text and numbers only.

    Twice as fast as SQLAlchemy's own way, which looks at each value of each row.
    """
    names = tuple(values[0])
    statement = (
        f"INSERT INTO {into.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    )
    connection.exec_driver_sql(statement, list(map(itemgetter(*names), values)))


def upsert(into: Table) -> Any:
    return insert(into)


# Full-text search


def create_search(connection: Connection) -> None:
    """The indexes, and the triggers that follow changed and deleted rows.

    New rows are added by ``index_new``: a trigger that fires for each makes FTS5 write out its
    memory every time, and a bulk of questions three times slower.
    """
    for index, (content, key, columns) in _INDEXES.items():
        names = ", ".join(columns)
        old = ", ".join(f"old.{name}" for name in columns)
        new = ", ".join(f"new.{name}" for name in columns)
        differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in columns)
        forget = f"INSERT INTO {index}({index}, rowid, {names}) VALUES ('delete', old.{key}, {old})"
        for statement in (
            f"CREATE VIRTUAL TABLE {index} USING fts5({names}, content='{content}', "
            f"content_rowid='{key}', tokenize='unicode61 remove_diacritics 2')",
            f"CREATE TRIGGER {index}_changed AFTER UPDATE OF {names} ON {content} "
            f"WHEN {differs} BEGIN {forget}; "
            f"INSERT INTO {index}(rowid, {names}) VALUES (new.{key}, {new}); END",
            f"CREATE TRIGGER {index}_deleted AFTER DELETE ON {content} BEGIN {forget}; END",
        ):
            connection.exec_driver_sql(statement)


def drop_search(connection: Connection) -> None:
    for index in _INDEXES:
        for ending in ("changed", "deleted"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {index}_{ending}")
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {index}")


def recreate_search(connection: Connection) -> None:
    """Throws the indexes away and fills them from their tables."""
    drop_search(connection)
    create_search(connection)
    for index in _INDEXES:
        connection.exec_driver_sql(f"INSERT INTO {index}({index}) VALUES ('rebuild')")


def search_in_step(connection: Connection) -> bool:
    """Whether each index says what its table says."""
    for index in _INDEXES:
        try:
            connection.exec_driver_sql(
                f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)"
            )
        except exc.DatabaseError as error:
            if _code(error).startswith("SQLITE_CORRUPT"):
                return False
            raise
    return True


def index_new(connection: Connection, content: str, after: int) -> None:
    """Makes the rows of ``content`` with a key above ``after`` searchable."""
    for index, (of, key, columns) in _INDEXES.items():
        if of == content:
            names = ", ".join(columns)
            connection.execute(
                text(
                    f"INSERT INTO {index}(rowid, {names}) "
                    f"SELECT {key}, {names} FROM {content} WHERE {key} > :after"
                ),
                {"after": after},
            )


def index_changed(connection: Connection, content: str, keys: Sequence[int]) -> None:
    """Nothing: triggers do it."""


def search_expression(typed: str) -> str | None:
    """What a person typed as an FTS5 expression: all words, the last one as far as it is typed.

    Each word is quoted, so that nothing in it is syntax. None where no letter or digit is left.
    """
    plain = unicodedata.normalize("NFC", typed.replace("\0", " "))
    words = [word for word in plain.split() if any(map(str.isalnum, word))]
    if not words:
        return None
    quoted = ['"' + word.replace('"', " ") + '"' for word in words]
    whole = plain[-1].isspace()
    return " ".join(quoted) if whole else " ".join(quoted) + " *"


def answer_expression(word: str) -> str | None:
    """A whole word of a right answer as an FTS5 expression on ``wording``."""
    plain = unicodedata.normalize("NFC", word.replace("\0", " "))
    if not any(map(str.isalnum, plain)):
        return None
    return '{answer accept} : "' + plain.replace('"', " ") + '"'


def matches(content: str, expression: str) -> tuple[FromClause, ColumnElement[int]]:
    """What to select from, and its key, for the rows of ``content`` that match."""
    index = _index_of(content)
    found = table(index, sql_column("rowid"))
    hits = select(found.c.rowid).where(literal_column(index).op("MATCH")(expression)).subquery()
    return hits, hits.c.rowid


def snippets(content: str, expression: str, limit: int) -> Any:
    """A subquery of ``rowid`` and ``snippet``, the best match first."""
    index = _index_of(content)
    found = table(index, sql_column("rowid"), sql_column("rank"))
    return (
        select(
            found.c.rowid,
            func.snippet(literal_column(index), 0, "", "", "…", 24).label("snippet"),
            found.c.rank,
        )
        .where(literal_column(index).op("MATCH")(expression))
        .order_by(found.c.rank, found.c.rowid)
        .limit(limit)
        .subquery()
    )


def shortened(snippet: str, expression: str) -> str:
    """As it is: FTS5 has cut it already."""
    return snippet


def _index_of(content: str) -> str:
    return next(index for index, (of, _, _) in _INDEXES.items() if of == content)


# Health


def looks_whole(file: Path) -> bool:
    """A look at the header alone: is it SQLite, and is the file as long as it says.

    Beside a journal the length says nothing: a process may have died while it was played back.
    """
    with file.open("rb") as stream:
        header = stream.read(100)
    if len(header) < 100 or header[:16] != HEADER:
        return False
    if any(journal.exists() for journal in companions(file)):
        return True
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    pages = int.from_bytes(header[28:32], "big")
    is_counted = header[24:28] == header[92:96]  # else an old writer left the count behind
    return not is_counted or file.stat().st_size >= pages * page_size


def quick_problems(connection: Connection) -> list[str]:
    return _problems(connection, "quick_check(20)")


def problems(connection: Connection) -> list[str]:
    """All that ``integrity_check`` finds; slow (about a second for 100 MB)."""
    return _problems(connection, "integrity_check(20)")


def _problems(connection: Connection, pragma: str) -> list[str]:
    found = list(connection.exec_driver_sql(f"PRAGMA {pragma}").scalars())
    return [] if found == ["ok"] else [str(line) for line in found]


def foreign_key_problems(connection: Connection) -> list[tuple[str, int]]:
    """``(table, row)`` of each row that points to one that is not there."""
    found = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [(row[0], row[1]) for row in found]


def delete_rows(connection: Connection, found: list[tuple[str, int]]) -> None:
    """Deletes rows that ``foreign_key_problems`` named."""
    for name, row in found:
        connection.execute(text(f"DELETE FROM {name} WHERE rowid = :row"), {"row": row})


def reindex(connection: Connection) -> None:
    connection.exec_driver_sql("REINDEX")


# Copies


def copy_to(connection: Connection, target: Path) -> None:
    """A consistent copy, made by the backup API, as one file without a journal."""
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        _driver(connection).backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def copy_problems(file: Path) -> list[str]:
    """What ``quick_check`` says of a file that nobody uses. The file is not written to."""
    uri = file.resolve().as_uri() + "?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as copy:
            found = [str(line) for (line,) in copy.execute("PRAGMA quick_check(20)")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    return [] if found == ["ok"] else found


def copy_revision(file: Path) -> str | None:
    """The Alembic revision that a whole copy is at; None where it is no deck."""
    uri = file.resolve().as_uri() + "?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(uri, uri=True)) as copy:
            found = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        return None
    return str(found[0]) if found else None


def same_content(one: Path, other: Path) -> bool:
    """Whether two copies hold the same pages, whatever their headers count of writings."""
    if one.stat().st_size != other.stat().st_size:
        return False
    with one.open("rb") as left, other.open("rb") as right:
        if _without_counters(left.read(100)) != _without_counters(right.read(100)):
            return False
        while block := left.read(1 << 20):
            if block != right.read(1 << 20):
                return False
    return True


def _without_counters(header: bytes) -> bytes:
    return header[:24] + header[28:92]


def writes_so_far(connection: Connection) -> int:
    """How many rows this connection has changed: unchanged means nothing was written."""
    return _driver(connection).total_changes


def companions(file: Path) -> list[Path]:
    """The journal files that belong to a deck file and must go where it goes."""
    return [file.with_name(file.name + ending) for ending in ("-wal", "-shm", "-journal")]


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


# Errors


def is_damage(error: BaseException) -> bool:
    """Whether SQLite says that the file itself is wrong."""
    if "Could not decode to UTF-8" in str(error):
        return True
    return _code(error).startswith(_DAMAGE)


def is_lost(error: BaseException) -> bool:
    """Whether the connection may be of no use any more, also once the disk is well again."""
    return _code(error).startswith(("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN"))


def is_refused(error: BaseException) -> bool:
    """Whether there is no room to write, or no leave to."""
    return _code(error).startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_CANTOPEN"))


def explain(error: BaseException, file: Path) -> StorageError:
    """The error in words for the user."""
    code = _code(error)
    if is_damage(error):
        return DamagedDeck(
            f"The deck file {file.name} is damaged and can no longer be read in full. "
            "Restore the newest backup."
        )
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return DeckInUse(
            f"Another program has the deck file {file.name} open. Close it and try again."
        )
    for codes, words in _WORDS:
        if code.startswith(codes):
            return StorageError(words.format(file=file, folder=file.parent, code=code))
    return StorageError(f"The deck file {file.name} could not be used: {_reason(error)}.")


def _code(error: BaseException) -> str:
    origin = error.orig if isinstance(error, exc.DBAPIError) else error
    return str(getattr(origin, "sqlite_errorname", ""))


def _reason(error: BaseException) -> str:
    origin = error.orig if isinstance(error, exc.DBAPIError) else error
    return str(origin).rstrip(".")
