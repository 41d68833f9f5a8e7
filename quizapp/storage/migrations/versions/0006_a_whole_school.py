"""A database that many share: who is who, classes, and which program holds a live game."""

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - Alembic runs this file itself

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("game", sa.Column("owner", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "game_claim",
        sa.Column("game", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("session", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["game"], ["game.number"], name=op.f("fk_game_claim_game")),
        sa.PrimaryKeyConstraint("game", name=op.f("pk_game_claim")),
    )
    op.create_table(
        "account",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("wrong", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("not_before", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name=op.f("fk_account_learner")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("learner", name=op.f("uq_account_learner")),
        sa.UniqueConstraint("name_key", name=op.f("uq_account_name_key")),
    )
    op.create_table(
        "school_class",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_school_class")),
    )
    op.create_table(
        "class_member",
        sa.Column("school_class", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_class"], ["school_class.name_key"], name=op.f("fk_class_member_school_class")
        ),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"], name=op.f("fk_class_member_learner")),
        sa.PrimaryKeyConstraint("school_class", "learner", name=op.f("pk_class_member")),
    )
    op.create_index("ix_class_member_learner", "class_member", ["learner"])
