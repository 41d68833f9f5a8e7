"""Folding of words, so that spelling variants compare as one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set: how this package writes its word lists."""
    return frozenset(text.split())


_SMALL = word_set(
    """a an and as at by did during for from had in into is it its near of on or over s that the
    to under was were what when where which who whom whose with"""
)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case, no accents, apostrophes or signs: "Tver’" and "Tver" are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[’'‘ʼ`´-]", "", plain)
    return re.sub(r"[^\w]+", " ", plain).strip()


def content_words(text: str) -> list[str]:
    """The folded words that carry meaning, in order."""
    text = re.sub(r"[’']s\b", "", text)
    return [word for word in fold(text).split() if word not in _SMALL]
