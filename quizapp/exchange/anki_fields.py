"""The fields of an Anki note as plain text, and what else they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from quizapp.exchange.building import cleaned
from quizapp.exchange.markup import Image, plain_text

_SPECIAL = re.compile("[<&\\[\x00-\x1f\x7f-\xa0\ud800-\udfff\ufffe\uffff]|\\\\[(\\[]|  ")
_MORE_THAN_SIGNS = re.compile(
    r"[<\[\\\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|&#|&\w+(?![\w;])"
)
_SOUND = re.compile(r"\[sound:([^\]]{0,500})\]")
_SPOKEN = re.compile(r"\[anki:tts[^\]]{0,500}\](.{0,20000}?)\[/anki:tts\]", re.DOTALL)
_FORMULA = re.compile(r"\\[(\[]|\[latex\]|\[\$\$?\]|<anki-mathjax", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FieldText:
    """``noted``: in words, what does not stand in the text as it does in Anki."""

    text: str
    images: tuple[Image, ...] = ()
    noted: tuple[str, ...] = ()


def is_special(html: str) -> bool:
    """Whether a field is more than its text with spaces round it; most are not."""
    return _SPECIAL.search(html) is not None


def field_text(html: str) -> FieldText:
    """A field of a note in plain text."""
    if not is_special(html):
        return FieldText(html.strip())
    if _MORE_THAN_SIGNS.search(html) is None:
        return FieldText(" ".join(unescape(html).split()))
    noted = [f"the sound {name[:60]} was left out" for name in _SOUND.findall(html)]
    words = _SPOKEN.sub(r"\1", _SOUND.sub("", html)) if "[" in html else html
    if _FORMULA.search(words):
        noted.append("a formula stands as its source text")
    plain = plain_text(words)
    text = cleaned(plain.text).strip()
    if text != plain.text:
        noted.append("control characters were left out")
    noted.extend(f"{what} was left out" for what in plain.dropped)
    return FieldText(text, plain.images, tuple(noted))
