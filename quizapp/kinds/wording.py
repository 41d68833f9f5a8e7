"""Grammatical wh-questions out of events: which question word, which auxiliary, which time."""

from __future__ import annotations

import re

from quizapp.domain.calendar import MONTH_NAMES, DatePoint, HistoricalDate, Precision, Qualifier
from quizapp.domain.date_text import named_span
from quizapp.domain.fact import GAP, Event, Fact, Person, Place, PlaceKind, Slot
from quizapp.kinds.text import word_set

_BOUNDS = {
    "until": "until", "till": "until", "up to": "until", "by": "by", "since": "from",
    "before": "before", "after": "after", "prior to": "before", "from": "from",
}  # fmt: skip
_QUALIFIER_BOUNDS = {
    Qualifier.BY: "by", Qualifier.BY_END: "by", Qualifier.BEFORE: "before",
    Qualifier.AFTER: "after",
}  # fmt: skip
_VAGUE = frozenset({Qualifier.EARLY, Qualifier.MID, Qualifier.LATE, Qualifier.ABOUT,
                    Qualifier.NOT_EARLIER})  # fmt: skip
# An acronym that was written out may want the other article.
_AN_BEFORE_CONSONANT = re.compile(
    r"(?<![’'-])\b([Aa])n (?=[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z][a-z])(?!hour|heir|hono)"
)
_A_BEFORE_VOWEL = re.compile(r"(?<![’'-])\b([Aa]) (?=[AEIOaeio][a-z])(?!one\b|once\b|[Ee]u)")
# "the head of the police, X in 1936": the comma behind the name is missing.
_OPEN_APPOSITION = re.compile(
    r"(\bthe [a-z][^,?]*, [A-ZÀ-Þ][\w.’-]+(?: [A-ZÀ-Þ][\w.’-]+){0,3}) "
    r"(?=(?:in|on|by|between|during|until) )"
)
# Beyond this population a place is called a city.
_CITY = 60_000
# ISO codes of lands that are no states.
_DEPENDENCIES = word_set("""
    ai as aw bm cc ck cw cx fk fo gf gg gi gl gp gu hk im je ky mo mp mq ms nc nf nu pf pm pr re sh
    sj sx tc tk vg vi wf yt
    """)


_PLACE_NOUNS = {
    PlaceKind.REGION: "region",
    PlaceKind.COUNTRY: "country",
    PlaceKind.BUILDING: "building",
    PlaceKind.FRONT: "front",
}


_OPEN_SITES = word_set(
    "square street place bridge cemetery park gardens garden field fields avenue"
)
_LESSER_LANDS = ("county", "district", "parish")
# A land named by its shape: "which region" would not fit, and "which island" gives it away.
_SHAPES = frozenset(
    (
        "mount",
        "island",
        "islands",
        "isle",
        "isles",
        "archipelago",
        "atoll",
        "peninsula",
        "valley",
        "cape",
    )
)
_ANCHORAGES = frozenset(("harbor", "harbour", "bay", "roads", "field", "airfield", "base"))

# What happens to a town, a body or a person more than once.
_RECURRING = word_set(
    """abandon address arrest arrive assemble attack begin besiege bombard capitulate capture
    consolidate convene cross declare defeat depart dismiss effect elect enter establish evacuate
    execute exile fight fly gather hold imprison land leave lose march meet move occupy open
    prevail proclaim raid rally recapture recover reestablish release resign restore retake retreat
    return revolt rise sail seize sit speak strike surrender take visit win withdraw"""
)
_HEAVY = 10  # words of a complement behind which a date seems to belong to its last noun
# Behind these a date seems to be that of what follows them: "because of the raid on 12 January".
_OTHER_TIME = re.compile(r"\b(?:because of|after|before|during|following|since|until|despite) ")
_EASY = 22  # words of an event that bear two more
_NUMBERED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\d+(?:st|nd|"
    r"rd|th)|\d{3,4})\b",
    re.IGNORECASE,
)
# There were many of that name.
_OF_A_CAPITAL = re.compile(
    r"the (?:Treaty|Peace|Convention|Congress|Conference|Declaration|Protocol) of (?:Paris|London"
    r"|Vienna|Berlin|Rome|Madrid|Versailles|Constantinople|Washington|Moscow|Geneva)"
)
_BATTLES = frozenset(("beat", "defeat", "rout", "crush", "annihilate", "clash", "repulse"))
_BATTLE = re.compile(r"\b(?:victory|battle|defeat)\b")


_AT = {
    Precision.DAY: "On what date",
    Precision.MONTH: "In what month and year",
    Precision.SEASON: "In what season and year",
    Precision.YEAR: "In what year",
}


def date_words(date: HistoricalDate, preposition: str) -> str:
    """ "On what date", "In what year", "By when": fits the precision and keeps the bound."""
    bound = bound_of(date, preposition)
    if bound in ("by", "until", "before") and date.is_range:
        return f"{bound.capitalize()} when"
    if bound and not date.is_range:
        return _bounded(date, bound.capitalize())
    if date.qualifier is Qualifier.NIGHT:
        return "On what night"
    if date.is_range and date.precision is Precision.DAY:
        return "On what dates" if _few_days(date) else "Between what dates"
    if date.is_range or date.qualifier in _VAGUE:
        return "When"
    # a month of one calendar is no month of the other
    old = date.precision is Precision.MONTH and date.new_style is None
    return f"{_AT[date.precision]} (Old Style)" if old else _AT[date.precision]


def _bounded(date: HistoricalDate, bound: str) -> str:
    if date.qualifier in _VAGUE:
        return f"{bound} when"
    if date.precision is Precision.DAY:
        return f"{bound} what date"
    if date.precision is Precision.YEAR and date.qualifier is not Qualifier.BY_END:
        return f"{bound} what year"
    return f"{bound} when"


def bound_of(date: HistoricalDate, preposition: str) -> str:
    if date.qualifier in _QUALIFIER_BOUNDS:
        return _QUALIFIER_BOUNDS[date.qualifier]
    if preposition.startswith("by "):  # "by the beginning of"
        return "by"
    return _BOUNDS.get(preposition, "")


def names_year(fact: Fact) -> bool:
    """Whether the question tells the year and asks for the day in it.

    A town is taken, a congress meets more than once: the year says which time is meant.
    """
    date, event = fact.when, fact.event
    if date is None or not (date.precision is Precision.DAY or _is_part_of_a_month(date)):
        return False  # a month without its year is not worth knowing
    recurs = _recurs(event) or _OF_A_CAPITAL.fullmatch(event.subject)
    if not recurs or event.complement.startswith("place"):
        return False
    if bound_of(date, fact.preposition):
        return False
    exact = date.qualifier in (None, Qualifier.NIGHT) or _is_part_of_a_month(date)
    if not exact or len(years_of(date)) > 1:
        return False
    told = f"{event.subject} {event.complement} {event.scope or ''}"
    return len(told.split()) <= _EASY and not _NUMBERED.search(told)


def _is_part_of_a_month(date: HistoricalDate) -> bool:
    """ "in the middle of August"."""
    part = date.qualifier in (Qualifier.EARLY, Qualifier.MID, Qualifier.LATE)
    return part and date.precision is Precision.MONTH and not date.is_range


def years_of(date: HistoricalDate) -> set[int]:
    """Every year that a date names, in either calendar."""
    points = (date.old_style, date.new_style, date.end_old_style, date.end_new_style)
    return {point.year for point in points if point}


def _recurs(event: Event) -> bool:
    """Towns fall again and again; a tower falls down, and a man falls at Lützen, once."""
    if event.verb == "fall":
        return event.main == "fall" and (not event.complement or event.complement.startswith("to "))
    return event.verb in _RECURRING


def _in_that_year(words: str, date: HistoricalDate) -> str:
    """ "On what date in 1918"."""
    return f"{words} in {_written(DatePoint(date.point.year))}"


def when_stem(fact: Fact) -> str:
    assert fact.when is not None
    event = fact.event
    words = date_words(fact.when, fact.preposition)
    if names_year(fact):
        words = _in_that_year(words, fact.when)
    return sentence(words, *_told(event), event.war and f"during {event.war}")


def _told(event: Event) -> tuple[str | None, ...]:
    """What follows a question word that is not the subject: "did the army take Narva"."""
    return event.auxiliary, event.subject, event.main, event.complement, event.scope


def who_stem(fact: Fact, time: str) -> str:
    """The question for a person: as the one who acted, or by whom it was done."""
    event = fact.event
    if fact.slot is Slot.INSIDE:
        asked = {0: "whom", 1: "whom", 2: "which two people"}.get(len(fact.people), "which people")
        return _asked_inside(event, time, asked)
    asked_apart = "By whom" if event.agent else _ASKED_APART.get(fact.slot, "")
    if asked_apart:
        if len(fact.people) > 1:  # "By which two people": one alone is no full answer
            asked_apart = _OF_SEVERAL[asked_apart]
            asked_apart += " two people" if len(fact.people) == 2 else " people"
        return _dated(event, time, asked_apart, *_told(event))
    subject = {0: "Who", 1: "Who", 2: "Which two people"}.get(len(fact.people), "Which people")
    past = event.verb_past
    if len(fact.people) > 1:
        past = re.sub(r"^was\b", "were", past)
    return _dated(event, time, subject, past, event.complement, event.scope)


_OF_SEVERAL = {"By whom": "By which", "Whom": "Which", "To whom": "To which"}
_ASKED_APART = {Slot.OBJECT: "Whom", Slot.RECIPIENT: "To whom"}


def where_stem(fact: Fact, time: str) -> str:
    assert fact.where is not None
    event = fact.event
    if fact.slot is Slot.INSIDE:
        return _asked_inside(event, time, f"which {place_noun(fact.where)}")
    if fact.preposition == "of":
        body = f"The {event.subject} of which {place_noun(fact.where, fact.where_called)}"
        return _dated(event, time, body, event.verb_past, event.complement)
    which = f"Which {place_noun(fact.where, fact.where_called)}"
    if fact.slot is Slot.SUBJECT:
        return _dated(event, time, which, event.verb_past, event.complement)
    if fact.slot is Slot.OBJECT:
        return _dated(event, time, which, *_told(event))
    words = place_words(fact.where, fact.preposition, fact.where_called)
    if _is_a_battle(event) and re.match(r"In which (?:city|town)\b", words):
        words = "Where"  # beside a village, in a bay
    return _dated(event, time, words, *_told(event))


def _asked_inside(event: Event, time: str, asked: str) -> str:
    """ "On 3 May 1848, the Diet recognised the independence of which country?" """
    told = event.complement.replace(GAP, asked)
    return sentence(f"{time},", event.subject, event.verb_past, told, event.scope)


def _dated(event: Event, time: str, *parts: str | None) -> str:
    """The question with its date: first where the end would date something else.

    "Who told the Kaiser that the war was lost on 29 September?" says when it was lost.
    """
    heavy = event.nested or len(event.complement.split()) > _HEAVY
    if not time or not (heavy or _OTHER_TIME.search(event.complement)):
        return sentence(*parts, time)
    first, *rest = parts
    assert first is not None
    return sentence(f"{time},", first[0].lower() + first[1:], *rest)


def _is_a_battle(event: Event) -> bool:
    return event.verb in _BATTLES or bool(_BATTLE.search(f"{event.subject} {event.complement}"))


_WHERE_ASKED = ("to", "from", "near", "into", "on", "off", "outside")
_BESIDE = ("at", "near", "off", "outside")


def place_words(place: Place, preposition: str, called: str = "") -> str:
    """ "In which city", "To which region", "Where". ``called``: the text's noun for the place."""
    lead = preposition.capitalize() if preposition in _WHERE_ASKED else "In"
    wide = place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
    if wide and preposition in _BESIDE:
        return "Where"  # "outside Panama", "at Gibraltar": no land, whatever else is called so
    if place.kind is PlaceKind.FRONT and lead == "In":
        return "On which front"
    outdoors = not _OPEN_SITES.isdisjoint(place.name.lower().split())
    known = place.kind is PlaceKind.BUILDING and place.latitude is not None
    if known and not outdoors and lead == "In":
        # "where" would be answered by its town as well
        return f"In which {_named_kind(place) or 'building'}"
    named = place.kind in (PlaceKind.CITY, PlaceKind.REGION, PlaceKind.COUNTRY)
    if named and not _is_shape(place):
        noun = place_noun(place, called)
        return "Where" if (lead, noun) == ("In", "place") else f"{lead} which {noun}"
    return "Where"


def _is_shape(place: Place) -> bool:
    return place.kind is PlaceKind.REGION and not _SHAPES.isdisjoint(place.name.lower().split())


def is_city(place: Place) -> bool:
    return (place.population or 0) >= _CITY


def _named_kind(place: Place) -> str | None:
    """ "fort" for "Fort Sumter", "county" for "Hardin County": closer than "building", "region"."""
    words = place.name.lower().split()
    if place.kind is PlaceKind.BUILDING and words[0] == "fort":
        return "fort"
    return words[-1] if place.kind is PlaceKind.REGION and words[-1] in _LESSER_LANDS else None


def place_noun(place: Place, called: str = "") -> str:
    """ "city", "town", "region" ...: what the question calls it, and the text does not deny."""
    if _is_shape(place) or place.name.lower().split()[-1] in _ANCHORAGES:
        return "place"
    if place.kind is PlaceKind.COUNTRY and (place.country or "").lower() in _DEPENDENCIES:
        return "territory"
    if place.kind is PlaceKind.CITY:
        if called:
            return called if called in ("city", "town") else "place"
        return "city" if is_city(place) else "town"
    return _named_kind(place) or _PLACE_NOUNS.get(place.kind, "place")


def sentence(*parts: str | None) -> str:
    """One question out of its parts, with typographic signs and one question mark."""
    text = " ".join(part for part in parts if part)
    text = re.sub(r"\s+", " ", text).strip(" ,;:")
    if not re.search(r"\b[A-Z]\.(?:[A-Z]\.)*$", text):
        text = text.rstrip(".")
    text = re.sub(r"\s+([,.;:])", r"\1", text)
    text = re.sub(
        r"(?<![^\s(])['’](?=[^\s'’][^'’]*[\w.]['’](?!\w))", "‘", text
    )  # opens a quotation
    text = text.replace("'", "’")
    text = _AN_BEFORE_CONSONANT.sub(r"\1 ", text)
    text = _A_BEFORE_VOWEL.sub(r"\1n ", text)
    text = _OPEN_APPOSITION.sub(r"\1, ", text)
    text = re.sub(r"(?<=[a-z] )The (?=[A-Z])(?!Hague\b)", "the ", text)
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    return text[:1].upper() + text[1:] + "?"


# Dates inside a stem


def time_phrase(date: HistoricalDate | None, preposition: str) -> str:
    """ "on 5 May 1789", "in early September 1917", "by the end of 1920", or ""."""
    if date is None or date.qualifier is Qualifier.NOT_EARLIER:
        return ""
    old = date.old_style is not None
    point = date.old_style or date.point
    end = date.end_old_style if old else date.end_new_style
    both = old and date.new_style is not None
    style = " (Old Style)" if old and _needs_style(date, both) else ""
    if named := named_span(date):
        return f"in the {named.removeprefix('the ')}"
    if end is not None and _few_days(date):
        return f"on {point.day}–{_written(end)}{style}"
    if end is not None:
        first = _PARTS.get(date.qualifier, "") + _first_written(point, end)
        last = _PARTS.get(date.end_qualifier, "") + _written(end)
        return f"between {first} and {last}{style}"
    return f"{_lead(date, preposition, point)}{_written(point)}{style}"


def _first_written(first: DatePoint, last: DatePoint) -> str:
    """ "between 10 and 18 January 1918", "between March and April 1918": what both share once."""
    if first.day and last.day and first.year == last.year:
        return str(first.day) if first.month == last.month else f"{first.day} {_month(first)}"
    bare = not first.day and not last.day and first.month and last.month
    return _month(first) if bare and first.year == last.year else _written(first)


def _month(point: DatePoint) -> str:
    return MONTH_NAMES[(point.month or 1) - 1]


def _few_days(date: HistoricalDate) -> bool:
    """ "28–29 October": said like one day."""
    old = date.old_style is not None and date.end_old_style is not None
    first, last = (date.old_style, date.end_old_style) if old else (date.point, date.end_new_style)
    if first is None or last is None or first.day is None or last.day is None:
        return False
    return (first.year, first.month) == (last.year, last.month) and last.day - first.day == 1


def _lead(date: HistoricalDate, preposition: str, point: DatePoint) -> str:
    """The words before a single date, with their space or hyphen."""
    if date.qualifier in _LEADS:
        return _LEADS[date.qualifier]
    bound = bound_of(date, preposition)
    if bound:
        return f"{bound} "
    if point.precision is Precision.DAY:
        return "on "
    return "in the " if point.season else "in "


_PARTS: dict[Qualifier | None, str] = {
    Qualifier.EARLY: "early ", Qualifier.MID: "mid-", Qualifier.LATE: "late ",
}  # fmt: skip
_LEADS = {
    Qualifier.EARLY: "in early ",
    Qualifier.MID: "in mid-",
    Qualifier.LATE: "in late ",
    Qualifier.ABOUT: "about ",
    Qualifier.NIGHT: "on the night of ",
    Qualifier.BY_END: "by the end of ",
}


def _needs_style(date: HistoricalDate, both: bool) -> bool:
    return date.precision is Precision.DAY and (both or date.new_style is None)


def _written(point: DatePoint) -> str:
    year = str(point.year)
    if point.year < 100:
        year = f"AD {point.year}" if point.year > 0 else f"{1 - point.year} BC"
    if point.season:
        return f"{point.season} of {year}"
    if point.month is None:
        return year
    month = _month(point)
    return f"{month} {year}" if point.day is None else f"{point.day} {month} {year}"


def person_key(people: tuple[Person, ...]) -> str:
    names = [p.told for p in people] if len(people) > 1 else [p.formal for p in people]
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def names_subject(event: Event) -> str:
    return f"{event.subject} {event.complement} {event.scope or ''}"
