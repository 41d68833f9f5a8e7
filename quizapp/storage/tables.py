"""The tables of a deck, in types that SQLite and PostgreSQL both have.

What a person made or did stands in ``deck``, ``question``, ``wording``, ``document``, ``passage``,
``review``, ``judgement``, ``learner``, ``mark``, ``move``, ``fit``, ``exam``, ``question_version``,
``picture``, ``quiz``, ``attempt``, ``asked``, ``attempt_answer``, ``hand_mark``, ``import`` and
``saved_filter``. The rest is derived and can be thrown away: ``memory`` comes from the log through
the scheduler, ``tag`` from the words; ``question_count``, ``due_count`` and ``day_total`` are sums
that ``counters`` and ``day_totals`` keep in step. The full-text indexes are each database's own
and stand in ``sqlite`` and ``postgresql``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC without a zone: so it sorts, and every database has it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        naive: datetime = value.astimezone(UTC).replace(tzinfo=None)
        return naive

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


MILLISECONDS = BigInteger().with_variant(Integer(), "sqlite")
"""A month does not fit into the 32 bits of an integer elsewhere; SQLite knows one kind only."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

DECK = Table(
    "deck",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    # The name without case; null once the deck is deleted, so that its name is free again.
    Column("name_key", Text, unique=True),
    Column("description", Text, nullable=False),
    Column("deleted_at", Moment),
)

QUESTION = Table(
    "question",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # the order of adding
    Column("id", Text, nullable=False, unique=True),
    Column("deck", ForeignKey("deck.number"), nullable=False),
    Column("state", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("fact_id", Text, nullable=False),
    # A fingerprint without a foreign key: questions outlive their document.
    Column("document", Text),
    Column("confidence", Float, nullable=False),
    Column("decided", Boolean, nullable=False),  # a person set the state
    Column("edited", Boolean, nullable=False),  # a person changed the words
    Column("topic", Text, nullable=False, server_default=""),  # a path, "Russia/1917"
    Column("difficulty", Integer),
    Column("task", Text, nullable=False, server_default=""),  # its name; "": a plain question
    Column("version", Integer, nullable=False, server_default="1"),  # of its words
    Index("ix_question_state", "state"),
    Index("ix_question_deck_state", "deck", "state"),
    Index("ix_question_document", "document"),
    Index("ix_question_topic_state", "topic", "state"),
)

# Apart from ``question``, whose rows stay small: a queue is made out of many of them, and the words
# are read only of the one that is asked.
WORDING = Table(
    "wording",
    metadata,
    Column("question", ForeignKey("question.number"), primary_key=True, autoincrement=False),
    Column("stem", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("accept", Text, nullable=False),  # JSON, like the next four
    Column("distractors", Text, nullable=False),
    Column("tags", Text, nullable=False),
    Column("date", Text),
    Column("citation", Text),
    Column("explanation", Text, nullable=False),
    Column("signs", Text),  # JSON; of generated questions
    Column("title", Text, nullable=False, server_default=""),
    # The same as in ``question``: here the full-text index finds it, there the filter.
    Column("topic", Text, nullable=False, server_default=""),
    Column("more", Text),  # JSON: task, hint and picture, where there is one of them
)

# The tags in ``wording.tags``, one a row, so that a filter finds them.
TAG = Table(
    "tag",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("question", ForeignKey("question.number"), primary_key=True, autoincrement=False),
    Index("ix_tag_question", "question"),
    sqlite_with_rowid=False,
)

# The words that a question had before: row 1 is the first version, put away at ``at``.
QUESTION_VERSION = Table(
    "question_version",
    metadata,
    Column("question", ForeignKey("question.number"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("wording", Text, nullable=False),  # JSON: the columns of the words that were not empty
)

PICTURE = Table(
    "picture",
    metadata,
    Column("id", Text, primary_key=True),  # SHA-256 of the bytes
    Column("bytes", LargeBinary, nullable=False),
)

DOCUMENT = Table(
    "document",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("name_key", Text, nullable=False, index=True),
    Column("title_key", Text, nullable=False, index=True),
    Column("format", Text, nullable=False),
    Column("path", Text),
    Column("words", Integer, nullable=False),
    Column("notes", Text, nullable=False),  # JSON
    Column("added_at", Moment, nullable=False),
    # Last, so that a list of documents never touches its pages. UTF-8, compressed by zlib.
    Column("original", LargeBinary, nullable=False),
)

PASSAGE = Table(
    "passage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", ForeignKey("document.number", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("runs", Text, nullable=False),  # JSON, like heading_path
    Column("heading_path", Text, nullable=False),
    Column("paragraph", Integer),
    Column("page", Integer),
    Column("date_line", Text),
    Column("date_line_start", Integer),
    Column("date_line_end", Integer),
    UniqueConstraint("document", "number"),
)

REVIEW = Table(
    "review",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of writing
    Column("id", Text, nullable=False, unique=True),
    Column("learner", Text, nullable=False),
    Column("question_id", ForeignKey("question.id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("given", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("rating", Integer, nullable=False),
    Column("milliseconds", MILLISECONDS, nullable=False),
    Column("at", Moment, nullable=False),
    Column("study_day", Date, nullable=False),
    Column("app_version", Text, nullable=False),
    Column("retracts", Text, index=True),
    Index("ix_review_learner_study_day", "learner", "study_day"),
    Index("ix_review_question_id_learner_study_day", "question_id", "learner", "study_day"),
)

JUDGEMENT = Table(
    "judgement",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of writing
    Column("id", Text, nullable=False, unique=True),
    Column("act", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("question_id", ForeignKey("question.id"), index=True),
    Column("reason", Text),
    Column("changed", Text, nullable=False),  # JSON, like features
    Column("features", Text, nullable=False),
    Column("app_version", Text, nullable=False),
    Column("retracts", Text),
)

LEARNER = Table(
    "learner",
    metadata,
    Column("id", Text, primary_key=True),  # what ``review.learner`` names
    Column("name", Text, nullable=False),
    # The name without case; null once the learner is deleted, so that the name is free again.
    Column("name_key", Text, unique=True),
    Column("colour", Text, nullable=False),
    Column("pin", Text),  # salted and hashed; null: none
    Column("settings", Text, nullable=False),  # JSON: those that differ from the defaults
    Column("added_at", Moment, nullable=False),
    Column("deleted_at", Moment),
)

# What a learner set aside: a row only where one of the three is set.
MARK = Table(
    "mark",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("question", ForeignKey("question.number"), primary_key=True, autoincrement=False),
    Column("suspended", Boolean, nullable=False),  # not asked until the learner says so
    Column("flagged", Boolean, nullable=False),
    Column("buried_until", Date),  # not asked before that study day
)

# Due days that were moved together, so that one undo puts each back exactly.
MOVE = Table(
    "move",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of writing
    Column("id", Text, nullable=False, unique=True),
    Column("learner", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("moved", Text, nullable=False),  # JSON: question id, due before, due after
    Column("undone_at", Moment),
)

# Parameters of FSRS found for a learner, the rejected ones too.
FIT = Table(
    "fit",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of writing
    Column("id", Text, nullable=False, unique=True),
    Column("learner", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("parameters", Text, nullable=False),  # JSON, 21 numbers
    Column("reviews", Integer, nullable=False),
    Column("loss_before", Float, nullable=False),  # on the reviews held out
    Column("loss_after", Float, nullable=False),
    Column("in_force", Boolean, nullable=False),
)

EXAM = Table(
    "exam",
    metadata,
    Column("id", Text, primary_key=True),
    Column("learner", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("day", Date, nullable=False),
    Column("retention", Float, nullable=False),
    Column("wanted", Text, nullable=False),  # JSON: which questions
)

QUIZ = Table(
    "quiz",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("content", Text, nullable=False),  # JSON: description, sections, rules
    Column("changed_at", Moment, nullable=False),
    Column("deleted_at", Moment),
)

ATTEMPT = Table(
    "attempt",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of beginning
    Column("id", Text, nullable=False, unique=True),
    Column("quiz", ForeignKey("quiz.id"), nullable=False),
    Column("learner", Text, nullable=False),
    Column("ordinal", Integer, nullable=False),  # 1: the learner's first of this quiz
    Column("rules", Text, nullable=False),  # JSON
    Column("started_at", Moment, nullable=False),
    Column("deadline", Moment),
    Column("finished_at", Moment),
    UniqueConstraint("quiz", "learner", "ordinal"),
    Index("ix_attempt_learner_started_at", "learner", "started_at"),
)

ASKED = Table(
    "asked",
    metadata,
    Column("attempt", ForeignKey("attempt.number"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("question", ForeignKey("question.number"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("points", Float, nullable=False),
    Column("section", Integer, nullable=False),
    Column("shuffled", Text, nullable=False),  # JSON
    Index("ix_asked_question", "question"),
)

# Append-only, like ``hand_mark``: the last row of a place counts.
ATTEMPT_ANSWER = Table(
    "attempt_answer",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of writing
    Column("attempt", ForeignKey("attempt.number"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("response", Text, nullable=False),  # JSON
    Column("at", Moment, nullable=False),
    Column("milliseconds", MILLISECONDS, nullable=False),
)

HAND_MARK = Table(
    "hand_mark",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of writing
    Column("attempt", ForeignKey("attempt.number"), nullable=False, index=True),
    Column("place", Integer, nullable=False),
    Column("points", Float, nullable=False),
    Column("at", Moment, nullable=False),
    Column("comment", Text, nullable=False),
)

GAME = Table(
    "game",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of beginning
    Column("id", Text, nullable=False, unique=True),
    Column("quiz", Text, nullable=False),  # "" for one that was put together
    Column("name", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("secret", Text, nullable=False),
    Column("content", Text, nullable=False),  # JSON: what is asked, rules
    Column("started_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("owner", Text, nullable=False, server_default=""),  # whose; "" in a deck file
)

# Which program holds a game of a shared database. ``session``: of the server, while it lasts.
GAME_CLAIM = Table(
    "game_claim",
    metadata,
    Column("game", ForeignKey("game.number"), primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
    Column("session", Integer, nullable=False),
    Column("until", Moment, nullable=False),  # by the clock of the server
)

# Who may do what in a shared database; none in a deck file.
ACCOUNT = Table(
    "account",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    # The name without case; null once the account is closed, so that the name is free again.
    Column("name_key", Text, unique=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # salted and hashed
    Column("learner", ForeignKey("learner.id"), nullable=False, unique=True),
    Column("added_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("wrong", Integer, nullable=False, server_default="0"),  # passwords in a row
    Column("not_before", Moment),  # no password is looked at
)

SCHOOL_CLASS = Table(
    "school_class",
    metadata,
    Column("name_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

# Its teachers and its learners: each of them is somebody who learns.
CLASS_MEMBER = Table(
    "class_member",
    metadata,
    Column("school_class", ForeignKey("school_class.name_key"), primary_key=True),
    Column("learner", ForeignKey("learner.id"), primary_key=True),
    Index("ix_class_member_learner", "learner"),
)

# Append-only: the last row of a game says where it stands.
GAME_STEP = Table(
    "game_step",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of writing
    Column("game", ForeignKey("game.number"), nullable=False, index=True),
    Column("phase", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("until", Moment),
    Column("left", Float),  # seconds
    Column("is_joinable", Boolean, nullable=False),
)

GAME_PLAYER = Table(
    "game_player",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of joining
    Column("id", Text, nullable=False, unique=True),
    Column("game", ForeignKey("game.number"), nullable=False),
    Column("alias", Text, nullable=False),
    Column("token_hash", Text, nullable=False),
    Column("joined_at", Moment, nullable=False),
    Column("team", Integer),
    Column("removed_at", Moment),
    UniqueConstraint("game", "alias"),
)

# Who the players are: apart from them, so that it can be deleted and the results stay.
GAME_PERSON = Table(
    "game_person",
    metadata,
    Column("player", ForeignKey("game_player.number"), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("learner", Text, nullable=False),
)

GAME_ANSWER = Table(
    "game_answer",
    metadata,
    Column("player", ForeignKey("game_player.number"), primary_key=True, autoincrement=False),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("place", Integer, nullable=False),
    Column("response", Text, nullable=False),  # JSON
    Column("at", Moment, nullable=False),
    Column("milliseconds", MILLISECONDS, nullable=False),
)

GAME_HANDS = Table(
    "game_hands",
    metadata,
    Column("game", ForeignKey("game.number"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("counts", Text, nullable=False),  # JSON
    Column("at", Moment, nullable=False),
)

# What files brought, so that one undo takes all of it out again.
IMPORT = Table(
    "import",
    metadata,
    Column("number", Integer, primary_key=True),  # the order of writing
    Column("id", Text, nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Column("file", Text, nullable=False),
    Column("format", Text, nullable=False),
    Column("deck", Text, nullable=False),  # its id
    Column("made_deck", Boolean, nullable=False),
    Column("report", Text, nullable=False),  # JSON: counts, and what was changed and skipped
    Column("added", Text, nullable=False),  # JSON: ids
    Column("changed", Text, nullable=False),  # JSON: by id what was before, and what is since
    Column("reviews", Text, nullable=False),  # JSON: ids of the rows of the log
    Column("undone_at", Moment),
)

SAVED_FILTER = Table(
    "saved_filter",
    metadata,
    Column("name_key", Text, primary_key=True),  # the name without case
    Column("name", Text, nullable=False),
    Column("wanted", Text, nullable=False),  # JSON
)

MEMORY = Table(
    "memory",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("question", ForeignKey("question.number"), primary_key=True),
    Column("stability", Float, nullable=False),
    Column("difficulty", Float, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("due", Date, nullable=False),
    Column("reviews", Integer, nullable=False),
    Column("lapses", Integer, nullable=False),
    Index("ix_memory_learner_due", "learner", "due"),
    Index("ix_memory_question", "question"),
)

QUESTION_COUNT = Table(
    "question_count",
    metadata,
    Column("deck", ForeignKey("deck.number"), primary_key=True),
    Column("state", Text, primary_key=True),
    Column("questions", Integer, nullable=False),
)

DUE_COUNT = Table(
    "due_count",
    metadata,
    # Accepted questions with a memory, by the day they fall due.
    Column("learner", Text, primary_key=True),
    Column("deck", ForeignKey("deck.number"), primary_key=True),
    Column("due", Date, primary_key=True),
    Column("questions", Integer, nullable=False),
)

DAY_TOTAL = Table(
    "day_total",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("reviews", Integer, nullable=False),
    Column("right", Integer, nullable=False),
    Column("milliseconds", MILLISECONDS, nullable=False),
    Column("recalls", Integer, nullable=False),  # questions met again after an earlier day
    Column("recalled", Integer, nullable=False),  # ... and known at the first answer
)
