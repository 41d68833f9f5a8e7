"""The last days of study as a strip of bars, painted."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from quizapp.domain.progress import DayCount
from quizapp.ui import day_words, words
from quizapp.ui.theme import Theme

BAR_AREA = 64  # px at 100 % text size
LABEL_AREA = 20


class DaysStrip(QWidget):
    """One bar a day, the highest filling the strip; days off keep a small mark."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: Sequence[DayCount] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("The last 14 days"))

    def show_days(self, days: Sequence[DayCount]) -> None:
        self._days = days
        studied = sum(1 for day in days if day.reviews)
        answers = sum(day.reviews for day in days)
        self.setAccessibleDescription(
            self.tr("{days} studied, {answers}").format(
                days=words.count(studied, self.tr("day"), self.tr("days")),
                answers=words.count(answers, self.tr("answer"), self.tr("answers")),
            )
        )
        self.update()

    def describe(self, number: int) -> str:
        day = self._days[number]
        name = day_words.with_weekday(day.day, self._days[-1].day)
        if not day.reviews:
            return self.tr("{day}: no answers").format(day=name)
        share = words.percent(day.right / day.reviews)
        answers = words.count(day.reviews, self.tr("answer"), self.tr("answers"))
        return self.tr("{day}: {answers}, {share} % known").format(
            day=name, answers=answers, share=share
        )

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.scaled(BAR_AREA + LABEL_AREA))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._theme.scaled(BAR_AREA + LABEL_AREA))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._days:
            number = int(event.pos().x() * len(self._days) / max(1, self.width()))
            text = self.describe(min(number, len(self._days) - 1))
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max(1, *(day.reviews for day in self._days))
        for number in range(len(self._days)):
            self._paint_day(painter, number, most)
        painter.end()

    def _paint_day(self, painter: QPainter, number: int, most: int) -> None:
        day = self._days[number]
        last = number == len(self._days) - 1
        slot = self.width() / len(self._days)
        area = self._theme.scaled(BAR_AREA)
        width = min(slot * 0.56, 20.0)
        height = max(6.0, area * day.reviews / most) if day.reviews else 4.0
        left = slot * number + (slot - width) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent" if day.reviews else "border"))
        radius = 4.0 if day.reviews else 2.0
        painter.drawRoundedRect(QRectF(left, area - height, width, height), radius, radius)
        painter.setFont(
            self._theme.font("small", QFont.Weight.DemiBold if last else QFont.Weight.Normal)
        )
        painter.setPen(self._theme.colour("text" if last else "muted"))
        place = QRectF(slot * number, area + 2, slot, self._theme.scaled(LABEL_AREA) - 2)
        if last or (len(self._days) - 1 - number) % self._letters_every(slot) == 0:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, f"{day.day:%a}"[:1])

    def _letters_every(self, slot: float) -> int:
        """1, or so many days as are needed for large letters not to touch."""
        return max(1, math.ceil(1.25 * self._theme.px("small") / slot))
