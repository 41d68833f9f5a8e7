"""The ground of the map as it lies in ``resources/map/world.map``: land, lakes, rivers, coasts.

Natural Earth, public domain, in three degrees of detail; the format stands in the README there.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate, islice

from quizapp.paths import resource

MAGIC = b"QMAP0001"


@dataclass(frozen=True, slots=True)
class Tile:
    """``start``: of its numbers in the file, in numbers. ``box``: west, south, east, north."""

    layer: str
    level: int
    box: tuple[int, int, int, int]
    shapes: int
    points: int
    start: int


class GroundFile:
    """All tiles of the file, by degree of detail: 0 is the coarsest."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise ValueError("this is no map file of QuizApp")
        inner = zlib.decompress(data[len(MAGIC) :])
        (length,) = struct.unpack_from("<I", inner)
        head = json.loads(inner[4 : 4 + length])
        self.numbers = array("h")
        self.numbers.frombytes(inner[4 + length :])
        if sys.byteorder == "big":
            self.numbers.byteswap()
        self.steps: list[float] = head["steps"]
        self.tiles: dict[int, list[Tile]] = defaultdict(list)
        start = 0
        for layer, level, west, south, east, north, shapes, points in head["sections"]:
            tile = Tile(layer, level, (west, south, east, north), shapes, points, start)
            self.tiles[level].append(tile)
            start += shapes + 2 * points

    def lines_of(self, tile: Tile) -> list[list[tuple[float, float]]]:
        """The shapes of a tile as lists of degrees east and degrees north."""
        step, (west, south, _, _) = self.steps[tile.level], tile.box
        at = tile.start
        lengths = self.numbers[at : at + tile.shapes]
        at += tile.shapes
        east = iter(self.numbers[at : at + tile.points])
        north = iter(self.numbers[at + tile.points : at + 2 * tile.points])
        return [
            [
                (west + x * step, south + y * step)
                for x, y in zip(
                    accumulate(islice(east, length)), accumulate(islice(north, length)), strict=True
                )
            ]
            for length in lengths
        ]


def ground_bytes() -> bytes:
    return resource("map", "world.map").read_bytes()
