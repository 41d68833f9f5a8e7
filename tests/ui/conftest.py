"""A window over a program in memory, and hands to work it with."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sample_application import SampleApplication

from quizapp.paths import Paths
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window

Key = Qt.Key
Make = Callable[[SampleApplication], "Hands"]


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light", 100)


@pytest.fixture
def desk(theme: Theme) -> Iterator[Desk]:
    """A desk without a window and without services."""
    theme.set_look("light", 100)
    made = Desk(Background(), theme)
    yield made
    made.background.close()


@dataclass
class Hands:
    """Works a window by keyboard, and waits until what was asked for has come back."""

    window: Window
    app: SampleApplication
    qtbot: QtBot

    def settle(self) -> None:
        """Until nothing is being read, and what was read has its place: a layout inside others
        asks them, a turn of the loop each."""
        background = self.window.desk.background
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not background.busy, timeout=5000)
        QApplication.processEvents()

    def press(
        self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()

    def ctrl(self, key: Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)
        self.settle()

    def go(self, name: str, what: object = None) -> Screen:
        self.window.go(name, what)
        self.settle()
        return self.window.screen_named(name)

    @property
    def focus(self) -> QWidget | None:
        return QApplication.focusWidget()


@pytest.fixture
def open_window(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Make]:
    """Opens a window over a sample application."""
    theme.set_look("light", 100)
    opened: list[Window] = []

    def make(app: SampleApplication) -> Hands:
        window = Window(Desk(Background(), theme), tmp_path / "window.ini")
        opened.append(window)
        window.resize(1280, 800)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        window.open(app)  # type: ignore[arg-type]
        hands = Hands(window, app, qtbot)
        hands.settle()
        return hands

    yield make
    for window in opened:
        window.close()
        window.desk.background.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def empty(tmp_path: Path) -> SampleApplication:
    return SampleApplication(Paths.under(tmp_path))


@pytest.fixture
def sample(tmp_path: Path) -> SampleApplication:
    return SampleApplication(Paths.under(tmp_path)).fill()


@pytest.fixture
def hands(open_window: Make, sample: SampleApplication) -> Hands:
    return open_window(sample)
