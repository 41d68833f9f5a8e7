"""How far a session is: what is done, what was answered and comes again, and what is to come.

A wrong answer moves it too; striped, since that question is not done with.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar

from quizapp.ui import words
from quizapp.ui.theme import Theme

_PALE = 0.3  # of the colour between the stripes
_STRIPE = 2  # px; between two of them there is room for two more


class SessionBar(QProgressBar):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._done = 0
        self.answered = self.said = ""  # the latter with what comes again
        self.setTextVisible(False)
        self.setAccessibleName(self.tr("Progress of the session"))

    def show_counts(self, done: int, again: int, total: int) -> None:
        """``again``: answered, but asked once more before the session is done."""
        self._done = done
        self.setMaximum(max(1, total))
        self.setValue(done + again)
        said = self.tr("{answered:,} of {total:,} answered")
        self.said = self.answered = said.format(answered=done + again, total=total)
        if again:
            comes = words.count(again, self.tr("comes again"), self.tr("come again"))
            self.said = f"{self.said}  ·  {comes}"
        self.setAccessibleDescription(self.said)
        self.setToolTip(
            self.tr("Full: done. Striped: missed, and asked again in this session.")
            if again
            else ""
        )
        self.update()

    # Qt override

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box, radius = QRectF(self.rect()), self.height() / 2
        whole = QPainterPath()
        whole.addRoundedRect(box, radius, radius)
        painter.setClipPath(whole)
        painter.fillRect(box, self._theme.colour("pressed"))
        one = box.width() / self.maximum()
        accent = self._theme.colour("accent")
        self._paint_stripes(painter, QRectF(0, 0, one * self.value(), box.height()), accent)
        painter.fillRect(QRectF(0, 0, one * self._done, box.height()), accent)
        painter.end()

    def _paint_stripes(self, painter: QPainter, box: QRectF, colour: QColor) -> None:
        pale = QColor(colour)
        pale.setAlphaF(_PALE)
        painter.fillRect(box, pale)
        painter.save()
        painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(colour, _STRIPE))
        step, height = 3 * _STRIPE, box.height()
        for number in range(int((box.width() + height) // step) + 1):
            at = number * step
            painter.drawLine(QPointF(at, -1), QPointF(at - height - 2, height + 1))
        painter.restore()
