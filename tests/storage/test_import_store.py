"""Imports: taken in one commit, told beforehand, and undone as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from quizapp.domain.deck import Deck
from quizapp.domain.identity import new_id
from quizapp.domain.importing import Entry, Fate, Incoming
from quizapp.domain.question import (
    AnswerKind,
    Difficulty,
    Origin,
    Picture,
    QuestionFilter,
    State,
)
from quizapp.domain.quiz import Pick, Quiz, Section
from quizapp.domain.task import Choose, Option, Typed
from quizapp.errors import NotFound, QuizError, StorageError

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
def take(stores):
    """Takes questions into the deck "history", or into another."""

    def do(*questions, deck=Deck("history", "History"), **fields):  # noqa: B008
        made = Incoming(new_id(), NOW, "file.gift", "gift", deck, questions, **fields)
        return made.id, stores.imports.take(made)

    return do


def undo(stores, import_id):
    return stores.imports.undo(import_id, NOW, TODAY)


@pytest.fixture
def imported(make_question):
    def make(name="q1", **fields):
        return make_question(name, origin=Origin.IMPORTED, **fields)

    return make


def written(stores):
    """How many rows were written so far."""
    with stores._database.reading() as connection:
        if connection.dialect.name == "sqlite":
            return connection.connection.driver_connection.total_changes
        tables = connection.exec_driver_sql(
            "SELECT sum(pg_stat_get_xact_tuples_inserted(oid)) FROM pg_class"
        )
        return tables.scalar()


def test_what_would_happen_is_what_happens_and_telling_it_writes_nothing(stores, take, imported):
    take(imported("q1"), imported("q2"))
    again = [imported("q1"), imported("q2", stem="Other?"), imported("q3")]
    writes = written(stores)
    told = stores.imports.fates("history", again)
    assert written(stores) == writes
    assert told == {"q1": Fate.UNCHANGED, "q2": Fate.CHANGED, "q3": Fate.ADDED}
    assert stores.decks.count(QuestionFilter()) == 2
    assert stores.imports.fates("no deck yet", again) == told
    _, taken = take(*again)
    assert taken.fates == told


def test_an_import_is_listed_with_what_it_brought(stores, take, imported):
    skipped = tuple(Entry(f"item {n}", n, "no answer") for n in range(1_500))
    take(imported("q1"))
    import_id, _ = take(
        imported("q1"), imported("q2"), changed=(Entry("q2", 3, "bold"),), skipped=skipped
    )
    past = stores.imports.imports()
    assert [one.added for one in past] == [1, 1]
    assert (past[0].id, past[0].unchanged, past[0].deck_id) == (import_id, 1, "history")
    assert past[0].altered == (Entry("q2", 3, "bold"),)
    assert past[0].skipped[-1] == Entry("", None, "and 500 more")
    assert past[0].undone_at is None


def test_an_import_that_fails_leaves_nothing_behind(stores, take, imported):
    with pytest.raises(StorageError):
        take(imported("q1"), imported("q2", confidence=float("nan")), deck=Deck("new", "New"))
    assert [deck.id for deck in stores.decks.decks()] == ["history"]
    assert stores.decks.count(QuestionFilter()) == 0
    assert stores.imports.imports() == []


def test_undo_removes_what_came_and_puts_back_what_was(stores, take, imported, make_question):
    before = make_question("q1", origin=Origin.TEACHER, tags=("mine",), topic="Russia")
    stores.decks.save_questions("history", [before])
    picture = Picture("p1", "image/png")
    import_id, _ = take(
        imported("q1", stem="From the file?"),
        imported("q2", picture=picture),
        pictures={"p1": b"data"},
    )
    assert stores.decks.question("q1").stem == "From the file?"
    undone = undo(stores, import_id)
    assert (undone.removed, undone.put_back, undone.retired, undone.left) == (1, 1, 0, ())
    assert stores.decks.question("q1") == before
    assert stores.decks.version_numbers(["q1"]) == {"q1": 3}, "both wordings stay known"
    assert stores.decks.known_ids() == {"q1"}
    assert stores.decks.ids(QuestionFilter(tags=("mine",), text="decree")) == ["q1"]
    with pytest.raises(NotFound):
        stores.decks.picture("p1")
    assert stores.imports.imports()[0].undone_at == NOW
    assert stores.maintenance.check().findings == ()


def test_undo_happens_once(stores, take, imported):
    import_id, _ = take(imported("q1"))
    undo(stores, import_id)
    with pytest.raises(QuizError, match="already"):
        undo(stores, import_id)
    with pytest.raises(NotFound):
        undo(stores, "gone")


def test_a_draft_that_a_file_accepted_is_a_draft_again(stores, take, imported, make_question):
    draft = make_question("q1", origin=Origin.GENERATED, state=State.DRAFT)
    stores.decks.save_questions("history", [draft])
    import_id, _ = take(imported("q1"))
    assert stores.decks.question("q1").state is State.ACCEPTED
    undo(stores, import_id)
    assert stores.decks.question("q1") == draft
    better = replace(draft, stem="The machine writes on?")
    stores.decks.save_questions("history", [better])
    assert stores.decks.question("q1") == better, "nobody decided or edited it"


def test_what_was_answered_edited_or_put_into_a_quiz_since_is_retired_and_said(
    stores, take, imported, make_review, make_memory
):
    import_id, _ = take(*(imported(name) for name in ("q1", "q2", "q3", "q4")))
    stores.reviews.append(make_review("q1"), make_memory("q1"))
    stores.decks.update_question(replace(stores.decks.question("q2"), stem="Mine now?"))
    stores.quizzes.save_quiz(Quiz("quiz", "Quiz", sections=(Section(items=(Pick("q3"),)),)))
    undone = undo(stores, import_id)
    assert (undone.removed, undone.retired) == (1, 3)
    assert sorted(entry.item for entry in undone.left) == [
        "Mine now?", "When was the decree q1 signed?", "When was the decree q3 signed?",
    ]  # fmt: skip
    states = {name: stores.decks.question(name).state for name in ("q1", "q2", "q3")}
    assert set(states.values()) == {State.RETIRED}
    assert len(stores.reviews.reviews("me")) == 1
    assert stores.maintenance.check().findings == ()


def test_words_changed_since_stay_and_it_is_said(stores, take, imported, make_question):
    stores.decks.save_questions("history", [make_question("q1", stem="First?")])
    import_id, _ = take(imported("q1", stem="Second?"))
    stores.decks.update_question(make_question("q1", stem="Third?"))
    undone = undo(stores, import_id)
    assert undone.put_back == 0
    assert [(entry.item, "changed since" in entry.reason) for entry in undone.left] == [
        ("Third?", True)
    ]
    assert stores.decks.question("q1").stem == "Third?"


def test_the_same_question_twice_in_a_file_goes_back_to_what_was_before_both(
    stores, take, imported, make_question
):
    stores.decks.save_questions("history", [make_question("q1", stem="First?")])
    twice = (imported("q1", stem="Second?"), imported("q1", stem="Third?"))
    new = (imported("q2"), imported("q2", stem="Again?"))
    import_id, taken = take(*twice, *new)
    assert taken.fates == {"q1": Fate.CHANGED, "q2": Fate.ADDED}
    undone = undo(stores, import_id)
    assert stores.decks.question("q1").stem == "First?"
    assert (undone.put_back, undone.removed) == (1, 1)


def test_a_deck_that_the_import_made_goes_with_it_unless_something_else_is_in_it(
    stores, take, imported, make_question
):
    first, _ = take(imported("q1"), deck=Deck("new", "New"))
    stores.decks.save_questions("new", [make_question("q2")])
    undo(stores, first)
    assert stores.decks.deck("new").name == "New"
    second, _ = take(imported("q3"), deck=Deck("newer", "Newer"))
    undo(stores, second)
    assert [deck.id for deck in stores.decks.decks()] == ["history", "new"]
    take(imported("q3"), deck=Deck("newest", "Newer"))
    assert stores.decks.deck_of("q3").id == "newest"


def test_an_import_undone_can_be_made_again(stores, take, imported, make_review, make_memory):
    import_id, _ = take(imported("q1"), imported("q2"))
    stores.reviews.append(make_review("q1"), make_memory("q1"))
    undo(stores, import_id)
    _, taken = take(imported("q1"), imported("q2"))
    assert taken.fates == {"q1": Fate.CHANGED, "q2": Fate.ADDED}
    assert stores.decks.question("q1").state is State.ACCEPTED


def test_history_is_added_once_and_retracted_by_the_undo(stores, take, imported, make_review):
    history = [make_review("q1", id="h1"), make_review("q1", id="h2", study_day=date(2026, 1, 5))]
    import_id, taken = take(imported("q1"), reviews=history)
    assert taken.reviews == 2
    _, again = take(imported("q1"), reviews=history)
    assert again.reviews == 0
    assert len(stores.progress.days("me")) == 2
    undone = undo(stores, import_id)
    assert (undone.reviews, undone.learner, undone.retired) == (2, "me", 1)
    log = stores.reviews.reviews("me")
    assert {row.retracts for row in log} == {None, "h1", "h2"}
    assert stores.reviews.last_review("me") is None
    assert stores.maintenance.check().findings == ()


def test_an_answer_taken_back_before_is_not_taken_back_twice(
    stores, take, imported, make_review, make_memory
):
    import_id, _ = take(imported("q1"), reviews=[make_review("q1", id="h1")])
    stores.reviews.append(make_review("q1", id="r1", retracts="h1"), None)
    assert undo(stores, import_id).reviews == 0


# what a format has no place for


def test_a_format_without_a_place_for_it_leaves_what_it_does_not_say(
    stores, take, imported, make_question
):
    mine = make_question(
        "q1",
        accept=(),
        distractors=("a", "b"),
        tags=("war",),
        topic="Russia",
        difficulty=Difficulty.HARD,
        title="Decree",
        hint="In autumn.",
        explanation="Signed at night.",
        picture=Picture("p1", "image/png"),
    )
    stores.decks.save_questions("history", [mine])
    bare = imported(
        "q1", kind=AnswerKind.OTHER, accept=(), citation=None, fact_id="", stem="Worded anew?"
    )
    _, taken = take(bare, sparse=True)
    assert taken.fates == {"q1": Fate.CHANGED}
    assert stores.decks.question("q1") == replace(mine, stem="Worded anew?")
    assert take(bare, sparse=True)[1].fates == {"q1": Fate.UNCHANGED}
    take(bare)
    assert stores.decks.question("q1").tags == ()


def test_a_sparse_file_with_another_answer_brings_its_own_options(
    stores, take, imported, make_question
):
    several = Choose((Option("x", 0.5), Option("y", 0.5), Option("z")), several=True)
    tasked = make_question("q1", answer="x; y", distractors=("z",), task=several, hint="Two.")
    stores.decks.save_questions("history", [tasked])
    take(imported("q1", answer="x; y", accept=()), sparse=True)
    assert stores.decks.question("q1").task == several
    take(imported("q1", answer="w", accept=(), distractors=("v",)), sparse=True)
    plain = stores.decks.question("q1")
    assert (plain.task, plain.answer, plain.distractors, plain.hint) == (None, "w", ("v",), "Two.")
    typed = Typed((), strict=True)
    take(imported("q1", answer="w", task=typed), sparse=True)
    assert stores.decks.question("q1").task == typed
    assert stores.decks.question("q1").hint == "Two."
