"""The years that a document names itself: in its dates, headings, datelines, anniversaries."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from quizapp.domain.calendar import Season
from quizapp.domain.date_grammar import DateGrammar
from quizapp.domain.document import Document, TextKind
from quizapp.facts.dates_found import DateRole, FoundDate

Vote = tuple[int, float]  # a year and its weight

_USUAL = 6  # mentions of a month that show what year it usually is of
_MODERN_PAGE = 1990  # pages of the web have dates of their own
_YEAR = re.compile(r"(?<![\d,.])(1\d{3}|20\d{2})(?![\d,.]\d|\d)")
_YEAR_ALONE = re.compile(r"\W*\d{4}(?:\s*[-–—/]\s*\d{2,4})?\W*")  # heads a chronicle, no page
_SPACED_YEAR = re.compile(r"^\W*([12])\s(\d)\s(\d)\s(\d)\W*$")
_ANNIVERSARY = re.compile(
    r"\b(\d{2,3})(?:(?:st|nd|rd|th)\s+anniversary|\s+years\s+(?:ago|since|after|from))", re.I
)


_MID_MONTHS = {Season.WINTER: 1, Season.SPRING: 4, Season.SUMMER: 7, Season.AUTUMN: 10}


def middle_month(season: Season | None) -> int | None:
    """The month that stands for a season when the nearest year is looked for."""
    return _MID_MONTHS[season] if season else None


@dataclass(frozen=True, slots=True)
class Sign:
    """A date whose year is known. ``month`` is None for a bare year; the middle one of a season."""

    passage: int
    position: int
    year: int
    month: int | None
    weight: float = 1.0
    season: bool = False


def explicit_signs(document: Document, found: list[list[FoundDate]]) -> list[Sign]:
    signs: list[Sign] = []
    weights = {DateRole.EVENT: 1.0, DateRole.DATELINE: 1.0, DateRole.SPAN: 0.5}
    page = page_year(document, found)
    for dates in found:
        for date in dates:
            weight = weights.get(date.role)
            first = date.written.first
            if weight is None or first.last_year is not None or date.written.eraless:
                continue
            for point in (first, date.written.last):
                if point is not None and point.year is not None and point.year != page:
                    month = point.month or _safe_month(point.season)
                    place = date.passage, date.written.start
                    season = point.season is not None
                    signs.append(Sign(*place, point.year, month, weight, season))
    return signs


def _safe_month(season: Season | None) -> int | None:
    return None if season is Season.WINTER else middle_month(season)  # a winter is of two years


def common_years(signs: list[Sign]) -> frozenset[int]:
    """The years that the document tells of, not those that it names once in passing."""
    years = Counter(sign.year for sign in signs)
    return frozenset(year for year, count in years.items() if count >= 0.04 * len(signs))


def usual_years(signs: list[Sign]) -> dict[int, list[Vote]]:
    """By month: its year, where the whole document nearly always means the same one."""
    usual: dict[int, list[Vote]] = {}
    for month in range(1, 13):
        years = Counter(sign.year for sign in signs if sign.month == month and not sign.season)
        count = sum(years.values())
        if count < _USUAL:
            continue
        year, most = years.most_common(1)[0]
        if most >= 0.9 * count:
            usual[month] = [(year, min(3.0, count / 4))]
    return usual


def datelines(document: Document) -> dict[tuple[str, ...], Sign]:
    """By heading path: the day or month that the deepest dated heading is, such as of a speech."""
    signs: dict[tuple[str, ...], Sign] = {}
    for path in {passage.heading_path for passage in document.passages}:
        for heading in reversed(path):
            if not heading_years((heading,)):
                continue
            dates = [d for d in DateGrammar(heading).dates() if d.has_year]
            if len(dates) == 1 and dates[0].first.month is not None:
                year = next(p.year for p in dates[0].points() if p.year is not None)
                signs[path] = Sign(-1, -1, year, dates[0].first.month)
            break
    return signs


def page_year(document: Document, found: list[list[FoundDate]]) -> int | None:
    """The year of the page itself: a modern date near the top of a text about the past."""
    for dates in found[:8]:
        for date in dates:
            year = date.written.first.year
            if date.role is DateRole.DATELINE and year is not None and year >= _MODERN_PAGE:
                return year if _tells_of_the_past(document, year) else None
    return None


def _tells_of_the_past(document: Document, year: int) -> bool:
    years: Counter[int] = Counter()
    for passage in document.passages:
        if _ANNIVERSARY.search(passage.text):
            return True
        if passage.kind is not TextKind.BIBLIOGRAPHY:
            years.update(int(text) for text in _YEAR.findall(passage.text))
    return years[year] <= 2 or sum(years.values()) > 10 * years[year]


def anniversary_year(document: Document, found: list[list[FoundDate]]) -> int | None:
    """ "The 100th anniversary" on a page of 2017: the text tells of 1917."""
    page = page_year(document, found)
    if page is None:
        return None
    opening = [document.title, *(passage.text for passage in document.passages[:8])]
    for text in opening:
        match = _ANNIVERSARY.search(text)
        if match:
            return page - int(match.group(1))
    return None


def is_page_date(document: Document, found: list[list[FoundDate]], date: FoundDate) -> bool:
    """Whether a dateline is that of the page, not of what it tells."""
    return (
        date.role is DateRole.DATELINE
        and date.written.first.year is not None
        and date.written.first.year == page_year(document, found)
    )


def heading_years(path: tuple[str, ...]) -> frozenset[int]:
    """The years in the deepest heading that names any; pages of our time date themselves."""
    for heading in reversed(path):
        years = years_in(heading)
        if years:
            of_a_page = None if _YEAR_ALONE.fullmatch(heading) else _MODERN_PAGE
            return frozenset(y for y in years if of_a_page is None or y < of_a_page)
    return frozenset()


def years_in(heading: str) -> frozenset[int]:
    spaced = _SPACED_YEAR.match(heading)
    if spaced:
        return frozenset({int("".join(spaced.groups()))})
    return frozenset(int(text) for text in _YEAR.findall(heading))
