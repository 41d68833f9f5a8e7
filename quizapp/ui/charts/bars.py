"""A bar for each of some days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from quizapp.ui.charts.chart import Chart

AXIS = 22  # pixels at 100 % for the labels under the bars


@dataclass(frozen=True, slots=True)
class Bar:
    value: int
    label: str  # under the bar, where there is room
    said: str


class Bars(Chart):
    """The highest fills the chart; the highest value stands at its top."""

    _bars: Sequence[Bar] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = bars
        self.renew()

    def marks(self) -> int:
        return len(self._bars)

    def describe(self, number: int) -> str:
        return self._bars[number].said

    def mark_at(self, place: QPointF) -> int:
        if not self._bars:
            return -1
        return min(int(place.x() / self._slot), len(self._bars) - 1)

    def paint(self, painter: QPainter) -> None:
        if not self._bars:
            return
        most = max(1, *(bar.value for bar in self._bars))
        area = self.height() - self.theme.scaled(AXIS)
        top = self.theme.scaled(16)
        painter.setPen(self.theme.colour("border"))
        painter.drawLine(QPointF(0, area + 0.5), QPointF(self.width(), area + 0.5))
        free = 0.0  # where the next label has room
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, number, (area - top) * bar.value / most, area)
            free = self._paint_label(painter, number, free)
        highest = max(range(len(self._bars)), key=lambda number: self._bars[number].value)
        if self._bars[highest].value:
            self._paint_value(painter, highest, top)

    @property
    def _slot(self) -> float:
        return self.width() / len(self._bars)

    def _paint_bar(self, painter: QPainter, number: int, height: float, area: float) -> None:
        width = min(0.7 * self._slot, 26.0)
        left = self._slot * number + (self._slot - width) / 2
        height = max(2.0, height)
        held = number == self.current
        token = "border" if not self._bars[number].value else "accent"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("text" if held else token))
        painter.drawRoundedRect(QRectF(left, area - height, width, height), 2, 2)

    def _paint_label(self, painter: QPainter, number: int, free: float) -> float:
        text = self._bars[number].label
        if not text:
            return free
        wide = painter.fontMetrics().horizontalAdvance(text)
        middle = self._slot * (number + 0.5)
        left = min(max(0.0, middle - wide / 2), self.width() - wide)
        if left < free:
            return free
        painter.setPen(self.theme.colour("muted"))
        axis = self.theme.scaled(AXIS)
        place = QRectF(left, self.height() - axis + 3, wide + 2, axis - 3)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return left + wide + 10

    def _paint_value(self, painter: QPainter, number: int, top: float) -> None:
        painter.setPen(self.theme.colour("muted"))
        text = f"{self._bars[number].value:,}"
        wide = painter.fontMetrics().horizontalAdvance(text) + 2.0
        left = min(max(0.0, self._slot * (number + 0.5) - wide / 2), self.width() - wide)
        painter.drawText(QRectF(left, 0, wide, top - 2), Qt.AlignmentFlag.AlignCenter, text)
