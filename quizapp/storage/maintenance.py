"""Backups, restoring and checks of the open deck: fulfils ``Maintenance``."""

from __future__ import annotations

from quizapp.domain.ports import Backup, CheckReport
from quizapp.errors import DamagedDeck, StorageError
from quizapp.storage import checks, files, opening, sqlite
from quizapp.storage.backups import BackupFolder
from quizapp.storage.database import FileDatabase
from quizapp.storage.schema import Schema


class Upkeep:
    def __init__(self, database: FileDatabase, backups: BackupFolder, schema: Schema) -> None:
        self._database = database
        self._backups = backups
        self._schema = schema
        self._writes_at_backup: int | None = None
        database.when_reopened(self._forget_writes)

    def backup(self, reason: str) -> Backup | None:
        with self._database.outside_transaction(rescue=True) as connection:
            sqlite.renew_statistics(connection)  # now, or closing would change the file once more
            writes = sqlite.writes_so_far(connection)
            if writes == self._writes_at_backup and self._backups.newest():
                return None
            made = self._backups.make(connection, reason)
            self._writes_at_backup = writes
            return made

    def backups(self) -> list[Backup]:
        return self._backups.all()

    def restore(self, backup: Backup) -> None:
        """The present file goes aside; where the copy cannot be opened, it comes back."""
        opening.check_backup(backup.path, self._schema)
        file = self._database.file
        self._database.close()
        try:
            aside = files.set_aside(file, "before restoring")
            try:
                files.copy_into_place(backup.path, file)
            except OSError:
                files.bring_back(aside, file)
                raise
        except OSError as error:
            self._open_again()
            raise StorageError(
                f"The backup could not be restored ({error.strerror or error}); "
                "the deck is as it was."
            ) from error
        self._open_again()

    def check(self) -> CheckReport:
        """Repairs what is derived; never raises ``DamagedDeck`` but reports it."""
        newest = self._backups.newest()
        try:
            with self._database.transaction() as connection:
                return checks.run(connection, newest)
        except DamagedDeck as error:
            return CheckReport(False, (str(error), checks.way_out(newest)), ())

    def _open_again(self) -> None:
        opening.open_database(self._database, self._backups, self._schema)

    def _forget_writes(self) -> None:
        self._writes_at_backup = None
