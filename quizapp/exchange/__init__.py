"""Decks in and out of files: one module per format, all of them in ``FORMATS``."""

from quizapp.exchange.aiken import Aiken
from quizapp.exchange.format import (
    DeckFile,
    DeckFormat,
    PastReview,
    Problem,
    Written,
    format_for,
    format_named,
)
from quizapp.exchange.gift import Gift
from quizapp.exchange.moodle_xml import MoodleXml
from quizapp.exchange.neutral import Neutral
from quizapp.exchange.qti import Qti
from quizapp.exchange.readable import Readable

FORMATS: tuple[DeckFormat, ...] = (
    Neutral(),
    Readable(),
    Gift(),
    Aiken(),
    MoodleXml(),
    Qti(),
)

__all__ = [
    "FORMATS",
    "Aiken",
    "DeckFile",
    "DeckFormat",
    "Gift",
    "MoodleXml",
    "Neutral",
    "PastReview",
    "Problem",
    "Qti",
    "Readable",
    "Written",
    "format_for",
    "format_named",
]
