"""Whom or what a clause is about, also where the subject stands in another clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import is_helped, subject_of
from quizapp.facts.parser import lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token


# What can be held, published or signed: "the congress of women held in Bern", "an organ of the
# ministry, published in Bonn", "a decree of the senate signed by".
HELD = word_set(
    """
    hold convene meet open assemble summon call
    """
)


_MEETINGS = word_set(
    """
    congress conference convention assembly meeting session council synod plenum plenary rally
    election elections parliament diet seym talks negotiations celebration
    """
)


_WRITINGS = word_set(
    """
    resolution decree law treaty declaration manifesto statute constitution agreement order
    appeal act charter edict bill report letter programme program note telegram pact
    """
)


_PAPERS = word_set(
    """
    newspaper magazine journal organ daily weekly monthly paper gazette bulletin book
    """
)


_DONE_TO = {
    **dict.fromkeys(HELD, _MEETINGS),
    **dict.fromkeys(
        [
            "adopt",
            "sign",
            "issue",
            "pass",
            "approve",
            "draft",
            "endorse",
            "ratify",
            "conclude",
            "promulgate",
        ],
        _WRITINGS,
    ),
    **dict.fromkeys(["publish", "edit", "print", "appear"], _PAPERS | _WRITINGS),
}


def event_noun(verb: Token, noun: Token) -> Token:
    """ "the First Congress of Women held in Bern": the congress was held, not the women."""
    wanted = _DONE_TO.get(lemma_of(verb.text, "VERB"))
    if wanted is None:
        return noun
    node = noun
    while node.lower_ not in wanted:
        if node.dep_ not in ("pobj", "prep", "conj", "compound", "poss") or node.head.i == node.i:
            return noun
        node = node.head
    return node


_GIVING = word_set(
    """
    give grant award offer hand deny refuse allot assign send show teach promise lend pay deal
    allow guarantee forbid cede concede leave spare allocate afford tell ask
    name nickname call style surname title dub elect appoint make crown declare proclaim
    """
)


_OF_THEMSELVES = word_set("begin cease close continue end move open start stop turn")


class Subject(NamedTuple):
    """``modified``: the clause modifies this noun ("the town, taken in May")."""

    noun: Token | None
    passive: bool
    modified: bool = False


_NOBODY = Subject(None, False)
_RELATIVE = ("which", "who", "that")


def find_subject(verb: Token) -> Subject:
    """Who or what the verb is said of; no noun where that cannot be told."""
    own = subject_of(verb)
    if own is not None:
        return _own_subject(verb, own)
    participle = verb.tag_ in ("VBN", "VBD", "VBG")
    if verb.dep_ == "acl" and participle and verb.head.pos_ in ("NOUN", "PROPN"):
        told = Subject(verb.head, verb.tag_ != "VBG" and not _does_it(verb), True)
        return _NOBODY if _is_second_aside(verb) and not _is_the_only_verb(verb) else told
    if verb.head.pos_ not in ("VERB", "AUX") or verb.head.i == verb.i:
        return _NOBODY
    if verb.dep_ == "conj":
        done_to = _what_was_done_to(verb)
        return _shared_subject(verb) if done_to is None else done_to
    if verb.dep_ == "advcl" and participle:
        return _subject_of_participle(verb)
    return _NOBODY


def _is_second_aside(participle: Token) -> bool:
    """ "The monks, having sheltered them, paid for it": the verb, taken for an aside."""
    before = [c for c in participle.head.children if c.dep_ == "acl" and c.i < participle.i]
    return bool(before) and participle.nbor(-1).text == ","


def _is_the_only_verb(participle: Token) -> bool:
    """ "Caetano, besieged in the barracks, handed over his powers": else nothing would be said."""
    alone = participle.head.dep_ == "ROOT" and participle.head.pos_ in ("NOUN", "PROPN")
    return alone and _does_it(participle)


def _is_a_deed(gerund: Token) -> bool:
    """ "A rising in Saga was put down": a noun, whatever the parser made of it."""
    return any(c.dep_ == "det" for c in gerund.lefts)


def _subject_of_participle(verb: Token) -> Subject:
    """ "Crossing the river, he ...", "Made general in March, Grant ..."."""
    told = find_subject(verb.head)
    if verb.tag_ == "VBG":
        return told._replace(passive=_has(verb, "auxpass"))
    opening = verb.tag_ == "VBN" and verb.i < verb.head.i and not told.modified
    return told._replace(passive=True) if opening else _NOBODY


def _what_was_done_to(participle: Token) -> Subject | None:
    """ "founded the monastery, begun in 1501": begun was the monastery, nobody "begun"."""
    before = participle.head
    bare = participle.tag_ == "VBN" and before.tag_ == "VBD"
    if not bare or is_helped(participle) or is_helped(before):
        return None
    noun = participle.nbor(-2) if participle.i > 1 else participle
    beside = participle.nbor(-1).text == "," and noun.pos_ in ("NOUN", "PROPN")
    return Subject(noun, True, True) if beside else _NOBODY


def _does_it(participle: Token) -> bool:
    """ "Caetano, besieged in the barracks, handed over his powers": what it does is told.

    The parser takes the verb for a second participle. Of what was done to somebody only a gift is
    told with an object ("X, granted the town in 1204"), and a name.
    """
    given = lemma_of(participle.text, "VERB") in _GIVING and not _has(participle, "prt")
    return _has(participle, "dobj") and not given


def _own_subject(verb: Token, own: Token) -> Subject:
    passive = _has(verb, "auxpass") or own.dep_ == "nsubjpass"
    if own.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return Subject(verb.head, passive, True)
    if own.tag_ == "VBG" or own.dep_ in ("csubj", "csubjpass"):
        return Subject(own, passive) if _is_a_deed(own) else _NOBODY
    unclear = own.lower_ in (*_RELATIVE, "what", "whoever")
    return _NOBODY if unclear else Subject(own, passive)


def _shared_subject(verb: Token) -> Subject:
    """Of "was taken and burnt", "came and saw"."""
    passive = _has(verb, "auxpass")
    taken = swallowed_subject(verb)
    if taken is not None:
        return Subject(taken, passive)
    shared = find_subject(verb.head)
    does_it = _does_it(verb) if verb.tag_ == "VBN" else _has(verb, "dobj")  # "and given a name"
    bare = not (_has(verb, "aux") or _has(verb, "auxpass") or does_it)
    inherits = shared.passive and bare and verb.tag_ in ("VBN", "VBD")
    if inherits and lemma_of(verb.text, "VERB") in _OF_THEMSELVES and verb.nbor(-1).dep_ != "cc":
        return _NOBODY  # "was driven out, and so ended the line"
    return shared._replace(passive=passive or inherits)


def _has(verb: Token, dependency: str) -> bool:
    return any(child.dep_ == dependency for child in verb.children)


def swallowed_subject(verb: Token) -> Token | None:
    """ "freed the prisoners and Trotsky became chairman": a subject taken for a second object."""
    before = verb.i - 1
    while before > 0 and verb.doc[before].pos_ in ("ADV", "AUX"):
        before -= 1
    noun = verb.doc[before]
    while noun.dep_ in ("pobj", "compound", "prep") and noun.head.i < noun.i:
        noun = noun.head
    if noun.dep_ == "conj" and noun.pos_ in ("NOUN", "PROPN") and verb.tag_ == "VBD":
        return noun if noun.head.pos_ in ("NOUN", "PROPN") else None
    return None
