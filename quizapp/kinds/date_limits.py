"""What bounds a wrong date: elections and games have their years, wars and lives their ends."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate, Precision, julian_day
from quizapp.domain.document import Document
from quizapp.domain.fact import Fact, FactTable
from quizapp.kinds.text import word_set

_DECADE = 10  # years
# What happens only in certain years: there the others would be wrong at a glance.
_CYCLES = (
    (re.compile(r"\bOlympics\b|\bOlympic Games\b|\bOlympiad\b|\bWorld Cup\b"), 4, 2),
    (
        re.compile(
            r"\b[Pp]residential (?:election|campaign|nominee|candidate|race|ticket)|"
            r"\b(?:Democratic|Republican|Whig) (?:presidential )?nominee\b|\brunning mate\b|"
            r"\bnational ticket\b"
        ),
        4,
        4,
    ),
    (re.compile(r"\b[Cc]ensus\b"), 10, 10),
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_LIFE = re.compile(
    r"(?P<name>(?:[A-ZÀ-Þ][\w.’'-]*\s){1,4}[A-ZÀ-Þ][\w’'-]*)\s\((?:[^()]|\([^()]*\)){0,200}[–—-]\s*"
    rf"(?:(?P<d>\d{{1,2}}) (?P<m>{_MONTH})|(?P<M>{_MONTH}) (?P<D>\d{{1,2}}),) (?P<y>\d{{4}})\s*\)"
)
_WAR_OVER = re.compile(r"\bwar (?:(?:was|were) (?:\w+ )?over|(?:had )?ended|came to an end)\b")
_WARS_END = re.compile(
    r"\b[Ww]ar \(1\d{3}[–-](?P<last>\d{4})\)|"
    r"\b(?:end|close) of the (?:[A-Z]\w+ )*[Ww]ar in (?:[A-Z][a-z]+ )?(?P<year>\d{4})\b"
)
_YEAR = re.compile(r"(?<![\d,.])(1\d{3}|20\d\d)(?![\d,]|\s+(?:men|people|soldiers|copies))")
_LULL = 120  # days without a deed at arms, after which the next one is of another campaign
_ENOUGH_DEEDS = 8
_LONGEST_WAR = 8  # years before its end in which a battle may have been one of it
_OF_WAR = word_set(
    """army armies troops battle campaign offensive siege attack forces fleet cavalry regiment
    invasion raid assault"""
)
_WAGED = word_set(
    """attack besiege capture defeat rout repulse storm wage fight conquer invade surrender
    outflank bombard raid recapture command overrun"""
)


_FOUGHT = (_WAGED - word_set("surrender command wage")) | word_set(
    "bomb hit sink shell torpedo shoot retake sack"
)
_BEFORE_PEACE = _FOUGHT | word_set("take land burn withdraw evacuate blow cross advance")


def cycle_of(fact: Fact) -> int | None:
    """Years from one such event to the next, where it comes in certain years only."""
    key = fact.when
    if key is None or key.precision is not Precision.YEAR or key.is_range or key.qualifier:
        return None
    event = fact.event
    told = f"{event.subject} {event.complement} {event.scope or ''}"
    fitting = (
        years
        for pattern, years, falls_on in _CYCLES
        if key.point.year % falls_on == 0 and pattern.search(told)
    )
    return next(fitting, None)


def is_decade(date: HistoricalDate) -> bool:
    """ "1910-1920": a span from one full ten to another."""
    end = date.end_new_style or date.end_old_style
    if end is None or date.precision is not Precision.YEAR:
        return False
    years = (date.point.year, end.year)
    return years[0] < years[1] and all(year % _DECADE == 0 for year in years)


def last_year_of(date: HistoricalDate) -> int:
    end = date.end_new_style or date.end_old_style
    return (end or date.point).year


def years_named(text: str) -> set[int]:
    return {int(year) for year in _YEAR.findall(text)}


def life_ends(documents: Iterable[Document]) -> Iterator[tuple[str, int]]:
    """ "Otto Lund (14 March 1879 – 18 April 1955)": the name and the day number of the death."""
    for document in documents:
        for passage in document.passages:
            for life in _LIFE.finditer(passage.text):
                month = _MONTHS.index(life["m"] or life["M"]) + 1
                point = DatePoint(int(life["y"]), month, int(life["d"] or life["D"]))
                yield life["name"], julian_day(point, Calendar.NEW_STYLE)


def ends_of_wars(table: FactTable) -> dict[str, set[int]]:
    """By document the years in which it says that a war ended."""
    found: dict[str, set[int]] = defaultdict(set)
    for document in table.documents:
        for passage in document.passages:
            for end in _WARS_END.finditer(passage.text):
                found[document.fingerprint].add(int(end["last"] or end["year"]))
    for fact in table.facts:  # "On 9 April Lee surrendered and the war was over"
        if fact.when is not None and _WAR_OVER.search(fact.evidence.quote):
            found[fact.evidence.document].add(fact.when.point.year)
    return found


def end_of_its_war(fact: Fact, ends: Iterable[int]) -> float:
    """The year after which nothing was done any more in the war that a deed at arms is of."""
    key = fact.when
    if key is None or not is_of_war(fact):
        return math.inf
    year = key.point.year
    return min((end for end in ends if year <= end <= year + _LONGEST_WAR), default=math.inf)


def campaign_around(day: int, deeds: Sequence[int]) -> tuple[float, float]:
    """The first and last day of the fighting that a day is part of, as far as it is told.

    ``deeds``: the day numbers of all deeds at arms of a document, in order. Where few are told,
    nobody knows when it began or ended: minus and plus infinity.
    """
    if len(deeds) < _ENOUGH_DEEDS:
        return -math.inf, math.inf
    first = last = min(bisect_left(deeds, day), len(deeds) - 1)
    while first > 0 and deeds[first] - deeds[first - 1] <= _LULL:
        first -= 1
    while last + 1 < len(deeds) and deeds[last + 1] - deeds[last] <= _LULL:
        last += 1
    near = min(abs(deeds[first] - day), abs(deeds[last] - day)) <= _LULL
    inside = deeds[first] <= day <= deeds[last]
    if last - first + 1 < _ENOUGH_DEEDS or not (near or inside):
        return -math.inf, math.inf
    return min(day, deeds[first]), max(day, deeds[last])


def is_fighting(fact: Fact) -> bool:
    """A deed that is done in a campaign only: it shows from when to when there was one."""
    return fact.event.verb in _FOUGHT


def belongs_to_a_campaign(fact: Fact) -> bool:
    """A deed that, where there was a campaign, was done in it."""
    return fact.event.verb in _BEFORE_PEACE


def is_of_war(fact: Fact) -> bool:
    words = set(f"{fact.event.subject} {fact.event.complement}".lower().split())
    return fact.event.verb in _WAGED or bool(words & _OF_WAR)
