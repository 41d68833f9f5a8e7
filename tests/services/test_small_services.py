"""Decks, proposals, the library, exchange and safety, over stores in memory."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fake_stores import World, question

from quizapp.domain.deck import Deck
from quizapp.domain.progress import Overview
from quizapp.domain.question import QuestionFilter, State
from quizapp.errors import ExchangeError, QuizError
from quizapp.progress.numbers import recent_days, true_retention
from quizapp.services.browse_library import BrowseLibrary
from quizapp.services.browse_questions import BrowseQuestions
from quizapp.services.exchange_decks import ExchangeDecks, ExportOutcome, in_words
from quizapp.services.home import Home
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.review_proposals import ReviewProposals
from quizapp.study.spreading import tolerance


@pytest.fixture
def browse(world: World) -> BrowseQuestions:
    return BrowseQuestions(world.stores, world.day, world.evidence, world.log)


@pytest.fixture
def exchange(world: World) -> ExchangeDecks:
    return ExchangeDecks(world.stores, world.day, KeepSafe(world.stores, world.day))


def test_a_decision_on_a_proposal_can_be_taken_back(world: World) -> None:
    proposals = ReviewProposals(world.stores, world.evidence, world.log, world.learn)
    drafts = [question(name, state=State.DRAFT) for name in "abc"]
    world.add(*drafts)
    proposals.accept(["a"])
    proposals.reject(["b"])
    assert [q.id for q in proposals.pending()] == ["c"]
    assert [q.id for q in proposals.pending("deck")] == ["c"]
    assert proposals.pending("other") == []
    proposals.take_back(drafts[:2])
    assert [q.id for q in proposals.pending()] == ["a", "b", "c"]


def test_deck_names_are_unique_whatever_the_case(browse: BrowseQuestions) -> None:
    deck = browse.create_deck("  Two   words ")
    assert deck.name == "Two words"
    with pytest.raises(QuizError, match="already"):
        browse.create_deck("TWO WORDS")
    with pytest.raises(QuizError, match="needs a name"):
        browse.create_deck("   ")
    assert browse.rename_deck(deck.id, "two words").name == "two words"
    with pytest.raises(QuizError, match="already"):
        browse.rename_deck(deck.id, "deck")


def test_a_question_without_text_or_answer_is_not_saved(
    browse: BrowseQuestions, world: World
) -> None:
    world.add(question("a"))
    for broken in (question("a", stem=" "), question("a", answer="")):
        with pytest.raises(QuizError, match="needs both"):
            browse.save(broken)
        with pytest.raises(QuizError, match="needs both"):
            browse.add("deck", replace(broken, id="b"))
    assert world.stores.decks.content == {"a": question("a")}


def test_advice_on_an_edited_question_forbids_nothing(
    browse: BrowseQuestions, world: World
) -> None:
    world.add(question("a"))
    edited = question("a", stem="He did it, when?")
    assert browse.save(edited), "the linter has something to say about this"
    assert browse.question("a").stem == edited.stem


def test_a_blank_search_finds_nothing(world: World) -> None:
    assert BrowseLibrary(world.stores, world.evidence, world.learn).search("  ") == []


def test_home_offers_what_is_left_of_the_day_s_allowance(world: World) -> None:
    home = Home(world.stores, world.day)
    world.settings.new_per_day = 3
    world.add(*(question(f"q{n}") for n in range(5)))
    assert home.new_left() == 3
    session = world.study.start(limit=2)
    while session.current:
        session.answer(session.current.question.answer, 1000)
        session.next()
    assert home.new_left() == 1
    world.settings.new_per_day = 1
    assert home.new_left() == 0


@pytest.mark.parametrize("ending", [".jsonl", ".md"])
def test_a_deck_comes_back_from_its_file(
    exchange: ExchangeDecks, world: World, tmp_path: Path, ending: str
) -> None:
    world.add(question("a", year=1917), question("b", state=State.REJECTED))
    file = tmp_path / f"deck{ending}"
    assert exchange.export_deck("deck", file) == ExportOutcome(1)
    world.stores.decks.content.clear()
    report = exchange.import_file(file, deck_name="New")
    assert (report.added, report.skipped) == (1, ())
    assert world.stores.decks.question("a").stem == "What about a?"
    assert exchange.import_file(file, deck_name="Other").unchanged == 1
    assert [deck.name for deck in world.stores.decks.decks()] == ["Deck", "New"], "no empty deck"


def test_bad_lines_are_left_out_with_their_reasons(
    exchange: ExchangeDecks, world: World, tmp_path: Path
) -> None:
    file = tmp_path / "deck.jsonl"
    good = {"kind": "place", "stem": "Where?", "answer": "Here"}
    file.write_text(f"{json.dumps(good)}\nnonsense\n")
    report = exchange.import_file(file)
    assert report.added == 1
    assert [in_words(entry) for entry in report.skipped] == ["line 2: it is not JSON"]
    (question_id,) = world.stores.decks.known_ids()
    assert world.stores.decks.deck_of(question_id).name == "Deck", "as the file is called"


@pytest.mark.parametrize(
    ("name", "contents", "reason"),
    [
        ("deck.jsonl", b"", "no question in deck.jsonl"),
        ("deck.jsonl", b"nonsense", "First problem: line 1: it is not JSON"),
        ("deck.docx", b"", "should end in one of .jsonl, .md"),
        ("deck.md", b"no head", "no deck file"),
        ("missing.md", None, "could not be read"),
    ],
)
def test_a_file_that_brings_nothing_is_refused_and_makes_no_deck(  # noqa: PLR0917
    exchange: ExchangeDecks,
    world: World,
    tmp_path: Path,
    name: str,
    contents: bytes | None,
    reason: str,
) -> None:
    if contents is not None:
        (tmp_path / name).write_bytes(contents)
    with pytest.raises(ExchangeError, match=reason):
        exchange.import_file(tmp_path / name)
    assert len(world.stores.decks.decks()) == 1


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    exchange: ExchangeDecks, tmp_path: Path
) -> None:
    with pytest.raises(ExchangeError, match="could not be written"):
        exchange.export_deck("deck", tmp_path / "no folder" / "deck.md")


@pytest.fixture
def safe(world: World, monkeypatch: pytest.MonkeyPatch) -> KeepSafe:
    reviews = world.stores.reviews

    def overview(learner: str, today: date) -> Overview:
        log = reviews.reviews(learner)
        return Overview(0, 0, 0, 0, 0, 0, true_retention(log), recent_days(log, today))

    monkeypatch.setattr(reviews, "overview", overview)
    return KeepSafe(world.stores, world.day)


def answer_some(world: World) -> None:
    world.add(*(question(name) for name in "abc"))
    for _ in range(2):
        session = world.study.start()
        while session.current:
            session.answer(session.current.question.answer, 1000)
            session.next()
        world.clock.sleep(days=3)


def test_a_sound_deck_needs_no_repair(world: World, safe: KeepSafe) -> None:
    answer_some(world)
    report = safe.check()
    assert (report.ok, report.findings, report.repaired) == (True, (), ())


def test_memory_that_does_not_follow_from_the_log_is_computed_anew(
    world: World, safe: KeepSafe
) -> None:
    answer_some(world)
    states = world.stores.reviews.states
    sound = dict(states)
    states["me", "a"] = replace(states["me", "a"], stability=500.0)
    del states["me", "b"]
    world.stores.decks.set_state(["b"], State.RETIRED)
    report = safe.check()
    assert report.ok
    assert report.repaired == ("The memory of 2 questions was computed anew from the review log.",)
    assert states["me", "a"] == replace(sound["me", "a"], due=states["me", "a"].due)
    assert states["me", "b"] == replace(sound["me", "b"], due=states["me", "b"].due)
    for key, state in sound.items():
        # The load of the days at that time is not in the log: only FSRS's tolerance is kept.
        low, high = tolerance((state.due - state.last_day).days)
        assert low - 1 <= (states[key].due - state.last_day).days <= high + 1


def test_the_memory_of_every_learner_is_checked(world: World, safe: KeepSafe) -> None:
    answer_some(world)
    world.settings.learner = "anna"
    answer_some(world)
    states = world.stores.reviews.states
    sound = dict(states)
    for learner in ("me", "anna"):
        states[learner, "a"] = replace(states[learner, "a"], stability=500.0)
    assert len(safe.check().repaired) == 2
    assert states == sound


def test_a_check_moves_no_due_day_though_the_target_has_changed(
    world: World, safe: KeepSafe
) -> None:
    answer_some(world)
    before = dict(world.stores.reviews.states)
    world.settings.target_retention = 0.8
    assert safe.check().repaired == ()
    assert world.stores.reviews.states == before


def test_totals_that_disagree_with_the_log_are_reported(
    world: World, safe: KeepSafe, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_some(world)
    wrong = Overview(0, 0, 0, 0, 0, 0, 0.5, ())
    monkeypatch.setattr(world.stores.reviews, "overview", lambda learner, today: wrong)
    report = safe.check()
    assert not report.ok
    assert "daily totals" in report.findings[0]


def test_after_a_restore_everyone_who_remembers_is_told(world: World) -> None:
    told: list[bool] = []
    safe = KeepSafe(world.stores, world.day, lambda: told.append(True))
    backup = safe.backup("test")
    assert backup
    safe.restore(backup)
    assert told == [True]


def test_the_deck_of_a_question_is_known(browse: BrowseQuestions, world: World) -> None:
    world.add(question("a"))
    assert browse.deck_of("a") == Deck("deck", "Deck")
    assert browse.count(QuestionFilter(text="about")) == 1
