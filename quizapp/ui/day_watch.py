"""Notices that the day turned while the window was open: the study day, the day of the calendar, or
both at once where the clock or its zone were set anew."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from quizapp.ui.desk import Desk

EVERY = 20_000  # ms; no timer for the turn itself: the machine may sleep, its zone may change


class DayWatch(QObject):
    turned = Signal()

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._desk = desk
        self._days: tuple[date, date] | None = None
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        window.installEventFilter(self)

    def begin(self) -> None:
        self._timer.start()
        self.look()

    @Slot()
    def look(self) -> None:
        if self._desk.ready:
            self._desk.ask(self._desk.services.home.present_days, self._seen)

    def _seen(self, days: tuple[date, date]) -> None:
        before, self._days = self._days, days
        if before is not None and before != days:
            self.turned.emit()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._timer.isActive():
            self.look()  # whoever comes back in the morning waits for nothing
        return False
