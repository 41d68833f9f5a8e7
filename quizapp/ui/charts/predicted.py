"""Predicted against true recall: on the diagonal where the prediction held."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from quizapp.progress.calibration import Bin
from quizapp.ui import words
from quizapp.ui.charts.chart import Chart

LEFT, UNDER = 48, 22
_LOWEST = 0.4


class Predicted(Chart):
    """A dot for each bin, the larger the more answers it holds."""

    _bins: Sequence[Bin] = ()

    def show_bins(self, bins: Sequence[Bin]) -> None:
        self._bins = bins
        self.renew()

    def marks(self) -> int:
        return len(self._bins)

    def describe(self, number: int) -> str:
        found = self._bins[number]
        return self.tr("{answers}: predicted {predicted} %, remembered {true} %").format(
            answers=words.count(found.answers, self.tr("answer"), self.tr("answers")),
            predicted=words.percent(found.predicted),
            true=words.percent(found.true),
        )

    def mark_at(self, place: QPointF) -> int:
        near = [
            (math.hypot(at.x() - place.x(), at.y() - place.y()), number)
            for number, found in enumerate(self._bins)
            for at in [self._at(found.predicted, found.true)]
        ]
        distance, number = min(near, default=(math.inf, -1))
        return number if distance < 24 else -1

    def paint(self, painter: QPainter) -> None:
        area = self._area
        painter.setPen(QPen(self.theme.colour("border"), 1))
        for share in (0.5, 0.75, 1.0):
            height = self._at(share, share).y()
            painter.drawLine(QPointF(area.left(), height), QPointF(area.right(), height))
        painter.setPen(QPen(self.theme.colour("strong_border"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(self._at(self._least, self._least), self._at(1, 1))
        self._paint_names(painter)
        most = max((found.answers for found in self._bins), default=1)
        for number, found in enumerate(self._bins):
            size = 4 + 7 * math.sqrt(found.answers / most)
            held = number == self.current
            painter.setPen(QPen(self.theme.colour("base"), 1.5))
            painter.setBrush(self.theme.colour("text" if held else "accent"))
            painter.drawEllipse(self._at(found.predicted, found.true), size, size)

    @property
    def _least(self) -> float:
        """Where the axes begin: low enough for every dot."""
        lowest = min((min(b.predicted, b.true) for b in self._bins), default=_LOWEST)
        return 0.0 if lowest < _LOWEST else _LOWEST

    @property
    def _area(self) -> QRectF:
        left, under = self.theme.scaled(LEFT), self.theme.scaled(UNDER)
        return QRectF(left, 10, self.width() - left - 12, self.height() - under - 16)

    def _at(self, predicted: float, true: float) -> QPointF:
        area, least = self._area, self._least
        return QPointF(
            area.left() + area.width() * (predicted - least) / (1 - least),
            area.bottom() - area.height() * (true - least) / (1 - least),
        )

    def _paint_names(self, painter: QPainter) -> None:
        area = self._area
        painter.setPen(self.theme.colour("muted"))
        for share in (0.5, 0.75, 1.0):
            height = self._at(share, share).y()
            side = QRectF(0, height - 10, area.left() - 6, 20)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(side, right, f"{share:.0%}".replace("%", " %"))
        under = QRectF(area.left(), area.bottom() + 2, area.width(), self.theme.scaled(UNDER))
        painter.drawText(
            under, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            self.tr("predicted →"),
        )  # fmt: skip
