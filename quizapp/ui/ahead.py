"""Reads the code of the screens while nobody waits for anything, so that the first opening of each
is as quick as the second. The window must not wait for them when it starts."""

from __future__ import annotations

from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

from quizapp.ui.desk import Desk
from quizapp.ui.screens import SCREENS

AFTER = 1500  # ms from the opened deck; whoever presses a key at once is not held up
EVERY = 250  # ms from one to the next, each of which takes a few hundredths of a second
FIRST = "home"  # is shown at once
MODULES = tuple(entry.module for entry in SCREENS if entry.name != FIRST)


class Ahead(QObject):
    """One module at a time, on the main thread: classes of Qt are made nowhere else."""

    def __init__(self, parent: QObject, desk: Desk) -> None:
        super().__init__(parent)
        self._desk = desk
        self._left = list(MODULES)
        self._timer = QTimer(self, interval=AFTER)
        self._timer.timeout.connect(self._next)

    @property
    def done(self) -> bool:
        return not self._left

    def begin(self) -> None:
        if self._left:
            self._timer.start(AFTER)

    @Slot()
    def _next(self) -> None:
        if self._desk.background.busy:
            return  # somebody waits
        self._timer.setInterval(EVERY)
        import_module(f"quizapp.ui.screens.{self._left.pop(0)}")
        if not self._left:
            self._timer.stop()
            self._desk.compute(self._desk.services.exchange.formats, lambda _: None)
