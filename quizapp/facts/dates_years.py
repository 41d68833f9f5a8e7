"""The year of a date that is written without one, by a vote of what stands around it.

Each sign names a year with a weight; the year is taken only with four fifths of the vote, else the
date stays without one. Signs: the dates before it in its passage and section, the next one, the
same month in the neighbourhood, the dateline or heading it stands under, an anniversary.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from quizapp.domain.calendar import DatePoint
from quizapp.domain.document import Document
from quizapp.facts.dates_found import FoundDate
from quizapp.facts.dates_signs import (
    Sign,
    Vote,
    anniversary_year,
    common_years,
    datelines,
    explicit_signs,
    heading_years,
    usual_years,
    years_in,
)

MAJORITY = 0.8
_ENOUGH = 1.3  # the least weight that settles a year: a passing mention is not enough
_BACK = 2  # months that a text goes back without saying so
_OUTSIDE = 0.3  # what is left of a vote for a year that the heading's span does not hold
_SANDWICHED = 3.0
_OPENING = 15  # passages to look ahead where nothing stands before
_NEIGHBOURHOOD = 12  # passages either way
_LOOK_BACK = 8
_SHORT_SPAN = 4  # years of a heading whose first year the first date below it is of
_OPENED = 4.0


class YearVote:
    """Gathers signs as the document is read in order, and answers for one date at a time."""

    def __init__(self, document: Document, found: list[list[FoundDate]]) -> None:
        self._document = document
        self._explicit = explicit_signs(document, found)
        self._by_passage: dict[int, list[Sign]] = {}
        for sign in self._explicit:
            self._by_passage.setdefault(sign.passage, []).append(sign)
        self._settled: dict[int, list[Sign]] = {}
        self._undecided: set[int] = set()  # passages that begin with a date of an unknown year
        self._heading_years = [heading_years(p.heading_path) for p in document.passages]
        self._anniversary = anniversary_year(document, found)
        self._title_years = years_in(document.title)
        self._entry: dict[int, Sign] = {}
        self._datelines = datelines(document)
        self._usual = usual_years(self._explicit)
        self._common = common_years(self._explicit)

    def settle(self, sign: Sign) -> None:
        """Notes a date that was resolved, for those that follow it."""
        self._settled.setdefault(sign.passage, []).append(sign)

    def set_entry(self, sign: Sign) -> None:
        """The head date of a chronicle entry: what dates its text."""
        self._entry[sign.passage] = sign

    def year(
        self, passage: int, position: int, month: int | None, *, latest: DatePoint | None = None
    ) -> int | None:
        """The year of a date at ``position`` in passage ``passage``, or None if unsafe.

        ``latest``: nobody doubles a date that is later than the change of the calendar.
        """
        votes: Counter[int] = Counter()
        span = self._heading_years[passage]
        for voted, weight in self._votes(passage, position, month):
            year = voted if latest is None else _not_after(latest, voted, month)
            if year is None:
                continue
            outside = len(span) > 1 and not min(span) <= year <= max(span)
            votes[year] += weight * (_OUTSIDE if outside else 1)  # type: ignore[assignment]
        if not votes:
            return None
        best, weight = votes.most_common(1)[0]
        sure = weight >= _ENOUGH and weight >= MAJORITY * sum(votes.values())
        if not sure and month is not None:
            self._undecided.add(passage)
        return best if sure and not self._leaps(passage, position, best) else None

    def has_heading_of_one_year(self, passage: int) -> bool:
        return len(self._heading_years[passage]) == 1

    def goes_along(self, passage: int) -> bool:
        """Whether the passage belongs to the course of the whole text: it is no entry of a
        chronicle, and no part of a speech or letter, which looks back from its own day.
        """
        path = self._document.passages[passage].heading_path
        return passage not in self._entry and path not in self._datelines

    def year_before(self, passage: int, within: tuple[int, int], month: int) -> int | None:
        """The year of a month that lies before what the sentence tells of; None if unsafe.

        That is a later date of the sentence, else the one told last where the month is not later.
        ``within``: where the month stands, and where its sentence ends (-1: with the passage).
        """
        position, ends = within
        later = self._after(passage, position)
        if later is not None and later.month is not None and not -1 < ends < later.position:
            return later.year if month <= later.month else later.year - 1
        told = self._before(passage, position) or self._previous_date(passage)
        if told is None or told.month is None or month > told.month:
            return None
        return told.year

    def _leaps(self, passage: int, position: int, year: int) -> bool:
        """ "on 12 February; on 10 March": where the year of the first is open, the second cannot
        be of another year than the text was in.
        """
        if passage not in self._undecided or self._before(passage, position) is not None:
            return False
        previous = self._previous_date(passage)
        return previous is not None and previous.year != year

    def _votes(self, passage: int, position: int, month: int | None) -> list[Vote]:
        votes: list[Vote] = []
        before, after = self._before(passage, position), self._after(passage, position)
        entry = self._entry.get(passage)
        if entry is not None:
            votes.append((nearest_year(month, entry), 6.0))
        told = following_years(month, before) if before is not None else []
        sure = bool(told) and told[0][1] == 1.0
        if before is not None:
            weight = (6.0 if sure else 4.0) * before.weight
            votes += [(year, weight * share) for year, share in told]
        if after is not None and (before is None or before.year != after.year):
            votes.append(self._pull(month, after, 2.0 if before is None else 0.7))
        if entry is not None:
            return votes
        votes += self._same_month(passage, month, reach=3 if sure else _NEIGHBOURHOOD)
        votes += self._between(month, before or self._previous_date(passage), after)
        if not sure:
            votes += self._usual.get(month or 0, [])
            alone = before is None and after is None
            votes += self._surroundings(passage, month, alone=alone)
        return votes

    def _between(self, month: int | None, before: Sign | None, after: Sign | None) -> list[Vote]:
        """What stands between March and September of one year is of that year."""
        if before is None or after is None or before.year != after.year or month is None:
            return []
        inside = (before.month or 12) <= month <= (after.month or 0)
        return [(after.year, _SANDWICHED * before.weight)] if inside else []

    def _surroundings(self, passage: int, month: int | None, *, alone: bool) -> list[Vote]:
        votes: list[Vote] = []
        previous = self._previous_date(passage, seasons=alone)
        opened = self._opening_year(passage) if alone else None
        if opened is not None:
            return [(opened, _OPENED)]
        if previous is not None:
            aside = previous.year not in self._common
            here = self._document.passages[passage].heading_path
            there = self._document.passages[previous.passage].heading_path
            goes_on = previous.passage >= 0 and here == there and not aside
            weight = (1.2 if aside else 1.7) if alone or goes_on else 0.7
            weight *= previous.weight
            votes += [(year, weight * share) for year, share in following_years(month, previous)]
            votes += self._moved_on(passage, previous, weight) if alone else []
        following = self._following_date(passage, 4 if previous else _OPENING) if alone else None
        if following is not None:
            votes.append(self._pull(month, following, 0.7 if previous else 2.0))
        heading = self._heading_years[passage]
        dateline = self._datelines.get(self._document.passages[passage].heading_path)
        if dateline is not None:
            votes.append(self._pull(month, dateline, 1.0))
        elif len(heading) == 1:
            votes.append((next(iter(heading)), 2.0))
        if len(self._title_years) == 1:
            votes.append((next(iter(self._title_years)), 1.0))
        if self._anniversary is not None:
            votes.append((self._anniversary, 2.0))
        return votes

    def _moved_on(self, passage: int, previous: Sign, weight: float) -> list[Vote]:
        """ "In 1950 ..." after the last month that was told: the text has left that year."""
        between = (
            sign
            for index in range(max(0, previous.passage), passage)
            for sign in self._by_passage.get(index, ())
            if (index, sign.position) > (previous.passage, previous.position)
        )
        later = [s for s in between if s.month is None and s.year > previous.year]
        return [(later[-1].year, weight * later[-1].weight)] if later else []

    def _opening_year(self, passage: int) -> int | None:
        """The first year of a heading such as "The war in the East, 1862-1863", where nothing below
        it has been dated yet.
        """
        span = self._heading_years[passage]
        if not 2 <= len(span) <= _SHORT_SPAN:
            return None
        here = self._document.passages[passage].heading_path
        index = passage
        while index >= 0 and self._document.passages[index].heading_path == here:
            if self._settled.get(index) or (index < passage and self._by_passage.get(index)):
                return None
            index -= 1
        return min(span)

    def _pull(self, month: int | None, sign: Sign, weight: float) -> Vote:
        """The year that brings the date nearest to the sign; half a year away says little."""
        weight *= sign.weight
        if month is None or sign.month is None:
            return sign.year, weight * (0.6 if sign.month is None else 1)
        apart = _months_apart(month, sign)
        return nearest_year(month, sign), weight * (1, 1, 1, 0.8, 0.6, 0.4, 0.3)[apart]

    def _before(self, passage: int, position: int) -> Sign | None:
        signs = [*self._by_passage.get(passage, ()), *self._settled.get(passage, ())]
        earlier = [sign for sign in signs if sign.position < position]
        return max(earlier, key=lambda sign: sign.position, default=None)

    def _after(self, passage: int, position: int) -> Sign | None:
        later = [s for s in self._by_passage.get(passage, ()) if s.position > position]
        return min(later, key=lambda sign: sign.position, default=None)

    def _previous_date(self, passage: int, *, seasons: bool = False) -> Sign | None:
        """The last date with a month in the passages before, in the same section if possible.

        ``seasons``: or with a season, which says less.
        """
        here = self._document.passages[passage].heading_path
        fallback: Sign | None = None
        for index in range(passage - 1, max(-1, passage - 1 - _LOOK_BACK), -1):
            signs = [*self._settled.get(index, ()), *self._by_passage.get(index, ())]
            dated = [s for s in signs if s.month is not None and (seasons or not s.season)]
            if not dated:
                continue
            last: Sign = max(dated, key=lambda sign: sign.position)
            if self._document.passages[index].heading_path == here:
                return last
            fallback = fallback or replace(last, weight=0.8 * last.weight)
        return fallback

    def _following_date(self, passage: int, reach: int) -> Sign | None:
        for index in range(passage + 1, min(len(self._document.passages), passage + reach)):
            dated = [s for s in self._by_passage.get(index, ()) if s.month is not None]
            if dated:
                return min(dated, key=lambda sign: sign.position)
        return None

    def _same_month(self, passage: int, month: int | None, *, reach: int) -> list[Vote]:
        """What year this month is of wherever the neighbourhood names it, three votes at most."""
        if month is None:
            return []
        years = Counter(
            sign.year
            for index in range(passage - reach, passage + reach + 1)
            for sign in self._by_passage.get(index, ())
            if sign.month == month and not sign.season
        )
        count = sum(years.values())
        clear = (
            2 * max(years.values(), default=0) / max(1, count) - 1
        )  # a month of many years: none
        return [
            (year, clear * min(count, 3) * share / count * (1 if year in self._common else 0.3))
            for year, share in years.items()
        ]


def _not_after(latest: DatePoint, year: int, month: int | None) -> int | None:
    """The year, or the one before it if that is not too late; None if both are."""
    limit = (latest.year, latest.month or 0)
    return next((y for y in (year, year - 1) if (y, month or 0) <= limit), None)


def _months_apart(month: int | None, sign: Sign) -> int:
    """0 to 6; 6 also where a month is missing."""
    if month is None or sign.month is None:
        return 6
    return abs((month - sign.month + 6) % 12 - 6)


def following_years(month: int | None, sign: Sign) -> list[Vote]:
    """What year a date without one is of, told after ``sign`` in the same passage.

    A writer leaves out the year that he named last, and tells forward: after March 1864,
    "September" is of 1864; after December, "January" is of the next year. What goes half a year
    back, or nearly a year forward, may be either.
    """
    year = sign.year
    if month is None or sign.month is None:
        return [(year, 0.6)]  # a bare year may have been named in passing
    step = month - sign.month
    if -_BACK <= step <= 6:
        return [(year, 1.0)]
    if step <= -9:
        return [(year + 1, 1.0)]
    if step < -6:
        return [(year + 1, 0.8), (year, 0.2)]
    if step < 0:
        return [(year, 0.6), (year + 1, 0.4)]
    return [(year, 0.8), (year - 1, 0.2)] if step < 10 else [(year, 0.5), (year - 1, 0.5)]


def nearest_year(month: int | None, sign: Sign) -> int:
    """The year in which ``month`` is nearest to the sign: January after a December is the next."""
    if month is None or sign.month is None:
        return sign.year
    step = month - sign.month
    return sign.year - 1 if step > 6 else sign.year + 1 if step < -6 else sign.year
