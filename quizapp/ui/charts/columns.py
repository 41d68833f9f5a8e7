"""What charts with a column for each of some things have in common: slots, axis and labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from quizapp.ui.charts.chart import Chart

AXIS = 22  # pixels at 100 % for the labels under the columns


class Column(Protocol):
    @property
    def label(self) -> str:
        """Under the column, where there is room."""

    @property
    def said(self) -> str: ...


C = TypeVar("C", bound=Column)


class Columns(Chart, Generic[C]):
    """Subclasses paint what stands in each slot."""

    _columns: Sequence[C] = ()

    def show_columns(self, columns: Sequence[C]) -> None:
        self._columns = columns
        self.renew()

    def marks(self) -> int:
        return len(self._columns)

    def describe(self, number: int) -> str:
        return self._columns[number].said

    def mark_at(self, place: QPointF) -> int:
        if not self._columns:
            return -1
        return min(max(0, int(place.x() / self._slot)), len(self._columns) - 1)

    @property
    def _slot(self) -> float:
        return self.width() / len(self._columns)

    @property
    def _area(self) -> int:
        """Where the columns stand, in pixels from the top."""
        return self.height() - self.theme.scaled(AXIS)

    def _paint_ground(self, painter: QPainter) -> None:
        painter.setPen(self.theme.colour("border"))
        painter.drawLine(QPointF(0, self._area + 0.5), QPointF(self.width(), self._area + 0.5))

    def _paint_labels(self, painter: QPainter) -> None:
        free = 0.0  # where the next label has room
        for number, each in enumerate(self._columns):
            wide = painter.fontMetrics().horizontalAdvance(each.label)
            left = self._left_of(number, wide)
            if not each.label or left < free:
                continue
            painter.setPen(self.theme.colour("muted"))
            axis = self.theme.scaled(AXIS)
            place = QRectF(left, self.height() - axis + 3, wide + 2, axis - 3)
            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(place, flags, each.label)
            free = left + wide + 10

    def _left_of(self, number: int, wide: float) -> float:
        """Where a text of that width begins that stands over or under a column."""
        middle = self._slot * (number + 0.5)
        return min(max(0.0, middle - wide / 2), self.width() - wide)
