"""Folding of words, so that spelling variants compare as one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_HYPHEN = r"[\u2010-\u2013-]"  # any hyphen or short dash
_COMPOUND = re.compile(rf"\b([a-z]+){_HYPHEN}([a-z]+)\b")


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


def splits_a_compound(stem: str, quote: str) -> bool:
    """Whether a question keeps one half of a hyphenated word alone: "slavery" of "pro-slavery".

    ``quote``: the sentence that proves the question.
    """
    return any(_keeps_a_half(stem, quote, *found.groups()) for found in _COMPOUND.finditer(quote))


def _keeps_a_half(stem: str, quote: str, first: str, second: str) -> bool:
    if second not in stem or re.search(rf"\b{first}{_HYPHEN}{second}\b", stem):
        return False
    alone = rf"(?<!\w)(?<!{_HYPHEN}){second}(?!\w|{_HYPHEN})"
    return bool(re.search(alone, stem)) and not re.search(alone, quote)
