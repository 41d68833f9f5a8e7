"""The signs of GIFT: escapes, numbers and the paths of categories.

The rules are those of Moodle's own importer (docs.moodle.org, "GIFT format"). An escaped sign is
hidden behind a stand-in, a character that the file does not use, so that whatever looks for signs
finds only those that mean something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

LETTERS = "~=#{}:\n"
"""What a backslash makes plain text of; the line break is written as ``\\n``."""

_ESCAPE = re.compile(r"\\([~=#{}:n\\])")
_SPECIAL = re.compile(r"[\\~=#{}:\n]")
_STAND_INS = (0xFDD0, 0xFFFFF)
"""Where stand-ins are looked for: code points that no text uses, then the private ones."""


class Signs:
    """Stand-ins for the escaped signs of one file, and how to tell them from its text."""

    def __init__(self, text: str) -> None:
        first = _free(frozenset(text), len(LETTERS) + 1)
        self.gap = chr(first + len(LETTERS))  # marks a gap while a text is read
        self.stand_ins = {sign: chr(first + place) for place, sign in enumerate(LETTERS)}
        self._by_letter = {**self.stand_ins, "n": self.stand_ins["\n"], "\\": "\\"}
        self._show = str.maketrans({hidden: sign for sign, hidden in self.stand_ins.items()})

    def hide(self, text: str) -> str:
        """Escaped signs become stand-ins, two backslashes one."""
        if "\\" not in text:
            return text
        return _ESCAPE.sub(lambda found: self._by_letter[found.group(1)], text)

    def cover(self, text: str, signs: str = "~=#{}") -> str:
        """Those signs in it become stand-ins: they mean nothing here."""
        for sign in signs:
            text = text.replace(sign, self.stand_ins[sign])
        return text

    def show(self, text: str) -> str:
        """The text that was meant: stand-ins become their signs again."""
        return text if text.isascii() else text.translate(self._show)


def _free(used: frozenset[str], count: int) -> int:
    """The first of ``count`` neighbouring code points of which the text uses none."""
    start, end = _STAND_INS
    for first in range(start, end, count):
        if not any(chr(code) in used for code in range(first, first + count)):
            return first
    raise AssertionError("no text uses every character there is")


def unescaped(text: str) -> str:
    """What ``hide`` and then ``show`` make of a text: that of a reader."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda sign: "\n" if sign.group(1) == "n" else sign.group(1), text)


def escape(text: str) -> str:
    """The text as GIFT writes it: on one line, with a backslash before every sign."""
    return _SPECIAL.sub(lambda sign: "\\n" if sign.group() == "\n" else "\\" + sign.group(), text)


NUMBER = re.compile(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?")


def number_of(text: str) -> Decimal | None:
    """The number that the whole text is, as Moodle understands numbers, or ``None``."""
    text = text.strip()
    return Decimal(text) if text.isascii() and NUMBER.fullmatch(text) else None


_SLASH = re.compile(r"(?<!/)/(?!/)")
_CONTEXT = re.compile(r"\$\w*\$")


def topic_of(category: str) -> str:
    """The topic path of a category: "$course$/top/Russia/1917" is "Russia/1917".

    A slash in a name is written twice in GIFT; in a topic it becomes a division slash.
    """
    names = [" ".join(name.replace("//", "∕").split()) for name in _SLASH.split(category)]
    if names and _CONTEXT.fullmatch(names[0]):
        names = names[1:]
    if names and names[0] == "top":
        names = names[1:]
    return "/".join(name for name in names if name)


def category_of(topic: str) -> str:
    return "/".join(("$course$", "top", *_category_names(topic)))


def _category_names(topic: str) -> Iterator[str]:
    for name in topic.split("/"):
        plain = " ".join(name.split()).replace("∕", "//")
        if plain:
            first, last = plain.startswith("/"), plain.endswith("/")
            yield f"{' ' * first}{plain}{' ' * last}"
