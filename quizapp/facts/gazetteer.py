"""What is known of place names: cities of today with their other names, and historical places.

Reads the tables of ``resources/gazetteer`` (GeoNames extract, CC BY 4.0, and our own rows; see the
README there) on the first look-up, in well under 0.3 s. Rows are kept as lines and taken apart only
when asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path

from quizapp.domain.fact import PlaceKind
from quizapp.facts.name_forms import fold, sound_key, sound_keys, word_set

# The lands whose names reach English through several transliterations.
_TRANSLITERATED = word_set("RU UA BY KZ KG UZ TM TJ GE AM AZ BG RS ME MK MD LT LV EE PL FI MN CN")


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place. Renamed towns are one entry: ``name`` is today's.

    ``alternates`` are other spellings and names in any language, ``old_names`` those that our own
    table gives, fit to be shown. ``noted``: the name looked up is one of these or of a row of our
    own, so the entry goes before a namesake. ``population`` is of today's town, None for areas
    and vanished places.
    """

    number: int
    name: str
    kind: PlaceKind
    country: str | None
    latitude: float | None
    longitude: float | None
    population: int | None
    alternates: tuple[str, ...] = ()
    old_names: tuple[str, ...] = ()
    noted: bool = field(default=False, compare=False)


class Gazetteer:
    """Looks place names up by folded spelling, then by transliteration."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._parsed: dict[int, GazetteerEntry] = {}
        self._looked_up: dict[str, list[GazetteerEntry]] = {}

    def lookup(self, name: str) -> list[GazetteerEntry]:
        """Entries of that name or alternate name: noted ones first, then by population.

        Accents, apostrophes and hyphens do not count. Where nothing fits, spellings that only
        transliterate otherwise are tried ("Tsarytsin").
        """
        key = _without_article(fold(name))
        found = self._looked_up.get(key)
        if found is None:
            rows = self._tables.index.get(key)
            if rows is None:
                rows = self._tables.sounds.get(sound_key(key))
            entries = (self._seen_as(key, number) for number in _numbers(rows))
            found = self._looked_up[key] = sorted(entries, key=_prominence)
        return list(found)

    def knows(self, name: str) -> bool:
        """Whether ``lookup`` finds it under its plain folded spelling; cheaper than ``lookup``."""
        return _without_article(fold(name)) in self._tables.index

    def entry(self, number: int) -> GazetteerEntry:
        """The entry of that number; the number is stable within one load only."""
        known = self._parsed.get(number)
        if known is None:
            known = self._parsed[number] = _parse(number, self._tables)
        return known

    def _seen_as(self, key: str, number: int) -> GazetteerEntry:
        """The entry as known under the folded name ``key``: noted or not."""
        entry = self.entry(number)
        if entry.noted or not entry.old_names:
            return entry
        names = {_without_article(fold(name)) for name in (entry.name, *entry.old_names)}
        return replace(entry, noted=key in names)

    @cached_property
    def _tables(self) -> _Tables:
        folder = self._folder
        if folder is None:
            from quizapp.paths import resource

            folder = resource("gazetteer")
        return _tables_of(folder)


class _Tables:
    """All rows, and the index from folded names to their numbers."""

    def __init__(self, folder: Path) -> None:
        self.rows: list[str] = []  # lines of cities.tsv, and others brought to its columns
        self.kinds: list[PlaceKind] = []
        self.cities = 0  # the first rows; those after them are areas and other rows of our own
        self.index: dict[str, int | tuple[int, ...]] = {}
        self.extra_names: dict[int, tuple[str, ...]] = {}
        self._read_cities(folder / "cities.tsv")
        self._read_generated(folder / "countries.tsv", PlaceKind.COUNTRY)
        self._read_generated(folder / "states.tsv", PlaceKind.REGION)
        self._read_areas(folder / "areas.tsv")
        self._read_renamed(folder / "renamed.tsv")

    @cached_property
    def sounds(self) -> dict[str, int | tuple[int, ...]]:
        """From the sounds of the transliterated names to the numbers of their rows."""
        named = [
            (number, name)
            for number, line in enumerate(self.rows)
            if number >= self.cities or line.split("\t", 2)[1] in _TRANSLITERATED
            for name in (*_names(line), *self.extra_names.get(number, ()))
        ]
        index: dict[str, int | tuple[int, ...]] = {}
        keys = sound_keys([name for _, name in named])
        for (number, _), key in zip(named, keys, strict=True):
            if len(key) > 3:
                _add(index, key, number)
        return index

    def _read_cities(self, path: Path) -> None:
        """The bulk of the names: folded all at once, since one call a name would cost 0.1 s."""
        lines = _lines(path)
        folded = _cheap_fold("\n".join(lines)).split("\n")
        index = self.index
        for number, line in enumerate(lines):
            if line.isascii():
                fields = folded[number].split("\t")
                keys = [fields[0], *fields[5].split("|")] if fields[5] else fields[:1]
            else:
                keys = [_quick_fold(name) for name in _names(line)]
            for key in keys:
                if index.setdefault(key, number) != number:
                    _add(index, key, number)
        self.rows = lines
        self.kinds = [PlaceKind.CITY] * len(lines)
        self.cities = len(lines)

    def _read_generated(self, path: Path, kind: PlaceKind) -> None:
        for line in _lines(path):
            name, country, latitude, longitude, *rest = line.split("\t")
            population = rest[0] if rest else ""
            self._add_row(kind, [name, country, latitude, longitude, population, ""])

    def _read_areas(self, path: Path) -> None:
        """Our own rows: areas, waters, vanished cities and famous buildings."""
        for line in _lines(path):
            name, kind, country, latitude, longitude, others = line.split("\t")
            known = self._same(name, PlaceKind(kind))
            if known is None:
                self._add_row(PlaceKind(kind), [name, country, latitude, longitude, "", others])
            elif others:
                self._add_names(known, others.split("|"))

    def _read_renamed(self, path: Path) -> None:
        """Other names of cities and countries that have a row already."""
        for line in _lines(path):
            name, country, others = line.split("\t")
            number = self._find(name, country)
            if number is not None:
                self._add_names(number, others.split("|"))

    def _same(self, name: str, kind: PlaceKind) -> int | None:
        for number in _numbers(self.index.get(_without_article(fold(name)))):
            same_kind = number >= self.cities and self.kinds[number] is kind
            if same_kind and self.rows[number].split("\t", 1)[0] == name:
                return number
        return None

    def _find(self, name: str, country: str) -> int | None:
        """The largest place of that main name in the country."""
        found = [
            (number, fields)
            for number in _numbers(self.index.get(_without_article(fold(name))))
            if (fields := self.rows[number].split("\t"))[1] == country
        ]
        exact = [pair for pair in found if fold(pair[1][0]) == fold(name)]
        candidates = exact or found
        if not candidates:
            return None
        return max(candidates, key=lambda pair: (int(pair[1][4] or 0), -pair[0]))[0]

    def _add_row(self, kind: PlaceKind, fields: list[str]) -> None:
        number = len(self.rows)
        line = "\t".join(fields)
        self.rows.append(line)
        self.kinds.append(kind)
        for name in _names(line):
            _add(self.index, _without_article(fold(name)), number)

    def _add_names(self, number: int, names: list[str]) -> None:
        self.extra_names[number] = (*self.extra_names.get(number, ()), *names)
        for name in names:
            _add(self.index, _without_article(fold(name)), number)


@cache
def _tables_of(folder: Path) -> _Tables:
    """The files never change while the program runs, so all gazetteers share what was read."""
    return _Tables(folder)


def _parse(number: int, tables: _Tables) -> GazetteerEntry:
    name, country, latitude, longitude, population, others = tables.rows[number].split("\t")
    own = tuple(others.split("|")) if others and number >= tables.cities else ()
    return GazetteerEntry(
        number=number,
        name=name,
        kind=tables.kinds[number],
        country=country or None,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        population=int(population) if population else None,
        alternates=tuple(others.split("|")) if others else (),
        old_names=tables.extra_names.get(number, ()) or own,
        noted=number >= tables.cities,
    )


def _prominence(entry: GazetteerEntry) -> tuple[bool, int, int]:
    return (not entry.noted, -(entry.population or 0), entry.number)


def _names(line: str) -> Iterator[str]:
    fields = line.split("\t")
    yield fields[0]
    if fields[-1]:
        yield from fields[-1].split("|")


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").rstrip("\n").split("\n")[1:]


def _quick_fold(name: str) -> str:
    return _cheap_fold(name) if name.isascii() else fold(name)


def _cheap_fold(text: str) -> str:
    """``fold`` for ASCII names without other marks; ``str.translate`` is ten times slower."""
    return text.lower().replace("-", " ").replace("'", "").replace(".", "")


def _without_article(key: str) -> str:
    return key.removeprefix("the ")


def _add(index: dict[str, int | tuple[int, ...]], key: str, number: int) -> None:
    known = index.setdefault(key, number)
    if known == number:
        return
    numbers = _numbers(known)
    if number not in numbers:
        index[key] = (*numbers, number)


def _numbers(rows: int | tuple[int, ...] | None) -> tuple[int, ...]:
    if rows is None:
        return ()
    return (rows,) if isinstance(rows, int) else rows
