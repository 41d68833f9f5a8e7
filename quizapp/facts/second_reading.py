"""Parses each sentence a second time in easier words, to see where the first parse is a guess.

The small model knows few foreign names, and a date in the midst of a clause misleads it. The same
sentence with familiar names and without its dates must hang together in the same way; a word that
then hangs on another word was guessed, and so is what a question would make of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import tee
from typing import TYPE_CHECKING

from quizapp.facts.parser import parse_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from quizapp.facts.parsed import ParsedSentence

_SURNAME, _GIVEN, _TOWN = "Smith", "John", "London"


def mark_guesses(
    sentences: Iterable[ParsedSentence], asked: Callable[[ParsedSentence], bool]
) -> Iterator[ParsedSentence]:
    """The same sentences, ``guessed`` set to the words that hang elsewhere on a second look.

    ``asked``: whether questions are made of a sentence at all; the others need no second look.
    """
    kept, read = tee(sentences)
    told = (_easier(parsed) for parsed in read if asked(parsed))
    first, second = tee(told)
    docs = zip(parse_words(words for words, _ in first), second, strict=True)
    for parsed in kept:
        if asked(parsed):
            doc, (_, places) = next(docs)
            parsed.guessed = _differing(parsed.doc, doc, places)
        yield parsed


def _easier(parsed: ParsedSentence) -> tuple[list[tuple[str, bool]], list[int]]:
    """Its words without dates, and where each stood."""
    hidden = parsed.date_words
    words: list[tuple[str, bool]] = []
    places: list[int] = []
    for token in parsed.doc:
        if token.i in hidden:
            continue
        places.append(token.i)
        words.append((_familiar(parsed, token.i) or token.text, bool(token.whitespace_)))
    return words, places


def _familiar(parsed: ParsedSentence, i: int) -> str | None:
    text = parsed.doc[i].text
    if not text[:1].isupper():
        return None
    if i in parsed.person_at:
        last = parsed.person_at.get(i + 1) is not parsed.person_at[i]
        return _SURNAME if last else _GIVEN
    return _TOWN if i in parsed.place_at else None


def _differing(first: Doc, second: Doc, places: list[int]) -> frozenset[int]:
    there = {place: at for at, place in enumerate(places)}
    found = set()
    for token in second:
        before = first[places[token.i]]
        head = there.get(before.head.i)
        if head is None:
            continue  # it hung on a date
        if head != token.head.i or before.dep_ != token.dep_:
            found.add(before.i)
    return frozenset(found)
