"""Decks in and out of files: one module per format, all of them in ``FORMATS``."""

from quizapp.exchange.anki import AnkiCollection, AnkiPackage
from quizapp.exchange.format import (
    DeckFile,
    DeckFormat,
    PastReview,
    Problem,
    Written,
    format_for,
    format_named,
)
from quizapp.exchange.neutral import Neutral
from quizapp.exchange.readable import Readable

FORMATS: tuple[DeckFormat, ...] = (
    Neutral(),
    Readable(),
    AnkiPackage(),
    AnkiCollection(),
)

__all__ = [
    "FORMATS",
    "AnkiCollection",
    "AnkiPackage",
    "DeckFile",
    "DeckFormat",
    "Neutral",
    "PastReview",
    "Problem",
    "Readable",
    "Written",
    "format_for",
    "format_named",
]
