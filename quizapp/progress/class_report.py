"""What a class did in a quiz: how its scores spread, what it knows by tag, what it missed. Pure.

How well each question measured stands in ``item_analysis``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from quizapp.progress.item_analysis import Analysis, Cell, ItemKey, Run

BINS = 10
WEAK_FROM = 3
"""Questions of a group, before a learner can be weak at it: of two, one is a slip."""

WEAK_BELOW = 0.6
MISSED_BELOW = 0.5


@dataclass(frozen=True, slots=True)
class Spread:
    """Of shares of the points, 0 to 1. ``bins``: how many have 0 to 10 %, 10 to 20 % ... 90 to
    100 %, the upper end of the last one included. ``sd``: None for fewer than two."""

    number: int
    mean: float
    median: float
    sd: float | None
    bins: tuple[int, ...]


def spread(shares: Sequence[float]) -> Spread | None:
    """None for no shares. A score below nought is in the lowest bin."""
    if not shares:
        return None
    bins = [0] * BINS
    for share in shares:
        bins[max(0, min(BINS - 1, int(share * BINS + 1e-9)))] += 1
    sd = stdev(shares) if len(shares) > 1 else None
    return Spread(len(shares), fmean(shares), median(shares), sd, tuple(bins))


@dataclass(frozen=True, slots=True)
class About:
    """What groups a question is in, "" or nothing for none."""

    kind: str = ""
    tags: tuple[str, ...] = ()
    topic: str = ""
    source: str = ""  # document, and chapter where it has some


@dataclass(frozen=True, slots=True)
class Group:
    """``by``: "kind", "tag", "topic" or "source". ``share``: mean over all its answers."""

    by: str
    name: str
    questions: int
    answers: int
    share: float


def groups(runs: Iterable[Run], about: Mapping[ItemKey, About]) -> tuple[Group, ...]:
    """All groups with an answer, the weakest first within kind, tag, topic and source."""
    found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for run in runs:
        for cell in run.cells:
            if cell.share is None:
                continue
            for name in _groups_of(about.get(cell.item, About())):
                found[name].append(cell)
    made = [
        Group(by, name, len({cell.item for cell in cells}), len(cells), _mean(cells))
        for (by, name), cells in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (_BY.index(one.by), one.share, one.name)))


def weak(run: Run, about: Mapping[ItemKey, About]) -> tuple[Group, ...]:
    """Tags, topics and kinds at which a learner did badly, the weakest first. Too few questions say
    nothing, so there may be none."""
    bad = [
        group
        for group in groups([run], about)
        if group.by != "source" and group.answers >= WEAK_FROM and group.share < WEAK_BELOW
    ]
    return tuple(sorted(bad, key=lambda one: (one.share, _BY.index(one.by), one.name)))


def missed(run: Run) -> tuple[str, ...]:
    """Ids of the questions of which a learner earned less than half, in the order of asking."""
    return tuple(
        cell.item[0] for cell in run.cells if cell.share is not None and cell.share < MISSED_BELOW
    )


def most_missed(analysis: Analysis) -> tuple[str, ...]:
    """Ids of the questions of which the class earned less than half, the hardest first."""
    hard = [
        item
        for item in analysis.items
        if item.facility is not None and item.facility < MISSED_BELOW
    ]
    hard.sort(key=lambda item: item.facility or 0.0)
    return tuple(dict.fromkeys(item.item[0] for item in hard))


_BY = ("kind", "tag", "topic", "source")


def _groups_of(about: About) -> list[tuple[str, str]]:
    named = [("kind", about.kind), ("topic", about.topic), ("source", about.source)]
    named += [("tag", tag) for tag in dict.fromkeys(about.tags)]
    return [(by, name) for by, name in named if name]


def _mean(cells: Sequence[Cell]) -> float:
    return fmean(cell.share or 0.0 for cell in cells)
