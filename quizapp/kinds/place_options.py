"""Wrong answers for questions about places: of the same rank and part of the world."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from quizapp.domain.fact import Fact, FactKind, Place, PlaceKind, Slot
from quizapp.domain.identity import stable_id
from quizapp.kinds.atlas import REGION_TYPES, atlas, kilometres, region_type
from quizapp.kinds.place_loans import lent_places
from quizapp.kinds.pool import Pool
from quizapp.kinds.text import fold, word_set
from quizapp.kinds.whereabouts import event_classes
from quizapp.kinds.wording import is_city

_PLENTY = 5  # of the document; with fewer the gazetteer lends some more
_DRAWN_FROM = 6  # of the most fitting so many are drawn from
_SUBURB = 60  # kilometres around a great city in which a place is part of its story
_FARTHEST = {  # kilometres to a plausible town, by the rank of the key
    4: 1_800, 3: 1_000, 2: 650, 1: 450, 0: 300,
}  # fmt: skip
_RANKS = (40_000, 180_000, 850_000, 4_000_000)  # inhabitants of today, where a rank begins
_ENOUGH = 3  # towns of the key's own country that make those beyond the border needless
_BEYOND_BORDER = 900  # kilometres
_AT_SEA = word_set(
    "sail fleet flotilla ship ships port harbour harbor naval squadron landed land "
    "sailor sailors warship warships navy admiral gunboat steamer"
)
_WELL_KNOWN = 5  # mentions that bring a town beyond the border near
_GREAT = 1_200_000  # inhabitants of a town that can stand beside a metropolis
_REGION_APART = 150  # kilometres between the middles of two regions that do not overlap
_REGIONS_WITHIN = 800
_IN_A_REGION = 500  # kilometres from the middle of a region within which a town belongs to it
_BATTLES = word_set(
    "annihilate beat clash crush defeat destroy fight halt repulse rout stop surprise win"
)
_LEAVING = ("evacuate", "abandon", "flee")
_GOVERNING = word_set("government cabinet ministry parliament")
_SOME_TOWNS = 3
_COMPANY = 2  # other towns of that country
_SAME_TOWN = 25  # kilometres between buildings of one town


def wrong_places(fact: Fact, pool: Pool) -> list[str]:
    """Names of other places, the most fitting ones of the same document first."""
    key = fact.where
    assert key is not None
    if key.kind is PlaceKind.COUNTRY or _is_a_namesake(fact, key, pool) or _is_a_seat(fact):
        return []  # which others could have been meant hangs on wars and treaties, not on a map
    at_sea = is_at_sea(fact)
    lands = _lands_named(fact, pool)
    ranked: list[tuple[float, str, Place]] = []
    for place in _others(fact, key, pool):
        if not all(_as_near(place, key, land) for land in lands):
            continue
        if at_sea and not {fold(name) for name in _names(place)} & atlas().port_names:
            continue  # elsewhere nobody can land
        fitting = _fitness(fact, key, place, pool)
        if fitting is not None and not pool.whereabouts.told_with_date(place, fact):
            ranked.append((-fitting, stable_id(fact.id, place.name), place))
    ranked.sort(key=lambda row: row[:2])
    home = [row for row in ranked if row[2].country == key.country]
    if len(home) >= _ENOUGH:
        ranked = home
    equal = pool.its_equal(key, fact.evidence.document)
    if equal and equal not in {place.name for _, _, place in ranked}:
        return []  # among provincial towns the capital would stick out
    drawn = sorted(ranked[:_DRAWN_FROM], key=lambda row: (row[2].name != equal, row[1]))
    chosen: list[Place] = []
    for _, _, place in [*drawn, *ranked[_DRAWN_FROM:]]:
        if not any(_shares_name(place, other) for other in chosen):
            chosen.append(place)
    if len(chosen) < _PLENTY and _is_at_home(key, fact.evidence.document, pool):
        for place in lent_places(fact, key, pool, _also_right(fact, pool), at_sea=at_sea):
            fits = all(_as_near(place, key, land) for land in lands)
            if fits and not any(_shares_name(place, other) for other in (key, *chosen)):
                chosen.append(place)
    return [place.name for place in chosen]


def _is_a_namesake(fact: Fact, key: Place, pool: Pool) -> bool:
    """ "Norfolk, England": not the Norfolk on the map, nor are the towns around that one near."""
    name = re.escape(fact.mention or key.name)
    behind = re.search(rf"\b{name}, (?P<land>(?:[A-ZÀ-Þ][\w’-]+ ?)+)", fact.evidence.quote)
    if behind is None or key.country is None:
        return False
    words = fold(behind["land"]).split()
    called = {" ".join(words[:count]) for count in range(1, len(words) + 1)}
    lands = [
        place.country
        for place in pool.table.places
        if place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY) and place.country
        and {fold(form) for form in _names(place)} & called
    ]  # fmt: skip
    own_states = {fold(state.name) for state in atlas().states if state.country == key.country}
    return bool(lands) and key.country not in lands and own_states.isdisjoint(called)


def _is_a_seat(fact: Fact) -> bool:
    """What a government evacuates is its own capital, and of that there is but one."""
    words = fold(fact.event.subject).split()
    return fact.event.verb in _LEAVING and not _GOVERNING.isdisjoint(words)


def _lands_named(fact: Fact, pool: Pool) -> list[Place]:
    """Regions and countries that the question itself names."""
    event = fact.event
    told = f"{event.subject} {event.complement} {event.scope or ''}"
    return [
        place
        for place in pool.whereabouts.named_in(told)
        if place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY) and place.country
    ]


def _as_near(place: Place, key: Place, land: Place) -> bool:
    """Whether a place lies in a land that the question names, as far as the map can tell.

    "In which city did the congress of the peoples of the Terek meet?" is not asked of Tsaritsyn.
    """
    if land.kind is PlaceKind.COUNTRY:
        return land.country != key.country or place.country == key.country
    mine, theirs = kilometres(land, key), kilometres(land, place)
    if mine is None or theirs is None or mine > _IN_A_REGION:
        return True  # the key lies elsewhere too
    return theirs <= max(mine * 1.5, _IN_A_REGION / 2)


def _is_at_home(key: Place, document: str, pool: Pool) -> bool:
    """Not a town alone of its country among towns of others: then it may be a namesake."""
    counts = pool.whereabouts.counts[document]
    others = {
        other.name: other.country
        for other in pool.table.places
        if other.kind is PlaceKind.CITY and counts[other.name] and other.name != key.name
    }
    if key.kind is not PlaceKind.CITY or len(others) < _SOME_TOWNS:
        return True
    return sum(country == key.country for country in others.values()) >= _COMPANY


def is_at_sea(fact: Fact) -> bool:
    """Whether it can only have happened in a port."""
    told = set(fold(f"{fact.event.subject} {fact.event.verb} {fact.event.complement}").split())
    return bool(told & _AT_SEA)


# -- which may not be offered


def _others(fact: Fact, key: Place, pool: Pool) -> Iterator[Place]:
    document = fact.evidence.document
    ruled_out = {fold(name) for name in (*_names(key), *fact.others)} | _also_right(fact, pool)
    if fact.slot is not Slot.USUAL:  # what was taken, besieged or lost was not one's own capital
        ruled_out.add(fold(pool.main_town(document)))
    told = " " + fold(f"{fact.evidence.quote} {fact.event.subject} {fact.event.complement}")
    for place in pool.table.places:
        if place.kind is not key.kind or not pool.whereabouts.counts[document][place.name]:
            continue
        names = {fold(name) for name in _names(place)}
        if names & ruled_out:
            continue
        if any(f" {name}" in told for name in names if len(name) > 2):
            continue
        if _shares_name(key, place):
            continue
        yield place


def _names(place: Place) -> tuple[str, ...]:
    return (place.name, *place.aliases)


def _shares_name(one: Place, other: Place) -> bool:
    """ "Soviet Ukraine" beside "Ukraine", "Finland region" beside "Finland"."""
    return bool(_name_words(one) & _name_words(other))


def _name_words(place: Place) -> set[str]:
    words = {word for name in _names(place) for word in fold(name).split()}
    return {word[:5] for word in words if len(word) > 3 and word not in REGION_TYPES} - _BARE


_BARE = {"north", "south", "weste", "easte", "centr", "great", "front", "lower", "upper", "middl"}


def _also_right(fact: Fact, pool: Pool) -> set[str]:
    """Folded names of places where, by the texts, the same happened then or at an unknown time."""
    found: set[str] = set()
    for other in pool.like(fact, (FactKind.WHERE, FactKind.WHEN, FactKind.WHO)):
        same_event = other.event_key == fact.event_key
        if not same_event and fold(other.event.subject) != fold(fact.event.subject):
            continue
        dated_apart = (
            fact.when is not None
            and other.when is not None
            and fact.when.point.sort_key[:2] != other.when.point.sort_key[:2]
        )
        if dated_apart and not same_event:
            continue
        if other.where is not None:
            found |= set(_names(other.where))
        text = f"{other.event.complement} {other.event.scope or ''}"
        found |= {place.name for place in pool.whereabouts.named_in(text)}
    return {fold(name) for name in found}


# -- how well a place fits


def _fitness(fact: Fact, key: Place, place: Place, pool: Pool) -> float | None:
    """The higher the better; None for a place that would be absurd."""
    if key.kind is PlaceKind.CITY:
        fitting = _town(key, place)
    elif key.kind is PlaceKind.FRONT:
        fitting = 1.0 if place.mentions > 2 and place.name.endswith("Front") else None
    elif key.kind is PlaceKind.BUILDING:
        fitting = _building(fact, key, place)
    else:
        fitting = _land(key, place)
    if fitting is None:
        return None
    document = fact.evidence.document
    likeness = len(event_classes(fact) & pool.whereabouts.events_at(place, document))
    near = pool.is_near(place, fact)
    known = pool.whereabouts.counts[document][place.name]
    if key.kind is PlaceKind.BUILDING and not likeness:
        return None  # no palace beside a battlefield
    if key.country != place.country and not (likeness and (near or known >= _WELL_KNOWN)):
        return None
    return fitting + 1.5 * min(likeness, 2) + 1.0 * near + math.log2(1 + min(known, 30)) / 2


def rank(place: Place) -> int:
    """0 for a village to 4 for a metropolis, by its inhabitants of today."""
    return sum((place.population or 0) >= limit for limit in _RANKS)


def _town(key: Place, place: Place) -> float | None:
    mine, theirs = rank(key), rank(place)
    distance = kilometres(key, place)
    if distance is None or distance > _FARTHEST[mine] or distance < (_SUBURB if mine > 1 else 10):
        return None
    if abs(mine - theirs) > 1:
        return None
    if is_city(key) and not is_city(place):
        return None  # the question says "city"
    if mine == 4 and (place.population or 0) < _GREAT:
        return None
    if key.country != place.country and distance > _BEYOND_BORDER:
        return None
    home = 3.0 if key.country == place.country else 0.0
    return home - 1.5 * abs(mine - theirs) - 4 * distance / _FARTHEST[mine]


def _land(key: Place, place: Place) -> float | None:
    """A region that neither holds the key nor lies in it."""
    distance = kilometres(key, place)
    if distance is None or not _REGION_APART <= distance <= _REGIONS_WITHIN:
        return None
    if region_type(key) != region_type(place) or key.country != place.country:
        return None
    return -distance / 1_000


def _building(fact: Fact, key: Place, place: Place) -> float | None:
    """Only a house of the same town and type; beside a battlefield on no map, others."""
    sites = (key, place)
    if fact.event.verb in _BATTLES and all(
        site.latitude is None and " " not in site.name for site in sites
    ):
        return 1.0
    distance = kilometres(key, place)
    same_type = key.name.lower().split()[-1] == place.name.lower().split()[-1]
    if distance is None or distance > _SAME_TOWN or not same_type:
        return None
    return 1.0
