"""Places that the document does not name, lent by the gazetteer to stand beside a key."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import islice

from quizapp.domain.fact import Fact, Place, PlaceKind
from quizapp.domain.identity import stable_id
from quizapp.kinds.atlas import Lent, atlas, kilometres, region_type
from quizapp.kinds.pool import Pool
from quizapp.kinds.text import fold

_DRAWN_FROM = 7  # of the most fitting so many are drawn from
_ABOUT_AS_WELL = 1.5  # of fitness below the best
_ANTIQUITY = 500  # the year until which towns go by their antique names
_OF_OUR_TIME = 1900  # the year from which the towns of today are plausible
_APART = 60  # kilometres: nearer towns are part of the key's own story
_LIKE = 4.5  # times as many inhabitants as the key, or as few
_UNLIKE = 15  # times, where too few are like it
_SMALL_TOWN = 60_000  # inhabitants of a town of which they are not known
_WANTED = 3
_FEW = 4  # towns of like size that make others of the country needless
_FAR_TOWN, _FAR_PORT, _FAR_REGION = 1_300, 2_500, 900  # kilometres
_FAR_ANTIQUE, _FAR_ABROAD = 900, 600
_LAND_APART = 150  # kilometres between the middles of two lands that do not overlap
_VAST, _VAST_APART = ("RU", "CN", "CA", "US", "AU", "BR"), 350
_MANY_NAMES = 20


def lent_places(
    fact: Fact, key: Place, pool: Pool, barred: set[str], *, at_sea: bool
) -> list[Place]:
    """Of the same sort, size and part of the world, and none that the passage names.

    ``barred``: folded names of places that may be right as well.
    """
    if key.latitude is None or key.longitude is None:
        return []
    year = pool.year_of(fact)
    if key.kind is PlaceKind.CITY:
        ranked = list(_towns(key, year, at_sea=at_sea))
    elif key.kind is PlaceKind.REGION:
        ranked = list(_regions(key, year))
    else:
        return []
    barred = barred | _barred(fact, key, pool)
    around = f" {fold(pool.around(fact))} {fold(fact.event.subject + ' ' + fact.event.complement)} "
    ranked.sort(key=lambda row: (-row[0], row[1].name))
    fit = (
        (fitting, place)
        for fitting, place in ranked
        if atlas().existed(place, year) and not _is_told(place, barred, around)
    )
    nearest = list(islice(fit, _DRAWN_FROM))
    drawn = [
        place
        for number, (fitting, place) in enumerate(nearest)
        if number < _WANTED or fitting > nearest[0][0] - _ABOUT_AS_WELL
    ]
    return sorted(drawn, key=lambda place: stable_id(fact.id, place.name))


def _barred(fact: Fact, key: Place, pool: Pool) -> set[str]:
    """Folded names of what may be right too, and of all named towns, weighed already."""
    counts = pool.whereabouts.counts[fact.evidence.document]
    named = [
        place
        for place in pool.table.places
        if place.kind is key.kind
        and counts[place.name]
        and (place.kind is PlaceKind.CITY or pool.whereabouts.told_with_date(place, fact))
    ]
    names = {fold(name) for place in (key, *named) for name in (place.name, *place.aliases)}
    return names | {fold(name) for name in (fact.mention, *fact.others)}


def _is_told(place: Place, barred: set[str], around: str) -> bool:
    names = {fold(name) for name in (place.name, *place.aliases)}
    return bool(names & barred) or f" {fold(place.name)} " in around


# -- towns


def _towns(key: Place, year: int | None, *, at_sea: bool) -> Iterator[tuple[float, Place]]:
    if year is not None and year < _ANTIQUITY:
        yield from _near(key, atlas().antique, _FAR_ANTIQUE, at_sea=at_sea)
        return
    if at_sea:
        yield from _near(key, atlas().ports, _FAR_PORT, at_sea=True)
        return
    if year is None or year < _OF_OUR_TIME:
        return  # the gazetteer knows the towns of today: Mysuru is none of Vasco da Gama's
    home = atlas().towns(key.country or "")
    like: dict[str, tuple[float, Place]] = {}
    for most, worse in ((_LIKE, 0.0), (_UNLIKE, 3.0)):  # a metropolis has no equal at home
        for fitting, place in _of_like_size(key, home, year, most):
            like.setdefault(place.name, (fitting - worse, place))
        if len(like) >= _FEW:
            break
    yield from like.values()
    if len(like) < _WANTED:
        for country in atlas().neighbours(key):
            for fitting, place in _of_like_size(key, atlas().towns(country), year, _LIKE):
                distance = kilometres(key, place)
                if distance is not None and distance < _FAR_ABROAD:
                    yield fitting - 6, place


def _near(
    key: Place, towns: Iterable[Lent], farthest: int, *, at_sea: bool
) -> Iterator[tuple[float, Place]]:
    for lent in towns:
        distance = kilometres(key, lent.place)
        if distance is None or not _APART / 2 < distance < farthest or (at_sea and not lent.port):
            continue
        home = 1.0 if lent.place.country == key.country else 0.0
        yield home - 3 * distance / farthest, lent.place


def _of_like_size(
    key: Place, towns: Iterable[Lent], year: int | None, most: float
) -> Iterator[tuple[float, Place]]:
    size = key.population or _SMALL_TOWN
    like = (lent for lent in towns if size / most <= (lent.place.population or 0) <= size * most)
    yield from _fit(key, like, year)


def _fit(key: Place, towns: Iterable[Lent], year: int | None) -> Iterator[tuple[float, Place]]:
    size = key.population or _SMALL_TOWN
    for lent in towns:
        place = lent.shown(year)
        distance = kilometres(key, lent.place)
        if place is None or distance is None or not _APART < distance < _FAR_TOWN:
            continue
        unlike = abs(math.log2(max(1, lent.place.population or 1) / size))
        known = 4 * min(_MANY_NAMES, lent.names) / _MANY_NAMES
        yield known - 0.5 * unlike - 2.5 * distance / _FAR_TOWN, place


# -- lands


def _regions(key: Place, year: int | None) -> Iterator[tuple[float, Place]]:
    if not atlas().is_province(key):
        return  # what is as wide as Siberia holds the others
    states = {place.name for place in atlas().states}
    apart = _VAST_APART if key.country in _VAST else _LAND_APART
    lands = atlas().states if key.name in states else atlas().lands[PlaceKind.REGION]
    for place in lands:
        distance = kilometres(key, place)
        if distance is None or not apart < distance < _FAR_REGION:
            continue
        if region_type(place) != region_type(key) or place.country != key.country:
            continue
        yield -distance / 500, place
