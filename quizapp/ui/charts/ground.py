"""The ground of the map: land, lakes, rivers and coasts, in three degrees of detail.

Reads the file on first use, and makes the paths of a tile when it first comes into sight.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from quizapp.services.ground_file import GroundFile, Tile, ground_bytes
from quizapp.ui.charts.projection import BOTTOM, EAST, NORTH, SOUTH, TOP, WEST, View, project
from quizapp.ui.theme import Theme, mix

_DETAIL = (7.0, 28.0)  # pixels to a degree, from which the next degree of detail is drawn
_AREAS = ("land", "lake")


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of the ground, out of those of the theme."""

    sea: QColor
    land: QColor
    coast: QColor
    river: QColor
    border: QColor

    @classmethod
    def of(cls, theme: Theme) -> Inks:
        tokens = theme.tokens
        sea = mix(tokens["window"], tokens["accent"], 0.10)
        land = tokens["pressed"] if tokens.dark else tokens["base"]
        coast = mix(land, tokens["strong_border"], 0.75)
        river = mix(land, tokens["accent"], 0.34)
        border = mix(land, tokens["strong_border"], 0.55)
        return cls(*map(QColor, (sea, land, coast, river, border)))


class Ground(GroundFile):
    """All tiles of the file. Use ``ground()``: one is enough for all maps."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._paths: dict[Tile, QPainterPath] = {}

    def paint(
        self, painter: QPainter, view: View, inks: Inks, part: QRect, *, borders: bool
    ) -> None:
        """Fills a part of the widget."""
        painter.save()
        painter.setClipRect(part)
        painter.fillRect(part, inks.sea)
        in_sight = self._in_sight(view, part)
        painter.translate(view.width / 2, view.height / 2)
        painter.scale(view.scale, view.scale)
        painter.translate(-view.x, -view.y)
        whole = QRectF(WEST, TOP, EAST - WEST, BOTTOM - TOP)
        painter.setClipRect(whole, Qt.ClipOperation.IntersectClip)
        painter.setPen(Qt.PenStyle.NoPen)
        self._fill(painter, in_sight, "land", inks.land)
        self._draw(painter, in_sight, "river", inks.river)
        painter.setPen(Qt.PenStyle.NoPen)
        self._fill(painter, in_sight, "lake", inks.sea)
        if borders:
            self._draw(painter, in_sight, "border", inks.border, Qt.PenStyle.DashLine)
        self._draw(painter, in_sight, "coast", inks.coast)
        painter.restore()

    def _in_sight(self, view: View, part: QRect) -> list[Tile]:
        level = sum(view.scale >= scale for scale in _DETAIL)
        left, top = view.to_map(part.left() - 2, part.top() - 2)
        right, bottom = view.to_map(part.right() + 3, part.bottom() + 3)
        found = []
        for tile in self.tiles[level]:
            west, south, east, north = tile.box
            high = project(min(north, NORTH + 1), 0)[1], project(max(south, SOUTH - 1), 0)[1]
            if west < right and east > left and high[0] < bottom and high[1] > top:
                found.append(tile)
        return found

    def _fill(self, painter: QPainter, tiles: list[Tile], layer: str, ink: QColor) -> None:
        painter.setBrush(ink)
        for tile in tiles:
            if tile.layer == layer:
                painter.drawPath(self._path(tile))

    def _draw(
        self, painter: QPainter, tiles: list[Tile], layer: str, ink: QColor,
        style: Qt.PenStyle = Qt.PenStyle.SolidLine,
    ) -> None:  # fmt: skip
        pen = QPen(ink, 1.0, style)  # wider lines are ten times as slow
        pen.setCosmetic(True)  # a width in pixels, however the map is scaled
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tile in tiles:
            if tile.layer == layer:
                painter.drawPath(self._path(tile))

    def _path(self, tile: Tile) -> QPainterPath:
        path = self._paths.get(tile)
        if path is None:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.OddEvenFill)
            for line in self.lines_of(tile):
                shape = QPolygonF([QPointF(*_on_map(x, y)) for x, y in line])
                path.addPolygon(shape)
                if tile.layer in _AREAS:
                    path.closeSubpath()
            self._paths[tile] = path
        return path


@cache
def ground() -> Ground:
    return Ground(ground_bytes())


def _on_map(longitude: float, latitude: float) -> tuple[float, float]:
    """As the file has it, where longitudes go on beyond 180."""
    return longitude, project(latitude, 0)[1]
