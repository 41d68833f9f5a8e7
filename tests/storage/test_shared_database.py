"""A database on a server: opened by many at once, refused in words, and no word is a password."""

from __future__ import annotations

import shutil
import subprocess
import sys
import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from backends import ServerBackend

from quizapp.domain.deck import Deck
from quizapp.domain.question import QuestionFilter, State
from quizapp.errors import BackedUpElsewhere, NewerDeck, OlderDeck, StorageError
from quizapp.storage import open_shared
from quizapp.storage.schema import SCHEMA, Schema
from quizapp.storage.server import place_of

SECRET = "Sesam-oeffne-dich"


@pytest.fixture(scope="session")
def servers(postgres) -> ServerBackend:
    return ServerBackend(postgres)


@pytest.fixture
def there(servers, tmp_path):
    made = servers.place(tmp_path)
    yield made
    made.remove()


def test_two_programs_that_start_at_once_make_the_tables_once(postgres):
    name = postgres.new()
    with ThreadPoolExecutor(4) as programs:
        opened = list(programs.map(open_shared, [postgres.address(name)] * 4))
    assert sum(one.was_migrated for one in opened) == 1
    opened[0].decks.save_deck(Deck("d", "Deck"))
    assert [deck.name for deck in opened[3].decks.decks()] == ["Deck"]
    for one in opened:
        one.close()
    postgres.drop(name)


def test_a_database_in_another_language_compares_texts_by_their_characters(postgres):
    name = postgres.new("template0", more="LOCALE_PROVIDER icu ICU_LOCALE 'de'")
    stores = open_shared(postgres.address(name))
    for deck in ("a", "B", "é", "Z"):
        stores.decks.save_deck(Deck(deck, deck))
    assert [deck.name for deck in stores.decks.decks()] == ["a", "B", "Z", "é"]
    stores.close()
    postgres.drop(name)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://me@host/x", "PostgreSQL only"),
        (f"not an address {SECRET}", "no address of a shared database"),
        (f"postgresql://me:{SECRET}@127.0.0.1:1/school", "could not reach the database “school”"),
        (f"postgresql://me:{SECRET}@host.invalid/school", "could not reach the database “school”"),
    ],
)
def test_what_cannot_be_opened_is_said_without_the_password(address, said):
    with pytest.raises(StorageError, match=said) as refused:
        open_shared(address)
    assert SECRET not in "".join(traceback.format_exception(refused.value))


def test_a_wrong_password_is_said_and_where_to_put_the_right_one(postgres, there):
    postgres.sql(f"CREATE ROLE locked LOGIN PASSWORD '{SECRET}'")
    address = there.address.replace("quizapp@", "locked:wrong-one@")
    with pytest.raises(StorageError, match=r"password of locked.*pgpass") as refused:
        open_shared(address)
    assert "wrong-one" not in "".join(traceback.format_exception(refused.value))
    address = there.address.replace("quizapp@", "locked@")
    with pytest.raises(StorageError, match="password of locked"):
        open_shared(address)


def test_a_missing_database_is_named(postgres):
    with pytest.raises(StorageError, match=r"“nowhere”.*does not exist"):
        open_shared(postgres.address("nowhere"))


def test_without_psycopg_it_is_said_how_to_install_it(there):
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from quizapp.storage import open_shared\n"
        "try: open_shared(sys.argv[1])\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    run = [sys.executable, "-c", code, there.address]
    said = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert said.startswith("StorageError")
    assert "pip install 'quizapp[postgres]'" in said


def test_a_database_that_holds_something_else_is_left_alone(postgres):
    name = postgres.new()
    postgres.sql("CREATE TABLE pupils (name text)", name)
    with pytest.raises(StorageError, match="not QuizApp's"):
        open_shared(postgres.address(name))
    postgres.drop(name)


def test_a_database_that_cannot_keep_every_letter_is_refused(postgres):
    name = postgres.new("template0", more="ENCODING 'LATIN1' LOCALE 'C'")
    with pytest.raises(StorageError, match="ENCODING 'UTF8'"):
        open_shared(postgres.address(name))
    postgres.drop(name)


@pytest.fixture
def next_version(tmp_path):
    """The schema of a QuizApp with one revision more than this one."""
    folder = tmp_path / "migrations"
    shutil.copytree(SCHEMA.migrations, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "later.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = 'later', '{SCHEMA.newest}'\n"
        "def upgrade():\n"
        "    op.add_column('review', sa.Column('mood', sa.Text(), server_default='calm'))\n"
        "    op.execute(\"UPDATE deck SET description = 'migrated'\")\n"
    )
    return Schema(folder, (*SCHEMA.revisions, "later"))


def test_only_who_asks_for_it_brings_a_used_database_up_to_date(
    servers, next_version, make_question, make_review, make_memory
):
    there = servers.place(None)  # not to be used again: it becomes another one
    stores = there.open()
    stores.decks.save_questions("history", [make_question("q1")])
    answer = make_review("q1")
    stores.reviews.append(answer, make_memory("q1"))
    stores.close()
    with pytest.raises(OlderDeck, match="pg_dump"):
        there.open(schema=next_version)
    there.open().close()  # it was left as it was
    upgraded = there.open(schema=next_version, upgrade=True)
    assert upgraded.was_migrated
    assert upgraded.decks.deck("history").description == "migrated"
    assert upgraded.reviews.reviews("me") == [answer]
    assert upgraded.decks.count(QuestionFilter(text="decree")) == 1
    assert upgraded.maintenance.check().findings == ()
    upgraded.close()
    with pytest.raises(NewerDeck, match="newer QuizApp"):
        there.open()


def test_there_is_no_backup_here_and_that_is_said(there):
    stores = there.open()
    with pytest.raises(BackedUpElsewhere, match="pg_dump"):
        stores.maintenance.backup("by hand")
    assert stores.maintenance.backups() == []
    stores.close()


def test_nobody_can_change_the_log(there, make_question, make_review, make_memory):
    stores = there.open()
    stores.decks.save_questions("history", [make_question("q1")])
    stores.reviews.append(make_review("q1"), make_memory("q1"))
    for statement in ("UPDATE review SET given = ''", "DELETE FROM review", "TRUNCATE review"):
        with (
            pytest.raises(StorageError, match="append-only"),
            stores._database.transaction() as connection,
        ):
            connection.exec_driver_sql(statement)
    assert len(stores.reviews.reviews("me")) == 1
    stores.close()


def test_a_reading_cannot_write(there):
    stores = there.open()
    with pytest.raises(StorageError), stores._database.reading() as connection:
        connection.exec_driver_sql("DELETE FROM deck")
    assert len(stores.decks.decks()) == 1
    stores.close()


def test_a_lost_connection_is_said_once_and_then_made_anew(there, make_question):
    stores = there.open()
    with (
        pytest.raises(StorageError, match="last step was not saved"),
        stores._database.transaction() as connection,
    ):
        connection.exec_driver_sql("UPDATE deck SET name = 'half'")
        _cut_off(there)
        connection.exec_driver_sql("UPDATE deck SET name = 'other half'")
    assert stores.decks.deck("history").name == "History"
    _cut_off(there)  # between two calls: nothing was lost, so nothing is said
    stores.decks.save_questions("history", [make_question("q1")])
    assert stores.decks.count(QuestionFilter()) == 1
    stores.close()


def _cut_off(there):
    there.server.sql(
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        f"WHERE datname = '{there.name}' AND pid <> pg_backend_pid()"
    )


def test_sums_hold_while_teachers_change_decks_and_learners_answer(
    there, make_question, make_review, make_memory, today
):
    """What two programs do at once comes out as if one had done it after the other."""
    first = there.open()
    first.decks.save_questions("history", [make_question(f"q{n}") for n in range(12)])

    def learn(learner: str) -> None:
        stores = there.open()
        for n in range(12):
            review = make_review(f"q{n}", learner=learner)
            stores.reviews.append(review, make_memory(f"q{n}", due_in=n % 3))
            stores.reviews.overview(learner, today + timedelta(days=1))
        stores.close()

    def teach(name: str) -> None:
        stores = there.open()
        for n in range(12):
            stores.decks.set_state([f"q{n}"], State.RETIRED)
            stores.decks.save_questions("history", [make_question(f"{name}{n}")])
            stores.decks.set_state([f"q{n}"], State.ACCEPTED)
        stores.close()

    with ThreadPoolExecutor(4) as people:
        doing = [people.submit(learn, name) for name in ("Ada", "Max")]
        doing += [people.submit(teach, name) for name in ("x", "y")]
        for done in doing:
            done.result()
    assert first.decks.count(QuestionFilter()) == 36
    assert len(first.reviews.reviews("Ada")) == len(first.reviews.reviews("Max")) == 12
    report = first.maintenance.check()
    assert (report.ok, report.findings, report.repaired) == (True, (), ())
    first.close()


def test_a_password_in_the_address_is_in_no_word_about_the_place():
    place = place_of(f"postgresql://me:{SECRET}@host/school")
    assert SECRET not in f"{place} {place!r} {place.words} {place.user}"
