"""Which dated questions to put in order: surely apart, of different events, of one time. Pure.

Three to five events of one time make a question that has to be thought about: Caesar and the
Berlin Wall are told apart by anybody, two events of one week by nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from quizapp.domain.date_span import DaySpan

FEWEST, MOST = 3, 5
_TRIES = 24
_NEIGHBOURS = (
    8  # events between two that are picked, at most: near enough to be taken for each other
)


@dataclass(frozen=True, slots=True)
class DatedQuestion:
    """``span``: all days that the date may mean (``date_span.possible_days``)."""

    question_id: str
    fact_id: str
    span: DaySpan


def pick(entries: Sequence[DatedQuestion], rng: Random, count: int) -> list[str]:
    """Ids of up to ``count`` questions (3 to 5), in their true order; [] where no 3 can be found.

    Each surely comes before the next, and no two are about one event. Each is one of the next few
    events after the one before it, so that all of them belong to one time.
    """
    wanted = min(MOST, max(FEWEST, count))
    line = sorted(entries, key=lambda entry: (entry.span.first, entry.span.last, entry.question_id))
    starts = [entry.span.first for entry in line]
    best: list[DatedQuestion] = []
    for _ in range(_TRIES if len(line) >= FEWEST else 0):
        found = _walk(line, starts, rng, wanted)
        if len(found) > len(best):
            best = found
        if len(best) == wanted:
            break
    if len(best) < wanted:
        best = max(best, _as_many_as_fit(line, wanted), key=len)
    return [entry.question_id for entry in best] if len(best) >= FEWEST else []


def _walk(
    line: Sequence[DatedQuestion], starts: Sequence[int], rng: Random, wanted: int
) -> list[DatedQuestion]:
    """Begins anywhere and goes on to one of the next events, again and again."""
    found = [line[rng.randrange(len(line))]]
    while len(found) < wanted:
        following = _following(line, starts, found)
        if not following:
            break
        found.append(rng.choice(following))
    return found


def _following(
    line: Sequence[DatedQuestion], starts: Sequence[int], found: Sequence[DatedQuestion]
) -> list[DatedQuestion]:
    """The next few events that surely come after the last one found, each with one question."""
    events = {event(entry) for entry in found}
    following: list[DatedQuestion] = []
    for index in range(bisect_left(starts, found[-1].span.last + 1), len(line)):
        entry = line[index]
        if event(entry) not in events and found[-1].span.surely_before(entry.span):
            events.add(event(entry))
            following.append(entry)
        if len(following) == _NEIGHBOURS:
            break
    return following


def _as_many_as_fit(line: Sequence[DatedQuestion], wanted: int) -> list[DatedQuestion]:
    """The one that ends first, then the first after it, and so on: the longest row there is, but
    for questions of one event.
    """
    found: list[DatedQuestion] = []
    events: set[str] = set()
    # What may have been at any later time can only be the last.
    by_end = sorted(line, key=lambda e: (e.span.open_after, e.span.last, e.question_id))
    for entry in by_end:
        apart = not found or found[-1].span.surely_before(entry.span)
        if apart and event(entry) not in events:
            found.append(entry)
            events.add(event(entry))
        if len(found) == wanted:
            break
    return found


def event(entry: DatedQuestion) -> str:
    """A question without a fact is an event of its own."""
    return entry.fact_id or f"question {entry.question_id}"
