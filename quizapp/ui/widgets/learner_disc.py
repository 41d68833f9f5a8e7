"""The sign of a learner: a disc in their colour with their initials, so never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from quizapp.domain.learner import COLOURS, Learner
from quizapp.ui.theme import FAMILY, Theme

_LETTERS = {1: 0.5, 2: 0.4}  # height of the initials as a share of the disc


def paint_disc(painter: QPainter, theme: Theme, place: QRectF, learner: Learner) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(token(learner.colour)))
    painter.drawEllipse(place)
    font = QFont(FAMILY)
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(max(6, round(place.height() * _LETTERS[min(2, len(learner.initials))])))
    painter.setFont(font)
    painter.setPen(theme.colour("on_accent"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, learner.initials)
    painter.restore()


def disc_pixmap(theme: Theme, learner: Learner, size: int) -> QPixmap:
    """``size`` in device-independent pixels, as it stands."""
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_disc(painter, theme, QRectF(0, 0, size, size), learner)
    painter.end()
    return pixmap


def token(colour: str) -> str:
    """The design token of a learner's colour; of one that a newer QuizApp knows, the accent's."""
    return f"learner_{colour}" if colour in COLOURS else "accent"


class LearnerDisc(QWidget):
    """``size`` in pixels at a text size of 100 %; it grows with the text."""

    def __init__(self, theme: Theme, learner: Learner, size: int = 32) -> None:
        super().__init__()
        self._theme = theme
        self._learner = learner
        self._size = size
        theme.changed.connect(self._resize)
        self._resize()

    @Slot()
    def _resize(self) -> None:
        self.setFixedSize(self.sizeHint())
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        side = self._theme.scaled(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_disc(painter, self._theme, QRectF(self.rect()), self._learner)
        painter.end()
