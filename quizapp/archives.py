"""Zip archives that may be damaged or hostile: EPUB and Word files, packages of questions.

Nothing is ever written to disk, so a name that climbs out of a folder can do no harm; it is
refused all the same. Sizes are watched while unpacking, since a header may lie about them.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from types import TracebackType
from urllib.parse import unquote

from quizapp.errors import UnreadableDocument

LARGEST_ARCHIVE = 500_000_000  # bytes on disk, pictures included
LARGEST_PART = 100_000_000  # bytes of one file once unpacked
LARGEST_TOTAL = 400_000_000  # bytes of all the parts that were read
MOST_PARTS = 20_000
HIGHEST_RATIO = 200  # unpacked to packed; text reaches 20, a bomb 1,000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGE = (
    zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    zlib.error, MemoryError, OverflowError, KeyError, IndexError, struct.error,
)  # fmt: skip
"""What the zip library raises for damaged archives."""
_CHUNK = 1_000_000
_SMALL = 5_000_000  # below this size the ratio does not matter


def is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def holds_part(path: Path, part: str, endings: tuple[str, ...]) -> bool:
    """Whether an archive has a part; for a damaged one, whether its ending says so."""
    try:
        with zipfile.ZipFile(path) as archive:
            return part in archive.namelist()
    except _DAMAGE:
        return path.suffix.lower() in endings


class Archive:
    """An open zip archive whose parts are read with limits."""

    def __init__(self, source: Path | bytes) -> None:
        """``source``: the file, or all of its bytes."""
        self._total = 0
        self._bytes = 0
        try:
            self._bytes = _size(source)
            if self._bytes > LARGEST_ARCHIVE:
                raise UnreadableDocument("It is too large to read.")
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except _DAMAGE as error:
            raise UnreadableDocument(
                "It is damaged: its archive cannot be opened. Download or save it again."
            ) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS:
            self._zip.close()
            raise UnreadableDocument("It holds too many parts to be a document.")
        self._entries = {normal_name(entry.filename): entry for entry in entries}

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name in self._entries or normal_name(name) in self._entries

    @property
    def names(self) -> list[str]:
        return list(self._entries)

    def read(self, name: str) -> bytes:
        """One part. Raises ``KeyError`` where it is missing, ``UnreadableDocument`` for a bomb."""
        entry = self._entries.get(name) or self._entries[normal_name(name)]
        if entry.flag_bits & 0x1:
            raise UnreadableDocument("It is protected by a password. Remove it first.")
        if entry.compress_type not in _METHODS:
            raise UnreadableDocument(
                f"It is damaged: “{name[:60]}” inside it is packed as no document is."
            )
        self._check(entry.file_size, entry)
        chunks = []
        size = 0
        try:
            with self._zip.open(entry) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._check(size, entry)
                    chunks.append(chunk)
        except _DAMAGE as error:
            raise UnreadableDocument(
                f"It is damaged: “{name[:60]}” inside it cannot be unpacked."
            ) from error
        self._total += size
        return b"".join(chunks)

    def _check(self, size: int, entry: zipfile.ZipInfo) -> None:
        packed = max(1, min(entry.compress_size, self._bytes))
        bomb = size > _SMALL and size > HIGHEST_RATIO * packed
        if bomb or size > LARGEST_PART or self._total + size > LARGEST_TOTAL:
            raise UnreadableDocument(
                "It unpacks to far more than a document can hold. It was not read, since"
                " such files are made to fill the memory."
            )


def _size(source: Path | bytes) -> int:
    return len(source) if isinstance(source, bytes) else source.stat().st_size


def normal_name(name: str, folder: str = "") -> str:
    """The path of a part inside the archive, percent-decoded; ``..`` cannot leave the archive."""
    plain = unquote(name.split("#", 1)[0]).replace("\\", "/")
    joined = posixpath.normpath(
        posixpath.join("/", folder, plain.lstrip("/") if not folder else plain)
    )
    return joined.lstrip("/")
