"""Whether a name that somebody typed can stand on the wall.

Words that would hurt are kept as hashes (``resources/names``): some are refused wherever they
stand in a name, others only as a word of their own, so that nobody is refused for the town they
come from. Signs that stand for others are read as those: ``5h1t``, ``ѕhіt`` and ``s.h.i.t`` alike.
No list knows everything: the teacher can send anybody out.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from functools import cache

from quizapp.paths import resource

_LOOKALIKES = str.maketrans(
    "аеіорсухкмнтвѕјԁɡһӏαβεηικνορτυχγω@$€!|¡01345789øđłı",
    "aeiopcyxkmhtbsjdghlabenikvoptuxywaseiiioieastbgodli",
)
"""Small letters of Cyrillic and Greek, figures and signs, and the Latin letters they pass for."""
_LINKS = re.compile(r"https?:|www\.|\.(com|net|org|info|de|ru)\b|@\w+\.", re.IGNORECASE)
_ANYWHERE, _WORD = "+", "="


def is_decent(name: str) -> bool:
    """False also for addresses of the web, and for names without any letter or figure."""
    plain = unicodedata.normalize("NFKC", name)
    if _LINKS.search(plain) or not any(sign.isalnum() for sign in plain):
        return False
    return not any(_hurts(reading) for reading in _readings(plain))


def digest(word: str, kind: str) -> str:
    """A line of the list. ``kind``: "+" for anywhere, "=" for a word of its own."""
    plain = _letters(word.casefold())
    return f"{kind}{len(plain):02d}{_hash(plain)}"


def _readings(name: str) -> set[str]:
    """A name as it may be meant: in its own letters, and in the Latin ones they pass for."""
    small = _without_marks(name.casefold())
    return {small, small.translate(_LOOKALIKES)}


def _hurts(reading: str) -> bool:
    words = re.findall(r"\w+", reading)
    joined = _letters("".join(words))
    alone = {_letters(word) for word in words}
    if all(len(word) <= 2 for word in words):
        alone.add(joined)  # spelt with signs between the letters
    return any(_listed(form, _WORD) for word in alone for form in _forms(word)) or any(
        _has_within(form) for word in {*alone, joined} for form in _forms(word)
    )


def _has_within(text: str) -> bool:
    return any(
        _listed(text[start : start + length], _ANYWHERE)
        for length in _list()[_ANYWHERE]
        for start in range(len(text) - length + 1)
    )


def _listed(word: str, kind: str) -> bool:
    known = _list()[kind].get(len(word))
    return known is not None and _hash(word) in known


def _hash(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()[:14]


def _forms(word: str) -> set[str]:
    """With letters that repeat at most twice, and at most once: "fuuun" is "fun"."""
    return {re.sub(r"(.)\1{2,}", r"\1\1", word), re.sub(r"(.)\1+", r"\1", word)}


def _letters(text: str) -> str:
    return "".join(sign for sign in _without_marks(text) if sign.isalnum())


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if unicodedata.category(sign) not in ("Mn", "Cf"))


@cache
def _list() -> dict[str, dict[int, set[str]]]:
    """By kind and length."""
    found: dict[str, dict[int, set[str]]] = {
        _ANYWHERE: defaultdict(set), _WORD: defaultdict(set),
    }  # fmt: skip
    for line in resource("names", "words.txt").read_text("utf-8").split():
        if line[0] in found:
            found[line[0]][int(line[1:3])].add(line[3:])
    return {kind: dict(lengths) for kind, lengths in found.items()}
