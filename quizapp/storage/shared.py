"""Opening a database on a server: looking at it, making its tables, bringing it up to date."""

from __future__ import annotations

from quizapp.domain.ports import Backup, CheckReport
from quizapp.errors import BackedUpElsewhere, NewerDeck, OlderDeck, StorageError
from quizapp.storage import checks, postgresql, schema
from quizapp.storage.schema import Schema
from quizapp.storage.server import Place, ServerDatabase, place_of


def open_database(address: str, wanted: Schema, *, upgrade: bool) -> tuple[ServerDatabase, bool]:
    """See ``open_shared``; and whether its tables were made or brought up to date now."""
    database = ServerDatabase(place_of(address))
    try:
        is_ready = _is_ready(database, wanted, upgrade=upgrade)
        return database, not is_ready and _migrate(database, wanted, upgrade=upgrade)
    except BaseException:
        database.close()
        raise


def _is_ready(database: ServerDatabase, wanted: Schema, *, upgrade: bool) -> bool:
    with database.reading() as connection:
        found = schema.revision(connection)
        if found is None:
            _check_empty(database.place, postgresql.tables(connection))
            _check_encoding(database.place, postgresql.encoding(connection))
    _check_revision(database.place, found, wanted, upgrade=upgrade)
    return found == wanted.newest


def _migrate(database: ServerDatabase, wanted: Schema, *, upgrade: bool) -> bool:
    with database.migrating() as connection:
        found = schema.revision(connection)  # again: another program may have been quicker
        _check_revision(database.place, found, wanted, upgrade=upgrade)
        if found == wanted.newest:
            return False
        schema.migrate(connection, wanted)
        return True


def _check_empty(place: Place, tables: set[str]) -> None:
    if tables:
        raise StorageError(
            f"There are tables in {place.words} that are not QuizApp's, so it was left as it is. "
            "Make a database for QuizApp alone."
        )


def _check_encoding(place: Place, encoding: str) -> None:
    if encoding != "UTF8":
        raise StorageError(
            f"QuizApp could not use {place.words}: it keeps texts as {encoding}. Make it anew with "
            "ENCODING 'UTF8'."
        )


def _check_revision(place: Place, found: str | None, wanted: Schema, *, upgrade: bool) -> None:
    if found is not None and found not in wanted.revisions:
        raise NewerDeck(
            f"A newer QuizApp has brought {place.words} up to date. Install that version to open "
            "it; nothing was changed."
        )
    if found not in (None, wanted.newest) and not upgrade:
        raise OlderDeck(
            f"An older QuizApp made {place.words}; nothing was changed. Whoever looks after it "
            "makes a backup (pg_dump), then brings it up to date with: quizapp upgrade. After "
            "that, all need this version of QuizApp."
        )


class ServerUpkeep:
    """Fulfils ``Maintenance``: backups are the business of whoever looks after the server."""

    def __init__(self, database: ServerDatabase) -> None:
        self._database = database

    def backup(self, reason: str) -> Backup | None:
        raise self._elsewhere()

    def backups(self) -> list[Backup]:
        return []

    def restore(self, backup: Backup) -> None:
        raise self._elsewhere()

    def check(self) -> CheckReport:
        with self._database.transaction() as connection:
            return checks.run(connection, None)

    def _elsewhere(self) -> BackedUpElsewhere:
        return BackedUpElsewhere(
            f"No backup was made here: whoever looks after {self._database.place.words} makes the "
            "backups of it (pg_dump)."
        )
