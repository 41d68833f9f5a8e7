"""Decks in and out of files: one module per format, all of them in ``FORMATS``."""

from quizapp.exchange.anki import AnkiCollection, AnkiPackage
from quizapp.exchange.anki_text import AnkiText
from quizapp.exchange.format import (
    DeckFile,
    DeckFormat,
    PastReview,
    Problem,
    Written,
    format_for,
    format_named,
)
from quizapp.exchange.kahoot import ClassQuiz, Kahoot
from quizapp.exchange.neutral import Neutral
from quizapp.exchange.quizlet import Quizlet
from quizapp.exchange.readable import Readable
from quizapp.exchange.sheets import Csv, Tsv, Xlsx

FORMATS: tuple[DeckFormat, ...] = (
    Neutral(),
    Readable(),
    AnkiPackage(),
    AnkiCollection(),
    Csv(),
    Tsv(),
    Xlsx(),
    Kahoot(),
    ClassQuiz(),
    AnkiText(),
    Quizlet(),
)

__all__ = [
    "FORMATS",
    "AnkiCollection",
    "AnkiPackage",
    "AnkiText",
    "ClassQuiz",
    "Csv",
    "DeckFile",
    "DeckFormat",
    "Kahoot",
    "Neutral",
    "PastReview",
    "Problem",
    "Quizlet",
    "Readable",
    "Tsv",
    "Written",
    "Xlsx",
    "format_for",
    "format_named",
]
