"""Lists of pairs: what is told of the first date and place holds for the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.domain.fact import Fact, FactKind
from quizapp.domain.identity import stable_id
from quizapp.facts.evidence import fact_id
from quizapp.facts.parsed import ParsedSentence

if TYPE_CHECKING:
    from quizapp.facts.cleaning import Placed
    from quizapp.facts.dates import DateMention
    from quizapp.facts.places import PlaceMention

    Pair = tuple[Placed[DateMention], Placed[PlaceMention]]


def tell_other_pairs(facts: list[Fact], parsed: ParsedSentence) -> list[Fact]:
    """ "until May 5 in Rouen, May 6 in Caen": the fact of the first pair told for the others."""
    pairs = parsed.sentence.pairs
    if len(pairs) < 2:
        return facts
    first_date, first_place = pairs[0]
    written = _written(parsed, first_place)
    told = [
        _told_for(fact, written, _written(parsed, pair[1]), pair)
        for fact in facts
        if fact.when == first_date.mention.date and _holds_for_others(fact)
        for pair in pairs[1:]
        if pair[0].mention.date is not None
    ]
    return facts + told


def _holds_for_others(fact: Fact) -> bool:
    """Where it lasted until a date is asked once: the other places stand in the same breath."""
    if fact.kind is FactKind.WHERE:
        return fact.when_preposition in ("", "on", "in")
    return fact.kind is FactKind.WHEN


def _written(parsed: ParsedSentence, placed: Placed[PlaceMention]) -> str:
    return parsed.sentence.passage.text[placed.mention.start : placed.mention.end]


def _told_for(fact: Fact, first: str, other: str, pair: Pair) -> Fact:
    date, place = pair
    event = replace(
        fact.event,
        complement=fact.event.complement.replace(first, other),
        subject=fact.event.subject.replace(first, other),
    )
    asks_when = fact.kind is FactKind.WHEN
    mention = date.mention.text if asks_when else other
    return replace(
        fact,
        id=fact_id(fact.evidence.quote, fact.kind, mention, event.verb, other),
        event=event,
        event_key=stable_id("event", fact.event_key, other),
        when=date.mention.date,
        where=None if asks_when else place.mention.place,
        mention=mention,
    )
