"""What is left of the time, counted down; said aloud when little is left."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QWidget

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, label, row, set_tone

_TOLD = (600, 300, 60, 30, 10)  # seconds left at which a screen reader says so
_LITTLE = 60


class CountDown(QWidget):
    """The monotonic clock of the machine: one that is set back gives no time."""

    over = Signal()

    def __init__(self, theme: Theme, what: str) -> None:
        """``what``: "Time left", "for this question"."""
        super().__init__()
        self._what = what
        self._end: float | None = None
        self._told = math.inf
        picture = QLabel()
        theme.set_picture(picture, "clock", "muted", 18)
        self.text = label("", "strong")
        self.setLayout(row(picture, self.text, spacing=6))
        self._timer = QTimer(self, interval=250)
        self._timer.timeout.connect(self._tick)
        self.hide()

    @property
    def seconds(self) -> float | None:
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    def start(self, seconds: float | None) -> None:
        """None: there is no limit."""
        self._told = math.inf
        if seconds is None:
            self.stop()
            return
        self._end = time.monotonic() + seconds
        self.show()
        self._timer.start()
        self._tick()

    def stop(self) -> None:
        self._end = None
        self._timer.stop()
        self.hide()

    def _tick(self) -> None:
        left = self.seconds
        if left is None:
            return
        shown = math.ceil(left)
        self.text.setText(f"{shown // 3600}:{shown // 60 % 60:02}:{shown % 60:02}"
                          if shown >= 3600 else f"{shown // 60}:{shown % 60:02}")  # fmt: skip
        self.setToolTip(f"{self._what}: {self.text.text()}")
        self.setAccessibleName(self.toolTip())
        set_tone(self.text, "wrong" if shown <= _LITTLE else "")
        self._tell(shown)
        if left <= 0:
            self._timer.stop()
            self.over.emit()

    def _tell(self, shown: int) -> None:
        due = [mark for mark in _TOLD if shown <= mark < self._told]
        if due and self._told is not math.inf:
            announce(self, self.toolTip())
        self._told = min(due, default=min(self._told, shown + 1))
