"""``imsmanifest.xml``: which files of a package are items, and what is said of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from quizapp.domain.question import Difficulty
from quizapp.exchange.building import Report, cleaned
from quizapp.exchange.format import Problem
from quizapp.exchange.safe_xml import Element, local_name

MANIFEST = "imsmanifest.xml"
OWN = "quizapp"
OWN_NAMESPACE = "urn:quizapp:own-data:1"
MOST_RESOURCES = 200_000

_ITEM_TYPES = ("imsqti_item", "imsqti_xmlv", "imsqti_apipitem", "imsqti_test", "imsqti_section",
               "assessment", "question-bank", "imsqti")  # fmt: skip
_LEVELS = {
    "very easy": Difficulty.EASY, "easy": Difficulty.EASY, "medium": Difficulty.MEDIUM,
    "difficult": Difficulty.HARD, "very difficult": Difficulty.HARD,
}  # fmt: skip
LEVELS_BACK = {
    Difficulty.EASY: "easy", Difficulty.MEDIUM: "medium", Difficulty.HARD: "difficult",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resource:
    """What the manifest says of an item; ``own``: JSON of ours."""

    tags: tuple[str, ...] = ()
    difficulty: Difficulty | None = None
    topic: str = ""
    own: str = ""


@dataclass
class Manifest:
    """``resources``: by href, in their order; ``own``: name, description and sources of a deck
    that QuizApp wrote."""

    identifier: str = ""
    resources: dict[str, Resource] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)

    @property
    def is_ours(self) -> bool:
        return bool(self.own)

    @classmethod
    def read(cls, root: Element, report: Report) -> Manifest:
        """Of a normalised manifest. Resources that are no items are told of in one sentence."""
        manifest = cls(cleaned(root.get("identifier", "")))
        metadata = root.find("metadata")
        if metadata is not None:
            manifest.own = _own_head(metadata)
        others = 0
        for number, element in enumerate(root.iter("resource")):
            if number >= MOST_RESOURCES:
                break
            href = element.get("href") or _first_file(element)
            if href and any(part in element.get("type", "").lower() for part in _ITEM_TYPES):
                manifest.resources.setdefault(href, _resource(element))
            elif _is_content(element):
                others += 1
        if others:
            words = "1 other part is" if others == 1 else f"{others} other parts are"
            reason = f"{words} no questions (links, discussions)"
            report.changed.append(Problem(None, reason, MANIFEST))
        return manifest


def _resource(element: Element) -> Resource:
    metadata = element.find("metadata")
    if metadata is None:
        return Resource()
    parts = _by_name(metadata)
    own = next(iter(parts[OWN]), None)
    keywords = (_words(each) for each in parts["keyword"])
    level = next(iter(parts["difficulty"]), None)
    value = _words(next(_named(level, "value"), None)) if level is not None else ""
    return Resource(
        tuple(dict.fromkeys(word for word in keywords if word)),
        _LEVELS.get(value.lower()),
        _topic(next(iter(parts["taxonpath"]), None)),
        str(own.text or "") if own is not None else "",
    )


def _by_name(element: Element) -> defaultdict[str, list[Element]]:
    """All in it by their names in small letters, found in one walk."""
    found: defaultdict[str, list[Element]] = defaultdict(list)
    for each in element.iter():
        found[local_name(each).lower()].append(each)
    return found


def _topic(path: Element | None) -> str:
    """A path of taxons, as the LOM standard keeps the place of a thing in an order of things."""
    if path is None:
        return ""
    names = []
    for taxon in _named(path, "taxon"):
        entry = next(_named(taxon, "entry"), None)
        names.append(_words(entry).replace("/", "-"))
    return "/".join(name for name in names if name)


def _own_head(metadata: Element) -> dict[str, Any]:
    element = next(_named(metadata, OWN), None)
    if element is None:
        return {}
    try:
        record = json.loads((element.text or "")[:200_000])
    except (ValueError, RecursionError):
        return {}
    if not isinstance(record, dict):
        return {}
    sources = record.get("sources", [])
    return {
        "name": _short(record.get("name")),
        "description": _short(record.get("description")),
        "sources": tuple(_short(each) for each in sources[:200])
        if isinstance(sources, list)
        else (),
    }


def _short(value: Any) -> str:
    return cleaned(value).strip()[:4000] if isinstance(value, str) else ""


def _words(element: Element | None) -> str:
    if element is None:
        return ""
    return cleaned(" ".join("".join(element.itertext()).split()))[:200]


def _named(element: Element, name: str) -> Iterator[Element]:
    return (each for each in element.iter() if local_name(each).lower() == name.lower())


def _first_file(element: Element) -> str:
    """Canvas lists the file of a quiz below the resource, without an address of its own."""
    files = [each.get("href", "") for each in element.iterfind("file")]
    return next((name for name in files if name.lower().endswith((".xml", ".qti", ".dat"))), "")


def _is_content(element: Element) -> bool:
    """A part of a cartridge that somebody might miss."""
    return str(element.get("type", "")).lower().startswith(("imswl", "imsdt", "imsbasiclti"))
