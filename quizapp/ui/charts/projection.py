"""Gall's stereographic projection, and a window onto the map it makes. No Qt.

Mercator shows the land at 60° north four times too large against the equator, and most of what is
asked for lies there; Robinson and its like bend the meridians, so that north is not up at the
edges once one zooms in. Gall's (1855) is a cylinder that cuts the globe at 45°: north is up
everywhere, a map can be moved without being drawn anew, areas at 60° are 2.7 times those at the
equator, and shapes between 30° and 60° are within a quarter of true.

The map is measured in degrees of longitude: x from ``WEST`` to ``EAST``, y downwards from the
equator. It is cut at the Bering Strait, so that Russia is in one piece.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

WEST, EAST = -169.0, 191.0
NORTH, SOUTH = 84.0, -58.0
_STRETCH = math.degrees(1 + math.sqrt(2))  # (1 + √2/2) : √2/2, in degrees
DEEPEST = 160.0  # pixels to a degree: about 700 m to a pixel, the detail of the coasts


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to map units; longitudes west of the Bering Strait come out at the right edge."""
    x = longitude + 360 if longitude < WEST else longitude
    return x, -_STRETCH * math.tan(math.radians(latitude) / 2)


def unproject(x: float, y: float) -> tuple[float, float]:
    """Map units to degrees north and degrees east, the latter from -180 to 180."""
    latitude = 2 * math.degrees(math.atan(-y / _STRETCH))
    return latitude, (x + 180) % 360 - 180


TOP, BOTTOM = project(NORTH, 0)[1], project(SOUTH, 0)[1]


@dataclass(frozen=True, slots=True)
class View:
    """What of the map a widget shows: ``x`` and ``y`` stand in its middle, ``scale`` is in pixels
    to a map unit, width and height are in pixels. Every change gives a new view that stays on the
    map."""

    x: float = 11.0
    y: float = -30.0
    scale: float = 1.0
    width: int = 1
    height: int = 1

    @property
    def whole(self) -> float:
        """The scale at which the whole map fits."""
        return min(self.width / (EAST - WEST), self.height / (BOTTOM - TOP))

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.x) * self.scale + self.width / 2, (y - self.y) * self.scale + (
            self.height / 2
        )

    def to_map(self, across: float, down: float) -> tuple[float, float]:
        return (
            self.x + (across - self.width / 2) / self.scale,
            self.y + (down - self.height / 2) / self.scale,
        )

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom in map units."""
        return (*self.to_map(0, 0), *self.to_map(self.width, self.height))

    def sized(self, width: int, height: int) -> View:
        return replace(self, width=max(1, width), height=max(1, height)).kept()

    def panned(self, across: float, down: float) -> View:
        """Moved by so many pixels: what was at (0, 0) is then at (across, down)."""
        return replace(self, x=self.x - across / self.scale, y=self.y - down / self.scale).kept()

    def zoomed(self, factor: float, across: float, down: float) -> View:
        """The place under a pixel stays under it."""
        x, y = self.to_map(across, down)
        scale = min(DEEPEST, max(self.whole, self.scale * factor))
        moved = replace(
            self, scale=scale,
            x=x - (across - self.width / 2) / scale, y=y - (down - self.height / 2) / scale,
        )  # fmt: skip
        return moved.kept()

    def centred(self, x: float, y: float) -> View:
        return replace(self, x=x, y=y).kept()

    def fitted(self, box: tuple[float, float, float, float], margin: int, deepest: float) -> View:
        """Shows a box of the map with so many pixels around it, no closer than ``deepest``."""
        left, top, right, bottom = box
        wide = max(1e-6, right - left)
        high = max(1e-6, bottom - top)
        scale = min((self.width - 2 * margin) / wide, (self.height - 2 * margin) / high, deepest)
        middle = ((left + right) / 2, (top + bottom) / 2)
        return replace(self, scale=max(scale, self.whole), x=middle[0], y=middle[1]).kept()

    def kept(self) -> View:
        """Never beyond the edges of the map; where all of it fits, it stands in the middle."""
        scale = min(DEEPEST, max(self.whole, self.scale))
        return replace(
            self,
            scale=scale,
            x=_within(self.x, WEST, EAST, self.width / scale),
            y=_within(self.y, TOP, BOTTOM, self.height / scale),
        )


def _within(middle: float, least: float, most: float, shown: float) -> float:
    if shown >= most - least:
        return (least + most) / 2
    return min(most - shown / 2, max(least + shown / 2, middle))
