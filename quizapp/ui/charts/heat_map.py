"""A year of days as a calendar of squares, the fuller the more was done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from quizapp.domain.progress import DayCount
from quizapp.ui import day_words, words
from quizapp.ui.charts.chart import Chart, Key
from quizapp.ui.theme import Theme

WEEKS = 53
MONTHS, DAYS = 18, 26  # pixels at 100 % for the names above and at the side
_STEPS = (0.0, 0.25, 0.5, 0.75)  # of the fullest day, where a stronger tone begins
_TONES = (0.3, 0.52, 0.76, 1.0)


class HeatMap(Chart):
    """Weeks are columns from Monday to Sunday; the last one holds today."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, MONTHS + 7 * 15)
        self._counts: Mapping[date, DayCount] = {}
        self._first = date.today()
        self._today = self._first

    def show_year(self, counts: Mapping[date, DayCount], today: date) -> None:
        self._counts, self._today = counts, today
        monday = today - timedelta(days=today.weekday())
        self._first = monday - timedelta(weeks=WEEKS - 1)
        self.renew()

    def marks(self) -> int:
        return (self._today - self._first).days + 1

    def start(self) -> int:
        return self.marks() - 1

    def after(self, number: int, key: int) -> int:
        leads = {Key.Key_Left: -7, Key.Key_Right: 7, Key.Key_Up: -1, Key.Key_Down: 1}
        return number + leads[Key(key)]

    def describe(self, number: int) -> str:
        day = self._first + timedelta(days=number)
        name = day_words.with_weekday(day)
        count = self._counts.get(day)
        if count is None:
            return self.tr("{day}: no answers").format(day=name)
        return self.tr("{day}: {answers}, {share} % known, {time}").format(
            day=name,
            answers=words.count(count.reviews, self.tr("answer"), self.tr("answers")),
            share=words.percent(count.right / count.reviews),
            time=words.spent(round(count.milliseconds / 1000)),
        )

    def mark_at(self, place: QPointF) -> int:
        left, top, size = self._grid
        week, weekday = int((place.x() - left) // size), int((place.y() - top) // size)
        if not (0 <= week < WEEKS and 0 <= weekday < 7) or place.x() < left:
            return -1
        number = 7 * week + weekday
        return number if number < self.marks() else -1

    def paint(self, painter: QPainter) -> None:
        left, top, size = self._grid
        fullest = max((count.reviews for count in self._counts.values()), default=0)
        painter.setPen(self.theme.colour("muted"))
        self._paint_names(painter, left, top, size)
        painter.setPen(Qt.PenStyle.NoPen)
        for number in range(self.marks()):
            week, weekday = divmod(number, 7)
            count = self._counts.get(self._first + timedelta(days=number))
            square = QRectF(left + week * size, top + weekday * size, size - 2, size - 2)
            self._paint_day(painter, square, count.reviews / fullest if count else None)
            if number == self.current:
                painter.setPen(self.theme.colour("text"))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(square.adjusted(-1, -1, 1, 1), 2, 2)
                painter.setPen(Qt.PenStyle.NoPen)

    @property
    def _grid(self) -> tuple[float, float, float]:
        """Left and upper edge of the squares, and the width of one with its gap."""
        left, top = self.theme.scaled(DAYS), self.theme.scaled(MONTHS)
        size = min((self.width() - left) / WEEKS, (self.height() - top) / 7)
        return float(left), float(top), size

    def _paint_day(self, painter: QPainter, square: QRectF, share: float | None) -> None:
        if share is None:
            painter.setBrush(self.theme.colour("alt"))
        else:
            tone = sum(share > step for step in _STEPS) - 1
            painter.setBrush(self.mixed(_TONES[max(0, tone)]))
        painter.drawRoundedRect(square, 2, 2)

    def _paint_names(self, painter: QPainter, left: float, top: float, size: float) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for weekday in (0, 2, 4):
            day = self._first + timedelta(days=weekday)
            place = QRectF(0, top + weekday * size - 3, left, size + 4)
            painter.drawText(place, middle, f"{day:%a}"[:2])
        free = 0.0
        for week in range(WEEKS):
            monday = self._first + timedelta(weeks=week)
            if monday.day > 7:
                continue
            at, text = left + week * size, f"{monday:%b}"
            if at >= free:
                painter.drawText(QRectF(at, 0, 60, top - 3), middle, text)
                free = at + painter.fontMetrics().horizontalAdvance(text) + 8
