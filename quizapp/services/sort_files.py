"""Files that somebody hands over: questions to import, documents to read, or possibly either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.errors import ExchangeError

if TYPE_CHECKING:
    from quizapp.exchange import DeckFormat

_HEAD = 200_000
"""Bytes that are enough to know a format by."""


@dataclass(frozen=True)
class Sorted:
    """``either``: files whose ending and contents allow both."""

    questions: tuple[Path, ...] = ()
    documents: tuple[Path, ...] = ()
    either: tuple[Path, ...] = ()


def sort_files(paths: Iterable[Path]) -> Sorted:
    """By their endings, and by their contents where both can have that ending.

    What cannot be read counts as a document: reading documents says what is wrong with it.
    """
    questions, documents, either = [], [], []
    readable = _document_endings()
    for path in paths:
        if not _is_of_questions(path):
            documents.append(path)
        elif path.suffix.lower() not in readable:
            questions.append(path)
        elif _looks_like_questions(path):
            either.append(path)
        else:
            documents.append(path)
    return Sorted(tuple(questions), tuple(documents), tuple(either))


def document_kinds() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What can be read: the name of each format, and its endings with their dots."""
    from quizapp.documents import READERS

    return tuple((reader.name, reader.endings) for reader in READERS)


def _document_endings() -> frozenset[str]:
    from quizapp.documents import supported_endings

    return frozenset(supported_endings())


def _is_of_questions(path: Path) -> bool:
    from quizapp.exchange import FORMATS

    ending = path.suffix.lower()
    return any(ending in known.endings for known in FORMATS)


def _looks_like_questions(path: Path) -> bool:
    from quizapp.exchange import FORMATS

    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    ending = path.suffix.lower()
    return any(_finds_some(known, head) for known in FORMATS if ending in known.endings)


def _finds_some(known: DeckFormat, head: bytes) -> bool:
    """Headings of a document look like those of a deck; only a question tells them apart."""
    if not known.recognises(head):
        return False
    try:
        return bool(known.load(head, name="").questions)
    except ExchangeError:
        return False
