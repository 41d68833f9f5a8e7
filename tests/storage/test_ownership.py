"""One QuizApp per deck file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from quizapp.domain.deck import Deck
from quizapp.errors import DeckInUse, StorageError

pytestmark = pytest.mark.of_files

HOLD_OPEN = """
import sys
from pathlib import Path
from quizapp.storage import open_stores
stores = open_stores(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other_window(stores, place):
    """Another process that has the deck open; told to close by closing its input."""
    stores.close()
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD_OPEN, str(place.deck), str(place.backups)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "open\n"
    yield process
    process.kill()
    process.communicate()


def test_a_deck_open_in_another_process_is_refused_in_words(other_window, place):
    with pytest.raises(DeckInUse, match="open in another QuizApp window"):
        place.open()


def test_the_lock_of_a_killed_process_does_not_block_the_next_start(other_window, place):
    other_window.kill()
    other_window.wait()
    place.open().close()


def test_a_deck_is_opened_once_in_one_process_too(stores, place):
    with pytest.raises(DeckInUse):
        place.open()
    stores.decks.save_deck(Deck("art", "Art"))  # the first goes on


def test_closing_gives_the_deck_free_also_from_another_thread(stores, place):
    with ThreadPoolExecutor(1) as lane:
        lane.submit(stores.close).result()
    place.open().close()
    stores.close()


def test_a_closed_deck_says_so(stores):
    stores.close()
    with pytest.raises(StorageError, match="closed"):
        stores.decks.decks()


def test_other_programs_cannot_write_while_the_deck_is_open(stores, place):
    stores.decks.decks()
    other = sqlite3.connect(place.deck, timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("DELETE FROM deck")
    other.close()


def test_a_deck_that_another_program_has_locked_is_refused_in_words(stores, place):
    stores.close()
    other = sqlite3.connect(place.deck, isolation_level=None)
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(DeckInUse, match="Another program"):
        place.open()
    other.close()
    place.open().close()


def test_the_journal_is_gone_once_the_deck_is_closed(stores, place):
    stores.decks.save_deck(Deck("art", "Art"))
    stores.close()
    assert sorted(path.name for path in place.deck.parent.iterdir()) == [
        "deck.sqlite",
        "deck.sqlite.lock",
    ]


def test_stores_may_be_called_from_many_threads_one_at_a_time(stores, make_question):
    def work(number):
        stores.decks.save_deck(Deck(f"d{number}", f"Deck {number}"))
        stores.decks.save_questions(f"d{number}", [make_question(f"q{number}")])
        return stores.decks.question(f"q{number}").id

    with ThreadPoolExecutor(8) as lanes:
        assert list(lanes.map(work, range(40))) == [f"q{number}" for number in range(40)]
    assert len(stores.decks.decks()) == 41
