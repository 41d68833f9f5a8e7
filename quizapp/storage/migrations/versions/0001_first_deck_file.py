"""The first deck file: decks, questions, documents, the review log and what is derived from it."""

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - Alembic runs this file itself

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MILLISECONDS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "deck",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_deck")),
        sa.UniqueConstraint("id", name=op.f("uq_deck_id")),
        sa.UniqueConstraint("name_key", name=op.f("uq_deck_name_key")),
    )
    op.create_table(
        "document",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("title_key", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_document")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_document_fingerprint")),
    )
    op.create_index(op.f("ix_document_name_key"), "document", ["name_key"])
    op.create_index(op.f("ix_document_title_key"), "document", ["title_key"])
    op.create_table(
        "question",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("deck", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("fact_id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["deck"], ["deck.number"], name=op.f("fk_question_deck")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_question")),
        sa.UniqueConstraint("id", name=op.f("uq_question_id")),
    )
    op.create_index("ix_question_deck_state", "question", ["deck", "state"])
    op.create_index("ix_question_document", "question", ["document"])
    op.create_index("ix_question_state", "question", ["state"])
    op.create_table(
        "wording",
        sa.Column("question", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stem", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("accept", sa.Text(), nullable=False),
        sa.Column("distractors", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("citation", sa.Text(), nullable=True),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question"], ["question.number"], name=op.f("fk_wording_question")
        ),
        sa.PrimaryKeyConstraint("question", name=op.f("pk_wording")),
    )
    op.create_table(
        "passage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("runs", sa.Text(), nullable=False),
        sa.Column("heading_path", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("date_line", sa.Text(), nullable=True),
        sa.Column("date_line_start", sa.Integer(), nullable=True),
        sa.Column("date_line_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document"], ["document.number"], name=op.f("fk_passage_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passage")),
        sa.UniqueConstraint("document", "number", name=op.f("uq_passage_document_number")),
    )
    op.create_table(
        "review",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("question_id", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("milliseconds", MILLISECONDS, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("study_day", sa.Date(), nullable=False),
        sa.Column("app_version", sa.Text(), nullable=False),
        sa.Column("retracts", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"], ["question.id"], name=op.f("fk_review_question_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_review")),
        sa.UniqueConstraint("id", name=op.f("uq_review_id")),
    )
    op.create_index("ix_review_learner_study_day", "review", ["learner", "study_day"])
    op.create_index(
        "ix_review_question_id_learner_study_day", "review", ["question_id", "learner", "study_day"]
    )
    op.create_index(op.f("ix_review_retracts"), "review", ["retracts"])
    op.create_table(
        "memory",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("stability", sa.Float(), nullable=False),
        sa.Column("difficulty", sa.Float(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["question.number"], name=op.f("fk_memory_question")),
        sa.PrimaryKeyConstraint("learner", "question", name=op.f("pk_memory")),
    )
    op.create_index("ix_memory_learner_due", "memory", ["learner", "due"])
    op.create_index("ix_memory_question", "memory", ["question"])
    op.create_table(
        "question_count",
        sa.Column("deck", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deck"], ["deck.number"], name=op.f("fk_question_count_deck")),
        sa.PrimaryKeyConstraint("deck", "state", name=op.f("pk_question_count")),
    )
    op.create_table(
        "due_count",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("deck", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deck"], ["deck.number"], name=op.f("fk_due_count_deck")),
        sa.PrimaryKeyConstraint("learner", "deck", "due", name=op.f("pk_due_count")),
    )
    op.create_table(
        "day_total",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("milliseconds", MILLISECONDS, nullable=False),
        sa.Column("recalls", sa.Integer(), nullable=False),
        sa.Column("recalled", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "day", name=op.f("pk_day_total")),
    )
