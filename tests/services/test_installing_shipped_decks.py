"""The decks that come along: put in once, updated when their file changed, and never forced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fake_stores import FakeStores

from quizapp.domain.deck import Deck
from quizapp.domain.question import Origin, QuestionFilter, State
from quizapp.errors import ExchangeError
from quizapp.services.shipped_decks import ShippedDecks

INDEX = '[[subject]]\nname = "S"\nfolder = "subject"\ndecks = ["one", "two"]\n'


def deck_text(name: str, *ids: str) -> str:
    questions = (f"## What about {id_}?\n= {id_}\nkind: place\nid: {id_}\n" for id_ in ids)
    return f"---\ndeck: {name}\n---\n" + "\n".join(questions)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "questions"
    (folder / "subject").mkdir(parents=True)
    (folder / "index.toml").write_text(INDEX)
    (folder / "subject" / "one.md").write_text(deck_text("One", "a", "b"))
    (folder / "subject" / "two.md").write_text(deck_text("Two", "c"))
    return folder


@pytest.fixture
def shipped(stores: FakeStores, folder: Path, tmp_path: Path) -> Callable[[], ShippedDecks]:
    """A program start: everything but the stores and the files is made anew."""
    return lambda: ShippedDecks(stores.decks, folder, tmp_path / "shipped.json")


Start = Callable[[], ShippedDecks]


def states(stores: FakeStores) -> dict[str, State]:
    return {question.id: question.state for question in stores.decks.content.values()}


def test_the_first_start_puts_them_in_and_the_next_does_nothing(
    stores: FakeStores, shipped: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shipped().install() == 2
    assert [deck.name for deck in stores.decks.decks()] == ["One", "Two"]
    assert {deck.id for deck in stores.decks.decks()} == {
        "shipped:subject/one",
        "shipped:subject/two",
    }
    assert {q.origin for q in stores.decks.content.values()} == {Origin.SHIPPED}
    monkeypatch.setattr(
        Path, "read_bytes", lambda self: pytest.fail("an ordinary start reads none")
    )
    assert shipped().install() == 0


def test_a_changed_file_updates_its_deck_and_retires_what_is_gone(
    stores: FakeStores, shipped: Start, folder: Path
) -> None:
    shipped().install()
    changed = deck_text("One", "a", "new").replace("What about a?", "What of a?")
    (folder / "subject" / "one.md").write_text(changed)
    assert shipped().install() == 1
    assert stores.decks.question("a").stem == "What of a?"
    assert states(stores) == {
        "a": State.ACCEPTED,
        "b": State.RETIRED,
        "c": State.ACCEPTED,
        "new": State.ACCEPTED,
    }


def test_a_file_that_was_only_touched_changes_nothing(
    stores: FakeStores, shipped: Start, folder: Path
) -> None:
    shipped().install()
    stores.decks.content["a"] = replace(stores.decks.content["a"], stem="edited")
    file = folder / "subject" / "one.md"
    file.write_bytes(file.read_bytes() + b"")
    assert shipped().install() == 0
    assert stores.decks.question("a").stem == "edited"


def test_a_question_the_learner_added_to_a_shipped_deck_stays(
    stores: FakeStores, shipped: Start, folder: Path
) -> None:
    shipped().install()
    own = replace(stores.decks.content["a"], id="own", origin=Origin.TEACHER)
    stores.decks.save_questions("shipped:subject/one", [own])
    (folder / "subject" / "one.md").write_text(deck_text("One", "a"))
    shipped().install()
    assert states(stores)["own"] is State.ACCEPTED


def test_a_deck_that_the_learner_deleted_stays_away(
    stores: FakeStores, shipped: Start, folder: Path
) -> None:
    shipped().install()
    stores.decks.delete_deck("shipped:subject/one")
    (folder / "subject" / "one.md").write_text(deck_text("One", "a", "b", "d"))
    assert shipped().install() == 0
    assert [deck.name for deck in stores.decks.decks()] == ["Two"]
    stores.decks.delete_deck("shipped:subject/two")
    assert shipped().install() == 0, "not even when it was the last one"


def test_a_fresh_deck_file_gets_them_though_an_old_record_lies_there(
    stores: FakeStores, shipped: Start
) -> None:
    shipped().install()
    stores.decks.by_id.clear()
    stores.decks.content.clear()
    assert shipped().install() == 2


def test_a_renamed_deck_keeps_the_learner_s_name(
    stores: FakeStores, shipped: Start, folder: Path
) -> None:
    shipped().install()
    stores.decks.save_deck(Deck("shipped:subject/one", "Mine"))
    for ids in (["a"], ["a", "b"]):
        (folder / "subject" / "one.md").write_text(deck_text("One, second edition", *ids))
        shipped().install()
    assert stores.decks.deck("shipped:subject/one").name == "Mine"
    (folder / "subject" / "two.md").write_text(deck_text("Two, second edition", "c"))
    shipped().install()
    assert stores.decks.deck("shipped:subject/two").name == "Two, second edition"


def test_a_name_the_learner_has_taken_is_left_to_them(stores: FakeStores, shipped: Start) -> None:
    stores.decks.save_deck(Deck("own", "one"))
    shipped().install()
    assert stores.decks.deck("shipped:subject/one").name == "One (QuizApp)"


def test_after_a_restored_backup_everything_is_compared_anew(
    stores: FakeStores, shipped: Start
) -> None:
    shipped().install()
    del stores.decks.content["b"]
    shipped().forget()
    assert shipped().install() == 2
    assert "b" in stores.decks.content


def test_a_damaged_record_does_no_harm(stores: FakeStores, shipped: Start, tmp_path: Path) -> None:
    shipped().install()
    (tmp_path / "shipped.json").write_text("{")
    assert shipped().install() == 2
    assert stores.decks.count(QuestionFilter()) == 3


def test_a_deck_that_is_not_listed_is_not_put_in(
    stores: FakeStores, shipped: Start, folder: Path
) -> None:
    (folder / "index.toml").write_text(INDEX.replace(', "two"', ', "missing"'))
    assert shipped().install() == 1
    (folder / "index.toml").unlink()
    assert shipped().install() == 0


def test_an_index_that_makes_no_sense_is_named(shipped: Start, folder: Path) -> None:
    (folder / "index.toml").write_text('[[subject]]\nname = "S"\n')
    with pytest.raises(ExchangeError, match=r"index\.toml"):
        shipped().install()
