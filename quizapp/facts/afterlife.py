"""Nobody acts after the day on which the same text has them killed: then "he" is somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.domain.calendar import DatePoint
from quizapp.domain.fact import Event, Fact, FactKind
from quizapp.facts.name_forms import word_set

AFTER_DEATH = "after a death"
_DYING = word_set("die perish drown")
_BEING_KILLED = word_set(
    "assassinate behead burn decapitate execute guillotine hang kill murder poison shoot slay stab "
    "strangle"
)
_OF_THE_DEAD = (
    _DYING
    | _BEING_KILLED
    | word_set(
        "bear beatify bury canonize canonise commemorate cremate exhume honor honour inter "
        "rehabilitate replace succeed unveil"
    )
)


def mark_deeds_of_the_dead(facts: Sequence[Fact]) -> list[Fact]:
    """The same facts in the same order; what somebody does after death is weak."""
    deaths: dict[tuple[str, str], DatePoint] = {}
    for fact in facts:
        if fact.kind is FactKind.WHEN and fact.when is not None and _is_death(fact.event):
            deaths.setdefault((fact.evidence.document, fact.event.subject), fact.when.point)
    return [_marked(fact, deaths) for fact in facts] if deaths else list(facts)


def _is_death(event: Event) -> bool:
    return event.verb in _DYING or (event.passive and event.verb in _BEING_KILLED)


def _marked(fact: Fact, deaths: dict[tuple[str, str], DatePoint]) -> Fact:
    if fact.when is None or fact.event.verb in _OF_THE_DEAD:
        return fact
    names = {fact.event.subject} | ({fact.person.told} if fact.person else set())
    for (document, dead), died in deaths.items():
        told = document == fact.evidence.document and any(_is_called(dead, n) for n in names if n)
        if told and _is_later(fact.when.point, died):
            return replace(fact, weaknesses=(*fact.weaknesses, AFTER_DEATH))
    return fact


def _is_called(subject: str, name: str) -> bool:
    """ "the Uzbek khan Muhammad Shaybani" is Muhammad Shaybani."""
    return subject == name or (" " in name and subject.endswith(f" {name}"))


def _is_later(point: DatePoint, other: DatePoint) -> bool:
    """As far as both are known: May 1510 is not later than 1510."""
    for one, two in ((point.year, other.year), (point.month, other.month), (point.day, other.day)):
        if one is None or two is None:
            return False
        if one != two:
            return one > two
    return False
