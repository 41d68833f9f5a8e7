"""The fields of an Anki note as plain text, and what else they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.exchange.building import cleaned
from quizapp.exchange.markup import Image, plain_text

_SPECIAL = re.compile(r"[<&\[]|\\[(\[]|  ")
_SOUND = re.compile(r"\[sound:([^\]]{0,500})\]")
_SPOKEN = re.compile(r"\[anki:tts[^\]]{0,500}\](.{0,20000}?)\[/anki:tts\]", re.DOTALL)
_FORMULA = re.compile(r"\\[(\[]|\[latex\]|\[\$\$?\]|<anki-mathjax", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldText:
    """``noted``: in words, what does not stand in the text as it does in Anki."""

    text: str
    images: tuple[Image, ...] = ()
    noted: tuple[str, ...] = ()


def field_text(html: str) -> FieldText:
    """A field of a note in plain text; most have nothing special in them, and cost no more."""
    if html.isprintable() and _SPECIAL.search(html) is None:
        return FieldText(html.strip(" "))
    noted = [f"the sound {name[:60]} was left out" for name in _SOUND.findall(html)]
    words = _SPOKEN.sub(r"\1", _SOUND.sub("", html)) if "[" in html else html
    if _FORMULA.search(words):
        noted.append("a formula stands as its source text")
    plain = plain_text(words)
    text = cleaned(plain.text)
    if text != plain.text:
        noted.append("control characters were left out")
    noted.extend(f"{what} was left out" for what in plain.dropped)
    return FieldText(text, plain.images, tuple(noted))
