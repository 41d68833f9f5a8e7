"""Media of an Anki package: files named by numbers, and a list of their real names.

The list is JSON (``{"0": "map.png"}``) up to version 2 of the package, and a zstd message
``MediaEntries`` from version 3 on, where the files are zstd as well. Only what a question shows is
read; nothing is written to disk, so no name can lead anywhere.
"""

from __future__ import annotations

import json
import unicodedata
from urllib.parse import unquote

from quizapp.domain.question import Picture
from quizapp.errors import ExchangeError
from quizapp.exchange import protobuf
from quizapp.exchange.building import cleaned
from quizapp.exchange.packages import Package
from quizapp.exchange.pictures import LARGEST_PICTURE, from_data_address, picture_of

LARGEST_LIST = 50_000_000  # bytes
LONGEST_ALT = 2_000  # characters
LARGEST_ALL = 200_000_000  # bytes of all pictures together
_ENTRY, _NAME, _NUMBER = 1, 1, 255  # MediaEntries.entries; MediaEntry.name, legacy_zip_filename


class Media:
    """The pictures of a package, if there is one. ``fault``: why its list could not be read."""

    def __init__(self, package: Package | None) -> None:
        self.pictures: dict[str, bytes] = {}
        self.fault = ""
        self._package = package
        self._known: dict[str, Picture | str] = {}
        self._size = 0
        try:
            self._parts = _listed(package) if package and "media" in package else {}
        except (ValueError, RecursionError, ExchangeError):
            self._parts, self.fault = {}, "its list of pictures and sounds is damaged"

    def picture(self, source: str, alt: str) -> Picture | str:
        """The picture that HTML names, kept in ``pictures``; else why it cannot be had."""
        known = self._known.get(source)
        if known is None:
            known = self._known[source] = self._found(source)
        if isinstance(known, Picture) and alt:
            return Picture(known.id, known.media_type, cleaned(alt)[:LONGEST_ALT])
        return known

    def _found(self, source: str) -> Picture | str:
        if source.startswith("data:"):
            return self._kept(from_data_address(source), "a picture in the text")
        if "://" in source[:12] or source.startswith("//"):
            return "a picture on the web, which is not fetched"
        name = _plain(unquote(source))
        part = self._parts.get(name) or self._parts.get(_plain(source))
        if part is None or self._package is None or part not in self._package:
            return f"the picture {name[:60]}, which is not in the file"
        try:
            data = self._package.read_packed(part, largest=LARGEST_PICTURE)
        except ExchangeError:
            return f"the picture {name[:60]}, which is damaged or far too large"
        return self._kept(data, f"the picture {name[:60]}")

    def _kept(self, data: bytes | None, what: str) -> Picture | str:
        picture = picture_of(data) if data else None
        if picture is None or data is None:
            return f"{what}, which is no PNG, JPEG, GIF or WebP picture of a fit size"
        if picture.id not in self.pictures:
            self._size += len(data)
            if self._size > LARGEST_ALL:
                return f"{what}, since all pictures together are far too large"
            self.pictures[picture.id] = data
        return picture


def _listed(package: Package) -> dict[str, str]:
    """The parts of the package by the real names of their files; ValueError for a damaged list."""
    data = package.read_packed("media", largest=LARGEST_LIST)
    if data.lstrip()[:1] == b"{":
        return _listed_in_json(data)
    return _listed_in_message(data)


def _listed_in_json(data: bytes) -> dict[str, str]:
    entries = json.loads(data)
    return {
        _plain(name): part
        for part, name in entries.items()
        if isinstance(name, str) and part.isdecimal()
    }


def _listed_in_message(data: bytes) -> dict[str, str]:
    parts: dict[str, str] = {}
    entries = [value for number, value in protobuf.fields(data) if number == _ENTRY]
    for place, entry in enumerate(entries):
        if isinstance(entry, bytes):
            part = protobuf.number_of(entry, _NUMBER, default=place)
            parts[_plain(protobuf.text_of(entry, _NAME))] = str(part)
    return parts


def _plain(name: str) -> str:
    """Names of files are composed letters in Anki, whatever the system wrote."""
    return unicodedata.normalize("NFC", name)
