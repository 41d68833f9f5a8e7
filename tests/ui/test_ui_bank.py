"""The question bank: many questions changed at once, added to quizzes, searched, merged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Difficulty, Question, QuestionFilter, State
from quizapp.services.quiz_draw import picks
from quizapp.ui.bank.change_dialog import ChangeDialog
from quizapp.ui.bank.merge_dialog import MergeDialog
from quizapp.ui.bank.replace_dialog import ReplaceDialog
from quizapp.ui.bank.to_quiz_dialog import ToQuizDialog
from quizapp.ui.desk import DRAGGED
from quizapp.ui.screens.questions import QuestionsScreen
from quizapp.ui.theme import Theme

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def real(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    """With a deck of five questions of its own."""
    with real_window(theme, qtbot, tmp_path) as made:
        made.app.stores.decks.save_deck(Deck("mine", "Mine"))
        made.app.stores.decks.save_deck(Deck("other", "Other"))
        made.app.stores.decks.save_questions("mine", [question(number) for number in range(5)])
        yield made


def question(number: int) -> Question:
    stem = f"Which ship came to Lindholm in 187{number}?"
    return Question(
        f"m{number}", AnswerKind.OTHER, stem, f"Ship {number}", distractors=("Boat", "Barge"),
        tags=("ships",), explanation="See the log of the harbour.",
    )  # fmt: skip


def mine(real: RealWindow) -> dict[str, Question]:
    found = real.app.stores.decks.questions_by_id([f"m{number}" for number in range(5)])
    return dict(sorted(found.items()))


def open_mine(real: RealWindow, *, select: bool = True) -> QuestionsScreen:
    screen = real.go("questions", "mine")
    assert isinstance(screen, QuestionsScreen)
    if select:
        screen.table.selectAll()
    return screen


def in_banner(real: RealWindow, text: str) -> None:
    buttons = real.window.banner.findChildren(QPushButton)
    next(each for each in buttons if each.text() == text).click()
    real.settle()


def choose(box: object, data: object) -> None:
    box.setCurrentIndex(box.findData(data))  # type: ignore[attr-defined]


def open_change(real: RealWindow) -> tuple[QuestionsScreen, ChangeDialog]:
    screen = open_mine(real)
    real.press(Key.Key_B)
    assert isinstance(screen.bank.dialog, ChangeDialog)
    return screen, screen.bank.dialog


def test_b_changes_all_that_are_selected_and_one_undo_takes_it_back(real: RealWindow) -> None:
    before = mine(real)
    screen, box = open_change(real)
    assert not box.agree.isEnabled()  # nothing is chosen yet
    box.add_tags.setText("harbour, SHIPS")
    box.topic.setEditText("Lindholm / 1870s")
    choose(box.difficulty, int(Difficulty.HARD))
    choose(box.deck, "other")
    assert box.agree.text() == "Change 5 questions"
    box.agree.click()
    real.settle()
    now = mine(real)
    assert {each.tags for each in now.values()} == {("ships", "harbour")}
    assert {each.topic for each in now.values()} == {"Lindholm/1870s"}
    assert {each.difficulty for each in now.values()} == {Difficulty.HARD}
    assert real.app.stores.decks.deck_of("m0").id == "other"
    assert screen.model.rowCount() == 0  # they are in another deck now
    said = real.window.banner.text
    assert said == (
        "5 questions changed: tags added to 5, topic set for 5, difficulty set for 5, "
        "5 moved to Other."
    )
    in_banner(real, "Undo")
    assert mine(real) == before
    assert real.app.stores.decks.deck_of("m0").id == "mine"
    assert screen.model.rowCount() == 5
    assert "Undone: 5 questions as before." in real.window.banner.text


def test_ctrl_z_undoes_and_says_where_there_is_nothing(real: RealWindow) -> None:
    _, box = open_change(real)
    choose(box.state, State.RETIRED)
    box.agree.click()
    real.settle()
    assert {each.state for each in mine(real).values()} == {State.RETIRED}
    real.window.activateWindow()
    real.window.screen_named("questions").table.setFocus()  # type: ignore[attr-defined]
    real.settle()
    real.press(Key.Key_Z, CTRL)
    assert {each.state for each in mine(real).values()} == {State.ACCEPTED}
    real.press(Key.Key_Z, CTRL)
    assert "nothing to undo" in real.window.banner.text


def test_a_topic_is_taken_away_where_it_is_set_to_nothing(real: RealWindow) -> None:
    real.app.stores.decks.update_question(replace(mine(real)["m0"], topic="Lindholm"))
    _, box = open_change(real)
    box.sets_topic.setChecked(True)
    box.remove_tags.setText("none such")
    box.agree.click()
    real.settle()
    assert mine(real)["m0"].topic == ""
    assert real.window.banner.text == (
        "1 question changed: topic taken away from 1. 4 were so already."
    )


def test_rows_that_are_not_loaded_are_changed_too(real: RealWindow) -> None:
    many = [replace(question(0), id=f"x{n}", stem=f"What is number {n}?") for n in range(400)]
    real.app.stores.decks.save_questions("mine", many)
    screen, box = open_change(real)
    assert len(screen.chosen) < 405
    assert box.agree.text() == "Change 405 questions"
    box.add_tags.setText("all")
    box.agree.click()
    real.settle()
    tagged = QuestionFilter(tags=("all",))
    assert real.app.questions.count(tagged) == 405
    screen.table.selectAll()
    screen.retire.click()
    real.settle()
    assert real.app.questions.count(replace(tagged, states=(State.RETIRED,))) == 405


def to_quiz(real: RealWindow) -> ToQuizDialog:
    screen = open_mine(real)
    real.press(Key.Key_Q)
    assert isinstance(screen.bank.dialog, ToQuizDialog)
    return screen.bank.dialog


def picked(real: RealWindow, name: str) -> list[str]:
    return [pick.question_id for pick in picks(real.app.quizzes.called(name))]


def test_q_makes_a_quiz_of_the_selected_questions(real: RealWindow) -> None:
    box = to_quiz(real)
    assert box.agree.text() == "Make the quiz"
    box.name.setText(" ")
    assert not box.agree.isEnabled()
    box.name.setText("Ships")
    box.agree.click()
    real.settle()
    assert picked(real, "Ships") == [f"m{number}" for number in range(5)]
    assert real.window.banner.text == "5 questions added to Ships."
    in_banner(real, "Undo")
    assert real.app.quizzes.quizzes() == []
    assert real.window.banner.text == "Undone: 1 quiz as before."


def test_questions_are_added_to_a_quiz_that_is_there(real: RealWindow) -> None:
    real.app.quizzes.create("Monday", ["m1"])
    real.app.questions.set_state(["m2"], State.RETIRED)
    box = to_quiz(real)
    assert box.list.currentItem().text() == "Monday  ·  1 question"
    assert not box.name.isVisible()
    box.agree.click()
    real.settle()
    assert picked(real, "Monday") == ["m1", "m0", "m3", "m4"]
    assert real.window.banner.text == (
        "3 questions added to Monday. 1 were in it already. 1 were left out: they are not in study."
    )


def test_selected_rows_dropped_on_quizzes_ask_for_the_quiz(real: RealWindow) -> None:
    screen = open_mine(real)
    entry = real.window.rail.buttons["quizzes"]
    data = screen.table.dragged()
    assert data.data(DRAGGED) == b"5"
    at, nothing = QPoint(4, 4), Qt.KeyboardModifier.NoModifier
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(at, copy, data, left, nothing)
    QApplication.sendEvent(entry, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(entry, QDropEvent(QPointF(at), copy, data, left, nothing))
    real.settle()
    assert isinstance(screen.bank.dialog, ToQuizDialog)
    assert not real.window.rail.buttons["home"].acceptDrops()


def test_only_rows_that_are_selected_are_dragged(real: RealWindow) -> None:
    screen = open_mine(real, select=False)
    table = screen.table
    place, view = table.visualRect(screen.model.index(1, 0)).center(), table.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    assert not table.dragEnabled()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
    assert table.dragEnabled()
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)


def open_replace(
    real: RealWindow, *, select: bool = False
) -> tuple[QuestionsScreen, ReplaceDialog]:
    screen = open_mine(real, select=False)
    real.press(Key.Key_H, CTRL)
    assert isinstance(screen.bank.dialog, ReplaceDialog)
    return screen, screen.bank.dialog


def rows_of(box: ReplaceDialog) -> list[tuple[str, str, str]]:
    return [
        tuple(box.model.index(row, column).data() for column in range(3))  # type: ignore[misc]
        for row in range(box.model.rowCount())
    ]


def test_every_place_is_shown_before_anything_is_replaced(real: RealWindow) -> None:
    before = mine(real)
    _, box = open_replace(real)
    box.old.setText("lindholm")
    box.new.setText("Granvik")
    QTest.keyClick(box.old, Key.Key_Return)
    real.settle()
    assert mine(real) == before
    assert len(rows_of(box)) == 5
    assert rows_of(box)[0] == (
        "Question", "Which ship came to Lindholm in 1870?", "Which ship came to Granvik in 1870?",
    )  # fmt: skip
    assert box.agree.text() == "Replace in 5 questions"
    box.table.selectRow(0)
    QTest.keyClick(box.table, Key.Key_Space)
    assert box.agree.text() == "Replace in 4 questions"
    box.agree.click()
    real.settle()
    assert mine(real)["m0"] == before["m0"]
    assert mine(real)["m4"].stem == "Which ship came to Granvik in 1874?"
    assert real.window.banner.text == "“lindholm” is now “Granvik” in 4 questions."
    in_banner(real, "Undo")
    assert mine(real) == before


def test_a_list_of_another_search_cannot_be_agreed_to(real: RealWindow) -> None:
    _, box = open_replace(real)
    box.old.setText("Ship")
    box.look.click()
    real.settle()
    assert box.agree.isEnabled()
    box.whole_words.setChecked(True)
    assert not box.agree.isEnabled()
    assert not rows_of(box)
    assert "Press Find" in box.said.text()


def test_replacing_says_where_nothing_is_found_or_may_not_be_replaced(real: RealWindow) -> None:
    _, box = open_replace(real)
    box.look.click()
    real.settle()
    assert box.said.text() == "Say what to look for."
    box.old.setText("zeppelin")
    box.look.click()
    real.settle()
    assert box.said.text() == "It stands in none of these questions."
    box.old.setText("Barge")
    box.new.setText("Boat")
    box.look.click()
    real.settle()
    assert box.said.text() == ("5 places cannot be replaced: Two of its options would be the same.")
    assert not box.agree.isEnabled()


def test_replacing_keeps_to_the_selected_questions(real: RealWindow) -> None:
    screen = open_mine(real, select=False)
    selection = screen.table.selectionModel()
    rows = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
    selection.select(screen.model.index(1, 0), rows)
    real.press(Key.Key_H, CTRL)
    box = screen.bank.dialog
    assert isinstance(box, ReplaceDialog)
    assert box.scope.currentText() == "In the 2 questions selected"
    box.old.setText("harbour")
    box.look.click()
    real.settle()
    assert len(rows_of(box)) == 2
    box.scope.setCurrentIndex(0)
    box.look.click()
    real.settle()
    assert len(rows_of(box)) == 5


def twins(real: RealWindow) -> None:
    """Two pairs: one with the same answer, one with another."""
    first, second = mine(real)["m0"], mine(real)["m1"]
    real.app.stores.decks.save_questions("mine", [
        replace(first, id="m5", answer="The Ship 0", tags=("seen",),
                accept=("Ship 0",), stem="Which ship did come to Lindholm in 1870?"),
        replace(second, id="m6", answer="Barge"),
    ])  # fmt: skip


def open_merge(real: RealWindow) -> MergeDialog:
    twins(real)
    screen = open_mine(real, select=False)
    real.press(Key.Key_D, CTRL)
    assert isinstance(screen.bank.dialog, MergeDialog)
    return screen.bank.dialog


def stored(real: RealWindow, name: str) -> Question:
    return real.app.stores.decks.question(name)


def test_duplicates_are_shown_side_by_side_and_merged_into_the_chosen_one(
    real: RealWindow,
) -> None:
    box = open_merge(real)
    before = [stored(real, name) for name in ("m0", "m1", "m5", "m6")]
    assert box.list.count() == 2
    assert not box.agree.isEnabled()
    assert box.takes_answers.isChecked()
    assert not box.differ.isVisible()
    box.keeps.button(1).click()  # the other one is to stay
    QTest.keyClick(box.list, Key.Key_Space)
    assert box.agree.text() == "Merge 1 group"
    box.agree.click()
    real.settle()
    assert stored(real, "m0").state is State.RETIRED
    assert stored(real, "m5").state is State.ACCEPTED
    assert stored(real, "m5").tags == ("seen", "ships")
    assert stored(real, "m1").state is stored(real, "m6").state is State.ACCEPTED
    assert real.window.banner.text == "1 question kept, 1 question dropped."
    in_banner(real, "Undo")
    assert [stored(real, name) for name in ("m0", "m1", "m5", "m6")] == before


def test_a_group_whose_answers_differ_says_so_and_is_not_ticked_with_all(
    real: RealWindow,
) -> None:
    box = open_merge(real)
    box.list.setCurrentRow(1)
    assert box.differ.isVisible()
    assert not box.takes_answers.isChecked()  # a wrong answer must not become a right one
    box.all.click()
    assert [merge.keep for merge in box.merges] == ["m0"]


def test_where_nothing_is_asked_twice_it_says_so(real: RealWindow) -> None:
    screen = open_mine(real, select=False)
    real.press(Key.Key_D, CTRL)
    assert screen.bank.dialog is None
    assert real.window.banner.text == "No two of 5 questions ask the same."
