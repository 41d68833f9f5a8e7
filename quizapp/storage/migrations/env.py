"""Run by Alembic: one transaction around all revisions, on the connection that it is given."""

from alembic import context  # noqa: TID253 - Alembic runs this file itself

from quizapp.storage import dialect
from quizapp.storage.tables import metadata

connection = context.config.attributes["connection"]

context.configure(
    connection=connection,
    target_metadata=metadata,
    # Our connection begins transactions itself, so DDL can be taken back on SQLite as well.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
    dialect.of(connection).finish_migration(connection)
