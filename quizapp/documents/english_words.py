"""Which strings are common English words: what tells a broken word from a true compound."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files


@cache
def english_words() -> frozenset[str]:
    """Some 65,000 lower-case words with their inflections, from SCOWL; about 10 ms to load."""
    packed = (files("quizapp.documents") / "english_words.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("ascii").split())
