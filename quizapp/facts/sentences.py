"""Cuts a passage into sentences and, at semicolons, into clauses that stand on their own.

Spans of names and dates are never cut, nor what stands in brackets or quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from quizapp.domain.document import Span
from quizapp.facts.name_forms import word_set

_END = re.compile(r"[.!?…]+[\"”’')\]]*(?:\[\d+\])*(?=\s+[\"“‘'(\[—–-]*[A-Z0-9“])|;(?=\s)|\n+")
_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr st no nos vol vols p pp ch sec fig ed eds cf ca c e.g i.e etc viz approx gen
    col lt capt maj sgt prof rev hon jr sr inc co bros dept gov sen rep pres adm cdr brig ibid
    op cit jan feb mar apr jun jul aug sept sep oct nov dec d b r fl b.c a.d o.s n.s lat russ
    ger fr it u.s u.k al ave mt ft messrs
    """
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTES = re.compile(r"“[^”]*”|\"[^\"\n]*\"")


def split_sentences(text: str, protected: Sequence[Span] = ()) -> list[Span]:
    """Spans of ``text`` that hold one sentence or independent clause each, blank ends excluded."""
    closed = _merge([*protected, *_enclosed(text)])
    starts = [span.start for span in closed]
    spans: list[Span] = []
    begin = 0
    for match in _END.finditer(text):
        if _inside(match.start(), closed, starts) or _is_abbreviation(text, match):
            continue
        _add(spans, text, begin, match.end())
        begin = match.end()
    _add(spans, text, begin, len(text))
    return spans


def _enclosed(text: str) -> list[Span]:
    """Brackets, and quotations that do not close with the end of a sentence."""
    found = [Span(*match.span()) for match in _BRACKETS.finditer(text)]
    for match in _QUOTES.finditer(text):
        closes_sentence = match.group()[-2:-1] in ".!?" and match.end() - match.start() > 2
        end = match.end() - 2 if closes_sentence else match.end()
        found.append(Span(match.start(), end))
    return found


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _inside(position: int, spans: list[Span], starts: list[int]) -> bool:
    index = bisect_right(starts, position) - 1
    # a full stop at the very end of a name or date ("on 1 June.") closes the sentence too
    return index >= 0 and spans[index].start < position < spans[index].end - 1


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if not match.group().startswith("."):
        return False
    word = re.search(r"[\w.’']*$", text[: match.start()])
    if word is None or not word.group():
        return False
    token = word.group().lower()
    if len(token) == 1 and token.isalpha():
        return True
    return token in _ABBREVIATIONS or bool(re.fullmatch(r"(?:[a-z]\.)+[a-z]", token))


def _add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start, end))
