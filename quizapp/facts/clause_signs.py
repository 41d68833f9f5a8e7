"""Whether a verb states something as done: not denied, wished, quoted, or half understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import SUBJECTS, ParsedSentence, conjuncts, is_helped, subject_of
from quizapp.facts.parser import lemma_of
from quizapp.facts.words import INTRANSITIVE, JOURNEYS, OF_ITSELF

if TYPE_CHECKING:
    from spacy.tokens import Token


MODALS = word_set(
    """
    would could should may might must will shall can 'd 'll ought
    """
)


_NEGATIONS = word_set(
    """
    not n't never no nor neither hardly scarcely nearly almost
    """
)


_SAYING = word_set(
    """
    say declare state write announce report add explain note argue
    """
)


# Without an object these were passives that the parser took for actives.
_TRANSITIVE = word_set(
    """
    sign publish establish found elect appoint hold issue adopt create build approve ratify
    proclaim nominate abolish annex depose crown introduce execute arrest expel exile sentence
    resolve decide demand promise propose order request urge instruct authorize authorise endorse
    dissolve sanction promulgate conclude complete inaugurate capture destroy kill wound father
    """
)


_NEEDS_NO_OBJECT = OF_ITSELF | JOURNEYS
_COMPLEMENTS = {"oprd", "attr", "xcomp", "ccomp", "prep", "agent", "dobj"}
_EMPTY_VERBS = word_set("do have make cause render let date")
_TELLING = word_set("promise tell assure inform persuade convince warn remind notify instruct ask")


# Nobody is empowered without being told to what.
EMPOWERING = word_set(
    "empower authorize authorise instruct order allow permit force oblige compel entitle entrust"
)


# Whoever is chosen or sent is told what for: "was engaged to design the locks".
TASKING = word_set(
    "engage hire commission employ invite summon send dispatch choose delegate assign call charge"
)


_FACTUAL_MARKS = word_set(
    """
    when after before as while until since where although though
    """
)


def is_predicate(verb: Token) -> bool:
    if verb.dep_ in ("aux", "auxpass", "amod", "compound", "xcomp", "csubj", "det", "punct"):
        return False
    if verb.pos_ == "VERB":
        return verb.tag_ != "VB"
    copular = any(c.dep_ in ("attr", "acomp") for c in verb.children)
    return verb.pos_ == "AUX" and copular


def is_asserted(verb: Token) -> bool:
    """Not inside what somebody said, wished or made a condition."""
    if verb.dep_ == "ccomp":
        marked = any(c.dep_ == "mark" for c in verb.children)
        return not marked and verb.i < verb.head.i and subject_of(verb) is not None
    if verb.dep_ == "advcl":
        marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod")]
        if subject_of(verb) is not None:
            return any(m in _FACTUAL_MARKS for m in marks) or _is_relative(verb)
        opening = verb.tag_ == "VBN" and verb.i < verb.head.i and verb.left_edge.i == 0
        bare = not any(c.dep_ in ("mark", "aux", "auxpass") for c in verb.children)
        return bare and (verb.tag_ == "VBG" or opening)
    if verb.dep_ in ("pcomp", "acomp", "oprd", "pobj", "dobj", "nmod", "npadvmod", "prep"):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return is_asserted(verb.head) or verb.head.dep_ == "ROOT"
    return True


def _is_relative(verb: Token) -> bool:
    """ "elected a committee, under whose leadership power was taken", whatever the parser says."""
    return any(t.tag_ in ("WP$", "WDT") for t in verb.subtree if t.i < verb.i)


def disagrees(verb: Token, subject: Token) -> bool:
    """ "the threat ... send": the parser took the wrong noun for the subject."""
    if subject.pos_ != "NOUN" or len(conjuncts(subject)) > 1 or subject_of(verb) is None:
        return False
    return (
        verb.tag_ == "VBP" and subject.tag_ == "NN" and verb.pos_ == "VERB" and not is_helped(verb)
    )


def is_broken(parsed: ParsedSentence, verb: Token, subject: Token, modified: bool) -> bool:
    """A lone comma inside: a participle was taken for the verb, or the next clause for an object.

    "Hannibal himself, chosen suffete in 196 BC, reformed", "When the truce had run out, the battle
    settled".
    """
    if not modified and (_has_two_subjects(verb) or _is_cut_off(verb, subject)):
        return True
    dated = verb.i > 1 and verb.i - 2 in parsed.date_at  # "An earthquake on March 26, laid ..."
    bare = not modified and verb.tag_ in ("VBD", "VBN") and not dated
    if bare and _lone_comma_before(verb, subject):
        return True
    objects = [c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i]
    if objects and lemma_of(verb.text, "VERB") in INTRANSITIVE:
        return True  # "four towns fell in 1591, Steenwijk and Coevorden in 1592"
    return bool(objects) and lone_comma_within(verb, objects[0])


def _has_two_subjects(verb: Token) -> bool:
    """ "The monks paid for it: on 30 May the abbey was burned": who was burned?"""
    return sum(c.dep_ in SUBJECTS for c in verb.children) > 1


def _is_cut_off(verb: Token, subject: Token) -> bool:
    """The end of another statement stands between the two, or the verb joins on without "and"."""
    if subject.head.i == verb.i:
        return any(t.text in (":", ";") for t in verb.doc[subject.i : verb.i])
    if verb.dep_ != "conj" or subject_of(verb) is not None:
        return False
    if any(map(_may_be_its_own, _behind_the_and(verb))):
        return True
    joined = any(t.dep_ == "cc" or t.text in ("and", "or", "but") for t in _since(verb))
    goes_on = any(c.dep_ == "conj" for c in verb.children)  # "came, saw and conquered"
    return not joined and not goes_on


def _behind_the_and(verb: Token) -> list[Token]:
    words = _since(verb)
    at = max((i for i, t in enumerate(words) if t.lower_ in ("and", "but")), default=len(words))
    return words[at + 1 :]


def _may_be_its_own(word: Token) -> bool:
    """ "The ship came, and in May a railway, the first, was opened": a subject in its place."""
    free = word.dep_ in ("npadvmod", "appos", "dep", "dobj", "attr", "nsubj", "ROOT")
    articled = any(c.dep_ == "det" and c.i < word.i for c in word.children)
    return word.pos_ in ("NOUN", "PROPN") and free and articled


def _since(verb: Token) -> list[Token]:
    return list(verb.doc[verb.head.i + 1 : verb.i])


def _lone_comma_before(verb: Token, subject: Token) -> bool:
    own = subject.i < verb.i and subject.head.i == verb.i
    if is_helped(verb) or not own or verb.nbor(-1).text != ",":
        return False
    return sum(t.text == "," for t in verb.doc[subject.i : verb.i]) == 1


def lone_comma_within(verb: Token, noun: Token) -> bool:
    first: int = noun.left_edge.i
    if verb.doc[first - 1].text != ",":
        return False
    return sum(t.text == "," for t in verb.doc[verb.i : first]) == 1


def is_quoted(parsed: ParsedSentence, verb: Token) -> bool:
    """Inside quotation marks: somebody's words, or a title."""
    return sum(1 for t in parsed.doc[: verb.i] if t.text == '"') % 2 == 1


def lost_its_object(verb: Token, passive: bool) -> bool:
    """An active verb without what it needs, or with a "by": the parser missed something."""
    if passive:
        told = {c.dep_ for c in verb.children}
        lemma = lemma_of(verb.text, "VERB")
        if lemma in _EMPTY_VERBS and not told & _COMPLEMENTS:
            return True  # "was made"
        if lemma == "entrust" and told & {"prep", "dative"}:
            return False
        return lemma in EMPOWERING and not told & {"xcomp", "ccomp", "advcl"}
    dependents = {c.dep_ for c in verb.children}
    lemma = lemma_of(verb.text, "VERB")
    followed = lemma == "follow" and "dobj" not in dependents  # "followed, in May, by ..."
    misread = _shares_an_object(verb, dependents) or _runs_into_another_verb(verb)
    if "agent" in dependents or followed or misread:
        return True
    if lemma in _TELLING:
        return not dependents & {"ccomp", "xcomp", "prep", "dative"}
    needs_object = lemma in _TRANSITIVE or lemma in _SAYING or lemma in _EMPTY_VERBS
    return needs_object and not dependents & {"dobj", "ccomp", "xcomp", "oprd"}


def _shares_an_object(verb: Token, dependents: set[str]) -> bool:
    """ "bribed and won the judges": bribed whom? Only the last of the verbs is told what."""
    if dependents & {"dobj", "ccomp", "xcomp", "oprd", "attr", "prt"}:
        return False
    lemma = lemma_of(verb.text, "VERB")
    nearby = verb.doc[verb.i + 1 : verb.i + 3]
    joined = len(nearby) == 2 and nearby[0].dep_ == "cc" and nearby[1].head.i == verb.i
    other = nearby[1] if joined and nearby[1].dep_ == "conj" else None
    if other is None or lemma in _NEEDS_NO_OBJECT or other.tag_ not in ("VBD", "VBN"):
        return False
    last = [other, *(c for c in other.children if c.dep_ == "conj")]
    return any(c.dep_ == "dobj" for v in last for c in v.children)


def _runs_into_another_verb(verb: Token) -> bool:
    """ "The act announced in May gained votes": it gained them, whatever it is read as saying."""
    return any(
        c.dep_ == "ccomp"
        and c.i > verb.i
        and c.tag_ == "VBD"
        and not any(x.dep_ in (*SUBJECTS, "mark", "expl") or x.tag_[:1] == "W" for x in c.lefts)
        and not any(x.text in (",", '"', "“") for x in verb.doc[verb.i : c.i])
        for c in verb.children
    )


def is_negated(verb: Token) -> bool:
    """Denied, or only told "according to one tradition"."""
    return any(
        c.dep_ == "neg"
        or c.lower_ in _NEGATIONS
        or c.lower_ in ("according", "supposedly")
        or (c.dep_ in ("dobj", "attr") and any(d.lower_ == "no" for d in c.lefts))
        for c in verb.children
    )


def is_denied(part: Token) -> bool:
    """ "sworn in, not at Nanking but in Peking": a phrase that says how it was not."""
    first: int = part.left_edge.i
    before = part.doc[first - 1].lower_ if first else ""
    denied = before == "not" or any(c.dep_ == "neg" for c in part.children)
    return denied and part.dep_ == "prep"


def tense_of(
    verb: Token, auxiliaries: list[Token], historic_present: bool, modifies: bool
) -> str | None:
    """ "past", "present" where that tells of the past too, or None."""
    words = {a.lower_ for a in auxiliaries}
    if words & {"was", "were", "had", "did"}:
        return None if "been" in words and "had" not in words else "past"
    finite = verb.tag_ == "VBD" or verb.lower_ in ("was", "were")
    participle = verb.tag_ == "VBN" and not words and (modifies or verb.dep_ in ("conj", "advcl"))
    gerund = verb.tag_ == "VBG" and words <= {"having", "been"}
    if finite or participle or (gerund and (modifies or verb.dep_ == "advcl")):
        return "past"
    present = verb.tag_ in ("VBZ", "VBP") or bool(words & {"is", "are", "has", "have"})
    return "present" if historic_present and present else None
