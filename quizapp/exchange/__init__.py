"""Decks in and out of files: one module per format, all of them in ``FORMATS``."""

from quizapp.exchange.aiken import Aiken
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
from quizapp.exchange.gift import Gift
from quizapp.exchange.kahoot import ClassQuiz, Kahoot
from quizapp.exchange.moodle_xml import MoodleXml
from quizapp.exchange.neutral import Neutral
from quizapp.exchange.qti import Qti
from quizapp.exchange.quizlet import Quizlet
from quizapp.exchange.readable import Readable
from quizapp.exchange.sheets import Csv, Tsv, Xlsx

FORMATS: tuple[DeckFormat, ...] = (
    Neutral(),
    Readable(),
    Gift(),
    Aiken(),
    MoodleXml(),
    Qti(),
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
"""Of those that share an ending the first that recognises the contents is taken."""

__all__ = [
    "FORMATS",
    "Aiken",
    "AnkiCollection",
    "AnkiPackage",
    "AnkiText",
    "ClassQuiz",
    "Csv",
    "DeckFile",
    "DeckFormat",
    "Gift",
    "Kahoot",
    "MoodleXml",
    "Neutral",
    "PastReview",
    "Problem",
    "Qti",
    "Quizlet",
    "Readable",
    "Tsv",
    "Written",
    "Xlsx",
    "format_for",
    "format_named",
]
