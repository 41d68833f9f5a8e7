"""Which of several namesakes a text means, and what a Place of the domain says of it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quizapp.domain.fact import Place, PlaceKind
from quizapp.facts.gazetteer import GazetteerEntry
from quizapp.facts.name_forms import fold

_NEAR = 1_200.0  # km: places of one text are mostly within this of each other
_TOO_FEW = 4.0  # weight of the sure places below which nearness says nothing
_FADE = 500.0  # km at which the pull of a sure place has fallen to a third
_EARTH = 6_371.0  # km
_ALIASES_AT_MOST = 16


@dataclass
class PlaceVotes:
    """One place while its mentions are counted."""

    entry: GazetteerEntry | None
    kind: PlaceKind
    forms: Counter[str] = field(default_factory=Counter)
    others: set[str] = field(default_factory=set)  # bracketed other names

    @property
    def mentions(self) -> int:
        return self.forms.total()

    def place(self) -> Place:
        name = max(self.forms, key=lambda form: (self.forms[form], len(form), form))
        entry = self.entry
        if entry is not None and entry.name == f"The {name}" and self.kind is PlaceKind.CITY:
            name = entry.name  # the article belongs to the name: The Hague
        aliases = [form for form, _ in self.forms.most_common() if form != name]
        aliases += sorted(self.others - {name})
        if entry is not None and self._is_entry_itself(name):
            aliases += [entry.name, *entry.old_names]
        return Place(
            name=name,
            kind=self.kind,
            aliases=_distinct(aliases, name),
            latitude=entry.latitude if entry else None,
            longitude=entry.longitude if entry else None,
            country=entry.country if entry else None,
            population=entry.population if entry and self.kind is entry.kind else None,
            mentions=self.mentions,
        )

    def _is_entry_itself(self, name: str) -> bool:
        """Not so for "Ufa province", which only borrows the coordinates of Ufa."""
        entry = self.entry
        if entry is None:
            return False
        known = {fold(form).removeprefix("the ") for form in (entry.name, *entry.alternates)}
        return any(fold(form).removeprefix("the ") in known for form in self.forms) or (
            self.kind is entry.kind
        )


def _distinct(aliases: Sequence[str], name: str) -> tuple[str, ...]:
    seen = {fold(name)}
    kept: list[str] = []
    for alias in aliases:
        if fold(alias) not in seen and len(kept) < _ALIASES_AT_MOST:
            seen.add(fold(alias))
            kept.append(alias)
    return tuple(kept)


class Setting:
    """Where a text plays: its undoubted places, against which namesakes are weighed."""

    def __init__(self, sure: Counter[GazetteerEntry]) -> None:
        self._sure = [
            (entry, math.sqrt(count))
            for entry, count in sorted(sure.items(), key=lambda pair: pair[0].number)
            if entry.latitude is not None
        ]
        self._total = sum(weight for _, weight in self._sure)

    def choose(
        self, entries: Sequence[GazetteerEntry], kind: PlaceKind | None = None, name: str = ""
    ) -> GazetteerEntry:
        """The entry most likely meant: prominent, near the others of the text, of that kind."""
        return max(entries, key=lambda entry: (self._weight(entry, kind, name), -entry.number))

    def _weight(self, entry: GazetteerEntry, kind: PlaceKind | None, name: str) -> float:
        size = math.log10(max(entry.population or 1_000, 1_000))
        todays = entry.population is not None and fold(name) == fold(entry.name)
        weight = size + (2.5 if entry.noted and not todays else 0)
        if entry.noted and entry.kind is not PlaceKind.CITY:
            weight += 4
        if kind is not None:
            weight += 2 if entry.kind is kind else 0
        return weight + 5 * self._nearness(entry)

    def share_near(self, entry: GazetteerEntry) -> float:
        """Which part of the text's sure places lies near it; 1 where the text has too few."""
        if self._total < _TOO_FEW:
            return 1.0
        near = sum(weight for other, weight in self._sure if distance(entry, other) < _NEAR)
        return near / self._total

    def _nearness(self, entry: GazetteerEntry) -> float:
        """From 0 to 1: 1 if all the sure places lie at its door."""
        if not self._total:
            return 0.0
        near = sum(w * math.exp(-distance(entry, other) / _FADE) for other, w in self._sure)
        return near / self._total


def distance(one: GazetteerEntry, other: GazetteerEntry) -> float:
    """Kilometres along the great circle; infinite where a place has no coordinates."""
    if one.latitude is None or one.longitude is None:
        return math.inf
    if other.latitude is None or other.longitude is None:
        return math.inf
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    c = math.radians(one.longitude - other.longitude)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(c)
    return _EARTH * math.acos(max(-1.0, min(1.0, cosine)))
