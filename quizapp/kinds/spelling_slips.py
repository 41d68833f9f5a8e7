"""Tells a slip of the source ("Jospeh Stalin") from another way of writing a name ("Ryleyev")."""

from __future__ import annotations

from functools import lru_cache

from quizapp.kinds.text import fold

_SHORTEST = 5  # letters; shorter words differ by chance
_CLOSE = 80  # rapidfuzz ratio from which on a word is the other one, written wrongly


@lru_cache(maxsize=20_000)
def is_slip(alias: str, name: str) -> bool:
    """Whether a word of ``alias`` is a word of ``name`` with a typing or scanning error."""
    from rapidfuzz import fuzz

    right = [_sounded(word) for word in fold(name.replace("-", " ")).split()]
    for written in fold(alias.replace("-", " ")).split():
        word = _sounded(written)
        if len(word) < _SHORTEST or word in right:
            continue
        if any(fuzz.ratio(word, other) >= _CLOSE for other in right):
            return True
    return False


@lru_cache(maxsize=20_000)
def _sounded(word: str) -> str:
    """One spelling for the common transliterations of Russian names."""
    for written, plain in (("kh", "h"), ("zh", "j"), ("x", "ks"), ("ye", "e"), ("yo", "e")):
        word = word.replace(written, plain)
    word = word.replace("y", "i").replace("j", "i")
    while "ii" in word:
        word = word.replace("ii", "i")
    return word
