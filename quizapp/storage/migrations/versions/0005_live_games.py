"""Live games in the classroom: steps, players, who they are, answers, raised hands."""

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - Alembic runs this file itself

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MILLISECONDS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _games()
    _players()
    _answers()


def _games() -> None:
    op.create_table(
        "game",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("quiz", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_game")),
        sa.UniqueConstraint("id", name=op.f("uq_game_id")),
    )
    op.create_table(
        "game_step",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("game", sa.Integer(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("left", sa.Float(), nullable=True),
        sa.Column("is_joinable", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["game"], ["game.number"], name=op.f("fk_game_step_game")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_game_step")),
    )
    op.create_index(op.f("ix_game_step_game"), "game_step", ["game"])


def _players() -> None:
    op.create_table(
        "game_player",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("game", sa.Integer(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("team", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["game"], ["game.number"], name=op.f("fk_game_player_game")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_game_player")),
        sa.UniqueConstraint("id", name=op.f("uq_game_player_id")),
        sa.UniqueConstraint("game", "alias", name=op.f("uq_game_player_game_alias")),
    )
    op.create_table(
        "game_person",
        sa.Column("player", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["player"], ["game_player.number"], name=op.f("fk_game_person_player")
        ),
        sa.PrimaryKeyConstraint("player", name=op.f("pk_game_person")),
    )


def _answers() -> None:
    op.create_table(
        "game_answer",
        sa.Column("player", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("milliseconds", MILLISECONDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["player"], ["game_player.number"], name=op.f("fk_game_answer_player")
        ),
        sa.PrimaryKeyConstraint("player", "turn", name=op.f("pk_game_answer")),
    )
    op.create_table(
        "game_hands",
        sa.Column("game", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["game"], ["game.number"], name=op.f("fk_game_hands_game")),
        sa.PrimaryKeyConstraint("game", "place", name=op.f("pk_game_hands")),
    )
