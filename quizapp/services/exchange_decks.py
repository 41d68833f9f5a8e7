"""Decks in and out of files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from quizapp.domain.deck import ImportReport
from quizapp.domain.ports import Stores


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """A format to offer in a file dialog."""

    name: str
    endings: tuple[str, ...]


class ExchangeDecks:
    def __init__(self, stores: Stores) -> None:
        self._decks = stores.decks

    def formats(self) -> tuple[FormatInfo, ...]:
        raise NotImplementedError

    def import_file(self, path: Path, *, deck_name: str | None = None) -> ImportReport:
        """Adds the questions to the deck of that name, which is made where it is missing."""
        raise NotImplementedError

    def export_deck(self, deck_id: str, path: Path) -> int:
        """Writes the accepted questions; the ending chooses the format. Returns how many."""
        raise NotImplementedError
