"""The wall: a window of its own for a second screen, moved by the teacher's keys."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from quizapp.ui.live.stage import Stage
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label

HINT_TIME = 8000  # ms
HINT_ABOVE = 24  # px


class Projector(QWidget):
    """Keys that are not its own go to the teacher's page: a presenter's remote may point here.
    ``hint``: how to leave it, for a while, where it may hide all else."""

    pressed = Signal(int)  # a Qt.Key
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("QuizApp on the wall"))
        self.stage = Stage(theme)
        self.setLayout(column(self.stage))
        self.resize(1280, 720)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hint = label("", "chip")
        self.hint.setParent(self)
        self.hint.hide()
        self._hinting = QTimer(self, singleShot=True, interval=HINT_TIME)
        self._hinting.timeout.connect(self.hint.hide)

    def come(self) -> QScreen | None:
        """Fills a second screen, which it gives, where there is one; else it is a window to be
        moved there."""
        holder = self.parentWidget()
        other = other_screen(holder.screen() if holder is not None else None)
        if other is not None:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        else:
            self.show()
            self._show_hint()
        self.raise_()
        self.activateWindow()
        return other

    def _show_hint(self) -> None:
        self.hint.setText(
            self.tr("Esc: leave the full screen") if self.isFullScreen()
            else self.tr("Esc: back to your own view  ·  F11: fill the screen")
        )  # fmt: skip
        self.hint.show()
        self.hint.raise_()
        self._place_hint()
        self._hinting.start()

    def _place_hint(self) -> None:
        self.hint.adjustSize()
        self.hint.move(
            (self.width() - self.hint.width()) // 2,
            self.height() - self.hint.height() - HINT_ABOVE,
        )

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_F11:
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
            self._show_hint()
        elif key == Qt.Key.Key_Escape:
            self.showNormal() if self.isFullScreen() else self.close()
        else:
            self.pressed.emit(int(key))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def other_screen(here: QScreen | None) -> QScreen | None:
    """One beside that of the teacher's window, if there is one."""
    return next((screen for screen in QGuiApplication.screens() if screen is not here), None)


def name_of(screen: QScreen) -> str:
    """As its owner may know it."""
    return screen.model() or screen.name()
