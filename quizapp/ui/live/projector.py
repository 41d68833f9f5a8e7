"""The wall: a window of its own for a second screen, moved by the teacher's keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from quizapp.ui.live.stage import Stage
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column


class Projector(QWidget):
    """Keys that are not its own go to the teacher's page: a presenter's remote may point here."""

    pressed = Signal(int)  # a Qt.Key
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("QuizApp on the wall"))
        self.stage = Stage(theme)
        self.setLayout(column(self.stage))
        self.resize(1280, 720)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def come(self) -> None:
        """Fills a second screen where there is one; else a window to be moved there."""
        screens = QGuiApplication.screens()
        holder = self.parentWidget()
        here = holder.screen() if holder is not None else None
        other = next((screen for screen in screens if screen is not here), None)
        if other is not None:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        else:
            self.show()
        self.raise_()

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        elif key == Qt.Key.Key_Escape:
            self.showNormal() if self.isFullScreen() else self.close()
        else:
            self.pressed.emit(int(key))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
