"""What tells a thing from others of its kind, and phrases that say something else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizapp.facts.name_forms import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

_MEASURING = word_set("just only merely about nearly almost around approximately over")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CALLED = ("called", "known", "named", "styled")
_RANKS = ("first", "second", "third", "last", "only")


def is_one_of_many(noun: Token) -> bool:
    """ "a deal", "reinforcements", "the first team": the noun alone does not tell which."""
    before = list(noun.lefts)
    if any(c.dep_ == "poss" or c.pos_ == "PROPN" for c in before):
        return False
    definite = any(c.lower_ in ("the", "this", "that", "its", "his", "their") for c in before)
    ranked = any(c.lower_ in _RANKS or c.tag_ == "JJS" for c in before)
    return ranked or not definite


def tells_which(child: Token) -> bool:
    """A clause that says which one: "to buy ships", "that freed the serfs"; not ", which ..."."""
    first: int = child.left_edge.i
    return child.dep_ in ("acl", "relcl") and child.doc[first - 1].text not in (",", "(")


def is_an_aim(clause: Token) -> bool:
    """ "to blockade the port", "so he could rest"; not ", to please the king"."""
    first: int = clause.left_edge.i
    opens = (
        clause.doc[first].lower_ in ("to", "so") or clause.doc[first : first + 2].text == "in order"
    )
    return opens and clause.doc[first - 1].text != ","


def is_of_a_reduced_clause(part: Token) -> bool:
    """ "While at sea in May he wrote": at sea is not where he wrote to."""
    first: int = part.left_edge.i
    before = part.doc[first - 1].lower_ if first > 0 else ""
    return part.dep_ == "prep" and before in ("while", "when", "though", "although", "once", "if")


def is_a_resignation(part: Token) -> bool:
    """ "submitted his resignation": from which office?"""
    bare = not any(c.dep_ == "prep" and c.lower_ in ("as", "from", "of") for c in part.children)
    return part.dep_ == "dobj" and part.lower_ == "resignation" and bare


def counts(noun: Token) -> bool:
    """ "three ships", "six more titles", not "the three ships" nor "two of them"."""
    before = list(noun.lefts)
    number = any(c.dep_ == "nummod" for c in before)
    definite = any(c.dep_ in ("det", "poss") for c in before)
    told = any(c.dep_ in ("prep", "relcl", "acl", "appos") for c in noun.rights)
    return noun.tag_ in ("NNS", "NNPS") and number and not definite and not told


def loses_its_measure(number: Token, inside: set[int]) -> bool:
    """ "just one event", "about 3,000 men": without the word the number says more than the text."""
    if number.dep_ != "nummod" or number.i == 0:
        return False
    before = number.nbor(-1)
    return before.lower_ in _MEASURING and before.i not in inside


def loses_names(noun: Token, inside: set[int]) -> bool:
    """ "the arrest of three residents, Rojas, Ovalle and Vera"; "the meeting that is known as ..."
    without the words that name them."""
    if noun.pos_ != "NOUN":
        return False
    counted = any(c.dep_ == "nummod" for c in noun.lefts) and is_one_of_many(noun)
    for child in noun.rights:
        if child.i in inside:
            continue
        if counted and child.dep_ == "appos" and any(t.pos_ == "PROPN" for t in child.subtree):
            return True
        if tells_which(child) and any(t.lower_ in _CALLED for t in child.subtree):
            return True
    return False


def runs_into_a_clause(noun: Token, people: Mapping[int, object]) -> bool:
    """ "patented a process and Fitzsimmons built the plant": he was no part of the patent."""
    bare_past = any(
        c.dep_ == "relcl" and c.tag_ == "VBD" and all(k.dep_ not in _SUBJECTS for k in c.children)
        for c in noun.rights
    )
    # "archers and dismounted men broke charge after charge"
    verb_before_noun = noun.tag_ == "VBD" and noun.dep_ == "amod"
    if bare_past or verb_before_noun:
        return True
    joined = noun.dep_ == "conj" and noun.i in people and noun.head.i not in people
    if not joined or noun.head.pos_ != "NOUN":
        return False
    return any(c.dep_ in ("relcl", "acl") and c.i == noun.i + 1 for c in noun.rights)


def is_told_beside(part: Token) -> bool:
    """ "found Greenland, geologically a part of America": behind a comma, and no argument."""
    first: int = part.left_edge.i
    loose = part.dep_ in ("advmod", "npadvmod", "acomp", "oprd", "dep")
    loose = loose or (part.dep_ == "advcl" and part.pos_ in ("NOUN", "PROPN"))
    loose = loose or any(c.dep_ == "pcomp" and c.pos_ == "ADJ" for c in part.children)
    return loose and part.i > part.head.i and part.doc[first - 1].text == ","


def tells_when(clause: Token) -> bool:
    """ "when it was sold", "after the king had died"."""
    return any(c.lower_ in ("when", "once", "after", "as", "until") for c in clause.lefts)


def is_lone_adverb(part: Token) -> bool:
    """ "started slowly", not "drew closer to the others"."""
    return part.dep_ == "advmod" and not list(part.children)
