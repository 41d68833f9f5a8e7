"""The year of a date that is written without one, by the course of time through the document.

A text tells mostly forward, and its author leaves out a year that a reader of the text cannot miss.
So all its dates together are one path through time: dates with a year hold it, those without one
lie between. The paths are weighed as in a hidden Markov model (forward and backward over a
lattice; Rabiner, "A tutorial on hidden Markov models", 1989), and a year is taken where nearly all
their weight agrees. A date may also stand aside of the path: "remembered for June 1848".
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quizapp.domain.calendar import DatePoint
from quizapp.domain.date_written import WrittenDate
from quizapp.domain.document import Document, TextKind
from quizapp.facts.dates_found import DateRole, FoundDate
from quizapp.facts.dates_relative import relative_dates
from quizapp.facts.dates_signs import (
    anniversary_year,
    heading_years,
    middle_month,
    page_year,
    years_in,
)

_SURE = 0.68  # of the weight of all paths: 98 of 100 such years were right in 46 texts
_LIKELY = 0.6  # enough where the votes of what stands around name the same year
_MOST_STATES = 120
_ON_THE_WAY = 0.95  # of the dates without a year; the others stand aside
_LOOKING_BACK = 0.4
_BACK = 0.6  # of what is told in the pluperfect, how much lies before
_SPOKEN_OF = {DateRole.EVENT: 0.8, DateRole.DATELINE: 0.9, DateRole.SPAN: 0.35}
_ASIDE = 0.3
_COUNTED = 0.75  # how likely "two years later" counts from the time that the text has come to
_RARE, _RARELY = 0.02, 0.3  # a year named so seldom is mostly named in passing
_FEW_YEARS = 3
_LONG_AFTER = 15  # years: so far on, a text looks ahead
_NEW_SECTION = 0.1  # how likely a section begins anew, wherever the last one came to
_OUT_OF_HEADING, _OUT_OF_TITLE, _OUT_OF_TOPIC = 0.05, 0.15, 0.3
_LONGEST_TOPIC = 12  # years
_DOUBLED_LATE = 0.1
_WRONG_WEEKDAY = 0.02
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_HAD = re.compile(r"\bhad (?!to )(?:[\w’'-]+,? ){1,14}$")
_CLAUSE = 120  # letters
_OPEN_ENDED = re.compile(
    r"\b(?:since|after|from|before|until|to|up to) \d{3,4}\b(?!\s*[-–—])", re.I
)
_NEAR = 14  # letters between a weekday and its date

State = tuple[int, int]  # a year and its month, 0 where it is not told
_Edge = tuple[State | None, State | None, int | None, float]  # from, to, the date's year, weight


@dataclass(frozen=True, slots=True)
class _Step:
    """A date as it stands in the text. ``year`` is None where it has to be found."""

    passage: int
    position: int
    year: int | None
    month: int
    day: int | None
    spoken: float  # how likely the text has come to that time
    begins: bool = False  # a section
    weekday: int | None = None  # 0 for Monday
    years_on: int | None = None  # "two years later", "in May of the next year"
    next_month: bool = False  # "the following May"
    doubled: bool = False  # in both calendars
    looks_back: bool = False  # "had melted away in the spring", "waiting since October"

    @property
    def is_counted(self) -> bool:
        """From the time that the text has come to; it has no year of its own to find."""
        return self.years_on is not None or self.next_month


class Course:
    """Gives the years of all dates of a document, worked out once."""

    def __init__(
        self,
        document: Document,
        found: list[list[FoundDate]],
        adopted: DatePoint | None = None,
    ) -> None:
        """``adopted``: the change of the calendar, after which hardly anybody doubles a date."""
        self._adopted = (adopted.year, adopted.month or 0) if adopted else None
        meant = anniversary_year(document, found)
        self._title = years_in(document.title) if meant is None else frozenset({meant})
        page = page_year(document, found)
        self._headings = [_closed_years(p.heading_path) - {page} for p in document.passages]
        self._steps = [
            step for step in _steps(document, found) if page is None or step.year != page
        ]
        self._topic = frozenset() if self._title else _years_of_topic(document, found)
        told = Counter(step.year for step in self._steps if step.year is not None)
        self._rare = _named_in_passing(told)
        told.update(self._title)
        self._told = told
        self._years = self._weigh() if told else {}

    def year(self, passage: int, position: int, voted: int | None) -> int | None:
        """The year of the date there on which nearly all paths agree, or None.

        Where it is ``voted`` for as well, fewer paths will do.
        """
        shares = self._years.get((passage, position), {})
        best = max(shares, key=lambda year: shares[year], default=None)
        if best is None:
            return None
        return best if shares[best] >= (_LIKELY if best == voted else _SURE) else None

    def _weigh(self) -> dict[tuple[int, int], dict[int, float]]:
        layers: list[list[_Edge]] = []
        forward: dict[State | None, float] = {None: 1.0}
        kept: list[dict[State | None, float]] = [forward]
        for step in self._steps:
            edges = [
                (state, after, year, weight)
                for state, share in forward.items()
                for after, year, weight in self._ways(state, step)
                if share * weight > 0
            ]
            reached: dict[State | None, float] = defaultdict(float)
            for state, after, _, weight in edges:
                reached[after] += forward[state] * weight
            forward = _pruned(reached)
            layers.append([e for e in edges if e[1] in forward])
            kept.append(forward)
        return self._shares(layers, kept)

    def _shares(
        self,
        layers: list[list[_Edge]],
        kept: list[dict[State | None, float]],
    ) -> dict[tuple[int, int], dict[int, float]]:
        """Backward over the lattice; by date the share of each year."""
        found: dict[tuple[int, int], dict[int, float]] = {}
        backward: dict[State | None, float] = dict.fromkeys(kept[-1], 1.0)
        for step, edges, before in zip(
            reversed(self._steps), reversed(layers), reversed(kept[:-1]), strict=True
        ):
            shares: dict[int, float] = defaultdict(float)
            earlier: dict[State | None, float] = defaultdict(float)
            total = 0.0
            for state, after, year, weight in edges:
                behind = weight * backward.get(after, 0.0)
                earlier[state] += behind
                through = before.get(state, 0.0) * behind
                total += through
                if year is not None:
                    shares[year] += through
            if step.year is None and not step.is_counted and total:
                found[step.passage, step.position] = {y: s / total for y, s in shares.items()}
            highest = max(earlier.values(), default=1.0) or 1.0
            backward = {state: value / highest for state, value in earlier.items()}
        return found

    def _ways(
        self, state: State | None, step: _Step
    ) -> Iterator[tuple[State | None, int | None, float]]:
        """Where the text can have come to at a date: the time, the date's year, its weight."""
        if step.is_counted:
            yield from self._told_from(state, step)
            return
        if step.year is not None:
            here = (step.year, step.month)
            spoken = step.spoken * (_RARELY if step.year in self._rare else 1)
            spoken *= _LOOKING_BACK if step.looks_back else 1
            yield here, step.year, spoken * self._to_a_year(state, here, step)
            yield state or here, None, (1 - spoken) * _ASIDE
            return
        on_the_way = _LOOKING_BACK if step.looks_back else _ON_THE_WAY
        for year, weight in self._years_for(state, step):
            fit = weight * self._fits(year, step)
            yield (year, step.month), year, on_the_way * fit
            if state is not None:
                yield state, year, (1 - on_the_way) * fit * 0.5
        if state is not None:
            yield state, None, (1 - on_the_way) * 0.1

    @staticmethod
    def _told_from(
        state: State | None, step: _Step
    ) -> Iterator[tuple[State | None, int | None, float]]:
        if state is not None:
            on = step.years_on or int(step.next_month and step.month <= state[1])
            yield (state[0] + on, step.month), None, _COUNTED
        yield state, None, 1 - _COUNTED

    def _to_a_year(self, state: State | None, here: State, step: _Step) -> float:
        if state is None:
            return 0.5
        weight = _going_on(_months(state, here))
        return max(weight, _NEW_SECTION) if step.begins else weight

    def _years_for(self, state: State | None, step: _Step) -> Iterable[tuple[int, float]]:
        weights: dict[int, float] = defaultdict(float)
        if state is not None:
            for year in range(state[0] - 1, state[0] + 3):
                here = year, step.month
                back = _BACK if step.looks_back and step.month else 0.0
                weights[year] += (1 - back) * _left_out(state, here) + back * _left_out(here, state)
        if state is None or step.begins:
            share = 1.0 if state is None else _NEW_SECTION
            whole = sum(self._told.values())
            for year, count in self._told.items():
                weights[year] += 0.5 * share * count / whole
                weights[year + 1] += 0.1 * share * count / whole
            for year in self._title or self._topic:
                weights[year] += share / len(self._title or self._topic)
        return weights.items()

    def _fits(self, year: int, step: _Step) -> float:
        fit = 1.0
        heading = self._headings[step.passage]
        if heading and not min(heading) <= year <= max(heading):
            fit *= _OUT_OF_HEADING
        elif self._title and not min(self._title) <= year <= max(self._title):
            fit *= _OUT_OF_TITLE
        elif self._topic and not min(self._topic) <= year <= max(self._topic):
            fit *= _OUT_OF_TOPIC
        if step.weekday is not None and step.day and not _is_weekday(year, step):
            fit *= _WRONG_WEEKDAY
        if step.doubled and self._adopted and (year, step.month) > self._adopted:
            fit *= _DOUBLED_LATE
        return fit


def _years_of_topic(document: Document, found: list[list[FoundDate]]) -> frozenset[int]:
    """ "The war was fought from January to May 1918": the years that the opening sentence spans."""
    opening = next(
        (
            dates
            for passage, dates in zip(document.passages, found, strict=True)
            if passage.kind is TextKind.PROSE and passage.text
        ),
        [],
    )
    spans = [d.written for d in opening if d.written.last is not None and d.written.has_year]
    years = {p.year for written in spans[:1] for p in written.points() if p.year is not None}
    short = bool(years) and max(years) - min(years) <= _LONGEST_TOPIC
    return frozenset(years) if short else frozenset()


def _named_in_passing(told: Counter[int]) -> set[int]:
    """The years that a text of a few years names once or twice; a long history has none."""
    few = sum(count for _, count in told.most_common(_FEW_YEARS)) >= told.total() / 2
    return {year for year, count in told.items() if few and count < _RARE * told.total()}


def _closed_years(path: tuple[str, ...]) -> frozenset[int]:
    """Not of "Since 1918", which tells of later years as well."""
    return frozenset() if path and _OPEN_ENDED.search(path[-1]) else heading_years(path)


def _steps(document: Document, found: list[list[FoundDate]]) -> Iterator[_Step]:
    section: tuple[str, ...] | None = None
    for index, (passage, dates) in enumerate(zip(document.passages, found, strict=True)):
        if not dates:
            continue
        steps = [s for date in dates if (s := _written_step(passage.text, date)) is not None]
        taken = [(d.written.start, d.written.end) for d in dates]
        steps += [s for s in _counted_steps(passage.text, index) if not _inside(s, taken)]
        for step in sorted(steps, key=lambda s: s.position):
            yield replace(step, begins=passage.heading_path != section)
            section = passage.heading_path


def _written_step(text: str, date: FoundDate) -> _Step | None:
    written, first = date.written, date.written.first
    spoken = _SPOKEN_OF.get(date.role)
    month = first.month or middle_month(first.season) or 0
    known = _year_of(written)
    if spoken is None or first.last_year is not None or written.eraless:
        return None
    place = date.passage, written.start
    if first.that_year:
        on = first.years_on
        return _Step(*place, None, month, None, spoken, years_on=on) if on > 0 else None
    if known is None and (written.attributive or not month):
        return None
    weekday = _weekday_beside(text, written.start, written.end)
    doubled = written.other_first is not None
    since = written.lead.word in ("since", "ever since")
    back = since or _HAD.search(text, max(0, written.start - _CLAUSE), written.start) is not None
    return _Step(
        *place,
        known,
        month,
        first.day,
        spoken,
        weekday=weekday,
        doubled=doubled,
        looks_back=back,
    )


def _year_of(written: WrittenDate) -> int | None:
    """Of its first day: "Dec. 12 (25), 1917" and "Dec. 30 (Jan. 12, 1918)" are both of 1917."""
    first = written.first
    told = next((point for point in written.points() if point.year is not None), None)
    if told is None or told.year is None or told is first:
        return first.year
    turned = told.month is not None and first.month is not None and told.month < first.month
    return told.year - 1 if turned else told.year


def _counted_steps(text: str, passage: int) -> Iterator[_Step]:
    for relative in relative_dates(text):
        place = passage, relative.start
        if relative.unit == "year" and 0 < relative.steps <= _LONG_AFTER:
            yield _Step(*place, None, 0, None, _COUNTED, years_on=relative.steps)
        elif relative.unit == "next month":
            yield _Step(*place, None, relative.steps, None, _COUNTED, next_month=True)


def _inside(step: _Step, taken: list[tuple[int, int]]) -> bool:
    return any(start <= step.position < end for start, end in taken)


def _weekday_beside(text: str, start: int, end: int) -> int | None:
    around = text[max(0, start - _NEAR) : end]
    found = _WEEKDAY.findall(around)
    return _WEEKDAYS.index(found[-1].lower()) if found else None


def _is_weekday(year: int, step: _Step) -> bool:
    try:
        day = datetime.date(year, step.month, step.day or 1)
    except ValueError:
        return False
    behind = {day.weekday(), (day.weekday() + 5) % 7, (day.weekday() + 6) % 7}
    return step.weekday in (behind if year < 1924 else {day.weekday()})


def _pruned(states: dict[State | None, float]) -> dict[State | None, float]:
    best = sorted(states.items(), key=lambda item: -item[1])[:_MOST_STATES]
    highest = best[0][1] if best else 1.0
    return {state: share / highest for state, share in best if share > 1e-7 * highest}


def _months(one: State, other: State) -> int:
    """From one to the other; none within a year whose month is not told."""
    years = 12 * (other[0] - one[0])
    return years + (other[1] - one[1] if one[1] and other[1] else 0)


def _going_on(months: int) -> float:
    """How likely a text comes to a date with its year so many months on, or back."""
    return 1 / (1 + months / 18) if months >= 0 else 0.3 / (1 - months / 12)


def _left_out(state: State, here: State) -> float:
    """How likely an author leaves out the year there, having told of the time of ``state``."""
    months = _months(state, here)
    if not state[1]:
        return {0: 0.8, 12: 0.05, -12: 0.01}.get(months, 0.001)
    if here[0] == state[0]:
        if months >= 0:
            return 1.0 if months <= 6 else 0.6 if months <= 9 else 0.2
        return 0.35 if months >= -2 else 0.12
    if here[0] == state[0] + 1:
        return 0.9 if months <= 3 else 0.6 if months <= 6 else 0.3 if months <= 9 else 0.02
    if here[0] < state[0] and months > -9:
        return 0.1 if months >= -2 else 0.01
    return 0.001
