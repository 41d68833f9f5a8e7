"""Zip packages of other programs, which may be damaged or made to do harm.

Everything stays in memory and parts are read by their exact names, so no name can climb out of a
folder. Sizes are checked before anything is unpacked and again while it is: a header may lie.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from quizapp.errors import ExchangeError

LARGEST_PART = 400_000_000  # bytes of one part once unpacked: a collection of 200,000 notes
LARGEST_TOTAL = 800_000_000  # bytes of all the parts that were read
MOST_PARTS = 100_000
HIGHEST_RATIO = 250  # unpacked to packed; a database reaches 30, a bomb 1,000 and more
ALWAYS_FINE = 20_000_000  # bytes; below this the ratio does not matter
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1 << 20
_ENTRY = b"PK\x01\x02"
_ZSTD = b"\x28\xb5\x2f\xfd"
_WIDEST_WINDOW = 1 << 27  # bytes that a zstd frame may ask for; Anki's ask for 8 MB at most

BOMB = (
    "It unpacks to far more than a deck can hold. It was not read, since such files are made to"
    " fill the memory."
)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class Package:
    """A zip archive in memory. ``ExchangeError`` where it is none, or no honest one."""

    def __init__(self, data: bytes) -> None:
        self._total = 0
        self._size = len(data)
        if data.count(_ENTRY) > MOST_PARTS:
            raise ExchangeError(f"It holds more than {MOST_PARTS:,} parts, which no deck needs.")
        with _damage("its archive cannot be opened"):
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._entries)

    def climbing(self) -> tuple[str, ...]:
        """Names that lead out of the package, as no honest program writes them."""
        return tuple(name for name in self._entries if _climbs(name))

    def unpacked_size(self) -> int:
        """Bytes of all parts together, as their headers say."""
        return sum(entry.file_size for entry in self._entries.values())

    def read(self, name: str, *, largest: int = LARGEST_PART) -> bytes:
        """One part. ``KeyError`` where it is missing, ``ExchangeError`` for a bomb."""
        entry = self._entries[name]
        if entry.flag_bits & 0x1:
            raise ExchangeError("It is protected by a password. Remove it first.")
        if entry.compress_type not in _METHODS:
            raise ExchangeError(_damaged(f"“{name[:60]}” inside it is packed as no deck is"))
        check_size(entry.file_size, min(entry.compress_size, self._size), largest)
        with _damage(f"“{name[:60]}” inside it cannot be unpacked"), self._zip.open(entry) as part:
            data = part.read(entry.file_size + 1)  # zipfile stops where the header says
        self._total += len(data)
        if self._total > LARGEST_TOTAL:
            raise ExchangeError(BOMB)
        return data

    def read_packed(self, name: str, *, largest: int = LARGEST_PART) -> bytes:
        """One part that is compressed once more (zstd), as newer Ankis do; plain ones as well."""
        data = self.read(name, largest=largest)
        return unpacked(data, largest=largest) if data.startswith(_ZSTD) else data


def unpacked(data: bytes, *, largest: int = LARGEST_PART) -> bytes:
    """The contents of zstd data of one frame or several; ``ExchangeError`` for a bomb."""
    import zstandard

    pieces, size = [], 0
    reader = zstandard.ZstdDecompressor(max_window_size=_WIDEST_WINDOW).stream_reader(
        io.BytesIO(data), read_across_frames=True
    )
    try:
        while piece := reader.read(_CHUNK):
            size += len(piece)
            check_size(size, len(data), largest)
            pieces.append(piece)
    except (zstandard.ZstdError, MemoryError, ValueError) as error:
        raise ExchangeError(_damaged("its compressed data cannot be unpacked")) from error
    return b"".join(pieces)


def check_size(size: int, packed: int, largest: int) -> None:
    """``ExchangeError`` for what unpacks to more than it should."""
    if size > largest or (size > ALWAYS_FINE and size > HIGHEST_RATIO * max(1, packed)):
        raise ExchangeError(BOMB)


def _climbs(name: str) -> bool:
    plain = name.replace("\\", "/")
    on_drive = len(plain) > 1 and plain[1] == ":"
    return plain.startswith("/") or on_drive or posixpath.normpath(plain).split("/")[0] == ".."


def _damaged(what: str) -> str:
    return f"It is damaged: {what}. Download it or export it again."


@contextmanager
def _damage(what: str) -> Iterator[None]:
    """Turns what the zip library raises for damaged archives into words."""
    try:
        yield
    except (
        zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
        zlib.error, MemoryError, OverflowError, KeyError, IndexError, struct.error,
    ) as error:  # fmt: skip
        raise ExchangeError(_damaged(what)) from error
