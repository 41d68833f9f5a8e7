"""What a format's reader hands on: the original text, and where its paragraphs stand in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ClassVar, Protocol

from quizapp.domain.document import ReadingNote, Span, TextKind
from quizapp.domain.ports import Report, Stop


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the original, as the lines it is to be joined from.

    What the format itself says stands in ``level`` (a heading; 1 is the highest) and ``kind``;
    ``None`` leaves the choice to the text kinds. ``gap`` is the number of blank lines before it.
    """

    lines: tuple[Span, ...]
    paragraph: int
    page: int | None = None
    level: int | None = None
    kind: TextKind | None = None
    gap: int = 1
    indent: int = 0
    skip: tuple[Span, ...] = ()  # mark-up inside the lines that is not text; in order
    date: Span | None = None  # the format sets the text beside this date, as in a table
    strong: bool = False  # wholly bold, or set in larger type than the text around it


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of the whole document are set, where that is known."""

    width: int | None = None  # letters in a full line; None: one line is one paragraph
    double_spaced: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """A file's text before any cleaning. ``title`` is what its metadata say, if anything."""

    original: str
    blocks: tuple[Block, ...]
    title: str | None = None
    layout: Layout = Layout()
    notes: tuple[ReadingNote, ...] = field(default=())


class Reader(Protocol):
    """A document format. ``extract`` raises ``UnreadableDocument`` or ``Cancelled``."""

    name: ClassVar[str]
    endings: ClassVar[tuple[str, ...]]

    @staticmethod
    def recognises(head: bytes, path: Path) -> bool:
        """Whether the first bytes (and, for archives, the table of contents) are this format."""

    @staticmethod
    def extract(path: Path, *, report: Report, stop: Stop) -> Extract: ...


class TextBuilder:
    """Puts an original together for formats that have no plain text of their own.

    Each block becomes one stretch of text, and blocks are parted by an empty line, so that the
    result can be shown to a person as it is.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    def add(
        self,
        text: str,
        *,
        page: int | None = None,
        level: int | None = None,
        kind: TextKind | None = None,
        strong: bool = False,
        indent: int = 0,
    ) -> None:
        """Adds a paragraph; line breaks inside it are kept in the original, and reflowed later."""
        text = text.strip("\n")
        lines = tuple(_line_spans(text, self._length))
        if not lines:
            return
        self.blocks.append(
            Block(
                lines=lines,
                paragraph=len(self.blocks) + 1,
                page=page,
                level=level,
                kind=kind,
                strong=strong,
                indent=indent,
            )
        )
        self._parts.append(text)
        self._parts.append("\n\n")
        self._length += len(text) + 2

    def add_entry(self, date: str, text: str) -> None:
        """Adds what happened under a date, as a table of two columns has it."""
        when = Span(self._length, self._length + len(date))
        self._parts.append(f"{date}\n")
        self._length += len(date) + 1
        self.add(text)
        if self.blocks:
            self.blocks[-1] = replace(self.blocks[-1], date=when)

    @property
    def original(self) -> str:
        return "".join(self._parts)


def _line_spans(text: str, offset: int) -> list[Span]:
    spans = []
    position = 0
    for line in text.split("\n"):
        bare = line.strip()
        if bare:
            start = offset + position + line.index(bare[0])
            spans.append(Span(start, start + len(bare)))
        position += len(line) + 1
    return spans
