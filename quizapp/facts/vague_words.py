"""Words that say less than they seem to, and small ones that change what a clause says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from quizapp.facts.clause import Clause
from quizapp.facts.name_forms import word_set
from quizapp.facts.words import APPOINTING, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

# "the Emperor raised his flag": the text that calls him so has named him before.
_SOME_RULER = re.compile(
    r"(?:[Bb]y )?[Tt]he (?:Admiral|Archduke|Caliph|Chancellor|Crown Prince|Doge|Duke|Emir"
    r"|Emperor|Empress|General|Governor|Grand Duke|Khan|King|Marshal|Mikado|Patriarch|Premier"
    r"|President|Prime Minister|Prince|Princess|Queen|Regent|Shah|Sultan|Tsar|Tsarina|Viceroy)"
    r"\b(?! [A-ZÀ-Þ(]| (?:of|in|for)\b|[’']s? [A-ZÀ-Þ])"
)
_SOME_WAR = re.compile(r"[Ww]ar(?! (?:with|against|between|of)\b| [A-ZÀ-Þ])\b")
_NEARLY = word_set("almost nearly virtually practically scarcely hardly barely half")
_IN_FACT = re.compile(r"\bde (?:facto|jure)\b", re.IGNORECASE)  # recognised, but how?
_ALL_BUT = re.compile(r"\b(?:to|for|by|of) (?:all|everyone|everybody|anybody|nobody)$")
# Without an object these say nothing: the parser lost it, or took a passive for an active.
_WANTS_AN_OBJECT = word_set(
    """
    appoint attack build capture create command defeat depose dismiss establish expel found free
    head lead make occupy overthrow raise reject seize throw
    """
)
_CHOOSING = ("elect", "appoint", "name", "nominate", "reelect")
_REACHING = {
    "cross": ("into", "to", "over", "from", "through"),
    "arrive": ("at", "in", "from", "there", "home", "off", "outside", "near", "before"),
}
_OBJECTS = ("dobj", "ccomp", "xcomp")
_INSTEAD_OF_IT = (*_OBJECTS, "prt", "attr", "oprd", "dative", "nsubjpass")
# "was replaced", "was rejected": by whom, as what?
_WANTS_MORE = word_set(
    """
    accept call choose follow forbid free invite join meet name nominate promote recall receive
    reject release replace select succeed summon transfer
    """
)
# What people are welcomed, exported, spent by the million: a figure of one year's statistics.
_IN_FIGURES = word_set(
    """
    allocate appropriate attract earn employ export generate import invest produce receive record
    register report sell spend welcome
    """
)
# "signed their agreement", "pushed his teacher aside": on what, and whom?
_OF_WHAT = word_set(
    """
    agreement command friend job letter mentor message name opponent papers partner plan post
    proposal pupil report rival seat speech statement teacher declaration demands terms
    """
)
_LARGE = word_set("hundred thousand million billion trillion")
_LONG_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{4,}")


# "Who was the Foreign Minister in 1839?", of which land?
OFFICE_OF_ANY_LAND = re.compile(
    r"the (?:(?:Foreign|Prime|Finance|War|Interior|Home|Education|Defence|Defense) (?:Minister"
    r"|Secretary)|Chancellor|President|Premier|Governor|Grand Vizier|Viceroy)$"
)


def vague_words(subject: str, complement: str) -> Iterator[str]:
    """Doubts that the words of an event alone betray."""
    if _SOME_RULER.match(subject) or _SOME_RULER.match(complement):
        yield "which ruler"
    if _SOME_WAR.match(subject):
        yield "the war"
    if _ALL_BUT.search(complement):
        yield "nearly"


def is_nearly_so(clause: Clause) -> bool:
    """ "were all but annihilated", "nearly took the town"."""
    verb = clause.verb
    before = verb.doc[max(0, verb.i - 2) : verb.i].text.lower()
    if _IN_FACT.search(verb.doc.text):
        return True
    return before == "all but" or any(c.lower_ in _NEARLY for c in verb.lefts)


def lacks_its_object(clause: Clause) -> bool:
    """ "The emperor led in person", "she freed from all duties"."""
    if clause.passive or clause.lemma not in _WANTS_AN_OBJECT or clause.antecedent:
        return False
    towards = clause.lemma == "lead" and any(p.lower_ in ("to", "into") for p in clause.parts)
    return not towards and not any(c.dep_ in _INSTEAD_OF_IT for c in clause.verb.children)


def lacks_what_it_reaches(clause: Clause) -> bool:
    """ "Martos took over", "Hutier crossed at Üxküll", "Smuts arrived on behalf of the powers"."""
    if clause.passive or any(c.dep_ in _OBJECTS for c in clause.verb.children):
        return False
    if clause.lemma == "take":
        particles = {c.lower_ for c in clause.verb.children if c.dep_ in ("prt", "advmod")}
        return "over" in particles and not any(p.lower_ in ("from", "as") for p in clause.parts)
    reached = {p.lower_ for p in clause.parts if p.dep_ in ("prep", "advmod")}
    return clause.lemma in _REACHING and reached.isdisjoint(_REACHING[clause.lemma])


def lacks_the_office(clause: Clause, people: AbstractSet[int]) -> bool:
    """ "The Diet elected Hoffmann": what?"""
    if clause.passive or clause.lemma not in _CHOOSING:
        return False
    chosen = [c for c in clause.verb.children if c.dep_ == "dobj"]
    whom = any(c.i in people for c in chosen)
    said = {t.lower_ for part in clause.parts for t in part.subtree}
    return whom and said.isdisjoint(ROLE_NOUNS | {"to", "as", "into"})


def lacks_its_helper(clause: Clause, people: AbstractSet[int]) -> bool:
    """ "Ebert elected Reich President", in a chronicle: he was."""
    if clause.passive or clause.lemma not in APPOINTING or clause.subject.i not in people:
        return False
    chosen = [c for c in clause.verb.children if c.dep_ in ("dobj", "oprd", "attr")]
    named = any(t.i in people for c in chosen for t in c.subtree)
    return bool(chosen) and not named and any(c.lower_ in ROLE_NOUNS for c in chosen)


def lacks_what_it_was(clause: Clause, said: list[Token]) -> bool:
    """ "Collins was replaced": in which post?"""
    return clause.passive and clause.lemma in _WANTS_MORE and not said


def tells_only_whose(clause: Clause) -> bool:
    """ "The ambassadors signed their agreement"."""
    objects = [p for p in clause.parts if p.dep_ == "dobj" and p.lower_ in _OF_WHAT]
    return any(
        any(c.tag_ == "PRP$" for c in noun.lefts)
        and all(c.dep_ not in ("prep", "appos", "acl", "relcl", "amod") for c in noun.children)
        for noun in objects
    )


def is_a_statistic(clause: Clause) -> bool:
    """ "Albania welcomed 4.2 million visitors", "the state spent $3,775,163"."""
    if clause.lemma not in _IN_FIGURES:
        return False
    parts = [p for p in clause.parts if p.dep_ == "dobj"]
    parts += [clause.subject] if clause.passive else []
    counts = (c for part in parts for c in part.lefts if c.dep_ in ("nummod", "quantmod"))
    counted = [t for count in counts for t in count.subtree]
    counted += [t for part in parts if part.like_num or part.text == "$" for t in part.subtree]
    counted += [c for part in parts if part.lower_ in _LARGE for c in part.lefts]
    return any(t.lower_ in _LARGE or _LONG_FIGURE.fullmatch(t.text) for t in counted)


def stands_behind_a_colon(clause: Clause) -> bool:
    """ "chose as mayor a man with a past: Ernst Reuter": the parser made him choose."""
    first, last = sorted((clause.verb.i, clause.subject.i))
    after = clause.subject.i > clause.verb.i
    return after and any(t.text in (":", "—", "–") for t in clause.verb.doc[first:last])
