"""Two bars side by side for each of some things: before and after, predicted and true."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from quizapp.ui.charts.columns import Columns
from quizapp.ui.theme import Theme

_FIRST, _SECOND = 0.35, 1.0  # shares of the accent colour
_WIDEST = 34.0


@dataclass(frozen=True, slots=True)
class Pair:
    first: int
    second: int
    label: str  # under the bars, where there is room
    said: str


class Pairs(Columns[Pair]):
    """The first of a pair is pale. ``each_value``: every bar has its value above it."""

    def __init__(
        self, theme: Theme, name: str, height: int, *, each_value: bool = False, unit: str = ""
    ) -> None:
        super().__init__(theme, name, height)
        self._each_value = each_value
        self._unit = unit

    def paint(self, painter: QPainter) -> None:
        if not self._columns:
            return
        most = max(1, *(max(pair.first, pair.second) for pair in self._columns))
        top = self.theme.scaled(18)
        self._paint_ground(painter)
        for number in range(len(self._columns)):
            self._paint_pair(painter, number, (self._area - top) / most)
        self._paint_labels(painter)
        if not self._each_value:
            self._paint_highest(painter, most, top)

    def _paint_pair(self, painter: QPainter, number: int, scale: float) -> None:
        pair = self._columns[number]
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
            painter.drawRoundedRect(QRectF(left, self._area - height, width, height), 2, 2)
            if self._each_value:
                self._paint_text(
                    painter, f"{value:,}{self._unit}", left + width / 2, self._area - height
                )

    def _paint_text(self, painter: QPainter, text: str, middle: float, bottom: float) -> None:
        painter.setPen(self.theme.colour("muted"))
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(text) + 2.0
        left = min(max(0.0, middle - wide / 2), self.width() - wide)
        place = QRectF(left, bottom - metrics.height() - 1, wide, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_highest(self, painter: QPainter, most: int, top: float) -> None:
        number = next(
            n for n, pair in enumerate(self._columns) if most in (max(1, pair.first), pair.second)
        )
        pair = self._columns[number]
        if max(pair.first, pair.second):
            self._paint_text(painter, f"{most:,}", self._slot * (number + 0.5), top)
