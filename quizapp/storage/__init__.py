"""The deck file: the only home of SQLAlchemy and Alembic, and wired by ``bootstrap`` alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from quizapp.domain.ports import Maintenance
from quizapp.errors import StorageError
from quizapp.storage import files, opening
from quizapp.storage.account_store import Accounts
from quizapp.storage.backups import BackupFolder, Keep
from quizapp.storage.database import Database, FileDatabase
from quizapp.storage.deck_store import Decks
from quizapp.storage.document_store import Documents
from quizapp.storage.exam_store import Exams
from quizapp.storage.filters import Filters
from quizapp.storage.fit_store import Fits
from quizapp.storage.game_store import Games
from quizapp.storage.import_store import Imports
from quizapp.storage.judgement_store import Judgements
from quizapp.storage.learner_store import Learners
from quizapp.storage.maintenance import Upkeep
from quizapp.storage.mark_store import Marks
from quizapp.storage.move_store import Moves
from quizapp.storage.ownership import Ownership
from quizapp.storage.progress_store import Progress
from quizapp.storage.quiz_store import Quizzes
from quizapp.storage.review_store import Reviews
from quizapp.storage.schema import SCHEMA, Schema

__all__ = ["Keep", "OpenDeck", "open_shared", "open_stores", "restore_backup"]


class OpenDeck:
    """An open deck and its stores: fulfils ``Stores``. Close it to give a file free."""

    def __init__(
        self,
        database: Database,
        upkeep: Maintenance,
        path: Path,
        release: Callable[[], None] = lambda: None,
        *,
        was_migrated: bool = False,
    ) -> None:
        """``was_migrated``: its tables were made, or brought up to date, by this opening."""
        self._database = database
        self._release = release
        self.path = path
        self.was_migrated = was_migrated
        self.decks = Decks(database)
        self.documents = Documents(database)
        self.reviews = Reviews(database)
        self.progress = Progress(database)
        self.marks = Marks(database)
        self.exams = Exams(database)
        self.judgements = Judgements(database)
        self.fits = Fits(database)
        self.moves = Moves(database)
        self.learners = Learners(database)
        self.accounts = Accounts(database)
        self.quizzes = Quizzes(database)
        self.games = Games(database)
        self.imports = Imports(database)
        self.filters = Filters(database)
        self.maintenance = upkeep

    def close(self) -> None:
        """May be called twice, and from another thread than the one that opened it."""
        self._database.close()
        self._release()


def open_shared(address: str, *, upgrade: bool = False, schema: Schema = SCHEMA) -> OpenDeck:
    """Opens a database on a server, ``postgresql+psycopg://user@host/name``; makes the tables
    where it is empty.

    Raises ``NewerDeck``, ``OlderDeck`` (brought up to date only with ``upgrade``) and
    ``StorageError``; no message holds a password.
    """
    from quizapp.storage import shared

    database, was_migrated = shared.open_database(address, schema, upgrade=upgrade)
    name = Path(database.place.url.database or "shared")
    return OpenDeck(database, shared.ServerUpkeep(database), name, was_migrated=was_migrated)


def open_stores(
    deck_file: Path,
    backups: Path,
    *,
    keep: Keep | None = None,
    start_afresh: bool = False,
    schema: Schema = SCHEMA,
) -> OpenDeck:
    """Opens the deck file; creates it, or migrates it after a backup, where that is due.

    Raises ``DeckInUse``, ``NewerDeck`` (the file is untouched), ``DamagedDeck``, ``StorageError``.
    After ``DamagedDeck`` the damaged file stands aside (``error.set_aside``), and opening keeps
    failing while there is a backup, so that nobody goes on with an empty deck unknowingly. Then
    either ``restore_backup(deck_file, error.newest_backup)`` and open again, or open with
    ``start_afresh=True``.
    """
    deck_file = deck_file.absolute()
    ownership = _own(deck_file)
    try:
        folder = BackupFolder(backups, deck_file, keep or Keep())
        if not start_afresh:
            opening.refuse_fresh_start(deck_file, folder)
        database = FileDatabase(deck_file)
        upkeep = Upkeep(database, folder, schema)
        opening.open_database(database, folder, schema)

        opened = OpenDeck(database, upkeep, deck_file, ownership.release)

        def open_again() -> bool | None:
            newest = opened.reviews.newest
            ownership.renew()
            opening.open_database(database, folder, schema)
            return None if newest is None else opened.reviews.has(newest)

        def rescue(connection: Connection) -> None:
            folder.make(connection, "before replacing")

        database.open_again_with(open_again, rescue)
        return opened
    except BaseException:
        ownership.release()
        raise


def restore_backup(deck_file: Path, backup: Path, *, schema: Schema = SCHEMA) -> None:
    """Puts a backup in the place of a deck that could not be opened. Any file there goes aside."""
    deck_file = deck_file.absolute()
    opening.check_backup(backup, schema)
    ownership = _own(deck_file)
    try:
        if files.is_there(deck_file):
            files.set_aside(deck_file, "before restoring")
        files.copy_into_place(backup, deck_file)
    except OSError as error:
        raise StorageError(
            f"The backup {backup.name} could not be restored ({error.strerror or error}). "
            "Check that the disk has room and the folder may be written to."
        ) from error
    finally:
        ownership.release()


def _own(deck_file: Path) -> Ownership:
    try:
        deck_file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(
            f"The data folder {deck_file.parent} could not be made ({error.strerror or error}). "
            "Choose another one."
        ) from error
    return Ownership(deck_file)
