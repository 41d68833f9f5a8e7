"""Plain text in any encoding, wrapped, unwrapped or double-spaced."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from quizapp.archives import is_zip
from quizapp.documents.encodings import decode
from quizapp.documents.extract import Extract
from quizapp.documents.files import read_bytes
from quizapp.documents.reflow import find_layout, make_blocks, split_lines
from quizapp.domain.document import ReadingNote
from quizapp.domain.ports import Report, Stop

LARGEST = 30_000_000  # bytes: ten thick novels, half an hour of work and most of the memory


class PlainText:
    """What is left when no other format claims a file of readable characters."""

    name: ClassVar[str] = "Plain text"
    endings: ClassVar[tuple[str, ...]] = (".txt", ".text", ".asc", ".log")

    @staticmethod
    def recognises(head: bytes, path: Path) -> bool:
        del path
        return not is_zip(head)

    @staticmethod
    def extract(path: Path, *, report: Report, stop: Stop) -> Extract:
        decoded = decode(read_bytes(path, largest=LARGEST, stop=stop))
        report(0.2, "Finding paragraphs")
        return extract_text(decoded.text, notes=decoded.notes)


def extract_text(original: str, *, notes: tuple[ReadingNote, ...] = ()) -> Extract:
    """The blocks of a text that is its own original."""
    lines = split_lines(original)
    layout = find_layout(original, lines)
    blocks = make_blocks(original, lines, layout)
    return Extract(original=original, blocks=tuple(blocks), layout=layout, notes=notes)
