"""Quizzes in the window: made by rules, taken, looked back at, printed, and nothing lost."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window, written

from quizapp.domain.question import AnswerKind, Question, QuestionFilter, State
from quizapp.domain.quiz import Draw, FeedbackWhen, Look, Pick, Quiz
from quizapp.domain.task import Choose, OpenText, Typed
from quizapp.kinds.marking import key
from quizapp.ui.bank.to_quiz_dialog import ToQuizDialog
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.quizzes.draw_dialog import DrawDialog, told
from quizapp.ui.quizzes.pick_dialog import PickDialog
from quizapp.ui.quizzes.print_dialog import PrintDialog
from quizapp.ui.quizzes.results_tables import _mark
from quizapp.ui.screens.questions import QuestionsScreen
from quizapp.ui.screens.quiz import QuizScreen
from quizapp.ui.screens.quizzes import QuizzesScreen
from quizapp.ui.screens.results import LEARNERS, MARKING, QUESTIONS, ResultsScreen
from quizapp.ui.screens.take import TakeScreen, TakeThis
from quizapp.ui.screens.write import WriteScreen
from quizapp.ui.theme import Theme
from tests.sheets import TASKS

Key = Qt.Key
Held = Qt.KeyboardModifier


@pytest.fixture
def real(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(theme, qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def quiz(real: RealWindow) -> Quiz:
    """One question of every task."""
    deck = real.app.questions.create_deck("Mine")
    for number, (stem, task) in enumerate(TASKS):
        real.app.author.save(written(number, stem, task), deck.id, {})
    ids = [f"written {number}" for number in range(len(TASKS))]
    return real.app.quizzes.create("Everything", ids)


def change(real: RealWindow, quiz: Quiz, **rules: object) -> Quiz:
    changed = replace(quiz, rules=replace(quiz.rules, **rules))  # type: ignore[arg-type]
    real.app.quizzes.save(changed)
    return changed


def take(real: RealWindow, quiz: Quiz) -> TakeScreen:
    page = real.go("take", TakeThis(quiz.id))
    assert isinstance(page, TakeScreen)
    return page


def answer_all(real: RealWindow, page: TakeScreen) -> None:
    """The best answer to every question, left where it is written."""
    assert page.sitting is not None
    for one in page.sitting.posed:
        page.go_to(one.place)
        real.settle()
        assert page.widget is not None
        page.widget.restore("Because." if isinstance(one.task, OpenText) else key(one.task))
        page.widget.changed.emit()
    page._write_down()
    real.settle()


# Taking


def test_every_task_is_taken_and_earns_its_points(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    answer_all(real, page)
    page.hand_in()
    real.settle()
    (line,) = real.app.results.lines(quiz.id)
    assert line.score.pending == 1  # the open text
    assert line.score.points == line.score.possible - 1
    assert page._pages.currentIndex() == 1
    assert "10 of 11" in page.result.figure.text()


def test_an_answer_is_written_down_without_leaving_the_question(
    real: RealWindow, quiz: Quiz
) -> None:
    page = take(real, quiz)
    assert page.widget is not None
    page.widget.choose(0)
    real.qtbot.waitUntil(lambda: not page._pause.isActive(), timeout=3000)
    real.settle()
    given = real.app.stores.quizzes.given([page.sitting.attempt.id])  # type: ignore[union-attr]
    assert given[-1].response is not None


def test_an_attempt_goes_on_where_it_stood_after_the_program_ended(
    real: RealWindow, quiz: Quiz
) -> None:
    page = take(real, quiz)
    assert page.widget is not None
    page.widget.choose(2)
    page.go_on()
    real.settle()
    first = page.sitting.attempt.id  # type: ignore[union-attr]
    page._end()  # as if nothing of the page were left
    page = take(real, quiz)
    assert page.sitting is not None
    assert page.sitting.attempt.id == first
    assert page.place == 1
    page.go_back()
    real.settle()
    assert page.widget is not None
    assert page.widget.response is not None


def test_time_that_is_up_hands_in_what_was_answered(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, change(real, quiz, minutes=10.0))
    assert page.clock.seconds is not None
    assert page.clock.seconds == pytest.approx(600, abs=5)
    assert page.widget is not None
    page.widget.choose(0)
    assert page.sitting is not None
    real.app.stores.quizzes.extend(page.sitting.attempt.id, datetime.now(UTC))
    page.clock.over.emit()
    real.settle()
    assert len(real.app.results.lines(quiz.id)) == 1
    assert page._pages.currentIndex() == 1


def test_more_time_reaches_the_learner_at_work_and_is_shown(real: RealWindow, quiz: Quiz) -> None:
    me = real.app.learners.present.id
    page = take(real, change(real, quiz, minutes=10.0, extra_time=((me, 1.5),)))
    assert page.widget is not None
    page.widget.choose(0)
    found = results(real, quiz)
    assert found.at_work.isVisible()  # nobody has handed in, so who is at work is all there is
    found.at_work.minutes.setFocus()
    found.at_work.minutes.setValue(4)
    QTest.keyClick(found.at_work.some, Key.Key_Space)
    real.settle()
    assert found.at_work.table.item(0, 2).text() == f"1 of {len(TASKS)}"
    assert found.at_work.table.item(0, 4).text() == "6 minutes"
    page.opened(None)
    real.window.go("take")
    real.settle()
    assert page.clock.seconds == pytest.approx(21 * 60, abs=10)
    assert page.extra.text() == "6 minutes more"
    assert "6 minutes more" in real.window.banner.text


def test_a_clock_that_ran_out_goes_on_where_time_was_given(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, change(real, quiz, minutes=10.0))
    assert page.sitting is not None
    real.app.more_time.give([page.sitting.attempt.id], 5)
    page.clock.over.emit()
    real.settle()
    assert page.sitting is not None
    assert page.clock.seconds == pytest.approx(15 * 60, abs=10)
    assert real.app.results.lines(quiz.id) == []


def test_time_that_was_given_is_taken_back_by_undo(real: RealWindow, quiz: Quiz) -> None:
    take(real, change(real, quiz, minutes=10.0))
    page = results(real, quiz)
    page.at_work.give_all()
    real.settle()
    assert page.at_work.table.item(0, 4).text() == "5 minutes"
    real.window.banner._act.click()
    real.settle()
    assert page.at_work.table.item(0, 4).text() == ""


def test_without_a_limit_there_is_no_time_to_give(real: RealWindow, quiz: Quiz) -> None:
    take(real, quiz)
    page = results(real, quiz)
    assert page.at_work.table.item(0, 3).text() == "no limit"
    assert not page.at_work.some.isEnabled()
    assert not page.at_work.all.isEnabled()


def test_feedback_at_once_locks_the_answer_and_says_why(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, change(real, quiz, feedback=FeedbackWhen.AT_ONCE))
    assert page.widget is not None
    page.widget.choose(0)
    assert page.next.text() == "Check"
    page.go_on()
    real.settle()
    assert page.widget.judged
    assert page.verdict.text()
    assert page.place == 0
    page.go_on()
    real.settle()
    assert page.place == 1


def test_an_exam_gives_no_hints(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, change(real, quiz, look=Look.EXAM))
    assert page.hint.isHidden()


def test_a_closed_quiz_says_so_and_begins_nothing(real: RealWindow, quiz: Quiz) -> None:
    past = datetime.now(UTC) - timedelta(hours=1)
    take(real, change(real, quiz, closes=past))
    assert real.window.now == "quizzes"
    assert real.app.stores.quizzes.attempts(quiz.id) == []


def test_it_is_taken_by_keyboard_alone(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    real.press(Key.Key_2)
    assert page.widget is not None
    assert page.widget.response is not None
    real.press(Key.Key_Return, Held.ControlModifier)
    assert page.place == 1
    real.press(Key.Key_Left, Held.ControlModifier)
    assert page.place == 0


def test_enter_goes_on_from_every_task_that_has_no_other_use_for_it(
    real: RealWindow, quiz: Quiz
) -> None:
    page = take(real, quiz)
    assert page.sitting is not None
    for one in page.sitting.posed[:-1]:
        if isinstance(one.task, OpenText):  # there it is a new line
            page.go_to(one.place + 1)
            real.settle()
            continue
        page.go_to(one.place)
        real.settle()
        page.widget.restore(key(one.task))  # type: ignore[union-attr]
        real.press(Key.Key_Return)
        assert page.place == one.place + 1, type(one.task).__name__


def test_a_number_and_enter_answer_and_go_on(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    page.go_to(next(o.place for o in page.sitting.posed if isinstance(o.task, Choose)))  # type: ignore[union-attr]
    real.settle()
    here = page.place
    real.press(Key.Key_2)
    real.press(Key.Key_Return)
    assert page.place == here + 1
    assert here in page.sitting.answered  # type: ignore[union-attr]


def test_enter_takes_the_option_in_hand_before_it_goes_on(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    page.go_to(next(o.place for o in page.sitting.posed if isinstance(o.task, Choose)))  # type: ignore[union-attr]
    real.settle()
    here = page.place
    real.press(Key.Key_Down)
    real.press(Key.Key_Return)
    assert page.place == here
    assert page.widget.response is not None  # type: ignore[union-attr]
    real.press(Key.Key_Return)
    assert page.place == here + 1


def test_what_the_teacher_wrote_is_read_before_anything_begins(
    real: RealWindow, quiz: Quiz
) -> None:
    told = replace(quiz, description="No phones. Twenty minutes.")
    real.app.quizzes.save(told)
    page = take(real, quiz)
    assert page.before.isVisible()
    assert page.before.text.text() == "No phones. Twenty minutes."
    assert not real.app.stores.quizzes.attempts(quiz.id)
    real.press(Key.Key_Return)
    assert page.sitting is not None
    assert page.widget is not None
    assert len(real.app.stores.quizzes.attempts(quiz.id)) == 1
    real.go("quizzes")
    page = take(real, quiz)  # who comes back goes on where it stood
    assert not page.before.isVisible()


def test_good_news_does_not_stand_beside_a_test(real: RealWindow, quiz: Quiz) -> None:
    banner = real.window.banner
    real.window.desk.offer("12 questions written.", "Open the folder", lambda: None, "right")
    take(real, quiz)
    assert not banner.isVisible()
    real.window.desk.offer("The disk is full.", "Try again", lambda: None, "wrong")
    real.go("quizzes")
    take(real, quiz)
    assert banner.isVisible()


def test_another_learner_does_not_see_the_attempt(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    page.learner_changed()
    assert page.sitting is None
    assert page._pages.currentIndex() == 2


def test_handing_in_names_what_is_not_answered(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    assert page.widget is not None
    page.widget.choose(0)
    page.ask_to_hand_in()
    real.settle()
    (box,) = page.findChildren(ConfirmDialog)
    assert "2, 3, 4" in box.accessibleDescription()
    box.cancel.click()
    assert page.sitting is not None
    assert not page.sitting.is_finished


# The list


def test_a_deleted_quiz_comes_back(real: RealWindow, quiz: Quiz) -> None:
    page = real.go("quizzes")
    assert isinstance(page, QuizzesScreen)
    page.delete_current()
    real.settle()
    assert real.app.quizzes.quizzes() == []
    page._restore(quiz)
    real.settle()
    assert [one.quiz.name for one in real.app.quizzes.quizzes()] == ["Everything"]


def test_the_list_says_that_an_attempt_waits(real: RealWindow, quiz: Quiz) -> None:
    take(real, quiz)
    page = real.go("quizzes")
    assert isinstance(page, QuizzesScreen)
    assert page.take.text() == "Go on"


def test_an_empty_list_says_what_a_quiz_is_and_makes_one(real: RealWindow) -> None:
    page = real.go("quizzes")
    assert isinstance(page, QuizzesScreen)
    assert page._pages.currentIndex() == 1
    page._create("Monday")
    real.settle()
    assert real.window.now == "quiz"


# Writing


def open_quiz(real: RealWindow, quiz: Quiz) -> QuizScreen:
    page = real.go("quiz", quiz.id)
    assert isinstance(page, QuizScreen)
    return page


def saved(real: RealWindow, page: QuizScreen) -> Quiz:
    page.save_now()
    real.settle()
    assert page.quiz is not None
    return real.app.quizzes.quiz(page.quiz.id)


def test_changes_are_saved_by_themselves_and_undone(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.name.setText("Monday")
    page.name.textEdited.emit("Monday")
    page.rules.minutes_on.setChecked(True)
    page.sections[0].rows[0].removed.emit()
    assert saved(real, page).rules.minutes == 20
    assert len(saved(real, page).sections[0].items) == len(TASKS) - 1
    page.undo()
    page.undo()
    page.undo()
    assert saved(real, page) == quiz
    page.redo()
    assert saved(real, page).name == "Monday"


def test_questions_move_by_keyboard_and_keep_their_points(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.sections[0].rows[0].points.setValue(3)
    QTest.keyClick(page.sections[0].rows[0], Key.Key_Down, Held.AltModifier)
    items = saved(real, page).sections[0].items
    assert isinstance(items[1], Pick)
    assert (items[1].question_id, items[1].points) == ("written 0", 3.0)


def drop(target: QWidget, data: QMimeData, at: QPoint) -> None:
    """As the mouse would: into it, over the place, and let go."""
    left, nothing, move = Qt.MouseButton.LeftButton, Held.NoModifier, Qt.DropAction.MoveAction
    for event in (
        QDragEnterEvent(at, move, data, left, nothing),
        QDragMoveEvent(at, move, data, left, nothing),
        QDropEvent(QPointF(at), move, data, left, nothing),
    ):
        QApplication.sendEvent(target, event)


def ids(quiz: Quiz, section: int = 0) -> list[str]:
    return [item.question_id for item in quiz.sections[section].items if isinstance(item, Pick)]


def test_questions_are_dragged_within_a_quiz_and_one_undo_takes_it_back(
    real: RealWindow, quiz: Quiz
) -> None:
    page = open_quiz(real, quiz)
    editor = page.sections[0]
    third = editor.rows[2].geometry()
    drop(editor, editor.rows[0].dragged(), QPoint(40, third.bottom() - 2))
    assert ids(saved(real, page))[:4] == ["written 1", "written 2", "written 0", "written 3"]
    assert page.sections[0].rows[2].hasFocus()
    editor = page.sections[0]
    first = editor.rows[0].geometry()
    drop(editor, editor.rows[-1].dragged(), QPoint(40, first.top() + 2))
    assert ids(saved(real, page))[0] == f"written {len(TASKS) - 1}"
    page.undo()
    page.undo()
    assert saved(real, page) == quiz


def test_a_row_is_dragged_by_its_text_once_the_mouse_has_gone_far_enough(
    real: RealWindow, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = open_quiz(real, quiz).sections[0].rows[0]
    dragged: list[str] = []
    monkeypatch.setattr(row, "_drag", lambda: dragged.append(row.key))
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))
    for x, wanted in ((22, []), (60, [row.key])):
        at = QPointF(x, 12)
        QApplication.sendEvent(row, QMouseEvent(
            QMouseEvent.Type.MouseMove, at, row.mapToGlobal(at), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Held.NoModifier,
        ))  # fmt: skip
        assert dragged == wanted


def test_questions_go_into_another_section_by_mouse_and_by_keyboard(
    real: RealWindow, quiz: Quiz
) -> None:
    page = open_quiz(real, quiz)
    page.add_section()
    real.settle()
    page.sections[0].rows[-1].setFocus()
    real.press(Key.Key_Down, Held.AltModifier)
    last = f"written {len(TASKS) - 1}"
    assert ids(saved(real, page), 1) == [last]
    assert page.sections[1].rows[0].hasFocus()
    real.press(Key.Key_Up, Held.AltModifier)
    assert ids(saved(real, page))[-1] == last
    drop(page.sections[1], page.sections[0].rows[3].dragged(), QPoint(40, 40))
    assert ids(saved(real, page), 1) == ["written 3"]
    assert "written 3" not in ids(saved(real, page))


def test_questions_of_the_bank_are_dropped_on_a_quiz_of_the_list(
    real: RealWindow, quiz: Quiz
) -> None:
    other = real.app.quizzes.create("Another")
    bank = real.go("questions")
    assert isinstance(bank, QuestionsScreen)
    rows = QItemSelection(bank.model.index(0, 0), bank.model.index(2, 0))
    flags = QItemSelectionModel.SelectionFlag
    bank.table.selectionModel().select(rows, flags.ClearAndSelect | flags.Rows)
    entry = real.window.rail.buttons["quizzes"]
    data = bank.table.dragged()
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(entry, QDragEnterEvent(QPoint(4, 4), copy, data, left, Held.NoModifier))
    real.qtbot.waitUntil(lambda: real.window.now == "quizzes", timeout=3000)  # held over it
    real.settle()
    page = real.window.screen_named("quizzes")
    assert isinstance(page, QuizzesScreen)
    place = page.list.visualRect(page.model.index(page.model.row_of(other.id), 0)).center()
    drop(page.list.viewport(), data, place)
    real.settle()
    assert len(ids(real.app.quizzes.quiz(other.id))) == 3
    offer = page.model.at(page.model.row_of(other.id))
    assert offer is not None
    assert offer.summary.questions == 3
    real.window.banner._act.click()
    real.settle()
    assert ids(real.app.quizzes.quiz(other.id)) == []


def test_questions_are_picked_from_the_bank_once(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.pick(0)
    real.settle()
    dialog = page._dialog
    assert isinstance(dialog, PickDialog)
    dialog.table.selectAll()
    chosen = dialog.chosen
    assert chosen
    assert not set(chosen) & {f"written {n}" for n in range(len(TASKS))}
    dialog.accept()
    real.settle()
    assert len(saved(real, page).sections[0].items) == len(TASKS) + len(chosen)


def test_the_picker_shows_whole_questions_and_doubles_together(
    real: RealWindow, quiz: Quiz
) -> None:
    deck = real.app.questions.create_deck("Doubles")
    stem = "In which building did the Second Congress of Soviets meet on 25 October 1917?"
    for number in (1, 2):
        double = replace(written(0, stem, TASKS[0][1]), id=f"double {number}")
        real.app.author.save(double, deck.id, {})
    page = open_quiz(real, quiz)
    page.pick(0)
    real.settle()
    dialog = page._dialog
    assert isinstance(dialog, PickDialog)
    line = dialog.table.fontMetrics().lineSpacing()
    assert dialog.table.rowHeight(0) >= 2 * line
    assert dialog.table.wordWrap()
    first, second = (dialog.model.row_of(f"double {n}") for n in (1, 2))
    assert abs(first - second) == 1
    below = dialog.model.index(max(first, second), 0)
    assert below.data() == f"As above: {stem}"
    dialog.reject()


def test_questions_to_pick_are_limited_by_years(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.pick(0)
    real.settle()
    dialog = page._dialog
    assert isinstance(dialog, PickDialog)
    more = dialog.filters.more
    assert more.isVisible()
    for field, year in ((more.first, "1917"), (more.last, "1917")):
        field.setFocus()
        QTest.keyClicks(field, year)
    dialog.filters.search.setFocus()
    real.settle()
    wanted = QuestionFilter(first_year=1917, last_year=1917, states=(State.ACCEPTED,))
    assert dialog.model.rowCount() == real.app.questions.count(wanted) > 0
    assert dialog.filters.open_more.text() == "More filters: 1"


def test_at_large_text_no_button_of_a_quiz_is_out_of_reach(
    real: RealWindow, quiz: Quiz, theme: Theme
) -> None:
    theme.set_look("light", 200)
    real.window.resize(1024, 700)
    page = open_quiz(real, quiz)
    inside = page._body.main_area
    assert inside.isAncestorOf(page.rules)
    assert inside.widget().width() <= inside.viewport().width()


def test_a_draw_says_how_many_there_are_and_is_changed_again(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.draw(0, -1)
    real.settle()
    dialog = page._dialog
    assert isinstance(dialog, DrawDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData(AnswerKind.PLACE))
    dialog.first.setValue(1917)
    dialog.last.setValue(1918)
    dialog.count.setValue(5)
    dialog.count_now()
    real.settle()
    wanted = QuestionFilter(kinds=(AnswerKind.PLACE,), first_year=1917, last_year=1918)
    number = real.app.quizzes.found(Draw(wanted, 5))
    assert str(number) in dialog.found.text()
    dialog.anew.click()
    real.settle()
    draw = saved(real, page).sections[0].items[-1]
    assert isinstance(draw, Draw)
    assert (draw.count, draw.wanted) == (5, wanted)
    assert "1917–1918" in told(draw, [])
    page.draw(0, len(TASKS))
    real.settle()
    again = page._dialog
    assert isinstance(again, DrawDialog)
    assert again.draw == draw


def test_questions_drawn_now_stay_in_the_quiz_and_none_comes_twice(
    real: RealWindow, quiz: Quiz
) -> None:
    page = open_quiz(real, quiz)
    page.draw(0, -1)
    real.settle()
    dialog = page._dialog
    assert isinstance(dialog, DrawDialog)
    dialog.count.setValue(12)
    dialog.points.setValue(2)
    dialog.count_now()
    real.settle()
    dialog.agree.click()
    real.settle()
    items = saved(real, page).sections[0].items
    picked = [item for item in items if isinstance(item, Pick)]
    assert len(items) == len(picked) == len(TASKS) + 12
    assert len({item.question_id for item in picked}) == len(picked)
    assert {item.points for item in picked[-12:]} == {2.0}


def test_too_few_to_draw_from_is_said(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.draw(0, -1)
    real.settle()
    dialog = page._dialog
    assert isinstance(dialog, DrawDialog)
    dialog.text.setText("zzzznothing")
    dialog.count_now()
    real.settle()
    assert "too few" in dialog.found.text()
    assert not dialog.agree.isEnabled()


def test_a_question_is_written_for_the_quiz_and_is_in_it_at_once(
    real: RealWindow, quiz: Quiz
) -> None:
    page = open_quiz(real, quiz)
    page.add_section()
    page.sections[0].write.click()
    real.settle()
    write = real.window.screen_named("write")
    assert isinstance(write, WriteScreen)
    write.form.stem.setPlainText("Who headed the first Council of People’s Commissars?")
    write.form.editor.rows.add_answers(["V. I. Lenin", "L. D. Trotsky"])  # type: ignore[attr-defined]
    write.leave()
    real.settle()
    assert real.window.now == "quiz"
    first, second = saved(real, page).sections
    assert len(first.items) == len(quiz.sections[0].items) + 1
    assert not second.items
    assert "Council" in page.sections[0].rows[-1].accessibleName()


def test_of_a_question_of_the_quiz_one_comes_back_to_the_quiz(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.sections[0].question_wanted.emit(quiz.sections[0].items[0].question_id)  # type: ignore[union-attr]
    real.settle()
    write = real.window.screen_named("write")
    write.leave()  # type: ignore[attr-defined]
    real.settle()
    assert real.window.now == "quiz"
    assert saved(real, page).sections == quiz.sections


def test_what_is_written_is_saved_and_put_into_a_quiz_that_is_chosen(
    real: RealWindow, quiz: Quiz
) -> None:
    real.go("write")
    write = real.window.screen_named("write")
    assert isinstance(write, WriteScreen)
    write.form.stem.setPlainText("Who headed the first Council of People’s Commissars?")
    write.form.editor.rows.add_answers(["V. I. Lenin", "L. D. Trotsky"])  # type: ignore[attr-defined]
    write.to_quiz_button.click()
    real.settle()
    box = write.bank.dialog
    assert isinstance(box, ToQuizDialog)
    box.list.setCurrentRow(1)
    box.agree.click()
    real.settle()
    now = real.app.quizzes.quiz(quiz.id)
    assert len(now.sections[0].items) == len(quiz.sections[0].items) + 1


def test_a_question_that_gives_another_away_is_replaced_and_comes_back(real: RealWindow) -> None:
    deck = real.app.questions.create_deck("Congress")
    stems = {
        "where": ("In which hall did the Second Congress of Soviets meet?", "Smolny"),
        "tells": ("Which party left the Second Congress of Soviets in the Smolny?", "Mensheviks"),
        "free": ("Which party won the election of November 1917?", "The Socialists"),
    }
    for name, (stem, answer) in stems.items():
        made = Question(name, AnswerKind.OTHER, stem, answer)
        real.app.author.save(made, deck.id, {})
    quiz = real.app.quizzes.create("Pairs", ["where", "tells"])
    page = open_quiz(real, quiz)
    assert "gives away" in page.advice.text()
    page.replace_button.click()
    real.settle()
    ids = [item.question_id for item in saved(real, page).sections[0].items]  # type: ignore[union-attr]
    assert ids == ["where", "free"]
    assert "gives away" not in page.advice.text()
    assert not page.replace_button.isVisible()
    page.undo()
    assert saved(real, page).sections == quiz.sections


@pytest.mark.parametrize("shape", [(1280, 100, 1), (1024, 100, 1), (1024, 200, 1), (1280, 100, 2)])
def test_what_a_heading_is_for_is_read_in_full_at_any_size(
    real: RealWindow, quiz: Quiz, theme: Theme, shape: tuple[int, int, int]
) -> None:
    """Also where its words are ``longer`` times those of English, as in other languages."""
    width, text, longer = shape
    page = open_quiz(real, quiz)
    real.window.resize(1100, 700)
    theme.set_look("light", text)
    real.settle()
    for field in (page.sections[0].title, page.sections[0].instructions):
        field.setPlaceholderText(field.placeholderText() * longer)
    real.window.resize(width, 700)
    real.settle()
    for field in (page.sections[0].title, page.sections[0].instructions):
        said = field.fontMetrics().horizontalAdvance(field.placeholderText())
        option = QStyleOptionFrame()
        field.initStyleOption(option)
        room = field.style().subElementRect(
            QStyle.SubElement.SE_LineEditContents, option, field
        ).width()  # fmt: skip
        assert said <= room - 4, field.placeholderText()


def test_no_strip_stays_empty_under_a_quiz_while_nothing_is_said(
    real: RealWindow, quiz: Quiz
) -> None:
    page = open_quiz(real, quiz)
    real.window.banner.dismiss()
    real.settle()
    body = page._body
    below = body.mapTo(real.window, QPoint(0, body.height())).y()
    assert below == real.window.height()


def test_notes_of_advice_stand_apart_from_each_other(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.advice.show_notes(["A first note that is long enough to go over two lines of it"] * 3)
    real.settle()
    boxes = [each.parentWidget().geometry() for each in page.advice.notes]  # type: ignore[union-attr]
    gaps = [below.top() - above.bottom() for above, below in itertools.pairwise(boxes)]
    assert len(gaps) == 2
    assert min(gaps) >= 10
    page.advice.show_notes(["One"])
    assert page.advice.text() == "One"
    page.advice.show_notes([])
    assert not page.advice.isVisible()


def test_nothing_of_a_section_is_cut_at_the_right(real: RealWindow, quiz: Quiz) -> None:
    real.window.resize(1100, 740)
    page = open_quiz(real, quiz)
    page.add_section()
    real.settle()
    for section in page.sections:
        room = section.parentWidget().parentWidget().width()  # type: ignore[union-attr]
        assert section.geometry().right() <= room


def test_names_of_fields_stand_in_the_middle_of_their_fields(real: RealWindow, quiz: Quiz) -> None:
    rules = open_quiz(real, quiz).rules
    for name, field in ((rules.minutes_on, rules.minutes), (rules.pass_on, rules.pass_mark)):
        assert abs(name.geometry().center().y() - field.geometry().center().y()) <= 1


def test_rows_of_quizzes_to_choose_from_do_not_cover_each_other(
    real: RealWindow, quiz: Quiz
) -> None:
    real.go("write")
    write = real.window.screen_named("write")
    assert isinstance(write, WriteScreen)
    quizzes = real.app.quizzes.quizzes()
    box = ToQuizDialog(write, real.window.desk.theme, quizzes, 1)
    box.show()
    real.settle()
    rects = [box.list.visualItemRect(box.list.item(n)) for n in range(box.list.count())]
    assert len(rects) == 2
    assert rects[0].height() >= box.list.sizeHintForRow(0)
    assert not rects[0].intersects(rects[1])
    box.close()


def test_the_name_of_a_chosen_deck_is_not_cut(real: RealWindow, quiz: Quiz) -> None:
    deck = real.app.questions.create_deck("Class of 1917, group B")
    page = open_quiz(real, quiz)
    page.pick(0)
    real.settle()
    dialog = page._dialog
    assert isinstance(dialog, PickDialog)
    decks = dialog.filters.decks
    decks.setCurrentIndex(decks.findData(deck.id))
    real.settle()
    needed = decks.fontMetrics().horizontalAdvance(decks.currentText())
    assert decks.width() >= needed + 30  # with the arrow
    dialog.reject()


def test_sections_come_and_go(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.add_section()
    page.sections[1].title.setText("Part two")
    page.sections[1].title.textEdited.emit("Part two")
    assert [each.title for each in saved(real, page).sections] == ["", "Part two"]
    page.sections[1].removed.emit()
    assert len(saved(real, page).sections) == 1


def test_more_time_is_given_by_name(real: RealWindow, quiz: Quiz) -> None:
    page = open_quiz(real, quiz)
    page.rules.extra.setPlainText("Me: 1,5\nNobody: 2")
    me = real.app.learners.present.id
    assert saved(real, page).rules.extra_time == ((me, 1.5),)
    assert "Nobody" in page.rules.wrong.text()


# Printing


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_versions_are_written_with_their_keys(
    real: RealWindow, quiz: Quiz, tmp_path: Path, ending: str
) -> None:
    page = real.go("quizzes")
    assert isinstance(page, QuizzesScreen)
    page.print_current()
    real.settle()
    dialog = page.dialog
    assert isinstance(dialog, PrintDialog)
    dialog.versions.setValue(3)
    dialog.write(tmp_path / f"monday.{ending}")
    real.settle()
    assert (tmp_path / f"monday.{ending}").stat().st_size > 10_000


def test_a_folder_that_is_not_there_is_named(real: RealWindow, quiz: Quiz, tmp_path: Path) -> None:
    page = real.go("quizzes")
    assert isinstance(page, QuizzesScreen)
    page.print_current()
    assert page.dialog is not None
    page.dialog.write(tmp_path / "nowhere" / "monday.pdf")
    real.settle()
    assert "monday.pdf" in page.dialog.state.text()


def printing(real: RealWindow, quiz: Quiz) -> PrintDialog:
    page = real.go("quizzes", quiz.id)
    assert isinstance(page, QuizzesScreen)
    page.print_current()
    real.settle()
    assert isinstance(page.dialog, PrintDialog)
    return page.dialog


def test_pages_are_seen_before_they_are_printed(real: RealWindow, quiz: Quiz) -> None:
    dialog = printing(real, quiz)
    view = dialog.view
    assert not view.page.pixmap().isNull()
    names = [view.parts.itemText(n) for n in range(view.parts.count())]
    assert names == ["Version A", "Version B", "Key to A", "Key to B"]
    dialog.versions.setValue(1)
    dialog.key.setChecked(False)
    assert dialog._pause.isActive()
    dialog.show_pages()
    real.settle()
    assert view.parts.count() == 1


def test_pages_are_turned_and_zoomed_by_keyboard(real: RealWindow, quiz: Quiz) -> None:
    view = printing(real, quiz).view
    view.setFocus()
    real.press(Key.Key_PageDown)
    assert view.count.text().startswith("Page 2 of")
    real.press(Key.Key_End)
    assert view.number == view.pages - 1
    assert "Key to B" in view.area.accessibleName()
    real.press(Key.Key_PageDown)
    assert view.number == view.pages - 1
    real.press(Key.Key_Home)
    assert view.number == 0
    small = view.page.pixmap().width()
    real.press(Key.Key_Plus)
    assert view.page.pixmap().width() == pytest.approx(small * 1.25, abs=2)
    real.press(Key.Key_0)
    assert view.page.pixmap().width() == small


def test_a_quiz_without_questions_has_no_pages_and_says_so(real: RealWindow) -> None:
    view = printing(real, real.app.quizzes.create("Nothing")).view
    assert "no questions" in view.page.text()
    assert view.pages == 0


def test_where_there_is_little_room_the_pages_take_the_place_of_the_options(
    real: RealWindow, quiz: Quiz
) -> None:
    real.window.resize(880, 640)
    dialog = printing(real, quiz)
    assert not dialog.view.isVisible()
    assert dialog.size().width() <= 880
    dialog.turn.click()
    real.settle()
    assert dialog.view.isVisible()
    assert not dialog.versions.isVisible()
    assert dialog.view.hasFocus() or dialog.view.area.hasFocus()


def test_it_is_sent_to_a_printer(real: RealWindow, quiz: Quiz, tmp_path: Path) -> None:
    pytest.importorskip("PySide6.QtPrintSupport")
    dialog = printing(real, quiz)
    dialog.ask_printer()
    real.settle()
    assert dialog._printer is not None
    printer, box = dialog._printer
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    box.done(1)
    real.settle()
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert "sent to the printer" in real.window.banner.text


def test_without_a_part_of_qt_that_prints_a_pdf_can_still_be_made(
    real: RealWindow, quiz: Quiz, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.ui.widgets.paper_dialog.can_print", lambda: False)
    dialog = printing(real, quiz)
    assert not dialog.print.isVisible()
    assert dialog.pdf.isVisible()


# Results


def handed_in(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    answer_all(real, page)
    page.hand_in()
    real.settle()


def results(real: RealWindow, quiz: Quiz) -> ResultsScreen:
    page = real.go("results", quiz.id)
    assert isinstance(page, ResultsScreen)
    return page


def test_results_name_every_question_and_learner(real: RealWindow, quiz: Quiz) -> None:
    handed_in(real, quiz)
    page = results(real, quiz)
    assert page.items.widget.rowCount() == len(TASKS)
    assert page.learners.widget.rowCount() == 1
    assert "1 learner" in page.about.text()


def test_who_left_a_question_out_did_not_answer_it(real: RealWindow, quiz: Quiz) -> None:
    handed_in(real, quiz)
    page = results(real, quiz)
    report = page.report
    assert report is not None
    first, *others = report.items
    stats = replace(first.stats, learners=3, omitted=1)
    first = replace(first, stats=stats)
    page.items.show_items(replace(report, items=(first, *others)))
    cell = page.items.widget.item(0, 2)
    assert (cell.text(), cell.toolTip()) == ("2", "1 left it out")


def test_few_learners_make_no_firm_figures(real: RealWindow, quiz: Quiz) -> None:
    handed_in(real, quiz)
    page = results(real, quiz)
    assert page.report is not None
    assert all(line.stats.is_few for line in page.report.items)
    tip = page.items.widget.item(0, 4).toolTip()
    assert "Too few learners" in tip
    assert "too few for statistics (fewer than 20): counts only" in page.about.text()
    assert "±" not in page.about.text() and "KR" not in page.about.text()
    table = page.items.widget
    assert table.isColumnHidden(4) and table.isColumnHidden(5)
    assert {table.item(row, 3).text() for row in range(table.rowCount())} <= {"0 of 1", "1 of 1",
                                                                              "0 of 0"}  # fmt: skip
    assert "half" not in page.detail.text()
    assert "standard deviation" not in page.card._words.text()
    assert "Mean" not in page.card._words.text()


def test_what_was_missed_most_is_said_and_is_first_in_its_order(
    real: RealWindow, quiz: Quiz
) -> None:
    handed_in(real, quiz)
    page = results(real, quiz)
    report = page.report
    assert report is not None
    missed = {1: 0.25, 3: 0.25, 4: 0.4}
    items = tuple(
        replace(one, stats=replace(one.stats, facility=missed.get(place, 0.9)))
        for place, one in enumerate(report.items)
    )
    page.show_report(replace(report, items=items), [], [])
    assert "missed most: No. 2, 4" in page.about.text()
    page.items.widget.order_by(3)
    assert [page.items.line(row).key for row in range(3)] == [items[n].key for n in (1, 3, 4)]
    none = [replace(one, stats=replace(one.stats, facility=0.0)) for one in report.items]
    page.show_report(replace(report, items=tuple(none)), [], [])
    assert f"No. 1, 2, 3, 4, 5 and {len(none) - 5} more" in page.about.text()
    page.show_report(report, [], [])
    known = all(one.stats.facility in (None, 1.0) for one in report.items)
    assert ("missed most" not in page.about.text()) == known


def test_of_twenty_learners_there_are_figures(real: RealWindow, quiz: Quiz) -> None:
    handed_in(real, quiz)
    page = results(real, quiz)
    report = page.report
    assert report is not None
    many = [replace(one, stats=replace(one.stats, learners=20)) for one in report.items]
    analysis = replace(report.analysis, learners=20)
    page.show_report(replace(report, items=tuple(many), analysis=analysis), [], [])
    table = page.items.widget
    assert not table.isColumnHidden(4) and not table.isColumnHidden(5)
    assert table.item(0, 3).text().endswith("%")
    assert "too few" not in page.about.text()


def test_no_answer_is_a_dash_and_not_a_wrong_one(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    typed = next(one for one in page.sitting.posed if isinstance(one.task, Typed))
    page.go_to(typed.place)
    real.settle()
    page.widget.restore("Nonsense")
    page.widget.changed.emit()
    page._write_down()
    real.settle()
    page.hand_in()
    real.settle()
    shown = results(real, quiz)
    keys = [line.question.id for line in shown.report.items]
    table, said = shown.learners.widget, Qt.ItemDataRole.AccessibleTextRole
    cells = {key: table.item(0, 4 + column) for column, key in enumerate(keys)}
    wrong = cells.pop(typed.question.id)
    assert (wrong.text(), wrong.data(said)) == ("✗", "wrong")
    others = {(cell.text(), cell.data(said)) for cell in cells.values()}
    assert others == {("–", "no answer"), ("", "not reached")}
    dash = next(cell for cell in cells.values() if cell.text() == "–")
    assert wrong.foreground().color() != dash.foreground().color()


def test_results_are_ordered_by_a_click_on_a_head_and_by_key(real: RealWindow, quiz: Quiz) -> None:
    handed_in(real, quiz)
    page = results(real, quiz)
    report = page.report
    assert report is not None
    rows = []
    for name, points in (("Ben", 9.0), ("ada", 10.0), ("Cleo", 2.5)):
        line = report.rows[0].line
        score = replace(line.score, points=points)
        rows.append(replace(report.rows[0], line=replace(line, name=name, score=score)))
    page.learners.show_rows(replace(report, rows=tuple(rows)))
    table = page.learners.widget

    def names() -> list[str]:
        return [table.item(row, 0).text() for row in range(table.rowCount())]

    assert names() == ["Ben", "ada", "Cleo"]
    page.show_part(LEARNERS)
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 8, header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names() == ["ada", "Ben", "Cleo"]
    table.setCurrentCell(0, 1)
    QTest.keyClick(table, Qt.Key.Key_O)
    assert names() == ["ada", "Ben", "Cleo"], "figures from the largest: 10 before 9"
    QTest.keyClick(table, Qt.Key.Key_O)
    assert names() == ["Cleo", "Ben", "ada"]
    page.learners.show_rows(replace(report, rows=tuple(rows)))
    assert names() == ["Cleo", "Ben", "ada"], "read anew they stay so"

    page.show_part(QUESTIONS)
    first = page.items.line(0)
    page.items.widget.order_by(0)
    assert page.items.line(0) is first
    page.items.widget.order_by(0)  # the numbers, the last first
    assert page.items.line(len(report.items) - 1) is first
    assert page.items.line(page.items.widget.currentRow()) is first
    page.items.widget.setCurrentCell(0, 1)
    assert page.detail.text().startswith(report.items[-1].question.stem)


def test_open_text_is_marked_by_hand_with_a_word(real: RealWindow, quiz: Quiz) -> None:
    handed_in(real, quiz)
    page = results(real, quiz)
    page.show_part(MARKING)
    assert "Because." in page.marking.answer.text()
    page.marking.points.setValue(0.5)
    page.marking.comment.setText("And the fire?")
    page.marking.give.click()
    real.settle()
    (line,) = real.app.results.lines(quiz.id)
    assert line.score.pending == 0
    shown = real.app.take.result(line.attempt.id)
    assert shown.lines[-1].comment == "And the fire?"
    assert shown.score.points == pytest.approx(10.5)


def test_a_typed_answer_is_seen_and_counts_as_right_until_that_is_undone(
    real: RealWindow, quiz: Quiz
) -> None:
    page = take(real, quiz)
    assert page.sitting is not None
    typed = next(one for one in page.sitting.posed if isinstance(one.task, Typed))
    answer_all(real, page)
    page.go_to(typed.place)
    real.settle()
    assert page.widget is not None
    page.widget.restore("the Smolny Institute")
    page.widget.changed.emit()
    page._write_down()
    real.settle()
    page.hand_in()
    real.settle()
    shown = results(real, quiz)
    keys = [line.question.id for line in shown.report.items]  # type: ignore[union-attr]
    row = keys.index(typed.question.id)
    shown.items.widget.setCurrentCell(row, 1)
    given = shown.given
    assert given.isVisible()
    assert given.table.item(0, 0).text() == "the Smolny Institute"
    assert given.table.item(0, 2).text() == "0 %"
    given.right.click()
    real.settle()
    assert shown.items.widget.currentRow() == row
    assert given.table.item(0, 2).text().startswith("100 %")
    now = real.app.questions.question(typed.question.id)
    assert "the Smolny Institute" in now.accept
    real.window.banner._act.click()
    real.settle()
    assert given.table.item(0, 2).text().startswith("0 %")
    assert real.app.questions.question(typed.question.id).accept == typed.question.accept


def test_a_part_of_the_points_is_shown_in_percent() -> None:
    assert _mark(0.5) == "50 %"


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx"])
def test_results_are_saved_as_a_table(
    real: RealWindow, quiz: Quiz, tmp_path: Path, name: str
) -> None:
    handed_in(real, quiz)
    page = results(real, quiz)
    page.write(tmp_path / name)
    real.settle()
    assert (tmp_path / name).stat().st_size > 200


def test_a_quiz_nobody_took_says_so(real: RealWindow, quiz: Quiz) -> None:
    page = results(real, quiz)
    assert page._pages.currentIndex() == 1


def test_what_was_missed_becomes_a_quiz(real: RealWindow, quiz: Quiz) -> None:
    page = take(real, quiz)
    page.hand_in()  # nothing answered at all
    real.settle()
    found = results(real, quiz)
    if found.report is not None and found.report.most_missed:
        found.make_practice()
        real.settle()
        assert real.window.now == "quiz"
