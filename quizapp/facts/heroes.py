"""The life of one person gives the same answer to every "who"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quizapp.domain.fact import Fact, FactKind

_MANY = 20  # facts about who acted, from which on a document may have a hero
_SHARE = 0.4  # of them
_WEARISOME = 0.2  # what they lose in confidence


def weigh_heroes(facts: Sequence[Fact]) -> list[Fact]:
    """Facts whose answer is the hero of their document weigh less; posts given to him do not."""
    acts: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        if fact.kind is FactKind.WHO:
            acts[fact.evidence.document][fact.mention] += 1
    heroes = {
        (document, name)
        for document, names in acts.items()
        for name, count in names.items()
        if sum(names.values()) >= _MANY and count >= _SHARE * sum(names.values())
    }
    return [_weighed(fact) if _is_routine(fact, heroes) else fact for fact in facts]


def _is_routine(fact: Fact, heroes: set[tuple[str, str]]) -> bool:
    acted = fact.kind is FactKind.WHO and not fact.event.passive
    return acted and (fact.evidence.document, fact.mention) in heroes


def _weighed(fact: Fact) -> Fact:
    return replace(fact, confidence=fact.confidence - _WEARISOME)
