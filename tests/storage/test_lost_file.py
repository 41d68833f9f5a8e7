"""A deck file that goes away while it is open and comes back; a disk that fails or fills up."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from backends import FileBackend

from quizapp.domain.deck import Deck
from quizapp.errors import DeckInUse, DeckReplaced, MissingDeck, StorageError
from quizapp.storage import OpenDeck, open_stores, sqlite
from quizapp.storage.backups import BackupFolder, Keep

pytestmark = pytest.mark.of_files


@pytest.fixture
def created_deck(backend: FileBackend, tmp_path: Path) -> Path:
    return backend.place(tmp_path / "created").deck


can_rename_open_files = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps an open file in its place"
)


@pytest.fixture
def on_a_stick(tmp_path: Path, created_deck: Path) -> Iterator[OpenDeck]:
    """The deck alone is on the stick; the backups are elsewhere."""
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copyfile(created_deck, stick / "deck.sqlite")
    opened = open_stores(stick / "deck.sqlite", tmp_path / "backups")
    yield opened
    opened.close()


@contextmanager
def pulled_out(stores: OpenDeck) -> Iterator[Path]:
    """The folder of the deck file is away."""
    stick = stores.path.parent
    away = stick.with_name("away")
    stick.rename(away)
    yield away
    shutil.rmtree(stick, ignore_errors=True)
    away.rename(stick)


def put_in_again(stick: Path) -> None:
    """The same data as other files, as a file system has them that is mounted anew."""
    other = stick.with_name("other")
    shutil.copytree(stick, other)
    shutil.rmtree(stick)
    other.rename(stick)


def cut_off(folder: Path) -> None:
    """The descriptors of all files in the folder are dead, as of a drive that is gone: whatever
    is read or written is an I/O error. The files are there, as after the drive was mounted anew."""
    for link in Path("/proc/self/fd").iterdir():
        if link.exists() and link.readlink().is_relative_to(folder):
            nothing = os.open("/", os.O_PATH)
            os.dup2(nothing, int(link.name))
            os.close(nothing)


@can_rename_open_files
def test_while_the_stick_is_out_nothing_is_written_and_nothing_made_anew(on_a_stick):
    with pulled_out(on_a_stick):
        for _ in range(2):
            with pytest.raises(StorageError, match=r"no longer in its place.*Connect its drive"):
                on_a_stick.decks.save_deck(Deck("art", "Art"))
            with pytest.raises(StorageError, match="no longer in its place"):
                on_a_stick.decks.decks()
        assert not on_a_stick.path.parent.exists()


@can_rename_open_files
def test_once_the_stick_is_back_the_same_call_goes_on(on_a_stick, place):
    on_a_stick.decks.save_deck(Deck("before", "Before"))
    with pulled_out(on_a_stick), pytest.raises(StorageError):
        on_a_stick.decks.save_deck(Deck("art", "Art"))
    on_a_stick.decks.save_deck(Deck("art", "Art"))
    assert {deck.name for deck in on_a_stick.decks.decks()} == {"History", "Before", "Art"}


@can_rename_open_files
def test_a_stick_that_is_mounted_anew_has_everything_that_was_saved(on_a_stick):
    """Also what still stood in the journal when it was pulled out."""
    on_a_stick.decks.save_deck(Deck("before", "Before"))
    with pulled_out(on_a_stick) as away:
        with pytest.raises(StorageError):
            on_a_stick.decks.decks()
        assert (away / "deck.sqlite-wal").stat().st_size > 0
        put_in_again(away)
    on_a_stick.decks.save_deck(Deck("art", "Art"))
    assert {deck.name for deck in on_a_stick.decks.decks()} == {"History", "Before", "Art"}
    on_a_stick.close()
    reopened = open_stores(on_a_stick.path, on_a_stick.path.parents[1] / "backups")
    assert len(reopened.decks.decks()) == 3
    assert reopened.maintenance.check().ok
    reopened.close()


@can_rename_open_files
def test_a_stick_taken_out_and_put_in_while_nobody_looked_is_known_by_its_answers(
    on_a_stick, make_question, make_review, make_memory
):
    on_a_stick.decks.save_questions("history", [make_question("q1")])
    first, second = make_review("q1"), make_review("q1")
    on_a_stick.reviews.append(first, make_memory("q1"))
    with pulled_out(on_a_stick) as away:
        put_in_again(away)
    on_a_stick.reviews.append(second, make_memory("q1"))
    assert on_a_stick.reviews.reviews("me") == [first, second]


@can_rename_open_files
def test_another_stick_in_the_place_of_the_first_is_not_taken_for_it(
    on_a_stick, created_deck, make_question, make_review, make_memory
):
    on_a_stick.decks.save_questions("history", [make_question("q1")])
    on_a_stick.reviews.append(make_review("q1"), make_memory("q1"))
    with pulled_out(on_a_stick) as away:
        with pytest.raises(StorageError, match="no longer in its place"):
            on_a_stick.decks.decks()
        shutil.rmtree(away)
        away.mkdir()
        shutil.copyfile(created_deck, away / "deck.sqlite")
    with pytest.raises(DeckReplaced, match="Another file"):
        on_a_stick.decks.decks()
    assert on_a_stick.reviews.reviews("me") == []


@can_rename_open_files
def test_after_the_stick_is_back_no_second_window_gets_at_the_file(on_a_stick, tmp_path):
    with pulled_out(on_a_stick) as away:
        put_in_again(away)
    with pytest.raises(StorageError):
        on_a_stick.decks.decks()
    on_a_stick.decks.decks()
    with pytest.raises(DeckInUse):
        open_stores(on_a_stick.path, tmp_path / "backups")


@can_rename_open_files
def test_a_file_put_in_the_place_of_the_deck_is_said_and_the_old_one_kept(on_a_stick, tmp_path):
    other = open_stores(tmp_path / "other" / "deck.sqlite", tmp_path / "none")
    other.decks.save_deck(Deck("synced", "Synced"))
    other.close()
    on_a_stick.decks.save_deck(Deck("mine", "Mine"))
    (tmp_path / "other" / "deck.sqlite").replace(on_a_stick.path)
    on_a_stick.path.with_name("deck.sqlite-wal").unlink()
    with pytest.raises(DeckReplaced, match=r"Another file .* newest backup"):
        on_a_stick.decks.decks()
    assert [deck.name for deck in on_a_stick.decks.decks()] == ["Synced"]
    newest = on_a_stick.maintenance.backups()[0]
    with closing(sqlite3.connect(newest.path)) as copy:
        names = {name for (name,) in copy.execute("SELECT name FROM deck")}
    assert "Mine" in names


@can_rename_open_files
def test_a_deck_file_deleted_while_open_is_kept_as_a_backup_at_closing(on_a_stick, tmp_path):
    on_a_stick.decks.save_deck(Deck("mine", "Mine"))
    on_a_stick.path.unlink()
    with pytest.raises(StorageError, match="no longer in its place"):
        on_a_stick.decks.decks()
    assert on_a_stick.maintenance.backup("closing") is not None
    on_a_stick.close()
    assert not on_a_stick.path.exists()
    with pytest.raises(MissingDeck, match="not there any more") as found:
        open_stores(on_a_stick.path, tmp_path / "backups")
    with closing(sqlite3.connect(found.value.newest_backup)) as copy:
        assert ("Mine",) in copy.execute("SELECT name FROM deck").fetchall()
    assert not on_a_stick.path.exists(), "no empty deck was made in its place"
    open_stores(on_a_stick.path, tmp_path / "backups", start_afresh=True).close()


@pytest.mark.skipif(sys.platform != "linux", reason="descriptors are cut off by way of /proc")
def test_a_disk_that_fails_is_said_and_the_deck_opened_anew_once_it_is_well(on_a_stick):
    on_a_stick.decks.save_deck(Deck("before", "Before"))
    cut_off(on_a_stick.path.parent)
    with pytest.raises(StorageError, match="Check that the drive is still connected"):
        on_a_stick.decks.save_deck(Deck("art", "Art"))
    on_a_stick.decks.save_deck(Deck("art", "Art"))
    assert {deck.name for deck in on_a_stick.decks.decks()} == {"History", "Before", "Art"}


# A full disk under a copy


class _Full(sqlite3.OperationalError):
    sqlite_errorname = "SQLITE_FULL"


def test_a_backup_that_meets_a_full_disk_leaves_no_half_file_and_names_the_folder(
    stores, place, monkeypatch
):
    whole = stores.maintenance.backup("closing")
    stores.decks.save_deck(Deck("art", "Art"))

    def half(connection, target):
        target.write_bytes(b"SQLite format 3\0" * 100)
        raise _Full("database or disk is full")

    monkeypatch.setattr(sqlite, "copy_to", half)
    with pytest.raises(StorageError, match="room") as found:
        stores.maintenance.backup("closing")
    assert str(place.backups) in str(found.value)
    assert [path.name for path in place.backups.iterdir()] == [whole.path.name]
    monkeypatch.undo()
    assert stores.maintenance.backup("closing") is not None, "with room, it is made"


def test_old_backups_stay_until_the_new_one_is_whole(stores, place, monkeypatch):
    folder = BackupFolder(place.backups, place.deck, Keep(recent=1, daily=1, weekly=0, monthly=0))
    monkeypatch.setattr(stores.maintenance, "_backups", folder)
    first = stores.maintenance.backup("closing")
    stores.decks.save_deck(Deck("art", "Art"))
    monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(StorageError, match="room"):
        stores.maintenance.backup("closing")
    assert [backup.path for backup in folder.all()] == [first.path]
