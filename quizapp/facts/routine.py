"""What fills the diary of an office: meetings, wires, papers, and whether they say about what."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from quizapp.facts.name_forms import word_set
from quizapp.facts.words import MEETINGS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.clause import Clause

# Whoever holds an office does so every day, and the matter is another fact.
_EVERY_DAY = word_set(
    """
    acquaint confer consult converse discuss examine exchange familiarise familiarize greet inform
    inspect interview phone receive reply request speak talk telegraph telephone tour wire
    """
)
_MEETING = word_set(
    """
    address arrive attend call conduct deliver instruct participate preside propose recommend report
    send submit urge write
    """
)
_OF_OFFICE = _EVERY_DAY | _MEETING
_LIGHT = word_set("begin conduct deliver draw give hold make point take outline")
_TALKS = word_set(
    """
    address communication conference conversation discussion inquiries instruction instructions
    interview meeting note notes part proposal proposals remark remarks report reports speech
    speeches statement statements talk talks
    """
)
# What offices write all day, unlike a decree or a declaration.
_PAPERS = word_set(
    "certificate directive instruction instructions letter mandate memorandum message note order "
    "orders receipt reply telegram telegrams"
)
_ABOUT = word_set("about against concerning for on over regarding to")
_RANKS = word_set(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth last "
    "founding inaugural opening final constituent"
)
_SPOKEN_AT = MEETINGS | {"plenum", "work"}
_SHARED = word_set("attend participate speak")


def is_of_a_diary(clause: Clause) -> bool:
    """ "attends a meeting", "makes a report on the harvest", "signs an order"."""
    if clause.passive:
        return False
    objects = {p.lower_ for p in clause.parts if p.dep_ == "dobj"}
    light = clause.lemma in _LIGHT and not objects.isdisjoint(_TALKS)
    written = not objects.isdisjoint(_PAPERS)
    return light or written or clause.lemma in _OF_OFFICE


def is_routine(clause: Clause, told: Collection[Token]) -> bool:
    """ "attends a meeting", "wires to Parkhomenko": one of many, and nobody says about what.

    ``told``: the words that a question would keep.
    """
    if not is_of_a_diary(clause):
        return False
    if clause.lemma in _EVERY_DAY:
        return True
    if any(_is_one_occasion(token) for token in told):
        return False
    kept = {t.i for t in told}
    said = any(_says_about_what(token, kept) for token in told)
    return not said or any(_is_some_meeting(token) for token in told)


def is_done_by_many(clause: Clause) -> bool:
    """ "took part in the congress", "spoke at the meeting": so did others, whoever is named."""
    if clause.passive:
        return False
    objects = {p.lower_ for p in clause.parts if p.dep_ == "dobj"}
    shares = clause.lemma == "take" and "part" in objects
    spoke = clause.lemma == "address" and not objects.isdisjoint(_SPOKEN_AT)
    return shares or spoke or clause.lemma in _SHARED


def _says_about_what(token: Token, kept: AbstractSet[int]) -> bool:
    """ "on relations with the Rada", "of the capture of Kiev", "dismissing Dukhonin"."""
    if token.dep_ in ("acl", "relcl", "ccomp", "xcomp"):
        return True
    matter = [c for c in token.children if c.dep_ in ("pobj", "pcomp") and c.i in kept]
    if token.dep_ != "prep" or not matter:
        return False
    if token.lower_ == "of":
        return token.head.dep_ == "ROOT" or token.head.pos_ == "VERB"
    to_somebody = token.lower_ == "to" and matter[0].pos_ == "PROPN"
    return token.lower_ in _ABOUT and not to_somebody


def _is_some_meeting(token: Token) -> bool:
    """ "at a joint meeting of committees on the harvest": one of many all the same."""
    return token.lower_ in _SPOKEN_AT and any(c.lower_ in ("a", "an") for c in token.lefts)


def _is_one_occasion(token: Token) -> bool:
    """ "the Seventh Congress", "a Congress of the Finnish party", "“Reply to Comrades”"."""
    if token.lower_ in _RANKS or token.text in ('"', "“"):
        return True
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
        return False
    capital = token.text[:1].isupper() and token.lower_ in _SPOKEN_AT
    definite = any(c.lower_ == "the" for c in token.lefts)
    return capital or (definite and token.pos_ == "PROPN" and token.dep_ == "dobj")
