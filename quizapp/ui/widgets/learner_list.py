"""A list of learners to choose one from, by mouse, by arrows, or by typing some of the name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from quizapp.ui.models.learners import LEARNER, PRESENT, Index, LearnerModel
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label
from quizapp.ui.widgets.learner_disc import paint_disc

if TYPE_CHECKING:
    from quizapp.services.learners import LearnerLine

FEW = 8  # so many are chosen from without typing
ROWS_SHOWN = 8
_DISC, _SIDE, _TOP, _MARK = 28, 10, 6, 16
_STEPS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class LearnerDelegate(QStyledItemDelegate):
    """Disc and name; at the right a tick for who learns now, a lock where there is a PIN."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, self._theme.scaled(_DISC) + 2 * _TOP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_soft" if chosen else "alt"))
            painter.drawRoundedRect(place.adjusted(2, 1, -2, -1), 8, 8)
        learner, side = index.data(LEARNER), self._theme.scaled(_DISC)
        disc = QRectF(place.left() + _SIDE, place.center().y() - side / 2 + 0.5, side, side)
        paint_disc(painter, self._theme, disc, learner)
        icons = [("lock", "muted")] * learner.has_pin
        icons += [("check", "accent")] * bool(index.data(PRESENT))
        right = self._paint_icons(painter, place, icons)
        self._paint_name(painter, disc.right() + 10, right, place, str(index.data()))
        painter.restore()

    def _paint_icons(
        self, painter: QPainter, place: QRectF, icons: Sequence[tuple[str, str]]
    ) -> float:
        """Returns the left edge of what it painted."""
        size, right = self._theme.scaled(_MARK), place.right() - _SIDE
        for icon, colour in reversed(icons):
            right -= size
            top = place.center().y() - size / 2 + 0.5
            painter.drawPixmap(QPointF(right, top), self._theme.pixmap(icon, colour, size))
            right -= 6
        return right

    def _paint_name(
        self, painter: QPainter, left: float, right: float, place: QRectF, name: str
    ) -> None:
        font = self._theme.font("body", QFont.Weight.Medium)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(20.0, right - left))
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        base = place.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, base), shown)


class _View(QListView):
    """As high as its rows, up to ``ROWS_SHOWN``; less where there is no room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows = 1

    def fit(self, rows: int) -> None:
        self.rows = max(1, rows)
        self.setMinimumHeight(self._height(min(self.rows, 2)))
        self.setMaximumHeight(self._height(min(self.rows, ROWS_SHOWN)))
        self.updateGeometry()

    def _height(self, rows: int) -> int:
        return rows * (self._theme.scaled(_DISC) + 2 * _TOP) + 4

    # Qt override

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(min(self.rows, ROWS_SHOWN)))


class LearnerList(QWidget):
    """``chosen`` carries the Learner."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.model = LearnerModel(self)
        self.field = QLineEdit(placeholderText=self.tr("Find a learner"))
        self.field.setAccessibleName(self.tr("Find a learner"))
        self.field.setClearButtonEnabled(True)
        self.view = _View(theme)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setObjectName("learners")
        self.view.setAccessibleName(self.tr("Learners"))
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setUniformItemSizes(True)
        self._delegate = LearnerDelegate(theme)
        self.view.setItemDelegate(self._delegate)
        self.view.setModel(self.model)
        self._nobody = label(self.tr("Nobody here is called that."), "muted")
        self._nobody.hide()
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._choose_current)
        self.field.installEventFilter(self)
        self.view.clicked.connect(self._clicked)
        self.view.activated.connect(self._clicked)
        self.setLayout(column(self.field, self._nobody, self.view, spacing=6))
        self.setFocusProxy(self.view)

    def show_learners(self, lines: Sequence[LearnerLine]) -> None:
        """The whole list; with many learners there is a field to find one."""
        self.field.clear()
        self.model.show_learners(lines)
        many = len(lines) > FEW
        self.field.setVisible(many)
        self.setFocusProxy(self.field if many else self.view)
        self.view.fit(len(lines))
        self._mark(max(0, self.model.present_row()))

    def _mark(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(row))

    @Slot(str)
    def _narrow(self, text: str) -> None:
        self.model.narrow(text)
        self._nobody.setVisible(not self.model.rowCount())
        self._mark(0)

    @Slot()
    def _choose_current(self) -> None:
        self._clicked(self.view.currentIndex())

    def _clicked(self, index: Index) -> None:
        if index.isValid():
            self.chosen.emit(self.model.at(index.row()))

    # Qt override

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the field the arrows walk through the list."""
        pressed = event if event.type() == QEvent.Type.KeyPress else None
        if isinstance(pressed, QKeyEvent) and pressed.key() in _STEPS:
            self.view.keyPressEvent(pressed)
            return True
        return super().eventFilter(watched, event)
