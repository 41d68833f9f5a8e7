"""Every deck file ever written opens, keeps all it holds, and was backed up before."""

from __future__ import annotations

import gzip
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata  # noqa: TID253
from alembic.migration import MigrationContext  # noqa: TID253
from alembic.script import ScriptDirectory  # noqa: TID253

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import DeckSummary
from quizapp.domain.importing import Entry
from quizapp.domain.judgement import Act, Reason
from quizapp.domain.question import Difficulty, Picture, QuestionFilter, State
from quizapp.domain.quiz import Asked
from quizapp.domain.review import MemoryState, Verdict
from quizapp.domain.task import Choose, Option
from quizapp.errors import NewerDeck, StorageError
from quizapp.storage import sqlite
from quizapp.storage.schema import SCHEMA, Schema, revision
from quizapp.storage.tables import metadata

pytestmark = pytest.mark.of_files

OLD_FILES = Path(__file__).parent / "files"

A_TEST_REVISION = '''
"""Rebuilds a table that others point to, and adds a column."""

import sqlalchemy as sa
from alembic import op

revision = "test"
down_revision = "{newest}"


def upgrade() -> None:
    op.add_column("review", sa.Column("mood", sa.Text(), nullable=False, server_default="calm"))
    with op.batch_alter_table("question", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.Text(), nullable=True))
    {last_line}
'''


@pytest.fixture
def next_version(tmp_path):
    """The schema of a QuizApp with one revision more than this one."""

    def make(last_line="pass"):
        folder = tmp_path / "migrations"
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(SCHEMA.migrations, folder, ignore=ignore)
        source = A_TEST_REVISION.format(newest=SCHEMA.newest, last_line=last_line)
        (folder / "versions" / "test_revision.py").write_text(source)
        return Schema(folder, (*SCHEMA.revisions, "test"))

    return make


def columns(file: Path, table: str) -> set[str]:
    with closing(sqlite3.connect(file)) as connection:
        return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def test_the_revisions_named_in_the_program_are_those_of_the_folder():
    folder = ScriptDirectory(str(SCHEMA.migrations))
    assert tuple(step.revision for step in reversed(list(folder.walk_revisions()))) == (
        SCHEMA.revisions
    )


def test_the_migrations_make_exactly_the_tables_that_the_program_uses(stores):
    def ours(_object, name, kind, _reflected, _compared):
        return not (kind == "table" and "_text" in name)

    with stores._database.transaction() as connection:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("file", sorted(OLD_FILES.glob("deck_*.sqlite.gz")), ids=lambda f: f.stem)
def test_a_deck_of_any_earlier_version_keeps_everything(place, file):
    place.deck.parent.mkdir()
    place.deck.write_bytes(gzip.decompress(file.read_bytes()))
    stores = place.open()
    assert stores.decks.summaries("me", date(2026, 11, 22)) == [
        DeckSummary("shipped:history/1917", "The year 1917", "Two revolutions", 1, 1, 0, 2)
    ]
    question = stores.decks.question("q-accepted")
    assert question.date == HistoricalDate(DatePoint(1917, 11, 7), DatePoint(1917, 10, 25))
    assert question.tags == ("1917", "Петроград")
    assert question.confidence == 0.875
    assert question.citation.quote == "The government fell."
    assert stores.decks.question("q-edited").stem == "When did it fall?"
    assert stores.decks.count(QuestionFilter(text="петроград", states=(State.ACCEPTED,))) == 1
    document = stores.documents.find_document("October")
    assert document.original == "The government fell.\n"
    assert document.passages[0].source_span(4, 14).end == 14
    assert stores.documents.search_passages("government")[0][1] == 1
    log = stores.reviews.reviews("me")
    assert [review.retracts for review in log] == [None, None, log[1].id]
    assert log[0].at == datetime(2026, 11, 20, 18, 30, 1, tzinfo=UTC)
    assert log[0].verdict is Verdict.RIGHT
    assert stores.reviews.memory("me", "q-accepted") == MemoryState(
        "q-accepted", 2.3065, 2.118, date(2026, 11, 20), date(2026, 11, 22), 1, 0
    )
    report = stores.maintenance.check()
    assert (report.ok, report.findings) == (True, ())
    stores.close()


def test_a_deck_with_verdicts_keeps_them(place):
    place.deck.parent.mkdir()
    place.deck.write_bytes(gzip.decompress((OLD_FILES / "deck_0002.sqlite.gz").read_bytes()))
    stores = place.open()
    log = stores.judgements.judgements()
    assert [row.act for row in log] == [Act.ACCEPTED, Act.REJECTED, Act.TAKEN_BACK]
    assert log[1].reason is Reason.CLUMSY
    assert log[2].retracts == log[1].id
    signs = stores.decks.question("q-draft").signs
    assert signs.features == (("found", 0.5), ("weak: no date", 1.0)) == log[0].features
    assert signs.against[0].quote == "It fell in November."
    stores.close()


def test_the_first_deck_file_gets_the_log_of_verdicts_after_a_backup(place):
    place.deck.parent.mkdir()
    place.deck.write_bytes(gzip.decompress((OLD_FILES / "deck_0001.sqlite.gz").read_bytes()))
    stores = place.open()
    assert stores.judgements.judgements() == []
    assert stores.decks.question("q-draft").signs is None
    (backup,) = stores.maintenance.backups()
    assert backup.path.name.endswith(" before-migration.sqlite")
    assert columns(backup.path, "judgement") == set()
    stores.close()


def test_a_deck_of_a_teacher_keeps_tasks_versions_pictures_quizzes_and_imports(place):
    place.deck.parent.mkdir()
    place.deck.write_bytes(gzip.decompress((OLD_FILES / "deck_0004.sqlite.gz").read_bytes()))
    stores = place.open()
    question = stores.decks.question("q-task")
    assert question.task == Choose(
        (Option("Petrograd", 1.0, "Yes."), Option("Moscow", -0.5, "Since 1918."))
    )
    labels = (question.title, question.topic, question.difficulty, question.hint)
    assert labels == ("Capital", "Russia/1917", Difficulty.MEDIUM, "By the sea.")
    assert question.picture == Picture("ab" * 32, "image/png", "A map")
    assert stores.decks.picture("ab" * 32).startswith(b"\x89PNG")
    first = stores.decks.version("q-task", 1)
    assert first.stem == "What was the capital?"
    assert stores.decks.version_numbers(["q-task", "q-edited"]) == {"q-task": 2, "q-edited": 1}
    (line,) = stores.quizzes.quizzes()
    assert (line.questions, line.points, line.attempts) == (4, 5.0, 1)
    attempt = stores.quizzes.attempt("attempt-1")
    assert attempt.asked == (Asked("q-task", 2, 2.0, 0, (1, 0)),)
    assert attempt.rules == line.quiz.rules
    assert stores.quizzes.given(["attempt-1"])[0].response == [0]
    assert stores.quizzes.hand_marks(["attempt-1"])[0].points == 1.5
    (past,) = stores.imports.imports()
    assert (past.file, past.added) == ("capitals.gift", 1)
    assert past.skipped == (Entry("Which?", 7, "there is no answer"),)
    assert [saved.name for saved in stores.filters.filters()] == ["Class 7"]
    stores.close()


def test_tags_of_an_earlier_version_are_filtered_by(place):
    place.deck.parent.mkdir()
    place.deck.write_bytes(gzip.decompress((OLD_FILES / "deck_0003.sqlite.gz").read_bytes()))
    stores = place.open()
    assert "q-accepted" in stores.decks.ids(QuestionFilter(tags=("Петроград", "1917")))
    assert stores.decks.ids(QuestionFilter(tags=("Петроград", "1918"))) == []
    assert stores.decks.version_numbers(["q-accepted"]) == {"q-accepted": 1}
    stores.close()


def test_a_live_game_of_an_earlier_version_can_be_gone_on_with(place):
    place.deck.parent.mkdir()
    place.deck.write_bytes(gzip.decompress((OLD_FILES / "deck_0005.sqlite.gz").read_bytes()))
    stores = place.open()
    game = stores.games.game("game-1")
    assert (game.rules.mode, game.rules.teams, game.asked[0].points) == ("race", 2, 2.0)
    assert [step.phase for step in stores.games.steps("game-1")] == ["open"]
    assert stores.games.people("game-1")["player-1"].name == "Ada"
    assert stores.games.answers("game-1")[0].response == [1]
    assert stores.games.hands("game-1")[0].counts == (2, 1)
    stores.close()


def test_there_is_an_old_file_of_every_released_revision():
    assert {file.name for file in OLD_FILES.glob("deck_*.sqlite.gz")} == {
        f"deck_{name}.sqlite.gz" for name in SCHEMA.revisions
    }


def test_a_due_migration_runs_after_a_verified_backup_and_keeps_everything(  # noqa: PLR0917
    stores, place, next_version, make_question, make_review, make_memory
):
    stores.decks.save_questions("history", [make_question("q1"), make_question("q2")])
    answer = make_review("q1")
    stores.reviews.append(answer, make_memory("q1"))
    stores.close()
    newer = next_version()
    migrated = place.open(schema=newer)
    assert {"mood"} < columns_of(migrated, "review")
    assert {"colour"} < columns_of(migrated, "question")
    assert migrated.decks.question("q1") == make_question("q1")
    assert migrated.reviews.reviews("me") == [answer]
    assert migrated.decks.count(QuestionFilter(text="decree")) == 2
    assert migrated.maintenance.check().findings == ()
    (backup,) = migrated.maintenance.backups()
    assert backup.path.name.endswith(" before-migration.sqlite")
    assert sqlite.copy_problems(backup.path) == []
    assert "mood" not in columns(backup.path, "review")
    migrated.close()
    place.open(schema=newer).close()
    assert len(list(place.backups.iterdir())) == 1  # nothing was due any more


def columns_of(stores, table):
    with stores._database.transaction() as connection:
        return {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}


def test_a_migration_that_fails_leaves_the_deck_as_it_was(
    stores, place, next_version, make_question
):
    stores.decks.save_questions("history", [make_question("q1")])
    stores.close()
    broken = next_version('op.execute("INSERT INTO nowhere VALUES (1)")')
    with pytest.raises(StorageError, match="nowhere"):
        place.open(schema=broken)
    assert "mood" not in columns(place.deck, "review")
    reopened = place.open()
    assert reopened.decks.question("q1") == make_question("q1")
    with reopened._database.transaction() as connection:
        assert revision(connection) == SCHEMA.newest
    assert len(reopened.maintenance.backups()) == 1
    reopened.close()


def test_a_backup_from_before_a_migration_can_be_restored_after_it(
    stores, place, next_version, make_question
):
    stores.decks.save_questions("history", [make_question("q1")])
    stores.close()
    migrated = place.open(schema=next_version())
    (backup,) = migrated.maintenance.backups()
    migrated.maintenance.restore(backup)
    assert "mood" in columns_of(migrated, "review")
    assert migrated.decks.question("q1") == make_question("q1")
    migrated.close()


def test_a_deck_of_a_newer_quizapp_is_refused_and_not_touched(stores, place, next_version):
    stores.close()
    place.open(schema=next_version()).close()
    data = place.deck.read_bytes()
    with pytest.raises(NewerDeck, match="newer QuizApp"):
        place.open()
    assert place.deck.read_bytes() == data
    assert not any(journal.exists() for journal in sqlite.companions(place.deck))


def test_opening_a_deck_that_needs_no_migration_does_not_load_alembic(stores, place):
    stores.close()
    code = (
        "import sys; from pathlib import Path; from quizapp.storage import open_stores; "
        "open_stores(Path(sys.argv[1]), Path(sys.argv[2])).close(); "
        "print([name for name in ('alembic', 'mako', 'sqlalchemy.orm') if name in sys.modules])"
    )
    run = [sys.executable, "-c", code, str(place.deck), str(place.backups)]
    assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "[]\n"
