"""Rolling backups: whole, verified, and never more than the plan keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.deck import Deck
from quizapp.domain.question import QuestionFilter
from quizapp.errors import DamagedDeck, NewerDeck, StorageError
from quizapp.storage import Keep, backups, restore_backup, sqlite

pytestmark = pytest.mark.of_files

START = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.lists(
    st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)),
    max_size=80,
)


# which backups stay


@given(MOMENTS)
def test_the_newest_always_stay_and_there_are_never_more_than_planned(moments):
    keep = Keep(recent=3, daily=4, weekly=2, monthly=5)
    stay = keep.stay(moments)
    assert set(sorted(set(moments))[-1:]) <= stay <= set(moments)
    assert len(stay) <= 3 + 4 + 2 + 5


@given(MOMENTS)
def test_what_goes_would_go_again(moments):
    stay = Keep().stay(moments)
    assert Keep().stay(stay) == stay


@given(MOMENTS)
def test_the_last_backup_of_each_of_the_last_days_weeks_and_months_stays(moments):
    stay = Keep(recent=1, daily=7, weekly=4, monthly=12).stay(moments)
    for number, period in (
        (7, lambda moment: moment.date()),
        (4, lambda moment: moment.isocalendar()[:2]),
        (12, lambda moment: (moment.year, moment.month)),
    ):
        last = {period(moment): moment for moment in sorted(moments)}
        assert set(sorted(last.values())[-number:] if last else []) <= stay


def test_a_year_of_daily_backups_thins_out_to_days_weeks_and_months():
    year = [START + timedelta(days=number, hours=12) for number in range(365)]
    stay = Keep(recent=5, daily=7, weekly=4, monthly=12).stay(year)
    ages = sorted((year[-1] - moment).days for moment in stay)
    assert ages[:7] == list(range(7))
    assert len([age for age in ages if age < 31]) <= 7 + 4 + 1
    assert len({(moment.year, moment.month) for moment in stay}) == 12


# making


def test_a_backup_is_a_whole_deck_named_for_its_time_and_reason(stores, make_question):
    stores.decks.save_questions("history", [make_question()])
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    made = stores.maintenance.backup("Before the Big Import!")
    assert before <= made.made_at <= datetime.now(UTC)
    assert made.path.name.endswith(" before-the-big-import.sqlite")
    assert made.size == made.path.stat().st_size > 0
    assert sqlite.copy_problems(made.path) == []
    assert stores.maintenance.backups() == [made]
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]


def test_there_is_no_second_backup_where_nothing_changed(stores, place, make_question):
    assert stores.maintenance.backup("first")
    assert stores.maintenance.backup("again") is None
    stores.close()
    reopened = place.open()
    assert reopened.maintenance.backup("after a restart") is None
    reopened.decks.save_questions("history", [make_question()])
    assert reopened.maintenance.backup("after a change")
    assert len(reopened.maintenance.backups()) == 2
    reopened.close()


def test_closing_a_deck_that_grew_does_not_count_as_a_change(stores, place, make_question, today):
    stores.decks.save_questions("history", [make_question(f"q{number}") for number in range(900)])
    stores.reviews.due("me", today, ())
    stores.decks.questions(QuestionFilter(document="f" * 64))
    assert stores.maintenance.backup("daily")
    stores.close()
    reopened = place.open()
    assert reopened.maintenance.backup("daily") is None
    reopened.close()


def test_a_backup_that_someone_deleted_is_made_again(stores):
    stores.maintenance.backup("first").path.unlink()
    assert stores.maintenance.backup("second")


def test_only_planned_backups_stay_in_the_folder(stores, place):
    stores.close()
    reopened = place.open(keep=Keep(recent=2, daily=1, weekly=1, monthly=1))
    made = []
    for number in range(4):
        reopened.decks.save_deck(Deck("history", f"History {number}"))
        made.insert(0, reopened.maintenance.backup("test"))
    assert reopened.maintenance.backups() == made[:2]
    reopened.close()


def test_foreign_files_in_the_folder_are_neither_listed_nor_deleted(stores, place):
    place.backups.mkdir()
    others = [
        "deck notes.txt",
        "other 20260101T000000.000Z x.sqlite",
        "deck 2026 x.sqlite",
        "deck 20269999T000000.000Z x.sqlite",
        "deck two 20260101T000000.000Z x.sqlite",
    ]
    for name in others:
        (place.backups / name).write_text("mine")
    made = stores.maintenance.backup("test")
    assert stores.maintenance.backups() == [made]
    assert sorted(path.name for path in place.backups.iterdir()) == sorted(
        [*others, made.path.name]
    )


def test_a_clock_set_back_does_not_make_the_newest_backup_look_old(stores, monkeypatch):
    first = stores.maintenance.backup("first")

    class Earlier(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=tz)

    monkeypatch.setattr(backups, "datetime", Earlier)
    stores.decks.save_deck(Deck("history", "Changed"))
    second = stores.maintenance.backup("second")
    assert second.made_at > first.made_at
    assert stores.maintenance.backups()[0] == second


def test_a_damaged_copy_never_gets_a_name(stores, place, monkeypatch):
    monkeypatch.setattr(sqlite, "copy_problems", lambda file: ["page 3 is wrong"])
    with pytest.raises(DamagedDeck, match="page 3 is wrong"):
        stores.maintenance.backup("test")
    assert list(place.backups.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_named(stores, place):
    place.backups.write_text("a file where the folder should be")
    with pytest.raises(StorageError, match="backups"):
        stores.maintenance.backup("test")


# restoring


def test_restoring_takes_the_copy_and_sets_the_present_deck_aside(stores, place, make_question):
    stores.decks.save_questions("history", [make_question("q1")])
    backup = stores.maintenance.backup("good state")
    stores.decks.save_deck(Deck("late", "Added later"))
    stores.maintenance.restore(backup)
    assert [deck.id for deck in stores.decks.decks()] == ["history"]
    assert stores.decks.known_ids() == {"q1"}
    stores.decks.save_deck(Deck("next", "Goes on"))
    (aside,) = place.deck.parent.glob("deck (before restoring *).sqlite")
    assert sqlite.copy_problems(aside) == []
    stores.close()
    place.deck.unlink()
    aside.rename(place.deck)
    old = place.open()
    assert [deck.id for deck in old.decks.decks()] == ["late", "history"]
    old.close()


def test_restoring_forgets_what_was_read_of_the_old_file(stores, place):
    backup = stores.maintenance.backup("empty")
    assert stores.maintenance.backup("same") is None
    stores.maintenance.restore(backup)
    stores.decks.save_deck(Deck("x", "X"))
    assert stores.maintenance.backup("changed since") is not None


def test_a_damaged_backup_is_refused_and_the_deck_stays(stores):
    backup = stores.maintenance.backup("test")
    backup.path.write_bytes(backup.path.read_bytes()[:5000])
    with pytest.raises(DamagedDeck, match="earlier"):
        stores.maintenance.restore(backup)
    assert [deck.id for deck in stores.decks.decks()] == ["history"]


def test_a_backup_that_is_gone_is_refused(stores):
    backup = stores.maintenance.backup("test")
    backup.path.unlink()
    with pytest.raises(StorageError, match="no longer there"):
        stores.maintenance.restore(backup)


def test_a_backup_of_a_newer_quizapp_is_refused(stores, place):
    backup = stores.maintenance.backup("test")
    connection = sqlite.sqlite3.connect(backup.path)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(NewerDeck):
        stores.maintenance.restore(backup)
    with pytest.raises(NewerDeck):
        restore_backup(place.deck, backup.path)


def test_a_restoring_that_fails_half_way_leaves_the_deck_as_it_was(stores, place, monkeypatch):
    backup = stores.maintenance.backup("test")
    stores.decks.save_deck(Deck("late", "Added later"))

    def full_disk(source, target):
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copyfile", full_disk)
    with pytest.raises(StorageError, match="No space left"):
        stores.maintenance.restore(backup)
    assert [deck.id for deck in stores.decks.decks()] == ["late", "history"]
    assert sorted(path.name for path in place.deck.parent.iterdir() if "wal" not in path.name) == [
        "backups",
        "deck.sqlite",
        "deck.sqlite.lock",
    ]
