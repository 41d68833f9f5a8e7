"""The days to an exam: the share known as a line towards the target, the minutes as bars below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from quizapp.ui.charts.chart import Chart

AXIS = 22
TOP = 20
GAP = 26  # between the line and the bars, with the words of the bars in it
BARS_SHARE = 0.24  # of the height


@dataclass(frozen=True, slots=True)
class WayDay:
    """``known``: 0 to 1, as the day begins. ``label``: under the day, where there is room."""

    known: float
    minutes: float
    label: str
    said: str


class Way(Chart):
    _days: Sequence[WayDay] = ()
    _target = 1.0
    _target_words = ""
    _minutes_words = ""

    def show_way(
        self, days: Sequence[WayDay], target: float, target_words: str, minutes_words: str
    ) -> None:
        """``target_words`` stand at the line of the target, ``minutes_words`` above the bars."""
        self._days, self._target = days, target
        self._target_words, self._minutes_words = target_words, minutes_words
        self.renew()

    def marks(self) -> int:
        return len(self._days)

    def describe(self, number: int) -> str:
        return self._days[number].said

    def mark_at(self, place: QPointF) -> int:
        if not self._days:
            return -1
        return min(len(self._days) - 1, max(0, int(place.x() / self._slot)))

    def paint(self, painter: QPainter) -> None:
        if not self._days:
            return
        self._paint_held(painter)
        self._paint_known(painter)
        self._paint_target(painter)
        self._paint_minutes(painter)
        self._paint_labels(painter)

    @property
    def _slot(self) -> float:
        return self.width() / len(self._days)

    @property
    def _floor(self) -> float:
        """Where the line stands at nothing known."""
        return self._bars_floor - BARS_SHARE * self.height() - self.theme.scaled(GAP)

    @property
    def _bars_floor(self) -> float:
        return float(self.height() - self.theme.scaled(AXIS))

    def _y(self, share: float) -> float:
        top = self.theme.scaled(TOP)
        return self._floor - share * (self._floor - top)

    def _x(self, number: int) -> float:
        return (number + 0.5) * self._slot

    def _paint_held(self, painter: QPainter) -> None:
        if self.current < 0:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("alt"))
        wide = max(3.0, self._slot)
        left = self._x(self.current) - wide / 2
        painter.drawRect(QRectF(left, self.theme.scaled(TOP), wide, self._bars_floor))

    def _paint_known(self, painter: QPainter) -> None:
        line = [QPointF(self._x(n), self._y(day.known)) for n, day in enumerate(self._days)]
        foot = [QPointF(line[-1].x(), self._floor), QPointF(line[0].x(), self._floor)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.mixed(0.18))
        painter.drawPolygon(QPolygonF([*line, *foot]))
        painter.setPen(QPen(self.theme.colour("accent"), 2.5))
        painter.drawPolyline(QPolygonF(line))
        painter.setPen(QPen(self.theme.colour("border"), 1))
        painter.drawLine(QPointF(0, self._floor), QPointF(self.width(), self._floor))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent"))
        ends = [0, len(line) - 1, *([self.current] if self.current >= 0 else [])]
        for number in ends:
            painter.drawEllipse(line[number], 4, 4)

    def _paint_target(self, painter: QPainter) -> None:
        at = self._y(self._target)
        painter.setPen(QPen(self.theme.colour("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(0, at), QPointF(self.width(), at))
        painter.setPen(self.theme.colour("muted"))
        wide, high = self.width() - 4.0, painter.fontMetrics().height()
        # Above the line on the side where the way begins, far below it.
        place = QRectF(2, at - high - 1, wide, high)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, self._target_words)

    def _paint_minutes(self, painter: QPainter) -> None:
        high = BARS_SHARE * self.height()
        most = max(1.0, *(day.minutes for day in self._days))
        width = max(1.0, min(0.7 * self._slot, 26.0))
        painter.setPen(self.theme.colour("muted"))
        words = painter.fontMetrics().height()
        place = QRectF(2, self._bars_floor - high - words - 2, self.width() - 4, words)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, self._minutes_words)
        painter.setPen(Qt.PenStyle.NoPen)
        for number, day in enumerate(self._days[:-1]):
            held = number == self.current
            painter.setBrush(self.theme.colour("text") if held else self.mixed(0.55))
            tall = max(1.0, (high - 2) * day.minutes / most)
            left = self._x(number) - width / 2
            painter.drawRoundedRect(QRectF(left, self._bars_floor - tall, width, tall), 1.5, 1.5)
        painter.setPen(QPen(self.theme.colour("border"), 1))
        painter.drawLine(QPointF(0, self._bars_floor), QPointF(self.width(), self._bars_floor))

    def _paint_labels(self, painter: QPainter) -> None:
        painter.setPen(self.theme.colour("muted"))
        wide_of = painter.fontMetrics().horizontalAdvance
        last = len(self._days) - 1
        end = self.width() - float(wide_of(self._days[last].label))
        free = 0.0
        for number, day in enumerate(self._days):
            if not day.label:
                continue
            wide = float(wide_of(day.label))
            left = min(max(0.0, self._x(number) - wide / 2), self.width() - wide)
            if number != last and (left < free or left + wide + 10 > end):
                continue
            place = QRectF(left, self._bars_floor + 3, wide + 2, self.theme.scaled(AXIS) - 3)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, day.label
            )
            free = left + wide + 10
