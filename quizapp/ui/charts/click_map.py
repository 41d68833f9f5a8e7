"""A map with one point to be set: what is asked for is where something happened."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent

from quizapp.domain.fact import Place
from quizapp.domain.geography import write_point
from quizapp.ui import words
from quizapp.ui.charts.chart import Key
from quizapp.ui.charts.projection import project, unproject
from quizapp.ui.charts.world_map import WorldMap
from quizapp.ui.theme import Theme

HEIGHT = 340  # pixels at any text size: a map does not grow with its few words
LEAST_HEIGHT = 190  # where the question and the verdict leave it no more
_REACH = 24.0  # half the width of what is shown of the map around an answer, in degrees
_CELL = (
    30.0,
    16.0,
)  # of the grid that cuts parts of the world, in map units; twice as much is shown
_CROSS = 11
_STEP, _SMALL_STEP = 24, 4  # pixels by one arrow key; with Shift


def _part_of_the_world(near: Place | None) -> tuple[float, float, float, float] | None:
    """The cell of the grid, and half a cell around it."""
    if near is None or near.latitude is None or near.longitude is None:
        return None
    x, y = project(near.latitude, near.longitude)
    left, top = x // _CELL[0] * _CELL[0], y // _CELL[1] * _CELL[1]
    across, down = _CELL[0] / 2, _CELL[1] / 2
    return left - across, top - down, left + 3 * across, top + 3 * down


class ClickMap(WorldMap):
    """A map with one point to be set: by a click, or with the arrow keys from the middle on."""

    pointed_at = Signal()  # the point is another

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", HEIGHT)
        self.setAccessibleName(self.tr("Map: point at where it happened"))
        self.point: tuple[float, float] | None = None  # in map units
        self.place: Place | None = None  # shown once the answer is judged
        self._tone = ""

    def clear(self, near: Place | None = None) -> None:
        """A new question: the whole map; or that part of the world where the answer lies, cut by a
        fixed grid, so that its middle is no hint. From there a country is wide enough to point at.
        """
        self.point, self.place, self._tone = None, None, ""
        self.look_at(_part_of_the_world(near))
        self.setAccessibleDescription("")
        self.update()

    def show_judged(self, place: Place, tone: str) -> None:
        """``tone``: the colour of the point that was set. The map goes to where it is."""
        self.place, self._tone = place, tone
        self._bring_both()
        self.update()

    def _bring_both(self) -> None:
        """The point that was set and the place, with some land around them."""
        x, y = self._of_place
        points = [(x, y)] if self.point is None else [(x, y), self.point]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        wide = max(_REACH, (max(xs) - min(xs)) * 0.8)
        middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        high = max(_REACH / 2, (max(ys) - min(ys)) * 0.8)
        box = (middle_x - wide, middle_y - high, middle_x + wide, middle_y + high)
        self.look(self.view.fitted(box, 8, deepest=30.0))

    @property
    def given(self) -> str:
        """The point as the log keeps it; "" while there is none."""
        return "" if self.point is None else write_point(unproject(*self.point))

    @property
    def _of_place(self) -> tuple[float, float]:
        assert self.place is not None
        assert self.place.latitude is not None and self.place.longitude is not None
        return project(self.place.latitude, self.place.longitude)

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """By key about the point that was set: it is what one wants to see nearer."""
        if at is None and self.point is not None:
            at = QPointF(*self.view.to_screen(*self.point))
        super().zoom(factor, at)

    def set_point(self, x: float, y: float) -> None:
        if self.place is not None:
            return  # judged already
        self.point = (x, y)
        self.setAccessibleDescription(words.coordinates(*unproject(x, y)))
        self.pointed_at.emit()
        self.update()

    # What a map has, where there are no marks

    def marks(self) -> int:
        return 0

    def describe(self, number: int) -> str:
        return ""

    def mark_at(self, place: QPointF) -> int:
        return -1

    def clicked(self, place: QPointF) -> None:
        self.set_point(*self.view.to_map(place.x(), place.y()))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.place is not None:
            self._bring_both()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Key.Key_Left: (-1, 0), Key.Key_Right: (1, 0), Key.Key_Up: (0, -1), Key.Key_Down: (0, 1),
        }  # fmt: skip
        way = steps.get(Key(event.key()))
        if way is None or self.place is not None:
            super().keyPressEvent(event)
            return
        small = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._move(*way, _SMALL_STEP if small else _STEP)

    def _move(self, across: int, down: int, step: int) -> None:
        """The crosshair by so many pixels; at the edge the map moves along."""
        if self.point is None:
            self.set_point(self.view.x, self.view.y)
            return
        x, y = self.view.to_screen(*self.point)
        _left, _top = self.view.to_map(0, 0)
        x += across * step
        y += down * step
        edge = 2 * _STEP
        out_x = min(0.0, x - edge) + max(0.0, x - self.width() + edge)
        out_y = min(0.0, y - edge) + max(0.0, y - self.height() + edge)
        point = self.view.to_map(x, y)
        if out_x or out_y:
            self.look(self.view.panned(-out_x, -out_y))
        self.set_point(*self._on_the_map(*point))

    def _on_the_map(self, x: float, y: float) -> tuple[float, float]:
        left, top, right, bottom = self.view.box
        return min(right, max(left, x)), min(bottom, max(top, y))

    # Painting

    def paint_over(self, painter: QPainter) -> None:
        if self.place is not None:
            self._paint_place(painter)
        if self.point is not None:
            self._paint_point(painter, QPointF(*self.view.to_screen(*self.point)))

    def _paint_place(self, painter: QPainter) -> None:
        at = QPointF(*self.view.to_screen(*self._of_place))
        if self.point is not None:
            pen = QPen(self.theme.colour("text"), 1.5, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(at, QPointF(*self.view.to_screen(*self.point)))
        painter.setPen(QPen(self.theme.colour("base"), 2))
        painter.setBrush(self.theme.colour("right"))
        radius = self.theme.scaled(7)
        painter.drawEllipse(at, radius, radius)
        assert self.place is not None
        font = self.theme.font("small")
        font.setBold(True)
        painter.setFont(font)
        text = words.one_line(self.place.name)
        metrics = painter.fontMetrics()
        size = QRectF(0, 0, metrics.horizontalAdvance(text) + 10, metrics.height() + 2)
        left = at.x() - size.width() / 2
        size.moveTo(min(max(4.0, left), self.width() - size.width() - 4), at.y() + radius + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("base"))
        painter.drawRoundedRect(size, 4, 4)
        painter.setPen(self.theme.colour("text"))
        painter.drawText(size, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_point(self, painter: QPainter, at: QPointF) -> None:
        reach = self.theme.scaled(_CROSS)
        for token, width in (("base", 4.5), (self._tone or "accent", 2.0)):
            painter.setPen(QPen(self.theme.colour(token), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(at, reach * 0.55, reach * 0.55)
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                painter.drawLine(
                    QPointF(at.x() + dx * reach * 0.3, at.y() + dy * reach * 0.3),
                    QPointF(at.x() + dx * reach * 1.3, at.y() + dy * reach * 1.3),
                )
