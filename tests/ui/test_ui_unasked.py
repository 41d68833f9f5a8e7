"""From a deck just made to the sentences that gave no question: why, where they stand, and a
question of one's own about them; by keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Hands, Key, Make
from pytestqt.qtbot import QtBot
from real_window import real_window
from sample_application import SampleApplication

from quizapp.documents import read_document
from quizapp.domain.deck import Deck
from quizapp.domain.question import CROWDED, CROWDED_AT_MOST, QuestionFilter, Signs, State
from quizapp.ui.desk import Unasked
from quizapp.ui.screens.add_documents import AddDocumentsScreen
from quizapp.ui.screens.library import LibraryScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.screens.write import WriteScreen
from quizapp.ui.theme import Theme

SENTENCE = "On 14 June 1872 the harbour master Edvard Strand opened the new lighthouse."


@pytest.fixture
def app(empty: SampleApplication) -> SampleApplication:
    """Proposals of a document, of which one dated sentence gave none that is for the deck."""
    made = empty.fill(State.DRAFT)
    questions = made.memory.questions
    questions.pop("q1")
    questions["q2"] = replace(questions["q2"], confidence=0.3)
    return made


@pytest.fixture
def hands(open_window: Make, app: SampleApplication) -> Hands:
    return open_window(app)


def library_of(hands: Hands) -> LibraryScreen:
    assert hands.window.now == "library"
    screen = hands.window.screen_named("library")
    assert isinstance(screen, LibraryScreen)
    return screen


def listed(screen: LibraryScreen) -> list[str]:
    return [str(screen.model.index(row).data()) for row in range(screen.model.rowCount())]


@pytest.mark.parametrize("left_out", [set(), {"q1", "q2"}])
def test_what_was_read_says_how_many_sentences_gave_nothing_and_g_shows_them(
    open_window: Make, empty: SampleApplication, left_out: set[str]
) -> None:
    empty.make.left_out = left_out
    hands = open_window(empty)
    hands.go("add", ["/books/lindholm.txt"])
    add = hands.window.screen_named("add")
    assert isinstance(add, AddDocumentsScreen)
    add.target.start.click()
    hands.qtbot.waitUntil(lambda: not add.busy)
    hands.settle()
    assert add.result.unasked.isVisible() is bool(left_out)
    hands.press(Key.Key_G)
    if not left_out:
        assert hands.window.now == "add"
        return
    assert add.result.unasked.text() == "1 dated sentence without a question: show them"
    assert listed(library_of(hands)) == [SENTENCE]


def test_the_review_leads_to_them_while_judging_and_when_all_is_judged(hands: Hands) -> None:
    hands.go("review")
    review = hands.window.screen_named("review")
    assert isinstance(review, ReviewScreen)
    assert review.unasked.isVisible()
    assert review.unasked.text() == "1 dated sentence without a question"
    review.accept_all()
    hands.settle()
    assert review._unasked_choice.isVisible()
    review._unasked_choice.click()
    hands.settle()
    assert listed(library_of(hands)) == [SENTENCE]


def test_what_is_rejected_asks_about_nothing_any_more(hands: Hands) -> None:
    hands.go("review")
    review = hands.window.screen_named("review")
    assert isinstance(review, ReviewScreen)
    for _ in range(2):
        hands.press(Key.Key_R)
    assert review._unasked_choice.text() != "1 dated sentence without a question"
    hands.press(Key.Key_G)
    rows = [
        f"{library_of(hands).model.index(row).data()} {library_of(hands).model.at(row).why}"  # type: ignore[union-attr]
        for row in range(library_of(hands).model.rowCount())
    ]
    assert any("rejected" in row for row in rows)


def test_each_says_why_and_stands_marked_in_the_text(hands: Hands) -> None:
    hands.go("review")
    hands.press(Key.Key_G)
    screen = library_of(hands)
    assert screen._listed.text() == "1 dated sentence without a question"
    assert screen.reader.marked == SENTENCE
    said = screen.bare_panel.said
    assert said.startswith("Its question is held back, because it is less sure.")
    assert "Who opened the new lighthouse of Lindholm in 1872? Edvard Strand" in said
    assert screen.bare_panel.take.isVisible()


def test_what_the_deck_has_enough_of_says_that(open_window: Make, app: SampleApplication) -> None:
    signs = Signs(((CROWDED, 1.0),))
    q2 = app.memory.questions["q2"]
    app.memory.questions["q2"] = replace(q2, confidence=CROWDED_AT_MOST, signs=signs)
    hands = open_window(app)
    hands.go("review")
    hands.press(Key.Key_G)
    assert "the deck has enough questions of this text" in library_of(hands).bare_panel.said


def test_a_takes_what_was_proposed_and_the_sentence_has_its_question(hands: Hands) -> None:
    hands.go("review")
    hands.press(Key.Key_G)
    screen = library_of(hands)
    hands.press(Key.Key_A)
    assert hands.app.memory.questions["q2"].state is State.ACCEPTED
    assert "Every dated sentence has its question" in hands.window.banner.text
    assert not screen._list_head.isVisible()
    assert not screen.bare_panel.isVisible()
    assert len(listed(screen)) == 1, "the documents again"


def test_w_writes_a_question_with_the_sentence_as_its_proof_and_esc_leads_back(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    paper = tmp_path / "quays.txt"
    paper.write_text("The quay was built in 1871. It was wide. The mill burnt in 1884.\n")
    with real_window(theme, qtbot, tmp_path) as real:
        document = read_document(paper)
        real.app.stores.documents.save_document(document)
        real.app.stores.decks.save_deck(Deck("mine", "Mine"))
        screen = real.go("library", Unasked((document.fingerprint,)))
        assert isinstance(screen, LibraryScreen)
        assert listed(screen) == ["The quay was built in 1871.", "The mill burnt in 1884."]
        real.press(Key.Key_G)
        real.press(Key.Key_W)
        write = real.window.screen_named("write")
        assert isinstance(write, WriteScreen)
        write.form.stem.setPlainText("When did the mill burn?")
        write.decks.setCurrentIndex(write.decks.findData("mine"))
        rows = write.form.editor.rows  # type: ignore[attr-defined]
        for row, text in zip(rows.rows, ("1884", "1894"), strict=False):
            row.text.setText(text)
        real.settle()
        write.save()
        real.settle()
        (kept,) = real.app.stores.decks.questions(QuestionFilter(deck_ids=("mine",)))
        assert kept.citation is not None
        assert kept.citation.quote == "The mill burnt in 1884."
        real.press(Key.Key_Escape)
        assert real.window.now == "library", "back to where the next one waits"
        assert listed(screen) == ["The quay was built in 1871."]
        assert screen.bare_panel.isVisible()
        real.press(Key.Key_Escape)
        assert not screen._list_head.isVisible()
        assert not screen.bare_panel.isVisible()


def test_g_goes_from_one_to_the_next_and_round(open_window: Make, app: SampleApplication) -> None:
    app.memory.questions.clear()
    hands = open_window(app)
    hands.go("library", Unasked(tuple(app.memory.documents)))
    screen = library_of(hands)
    texts = listed(screen)
    assert len(texts) > 2
    assert len(set(texts)) == len(texts)
    for text in [*texts[1:], texts[0]]:
        hands.press(Key.Key_G)
        assert screen.reader.marked == text
    assert not screen.bare_panel.take.isVisible(), "nothing was proposed"


def test_a_search_leaves_the_list_of_sentences(hands: Hands) -> None:
    hands.go("review")
    hands.press(Key.Key_G)
    screen = library_of(hands)
    screen.search.setText("harbour")
    hands.qtbot.waitUntil(lambda: not screen._list_head.isVisible())
