"""Opening files that may be anything: missing, huge, locked, or no file at all."""

from __future__ import annotations

import stat
from pathlib import Path

from quizapp.domain.ports import Stop
from quizapp.errors import Cancelled, UnreadableDocument

HEAD = 4096  # bytes that are enough to recognise a format
_CHUNK = 4_000_000


def check_file(path: Path) -> int:
    """The size in bytes of a regular, non-empty file; raises ``UnreadableDocument`` otherwise."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise UnreadableDocument(
            "It is not there any more. It may have been moved or renamed."
        ) from None
    except OSError as error:
        raise UnreadableDocument(_cannot_open(error)) from error
    if stat.S_ISDIR(found.st_mode):
        raise UnreadableDocument("It is a folder, not a document.")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableDocument("It is a device or pipe, not a document.")
    if found.st_size == 0:
        raise UnreadableDocument("It is empty: there is nothing in it to read.")
    return found.st_size


def read_head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD)
    except OSError as error:
        raise UnreadableDocument(_cannot_open(error)) from error


def read_bytes(path: Path, *, largest: int, stop: Stop) -> bytes:
    """The whole file, unless it is larger than ``largest`` bytes."""
    check_size(path, largest)
    chunks = []
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if stop():
                    raise Cancelled("Reading was cancelled.")
                chunks.append(chunk)
    except OSError as error:
        raise UnreadableDocument(_cannot_open(error)) from error
    return b"".join(chunks)


def check_size(path: Path, largest: int) -> None:
    size = check_file(path)
    if size > largest:
        raise UnreadableDocument(
            f"It is too large to read: {size / 1e6:,.0f} MB, and {largest / 1e6:,.0f} MB"
            " is the limit. Split it into parts."
        )


def _cannot_open(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "You have no permission to read it. Check its access rights."
    reason = error.strerror or type(error).__name__
    return f"It could not be opened: {reason}."
