"""A bar for each of some days."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from quizapp.ui.charts.columns import Columns


@dataclass(frozen=True, slots=True)
class Bar:
    value: int
    label: str  # under the bar, where there is room
    said: str


class Bars(Columns[Bar]):
    """The highest fills the chart; the highest value stands at its top."""

    def paint(self, painter: QPainter) -> None:
        if not self._columns:
            return
        most = max(1, *(bar.value for bar in self._columns))
        top = self.theme.scaled(16)
        self._paint_ground(painter)
        for number, bar in enumerate(self._columns):
            self._paint_bar(painter, number, (self._area - top) * bar.value / most)
        self._paint_labels(painter)
        highest = max(range(len(self._columns)), key=lambda number: self._columns[number].value)
        if self._columns[highest].value:
            self._paint_value(painter, highest, top)

    def _paint_bar(self, painter: QPainter, number: int, height: float) -> None:
        width = min(0.7 * self._slot, 26.0)
        left = self._slot * number + (self._slot - width) / 2
        height = max(2.0, height)
        held = number == self.current
        token = "border" if not self._columns[number].value else "accent"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("text" if held else token))
        painter.drawRoundedRect(QRectF(left, self._area - height, width, height), 2, 2)

    def _paint_value(self, painter: QPainter, number: int, top: float) -> None:
        painter.setPen(self.theme.colour("muted"))
        text = f"{self._columns[number].value:,}"
        wide = painter.fontMetrics().horizontalAdvance(text) + 2.0
        place = QRectF(self._left_of(number, wide), 0, wide, top - 2)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
