"""The coasts for questions about places: ``GET /land.json``.

    {"land": [[ring, ...], ...], "coast": [line, ...]}

Rings and lines are flat: degrees east, degrees north, degrees east, degrees north ... Longitudes
run from 169° west eastwards to 191°. Each group of rings in ``land`` is filled even-odd by itself.

The coarsest detail of ``services.ground_file``.
"""

from __future__ import annotations

import json
from functools import cache

from quizapp.services.ground_file import GroundFile, Tile, ground_bytes

_COARSEST = 0


@cache
def land_json() -> bytes:
    """About 100 kB; a third of it with gzip."""
    file = GroundFile(ground_bytes())
    tiles = file.tiles[_COARSEST]
    land = [_flat(file, tile) for tile in tiles if tile.layer == "land"]
    coast = [line for tile in tiles if tile.layer == "coast" for line in _flat(file, tile)]
    return json.dumps({"land": land, "coast": coast}, separators=(",", ":")).encode()


def _flat(file: GroundFile, tile: Tile) -> list[list[float]]:
    return [
        [round(degrees, 2) for point in line for degrees in point] for line in file.lines_of(tile)
    ]
