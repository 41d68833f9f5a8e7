"""What a program says beside its deck file while it holds a live round: whoever finds the deck in
use is told what it is in use for. The lock is the guard; this is only words, so that no error of
the disk matters, and what a killed program left behind is not believed for long."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

BELIEVED_FOR = 20.0  # seconds, unless it is said again


def say(deck_file: Path, name: str) -> None:
    """``name``: of the round, as people know it. To be said again every few seconds."""
    with suppress(OSError):
        _beside(deck_file).write_text(" ".join(name.split()), encoding="utf-8")


def end(deck_file: Path) -> None:
    with suppress(OSError):
        _beside(deck_file).unlink(missing_ok=True)


def heard(deck_file: Path) -> str:
    """The name of the round that is held with this deck file now; "" for none."""
    with suppress(OSError, UnicodeDecodeError):
        if abs(time.time() - _beside(deck_file).stat().st_mtime) < BELIEVED_FOR:
            return _beside(deck_file).read_text(encoding="utf-8")
    return ""


def _beside(deck_file: Path) -> Path:
    return deck_file.with_name(f"{deck_file.name}.round")
