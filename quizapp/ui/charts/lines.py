"""Numbers that grow over the days, as areas one before the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from quizapp.ui import day_words
from quizapp.ui.charts.chart import Chart
from quizapp.ui.theme import Theme

AXIS = 22
_COLUMN = 28  # px
_STEPS = 80  # marks at most: as many as keys can walk through and a hand can point at


@dataclass(frozen=True, slots=True)
class Point:
    """The values of one day; the first is the greatest, and each holds the next."""

    day: date
    values: tuple[int, ...]


class Areas(Chart):
    """``said`` is called with a day and its values, and says them in one line."""

    def __init__(self, theme: Theme, name: str, height: int, said: str) -> None:
        """``said``: a sentence with places for {day} and the numbers {0}, {1} ..."""
        super().__init__(theme, name, height)
        self._said = said
        self._points: Sequence[Point] = ()
        self._marks: list[Point] = []

    def show_points(self, points: Sequence[Point], today: date) -> None:
        """``points``: the days on which something changed, oldest first."""
        self._points = points
        self._marks = _spaced(points, today)
        self.renew()

    def marks(self) -> int:
        return len(self._marks)

    def start(self) -> int:
        return self.marks() - 1

    def describe(self, number: int) -> str:
        point = self._marks[number]
        values = (f"{value:,}" for value in point.values)
        return self._said.format(*values, day=day_words.written(point.day))

    def mark_at(self, place: QPointF) -> int:
        if not self._marks:
            return -1
        share = place.x() / max(1, self.width())
        return round(min(1.0, max(0.0, share)) * (len(self._marks) - 1))

    def paint(self, painter: QPainter) -> None:
        if len(self._marks) < 2:
            return
        most = max(1, *(point.values[0] for point in self._marks))
        for series, tone in enumerate((0.28, 0.8)[: len(self._marks[0].values)]):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.mixed(tone))
            if len(self._points) == 1 and len(self._marks) == 2:
                painter.drawRect(self._column(series, most))  # one day alone shows no way
            else:
                painter.drawPolygon(self._area(series, most))
        self._paint_axis(painter, most)
        if self.current >= 0:
            at = self._x(self.current)
            painter.setPen(QPen(self.theme.colour("text"), 1))
            painter.drawLine(QPointF(at, self._top), QPointF(at, self._bottom))

    @property
    def _top(self) -> float:
        return float(self.theme.scaled(18))

    @property
    def _bottom(self) -> float:
        return float(self.height() - self.theme.scaled(AXIS))

    def _x(self, number: int) -> float:
        return number * (self.width() - 1) / max(1, len(self._marks) - 1)

    def _area(self, series: int, most: int) -> QPolygonF:
        high = self._bottom - self._top
        line = [
            QPointF(self._x(n), self._bottom - high * point.values[series] / most)
            for n, point in enumerate(self._marks)
        ]
        return QPolygonF([QPointF(0, self._bottom), *line, QPointF(line[-1].x(), self._bottom)])

    def _column(self, series: int, most: int) -> QRectF:
        """The only day there is, at its place on the axis."""
        wide = self.theme.scaled(_COLUMN)
        high = (self._bottom - self._top) * self._marks[-1].values[series] / most
        return QRectF(self.width() - wide, self._bottom - high, wide, high)

    def _paint_axis(self, painter: QPainter, most: int) -> None:
        painter.setPen(self.theme.colour("border"))
        painter.drawLine(QPointF(0, self._bottom), QPointF(self.width(), self._bottom))
        painter.setPen(self.theme.colour("muted"))
        first, last = self._marks[0].day, self._marks[-1].day
        under = QRectF(0, self._bottom + 3, self.width(), self.theme.scaled(AXIS) - 3)
        middle = Qt.AlignmentFlag.AlignVCenter
        for side, day in ((Qt.AlignmentFlag.AlignLeft, first), (Qt.AlignmentFlag.AlignRight, last)):
            painter.drawText(under, side | middle, day_words.short(day, year=True))
        above = QRectF(0, 0, self.width(), self._top - 3)
        painter.drawText(above, Qt.AlignmentFlag.AlignRight | middle, f"{most:,}")


def _spaced(points: Sequence[Point], today: date) -> list[Point]:
    """Points at equal distances from the first day to today, each with the values of its day."""
    if not points:
        return []
    first = points[0].day - timedelta(days=1)
    days = max(1, (today - first).days)
    steps = min(days, _STEPS)
    known = [point.day for point in points]
    nothing = (0,) * len(points[0].values)
    found = []
    for number in range(steps + 1):
        day = first + timedelta(days=round(number * days / steps))
        at = bisect_right(known, day) - 1
        found.append(Point(day, points[at].values if at >= 0 else nothing))
    return found
