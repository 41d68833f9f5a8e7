"""Facts that cannot all be true know each other, and are not asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quizapp.domain.fact import Fact, FactKind
from quizapp.facts.evidence import fold


def mark_contradictions(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The same event with another answer: each names the others in ``contradicts``."""
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[_what(fact)].append(fact)
    rivals: dict[str, tuple[str, ...]] = {}
    for group in groups.values():
        for fact in group:
            others = tuple(o.id for o in group if not _agree(fact, o))
            if others:
                rivals[fact.id] = others
    return tuple(replace(f, contradicts=rivals.get(f.id, ())) for f in facts)


def _what(fact: Fact) -> tuple[str, ...]:
    event = fact.event
    when = fact.when.point.iso if fact.when and fact.kind is not FactKind.WHEN else ""
    return (str(fact.kind), fold(event.subject), event.verb, fold(event.complement),
            event.scope or "", when)  # fmt: skip


def _agree(one: Fact, other: Fact) -> bool:
    if one.kind is FactKind.WHEN:
        if one.when is None or other.when is None or one.when == other.when:
            return True
        return _coarser(one, other) or _coarser(other, one)
    if one.kind is FactKind.WHERE:
        return one.where is None or other.where is None or one.where.name == other.where.name
    return _names(one) == _names(other)


def _coarser(one: Fact, other: Fact) -> bool:
    """ "1917" does not contradict "25 October 1917"."""
    assert one.when is not None and other.when is not None
    for a, b in (
        (one.when.new_style, other.when.new_style),
        (one.when.old_style, other.when.old_style),
    ):
        if a and b and b.iso.startswith(a.iso):
            return True
    return False


def _names(fact: Fact) -> set[str]:
    people: Iterable = fact.people or ([fact.person] if fact.person else [])  # type: ignore[type-arg]
    return {p.surname for p in people}
