"""Two bars side by side for each of some things: before and after, predicted and true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from quizapp.ui.charts.chart import Chart
from quizapp.ui.theme import Theme

AXIS = 22  # pixels at 100 % for the labels under the bars
_FIRST, _SECOND = 0.35, 1.0  # shares of the accent colour
_WIDEST = 34.0


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int
    label: str  # under the bars, where there is room
    said: str


class Pairs(Chart):
    """The first of a pair is pale. ``each_value``: every bar has its value above it."""

    def __init__(
        self, theme: Theme, name: str, height: int, *, each_value: bool = False, unit: str = ""
    ) -> None:
        super().__init__(theme, name, height)
        self._pairs: Sequence[Pair] = ()
        self._each_value = each_value
        self._unit = unit

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        self._pairs = pairs
        self.renew()

    def marks(self) -> int:
        return len(self._pairs)

    def describe(self, number: int) -> str:
        return self._pairs[number].said

    def mark_at(self, place: QPointF) -> int:
        if not self._pairs:
            return -1
        return min(max(0, int(place.x() / self._slot)), len(self._pairs) - 1)

    def paint(self, painter: QPainter) -> None:
        if not self._pairs:
            return
        most = max(1, *(max(pair.first, pair.second) for pair in self._pairs))
        area = self.height() - self.theme.scaled(AXIS)
        top = self.theme.scaled(18)
        painter.setPen(self.theme.colour("border"))
        painter.drawLine(QPointF(0, area + 0.5), QPointF(self.width(), area + 0.5))
        free = 0.0
        for number, pair in enumerate(self._pairs):
            self._paint_pair(painter, number, (area - top) / most, area)
            free = self._paint_label(painter, pair.label, number, free)
        if not self._each_value:
            self._paint_highest(painter, most, top)

    @property
    def _slot(self) -> float:
        return self.width() / len(self._pairs)

    def _paint_pair(self, painter: QPainter, number: int, scale: float, area: float) -> None:
        pair = self._pairs[number]
        gap = 3.0 if self._each_value else 1.0
        width = min(0.38 * self._slot, _WIDEST if not self._each_value else 2 * _WIDEST)
        middle = self._slot * (number + 0.5)
        held = number == self.current
        for value, share, left in (
            (pair.first, _FIRST, middle - width - gap / 2),
            (pair.second, _SECOND, middle + gap / 2),
        ):
            height = max(2.0, scale * value)
            painter.setPen(Qt.PenStyle.NoPen)
            colour = self.theme.colour("text") if held and share == _SECOND else self.mixed(share)
            painter.setBrush(colour if value else self.theme.colour("border"))
            painter.drawRoundedRect(QRectF(left, area - height, width, height), 2, 2)
            if self._each_value:
                self._paint_text(painter, f"{value:,}{self._unit}", left + width / 2, area - height)

    def _paint_text(self, painter: QPainter, text: str, middle: float, bottom: float) -> None:
        painter.setPen(self.theme.colour("muted"))
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(text) + 2.0
        left = min(max(0.0, middle - wide / 2), self.width() - wide)
        place = QRectF(left, bottom - metrics.height() - 1, wide, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_highest(self, painter: QPainter, most: int, top: float) -> None:
        number = next(
            n for n, pair in enumerate(self._pairs) if most in (max(1, pair.first), pair.second)
        )
        pair = self._pairs[number]
        if max(pair.first, pair.second):
            self._paint_text(painter, f"{most:,}", self._slot * (number + 0.5), top)

    def _paint_label(self, painter: QPainter, text: str, number: int, free: float) -> float:
        if not text:
            return free
        wide = painter.fontMetrics().horizontalAdvance(text)
        left = min(max(0.0, self._slot * (number + 0.5) - wide / 2), self.width() - wide)
        if left < free:
            return free
        painter.setPen(self.theme.colour("muted"))
        axis = self.theme.scaled(AXIS)
        place = QRectF(left, self.height() - axis + 3, wide + 2, axis - 3)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        return left + wide + 10
