"""Under the ratings: when each brings the question back, said once for neighbours that agree.

FSRS counts in days, so that a memory that would last some hours comes back tomorrow whatever the
rating; what differs then are the gaps after that. A bracket holds such ratings together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.ui import words
from quizapp.ui.theme import Theme

HEIGHT = 18  # px at a text size of 100 %
INSET = 10  # px from the edge of a rating to the end of its bracket
GAP = 8  # px between a bracket and its words


class IntervalLine(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._columns: Sequence[tuple[QWidget, str]] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_texts(self, columns: Sequence[tuple[QWidget, str]]) -> None:
        """Each rating of the row, from the left, with when it brings the question back."""
        self._columns = columns
        self.update()

    @property
    def said(self) -> list[tuple[int, str]]:
        """How many neighbours each text stands for, and the text as it is shown."""
        return [(len(parts), self._words(parts)) for parts in self._groups()]

    def _groups(self) -> list[list[tuple[QWidget, str]]]:
        return [list(parts) for _, parts in groupby(self._columns, key=lambda part: part[1])]

    def _words(self, parts: Sequence[tuple[QWidget, str]]) -> str:
        when = parts[0][1]
        return words.tr("{} with each of these").format(when) if len(parts) > 1 and when else when

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(200, self._theme.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font("small"))
        for parts in self._groups():
            left = parts[0][0].geometry().left() - self.x()
            right = parts[-1][0].geometry().right() - self.x()
            self._paint(painter, QRectF(left, 0, right - left, self.height()), parts)
        painter.end()

    def _paint(self, painter: QPainter, box: QRectF, parts: Sequence[tuple[QWidget, str]]) -> None:
        text = self._words(parts)
        metrics = QFontMetrics(self._theme.font("small"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(box.width()))
        painter.setPen(self._theme.colour("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
        if len(parts) == 1 or not text:
            return
        painter.setPen(QPen(self._theme.colour("strong_border"), 1))
        half = (box.width() - metrics.horizontalAdvance(shown)) / 2 - GAP
        middle, top = round(box.center().y()) + 0.5, round(box.top()) + 2.5
        for edge, way in ((box.left() + INSET, 1), (box.right() - INSET, -1)):
            at = round(edge) + 0.5
            painter.drawLine(QPointF(at, top), QPointF(at, middle))
            painter.drawLine(QPointF(at, middle), QPointF(at + way * (half - INSET), middle))
