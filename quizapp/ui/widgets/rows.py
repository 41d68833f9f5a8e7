"""Rows of a list with up to two lines of heading and one line of detail, painted by hand."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from quizapp.ui.theme import Theme

DETAIL = Qt.ItemDataRole.UserRole + 1  # the small line under the heading
MARK = Qt.ItemDataRole.UserRole + 2  # (icon, colour token) at the right, or None
FADED = Qt.ItemDataRole.UserRole + 3  # already dealt with: written in the muted colour

Index = QModelIndex | QPersistentModelIndex
SIDE = 14
TOP = 10


class RowDelegate(QStyledItemDelegate):
    """Paints plain text only. All rows are equally high, so that long lists scroll at once."""

    def __init__(self, theme: Theme, lines: int = 2) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = QFontMetricsF(self._heading_font()).lineSpacing() * self._lines
        detail = QFontMetricsF(self._theme.font("small")).lineSpacing()
        return QSize(200, round(heading + detail + 2 * TOP + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        area = QRectF(option.rect).adjusted(SIDE, TOP, -SIDE, -TOP)
        mark = index.data(MARK)
        size = self._theme.scaled(16)
        if mark:
            area.adjust(0, 0, -size - 8, 0)
        faded = bool(index.data(FADED))
        painter.setPen(self._theme.colour("muted" if faded else "text"))
        font = self._heading_font()
        lines = wrap(str(index.data() or ""), font, area.width(), self._lines)
        spare = (self._lines - len(lines)) * QFontMetricsF(font).lineSpacing()
        area.adjust(0, spare / 2, 0, 0)
        if mark:
            icon, token = mark
            pixmap = self._theme.pixmap(icon, token, size)
            painter.drawPixmap(QPointF(area.right() + 8, area.top() + 1), pixmap)
        used = self._paint_heading(painter, area, lines)
        self._paint_detail(painter, area.adjusted(0, used + 4, 0, 0), str(index.data(DETAIL) or ""))
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or hot:
            painter.setBrush(self._theme.colour("accent_soft" if chosen else "alt"))
            painter.drawRoundedRect(rect.adjusted(4, 2, -4, -2), 8, 8)
        if chosen:
            painter.setBrush(self._theme.colour("accent"))
            bar = QRectF(rect.left() + 4, rect.top() + 12, 3, rect.height() - 24)
            painter.drawRoundedRect(bar, 1.5, 1.5)

    def _paint_heading(self, painter: QPainter, area: QRectF, lines: list[str]) -> float:
        font = self._heading_font()
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        top = 0.0
        for line in lines:
            shown = metrics.elidedText(line, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QPointF(area.left(), area.top() + top + metrics.ascent()), shown)
            top += metrics.lineSpacing()
        return top

    def _paint_detail(self, painter: QPainter, area: QRectF, text: str) -> None:
        font = self._theme.font("small")
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(self._theme.colour("muted"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(QPointF(area.left(), area.top() + metrics.ascent()), shown)

    def _heading_font(self) -> QFont:
        return self._theme.font("body", QFont.Weight.Medium)


def wrap(text: str, font: QFont, width: float, most: int) -> list[str]:
    """At most ``most`` lines; the last holds all that is left, to be cut with an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(20.0, width))
        start = line.textStart()
        last = len(lines) == most - 1
        lines.append(text[start:] if last else text[start : start + line.textLength()].rstrip())
    layout.endLayout()
    return lines or [""]
