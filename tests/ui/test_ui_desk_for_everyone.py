"""The teacher's desk with work on it, over a deck file: by keys alone, read out, in large text and
in words as long as those of German. While it is empty it is tested with every other screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from readable import German, cut_off
from real_window import RealWindow, real_window, written

from quizapp.domain.quiz import Quiz
from quizapp.domain.task import OpenText
from quizapp.kinds.marking import key
from quizapp.ui.screens.exchange import ExchangeScreen
from quizapp.ui.screens.results import LEARNERS, MARKING, QUESTIONS, ResultsScreen
from quizapp.ui.screens.take import TakeScreen, TakeThis
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window
from tests.sheets import TASKS

pytestmark = pytest.mark.slow

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
)  # fmt: skip


@dataclass
class DeskAtWork:
    real: RealWindow
    quiz: Quiz

    @property
    def window(self) -> Window:
        return self.real.window

    def controls(self) -> Iterator[QWidget]:
        screen = self.window.screen_named(self.window.now)
        for widget in screen.findChildren(QWidget):
            inside = isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
            inside = inside or isinstance(widget, QHeaderView)
            if isinstance(widget, CONTROLS) and not inside and widget.isVisible():
                yield widget


def taken(desk: DeskAtWork) -> None:
    """Answered as well as can be, and handed in."""
    page = desk.real.go("take", TakeThis(desk.quiz.id))
    assert isinstance(page, TakeScreen)
    assert page.sitting is not None
    for one in page.sitting.posed:
        page.go_to(one.place)
        desk.real.settle()
        assert page.widget is not None
        page.widget.restore("Because." if isinstance(one.task, OpenText) else key(one.task))
        page.widget.changed.emit()
    page._write_down()
    desk.real.settle()
    page.hand_in()
    desk.real.settle()


def results(desk: DeskAtWork, part: int) -> None:
    taken(desk)
    page = desk.real.go("results", desk.quiz.id)
    assert isinstance(page, ResultsScreen)
    page.show_part(part)
    desk.real.settle()


def take_at(number: int) -> Callable[[DeskAtWork], None]:
    def bring(desk: DeskAtWork) -> None:
        page = desk.real.go("take", TakeThis(desk.quiz.id))
        assert isinstance(page, TakeScreen)
        assert page.sitting is not None
        page.go_to(page.sitting.posed[number].place)
        desk.real.settle()

    return bring


STATES: dict[str, Callable[[DeskAtWork], object]] = {
    "quizzes": lambda desk: desk.real.go("quizzes"),
    "quiz": lambda desk: desk.real.go("quiz", desk.quiz.id),
    "take result": taken,
    "results by question": lambda desk: results(desk, QUESTIONS),
    "results by learner": lambda desk: results(desk, LEARNERS),
    "results to mark": lambda desk: results(desk, MARKING),
    "write": lambda desk: desk.real.go("write"),
    "questions": lambda desk: desk.real.go("questions"),
    "exchange": lambda desk: desk.real.go("exchange"),
    "export of a quiz": lambda desk: desk.real.go("exchange", desk.quiz),
    "progress": lambda desk: desk.real.go("progress"),
    "live": lambda desk: desk.real.go("live"),
    **{f"take {type(task).__name__} {n}": take_at(n) for n, (_, task) in enumerate(TASKS)},
}


@contextmanager
def at_work(theme: Theme, qtbot: QtBot, home: Path) -> Iterator[DeskAtWork]:
    """A quiz with a question of every task."""
    with real_window(theme, qtbot, home) as real:
        deck = real.app.questions.create_deck("Mine")
        for number, (stem, task) in enumerate(TASKS):
            real.app.author.save(written(number, stem, task), deck.id, {})
        ids = [f"written {number}" for number in range(len(TASKS))]
        yield DeskAtWork(real, real.app.quizzes.create("Everything", ids))


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[DeskAtWork]:
    with at_work(theme, qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def german(theme: Theme, qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[DeskAtWork]:
    translator = German(qapp)
    qapp.installTranslator(translator)
    with at_work(theme, qtbot, tmp_path) as made:
        yield made
    qapp.removeTranslator(translator)


MOST_STOPS = 400  # keys pressed; no page has half as many controls


def tab_stops(desk: DeskAtWork) -> list[QWidget]:
    stops: list[QWidget] = []
    for _ in range(MOST_STOPS):
        focused = QApplication.focusWidget()
        if focused in stops:
            return stops
        if focused is not None:
            stops.append(focused)
        else:  # a window of the test before was closed just now and took the front with it
            (QApplication.activeModalWidget() or desk.window).activateWindow()
        desk.real.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab went on after {len(stops)} controls without coming round")


def together(control: QWidget) -> list[QWidget]:
    """Of buttons one of which is pressed at a time, Tab stops at that one; arrows reach the rest,
    as among the tabs of a book."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return list(group.buttons()) if group is not None and group.exclusive() else [control]


@pytest.mark.parametrize("state", STATES)
def test_tab_reaches_every_control(desk: DeskAtWork, state: str) -> None:
    STATES[state](desk)
    stops = tab_stops(desk)
    missed = [
        f"{type(control).__name__} {control.accessibleName()}"
        for control in desk.controls()
        if control.isEnabled()
        and control.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not any(
            each is stop or each.isAncestorOf(stop) for each in together(control) for stop in stops
        )
    ]
    assert missed == []


@pytest.mark.parametrize("state", ["results by question", "exchange"])
def test_arrows_lead_from_one_part_of_a_page_to_the_next(desk: DeskAtWork, state: str) -> None:
    STATES[state](desk)
    screen = desk.window.screen_named(desk.window.now)
    assert isinstance(screen, ResultsScreen | ExchangeScreen)
    screen._tabs.button(0).setFocus()
    desk.real.press(Qt.Key.Key_Right)
    assert screen._tabs.checkedId() == 1
    assert screen._parts.currentIndex() == 1


@pytest.mark.parametrize("state", STATES)
def test_every_control_is_named_for_screen_readers_and_every_sign_explained(
    desk: DeskAtWork, state: str
) -> None:
    STATES[state](desk)
    nameless, silent = [], []
    for control in desk.controls():
        signs = isinstance(control, QToolButton) and not control.text()
        says = isinstance(control, QAbstractButton) and control.text()
        if not control.accessibleName() and not says:
            nameless.append(f"{type(control).__name__} {control.objectName()}")
        if signs and not control.toolTip():
            silent.append(control.accessibleName())
    assert (nameless, silent) == ([], [])


@pytest.mark.parametrize("state", STATES)
def test_text_of_twice_the_size_fits(desk: DeskAtWork, state: str) -> None:
    desk.window.desk.theme.set_look("light", 200)
    desk.window.resize(1024, 700)
    STATES[state](desk)
    assert cut_off(desk.window) == []


@pytest.mark.parametrize("state", STATES)
def test_words_as_long_as_in_german_fit(german: DeskAtWork, state: str) -> None:
    german.window.resize(1024, 700)
    STATES[state](german)
    assert cut_off(german.window) == []
