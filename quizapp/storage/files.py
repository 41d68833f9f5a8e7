"""Moving deck files about: set aside under a dated name, put in place, never overwritten."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from quizapp.storage import sqlite


def set_aside(file: Path, why: str) -> Path:
    """Renames the file, and its journals with it, to a name that says why and when.

    All of them or none: a journal left behind would be played into the next file of that name.
    """
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H.%M.%S")
    aside = _free(file.with_name(f"{file.stem} ({why} {stamp}){file.suffix}"))
    _move(_family(file), _family(aside))
    return aside


def bring_back(aside: Path, file: Path) -> None:
    """Undoes ``set_aside``."""
    _move(_family(aside), _family(file))


def is_there(file: Path) -> bool:
    """Whether the file, or a journal of it, exists."""
    return any(path.exists() for path in _family(file))


def identity(file: Path) -> tuple[int, int] | None:
    """What tells the file from another one in its place; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def set_aside_before(file: Path, why: str) -> Path | None:
    """The newest file that ``set_aside`` made of this one for that reason."""
    start = f"{file.stem} ({why} "
    found = [
        other
        for other in _siblings(file)
        if other.name.startswith(start) and other.suffix == file.suffix
    ]
    return max(found, key=lambda other: other.name, default=None)


def copy_into_place(source: Path, target: Path) -> None:
    """A whole copy or none: written beside the target, flushed to the disk, renamed."""
    part = target.with_name(target.name + ".part")
    try:
        shutil.copyfile(source, part)
        put_into_place(part, target)
    finally:
        part.unlink(missing_ok=True)


def put_into_place(part: Path, target: Path) -> None:
    """Flushes a finished file to the disk and gives it its name."""
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    part.replace(target)
    flush_folder(target.parent)


def flush_folder(folder: Path) -> None:
    """Makes a renaming survive a power cut, where the system lets a folder be flushed."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # Windows
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network drives refuse it
    finally:
        os.close(handle)


def _family(file: Path) -> list[Path]:
    return [*sqlite.companions(file), file]


def _move(sources: list[Path], targets: list[Path]) -> None:
    moved: list[tuple[Path, Path]] = []
    try:
        for source, target in zip(sources, targets, strict=True):
            if source.exists():
                source.replace(target)
                moved.append((source, target))
    except OSError:
        for source, target in moved:
            target.replace(source)
        raise


def _siblings(file: Path) -> list[Path]:
    return list(file.parent.iterdir()) if file.parent.is_dir() else []


def _free(wanted: Path) -> Path:
    path, number = wanted, 2
    while path.exists():
        path = wanted.with_name(f"{wanted.stem} {number}{wanted.suffix}")
        number += 1
    return path
