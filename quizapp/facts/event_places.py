"""Where it happened, and the body of which town did it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.domain.fact import GAP, Fact, FactKind, Place, PlaceKind, Slot
from quizapp.facts.clause_signs import is_denied
from quizapp.facts.doubts import HOLDING
from quizapp.facts.evidence import fold
from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import conjuncts, in_apposition
from quizapp.facts.parser import lemma_of
from quizapp.facts.place_words import tells_of_land
from quizapp.facts.reading import Draft, Reading
from quizapp.facts.words import BODIES, TAKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Placed
    from quizapp.facts.places import PlaceMention

_RELATIONS = ("addition", "answer", "contrast", "opposition", "reply", "response", "succession")
_PREPOSITIONS = ("in", "at", "near", "to", "from", "into", "outside", "off", "toward")
_STAYING = ("at", "near", "outside", "off")
_ADDRESSING = word_set(
    "address appeal apologize apply belong complain confess explain owe report say signal speak "
    "telegraph turn wire write"
)
_ONTO = word_set("drop fire march advance attack converge descend fall")
# What happens to a town or land: "the surrender of Toulon".
_BEFALLING = word_set(
    """
    annexation autonomy blockade bombardment bombing capture conquest defence defense destruction
    encirclement evacuation fall independence invasion liberation loss neutrality occupation
    partition recapture reconquest relief sack secession seizure siege storming surrender
    """
)
_OFFICES = word_set(
    """
    ambassador archbishop bishop chancellor commandant commander commissar dictator governor hetman
    king mayor premier president queen regent viceroy
    """
)
_SHORT_REST = 6  # words that may follow the place asked for
_ROOT = 5  # letters that two names of one land share: "Ukraine", "Ukrainian"
_THE_END = re.compile(r"\bthe $")
_RISINGS = word_set("uprising revolt rebellion mutiny coup insurrection movement campaign crusade")
_CIVIC = word_set("soviet council commune duma committee senate magistrate parliament rmc")


def read_where(reading: Reading) -> Iterator[Fact]:
    """One fact for each place that answers where, and for each town whose body acted."""
    for placed in reading.parsed.sentence.places:
        told = [*_happened_in(reading, placed), *_befell(reading, placed)]
        yield from told or _named_inside(reading, placed)
    yield from _body_of(reading)


def _happened_in(reading: Reading, placed: Placed[PlaceMention]) -> Iterator[Fact]:
    preposition = _locative(reading, placed)
    if preposition is None:
        return
    tokens = {t.i for t in preposition.subtree}
    beside = (*preposition.children, *reading.clause.verb.children)
    if any(c.dep_ == "conj" and c.pos_ == "ADP" for c in beside):
        return  # "first in Vernyi and then through the whole region"
    if _another_place(reading, placed, tokens) or _says_where_already(reading, preposition):
        return
    draft = reading.draft(left_out=tokens)
    place = placed.mention.place
    if draft is None or place.name in draft.spoken or _is_given_away(reading, place, draft):
        return
    if reading.when is None:
        draft = draft.but("no date")
    if reading.is_a_house(placed):
        draft = reading.in_own_town(draft)
    fact = reading.fact(FactKind.WHERE, draft, reading.written(placed), 0.75)
    yield replace(_at(reading, fact, place), preposition=preposition.lower_)


def _at(reading: Reading, fact: Fact, place: Place) -> Fact:
    called = reading.context.place_nouns.get(place.name, "")
    return replace(fact, where=place, where_called=called)


def _says_where_already(reading: Reading, asked: Token) -> bool:
    """ "landed on Peleliu, in the Palau Islands": the other name tells where."""
    return any(
        part.lower_ in ("in", "at", "on", "off", "near")
        and part.dep_ == "prep"
        and part.i != asked.i
        and not reading.names_the_day(part)
        and any(_is_a_spot(reading, c) for c in part.children)
        for part in reading.clause.parts
    )


def _is_a_spot(reading: Reading, noun: Token) -> bool:
    """A name that is no date, no person, and no wide land: "at Pharsalus in Thessaly" is fine."""
    parsed = reading.parsed
    if noun.dep_ != "pobj" or noun.pos_ != "PROPN":
        return False
    placed = parsed.place_at.get(noun.i)
    wide = placed is not None and placed.mention.place.kind in (
        PlaceKind.COUNTRY,
        PlaceKind.REGION,
        PlaceKind.CONTINENT,
    )
    return not wide and noun.i not in parsed.date_words and noun.i not in parsed.person_at


def _is_given_away(reading: Reading, asked: Place, draft: Draft) -> bool:
    """ "In which country did he surrender at Nanking?": whoever knows the town knows it."""
    if asked.kind is PlaceKind.COUNTRY and tells_of_land(draft.spoken, asked.name):
        return True
    if asked.kind not in (PlaceKind.COUNTRY, PlaceKind.REGION) or asked.country is None:
        return False
    return any(
        placed.mention.place.country == asked.country
        and placed.mention.place.kind is PlaceKind.CITY
        and reading.written(placed) in draft.spoken
        for placed in reading.parsed.sentence.places
    )


def _befell(reading: Reading, placed: Placed[PlaceMention]) -> Iterator[Fact]:
    """ "Wellington took Badajoz", "Badajoz was taken": which town?"""
    clause, head = reading.clause, reading.parsed.head_of(placed)
    if head is None or clause.lemma not in TAKING or clause.antecedent or not _alone(reading, head):
        return
    if head.dep_ == "dobj" and head.head.i == clause.verb.i and not clause.passive:
        slot = Slot.OBJECT
    elif clause.passive and head.i == clause.subject.i:
        slot = Slot.SUBJECT
    else:
        return
    if sum(p.dep_ == "dobj" for p in clause.parts) > 1:
        return  # "took Ghent in September, Brussels in March"
    draft = reading.draft(left_out={t.i for t in head.subtree}, subject=slot is Slot.OBJECT)
    place = placed.mention.place
    if draft is None or place.name in draft.spoken or place.kind is PlaceKind.CONTINENT:
        return
    if slot is Slot.OBJECT and draft.event.complement[:1].isupper():
        return  # "took Ghent in September, Brussels in March": another object
    if reading.when is None:
        draft = draft.but("no date")
    if slot is Slot.SUBJECT and not any(p.dep_ == "agent" for p in clause.parts):
        draft = draft.but("by whom")
    fact = reading.fact(FactKind.WHERE, draft, reading.written(placed), 0.75)
    yield replace(_at(reading, fact, place), slot=slot)


def _named_inside(reading: Reading, placed: Placed[PlaceMention]) -> Iterator[Fact]:
    """ "signed a decree on the independence of Finland": of which country?

    Asked of dated events alone, since many decrees are signed, and where nothing of weight follows.
    """
    head = reading.parsed.head_of(placed)
    place = placed.mention.place
    if head is None or reading.when is None or not _stands_inside(reading, head, place):
        return
    draft = reading.draft(left_out=set(), asked={t.i for t in reading.parsed.tokens_of(placed)})
    if draft is None or draft.event.complement.count(GAP) != 1 or GAP in draft.event.subject:
        return
    before, after = draft.event.complement.split(GAP)
    if after.strip(" ,") and (len(after.split()) > _SHORT_REST or not after.startswith(" ")):
        return
    if _betrays(place, draft.spoken) or _is_given_away(reading, place, draft):
        return
    complement = f"{_THE_END.sub('', before)}{GAP}{after}"
    draft = replace(draft, event=replace(draft.event, complement=complement))
    fact = reading.fact(FactKind.WHERE, draft, reading.written(placed), 0.5)
    yield replace(fact, where=place, slot=Slot.INSIDE, preposition=head.head.lower_)


def _stands_inside(reading: Reading, head: Token, place: Place) -> bool:
    """ "the siege of Toulon", "the headquarters at Mogilev", "governor of Kazan"."""
    if head.dep_ != "pobj" or place.kind in (PlaceKind.CONTINENT, PlaceKind.WATER):
        return False
    if place.kind is PlaceKind.BUILDING and head.left_edge.lower_ != "the":
        return False  # "at Hukou", which no map tells from a house
    preposition, hidden = head.head, reading.hidden
    part = next((p for p in reading.clause.parts if head.i in {t.i for t in p.subtree}), None)
    if part is None or head.i in hidden or is_denied(part) or not _alone(reading, head):
        return False
    noun = preposition.head
    if preposition.lower_ == "of":
        lemma = lemma_of(noun.text, "NOUN")
        return lemma in _BEFALLING or (lemma in _OFFICES and reading.clause.lemma in HOLDING)
    wide = place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
    stays = preposition.lower_ == "in" or (preposition.lower_ in ("at", "near") and not wide)
    return stays and noun.pos_ in ("NOUN", "PROPN") and noun.i not in reading.parsed.date_words


def _betrays(place: Place, spoken: str) -> bool:
    """ "the Ukrainian Rada": of which country it was is no question."""
    roots = {w[:_ROOT] for name in (place.name, *place.aliases) for w in fold(name).split()}
    return any(w[:_ROOT] in roots for w in fold(spoken).split() if len(w) >= _ROOT)


def _locative(reading: Reading, placed: Placed[PlaceMention]) -> Token | None:
    """The preposition, where the place tells where the clause happened."""
    head = reading.parsed.head_of(placed)
    if head is None or head.dep_ != "pobj" or not _says_where(reading, head.head, placed):
        return None
    if (
        is_denied(head.head)
        or in_apposition(head.head)
        or not _alone(reading, head)
        or placed.mention.place.kind is PlaceKind.CONTINENT
    ):
        return None
    preposition = head.head
    clause = reading.clause
    if preposition.lower_ == "to" and clause.lemma in _ADDRESSING:
        return None  # "appealed to the Eastern Front"
    before = preposition.doc[max(0, preposition.i - 1)].lower_
    if preposition.lower_ == "to" and before in _RELATIONS:
        return None  # "in succession to Aberdeen"
    near = {clause.verb.i}
    near |= {c.i for c in clause.verb.children if c.dep_ in ("dobj", "nsubjpass", "attr")}
    if clause.antecedent:
        near.discard(clause.subject.i)
    if preposition.lower_ in _STAYING:
        near |= _people_beside(reading)
    of_verb = preposition.i in {part.i for part in clause.parts}
    return preposition if of_verb or preposition.head.i in near else None


def _people_beside(reading: Reading) -> set[int]:
    """ "held an interview with San Martín at Guayaquil": there it was held."""
    people = reading.parsed.person_at
    parts = reading.clause.parts
    nouns = [p for p in parts if p.dep_ == "agent" or p.lower_ in ("with", "by", "of")]
    nouns += [c for p in parts if p.dep_ == "dobj" for c in p.children]
    return {c.i for noun in nouns for c in noun.children if c.dep_ == "pobj" and c.i in people}


def _says_where(reading: Reading, preposition: Token, placed: Placed[PlaceMention]) -> bool:
    """One drops a bomb "on" a city, and lands "on" an island, which no noun here names."""
    town = placed.mention.place.kind is PlaceKind.CITY
    onto = preposition.lower_ == "on" and town and reading.clause.lemma in _ONTO
    return onto or preposition.lower_ in _PREPOSITIONS


def _alone(reading: Reading, head: Token) -> bool:
    """Not one of a list, and the whole name: "in northern Kazakhstan" is another place."""
    if len(conjuncts(head)) > 1 or any(_narrows(c) for c in head.children):
        return False
    harmless = ("det", "case", "punct", "appos", "relcl", "acl")
    return all(child.i in reading.parsed.place_at or child.dep_ in harmless for child in head.lefts)


def _narrows(child: Token) -> bool:
    """ "in the north of France", "in Hunan's capital", but not "at Namamugi, near Yokohama,"."""
    first: int = child.left_edge.i
    loose = child.dep_ == "prep" and first > 0 and child.doc[first - 1].text == ","
    return child.dep_ in ("poss", "prep") and not loose


def _another_place(reading: Reading, asked: Placed[PlaceMention], tokens: set[int]) -> bool:
    """ "in Gotha in May and in Jena in June": asking for one would offer the other."""
    parts = {part.i for part in reading.clause.parts}
    own = reading.parsed.head_of(asked)
    listed = own is not None and own.head.dep_ == "conj"
    for placed in reading.parsed.sentence.places:
        head = reading.parsed.head_of(placed)
        if placed is asked or head is None or head.i in tokens or head.dep_ != "pobj":
            continue
        governor = head.head
        if governor.lower_ not in ("in", "at"):
            continue
        same_kind = placed.mention.place.kind is asked.mention.place.kind
        if listed or governor.dep_ == "conj" or (same_kind and governor.i in parts):
            return True
    return False


def _body_of(reading: Reading) -> Iterator[Fact]:
    """ "The Kazan soviet refused ...": the soviet of which city?"""
    subject = reading.clause.subject
    placed = _town_of(reading, subject)
    if placed is None:
        return
    draft = reading.draft(left_out={t.i for t in reading.parsed.tokens_of(placed)})
    place = placed.mention.place
    if draft is None or place.name in draft.spoken:
        return
    bare = replace(draft.event, subject=_bare_body(reading, subject))
    draft = replace(draft, event=bare).without(
        f"the {subject.lower_}", "nothing named", "unnamed subject"
    )
    if reading.when is None:
        draft = draft.but("no date")
    fact = reading.fact(FactKind.WHERE, draft, reading.written(placed), 0.7)
    yield replace(_at(reading, fact, place), preposition="of")


def _bare_body(reading: Reading, subject: Token) -> str:
    """ "executive committee" of "the Kazan executive committee"."""
    words = [t for t in subject.lefts if t.i not in reading.parsed.place_at and t.dep_ != "det"]
    body = reading.context.acronyms.get(subject.text, subject.text)
    return " ".join([*(t.text for t in words if t.lower_ != "new"), body])


def _town_of(reading: Reading, subject: Token) -> Placed[PlaceMention] | None:
    """The town that stands right before a body's noun."""
    if subject.pos_ not in ("NOUN", "PROPN") or lemma_of(subject.text, "NOUN") not in BODIES:
        return None
    if reading.clause.antecedent or len(conjuncts(subject)) > 1 or subject.i == 0:
        return None
    if subject.text[0].isupper() and subject.lower_ not in _CIVIC:
        return None  # "the Chernigov Regiment" keeps its name wherever it stands
    if lemma_of(subject.text, "NOUN") in _RISINGS:
        return None
    before = subject.nbor(-1)
    placed = reading.parsed.place_at.get(before.i)
    if placed is None or before.dep_ not in ("compound", "amod", "nmod"):
        return None
    return placed if placed.mention.place.kind is PlaceKind.CITY else None
