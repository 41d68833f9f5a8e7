"""A deed told of what it was done to: "a crowd invaded the Assembly" as "the Assembly was invaded".

Where nobody knows who "they" are, or where a nameless doer adds nothing, what was done to a named
thing is known all the same, and so are its day and its place.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.facts.clause import Clause
from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import conjuncts
from quizapp.facts.parser import lemma_of
from quizapp.facts.words import ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.parsed import ParsedSentence
    from quizapp.facts.reading import Reading

# What changes the thing it is done to. Of what is felt, had, reached or said nobody speaks so.
_DONE_TO = word_set(
    """
    abolish adopt annex arrest assassinate attack ban behead besiege blockade bombard build burn
    capture close conclude conquer convene convoke create crown crush defeat demolish depose
    destroy dethrone discover disband dissolve divide elect emancipate erect establish
    evacuate execute exile expel fortify found free hang imprison inaugurate incorporate introduce
    invade kill launch legalize liberate lift massacre murder nationalize occupy open
    organize outlaw overrun overthrow partition plunder poison proclaim publish raid ransack
    ratify raze rebuild recapture reconquer regain reinstate release rename repeal repulse restore
    sack secularize seize shoot sign sink stab storm suppress surround topple torch
    unveil vandalize wound
    """
)
# They tell of the doer, who is left out: "besieged it with his men", "by crossing the river".
_OF_THE_DOER = word_set("as by for like together under unlike with without")
_ENDINGS = ("xcomp", "ccomp", "advcl", "dative", "oprd")


def told_of_what_was_done_to(reading: Reading) -> Reading:
    """The same deed as a passive without its doer, where the doer is nobody by name.

    As it was where the clause has a named doer, or where the passive would not be clear.
    """
    clause = reading.clause
    if clause.passive or clause.antecedent or clause.lemma not in _DONE_TO:
        return reading
    if _is_somebody(reading):
        return reading
    objects = [part for part in clause.parts if part.dep_ == "dobj"]
    if len(objects) != 1 or any(part.dep_ in _ENDINGS for part in clause.parts):
        return reading
    thing = objects[0]
    if not _is_one_known_thing(reading.parsed, thing) or _shares_its_object(clause.verb):
        return reading
    parts = [p for p in clause.parts if p is not thing and not _tells_of_the_doer(p)]
    turned = Clause(
        clause.verb, thing, True, parts=parts, dates=clause.dates,
        historic_present=clause.historic_present, pluperfect=clause.pluperfect,
    )  # fmt: skip
    return replace(reading, clause=turned)


def _is_somebody(reading: Reading) -> bool:
    """ "the new governor, Don John" as well."""
    subject = reading.clause.subject
    named = any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in subject.children)
    if named or not reading.parsed.person_at.keys().isdisjoint(t.i for t in subject.subtree):
        return True
    who = reading.subject(reading.writer())
    return who is not None and who.named


def _is_one_known_thing(parsed: ParsedSentence, thing: Token) -> bool:
    """ "the Bastille", but not "his troops", "a fort near Narva", "Narva and Riga"."""
    if thing.tag_ == "PRP" or len(conjuncts(thing)) > 1:
        return False
    if thing.lower_ in ROLE_NOUNS or _is_one_of_several_by_name(thing):
        return False  # "elected Gustav king", read as one name
    first = thing.doc[thing.left_edge.i]
    if first.lower_ in ("a", "an", "some", "several", "many", "no") or first.tag_ == "PRP$":
        return False
    return any(parsed.is_named(t) for t in thing.subtree)


def _is_one_of_several_by_name(thing: Token) -> bool:
    """ "the Articles": one treaty, and yet a plural."""
    return thing.tag_ == "NNP" and lemma_of(thing.text, "NOUN") != thing.lower_


def _shares_its_object(verb: Token) -> bool:
    """ "attacked and took Narva": each verb has the object, and the doer joins them."""
    return any(t.dep_ == "conj" and t.pos_ == "VERB" for t in verb.rights)


def _tells_of_the_doer(part: Token) -> bool:
    if any(t.tag_ == "PRP$" for t in part.subtree):
        return True
    if part.dep_ == "advmod" and part.lower_ in ("together", "jointly", "themselves"):
        return True
    return part.dep_ == "prep" and part.lower_ in _OF_THE_DOER
