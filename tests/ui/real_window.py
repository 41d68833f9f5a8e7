"""A window over the real program and a deck file of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import bootstrap
from quizapp.domain.ports import Clock
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Task, key_of, simplest
from quizapp.paths import Paths
from quizapp.services.application import Application
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.screens.screen import Screen
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window


class RealWindow:
    def __init__(self, window: Window, app: Application, qtbot: QtBot) -> None:
        self.window, self.app, self.qtbot = window, app, qtbot

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.window.desk.background.busy, timeout=60_000)
        QApplication.processEvents()

    def go(self, name: str, what: object = None) -> Screen:
        self.window.go(name, what)
        self.settle()
        return self.window.screen_named(name)

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        self.settle()


def written(number: int, stem: str, task: Task) -> Question:
    """A question as the editor would save it."""
    key = key_of(task)
    return Question(
        id=f"written {number}", kind=AnswerKind.OTHER, stem=stem, answer=key.answer,
        accept=key.accept, distractors=key.distractors, task=simplest(task),
    )  # fmt: skip


@contextmanager
def real_window(
    theme: Theme, qtbot: QtBot, home: Path, clock: Clock | None = None
) -> Iterator[RealWindow]:
    theme.set_look("light", 100)
    app = bootstrap(Paths.under(home), clock=clock)
    window = Window(Desk(Background(), theme), home / "window.ini")
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open(app)
    made = RealWindow(window, app, qtbot)
    made.settle()
    try:
        yield made
    finally:
        window.close()
        window.desk.background.close()
        window.deleteLater()
        app.close()
