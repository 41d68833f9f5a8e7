"""The one place that wires storage, services, the window and the command line."""

from __future__ import annotations

from pathlib import Path

from quizapp.domain.ports import Clock
from quizapp.paths import Paths
from quizapp.services.application import Application
from quizapp.settings import Settings

__all__ = ["Application", "bootstrap", "open_window"]


def bootstrap(
    paths: Paths | None = None,
    *,
    settings: Settings | None = None,
    clock: Clock | None = None,
    deck_file: Path | None = None,
) -> Application:
    """Opens the deck file (``DeckInUse`` where another window has it) and wires the services."""
    raise NotImplementedError


def open_window(argv: list[str]) -> int:
    """Shows the window at once; ``bootstrap`` runs behind it. Returns the exit code."""
    raise NotImplementedError
