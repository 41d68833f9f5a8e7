"""What the text calls a place: "Calamba, a town on the shore", "the village of Rocourt".

The gazetteer knows how large a place is today; a question that asks "in which city" of what the
text calls a village contradicts it, and leads elsewhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizapp.domain.fact import PlaceKind

if TYPE_CHECKING:
    from quizapp.domain.document import Document
    from quizapp.facts.places import PlaceTable

_NOUNS = (
    r"(?P<noun>town|village|hamlet|port|seaport|fortress|suburb|settlement|spa|camp"
    r"|junction|oasis|city|capital|metropolis)"
)
# "the Old Town of Lübeck", "the citadel of Messina": a part of it
_BEFORE = re.compile(
    rf"(?<![Oo]ld )(?<![Nn]ew )(?<!esser )(?<!pper )(?<!ower )(?<!nner )\b{_NOUNS}"
    r" (?:of|called|named) $"
)
_BEHIND = re.compile(
    r"(?:,? \([^()]*\))?(?:, | was | is )(?:then |now |still |once )?"
    rf"(?:an?|the) (?:[a-z-]+ ){{0,3}}?{_NOUNS}\b(?! (?:council|hall|walls|soviet))"
)
_CITIES = ("city", "capital", "metropolis")
_REACH = 60  # characters


def nouns_of(document: Document, places: PlaceTable) -> Mapping[str, str]:
    """By name of a place "city", "town" or another noun; only where the text has but one."""
    called: dict[str, set[str]] = defaultdict(set)
    for passage in document.passages:
        for mention in places.mentions(document, passage.number):
            written = re.sub(r"[’']s$", "", passage.text[mention.start : mention.end])
            if mention.place.kind is not PlaceKind.CITY or written != mention.place.name:
                continue  # "a settlement called Vindobona" was no city; Vienna is
            before = passage.text[max(0, mention.start - _REACH) : mention.start]
            behind = passage.text[mention.end : mention.end + 2 * _REACH]
            for found in (_BEFORE.search(before), _BEHIND.match(behind)):
                if found is not None:
                    noun = found["noun"].lower()
                    called[mention.place.name].add("city" if noun in _CITIES else noun)
    return {name: next(iter(nouns)) for name, nouns in called.items() if len(nouns) == 1}
