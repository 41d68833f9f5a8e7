"""Files in, passages out: one module per format, and one common way from text to passages.

A new format is one module with ``name``, ``endings``, ``recognises`` and ``extract``, named in
``READERS`` below. The order matters: the first reader that recognises the content gets the file.
"""

from __future__ import annotations

from pathlib import Path

from quizapp.documents.epub import Epub
from quizapp.documents.extract import Reader
from quizapp.documents.markdown import Markdown
from quizapp.documents.pdf import Pdf
from quizapp.documents.plain_text import PlainText
from quizapp.documents.reading import read_with
from quizapp.documents.web_page import WebPage
from quizapp.documents.word import Word
from quizapp.domain.document import Document
from quizapp.domain.ports import Report, Stop

__all__ = ["READERS", "read_document", "supported_endings"]

READERS: tuple[type[Reader], ...] = (Pdf, Epub, Word, WebPage, Markdown, PlainText)


def read_document(
    path: Path, *, report: Report | None = None, stop: Stop | None = None
) -> Document:
    """Reads one file. Raises ``UnreadableDocument`` with the reason, or ``Cancelled``."""
    return read_with(READERS, Path(path), report=report or _no_report, stop=stop or _never)


def supported_endings() -> tuple[str, ...]:
    """The file endings of all formats, with their dots, in the order of ``READERS``."""
    return tuple(ending for reader in READERS for ending in reader.endings)


def _no_report(share: float, message: str) -> None:
    del share, message


def _never() -> bool:
    return False
