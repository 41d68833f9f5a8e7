"""Questions whose answer is a place."""

from __future__ import annotations

from quizapp.domain.fact import Fact, FactKind, PlaceKind, Slot
from quizapp.domain.question import AnswerKind
from quizapp.kinds.kind import Wording
from quizapp.kinds.option_sets import whole_set
from quizapp.kinds.place_options import wrong_places
from quizapp.kinds.pool import Pool
from quizapp.kinds.text import fold
from quizapp.kinds.wording import time_phrase, where_stem

_ANOTHER_NAME = 60  # rapidfuzz ratio below which two names are not two spellings
_SENT_AWAY = ("banish", "deport", "exile", "expel")
_FEWEST = 2  # good places are rarer than good dates; two beside the key still make one think


def _is_a_land(fact: Fact) -> bool:
    return fact.where is not None and fact.where.kind is PlaceKind.COUNTRY


def _as_the_text_has_it(mention: str, name: str) -> str:
    """Another name of the place than the deck's is kept: "Cartagena", not "New Carthage"."""
    from rapidfuzz import fuzz

    if f"The {mention}" == name:
        return name
    other = fuzz.ratio(fold(mention), fold(name)) < _ANOTHER_NAME
    return mention if other and mention[:1].isupper() else name


class PlaceQuestions:
    kind = AnswerKind.PLACE

    def asks(self, fact: Fact) -> bool:
        return fact.kind is FactKind.WHERE and fact.where is not None

    def word(self, fact: Fact) -> Wording | None:
        place = fact.where
        if place is None or place.kind is PlaceKind.WATER:
            return None
        stem = where_stem(fact, time_phrase(fact.when, fact.when_preposition))
        shown = _as_the_text_has_it(fact.mention, place.name)
        aliases = place.aliases
        if place.kind is PlaceKind.BUILDING and not stem.startswith("Where"):
            aliases = ()  # its town is no answer to "which building"
        accept = dict.fromkeys((place.name, *aliases, fact.mention))
        return Wording(stem, shown, tuple(a for a in accept if a != shown))

    def doubts(self, fact: Fact, pool: Pool) -> tuple[str, ...]:
        if fact.preposition == "of" and fact.slot is not Slot.INSIDE:
            return ("one of many",)  # each town had its soviet, its council or its mint
        if fact.preposition == "from" and fact.event.verb in _SENT_AWAY and _is_a_land(fact):
            return ("a trifle",)  # from the land whose history it is; where to is worth knowing
        return ("elsewhere too",) if pool.happened_elsewhere(fact) else ()

    def candidates(self, fact: Fact, pool: Pool) -> list[str]:
        return whole_set(self.kind, self.word(fact), wrong_places(fact, pool), least=_FEWEST)
