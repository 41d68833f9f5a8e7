"""Which calendar the undoubled dates of a document are in.

Evidence, strongest first: a note of the editor ("the dates are New Style"), the order in its
doubled dates (the calendar that stands outside the brackets is the one that the text counts in),
the country it tells of. Countries that changed late are in a table of adoption dates.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from quizapp.domain.calendar import Calendar, DatePoint
from quizapp.domain.date_settling import RUSSIA_ADOPTED, Reckoning
from quizapp.domain.date_words import word_set
from quizapp.domain.date_written import WrittenDate
from quizapp.domain.document import Document, TextKind
from quizapp.facts.dates_found import FoundDate

_NEW = Reckoning(Calendar.NEW_STYLE, derive=True)


@dataclass(frozen=True)
class _Country:
    """``adopted``: the first New Style day. ``words`` betray that a text is about the country."""

    adopted: DatePoint
    words: frozenset[str]
    lands: frozenset[str]  # ISO 3166-1 codes of today's countries that counted as it did


# Civil adoption: decrees as collected in Blackburn & Holford-Strevens, "The Oxford Companion to
# the Year" (1999), and the Explanatory Supplement to the Astronomical Almanac, ch. 15.
_COUNTRIES = (
    _Country(
        RUSSIA_ADOPTED,
        word_set(
            "russia russia's russian russians petrograd petersburg moscow kiev tsar tsarist tsar's"
            " czar duma soviet soviets bolshevik bolsheviks menshevik mensheviks kremlin cossack"
            " cossacks zemstvo siberia siberian ukraine ukrainian volga romanov rsfsr caucasus"
            " urals lenin sovnarkom"
        ),
        # Finland and the Kingdom of Poland kept the Gregorian calendar under the tsars
        word_set("ru ua by kz uz tm tj kg ge am az md ee lv lt"),
    ),
    _Country(DatePoint(1923, 3, 1), word_set("greece greek greeks athens venizelos"),
             word_set("gr cy")),
    _Country(DatePoint(1916, 4, 14), word_set("bulgaria bulgarian bulgarians sofia"),
             word_set("bg")),
    _Country(DatePoint(1919, 4, 14), word_set("romania romanian rumania rumanian bucharest"),
             word_set("ro md")),
    _Country(DatePoint(1919, 1, 28), word_set("serbia serbian serbs belgrade"),
             word_set("rs me")),
)  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:['’]s)?")
_DENSE = 0.012  # share of country words from which a text without doubled dates is about it
_VERY_DENSE = 0.03  # the same, where its towns lie in no one country: a congress of the powers
_A_FEW = 3  # dates in both calendars
_STYLE_NAME = r"(?P<style>New[ -]Style|Old[ -]Style|N\.\s?S\.|O\.\s?S\.|Gregorian|Julian)"
_NOTE = re.compile(
    r"(?P<from>\b(?:from|after|since)\b[^.;]{3,60})?"
    r"\b(?:all\s+)?(?:the\s+)?(?:dates?|events?|days|chronology)\b[^.;]{0,90}?"
    r"\b(?:are|is|were|be|follows?|uses?|given|according)\b[^.;]{0,50}?\b" + _STYLE_NAME,
    re.IGNORECASE,
)


def reckoning_of(
    document: Document, found: list[list[FoundDate]], land: str | None = None
) -> Reckoning:
    """How the undoubled dates of the document count, with New Style days worked out.

    ``land``: ISO 3166-1 code of today's country in which most of its towns lie, if known.
    """
    country = _country_of(document, _DENSE if land is not None else _VERY_DENSE)
    if country is not None and land is not None and land.lower() not in country.lands:
        country = None  # a history of Poland is full of Russians
    note = _note_of(document)
    if note is not None:
        return note
    orders = Counter(
        order
        for dates in found
        for date in dates
        if (order := _order(date.written)) is not None and _before(date.written, country)
    )
    old, new = orders[Calendar.OLD_STYLE], orders[Calendar.NEW_STYLE]
    if old == new == 0:
        if country is None or country.adopted != RUSSIA_ADOPTED:
            return _NEW
        if not _is_a_chronicle(document):
            return _NEW  # as the text has them: authors of today do either, and do not say so
        return Reckoning(Calendar.OLD_STYLE, country.adopted, derive=True)
    adopted = country.adopted if country else RUSSIA_ADOPTED
    guessed = old + new < _A_FEW
    kept = Reckoning(Calendar.OLD_STYLE, adopted, derive=True, guessed=guessed)
    return kept if old >= new else _NEW


def _is_a_chronicle(document: Document) -> bool:
    entries = sum(passage.kind is TextKind.CHRONICLE for passage in document.passages)
    return 2 * entries > len(document.passages)


def _country_of(document: Document, least: float) -> _Country | None:
    """The late country whose words are densest, if their share is ``least`` at least."""
    counts: Counter[str] = Counter()
    for passage in document.passages:
        counts.update(_WORD.findall(passage.text.lower()))
    total = sum(counts.values())
    best = max(_COUNTRIES, key=lambda country: sum(counts[word] for word in country.words))
    share = sum(counts[word] for word in best.words) / max(total, 1)
    return best if share >= least else None


def _note_of(document: Document) -> Reckoning | None:
    for passage in document.passages:
        if "tyle" not in passage.text and "calendar" not in passage.text:
            continue
        match = _NOTE.search(passage.text)
        if match is None:
            continue
        old = match.group("style")[0] in "OoJj"
        if match.group("from"):  # "from 21 February on, New Style": what is before is the other
            old = not old
        return Reckoning(
            Calendar.OLD_STYLE if old else Calendar.NEW_STYLE, RUSSIA_ADOPTED, derive=True
        )
    return None


def _order(written: WrittenDate) -> Calendar | None:
    """The calendar outside the brackets of a doubled date; None if it is not doubled."""
    outer, inner = written.first, written.other_first
    if inner is None or outer.day is None or inner.day is None:
        return None
    if written.style:
        return written.style
    if written.other_style:
        new = written.other_style is Calendar.OLD_STYLE
        return Calendar.NEW_STYLE if new else Calendar.OLD_STYLE
    months = ((inner.month or outer.month or 0) - (outer.month or 0) + 6) % 12 - 6
    days = 30 * months + inner.day - outer.day
    if 8 <= days <= 15:
        return Calendar.OLD_STYLE
    return Calendar.NEW_STYLE if -15 <= days <= -8 else None


def _before(written: WrittenDate, country: _Country | None) -> bool:
    """After the change everybody writes New Style first: that tells nothing of the time before."""
    adopted = country.adopted if country else RUSSIA_ADOPTED
    year = next((point.year for point in written.points() if point.year is not None), None)
    month = written.first.month or 1
    return year is None or (year, month) < (adopted.year, adopted.month or 1)
