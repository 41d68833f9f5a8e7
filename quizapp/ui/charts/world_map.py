"""A map of the world that can be moved and zoomed by hand, by wheel, by pinch and by key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QPinchGesture, QSizePolicy

from quizapp.ui.charts.chart import Chart, Key
from quizapp.ui.charts.ground import Inks, ground
from quizapp.ui.charts.projection import View
from quizapp.ui.theme import Theme

ZOOM = 2**0.5  # by one key, or one notch of the wheel
PAN = 80  # pixels by one arrow key
_A_DRAG = 4  # pixels a pressed mouse moves before it pulls the map along
_ARROWS = {
    Key.Key_Left: (PAN, 0), Key.Key_Right: (-PAN, 0), Key.Key_Up: (0, PAN), Key.Key_Down: (0, -PAN),
}  # fmt: skip


class WorldMap(Chart):
    """The ground and its handling; what stands on it is painted by ``paint_over``."""

    moved = Signal()  # another part of the map is in sight, or at another scale

    def __init__(self, theme: Theme, name: str, height: int) -> None:
        super().__init__(theme, name, height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.view = View()
        self._borders = False
        self._ground: tuple[object, QPixmap] | None = None
        self._pressed: QPointF | None = None
        self._dragged = False
        self._at_home = True
        self._home: tuple[float, float, float, float] | None = None

    # Where one looks

    def look(self, view: View) -> None:
        if view != self.view:
            self.view = view
            self._at_home = False
            self.moved.emit()
            self.update()

    def look_at(self, box: tuple[float, float, float, float] | None) -> None:
        """A box of the map to begin with and to come back to; None: the whole."""
        self._home = box
        self.go_home()

    def go_home(self) -> None:
        if self._home is None:
            self.look(self.view.centred(11, 0).zoomed(0.0, self.width() / 2, self.height() / 2))
        else:
            margin = self.theme.scaled(56)
            self.look(self.view.fitted(self._home, margin, deepest=30.0))
        self._at_home = True

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        at = at or QPointF(self.width() / 2, self.height() / 2)
        self.look(self.view.zoomed(factor, at.x(), at.y()))

    def zoom_in(self) -> None:
        self.zoom(ZOOM)

    def zoom_out(self) -> None:
        self.zoom(1 / ZOOM)

    @property
    def borders(self) -> bool:
        return self._borders

    def show_borders(self, on: bool) -> None:
        """Borders of today, faint: they are no borders of history."""
        self._borders = on
        self.update()

    # Painting

    def paint(self, painter: QPainter) -> None:
        painter.drawPixmap(0, 0, self._painted_ground())
        self.paint_over(painter)

    def paint_over(self, painter: QPainter) -> None:
        """What stands on the ground."""

    def _painted_ground(self) -> QPixmap:
        """Kept while nothing moves: a pointer that wanders over the places repaints only them."""
        ratio = self.devicePixelRatioF()
        tokens = self.theme.tokens
        key = (self.view, tokens.dark, self._borders, ratio)
        if self._ground is None or self._ground[0] != key:
            pixmap = QPixmap(QSize(self.view.width, self.view.height) * ratio)
            pixmap.setDevicePixelRatio(ratio)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            inks = Inks.of(self.theme)
            ground().paint(painter, self.view, inks, borders=self._borders)
            painter.end()
            self._ground = (key, pixmap)
        return self._ground[1]

    # What a click means

    def clicked(self, place: QPointF) -> None:
        number = self.mark_at(place)
        if number >= 0:
            self.point_at(number)
            self.chosen.emit(number)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.theme.scaled(150))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        at_home = self._at_home
        self.view = self.view.sized(self.width(), self.height())
        if at_home:  # nothing was looked at yet that must stay in sight
            self.go_home()
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Key(event.key())
        if key in _ARROWS:
            share = 0.25 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
            across, down = _ARROWS[key]
            self.look(self.view.panned(share * across, share * down))
        elif key in (Key.Key_Plus, Key.Key_Equal):
            self.zoom_in()
        elif key == Key.Key_Minus:
            self.zoom_out()
        elif key == Key.Key_0:
            self.go_home()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() / 120
        if turned:
            self.zoom(ZOOM**turned, event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.zoom(1 + event.value(), event.position())
            return True
        if event.type() == QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)  # type: ignore[attr-defined]
            if isinstance(pinch, QPinchGesture):
                centre = self.mapFromGlobal(pinch.centerPoint())
                self.zoom(pinch.scaleFactor(), centre)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        way = event.position() - self._pressed
        if self._dragged or way.manhattanLength() > _A_DRAG:
            self._dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.look(self.view.panned(way.x(), way.y()))
            self._pressed = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_click = self._pressed is not None and not self._dragged
        self._pressed = None
        self.unsetCursor()
        if was_click:
            self.clicked(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.mark_at(event.position()) < 0:
            self.zoom(2.0, event.position())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
