"""Small files of our own that are written whole or not at all: a crash never leaves half of one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Puts ``text`` (as UTF-8) in the place of what the file held. Makes its folder.

    Raises ``OSError`` where the disk refuses it; the file is as it was then.
    """
    partial = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(file)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise
