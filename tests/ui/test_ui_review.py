"""Review of proposals: single keys decide, and every step can be taken back."""

from __future__ import annotations

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from sample_application import SampleApplication

from quizapp.domain.question import State
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.screens.review import ReviewScreen

DRAFT, ACCEPTED, REJECTED = State.DRAFT, State.ACCEPTED, State.REJECTED


@pytest.fixture
def drafts(open_window: Make, empty: SampleApplication) -> Hands:
    hands = open_window(empty.fill(State.DRAFT))
    hands.go("review")
    return hands


def screen_of(hands: Hands) -> ReviewScreen:
    screen = hands.window.screen_named("review")
    assert isinstance(screen, ReviewScreen)
    return screen


def states(hands: Hands) -> list[State]:
    return [question.state for question in hands.app.memory.questions.values()]


def texts(screen: ReviewScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_the_first_proposal_shows_with_its_evidence_highlighted(drafts: Hands) -> None:
    screen = screen_of(drafts)
    assert "When was the new lighthouse of Lindholm opened?" in texts(screen)
    assert "14 June 1872" in texts(screen)
    assert screen.detail.evidence.passage.highlighted == "14 June 1872"
    assert "The harbour of Lindholm, paragraph 3" in texts(screen)


def test_a_accepts_r_rejects_and_the_next_one_comes_up(drafts: Hands) -> None:
    drafts.press(Key.Key_A)
    assert states(drafts)[0] is ACCEPTED
    assert screen_of(drafts).current is not None
    assert screen_of(drafts).current.id == "q2"
    drafts.press(Key.Key_R)
    assert states(drafts)[:2] == [ACCEPTED, REJECTED]
    assert "2 left  ·  1 accepted  ·  1 rejected" in texts(screen_of(drafts))


@pytest.mark.parametrize("key", [Key.Key_U, Key.Key_Z])
def test_undo_takes_back_step_by_step(drafts: Hands, key: Key) -> None:
    drafts.press(Key.Key_A)
    drafts.press(Key.Key_R)
    modifier = Qt.KeyboardModifier.ControlModifier
    none = Qt.KeyboardModifier.NoModifier
    drafts.press(key, modifier if key == Key.Key_Z else none)
    assert states(drafts)[:2] == [ACCEPTED, DRAFT]
    assert screen_of(drafts).current.id == "q2"
    drafts.press(key, modifier if key == Key.Key_Z else none)
    assert states(drafts) == [DRAFT] * 4
    assert screen_of(drafts).current.id == "q1"
    drafts.press(key, modifier if key == Key.Key_Z else none)
    assert states(drafts) == [DRAFT] * 4


def test_j_k_and_the_arrows_move(drafts: Hands) -> None:
    for key, expected in (
        (Key.Key_J, "q2"), (Key.Key_Down, "q3"), (Key.Key_K, "q2"), (Key.Key_Up, "q1"),
        (Key.Key_K, "q1"),
    ):  # fmt: skip
        drafts.press(key)
        assert screen_of(drafts).current.id == expected


def test_a_decision_can_be_changed_by_going_back(drafts: Hands) -> None:
    drafts.press(Key.Key_A)
    drafts.press(Key.Key_K)
    drafts.press(Key.Key_R)
    assert states(drafts)[0] is REJECTED


def test_accept_all_asks_first_and_is_one_step_of_undo(drafts: Hands) -> None:
    drafts.press(Key.Key_R)
    drafts.press(Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    box = screen_of(drafts).findChild(ConfirmDialog)
    assert box is not None
    assert states(drafts).count(ACCEPTED) == 0
    yes = next(b for b in box.findChildren(QPushButton) if b.text() == "Accept all")
    yes.click()
    drafts.settle()
    assert states(drafts) == [REJECTED, ACCEPTED, ACCEPTED, ACCEPTED]
    assert "All judged" in texts(screen_of(drafts))
    drafts.window.activateWindow()  # what a window manager does when the question is closed
    drafts.qtbot.waitUntil(drafts.window.isActiveWindow)
    drafts.press(Key.Key_U)
    assert states(drafts) == [REJECTED, DRAFT, DRAFT, DRAFT]


def test_the_filter_shows_one_kind_and_accept_all_keeps_to_it(drafts: Hands) -> None:
    screen = screen_of(drafts)
    screen.kinds.setCurrentIndex(1)
    drafts.settle()
    assert screen.model.rowCount() == 2
    screen.accept_all()
    drafts.settle()
    assert states(drafts) == [ACCEPTED, DRAFT, DRAFT, ACCEPTED]
    assert screen.model.rowCount() == 4  # on to the kinds that remain


def test_when_all_is_judged_enter_studies_them(drafts: Hands) -> None:
    for _ in range(4):
        drafts.press(Key.Key_A)
    assert "4 questions accepted" in texts(screen_of(drafts))
    drafts.press(Key.Key_Return)
    assert drafts.window.now == "study"
    assert drafts.app.study.sessions[0].current is not None


def test_when_all_was_rejected_there_is_nothing_to_study(drafts: Hands) -> None:
    for _ in range(4):
        drafts.press(Key.Key_R)
    assert "rejected them all" in texts(screen_of(drafts))
    assert not screen_of(drafts)._study.isVisible()


def test_e_edits_ctrl_enter_saves_and_undo_brings_the_old_text_back(drafts: Hands) -> None:
    screen = screen_of(drafts)
    drafts.press(Key.Key_E)
    assert screen.editor.stem.hasFocus()
    screen.editor.stem.selectAll()
    drafts.type("When did the lighthouse open?")
    drafts.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert drafts.app.memory.questions["q1"].stem == "When did the lighthouse open?"
    assert "When did the lighthouse open?" in texts(screen)
    drafts.press(Key.Key_U)
    assert drafts.app.memory.questions["q1"].stem.startswith("When was the new lighthouse")


def test_moving_on_keeps_what_was_written_and_undo_takes_it_back(drafts: Hands) -> None:
    screen = screen_of(drafts)
    drafts.press(Key.Key_E)
    drafts.type(" Say the day.")
    screen.list.setCurrentIndex(screen.model.index(2))
    drafts.settle()
    assert drafts.app.memory.questions["q1"].stem.endswith("? Say the day.")
    assert not screen._editing
    drafts.press(Key.Key_U)
    assert drafts.app.memory.questions["q1"].stem.endswith("opened?")


def test_the_proof_stays_in_sight_while_a_question_is_edited(drafts: Hands) -> None:
    screen = screen_of(drafts)
    drafts.press(Key.Key_E)
    assert screen.proof.isVisible()
    assert screen.proof.passage.highlighted == "14 June 1872"


def test_letters_in_the_editor_are_text_and_no_commands(drafts: Hands) -> None:
    drafts.press(Key.Key_E)
    drafts.type("aruejk")
    assert states(drafts) == [DRAFT] * 4
    drafts.press(Key.Key_Escape)
    assert drafts.app.memory.questions["q1"].stem.startswith("When was the new")


def test_the_linter_advises_while_typing(drafts: Hands) -> None:
    screen = screen_of(drafts)
    drafts.press(Key.Key_E)
    screen.editor.distractors.setPlainText("14 June 1872\n14 June 1874")
    drafts.qtbot.waitUntil(lambda: bool(screen.editor.advice.text()), timeout=5000)
    assert screen.editor.advice.isVisible()


def test_an_empty_question_is_not_saved(drafts: Hands) -> None:
    screen = screen_of(drafts)
    drafts.press(Key.Key_E)
    screen.editor.stem.setPlainText("  ")
    drafts.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert drafts.app.memory.questions["q1"].stem.startswith("When was")
    assert "needs both" in screen.editor.advice.text()


def test_with_no_proposals_it_says_what_to_do(hands: Hands) -> None:
    hands.go("review")
    assert "No proposals wait" in texts(screen_of(hands))
    hands.press(Key.Key_Return)
    assert hands.window.now == "add"


def test_only_the_proposals_of_the_deck_are_shown_when_one_is_given(drafts: Hands) -> None:
    drafts.go("review", "another deck")
    assert "No proposals wait" in texts(screen_of(drafts))
    drafts.go("review", "deck-1")
    assert screen_of(drafts).model.rowCount() == 4


def test_o_opens_the_passage_in_the_library(drafts: Hands) -> None:
    drafts.press(Key.Key_O)
    drafts.settle()
    assert drafts.window.now == "library"
