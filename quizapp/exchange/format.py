"""What every exchange format is, and what a deck is on its way through one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from quizapp.domain.question import Origin, Question
from quizapp.domain.review import Form, Rating
from quizapp.errors import ExchangeError
from quizapp.exchange.reading import UNWATCHED, Reading

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes. Far above 100,000 questions, far below what would fill the memory."""

LONGEST_STEM = 4_000
LONGEST_TEXT = 20_000
"""Characters; longer texts are no questions, and no window could show them."""

LONGEST_ID = 200
"""Characters of an id, and of a fact's or a fingerprint."""

LARGEST_NUMBER = 1e300
"""With its tolerance it is still one that can be written and read."""

LONGEST_QUESTION = 250_000
ROUND_A_TEXT = 100
"""Characters of all texts of a question together, and those that each has more for its marks."""

_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was left out, or taken in another way than it stands in the file.

    ``line``: where it begins, from 1; None in files without lines (packages). ``item``: the title
    or the first words of the question, or the name of the part of a package.
    """

    line: int | None
    reason: str
    item: str = ""

    def __str__(self) -> str:
        where = f"line {self.line}" if self.line is not None else self.item
        return f"{where}: {self.reason}" if where else self.reason


@dataclass(frozen=True, slots=True)
class PastReview:
    """An answer that another program logged. ``at``: aware, UTC. ``form``: as near as it is known.

    ``source_id``: what the other program calls the row, so that the same import again adds none.
    """

    question_id: str
    source_id: str
    at: datetime
    rating: Rating
    milliseconds: int
    form: Form = Form.FLIP


@dataclass(frozen=True)
class DeckFile:
    """A deck as a file holds it.

    ``problems`` names all that could not be taken, ``changed`` what was taken in another way than
    it stands there (formatting dropped, a weight rounded). ``lines``: where each question begins,
    by its id. ``pictures``: bytes by ``Picture.id``. ``history``: past reviews of its questions.
    ``places``: paths, by question id, for programs that sort questions into categories: of those
    that are of a quiz; other questions stand under their topics.
    """

    name: str
    description: str = ""
    sources: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    changed: tuple[Problem, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict)
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    history: tuple[PastReview, ...] = ()
    places: Mapping[str, str] = field(default_factory=dict)

    def place_of(self, question: Question) -> str:
        return self.places.get(question.id, question.topic)


@dataclass(frozen=True, slots=True)
class Written:
    """A deck ready to be written. ``left_out``: what this format has no place for."""

    pieces: Iterable[bytes]
    left_out: tuple[Problem, ...] = ()


class DeckFormat(Protocol):
    """A format describes itself; the file's ending chooses it, and its contents where two share
    one. One module each, all in ``FORMATS``."""

    @property
    def key(self) -> str:
        """The name on the command line: "gift"."""

    @property
    def name(self) -> str:
        """The name in dialogs: "Moodle GIFT"."""

    @property
    def endings(self) -> tuple[str, ...]: ...

    def recognises(self, data: bytes) -> bool:
        """Whether the contents look like this format. Quick: the head of the data should do."""

    def load(
        self,
        data: bytes,
        *,
        name: str,
        origin: Origin = Origin.IMPORTED,
        reading: Reading = UNWATCHED,
    ) -> DeckFile:
        """Takes what is good and reports the rest. ``name``: the deck's, unless the file says it.

        ``reading`` is told how far it is, and may end it by raising.

        ``ExchangeError`` where the file is not of this format at all.
        """

    def dump(self, deck: DeckFile) -> Written: ...


def format_named(key: str, formats: Sequence[DeckFormat]) -> DeckFormat:
    """The format of that key; ``ExchangeError`` names those there are."""
    for known in formats:
        if known.key == key.lower():
            return known
    keys = ", ".join(known.key for known in formats)
    raise ExchangeError(f"There is no format {key}; there are {keys}.")


def format_for(path: Path, formats: Sequence[DeckFormat], data: bytes | None = None) -> DeckFormat:
    """The format of a file by its ending, and by ``data`` where several have that ending.

    ``ExchangeError`` names the endings there are.
    """
    named = [known for known in formats if path.suffix.lower() in known.endings]
    if not named:
        endings = ", ".join(dict.fromkeys(ending for known in formats for ending in known.endings))
        raise ExchangeError(
            f"{path.name} is not a deck file: its name should end in one of {endings}."
        )
    if data is None or len(named) == 1:
        return named[0]
    return next((known for known in named if known.recognises(data)), named[0])


def read_bytes(path: Path) -> bytes:
    """The file's contents; ``ExchangeError`` where it is missing, unreadable or far too large."""
    try:
        if path.is_dir():
            raise ExchangeError(f"{path.name} is a folder; choose a deck file.")
        if path.stat().st_size > LARGEST_FILE:
            raise ExchangeError(f"{path.name} is far too large for a deck file.")
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ExchangeError(f"{path.name} could not be read: {reason}.") from problem


def unfit_character(text: str) -> str | None:
    """A character that no deck may hold, named; else ``None``.

    So are control codes, half surrogates, and U+FFFE and U+FFFF, which are none at all.
    """
    found = _UNFIT.search(text)
    return f"U+{ord(found.group()):04X}" if found else None
