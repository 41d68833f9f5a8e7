"""Questions whose answer is a place."""

from __future__ import annotations

import math

from quizapp.domain.fact import Fact, FactKind, Place, PlaceKind
from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind
from quizapp.kinds.kind import Wording
from quizapp.kinds.pool import Pool
from quizapp.kinds.wording import time_phrase, where_stem

_FAR = 2_500  # kilometres; beyond that a town of the same text is no plausible answer
_LIKELY = 9  # how many of the nearest are drawn from


class PlaceQuestions:
    kind = AnswerKind.PLACE

    def asks(self, fact: Fact) -> bool:
        return fact.kind is FactKind.WHERE and fact.where is not None

    def word(self, fact: Fact) -> Wording | None:
        place = fact.where
        if place is None or place.kind is PlaceKind.WATER:
            return None
        stem = where_stem(fact, time_phrase(fact.when, fact.when_preposition))
        accept = tuple(dict.fromkeys((*place.aliases, fact.mention)))
        return Wording(stem, place.name, tuple(a for a in accept if a != place.name))

    def candidates(self, fact: Fact, pool: Pool) -> list[str]:
        key = fact.where
        assert key is not None
        ruled_out = _names(key) | set(fact.others) | _also_right(fact, pool)
        spoken = f"{fact.event.subject} {fact.event.complement}"
        found = []
        for place in pool.table.places:
            if place.kind is not key.kind or _names(place) & ruled_out or place.name in spoken:
                continue
            distance = kilometres(key, place)
            if distance is None or not 20 < distance <= _FAR:
                continue
            found.append((distance, place.name))
        found.sort()
        nearest = [name for _, name in found[:_LIKELY]]
        return sorted(nearest, key=lambda name: stable_id(fact.id, name))


def _names(place: Place) -> set[str]:
    return {place.name, *place.aliases}


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance; None where a coordinate is unknown."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    a, b, c, d = (
        math.radians(v or 0.0)
        for v in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(h))


def _also_right(fact: Fact, pool: Pool) -> set[str]:
    """Places where the same is said to have happened."""
    out: set[str] = set()
    for other in pool.like(fact, (FactKind.WHERE,)):
        if other.where and other.event.subject == fact.event.subject:
            out |= _names(other.where)
    return out
