"""The coasts for questions about places: ``GET /land.json``.

    {"land": [[ring, ...], ...], "coast": [line, ...]}

Rings and lines are flat: degrees east, degrees north, degrees east, degrees north ... Longitudes
run from 169° west eastwards to 191°. Each group of rings in ``land`` is filled even-odd by itself.

Out of ``resources/map/world.map``, its coarsest detail; the format stands in the README there.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from quizapp.paths import resource

_MAGIC = b"QMAP0001"
_COARSEST = 0


@cache
def land_json() -> bytes:
    """About 100 kB; a third of it with gzip."""
    found: dict[str, list[list[list[float]]]] = {"land": [], "coast": []}
    for layer, lines in _sections(resource("map", "world.map").read_bytes()):
        if layer in found:
            found[layer].append(lines)
    coast = [line for lines in found["coast"] for line in lines]
    return json.dumps({"land": found["land"], "coast": coast}, separators=(",", ":")).encode()


def _sections(data: bytes) -> Iterator[tuple[str, list[list[float]]]]:
    """The layer of each tile of the coarsest detail, and its lines."""
    if not data.startswith(_MAGIC):
        raise ValueError("this is no map file of QuizApp")
    inner = zlib.decompress(data[len(_MAGIC) :])
    (length,) = struct.unpack_from("<I", inner)
    head = json.loads(inner[4 : 4 + length])
    numbers = array("h")
    numbers.frombytes(inner[4 + length :])
    if sys.byteorder == "big":
        numbers.byteswap()
    step, start = head["steps"][_COARSEST], 0
    for layer, level, west, south, _east, _north, shapes, points in head["sections"]:
        if level == _COARSEST:
            lengths, first = numbers[start : start + shapes], start + shapes
            east = numbers[first : first + points]
            north = numbers[first + points : first + 2 * points]
            yield layer, _lines(lengths, east, north, (west, south, step))
        start += shapes + 2 * points


def _lines(
    lengths: array[int], east: array[int], north: array[int], where: tuple[float, float, float]
) -> list[list[float]]:
    """The first point of a line counts from the corner of its tile, each other from the last."""
    west, south, step = where
    lines: list[list[float]] = []
    at = 0
    for length in lengths:
        across = accumulate(east[at : at + length])
        up = accumulate(north[at : at + length])
        line: list[float] = []
        for x, y in zip(across, up, strict=True):
            line += (round(west + x * step, 2), round(south + y * step, 2))
        lines.append(line)
        at += length
    return lines
