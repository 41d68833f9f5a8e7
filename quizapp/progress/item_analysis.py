"""How well the questions of a quiz measured, by classical test theory. Pure.

- **Facility**: mean share of the points, with Wilson's 95 % interval (Wilson 1927). For answers
  that can be partly right the interval is wider than it need be.
- **Discrimination**: Pearson's correlation of the share with the *rest* score, the item taken out,
  with an interval by Fisher's z (Ebel and Frisbie 1991 for how to read it).
- **D**: facility among the best 27 % by total score less that among the lowest 27 % (Kelley 1939),
  from 30 learners on.
- **Options**: who chose each; in the better and the weaker half by rest score. The halves part as
  near to the middle as they can without parting equal scores.
- **KR-20, alpha**: k / (k - 1) (1 - sum of item variances / variance of the totals) (Kuder and
  Richardson 1937; Cronbach 1951). **SEM**: SD of the totals times the root of 1 - reliability.

**Missing.** What was left out earns 0. What was not reached, what was not asked (drawn questions),
and what a person still has to mark is missing: it counts nowhere. So each item is computed on those
who met it, and the rest score is a share of the points of the other questions that they met.

**Small classes.** Every figure has its interval or its number of learners. Discrimination below
``FEW`` learners is to be greyed out (``is_few``). A flag is raised only where an interval says so.

**Independence.** A learner counts once for a question: their first meeting of it in the runs given.
Reviews of spaced repetition have no place here.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median, stdev

FEW = 20
"""Learners; discrimination of fewer says next to nothing."""

ENOUGH_FOR_D = 30
TAIL = 0.27
RARE = 0.05
"""The share below which an option is hardly chosen."""

_Z = 1.959963984540054  # of the normal distribution, for 95 %
_NONE = 1e-12  # a variance, or points, that are none
_TIE = 1e-9  # scores that are one

Interval = tuple[float, float]
ItemKey = tuple[str, int]
"""Question id and version: other words are another item."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a learner did with one question.

    ``share``: of its points, -1 to 1; None: missing (see above), among others where it is
    ``pending`` until a person has marked it. ``chosen``: places of options, in the task.
    """

    item: ItemKey
    share: float | None
    weight: float = 1.0
    chosen: tuple[int, ...] = ()
    milliseconds: int | None = None
    omitted: bool = False
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt; ``number``: 1 for the first of this learner at this quiz."""

    learner: str
    quiz: str
    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ItemMake:
    """``options``: how many, 0 where none are chosen; ``right``: places of the right ones.
    ``chance``: the facility of guessing, None where it is as good as nought."""

    options: int = 0
    right: frozenset[int] = frozenset()
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class OptionCount:
    """``top`` and ``bottom``: in the better and the weaker half."""

    place: int
    chosen: int
    top: int
    bottom: int
    is_right: bool


class Flag(StrEnum):
    """Each holds with 95 % confidence; none is proof."""

    NEGATIVE = "negative"  # the stronger do worse: check the key
    BELOW_CHANCE = "below chance"  # worse than guessing: check the key
    BEATEN = "beaten"  # a wrong option is chosen more than the right one
    FOR_THE_STRONG = "for the strong"  # a wrong option is chosen more by the better half
    IDLE = "idle"  # a wrong option is hardly chosen


@dataclass(frozen=True, slots=True)
class ItemStats:
    """``learners`` met it, of whom ``omitted`` left it out and ``right`` had all of it.
    ``discrimination`` is None where either side has no variance, its interval where fewer than 4
    learners or a perfect line give none. ``flagged``: the options that the flags on options are
    about."""

    item: ItemKey
    learners: int
    omitted: int
    right: int
    facility: float | None
    facility_interval: Interval | None
    chance: float | None
    discrimination: float | None
    discrimination_interval: Interval | None
    upper_lower: float | None
    options: tuple[OptionCount, ...]
    top: int  # learners in the better half
    bottom: int
    median_milliseconds: float | None
    flags: tuple[Flag, ...] = ()
    flagged: tuple[int, ...] = ()

    @property
    def is_few(self) -> bool:
        return self.learners < FEW


@dataclass(frozen=True, slots=True)
class Reliability:
    """``items`` that every run has, over ``learners`` who reached all of them. ``sem``: a share of
    their points. ``why``: where ``value`` is None."""

    name: str  # "KR-20", or "Alpha" where answers can be partly right or points differ
    value: float | None
    sem: float | None
    items: int
    learners: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    items: tuple[ItemStats, ...]
    reliability: Reliability
    learners: int
    runs: int

    @property
    def is_few(self) -> bool:
        """Whether counts say all that these learners can tell."""
        return self.learners < FEW


def first_attempts(runs: Iterable[Run]) -> list[Run]:
    """Of each learner at each quiz the first, in the order given."""
    best: dict[tuple[str, str], Run] = {}
    for run in runs:
        known = best.get((run.quiz, run.learner))
        if known is None or run.number < known.number:
            best[run.quiz, run.learner] = run
    return list(best.values())


def analyse(runs: Sequence[Run], makes: Mapping[ItemKey, ItemMake] | None = None) -> Analysis:
    """``runs``: those that count, as a rule ``first_attempts``; of several quizzes, or classes, to
    pool what they have in common. Items come in the order in which they are first met."""
    met: dict[ItemKey, list[_Meeting]] = defaultdict(list)
    seen: set[tuple[str, ItemKey]] = set()
    for run in runs:
        earned, possible = _sums(run)
        for cell in run.cells:
            rows = met[cell.item]
            if cell.share is not None and (run.learner, cell.item) not in seen:
                seen.add((run.learner, cell.item))
                rows.append(_Meeting(cell, cell.share, earned, possible))
    makes = makes or {}
    return Analysis(
        tuple(_item(key, rows, makes.get(key, ItemMake())) for key, rows in met.items()),
        reliability(runs),
        len({run.learner for run in runs}),
        len(runs),
    )


@dataclass(frozen=True, slots=True)
class _Meeting:
    """A learner's first meeting of an item. ``earned`` and ``possible``: points of the whole run,
    of what was met."""

    cell: Cell
    share: float
    earned: float
    possible: float

    @property
    def total(self) -> float:
        """The share of the points; 0 where there are none."""
        return self.earned / self.possible if self.possible > _NONE else 0.0

    @property
    def rest(self) -> float | None:
        """The same without this item; None where nothing else was met."""
        possible = self.possible - self.cell.weight
        if possible <= _NONE:
            return None
        return (self.earned - self.share * self.cell.weight) / possible


def _sums(run: Run) -> tuple[float, float]:
    met = [(cell.share, cell.weight) for cell in run.cells if cell.share is not None]
    earned = math.fsum(share * weight for share, weight in met)
    return earned, math.fsum(weight for _, weight in met)


def _item(key: ItemKey, rows: Sequence[_Meeting], make: ItemMake) -> ItemStats:
    shares = [row.share for row in rows]
    rests = [(row, rest) for row in rows if (rest := row.rest) is not None]
    pairs = [(row.share, rest) for row, rest in rests]
    r = correlation([x for x, _ in pairs], [y for _, y in pairs])
    facility = fmean(shares) if shares else None
    halves = _halves(rows, rests, make)
    answered = [row.cell.milliseconds for row in rows if not row.cell.omitted]
    times = [time for time in answered if time is not None]
    within = wilson(facility, len(rows)) if facility is not None else None
    r_within = fisher(r, len(pairs)) if r is not None else None
    flags, flagged = _flags(len(rows), within, r_within, halves, make)
    return ItemStats(
        item=key,
        learners=len(rows),
        omitted=sum(row.cell.omitted for row in rows),
        right=sum(share > 1 - _TIE for share in shares),
        facility=facility,
        facility_interval=within,
        chance=make.chance,
        discrimination=r,
        discrimination_interval=r_within,
        upper_lower=upper_lower(shares, [row.total for row in rows]),
        options=halves.options,
        top=halves.top,
        bottom=halves.bottom,
        median_milliseconds=median(times) if times else None,
        flags=flags,
        flagged=flagged,
    )


# Figures and their intervals


def wilson(share: float, number: int) -> Interval:
    """95 % of a share of ``number``; a mean of shares below nought counts as nought."""
    if not number:
        return 0.0, 1.0
    p = min(1.0, max(0.0, share))
    scale = 1 + _Z**2 / number
    middle = (p + _Z**2 / (2 * number)) / scale
    half = _Z / scale * math.sqrt(p * (1 - p) / number + _Z**2 / (4 * number**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def correlation(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Pearson's; None for fewer than 3 pairs, and where one side has no variance."""
    if len(one) < 3:
        return None
    a, b = fmean(one), fmean(other)
    variances = math.fsum((x - a) ** 2 for x in one), math.fsum((y - b) ** 2 for y in other)
    if min(variances) < _NONE:
        return None
    together = math.fsum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    return max(-1.0, min(1.0, together / math.sqrt(variances[0] * variances[1])))


def fisher(r: float, number: int) -> Interval | None:
    """95 % of a correlation of ``number`` pairs; None for fewer than 4, and for a perfect line."""
    if number < 4 or abs(r) > 1 - 1e-9:
        return None
    z, half = math.atanh(r), _Z / math.sqrt(number - 3)
    return math.tanh(z - half), math.tanh(z + half)


def upper_lower(shares: Sequence[float], totals: Sequence[float]) -> float | None:
    """D. Of those who tie at the border of a group each counts with the part of them that belongs
    to it, as if they were drawn by lot again and again. None below ``ENOUGH_FOR_D``."""
    number = len(shares)
    if number < ENOUGH_FOR_D:
        return None
    group = max(1, round(TAIL * number))
    top = _mean_of_best(shares, totals, group)
    return top - _mean_of_best(shares, [-total for total in totals], group)


def _mean_of_best(shares: Sequence[float], totals: Sequence[float], group: int) -> float:
    by_total: dict[float, list[float]] = defaultdict(list)
    for share, total in zip(shares, totals, strict=True):
        by_total[round(total, 9)].append(share)
    left, earned = group, 0.0
    for total in sorted(by_total, reverse=True):
        tied = by_total[total]
        taken = min(left, len(tied))
        earned += taken * fmean(tied)
        left -= taken
        if not left:
            break
    return earned / group


# Options


@dataclass(frozen=True, slots=True)
class _Halves:
    """The options with their counts, and how many learners are in each half."""

    options: tuple[OptionCount, ...]
    top: int
    bottom: int


def _halves(
    rows: Sequence[_Meeting], rests: Sequence[tuple[_Meeting, float]], make: ItemMake
) -> _Halves:
    cut = _cut([rest for _, rest in rests])
    top = [row.cell for row, rest in rests if cut is not None and rest > cut]
    bottom = [row.cell for row, rest in rests if cut is not None and rest <= cut]
    counts = tuple(
        OptionCount(
            place,
            sum(place in row.cell.chosen for row in rows),
            sum(place in cell.chosen for cell in top),
            sum(place in cell.chosen for cell in bottom),
            place in make.right,
        )
        for place in range(make.options)
    )
    return _Halves(counts, len(top), len(bottom))


def _cut(scores: Sequence[float]) -> float | None:
    """What parts the scores into halves as equal as can be without parting equal scores; None
    where all are equal."""
    ranked = sorted(scores)
    borders = [n for n in range(1, len(ranked)) if ranked[n] - ranked[n - 1] > _TIE]
    if not borders:
        return None
    border = min(borders, key=lambda n: abs(2 * n - len(ranked)))
    return (ranked[border - 1] + ranked[border]) / 2


def _flags(
    learners: int,
    facility: Interval | None,
    discrimination: Interval | None,
    halves: _Halves,
    make: ItemMake,
) -> tuple[tuple[Flag, ...], tuple[int, ...]]:
    """The flags, and the options that they are about."""
    flags: list[Flag] = []
    if learners >= FEW and discrimination is not None and discrimination[1] < 0:
        flags.append(Flag.NEGATIVE)
    if facility is not None and make.chance is not None and facility[1] < make.chance:
        flags.append(Flag.BELOW_CHANCE)
    about: list[int] = []
    for flag, places in _of_options(learners, halves).items():
        if places:
            flags.append(flag)
            about += places
    return tuple(flags), tuple(sorted(set(about)))


def _of_options(learners: int, halves: _Halves) -> dict[Flag, list[int]]:
    """The wrong options that deserve each flag."""
    wrong = [one for one in halves.options if not one.is_right]
    right = [one.chosen for one in halves.options if one.is_right]
    beaten = [one.place for one in wrong if right and _more(one.chosen, min(right))]
    fair = halves.top / (halves.top + halves.bottom) if halves.top + halves.bottom else 0.5
    strong = [one.place for one in wrong if _more(one.top, one.bottom, fair)]
    idle = [one.place for one in wrong if learners and _is_rare(one.chosen, learners)]
    return {Flag.BEATEN: beaten, Flag.FOR_THE_STRONG: strong, Flag.IDLE: idle}


def _more(one: int, other: int, fair: float = 0.5) -> bool:
    """Whether the first of two counts has more of both than is fair, with confidence."""
    both = one + other
    return both > 0 and wilson(one / both, both)[0] > fair


def _is_rare(chosen: int, learners: int) -> bool:
    return wilson(chosen / learners, learners)[1] < RARE


# Reliability


def reliability(runs: Sequence[Run]) -> Reliability:
    """Of the points of the items that every run has and that wait for nobody, over the runs that
    reached all of these; of a learner with several runs the first counts."""
    first: dict[str, Run] = {}
    for run in runs:
        first.setdefault(run.learner, run)
    cells = [{cell.item: cell for cell in run.cells if cell.weight > 0} for run in first.values()]
    pending = {item for row in cells for item, cell in row.items() if cell.pending}
    common = set.intersection(*map(set, cells)) - pending if cells else set()
    met = [row for row in cells if all(row[item].share is not None for item in common)]
    items = sorted(common)
    rows = [[(row[item].share or 0.0) * row[item].weight for item in items] for row in met]
    shares = {row[item].share for row in met for item in items}
    weights = {row[item].weight for row in met for item in items}
    name = "KR-20" if shares <= {0.0, 1.0} and len(weights) < 2 else "Alpha"
    if why := _why_not(rows, len(items)):
        return Reliability(name, None, None, len(items), len(rows), why)
    totals = [math.fsum(row) for row in rows]
    spread = stdev(totals)
    if spread**2 < _NONE:
        why = "all have the same score"
        return Reliability(name, None, None, len(items), len(rows), why)
    parts = math.fsum(stdev(column) ** 2 for column in zip(*rows, strict=True))
    value = len(items) / (len(items) - 1) * (1 - parts / spread**2)
    possible = fmean(math.fsum(row[item].weight for item in items) for row in met)
    sem = spread * math.sqrt(1 - max(0.0, value)) / possible
    return Reliability(name, value, sem, len(items), len(rows))


def _why_not(rows: Sequence[Sequence[float]], items: int) -> str:
    if items < 2:
        return "fewer than two questions were asked of everybody"
    if len(rows) < 2:
        return "fewer than two learners reached all of them"
    return ""
