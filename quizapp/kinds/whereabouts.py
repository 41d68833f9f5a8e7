"""Where the texts name each place, and what sort of event they tell of it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache

from quizapp.domain.calendar import MONTH_NAMES, DatePoint
from quizapp.domain.document import Document
from quizapp.domain.fact import Fact, FactKind, FactTable, Place
from quizapp.kinds.text import fold, word_set

_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w’'-]*[^\W_]")
_EVENT_CLASSES = {
    "meeting": word_set(
        """congress congresses conference conferences rada seim diet assembly council convention
        plenum rally peace treaty armistice talks negotiations"""
    ),
    "power": word_set("power soviet soviets rising uprising rebellion revolt insurrection strike"),
    "battle": word_set(
        """army armies troops battle front offensive attack siege beaten defeated surrendered
        division corps captured"""
    ),
    "journey": word_set("arrive leave return go travel come move remove"),
    "press": word_set("published printed newspaper publish print magazine paper write"),
}


class Whereabouts:
    """Read-only; made once for a fact table."""

    def __init__(self, table: FactTable) -> None:
        self._by_word: dict[str, list[tuple[str, Place]]] = defaultdict(list)
        for place in table.places:
            for name in (place.name, *place.aliases):
                words = _WORD.findall(name)
                if words:
                    self._by_word[words[0]].append((name, place))
        self._texts: dict[tuple[str, int], str] = {}
        self._split: dict[tuple[str, int], list[str]] = {}
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)  # by document, by name
        self.passages: dict[str, set[tuple[str, int]]] = defaultdict(set)  # by place name
        for document in table.documents:
            self._read(document)
        self._events: dict[tuple[str, str], set[str]] = defaultdict(set)
        for fact in table.facts:
            for name in self._told_of(fact):
                self._events[name, fact.evidence.document] |= event_classes(fact)

    def named_in(self, text: str) -> Iterator[Place]:
        """The places that a text names, in any of their spellings."""
        for match in _WORD.finditer(text):
            word = re.sub(r"[’']s$", "", match.group())
            for name, place in self._by_word.get(word, ()):
                start = match.start() + match.group().find(word) - name.find(word)
                end = start + len(name)
                if text[max(0, start) : end] == name and not text[end : end + 1].isalpha():
                    yield place
                    break

    def events_at(self, place: Place, document: str) -> set[str]:
        """Sorts of events that a document tells of a place: "meeting", "battle" ..."""
        return self._events.get((place.name, document), set())

    def told_with_date(self, place: Place, fact: Fact) -> bool:
        """Whether a sentence of the document names the place and the day or month of the fact."""
        if fact.when is None:
            return False
        names = (place.name, *place.aliases)
        dates = [_spoken(point) for point in (fact.when.old_style, fact.when.new_style) if point]
        return any(
            any(date.search(sentence) for date in dates if date)
            and any(name in sentence for name in names)
            for document, index in self.passages[place.name]
            if document == fact.evidence.document
            for sentence in self._sentences(document, index)
        )

    def _sentences(self, document: str, index: int) -> list[str]:
        key = (document, index)
        if key not in self._split:
            self._split[key] = re.split(r"(?<=[a-z\d)]{2})[.;] ", self._texts[key])
        return self._split[key]

    def _read(self, document: Document) -> None:
        for index, passage in enumerate(document.passages):
            self._texts[document.fingerprint, index] = passage.text
            for place in self.named_in(passage.text):
                self.counts[document.fingerprint][place.name] += 1
                self.passages[place.name].add((document.fingerprint, index))

    def _told_of(self, fact: Fact) -> set[str]:
        if fact.kind is FactKind.WHERE and fact.where is not None:
            return {fact.where.name}
        text = f"{fact.event.complement} {fact.event.scope or ''}"
        return {place.name for place in self.named_in(text)}


@lru_cache(maxsize=4096)
def _spoken(point: DatePoint) -> re.Pattern[str] | None:
    """How a text may write the day or the month of a date; nothing for a bare year."""
    if point.month is None:
        return None
    month = MONTH_NAMES[point.month - 1][:3] + r"[a-z]*\.?"
    if point.day is None:
        return re.compile(rf"\b{month}")
    return re.compile(rf"\b{month} {point.day}\b|\b{point.day} {month}")


def event_classes(fact: Fact) -> set[str]:
    """What sort of event the fact tells of."""
    words = set(fold(f"{fact.event.subject} {fact.event.verb} {fact.event.complement}").split())
    return {name for name, signs in _EVENT_CLASSES.items() if words & signs}
