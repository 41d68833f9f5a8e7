"""Gaps in Anki's way: ``{{c1::Kazan::a town}} fell in {{c2::1552}}.``

Each number is a card of its own: its gaps are asked, those of the other numbers stand filled. Gaps
may stand inside others and share a number; behind the second ``::`` stands a hint, which shows in
the gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from quizapp.domain.task import Accepted, Cloze, Gap
from quizapp.exchange.anki_templates import FIRST_MARK, LAST_MARK, split_marked
from quizapp.exchange.building import Unfit

HIGHEST_NUMBER = 500
_DEEPEST = 30
_TOKEN = re.compile(r"\{\{c(\d{1,4}(?:,\d{1,4}){0,20})::|(\}\})|(::)")


@dataclass(slots=True)
class _Gap:
    numbers: tuple[int, ...]
    parts: list[str | _Gap] = field(default_factory=list)
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A text whose gaps are marked ``FIRST_MARK 0 LAST_MARK`` and so on; answers as HTML."""

    text: str
    answers: tuple[str, ...]


class ClozeText:
    """A field with gaps, read once and asked by each of its numbers."""

    def __init__(self, html: str) -> None:
        clean = html.replace(FIRST_MARK, "").replace(LAST_MARK, "")
        self._parts = _parsed(clean)
        found = sorted(set(_numbers(self._parts)))
        self.numbers = tuple(number for number in found if 0 < number <= HIGHEST_NUMBER)

    def ask(self, number: int | None, first: int = 0) -> Asked:
        """The gaps of that number, or of all; ``first``: the number in the first mark."""
        answers: list[str] = []
        text = _with_gaps(self._parts, number, answers, first)
        return Asked(text, tuple(answers))


def has_gaps(html: str) -> bool:
    return "{{c" in html and _TOKEN.search(html) is not None


def cloze_task(marked: str, answers: Sequence[str]) -> Cloze:
    """A text with marks for its gaps, and the answers, all plain. ``Unfit`` for an empty gap."""
    texts, numbers = split_marked(marked)
    if not numbers:
        raise Unfit("there is no gap in it")
    gaps = [answers[number].strip() for number in numbers]
    if not all(gaps):
        raise Unfit("there is a gap in it without words")
    return Cloze(tuple(texts), tuple(Gap((Accepted(gap),)) for gap in gaps))


def _parsed(html: str) -> list[str | _Gap]:
    """Gaps that are opened and not closed are text, as Anki shows them."""
    top: list[str | _Gap] = []
    opened: list[tuple[_Gap, str]] = []

    def put(part: str | _Gap) -> None:
        if not opened:
            top.append(part)
        elif opened[-1][0].hint is None:
            opened[-1][0].parts.append(part)
        else:
            words = part if isinstance(part, str) else _filled(part.parts)
            opened[-1][0].hint = f"{opened[-1][0].hint}{words}"

    place = 0
    for token in _TOKEN.finditer(html):
        put(html[place : token.start()])
        place = token.end()
        if token.group(1) and len(opened) < _DEEPEST:
            numbers = tuple(int(each) for each in token.group(1).split(","))
            opened.append((_Gap(numbers), token.group()))
        elif token.group(2) and opened:
            gap, _ = opened.pop()
            put(gap)
        elif token.group(3) and opened and opened[-1][0].hint is None:
            opened[-1][0].hint = ""
        else:
            put(token.group())
    put(html[place:])
    while opened:
        gap, source = opened.pop()
        for part in _merged((source, *gap.parts, "" if gap.hint is None else f"::{gap.hint}")):
            put(part)
    return top


def _merged(parts: Iterable[str | _Gap]) -> Iterator[str | _Gap]:
    """Texts that follow each other as one, so that they are not passed on one by one."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
            continue
        yield "".join(texts)
        yield part
        texts.clear()
    yield "".join(texts)


def _numbers(parts: list[str | _Gap]) -> Iterator[int]:
    for part in parts:
        if isinstance(part, _Gap):
            yield from part.numbers
            yield from _numbers(part.parts)


def _with_gaps(parts: list[str | _Gap], number: int | None, answers: list[str], first: int) -> str:
    pieces = []
    for part in parts:
        if isinstance(part, str):
            pieces.append(part)
        elif number is None or number in part.numbers:
            hint = f" ({part.hint})" if part.hint else ""
            pieces.append(f"{FIRST_MARK}{first + len(answers)}{LAST_MARK}{hint}")
            answers.append(_filled(part.parts))
        else:
            pieces.append(_with_gaps(part.parts, number, answers, first))
    return "".join(pieces)


def _filled(parts: list[str | _Gap]) -> str:
    return "".join(part if isinstance(part, str) else _filled(part.parts) for part in parts)
