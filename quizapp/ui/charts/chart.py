"""What all charts share: marks that can be pointed at, walked through with keys, and read out."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui.theme import Theme

Key = Qt.Key


PALE = 0.7
"""Of the accent colour, for what is still being learnt: 3:1 against a card in light and dark."""


class Chart(QWidget):
    """``pointed`` tells what the mark under the pointer or the keyboard says; "" for none."""

    pointed = Signal(str)
    chosen = Signal(int)  # Enter or a click on a mark

    def __init__(self, theme: Theme, name: str, height: int) -> None:
        """``height``: pixels at a text size of 100 %."""
        super().__init__()
        self.theme = theme
        self._height = height
        self._current = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    # What a chart says of itself

    @abstractmethod
    def marks(self) -> int:
        """How many marks there are; they are numbered from 0."""

    @abstractmethod
    def describe(self, number: int) -> str:
        """What a mark says, in one line."""

    @abstractmethod
    def mark_at(self, place: QPointF) -> int:
        """The mark at a place; -1 for none."""

    @abstractmethod
    def paint(self, painter: QPainter) -> None: ...

    def after(self, number: int, key: int) -> int:
        """The mark to which an arrow key leads."""
        return number + (1 if key in (Key.Key_Right, Key.Key_Down) else -1)

    # The mark in hand

    @property
    def current(self) -> int:
        return self._current

    def point_at(self, number: int) -> None:
        number = number if 0 <= number < self.marks() else -1
        if number == self._current:
            return
        self._current = number
        self._announce(self.describe(number) if number >= 0 else "")
        self.update()

    def _announce(self, said: str) -> None:
        """To screen readers, and to who shows it under the chart."""
        self.setAccessibleDescription(said)
        if said:
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )
        self.pointed.emit(said)

    def renew(self) -> None:
        """The marks are others now."""
        self._current = -1
        self.pointed.emit("")
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(280, self.theme.scaled(self._height))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.theme.scaled(self._height))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrows = (Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down)
        last = self.marks() - 1
        if last < 0:
            super().keyPressEvent(event)
        elif event.key() in arrows:
            start = self._current if self._current >= 0 else self.start()
            moved = self.after(start, event.key()) if self._current >= 0 else start
            self.point_at(min(last, max(0, moved)))
        elif event.key() in (Key.Key_Home, Key.Key_End):
            self.point_at(0 if event.key() == Key.Key_Home else last)
        elif event.key() in (Key.Key_Return, Key.Key_Enter) and self._current >= 0:
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def start(self) -> int:
        """The mark that the first arrow key leads to."""
        return 0

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self.mark_at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.mark_at(event.position())
        if number >= 0:
            self.chosen.emit(number)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.point_at(-1)
        super().leaveEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.point_at(-1)
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.font("small"))
        self.paint(painter)
        if self.hasFocus() and self.current < 0:
            painter.setPen(self.theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 6, 6)
        painter.end()

    # Colours

    def mixed(self, share: float, over: str = "base") -> QColor:
        """The accent colour, thinned: ``share`` of it over another colour of the theme."""
        accent, ground = self.theme.colour("accent"), self.theme.colour(over)
        return QColor.fromRgbF(
            share * accent.redF() + (1 - share) * ground.redF(),
            share * accent.greenF() + (1 - share) * ground.greenF(),
            share * accent.blueF() + (1 - share) * ground.blueF(),
        )
