"""Exams under each other: what would be known of each today, what the plan reaches, the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from quizapp.ui.charts.chart import PALE, Chart
from quizapp.ui.theme import Theme

ROW = 58
NAME_SHARE = 0.46  # of the width
FIGURE = 120
BAR = 12


@dataclass(frozen=True, slots=True)
class Reached:
    """``now``, ``then`` and ``target``: shares from 0 to 1; ``None`` while they are computed."""

    name: str
    about: str
    now: float | None
    then: float | None
    target: float
    figure: str  # at the right edge
    said: str
    past: bool = False


class Reach(Chart):
    """Enter, a click and the arrow keys choose a row, which stays lit."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, ROW)
        self._rows: Sequence[Reached] = ()
        self.lit = -1  # the row that is shown below

    def show_rows(self, rows: Sequence[Reached], lit: int) -> None:
        """The mark in hand stays where it was, for keys to go on from."""
        current = self.current
        self._rows, self.lit = rows, lit
        self.renew()
        if self.hasFocus():
            self.point_at(current)

    def marks(self) -> int:
        return len(self._rows)

    def start(self) -> int:
        return max(0, self.lit)

    def describe(self, number: int) -> str:
        return self._rows[number].said

    def mark_at(self, place: QPointF) -> int:
        number = int(place.y() // self._row)
        return number if 0 <= number < len(self._rows) else -1

    def sizeHint(self) -> QSize:
        return QSize(320, self._row * max(1, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self._row * max(1, len(self._rows)))

    def paint(self, painter: QPainter) -> None:
        for number, row in enumerate(self._rows):
            self._paint_ground(painter, number)
            self._paint_words(painter, row, number)
            self._paint_bar(painter, row, number)

    @property
    def _row(self) -> int:
        return self.theme.scaled(ROW)

    def _paint_ground(self, painter: QPainter, number: int) -> None:
        if number not in (self.current, self.lit):
            return
        place = QRectF(1, number * self._row + 2, self.width() - 2, self._row - 4)
        painter.setBrush(self.theme.colour("accent_soft" if number == self.lit else "alt"))
        held = number == self.current and self.hasFocus()
        painter.setPen(QPen(self.theme.colour("accent"), 2) if held else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(place, 8, 8)

    def _paint_words(self, painter: QPainter, row: Reached, number: int) -> None:
        top, wide = number * self._row, int(self._name_width) - 16
        half = self._row / 2
        left = Qt.AlignmentFlag.AlignLeft
        lines = (
            (row.name, self.theme.font("body", QFont.Weight.DemiBold),
             "muted" if row.past else "text", QRectF(12, top + 4, wide, half - 4),
             Qt.AlignmentFlag.AlignBottom),
            (row.about, self.theme.font("small"), "muted", QRectF(12, top + half, wide, half - 4),
             Qt.AlignmentFlag.AlignTop),
        )  # fmt: skip
        for text, font, token, place, up in lines:
            painter.setFont(font)
            painter.setPen(self.theme.colour(token))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, wide)
            painter.drawText(place, left | up, shown)
        painter.setFont(self.theme.font("body"))
        painter.setPen(self.theme.colour("muted" if row.past else "text"))
        wide = self.theme.scaled(FIGURE)
        right = QRectF(self.width() - wide - 12, top, wide, self._row)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | middle, row.figure)

    @property
    def _name_width(self) -> float:
        return self.width() * NAME_SHARE

    def _paint_bar(self, painter: QPainter, row: Reached, number: int) -> None:
        height = self.theme.scaled(BAR)
        width = self.width() - self._name_width - self.theme.scaled(FIGURE) - 28
        if width < height:
            return
        top = number * self._row + (self._row - height) / 2
        bar = QRectF(self._name_width, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("border"))
        painter.drawRoundedRect(bar, 4, 4)
        for share, tone in ((row.then, PALE), (row.now, 1.0)):
            if share:
                painter.setBrush(self.mixed(tone))
                painter.drawRoundedRect(QRectF(bar.left(), top, width * share, height), 4, 4)
        at = bar.left() + width * row.target
        painter.setPen(QPen(self.theme.colour("text"), 2))
        painter.drawLine(QPointF(at, top - 4), QPointF(at, top + height + 4))
