"""Which answers a learner takes for each other. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.progress import Mistake

_OFTEN = 2
"""A slip of the fingers happens once; what is given twice is believed."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two answers, the one given in the other's place ``times`` times in all."""

    one: str
    other: str
    times: int
    questions: tuple[str, ...]  # ids of those that were answered so


def confusions(mistakes: Iterable[Mistake], limit: int) -> list[Confusion]:
    """The most frequent first; both directions count together."""
    rows = list(mistakes)
    keys = {_folded(row.key) for row in rows}
    spelling = {_folded(row.key): row.key for row in rows}
    times: dict[tuple[str, str], int] = defaultdict(int)
    asked: dict[tuple[str, str], list[str]] = defaultdict(list)
    believed: set[tuple[str, str]] = set()
    for row in rows:
        key, given = _folded(row.key), _folded(row.given)
        if not given or key == given:
            continue
        pair = (min(key, given), max(key, given))
        spelling.setdefault(given, " ".join(row.given.split()))
        times[pair] += row.times
        if row.question_id not in asked[pair]:
            asked[pair].append(row.question_id)
        if given in keys:
            believed.add(pair)
    found = [
        Confusion(spelling[one], spelling[other], number, tuple(asked[one, other]))
        for (one, other), number in times.items()
        if number >= _OFTEN or (one, other) in believed
    ]
    found.sort(key=lambda each: (-each.times, each.one, each.other))
    return found[:limit]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
