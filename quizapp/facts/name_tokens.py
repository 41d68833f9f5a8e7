"""A passage as tokens that keep names whole: initials, soft signs, hyphens, possessives apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from quizapp.facts.name_forms import APOSTROPHES
from quizapp.facts.titles import ABBREVIATED_TITLES


class Shape(Enum):
    CAPITAL = auto()  # begins with a capital: "Lenin", "O’Brien", "Antonov-Ovseenko"
    INITIAL = auto()  # "V.", "Kh."
    TITLE = auto()  # "Gen.", "Dr."
    LOWER = auto()
    NUMBER = auto()
    POSSESSIVE = auto()  # 's
    MARK = auto()


class Token(NamedTuple):
    text: str
    lower: str
    start: int
    end: int
    shape: Shape


_TITLES = "|".join(sorted((title.title() for title in ABBREVIATED_TITLES), key=len, reverse=True))
_TOKEN = re.compile(
    rf"""
      (?P<slip>(?<![^\W_])l[au]\.(?=\s?[A-ZÀ-Þ]\.?))
    | (?P<title>\b(?:{_TITLES})\.)
    | (?P<initial>(?<![^\W_])(?:[A-ZÀ-ÞŠŽČŁĶĻŅĢŻŚА-Я]
        |Kh|Yu|Ya|Ye|Yo|Zh|Ch|Sh|Ts|Iu|Ia|Ph|Th|Fr|Wm|Chr|Shch|Jos|Geo|Jas|Chas|Thos|Dz)\.)
    | (?P<particle>\b(?:de|dell|dall)[’'](?=\s[A-ZÀ-Þ]))
    | (?P<possessive>[’']s\b)
    | (?P<word>[^\W\d_]+(?:(?:[-‑]|[’'ʼ′](?!s\b))[^\W\d_]+)*)
    | (?P<number>\d+(?:[.,:]\d+)*)
    | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_SHAPES = {
    "title": Shape.TITLE,
    "initial": Shape.INITIAL,
    "slip": Shape.INITIAL,
    "particle": Shape.LOWER,
    "possessive": Shape.POSSESSIVE,
    "number": Shape.NUMBER,
    "mark": Shape.MARK,
}
_QUOTE_REACH = 80  # characters
_ABBREVIATIONS = frozenset(
    [
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec",
        "vol", "no", "nos", "p", "pp", "ed", "eds", "c", "ca", "st", "jr", "sr", "vs", "etc", "cf",
        "d", "b", "r", "fl",
    ]
)  # fmt: skip


def tokens_of(text: str) -> list[Token]:
    """All tokens of a passage in order; white space belongs to none."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        word = match.group()
        start, end = match.span()
        if kind == "slip":  # "la. V. Poluian": a scan took the I for an l
            word = f"I{word[1:]}"
        if kind != "word":
            found.append(Token(word, word.lower(), start, end, _SHAPES[kind or "mark"]))
        elif not word[0].isupper():
            found.append(Token(word, word, start, end, Shape.LOWER))
        else:
            end = _with_soft_sign(text, start, end)
            word = text[start:end]
            found.append(Token(word, word.lower(), start, end, Shape.CAPITAL))
    return found


def _with_soft_sign(text: str, start: int, end: int) -> int:
    """Takes a closing apostrophe into the name: "Perm’", but not the quote of ‘Lenin’."""
    if text[end : end + 1] not in APOSTROPHES or text[end - 1] == "s" or end >= len(text):
        return end
    if text[end + 1 : end + 2].isalnum() or _in_single_quotes(text, start):
        return end
    return end + 1


def _in_single_quotes(text: str, position: int) -> bool:
    """Whether a single quote was opened shortly before and not closed yet."""
    before = text[max(0, position - _QUOTE_REACH) : position]
    if "‘" in before:
        return "’" not in before[before.rindex("‘") :]
    opened = before.rfind("'")
    return (
        opened >= 0
        and (opened == 0 or before[opened - 1] in " (")
        and "'" not in (before[opened + 1 :])
    )


def sentence_starts(tokens: Sequence[Token]) -> list[int]:
    """For each token the index of the first token of its sentence."""
    starts = []
    first = 0
    for index, token in enumerate(tokens):
        if index and _ends_sentence(tokens, index - 1):
            first = index
        starts.append(first)
        del token
    return starts


def _ends_sentence(tokens: Sequence[Token], index: int) -> bool:
    token = tokens[index]
    if token.text in ("”", '"', ")") and index:
        token = tokens[index - 1]
    if token.text in ("!", "?"):
        return True
    if token.text != ".":
        return False
    if index and tokens[index - 1].lower in _ABBREVIATIONS:
        return False
    return not (index + 1 < len(tokens) and tokens[index + 1].shape is Shape.LOWER)
