"""What the disk and the system refuse, in words for the user."""

from __future__ import annotations

import os

import pytest

from quizapp.domain.question import QuestionFilter
from quizapp.errors import StorageError

pytestmark = pytest.mark.of_files

needs_a_plain_user = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system lets root write anywhere"
)


def test_a_full_disk_is_said_and_leaves_nothing_half_done(stores, make_question):
    with stores._database.transaction() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 5}")
    many = [make_question(f"q{number}") for number in range(500)]
    with pytest.raises(StorageError, match="full"):
        stores.decks.save_questions("history", many)
    assert stores.decks.count(QuestionFilter()) == 0
    with stores._database.transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert stores.decks.save_questions("history", many).added == 500


def test_a_folder_that_cannot_be_made_is_named(place):
    place.deck.parent.write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="data"):
        place.open()


def test_a_folder_in_the_place_of_the_deck_file_is_said(place):
    place.deck.mkdir(parents=True)
    with pytest.raises(StorageError):
        place.open()
    assert place.deck.is_dir()


@needs_a_plain_user
def test_a_folder_that_may_not_be_written_to_is_named(stores, place):
    stores.close()
    place.deck.with_name("deck.sqlite.lock").unlink(missing_ok=True)
    place.deck.parent.chmod(0o500)
    try:
        with pytest.raises(StorageError, match="permissions"):
            place.open()
    finally:
        place.deck.parent.chmod(0o700)


@needs_a_plain_user
def test_a_file_that_may_not_be_written_to_is_named(stores, place):
    stores.close()
    place.deck.chmod(0o400)
    with pytest.raises(StorageError, match="permissions"):
        place.open()


def test_a_read_only_database_is_said(stores, make_question):
    with stores._database.outside_transaction() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StorageError, match="permissions"):
        stores.decks.save_questions("history", [make_question()])
