"""A map of the world that can be moved and zoomed by hand, by wheel, by pinch and by key."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
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
_SAME = 0.01  # parts of a pixel
_A_DRAG = 4  # pixels a pressed mouse moves before it pulls the map along
_ARROWS = {
    Key.Key_Left: (PAN, 0), Key.Key_Right: (-PAN, 0), Key.Key_Up: (0, PAN), Key.Key_Down: (0, -PAN),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ground:
    """The ground as it was painted: dark or not, with borders or not, pixels to a point."""

    look: tuple[bool, bool, float]
    view: View
    picture: QPixmap

    def holds(self, view: View) -> bool:
        return view == self.view

    def way_to(self, view: View) -> QPoint | None:
        """By how many pixels the picture has to be moved; None where that does not do: at another
        scale, by parts of a pixel, or out of sight."""
        old = self.view
        if (old.scale, old.width, old.height) != (view.scale, view.width, view.height):
            return None
        across, down = (old.x - view.x) * view.scale, (old.y - view.y) * view.scale
        way = QPoint(round(across), round(down))
        if abs(across - way.x()) > _SAME or abs(down - way.y()) > _SAME:
            return None
        near = abs(way.x()) < view.width and abs(way.y()) < view.height
        return way if near else None


class WorldMap(Chart):
    """The ground and its handling; what stands on it is painted by ``paint_over``."""

    moved = Signal()  # another part of the map is in sight, or at another scale

    def __init__(self, theme: Theme, name: str, height: int) -> None:
        super().__init__(theme, name, height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.grabGesture(Qt.GestureType.PinchGesture)
        self.view = View()
        self._borders = False
        self._ground: _Ground | None = None
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
            whole = self.view.centred(11, 0)
            self.look(whole.zoomed(0.0, whole.width / 2, whole.height / 2))
        else:
            margin = min(self.theme.scaled(56), self.view.height // 6)  # else all the world fits in
            self.look(self.view.fitted(self._home, margin, deepest=30.0))
        self._at_home = True

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        at = at or QPointF(self.view.width / 2, self.view.height / 2)
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
        painter.save()
        painter.setClipRect(0, 0, self.view.width, self.view.height)
        painter.drawPixmap(0, 0, self._painted_ground())
        self.paint_over(painter)
        painter.restore()

    def paint_over(self, painter: QPainter) -> None:
        """What stands on the ground."""

    def foot(self, width: int) -> int:
        """Pixels that are kept free under the map, where the whole is so wide."""
        return 0

    def fit(self) -> None:
        """The map takes what room there is above its foot."""
        at_home = self._at_home
        self.view = self.view.sized(self.width(), self.height() - self.foot(self.width()))
        if at_home:  # nothing was looked at yet that must stay in sight
            self.go_home()
        self.moved.emit()

    def _painted_ground(self) -> QPixmap:
        """Kept while nothing moves, so that a pointer which wanders over the places repaints only
        them; where the map was only moved, what was in sight before is moved along."""
        ratio = self.devicePixelRatioF()
        look = (self.theme.tokens.dark, self._borders, ratio)
        kept = self._ground
        if kept is None or kept.look != look or not kept.holds(self.view):
            self._ground = self._fresh_ground(look, kept)
        assert self._ground is not None
        return self._ground.picture

    def _fresh_ground(self, look: tuple[bool, bool, float], kept: _Ground | None) -> _Ground:
        ratio, view = look[2], self.view
        picture = QPixmap(QSize(view.width, view.height) * ratio)
        picture.setDevicePixelRatio(ratio)
        way = kept.way_to(view) if kept is not None and kept.look == look else None
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRect(0, 0, view.width, view.height)
        bare = [whole]
        if kept is not None and way is not None:
            painter.drawPixmap(way, kept.picture)
            bare = _strips(whole, way)
        for part in bare:
            ground().paint(painter, view, Inks.of(self.theme), part, borders=self._borders)
        painter.end()
        return _Ground(look, view, picture)

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
        self.fit()

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


def _strips(whole: QRect, way: QPoint) -> list[QRect]:
    """What a picture that is moved leaves bare: a strip at one side, and one above or below."""
    moved = whole.translated(way) & whole
    beside = QRect(whole)
    if way.x() > 0:
        beside.setRight(moved.left() - 1)
    else:
        beside.setLeft(moved.right() + 1)
    over = QRect(moved.left(), whole.top(), moved.width(), whole.height())
    if way.y() > 0:
        over.setBottom(moved.top() - 1)
    else:
        over.setTop(moved.bottom() + 1)
    return [strip for strip in (beside, over) if not strip.isEmpty()]
