"""Card templates of Anki: which fields a side shows, and the words around them.

``{{Field}}`` shows a field, ``{{filter:Field}}`` in another way, ``{{#Field}}…{{/Field}}`` what is
between only where the field is filled, ``{{^Field}}`` only where it is empty. A side is laid out
once for each set of filled fields; a note then costs no more than its own texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from quizapp.exchange.markup import Image, plain_text

FIRST_MARK, LAST_MARK = "\ue000", "\ue001"
"""Stand round the number of a field, or of a gap, while HTML is turned into text."""

_TOKEN = re.compile(r"\{\{([^{}]{1,400})\}\}")
_MARKED = re.compile(f"{FIRST_MARK}(\\d{{1,6}}){LAST_MARK}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DEEPEST = 50
_SHAPES = 4_096  # layouts that are remembered


@dataclass(frozen=True, slots=True)
class Shown:
    """A field on a side, by its number. ``filters``: "type", "cloze", "hint" and so on."""

    number: int
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """A side as it is laid out. ``parts``: texts, and fields by their number between them.

    ``fields``: those it shows, each once; ``read``: those that are not typed into.
    """

    parts: tuple[str | int, ...]
    shown: tuple[Shown, ...]
    fields: tuple[int, ...]
    read: tuple[int, ...]
    images: tuple[Image, ...] = ()

    def with_filter(self, name: str) -> int | None:
        """The first field that is shown in that way."""
        return next((each.number for each in self.shown if name in each.filters), None)

    def text(self, plain: Callable[[int], str]) -> str:
        """The side in words, out of the plain text of each field."""
        if len(self.parts) == 1 and isinstance(self.parts[0], int):
            return plain(self.parts[0])
        words = "".join(part if isinstance(part, str) else plain(part) for part in self.parts)
        return re.sub(r"\n{3,}", "\n\n", words).strip()


@dataclass(frozen=True, slots=True)
class _Section:
    """What shows only where a field is filled, or only where it is empty."""

    number: int
    filled: bool
    parts: list[_Node] = field(default_factory=list)


_Node = str | Shown | _Section


class TemplateSide:
    """One side of a card, ready to be laid out for any note of its type.

    ``fields``: the numbers of those that it shows or goes by, in some note at least.
    """

    def __init__(self, source: str, fields: Sequence[str]) -> None:
        self._nodes = _parsed(_COMMENT.sub("", source), fields)
        self._conditions = sorted(set(_conditions(self._nodes)))
        self.fields = frozenset(_shown(self._nodes)) | frozenset(self._conditions)
        self._laid_out = lru_cache(_SHAPES)(self._lay_out)
        self._plain = None if self._conditions else self._lay_out(frozenset())

    def side(self, values: Sequence[str]) -> Side:
        """``values``: the fields of the note as HTML."""
        if self._plain is not None:
            return self._plain
        filled = frozenset(
            n for n in self._conditions if 0 <= n < len(values) and values[n].strip()
        )
        return self._laid_out(filled)

    def _lay_out(self, filled: frozenset[int]) -> Side:
        shown: list[Shown] = []
        pieces: list[str] = []
        for node in _visible(self._nodes, filled):
            if isinstance(node, str):
                pieces.append(node)
                continue
            shown.append(node)
            if not _is_apart(node):
                pieces.append(f"{FIRST_MARK}{node.number}{LAST_MARK}")
        plain = plain_text("".join(pieces))
        texts, numbers = split_marked(plain.text)
        parts: list[str | int] = [texts[0]]
        for number, text in zip(numbers, texts[1:], strict=True):
            parts += [number, text]
        kept = tuple(part for part in parts if part != "")
        fields = dict.fromkeys(each.number for each in shown)
        read = dict.fromkeys(each.number for each in shown if "type" not in each.filters)
        return Side(kept, tuple(shown), tuple(fields), tuple(read), plain.images)


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A card as it is laid out for a note. ``behind``: the fields of the answer side alone, the one
    to be typed first. ``hint``: the field that is shown on demand."""

    front: Side
    back: Side
    behind: tuple[int, ...]
    is_typed: bool
    hint: int | None


class CardTemplate:
    """Both sides of a card."""

    def __init__(self, front: str, back: str, fields: Sequence[str]) -> None:
        self._front, self._back = TemplateSide(front, fields), TemplateSide(back, fields)
        self.fields = self._front.fields | self._back.fields
        self._known: dict[tuple[int, int], LaidOut] = {}

    def laid_out(self, values: Sequence[str]) -> LaidOut:
        """``values``: the fields of the note as HTML."""
        front, back = self._front.side(values), self._back.side(values)
        known = self._known.get((id(front), id(back)))
        if known is None or known.front is not front or known.back is not back:
            known = _laid_out(front, back)
            if len(self._known) < _SHAPES:
                self._known[id(front), id(back)] = known
        return known


def _laid_out(front: Side, back: Side) -> LaidOut:
    typed = front.with_filter("type")
    behind = [number for number in back.fields if number not in front.read]
    if typed is not None and typed not in front.read:
        behind = [typed, *(number for number in behind if number != typed)]
    return LaidOut(front, back, tuple(behind), typed is not None, front.with_filter("hint"))


def _is_apart(shown: Shown) -> bool:
    """Whether the field is no part of the words: typed into, read aloud, shown on demand."""
    if "cloze" in shown.filters:
        return False
    return any(each in ("type", "hint") or each.startswith("tts") for each in shown.filters)


def split_marked(text: str) -> tuple[list[str], list[int]]:
    """The texts before, between and behind the marks, and the numbers in the marks."""
    pieces = _MARKED.split(text)
    return pieces[::2], [int(number) for number in pieces[1::2]]


def _parsed(source: str, fields: Sequence[str]) -> list[_Node]:
    """Unknown fields show nothing; sections that are not closed end with the template."""
    numbers = {name: number for number, name in enumerate(fields)}
    clean = source.replace(FIRST_MARK, "").replace(LAST_MARK, "")
    top: list[_Node] = []
    open_parts: list[list[_Node]] = [top]
    for place, piece in enumerate(_TOKEN.split(clean)):
        if place % 2 == 0:
            open_parts[-1].append(piece)
            continue
        token = piece.strip()
        if token[:1] in ("#", "^") and len(open_parts) <= _DEEPEST:
            # A section on what is no field of the note, as {{#Tags}}, is taken as empty.
            section = _Section(numbers.get(token[1:].strip(), -1), token[0] == "#")
            open_parts[-1].append(section)
            open_parts.append(section.parts)
        elif token[:1] == "/":
            if len(open_parts) > 1:
                open_parts.pop()
        else:
            open_parts[-1].extend(_field(token, numbers))
    return top


def _field(token: str, numbers: dict[str, int]) -> Iterator[Shown]:
    *filters, name = (part.strip() for part in token.split(":"))
    number = numbers.get(name)
    if number is not None:
        yield Shown(number, tuple(filters))
    elif token in numbers:  # a field whose name has a colon in it
        yield Shown(numbers[token])


def _conditions(nodes: Sequence[_Node]) -> Iterator[int]:
    for node in nodes:
        if isinstance(node, _Section):
            yield node.number
            yield from _conditions(node.parts)


def _shown(nodes: Sequence[_Node]) -> Iterator[int]:
    for node in nodes:
        if isinstance(node, Shown):
            yield node.number
        elif isinstance(node, _Section):
            yield from _shown(node.parts)


def _visible(nodes: Sequence[_Node], filled: frozenset[int]) -> Iterator[str | Shown]:
    for node in nodes:
        if not isinstance(node, _Section):
            yield node
        elif (node.number in filled) is node.filled:
            yield from _visible(node.parts, filled)
