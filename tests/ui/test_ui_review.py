"""Review of proposals: single keys decide, and every step can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from sample_application import SampleApplication

from quizapp.domain.judgement import Reason
from quizapp.domain.question import CROWDED, CROWDED_AT_MOST, Citation, Signs, State
from quizapp.kinds.reasons import WORDS
from quizapp.services.learn import Moved
from quizapp.ui import words
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.screens.home import HomeScreen
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


def test_after_an_edit_the_passage_and_the_reasons_are_still_there(doubted: Hands) -> None:
    screen = screen_of(doubted)
    doubted.press(Key.Key_H)
    before = screen.detail.reasons.said
    assert before
    doubted.press(Key.Key_E)
    doubted.type(" Say the day.")
    doubted.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    doubted.settle()
    assert screen.detail.reasons.said == before
    assert screen.detail.evidence.isVisible()
    assert screen.detail.evidence.passage.highlighted


def test_wrong_options_are_proposed_while_a_proposal_is_edited(
    drafts: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = screen_of(drafts)
    drafts.press(Key.Key_E)
    found = ["1 May 1871", "3 June 1873"]
    monkeypatch.setattr(
        drafts.app.author, "propose_options", lambda _question: list(found), raising=False
    )
    screen.editor.distractors.setPlainText("1 May 1871")
    drafts.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    drafts.settle()
    assert screen.editor.distractors.toPlainText() == "1 May 1871\n3 June 1873"
    found.clear()
    screen.editor.propose.click()
    drafts.settle()
    assert "No wrong options were found" in screen.editor.advice.text()


def test_of_several_documents_each_says_how_many_are_proposed_and_held_back(
    open_window: Make, empty: SampleApplication
) -> None:
    app = empty.fill(State.DRAFT)
    questions = app.memory.questions
    other = Citation("mill.txt", title="The mill", fingerprint="mill", quote="It burnt.")
    for each in ("q1", "q3"):
        questions[each] = replace(questions[each], citation=other, confidence=0.1)
    questions["q2"] = replace(questions["q2"], citation=other)
    hands = open_window(app)
    hands.go("review")
    screen = screen_of(hands)
    offered = [screen.documents.itemText(n) for n in range(screen.documents.count())]
    assert "The mill: 1 for the deck, 2 held back" in offered
    screen.documents.setCurrentIndex(offered.index("The mill: 1 for the deck, 2 held back"))
    assert shown(screen) == ["q2"]
    hands.press(Key.Key_A)
    now = [screen.documents.itemText(n) for n in range(screen.documents.count())]
    assert "The mill: 0 for the deck, 2 held back" in now


def test_one_document_needs_no_choice_of_documents(drafts: Hands) -> None:
    assert not screen_of(drafts).documents.isVisible()


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


# What is held back, and why

ELSEWHERE = Citation("other.txt", title="Another text", paragraph=9, quote="It opened in 1873.")


@pytest.fixture
def doubted(open_window: Make, empty: SampleApplication) -> Hands:
    """Two proposals for the deck and two held back, q3 surer than q1."""
    app = empty.fill(State.DRAFT)
    questions = app.memory.questions
    signs = Signs((("found", 0.8), ("weak: a state", 1.0), ("contradicted", 1.0)), (), (ELSEWHERE,))
    questions["q1"] = replace(questions["q1"], confidence=0.1, signs=signs)
    plain = Signs((("found", 0.8), ("weak: a journey", 1.0)))
    questions["q3"] = replace(questions["q3"], confidence=0.4, signs=plain)
    hands = open_window(app)
    hands.go("review")
    return hands


def shown(screen: ReviewScreen) -> list[str]:
    return [screen.model.at(row).id for row in range(screen.model.rowCount())]


def test_the_list_opens_with_what_is_for_the_deck_and_h_shows_what_is_held_back(
    doubted: Hands,
) -> None:
    screen = screen_of(doubted)
    assert shown(screen) == ["q2", "q4"]
    assert screen.shares.currentText() == "For the deck (2)"
    assert not screen.detail.reasons.isVisible()
    doubted.press(Key.Key_H)
    assert shown(screen) == ["q3", "q1"], "best first"
    assert screen.shares.currentText() == "Less sure (2)"
    assert "Less sure" in texts(screen)
    doubted.press(Key.Key_H)
    assert shown(screen) == ["q2", "q4"]
    screen.shares.setCurrentIndex(3)
    doubted.settle()
    assert shown(screen) == ["q2", "q4", "q3", "q1"]


def test_a_line_says_how_many_are_held_back_and_leads_there_and_back(doubted: Hands) -> None:
    screen = screen_of(doubted)
    assert screen.other_side.isVisible()
    assert screen.other_side.text() == "2 less sure: look at them"
    screen.other_side.click()
    doubted.settle()
    assert shown(screen) == ["q3", "q1"]
    assert screen.other_side.text() == "Back to the 2 for the deck"
    screen.other_side.click()
    doubted.settle()
    assert shown(screen) == ["q2", "q4"]
    screen.shares.setCurrentIndex(3)
    doubted.settle()
    assert not screen.other_side.isVisible(), "all of them are in sight"


@pytest.fixture
def crowded(open_window: Make, empty: SampleApplication) -> Hands:
    """One for the deck, one less sure, and two of which the deck has enough."""
    app = empty.fill(State.DRAFT)
    questions = app.memory.questions
    questions["q1"] = replace(questions["q1"], confidence=0.4, signs=Signs((("found", 0.8),)))
    for name in ("q2", "q3"):
        signs = Signs((("found", 0.8), (CROWDED, 1.0)))
        questions[name] = replace(questions[name], confidence=CROWDED_AT_MOST, signs=signs)
    hands = open_window(app)
    hands.go("review")
    return hands


def test_what_is_more_than_needed_is_told_from_what_is_less_sure(crowded: Hands) -> None:
    screen = screen_of(crowded)
    choices = [screen.shares.itemText(number) for number in range(screen.shares.count())]
    assert choices == ["For the deck (1)", "Less sure (1)", "More than needed (2)", "All proposals"]
    assert shown(screen) == ["q4"]
    assert screen.other_side.text() == "1 less sure: look at them"
    crowded.press(Key.Key_H)
    assert shown(screen) == ["q1"]
    assert screen.other_side.text() == "2 more than needed: look at them"
    crowded.press(Key.Key_H)
    assert shown(screen) == ["q2", "q3"]
    assert "More than needed" in texts(screen)
    assert "Less sure" not in texts(screen)
    assert screen.detail.reasons.said == WORDS[CROWDED]
    assert screen.other_side.text() == "Back to the 1 for the deck"
    crowded.press(Key.Key_H)
    assert shown(screen) == ["q4"]


def test_a_side_with_nothing_left_is_passed_over(crowded: Hands) -> None:
    screen = screen_of(crowded)
    crowded.press(Key.Key_H)
    crowded.press(Key.Key_R)
    assert "1 question that are surer still wait" in texts(screen)
    crowded.press(Key.Key_Return)
    assert shown(screen) == ["q4"]
    crowded.press(Key.Key_H)
    assert shown(screen) == ["q2", "q3"]


def test_home_and_the_report_tell_them_apart_too(crowded: Hands) -> None:
    home = crowded.go("home")
    assert isinstance(home, HomeScreen)
    assert home._rows[0].held_back.text() == "1 less sure, 2 more than needed: look at them"
    assert words.held_back(2, 2) == "2 more than needed"
    assert words.held_back(3, 0) == "3 less sure"


def test_without_held_back_ones_there_is_no_such_line(drafts: Hands) -> None:
    assert not screen_of(drafts).other_side.isVisible()


def test_home_tells_of_a_deck_how_many_are_held_back_and_leads_to_them(doubted: Hands) -> None:
    home = doubted.go("home")
    assert isinstance(home, HomeScreen)
    line = home._rows[0].held_back
    assert line.isVisible()
    assert line.text() == "2 less sure: look at them"
    line.click()
    doubted.settle()
    assert doubted.window.now == "review"
    assert shown(screen_of(doubted)) == ["q3", "q1"]


def test_home_is_no_empty_page_while_anything_is_held_back(
    open_window: Make, empty: SampleApplication
) -> None:
    app = empty.fill(State.DRAFT)
    for name, question in app.memory.questions.items():
        app.memory.questions[name] = replace(question, confidence=0.2)
    home = open_window(app).go("home")
    assert isinstance(home, HomeScreen)
    assert home._rows[0].held_back.isVisible()
    assert home._rows[0].held_back.text() == "4 less sure: look at them"


def test_a_held_back_question_says_why_and_shows_what_contradicts_it(doubted: Hands) -> None:
    screen = screen_of(doubted)
    doubted.press(Key.Key_H)
    assert screen.detail.reasons.said == WORDS["weak: a journey"]
    doubted.press(Key.Key_J)
    assert screen.detail.reasons.said.splitlines() == [
        f"{WORDS['contradicted']} “It opened in 1873.” Another text, paragraph 9.",
        WORDS["weak: a state"],
    ]
    assert "“It opened in 1873.”" in texts(screen)
    assert "Another text, paragraph 9" in texts(screen)


def test_when_the_deck_is_judged_what_is_held_back_can_be_looked_at(doubted: Hands) -> None:
    screen = screen_of(doubted)
    doubted.press(Key.Key_R)
    doubted.press(Key.Key_R)
    assert "rejected them all" in texts(screen)
    assert screen._look.text() == "Look at the 2 held back"
    doubted.press(Key.Key_Return)
    assert shown(screen) == ["q3", "q1"]
    doubted.press(Key.Key_A)
    assert doubted.app.memory.questions["q3"].state is ACCEPTED
    assert shown(screen) == ["q3", "q1"], "a decision moves nothing"
    doubted.press(Key.Key_U)
    doubted.press(Key.Key_U)
    assert screen.current.id == "q4"
    assert shown(screen) == ["q2", "q4"], "undo goes to where the question is"


def test_accept_all_takes_only_what_is_shown(doubted: Hands) -> None:
    screen_of(doubted).accept_all()
    doubted.settle()
    assert states(doubted) == [DRAFT, ACCEPTED, DRAFT, ACCEPTED]
    assert "All judged" in texts(screen_of(doubted))


def test_with_only_held_back_proposals_it_says_so(open_window: Make, empty: SampleApplication):
    app = empty.fill(State.DRAFT)
    for name, question in app.memory.questions.items():
        app.memory.questions[name] = replace(question, confidence=0.2)
    hands = open_window(app)
    hands.go("review")
    assert "Held back: 4 less sure; each says why." in texts(screen_of(hands))
    hands.press(Key.Key_Return)
    assert screen_of(hands).model.rowCount() == 4


# Why a question was rejected


def test_a_digit_says_why_and_the_list_has_gone_on_already(drafts: Hands) -> None:
    screen = screen_of(drafts)
    drafts.press(Key.Key_R)
    assert screen.current.id == "q2"
    assert screen.why.isVisible()
    assert "When was the new lighthouse" in screen.why.accessibleName()
    drafts.press(Key.Key_3)
    assert drafts.app.proposals.explained == [("q1", Reason.NOT_THE_ONLY_ANSWER)]
    assert not screen.why.isVisible()
    drafts.press(Key.Key_4)
    assert len(drafts.app.proposals.explained) == 1


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_A, Key.Key_U, Key.Key_E])
def test_nobody_has_to_say_why(drafts: Hands, key: Key) -> None:
    drafts.press(Key.Key_R)
    drafts.press(key)
    assert not screen_of(drafts).why.isVisible()
    assert drafts.app.proposals.explained == []
    assert drafts.window.now == "review"


def test_every_reason_has_a_button_with_its_key(drafts: Hands) -> None:
    why = screen_of(drafts).why
    drafts.press(Key.Key_R)
    for number, (reason, made) in enumerate(why.buttons.items(), start=1):
        assert made.accessibleName() == words.reason_name(reason)
        assert made.toolTip().endswith(f"({number})")
    why.buttons[Reason.CLUMSY].click()
    drafts.settle()
    assert drafts.app.proposals.explained == [("q1", Reason.CLUMSY)]


# Learning


def test_what_the_verdicts_moved_is_said_and_the_order_stays_until_f5(doubted: Hands) -> None:
    screen = screen_of(doubted)
    memory = doubted.app.memory
    memory.questions["q4"] = replace(memory.questions["q4"], confidence=0.3)
    doubted.app.proposals.moves = Moved(changed=3, held_back=1)
    doubted.press(Key.Key_A)
    doubted.qtbot.waitUntil(screen._sort.isVisible, timeout=5000)
    assert "1 question" in screen._sort.toolTip()
    assert shown(screen) == ["q2", "q4"]
    doubted.press(Key.Key_F5)
    assert shown(screen) == ["q2"]
    assert not screen._sort.isVisible()
    assert "moved 1 question: 1 out of it" in banner(doubted)
    doubted.press(Key.Key_H)
    assert shown(screen) == ["q3", "q4", "q1"]
    doubted.press(Key.Key_U)
    assert memory.questions["q2"].state is DRAFT, "undo goes on to work"


def test_opening_the_list_says_what_moved(doubted: Hands) -> None:
    doubted.app.proposals.moves = Moved(changed=5, to_deck=2, held_back=1)
    doubted.go("review")
    said = "Your verdicts moved 3 questions: 2 into the deck’s list, 1 out of it."
    assert said in banner(doubted)


def banner(hands: Hands) -> str:
    found = hands.window.banner.findChildren(QLabel)
    return " ".join(label.text() for label in found)


def test_who_judges_the_less_sure_first_is_led_to_the_others(doubted: Hands) -> None:
    screen = screen_of(doubted)
    screen.swap_share()
    doubted.settle()
    doubted.press(Key.Key_A)
    doubted.press(Key.Key_A)
    assert "2 questions that are surer still wait" in texts(screen)
    assert screen._look.text() == "Judge the 2 for the deck"
    doubted.press(Key.Key_Return)
    assert shown(screen) == ["q2", "q4"]


def test_when_all_is_judged_the_last_verdict_can_be_taken_back_there(drafts: Hands) -> None:
    screen = screen_of(drafts)
    for key in (Key.Key_A, Key.Key_A, Key.Key_A, Key.Key_R):
        drafts.press(key)
    back = next(b for b in screen.findChildren(QPushButton) if b.text() == "Undo the last verdict")
    assert back.isVisible()
    back.click()
    drafts.settle()
    assert screen.current is not None
    assert states(drafts).count(DRAFT) == 1
    drafts.press(Key.Key_R)
    drafts.ctrl(Key.Key_Z)
    assert states(drafts).count(DRAFT) == 1


def test_where_nothing_was_judged_there_is_no_undo(
    open_window: Make, empty: SampleApplication
) -> None:
    hands = open_window(empty)
    hands.go("review")
    buttons = screen_of(hands).findChildren(QPushButton)
    assert not any(b.isVisible() for b in buttons if b.text() == "Undo the last verdict")
