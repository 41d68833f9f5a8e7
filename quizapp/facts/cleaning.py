"""Makes a sentence easy to parse, and knows the way back.

A doubled date becomes one plain date, a name with initials one word, brackets go to a side table.
Every character of the clean text leads back to the passage, so that evidence can be shown.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from quizapp.domain.document import Document, Passage, Span
from quizapp.facts.clean_edits import (
    BRACKET,
    Edit,
    bracket_edits,
    date_edit,
    foreign_names,
    person_edit,
    place_edit,
    without_overlaps,
    word_edits,
)

if TYPE_CHECKING:
    from quizapp.facts.dates import DateMention
    from quizapp.facts.people import PersonMention
    from quizapp.facts.places import PlaceMention

Mention = TypeVar("Mention")

_PLAIN_SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "\u00a0": " "})


@dataclass(frozen=True, slots=True)
class Placed(Generic[Mention]):
    """A mention and where it stands in the clean text."""

    start: int
    end: int
    mention: Mention
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stood in brackets after ``anchor`` (a position in the clean text)."""

    anchor: int
    text: str
    start: int  # of the words inside the brackets, in the passage
    end: int


@dataclass
class CleanSentence:
    """One sentence ready for the parser. ``start`` and ``end`` count in ``passage.text``."""

    document: Document
    passage: Passage
    start: int
    end: int
    text: str
    runs: list[tuple[int, int]]  # (clean position, passage position), ascending
    dates: list[Placed[DateMention]] = field(default_factory=list)
    people: list[Placed[PersonMention]] = field(default_factory=list)
    places: list[Placed[PlaceMention]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    verbatim: list[Placed[str]] = field(default_factory=list)  # a word stands for these words
    pairs: list[tuple[Placed[DateMention], Placed[PlaceMention]]] = field(default_factory=list)
    number: int = 0  # within the passage

    @property
    def source(self) -> str:
        return self.passage.text[self.start : self.end]

    def with_word(self, start: int, end: int, word: str) -> CleanSentence:
        """The same sentence with ``text[start:end]`` written as ``word``."""
        shift = len(word) - (end - start)

        def moved(at: int) -> int:
            return at + shift if at >= end else at

        def place(placed: Placed[Any]) -> Placed[Any]:
            return replace(placed, start=moved(placed.start), end=moved(placed.end))

        return replace(
            self,
            text=self.text[:start] + word + self.text[end:],
            runs=sorted(
                [
                    *((moved(clean), source) for clean, source in self.runs),
                    (end + shift, self.passage_position(end)),
                ]
            ),
            dates=[place(p) for p in self.dates],
            people=[place(p) for p in self.people],
            places=[place(p) for p in self.places],
            verbatim=[place(p) for p in self.verbatim],
            asides=[replace(a, anchor=moved(a.anchor)) for a in self.asides],
            pairs=[(place(date), place(where)) for date, where in self.pairs],
        )

    def passage_position(self, clean: int) -> int:
        index = max(0, bisect_right(self.runs, clean, key=lambda run: run[0]) - 1)
        at, source = self.runs[index]
        return min(self.end, source + (clean - at))


@dataclass(frozen=True, slots=True)
class Mentions:
    """The names and dates of a passage."""

    dates: Sequence[DateMention] = ()
    people: Sequence[PersonMention] = ()
    places: Sequence[PlaceMention] = ()


def clean_sentence(
    document: Document, passage: Passage, span: Span, mentions: Mentions
) -> CleanSentence:
    """The sentence ``passage.text[span]`` with its mentions moved into clean coordinates."""
    text = passage.text
    edits = [date_edit(text, date) for date in mentions.dates]
    edits += [person_edit(text, person) for person in mentions.people]
    edits += [place_edit(text, place) for place in mentions.places]
    edits += [*foreign_names(text, span, edits), *word_edits(passage, span)]
    kept = without_overlaps(edits, span)
    brackets = bracket_edits(text, span, [e for e in kept if e.mention is not None])
    outside = [e for e in kept if not any(b.start <= e.start and e.end <= b.end for b in brackets)]
    builder = _Builder(CleanSentence(document, passage, span.start, span.end, "", []))
    for edit in sorted([*outside, *brackets], key=lambda e: e.start):
        builder.apply(edit)
    return builder.finish()


class _Builder:
    """Puts the clean text together from left to right."""

    def __init__(self, sentence: CleanSentence) -> None:
        self.sentence = sentence
        self.text = sentence.passage.text
        self.pieces: list[str] = []
        self.length = 0
        self.position = sentence.start

    def apply(self, edit: Edit) -> None:
        if edit.start < self.position:
            return
        self._copy(edit.start)
        if edit.is_bracket:
            self._set_aside(edit)
        else:
            if edit.mention is not None:
                self._place(edit)
            self._put(edit.text, edit.start)
        self.position = edit.end

    def finish(self) -> CleanSentence:
        self._copy(self.sentence.end)
        self.sentence.text = "".join(self.pieces)
        if not self.sentence.runs:
            self.sentence.runs.append((0, self.sentence.start))
        return self.sentence

    def _copy(self, end: int) -> None:
        self._put(self.text[self.position : end].translate(_PLAIN_SIGNS), self.position)

    def _put(self, text: str, source: int) -> None:
        if text:
            self.sentence.runs.append((self.length, source))
            self.pieces.append(text)
            self.length += len(text)

    def _set_aside(self, edit: Edit) -> None:
        inner = BRACKET.fullmatch(self.text[edit.start : edit.end])
        group = inner.lastgroup if inner else None
        if inner and group:
            start, end = edit.start + inner.start(group), edit.start + inner.end(group)
            self.sentence.asides.append(Aside(self.length, inner.group(group), start, end))

    def _place(self, edit: Edit) -> None:
        start = self.length + edit.offset
        end = self.length + len(edit.text) - edit.trailing
        placed: Placed[Any] = Placed(start, end, edit.mention, edit.preposition)
        rows: dict[str, list[Any]] = {
            "str": self.sentence.verbatim,
            "DateMention": self.sentence.dates,
            "PersonMention": self.sentence.people,
            "PlaceMention": self.sentence.places,
        }
        rows[type(edit.mention).__name__].append(placed)
