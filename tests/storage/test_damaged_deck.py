"""A damaged file is set aside, never overwritten, and the newest backup is offered."""

from __future__ import annotations

import pytest

from quizapp.domain.deck import Deck
from quizapp.errors import DamagedDeck, StorageError
from quizapp.storage import restore_backup

pytestmark = pytest.mark.of_files


def flip_header(data: bytearray) -> None:
    for index in range(16):
        data[index] ^= 0xFF


def flip_middle(data: bytearray) -> None:
    """Every page but the first gets a wrong kind and count of cells."""
    for page in range(4096, len(data), 4096):
        for index in range(page, page + 12):
            data[index] ^= 0xFF


def truncate(data: bytearray) -> None:
    del data[len(data) // 2 :]


def cut_to_nothing(data: bytearray) -> None:
    data.clear()


def other_content(data: bytearray) -> None:
    data[:] = b"This is a shopping list. " * 1000


DAMAGE = [flip_header, flip_middle, truncate, cut_to_nothing, other_content]


@pytest.fixture
def damaged(stores, place, make_question):
    """Damages the closed deck file, of which there is a backup; returns its bytes."""
    stores.decks.save_questions("history", [make_question(f"q{number}") for number in range(200)])
    stores.maintenance.backup("daily")
    stores.close()

    def damage(how):
        data = bytearray(place.deck.read_bytes())
        how(data)
        place.deck.write_bytes(data)
        return bytes(data)

    return damage


@pytest.mark.parametrize("how", DAMAGE)
def test_a_damaged_file_is_set_aside_whole_and_the_backup_offered(damaged, place, how):
    data = damaged(how)
    with pytest.raises(DamagedDeck) as caught:
        place.open()
    error = caught.value
    assert error.set_aside.read_bytes() == data
    assert not place.deck.exists()
    assert error.newest_backup.parent == place.backups
    assert error.set_aside.name in str(error)
    assert error.newest_backup.name in str(error)


def test_no_one_goes_on_with_an_empty_deck_without_having_chosen_so(damaged, place):
    damaged(flip_header)
    with pytest.raises(DamagedDeck) as first:
        place.open()
    with pytest.raises(DamagedDeck) as second:
        place.open()
    assert str(second.value) == str(first.value)
    assert second.value.set_aside == first.value.set_aside
    assert not place.deck.exists()


def test_the_backup_can_be_restored_in_its_place(damaged, place):
    damaged(truncate)
    with pytest.raises(DamagedDeck) as caught:
        place.open()
    restore_backup(place.deck, caught.value.newest_backup)
    opened = place.open()
    assert len(opened.decks.known_ids()) == 200
    opened.close()
    assert caught.value.set_aside.exists()


def test_or_a_new_deck_begun_and_later_starts_are_plain(damaged, place):
    damaged(flip_header)
    with pytest.raises(DamagedDeck):
        place.open()
    fresh = place.open(start_afresh=True)
    assert fresh.decks.decks() == []
    fresh.decks.save_deck(Deck("new", "New"))
    fresh.close()
    again = place.open()
    assert again.decks.deck("new").name == "New"
    again.close()


def test_a_second_damage_does_not_overwrite_the_first(damaged, place):
    asides = []
    for _ in range(3):
        damaged(flip_header)
        with pytest.raises(DamagedDeck) as caught:
            place.open()
        asides.append(caught.value.set_aside)
        restore_backup(place.deck, caught.value.newest_backup)
    assert len(set(asides)) == 3
    assert all(aside.exists() for aside in asides)


def test_without_any_backup_the_message_says_what_is_left_to_do(stores, place):
    stores.close()
    place.deck.write_bytes(b"rubbish" * 1000)
    with pytest.raises(DamagedDeck, match="no backup") as caught:
        place.open()
    assert caught.value.newest_backup is None
    place.open().close()


def test_the_journal_goes_aside_with_its_file(stores, place):
    stores.close()
    place.deck.write_bytes(b"rubbish" * 1000)
    journal = place.deck.with_name("deck.sqlite-wal")
    journal.write_bytes(b"last answers")
    with pytest.raises(DamagedDeck) as caught:
        place.open()
    aside = caught.value.set_aside
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"last answers"
    assert not journal.exists()


def test_an_empty_file_is_a_new_deck_where_there_is_no_backup(place):
    place.deck.parent.mkdir()
    place.deck.touch()
    opened = place.open()
    assert opened.decks.decks() == []
    opened.close()


def test_a_database_of_another_program_is_left_alone(place):
    import sqlite3

    place.deck.parent.mkdir()
    other = sqlite3.connect(place.deck)
    other.execute("CREATE TABLE recipe (name)")
    other.close()
    data = place.deck.read_bytes()
    with pytest.raises(StorageError, match="not a QuizApp deck"):
        place.open()
    assert place.deck.read_bytes() == data


def test_damage_met_while_the_deck_is_open_is_said_in_words(stores, make_question):
    stores.decks.save_questions("history", [make_question()])
    with stores._database.transaction() as connection:
        connection.exec_driver_sql("UPDATE wording SET stem = CAST(x'ff41' AS TEXT)")
    with pytest.raises(DamagedDeck, match="Restore the newest backup"):
        stores.decks.question("q1")
    assert stores.decks.decks() != []  # what is whole can still be read
