"""What teachers write: tasks, tags, topics, versions, pictures, quizzes; and imports to undo."""

import json
from itertools import islice

import sqlalchemy as sa
from alembic import op  # noqa: TID253 - Alembic runs this file itself

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MILLISECONDS = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _questions()
    _quizzes()
    op.create_table(
        "import",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("deck", sa.Text(), nullable=False),
        sa.Column("made_deck", sa.Boolean(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("changed", sa.Text(), nullable=False),
        sa.Column("reviews", sa.Text(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_import")),
        sa.UniqueConstraint("id", name=op.f("uq_import_id")),
    )
    op.create_table(
        "saved_filter",
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_saved_filter")),
    )


def _questions() -> None:
    for column in (
        sa.Column("topic", sa.Text(), nullable=False, server_default=""),
        sa.Column("difficulty", sa.Integer(), nullable=True),
        sa.Column("task", sa.Text(), nullable=False, server_default=""),
        sa.Column("version", sa.Integer(), nullable=False, server_default="1"),
    ):
        op.add_column("question", column)
    op.create_index("ix_question_topic_state", "question", ["topic", "state"])
    for column in (
        sa.Column("title", sa.Text(), nullable=False, server_default=""),
        sa.Column("topic", sa.Text(), nullable=False, server_default=""),
        sa.Column("more", sa.Text(), nullable=True),
    ):
        op.add_column("wording", column)
    op.create_table(
        "tag",
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("question", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["question"], ["question.number"], name=op.f("fk_tag_question")),
        sa.PrimaryKeyConstraint("tag", "question", name=op.f("pk_tag")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_tag_question", "tag", ["question"])
    op.create_table(
        "question_version",
        sa.Column("question", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question"], ["question.number"], name=op.f("fk_question_version_question")
        ),
        sa.PrimaryKeyConstraint("question", "number", name=op.f("pk_question_version")),
    )
    op.create_table(
        "picture",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
    )
    _fill_tags()


def _fill_tags() -> None:
    connection = op.get_bind()
    wording = sa.table("wording", sa.column("question"), sa.column("tags"))
    tag = sa.table("tag", sa.column("tag"), sa.column("question"))
    tagged = sa.select(wording.c.question, wording.c.tags).where(wording.c.tags != "[]")
    rows = (
        {"tag": name, "question": question}
        for question, tags in connection.execute(tagged).all()
        for name in dict.fromkeys(json.loads(tags))
    )
    while some := list(islice(rows, 10_000)):
        connection.execute(sa.insert(tag), some)


def _quizzes() -> None:
    op.create_table(
        "quiz",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz")),
    )
    op.create_table(
        "attempt",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("quiz", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("deadline", sa.DateTime(), nullable=True),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["quiz"], ["quiz.id"], name=op.f("fk_attempt_quiz")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_attempt")),
        sa.UniqueConstraint("id", name=op.f("uq_attempt_id")),
        sa.UniqueConstraint(
            "quiz", "learner", "ordinal", name=op.f("uq_attempt_quiz_learner_ordinal")
        ),
    )
    op.create_index("ix_attempt_learner_started_at", "attempt", ["learner", "started_at"])
    op.create_table(
        "asked",
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("question", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("section", sa.Integer(), nullable=False),
        sa.Column("shuffled", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.number"], name=op.f("fk_asked_attempt")),
        sa.ForeignKeyConstraint(["question"], ["question.number"], name=op.f("fk_asked_question")),
        sa.PrimaryKeyConstraint("attempt", "place", name=op.f("pk_asked")),
    )
    op.create_index("ix_asked_question", "asked", ["question"])
    op.create_table(
        "attempt_answer",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("milliseconds", MILLISECONDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt"], ["attempt.number"], name=op.f("fk_attempt_answer_attempt")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_attempt_answer")),
    )
    op.create_index(op.f("ix_attempt_answer_attempt"), "attempt_answer", ["attempt"])
    op.create_table(
        "hand_mark",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["attempt"], ["attempt.number"], name=op.f("fk_hand_mark_attempt")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_hand_mark")),
    )
    op.create_index(op.f("ix_hand_mark_attempt"), "hand_mark", ["attempt"])
