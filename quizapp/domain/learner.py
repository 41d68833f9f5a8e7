"""Learners: people who share the decks of one machine, each with a log of their own."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

LONGEST_NAME = 60  # characters

COLOURS = ("blue", "green", "violet", "amber", "teal", "pink", "red", "slate")
"""Names of colours; a colour of light and one of dark stands for each in the design tokens."""


@dataclass(frozen=True, slots=True)
class Learner:
    """``id`` is what the rows of the log name. A deleted learner is hidden; the log stays."""

    id: str
    name: str
    colour: str
    added_at: datetime  # UTC
    has_pin: bool = False
    deleted_at: datetime | None = None

    @property
    def initials(self) -> str:
        """One or two letters that stand beside the colour: "AL" of Ada Lovelace."""
        words = [word for word in self.name.split() if word[0].isalnum()] or [self.name or "?"]
        chosen = (words[0], words[-1])[: len(words)]
        return "".join(word[0] for word in chosen).upper()

    @property
    def key(self) -> str:
        """Names with the same key are the same name: Anna and ANNA."""
        return name_key(self.name)


def clean_name(text: str) -> str:
    """A name in one line: no control characters or signs that turn the direction of writing."""
    visible = (
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in unicodedata.normalize("NFC", text)
        if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join("".join(visible).split())


def name_key(name: str) -> str:
    return unicodedata.normalize("NFKC", clean_name(name)).casefold()


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name, or "Anna 2" where Anna is taken. ``taken``: names in whatever case."""
    keys = {name_key(name) for name in taken}
    name, number = wanted, 2
    while name_key(name) in keys:
        name = f"{wanted} {number}"
        number += 1
    return name


def next_colour(used: Iterable[str]) -> str:
    """The colour that the fewest learners have, the first of those."""
    counts = Counter(used)
    return min(COLOURS, key=lambda colour: (counts[colour], COLOURS.index(colour)))
