"""The working form of a paragraph while its kind is being found out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from quizapp.documents.extract import Block
from quizapp.documents.mapped_text import MappedText
from quizapp.domain.document import Span, TextKind


class Rank(IntEnum):
    """How high a heading stands: one of a rank closes all of the same and lower ranks."""

    VOLUME = 1
    CHAPTER = 2
    WORK = 3  # a speech, letter or article of a collection, or the document's own title
    DATE = 4  # where and when a speech was held: "Geneva, 3 May 1920"
    SECTION = 5
    SUBSECTION = 6
    NUMBER = 7
    YEAR = 8  # "1917" in a chronicle
    RUN_IN = 9
    BACK_MATTER = 10  # "Notes" under an article: below all that is open


@dataclass(slots=True)
class Paragraph:
    """A cleaned block; ``kind`` stays ``None`` until a sign was found (then it is prose)."""

    mapped: MappedText
    block: Block
    kind: TextKind | None = None
    rank: Rank | None = None
    level: int | None = None  # of headings whose format states one; beats the rank
    height: float | None = None  # place in the heading path, if neither level nor rank says it
    heading: str | None = None  # what goes into the heading path, if not the text itself
    date_line: str | None = None
    date_line_span: Span | None = None
    ends_notes: bool = False  # the notes of the work before it are over
    leave_out: bool = False  # part of something else: a date line, the second line of a heading

    @property
    def text(self) -> str:
        return self.mapped.text

    @property
    def is_open(self) -> bool:
        return self.kind is None and not self.leave_out

    @property
    def path_height(self) -> float:
        """How high a heading stands; smaller is higher. Levels that a format states come first."""
        if self.height is not None:
            return self.height
        if self.level is not None:
            return float(self.level)
        return 10.0 + (self.rank or Rank.SUBSECTION)

    def span(self) -> Span:
        lines = self.block.lines
        return Span(lines[0].start, lines[-1].end)

    def mark(self, kind: TextKind, rank: Rank | None = None) -> None:
        self.kind = kind
        self.rank = rank
