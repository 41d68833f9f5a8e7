"""The two databases that stores stand in: a deck file, and a server. A test that takes the fixture
``backend``, or one of those made of it, runs over both, unless it is marked ``of_files``."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from postgres_server import Server

from quizapp.domain.deck import Deck
from quizapp.storage import OpenDeck, open_shared, open_stores
from quizapp.storage.database import FileDatabase

# As it was when it was made, with its one deck. The role switches triggers and references off.
_EMPTY = """
SET session_replication_role = replica;
SET lock_timeout = '10s';
DO $$
DECLARE one text;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public'
        AND tablename NOT IN ('alembic_version')
    LOOP EXECUTE 'DELETE FROM ' || quote_ident(one); END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'
    LOOP EXECUTE 'ALTER SEQUENCE ' || quote_ident(one) || ' RESTART'; END LOOP;
    INSERT INTO deck (id, name, name_key, description) VALUES ('history', 'History', 'history', '');
END $$
"""


class Place(Protocol):
    """Where one deck is; ``arguments``: for a process that opens it too, by ``opened``."""

    def open(self, **options: Any) -> OpenDeck: ...
    def remove(self) -> None: ...
    @property
    def arguments(self) -> list[str]: ...


@dataclass(frozen=True)
class FilePlace:
    deck: Path
    backups: Path

    def open(self, **options: Any) -> OpenDeck:
        return open_stores(self.deck, self.backups, **options)

    def remove(self) -> None:
        """The folders of tests are thrown away by themselves."""

    @property
    def arguments(self) -> list[str]:
        return [str(self.deck), str(self.backups)]


@dataclass(frozen=True)
class ServerPlace:
    server: Server
    name: str
    free: list[str]  # names of databases that can be emptied and used again

    def open(self, **options: Any) -> OpenDeck:
        return open_shared(self.address, **options)

    def remove(self) -> None:
        self.free.append(self.name)

    @property
    def address(self) -> str:
        return self.server.address(self.name)

    @property
    def arguments(self) -> list[str]:
        return [self.address, ""]


def behind_the_back(stores: OpenDeck, *statements: str) -> None:
    """Changes what the stores stand in without them, their triggers and their references."""
    database: Any = stores._database
    if isinstance(database, FileDatabase):
        with database.outside_transaction() as connection:
            driver: Any = connection.connection.driver_connection
            for statement in ("PRAGMA foreign_keys=OFF", *statements, "PRAGMA foreign_keys=ON"):
                connection.rollback()
                driver.execute(statement)
        return
    with database.transaction() as connection:
        for statement in ("SET LOCAL session_replication_role = replica", *statements):
            connection.exec_driver_sql(_ON_SERVERS.get(statement, statement))


# The statements that say it in another way there.
_ON_SERVERS = {
    f"INSERT INTO {index}({index}) VALUES ('delete-all')": f"UPDATE {words} SET words = ''"
    for index, words in (("question_text", "wording_words"), ("passage_text", "passage_words"))
}


def opened(deck: str, backups: str) -> OpenDeck:
    """What ``Place.arguments`` name."""
    return open_stores(Path(deck), Path(backups)) if backups else open_shared(deck)


class FileBackend:
    name = "file"

    def __init__(self, folder: Path) -> None:
        self._created = folder / "deck.sqlite"
        _with_a_deck(open_stores(self._created, folder / "backups"))

    def place(self, folder: Path) -> FilePlace:
        """With one empty deck; copied, since creating one takes Alembic a while."""
        made = FilePlace(folder / "deck.sqlite", folder / "backups")
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(self._created, made.deck)
        return made


class ServerBackend:
    name = "server"

    def __init__(self, server: Server) -> None:
        self.server = server
        self._template = server.new()
        self._free: list[str] = []
        _with_a_deck(open_shared(server.address(self._template)))

    def place(self, folder: Path) -> ServerPlace:
        """A database of its own, whatever the folder: to empty one is quicker than to make it."""
        if self._free:
            name = self._free.pop()
            self.server.sql(_EMPTY, name)
        else:
            name = self.server.new(self._template)
        return ServerPlace(self.server, name, self._free)


def _with_a_deck(stores: OpenDeck) -> None:
    stores.decks.save_deck(Deck("history", "History"))
    stores.close()
