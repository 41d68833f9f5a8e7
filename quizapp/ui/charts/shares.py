"""Groups under each other, each a bar in parts: what is firm, what is shaky, what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from quizapp.ui.charts.chart import PALE, Chart
from quizapp.ui.theme import Theme

ROW = 30
NAME_SHARE = 0.34  # of the width
FIGURE = 88


@dataclass(frozen=True, slots=True)
class Share:
    """``parts``: numbers of the darkest, the lighter and the empty part of the bar."""

    name: str
    parts: tuple[int, int, int]
    figure: str  # at the right edge
    said: str


class Shares(Chart):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, ROW)
        self._shares: Sequence[Share] = ()

    def show_shares(self, shares: Sequence[Share]) -> None:
        self._shares = shares
        self.renew()

    def marks(self) -> int:
        return len(self._shares)

    def describe(self, number: int) -> str:
        return self._shares[number].said

    def mark_at(self, place: QPointF) -> int:
        number = int(place.y() // self._row)
        return number if number < len(self._shares) else -1

    def sizeHint(self) -> QSize:
        return QSize(320, self._row * max(1, len(self._shares)))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self._row * max(1, len(self._shares)))

    def paint(self, painter: QPainter) -> None:
        for number, share in enumerate(self._shares):
            self._paint_row(painter, share, number)

    @property
    def _row(self) -> int:
        return self.theme.scaled(ROW)

    def _paint_row(self, painter: QPainter, share: Share, number: int) -> None:
        top, name, figure = number * self._row, self.width() * NAME_SHARE, self.theme.scaled(FIGURE)
        if number == self.current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("alt"))
            painter.drawRoundedRect(QRectF(0, top, self.width(), self._row), 6, 6)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self.theme.font("body"))
        painter.setPen(self.theme.colour("text"))
        shown = painter.fontMetrics().elidedText(
            share.name, Qt.TextElideMode.ElideRight, int(name) - 14
        )
        place = QRectF(4, top, name - 8, self._row)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | middle, shown)
        right = QRectF(self.width() - figure, top, figure - 4, self._row)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | middle, share.figure)
        height = self.theme.scaled(10)
        bar = QRectF(name, top + (self._row - height) / 2, self.width() - name - figure, height)
        self._paint_bar(painter, bar, share.parts)

    def _paint_bar(self, painter: QPainter, bar: QRectF, parts: tuple[int, int, int]) -> None:
        whole = max(1, sum(parts))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("border"))
        painter.drawRoundedRect(bar, 3, 3)
        ends = (bar.width() * (parts[0] + parts[1]) / whole, bar.width() * parts[0] / whole)
        for end, tone in zip(ends, (PALE, 1.0), strict=True):
            if end > 0:
                painter.setBrush(self.mixed(tone))
                painter.drawRoundedRect(QRectF(bar.left(), bar.top(), end, bar.height()), 3, 3)
