"""Asking for a file to write to, or to read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from quizapp.ui import words

_UNFIT = re.compile(r'[\\/:*?"<>|]')  # in the name of a file, on one system or another


@dataclass(frozen=True, slots=True)
class FileKind:
    """``endings`` with their dots, the usual one first."""

    name: str
    endings: Sequence[str]

    @property
    def as_filter(self) -> str:
        return f"{self.name} ({' '.join(f'*{ending}' for ending in self.endings)})"


def progress_file() -> FileKind:
    from quizapp.services.carry_progress import ENDING  # not while the window starts

    return FileKind(words.tr("Progress of QuizApp"), [ENDING])


def ask_file_to_write(parent: QWidget, heading: str, name: str, *kinds: FileKind) -> Path | None:
    """``None`` where nobody wants to. ``name``: what to call it, without an ending.

    A name that is typed without an ending gets that of the kind that was chosen.
    """
    plain = _UNFIT.sub("-", words.one_line(name))
    suggested = f"{plain}{kinds[0].endings[0]}"
    filters = ";;".join(kind.as_filter for kind in kinds)
    chosen, wanted = QFileDialog.getSaveFileName(parent, heading, suggested, filters)
    if not chosen:
        return None
    file = Path(chosen)
    if file.suffix and " " not in file.suffix:  # "J. Smith" has no ending
        return file
    kind = next((kind for kind in kinds if kind.as_filter == wanted), kinds[0])
    return file.with_name(f"{file.name}{kind.endings[0]}")


def ask_file_to_read(parent: QWidget, heading: str, kind: FileKind) -> Path | None:
    """``None`` where nobody wants to."""
    chosen, _ = QFileDialog.getOpenFileName(parent, heading, "", kind.as_filter)
    return Path(chosen) if chosen else None
