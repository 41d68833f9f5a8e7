"""What every exchange format is, and what a deck is on its way through one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from quizapp.domain.question import Origin, Question
from quizapp.errors import ExchangeError

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes. Far above 100,000 questions, far below what would fill the memory."""

LONGEST_STEM = 4_000
LONGEST_TEXT = 20_000
"""Characters; longer texts are no questions, and no window could show them."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line, or the question that begins there, was left out."""

    line: int
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


@dataclass(frozen=True)
class DeckFile:
    """A deck as a file holds it. ``problems`` names all that could not be taken."""

    name: str
    description: str = ""
    sources: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()


class DeckFormat(Protocol):
    """A format describes itself; the file's ending chooses it."""

    @property
    def name(self) -> str: ...
    @property
    def endings(self) -> tuple[str, ...]: ...

    def load(self, data: bytes, *, name: str, origin: Origin = Origin.IMPORTED) -> DeckFile:
        """Takes what is good and reports the rest. ``name``: the deck's, unless the file says it.

        ``ExchangeError`` where the file is not of this format at all.
        """

    def dump(self, deck: DeckFile) -> Iterable[str]:
        """The text of the file, piece by piece."""


def format_for(path: Path, formats: Sequence[DeckFormat]) -> DeckFormat:
    """The format of a file by its ending; ``ExchangeError`` names those there are."""
    for known in formats:
        if path.suffix.lower() in known.endings:
            return known
    endings = ", ".join(ending for known in formats for ending in known.endings)
    raise ExchangeError(f"{path.name} is not a deck file: its name should end in one of {endings}.")


def read_bytes(path: Path) -> bytes:
    """The file's contents; ``ExchangeError`` where it is missing, unreadable or far too large."""
    try:
        if path.is_dir():
            raise ExchangeError(f"{path.name} is a folder; choose a deck file.")
        if path.stat().st_size > LARGEST_FILE:
            raise ExchangeError(f"{path.name} is far too large for a deck file.")
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ExchangeError(f"{path.name} could not be read: {reason}.") from problem


def unfit_character(text: str) -> str | None:
    """A character that no deck may hold (control codes, half surrogates), named; else ``None``."""
    found = _UNFIT.search(text)
    return f"U+{ord(found.group()):04X}" if found else None
