"""Opening a deck file: own it, look at it, migrate it; and what to do with a damaged one."""

from __future__ import annotations

import os
from pathlib import Path

from quizapp.errors import DamagedDeck, MissingDeck, NewerDeck, StorageError
from quizapp.storage import files, schema, sqlite
from quizapp.storage.backups import BackupFolder
from quizapp.storage.database import FileDatabase
from quizapp.storage.schema import Schema

DAMAGED = "damaged"
_CHECKED_AT_OPENING = 16 * 2**20  # bytes; a larger file would cost the start a quarter second


def open_database(database: FileDatabase, backups: BackupFolder, wanted: Schema) -> None:
    """Opens the file of ``database``, creates or migrates it. The caller owns it already.

    Raises ``DamagedDeck`` (the file was set aside), ``NewerDeck`` (untouched) or ``StorageError``.
    """
    file = database.file
    if file.is_file() and not os.access(file, os.W_OK):  # SQLite would only say: an I/O error
        raise StorageError(f"QuizApp may not write to the deck file {file}. Check its permissions.")
    if _seems_damaged(file, backups):
        raise _set_aside(file, backups)
    try:
        _open(database, backups, wanted)
    except DamagedDeck as error:
        database.close(settle=False)
        raise _set_aside(file, backups) from error
    except BaseException:
        database.close(settle=False)
        raise


def refuse_fresh_start(file: Path, backups: BackupFolder) -> None:
    """Raises ``DamagedDeck`` where the deck was damaged and set aside, ``MissingDeck`` where it is
    gone, and there are backups: as long as no one chose what to do about it."""
    newest = backups.newest()
    if file.exists() or newest is None:
        return
    aside = files.set_aside_before(file, DAMAGED)
    if aside:
        raise _damaged(file, aside, newest)
    raise MissingDeck(
        f"The deck file {file} is not there any more, but there are backups of it. Put it back "
        f"and try again, restore the newest backup (“{newest.name}”), or start with an empty "
        "deck.",
        newest_backup=newest,
    )


def check_backup(backup: Path, wanted: Schema) -> None:
    """``DamagedDeck`` or ``NewerDeck`` for a copy that must not take the deck's place."""
    if not backup.is_file():
        raise StorageError(f"The backup {backup.name} is no longer there.")
    if not sqlite.looks_whole(backup) or sqlite.copy_problems(backup):
        raise DamagedDeck(f"The backup {backup.name} is damaged itself. Choose an earlier one.")
    found = sqlite.copy_revision(backup)
    if found is None:
        raise StorageError(f"The file {backup.name} is not a QuizApp deck.")
    if found not in wanted.revisions:
        raise NewerDeck(
            f"The backup {backup.name} was written by a newer QuizApp. Install that version first."
        )


def _seems_damaged(file: Path, backups: BackupFolder) -> bool:
    if not file.exists():
        return False
    try:
        if file.stat().st_size == 0:  # what a new file looks like, but also a lost one
            return backups.newest() is not None
        return not sqlite.looks_whole(file)
    except OSError as error:
        raise StorageError(
            f"The deck file {file} could not be read ({error.strerror}). Check its permissions."
        ) from error


def _open(database: FileDatabase, backups: BackupFolder, wanted: Schema) -> None:
    file = database.file
    is_new = not file.exists() or file.stat().st_size == 0
    database.open()
    with database.transaction() as connection:
        found = schema.revision(connection)
        if found is None and sqlite.tables(connection):
            raise StorageError(
                f"The file {file} is not a QuizApp deck, so it was left as it is. "
                "Move it away, or choose another data folder."
            )
    if found is not None and found not in wanted.revisions:
        raise NewerDeck(
            f"The deck {file.name} was written by a newer QuizApp. "
            "Install that version to open it; nothing was changed."
        )
    with database.outside_transaction() as connection:
        sqlite.prepare(connection)
    if not is_new and file.stat().st_size <= _CHECKED_AT_OPENING:
        _check_quickly(database)
    if found != wanted.newest:
        _migrate(database, backups, wanted, is_new=found is None)
    with database.outside_transaction() as connection:
        sqlite.enforce_foreign_keys(connection)


def _check_quickly(database: FileDatabase) -> None:
    with database.transaction() as connection:
        if found := sqlite.quick_problems(connection):
            raise DamagedDeck(f"The deck file failed its check: {found[0]}.")


def _migrate(
    database: FileDatabase, backups: BackupFolder, wanted: Schema, *, is_new: bool
) -> None:
    with database.outside_transaction() as connection:
        if not is_new:
            backups.make(connection, "before-migration")
        schema.migrate(connection, wanted)


def _set_aside(file: Path, backups: BackupFolder) -> DamagedDeck:
    try:
        aside = files.set_aside(file, DAMAGED)
    except OSError as error:
        return DamagedDeck(
            f"The deck file {file} is damaged, and it could not be renamed ({error.strerror}). "
            "Check the permissions of its folder.",
            newest_backup=backups.newest(),
        )
    return _damaged(file, aside, backups.newest())


def _damaged(file: Path, aside: Path, newest: Path | None) -> DamagedDeck:
    message = f"The deck file {file.name} is damaged. It was kept as “{aside.name}”. "
    if newest:
        message += f"The newest backup is “{newest.name}”: restore it, or start with an empty deck."
    else:
        message += "There is no backup yet, so QuizApp can only start with an empty deck."
    return DamagedDeck(message, set_aside=aside, newest_backup=newest)
