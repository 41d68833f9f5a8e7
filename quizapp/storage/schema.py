"""Which revision a deck file is at, and the way to this program's one.

Alembic is loaded only when there is something to do: it would cost a start a tenth of a second.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from quizapp.storage import dialect


@dataclass(frozen=True, slots=True)
class Schema:
    """The revisions this program knows, oldest first, and the folder they stand in.

    A test holds ``revisions`` against the folder.
    """

    migrations: Path
    revisions: tuple[str, ...]

    @property
    def newest(self) -> str:
        return self.revisions[-1]


SCHEMA = Schema(
    Path(__file__).parent / "migrations", ("0001", "0002", "0003", "0004", "0005", "0006")
)


def revision(connection: Connection) -> str | None:
    """The revision of the file; None for one without any tables of ours."""
    if "alembic_version" not in dialect.of(connection).tables(connection):
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def migrate(connection: Connection, schema: Schema) -> None:
    """Runs every revision that is due, all of them or none. In a transaction of its own, or in the
    one that is open already.

    In a deck file foreign keys are not yet enforced here, so that a revision may rebuild a table;
    the caller turns them on afterwards.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
