"""Places that no document names: the gazetteer read for towns and lands to stand beside a key.

Only what can be shown under the name that a text of that time would give: no suburbs, no town
renamed since, no land that did not exist. Read on first use.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from quizapp.domain.fact import Place, PlaceKind
from quizapp.kinds.text import fold, word_set

_CELL = 0.3  # degrees: the side of the squares of which only the largest town counts
_RENAMED_UNTIL = 1990  # towns renamed since the revolutions lost their new names by then
_TRANSLITERATED = word_set("RU UA BY KZ KG UZ TM TJ GE AM AZ MD LT LV EE FI")
_SOVIET_NAMES = word_set(
    """kuibyshev kalinin ordzhonikidze chkalov molotov andropov ustinov zhdanov kirov brezhnev
    gorky voroshilovgrad stalino"""
)
_EMPIRES_UNTIL = 1923
_EXCLAVE = 23  # degrees east, beyond which the land around Kaliningrad begins
_NEIGHBOURS = 1_300  # kilometres to the middle of a neighbouring country
_WIDE = word_set(
    """Anatolia Balkans Iberia Siberia Caucasus Transcaucasia Arabia Levant Scandinavia Maghreb
    Rumelia Hindustan Sahara Urals Polynesia Andes Alps Pyrenees Apennines Carpathians Himalayas
    Pamirs Ardennes Vosges Gobi Britannia Turkestan"""
)
_NO_PROVINCE = word_set(
    """mountains mountain mount forest desert field plains basin shan kush valley hill concord
    atoll cape industrial region asia europe africa east america"""
)
_STATELY = word_set(
    """empire union commonwealth confederate confederacy kingdom republic khanate emirate duchy
    states principality county horde british"""
)
REGION_TYPES = word_set(
    """oblast gubernia guberniya province uyezd krai district county region republic khanate
    peninsula basin island islands valley"""
)


@dataclass(frozen=True, slots=True)
class Lent:
    """A place of the gazetteer, and how well it is known: the number of its names."""

    place: Place
    names: int = 0
    port: bool = False
    renamed: bool = False  # known to older texts under another name
    old: str | None = None  # that name, where it is that of the empires before 1918

    def shown(self, year: int | None) -> Place | None:
        """Under the name that a text about that year would use; None where it is not known."""
        if not self.renamed or (year is not None and year >= _RENAMED_UNTIL):
            return self.place
        if self.old is None or year is None or year > _EMPIRES_UNTIL:
            return None
        return replace(self.place, name=self.old)


class Atlas:
    """Read-only; shared by all pools."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._towns: dict[str, list[Lent]] = {}

    def towns(self, country: str) -> list[Lent]:
        """Towns of a country of today, the largest first, their suburbs left out."""
        if country not in self._towns:
            self._towns[country] = list(self._read_towns(country))
        return self._towns[country]

    @cached_property
    def antique(self) -> list[Lent]:
        """Towns of the Greeks, Romans and their neighbours, under their names of then."""
        return [lent for lent, antique in self._lent if antique]

    @cached_property
    def ports(self) -> list[Lent]:
        """Sea ports of later times."""
        return [lent for lent, antique in self._lent if not antique and lent.port]

    @cached_property
    def port_names(self) -> frozenset[str]:
        """Folded names of all ports, those of antiquity among them."""
        return frozenset(fold(lent.place.name) for lent, _ in self._lent if lent.port)

    @cached_property
    def lands(self) -> dict[PlaceKind, list[Place]]:
        """Countries and regions; seas of land, mountains and empires left out."""
        found: dict[PlaceKind, list[Place]] = {
            PlaceKind.COUNTRY: [], PlaceKind.REGION: [],
        }  # fmt: skip
        for name, country, latitude, longitude, population in self._rows("countries.tsv"):
            found[PlaceKind.COUNTRY].append(
                _place(
                    name, PlaceKind.COUNTRY, country, (latitude, longitude), population=population
                )
            )
        for name, kind, country, latitude, longitude, _ in self._rows("areas.tsv"):
            if kind in found and country and _is_land(name):
                found[PlaceKind(kind)].append(
                    _place(name, PlaceKind(kind), country, (latitude, longitude))
                )
        return found

    @cached_property
    def buildings(self) -> list[tuple[str, ...]]:
        """The names of each, the usual one first."""
        return [
            (name, *(other for other in others.split("|") if other))
            for name, kind, *_, others in self._rows("areas.tsv")
            if kind == PlaceKind.BUILDING
        ]

    def neighbours(self, place: Place) -> list[str]:
        """Codes of the countries around, those of the old empire where the place lay in it."""
        near = []
        for land in self.lands[PlaceKind.COUNTRY]:
            distance = kilometres(place, land)
            if land.country and land.population and distance and distance < _NEIGHBOURS:
                near.append(land.country)
        if place.country in _TRANSLITERATED:
            near = [country for country in near if country in _TRANSLITERATED]
        return [country for country in near if country != place.country]

    @cached_property
    def states(self) -> list[Place]:
        """The states of the USA."""
        return [
            _place(name, PlaceKind.REGION, country, (latitude, longitude))
            for name, country, latitude, longitude in self._rows("states.tsv")
        ]

    def existed(self, place: Place, year: int | None) -> bool:
        """Whether a text of that year could name it so, as far as is known."""
        if year is None:
            return True
        known = self._periods.get((place.name, place.kind.value))
        return known is None or known[0] <= year <= known[1]

    def is_province(self, place: Place) -> bool:
        """Whether it is a land among others, neither a mountain range nor half a continent."""
        return _is_land(place.name)

    # -- reading

    def _rows(self, file: str) -> Iterator[list[str]]:
        text = (self._folder / file).read_text(encoding="utf-8")
        for line in text.rstrip("\n").split("\n")[1:]:
            yield line.split("\t")

    @cached_property
    def _periods(self) -> dict[tuple[str, str], tuple[int, int]]:
        return {
            (name, kind): (int(since or -9999), int(until or 9999))
            for name, kind, since, until in self._rows("periods.tsv")
        }

    @cached_property
    def _lent(self) -> list[tuple[Lent, bool]]:
        return [
            (
                Lent(
                    _place(name, PlaceKind.CITY, country, (latitude, longitude)), port=port == "1"
                ),
                age == "antique",
            )
            for name, country, latitude, longitude, port, age in self._rows("lent.tsv")
        ]

    @cached_property
    def _city_lines(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        text = (self._folder / "cities.tsv").read_text(encoding="utf-8")
        for line in text.rstrip("\n").split("\n")[1:]:
            found[line.split("\t", 2)[1]].append(line)
        return found

    @cached_property
    def _other_names(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {
            (name, country): tuple(others.split("|"))
            for name, country, others in self._rows("renamed.tsv")
        }

    def _read_towns(self, country: str) -> Iterator[Lent]:
        taken: set[tuple[int, int]] = set()
        for line in self._city_lines.get(country, ()):
            name, _, latitude, longitude, population, others = line.split("\t")
            noted = self._other_names.get((name, country), ())
            if country == "RU" and float(longitude) < _EXCLAVE:
                continue  # German until 1945
            width = max(0.2, math.cos(math.radians(float(latitude))))
            x, y = int(float(longitude) * width // _CELL), int(float(latitude) // _CELL)
            around = {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)}
            if around & taken and not noted:
                continue
            taken.add((x, y))
            renamed = any(_initial(other) != _initial(name) for other in noted)
            old = None
            if country in _TRANSLITERATED:  # texts use other spellings there than maps of today
                old = _before_the_soviets(name, noted)
                name = noted[0] if noted and not renamed else name
                renamed = renamed or not noted
            yield Lent(
                _place(
                    name,
                    PlaceKind.CITY,
                    country,
                    (latitude, longitude),
                    population=population,
                    aliases=noted,
                ),
                len(others.split("|")) + 10 * bool(noted),
                renamed=renamed,
                old=old,
            )


@cache
def atlas() -> Atlas:
    """The one of the files that QuizApp brings along."""
    from quizapp.paths import resource

    return Atlas(resource("gazetteer"))


def _before_the_soviets(name: str, noted: tuple[str, ...]) -> str | None:
    """The oldest of its other names stands first, but for those that were given back later."""
    if not noted:
        return None
    return name if fold(noted[0]) in _SOVIET_NAMES else noted[0]


def kilometres(one: Place, other: Place) -> float | None:
    """Great-circle distance; None where a coordinate is unknown."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    a, b, c, d = (
        math.radians(v or 0.0)
        for v in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12_742 * math.asin(math.sqrt(h))


def region_type(place: Place) -> str:
    """ "oblast", "islands": the word that says what sort of region it is; "" without one."""
    words = fold(place.name).split()
    named = [word for word in (words[0], words[-1]) if word in REGION_TYPES]
    return named[-1] if named else ""


def _initial(name: str) -> str:
    return re.sub(r"^(?:al|el|le|la|the) ", "", fold(name.replace("-", " ")))[:1]


def _is_land(name: str) -> bool:
    words = set(fold(name).split())
    return name not in _WIDE and not words & _NO_PROVINCE and not words & _STATELY


def _place(
    name: str,
    kind: PlaceKind,
    country: str,
    at: tuple[str, str],
    *,
    population: str = "",
    aliases: tuple[str, ...] = (),
) -> Place:
    latitude, longitude = (float(degrees) if degrees else None for degrees in at)
    inhabitants = int(population) if population else None
    return Place(name, kind, aliases, latitude, longitude, country or None, inhabitants)
