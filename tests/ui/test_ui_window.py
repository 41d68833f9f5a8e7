"""The window: places, shortcuts, names for screen readers, messages, and its memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QWidget,
)
from sample_application import SampleApplication

from quizapp.domain.question import State
from quizapp.errors import QuizError
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.problems import ProblemDialog
from quizapp.ui.screens import SCREENS
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.banner import MessageDialog
from quizapp.ui.window import Window

LONG = "A long sentence about what happened, and what can be done about it now. " * 4
ALL = [entry.name for entry in SCREENS]
PLACES = [entry.name for entry in SCREENS if not entry.under]
INTERACTIVE = (
    QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView,
    QProgressBar, QAbstractScrollArea,
)  # fmt: skip


@pytest.fixture
def full(open_window: Make, empty: SampleApplication) -> Hands:
    """A window with accepted and proposed questions, every screen visited."""
    empty.fill()
    drafts = empty.memory.questions["q4"].with_state(State.DRAFT)
    empty.memory.questions["q4"] = drafts
    hands = open_window(empty)
    for name in ALL:
        hands.go(name)
    hands.go("add", ["/books/a.txt"])
    hands.go("study", ())
    hands.press(Key.Key_1)
    hands.go("questions")
    hands.press(Key.Key_Return)
    return hands


def walk(widget: QWidget) -> Iterator[QWidget]:
    """Our own widgets: those inside Qt's composite controls are Qt's affair."""
    for child in widget.children():
        if not isinstance(child, QWidget) or child.objectName().startswith("qt_"):
            continue
        yield child
        if not isinstance(child, QComboBox | QAbstractSpinBox | QAbstractItemView | QLineEdit):
            yield from walk(child)


@pytest.mark.parametrize(("number", "name"), list(enumerate(PLACES, start=1)))
def test_ctrl_and_a_number_go_to_a_place(hands: Hands, number: int, name: str) -> None:
    hands.press(Key(Key.Key_0.value + number), Qt.KeyboardModifier.ControlModifier)
    assert hands.window.now == name
    assert hands.window.rail.buttons[name].isChecked()


def test_ctrl_o_adds_documents_from_everywhere(hands: Hands) -> None:
    for name in ALL:
        hands.go(name)
        hands.ctrl(Key.Key_O)
        assert hands.window.now == "add"


@pytest.mark.parametrize("name", ALL)
def test_f1_lists_every_shortcut_of_the_screen(hands: Hands, name: str) -> None:
    screen = hands.go(name)
    hands.press(Key.Key_F1)
    dialog = hands.window.dialog
    assert dialog is not None
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    for command in (*screen.commands, *hands.window.always):
        assert command.text in shown
        assert set(command.keys) <= shown
    QTest.keyClick(dialog, Key.Key_Escape)
    hands.settle()
    assert hands.window.dialog is None


def test_no_two_commands_of_a_screen_have_the_same_key(full: Hands) -> None:
    everywhere = [key for command in full.window.always for key in command.keys]
    for name in ALL:
        screen = full.window.screen_named(name)
        keys = [key.toString() for action in screen.actions() for key in action.shortcuts()]
        assert len(keys) == len(set(keys)), name
        assert not set(keys) & set(everywhere), name


def test_tooltips_carry_the_shortcut(full: Hands) -> None:
    for name in ALL:
        screen = full.window.screen_named(name)
        tips = [button.toolTip() for button in screen.findChildren(QAbstractButton)]
        assert any("(" in tip for tip in tips), name
    assert full.window.rail.buttons["study"].toolTip() == "Study (Ctrl+2)"


def test_every_control_has_a_name_for_screen_readers(full: Hands) -> None:
    nameless = [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in walk(full.window)
        if isinstance(widget, INTERACTIVE)
        and not widget.isHidden()
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_every_label_shows_plain_text(full: Hands) -> None:
    rich = [
        label.text()
        for label in full.window.findChildren(QLabel)
        if label.text() and label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert rich == []


def test_the_waiting_questions_are_counted_at_the_rail(hands: Hands) -> None:
    button = hands.window.rail.buttons["study"]
    assert button.accessibleDescription() == ""
    hands.window.show_due(1200)
    assert button.accessibleDescription() == "1,200 questions wait"
    button.grab()


def test_the_keys_of_a_screen_work_right_after_going_there(hands: Hands) -> None:
    hands.window.rail.buttons["library"].click()
    hands.settle()
    hands.press(Key.Key_N)
    assert hands.window.screen_named("library").isVisible()


def test_the_window_remembers_its_size(open_window: Make, sample: SampleApplication) -> None:
    first = open_window(sample)
    first.window.resize(900, 640)  # the screen of the tests is small
    first.window.close()
    again = Window(Desk(Background(), first.window.desk.theme), first.window._memory)
    again.show()
    assert again.height() == 640
    again.close()
    again.desk.background.close()


def test_good_news_goes_by_itself_and_bad_news_stays(hands: Hands) -> None:
    banner = hands.window.banner
    hands.window.desk.say("Saved.", "right")
    assert banner.isVisible()
    assert banner._timer.isActive()
    hands.window.desk.explain(QuizError("No room on the disk."))
    assert not banner._timer.isActive()
    assert banner.text == "No room on the disk."
    banner._close.click()
    assert not banner.isVisible()


def test_good_news_comes_along_to_the_next_page_and_no_further(hands: Hands) -> None:
    banner = hands.window.banner
    hands.window.desk.offer("12 questions written.", "Open", lambda: None, "right")
    hands.go("library")
    assert banner.isVisible()
    hands.go("home")
    assert not banner.isVisible()
    hands.window.desk.offer("No room on the disk.", "Try again", lambda: None, "wrong")
    hands.go("library")
    hands.go("home")
    assert banner.isVisible()


def test_an_unexpected_error_is_shown_with_its_details(hands: Hands) -> None:
    try:
        raise ZeroDivisionError("odd")
    except ZeroDivisionError as error:
        hands.window.desk.explain(error)
    banner = hands.window.banner
    assert "Something went wrong" in banner.text
    banner._act.click()
    dialog = hands.window.findChild(ProblemDialog)
    assert dialog is not None
    details = dialog.findChild(QPlainTextEdit)
    assert details is not None
    assert "ZeroDivisionError: odd" in details.toPlainText()
    dialog.close()


@pytest.mark.parametrize(("size", "text_size"), [((1280, 800), 100), ((880, 600), 200)])
def test_a_message_neither_covers_the_page_nor_moves_it(
    full: Hands, size: tuple[int, int], text_size: int
) -> None:
    window, banner = full.window, full.window.banner
    window.resize(*size)
    window.desk.theme.set_text_size(text_size)
    for name in ALL:
        full.go(name)
        banner.dismiss()
        full.settle()
        before = _places(window)
        for sentence in ("Saved.", LONG):
            window.desk.offer(sentence, "Try again", lambda: None)
            full.settle()
            shown = QRect(banner.mapTo(window, QPoint(0, 0)), banner.size())
            assert window.rect().contains(shown)
            assert not shown.intersects(window.stack.geometry()), name
            assert _places(window) == before, name


def _places(window: Window) -> dict[QWidget, QRect]:
    """Where everything stands; of a page that scrolls, everything on it: it ends a little sooner
    while there is a message, which moves nothing."""
    parts: list[QWidget] = window.stack.findChildren(QWidget)
    if window.screen_named(window.now).scrolls:
        parts = [part for part in parts if isinstance(part, QLabel | QAbstractButton)]
    return {part: part.geometry() for part in parts}


def test_a_page_that_scrolls_reaches_the_foot_of_the_window(full: Hands) -> None:
    window = full.window
    for name in ("home", "settings", "learners"):
        full.go(name)
        window.banner.dismiss()
        full.settle()
        screen = window.screen_named(name)
        foot = screen.mapTo(window, QPoint(0, screen.height())).y()
        assert foot == window.height(), name
    full.go("questions")
    screen = window.screen_named("questions")
    assert screen.mapTo(window, QPoint(0, screen.height())).y() < window.height()


def test_long_pages_scroll_by_key(full: Hands) -> None:
    screen = full.go("settings")
    area = next(each for each in screen.findChildren(QScrollArea) if each.isVisible())
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0
    screen.setFocus()
    seen = []
    for key in (Key.Key_PageDown, Key.Key_End, Key.Key_PageUp, Key.Key_Home, Key.Key_Space):
        full.press(key)
        seen.append(bar.value())
    assert seen[0] > 0
    assert seen[1] == bar.maximum()
    assert seen[2] < bar.maximum()
    assert seen[3] == 0
    assert seen[4] == seen[0], "Space is a page on, as in a browser"


def test_a_message_too_long_for_its_row_can_be_read_in_whole(full: Hands) -> None:
    banner, lines = full.window.banner, []
    full.window.resize(880, 600)
    for sentence in ("Saved.", LONG[:140], LONG):
        full.window.desk.say(sentence, "wrong")
        full.settle()
        lines.append((banner._text.text().count("\n") + 1, banner._whole.isVisible()))
        assert banner._text.width() >= banner._text.sizeHint().width(), "nothing is cut off"
    assert lines == [(1, False), (2, False), (2, True)]
    assert banner._text.text().endswith("…")
    full.press(Key.Key_F8)
    full.press(Key.Key_Space)
    dialog = full.window.findChild(MessageDialog)
    assert dialog is not None
    assert LONG in [label.text() for label in dialog.findChildren(QLabel)]
    dialog.close()


def test_before_the_deck_is_open_nothing_breaks(
    theme: Theme, qtbot: object, tmp_path: object
) -> None:
    window = Window(Desk(Background(), theme), tmp_path / "window.ini")  # type: ignore[operator]
    window.show()
    for name in ALL:
        window.go(name)
    window.take_files(["/books/a.txt"])
    window.show_keys()
    assert window.dialog is not None
    window.dialog.close()
    window.close()
    window.desk.background.close()


@pytest.mark.parametrize("size", [(1024, 700), (880, 600)])
def test_every_screen_fits_a_small_window(full: Hands, size: tuple[int, int]) -> None:
    full.window.resize(*size)
    for name in ALL:
        screen = full.go(name)
        assert screen.minimumSizeHint().width() <= screen.width(), name
        for area in screen.findChildren(QScrollArea):
            assert area.horizontalScrollBar().maximum() == 0, name


def test_nothing_moves_sideways_where_a_page_begins_to_scroll(full: Hands) -> None:
    began: list[str] = []
    full.window.desk.theme.set_text_size(130)
    for name in ALL:
        screen, stands, scrolls = full.go(name), [], []
        for height in (620, 2400):
            full.window.resize(1024, height)
            full.settle()
            full.settle()
            seen = [part for part in screen.findChildren(QWidget) if part.isVisible()]
            pages = [part for part in seen if isinstance(part, QScrollArea | QAbstractItemView)]
            scrolls.append(sum(page.verticalScrollBar().maximum() > 0 for page in pages))
            stands.append(
                {part: (part.mapTo(screen, part.rect().topLeft()).x(), part.width())
                 for part in [*seen, *(page.viewport() for page in pages)]
                 if isinstance(part, QLabel | QAbstractButton) or part.parent() in pages}
            )  # fmt: skip
        for part in stands[0].keys() & stands[1].keys():
            assert stands[0][part] == stands[1][part], (name, part)
        began += [name] * (scrolls[0] > scrolls[1])
    assert {"study", "review"} <= set(began), "they scroll in the low window only"


def test_tab_reaches_the_controls_of_a_screen(hands: Hands) -> None:
    hands.go("home")
    reached = set()
    for _ in range(30):
        hands.press(Key.Key_Tab)
        focus = hands.focus
        if isinstance(focus, QAbstractButton):
            reached.add(focus.text().strip())
    assert {"Study", "Add documents", "Import questions"} <= reached
