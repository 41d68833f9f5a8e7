"""Words of a phrase that point to something said before: each is replaced, or named as unclear."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.facts.gender import Sex, may_be, sex_of, sex_of_word
from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import ParsedSentence, conjuncts
from quizapp.facts.parser import lemma_of
from quizapp.facts.words import (
    BODIES,
    CITY_NOUNS,
    DROPPABLE,
    HUMANS,
    ORDINARY_BODIES,
    ROLE_NOUNS,
    SELF_EVIDENT,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

BY_PRONOUN, BY_NOUN = "a pronoun", "a noun before"
Resolve = Callable[["Token"], "str | None"]
"""``resolve(word)``: what a pronoun or bare definite noun stands for, or None."""

_SPEAKERS = word_set("i we you us our my your me")
_COMPARING = word_set(
    "another same similar other further above aforementioned corresponding latter former"
)
_DEMONSTRATIVES = ("this", "that", "these", "those", "such")
_PINS_DOWN = ("prep", "relcl", "acl", "appos", "poss", "advcl", "xcomp")
_NAMING = ("compound", "amod", "poss", "nmod")
_PARTS = word_set("sitting session meeting stage phase part act volume chapter round day")
_OF_MANY = BODIES | word_set(
    """
    decree resolution order law treaty agreement declaration manifesto article letter telegram
    report speech appeal statement proposal plan directive instruction interview meeting session
    congress telegram note book magazine newspaper paper attack offensive stroke strike revolt
    demonstration raid visit battle
    """
)
_PAPERS = word_set(
    "decree resolution order instruction directive article letter telegram report speech appeal"
)
_ABOUT = ("on", "about", "concerning", "regarding", "against", "for", "in")
_HAS_A_TAIL = re.compile(r" (?:of|to|in|for|on|at|from|with|that|which|by|under) ")
_WHO_ELSE = word_set(
    "adversary ally colleague enemy master opponent partner predecessor rival sovereign successor "
    "place country homeland land people capital party compatriots countrymen nation"
)
_TELLS_APART = ("elder", "younger", "first", "second", "same", "late", "future")
_WHOSE = ("headquarters", "command", "parliament", "government")
_ADDS_NOTHING = ("new", "whole", "entire")


@dataclass
class Settlement:
    """What became of the words of one phrase. ``unknown``: a pronoun stands for nobody known."""

    parsed: ParsedSentence
    resolve: Resolve
    inside: set[int]
    replaced: dict[int, str] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    weak: list[str] = field(default_factory=list)
    unknown: bool = False
    leans: dict[str, None] = field(default_factory=dict)

    def settle(self, token: Token) -> None:
        """Decides about one word; words are taken from left to right."""
        if token.i in self.dropped or token.i in self.replaced:
            return
        low = token.lower_
        titled = token.text[:1].isupper() and token.i > 0  # "To All the Toiling Muslims"
        hyphened = token.i > 0 and token.nbor(-1).text == "-"  # "six-year-old"
        if low in DROPPABLE and not titled and not hyphened and token.dep_ in ("amod", "advmod"):
            self.dropped.add(token.i)
        elif self._colours_a_name(token):
            self.dropped |= {c.i for c in token.head.children if c.dep_ in ("det", "amod")}
        elif low in _SPEAKERS:
            self.unknown = True
        elif token.tag_ in ("PRP", "PRP$", "WP$"):
            self._settle_pronoun(token)
        elif low in _DEMONSTRATIVES and token.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass"):
            self.unknown = True  # "for this"
        elif low in _DEMONSTRATIVES and token.tag_ == "DT" and token.head.i == token.i + 1:
            self._settle_noun(token.head, pointed_at=True)
        elif low == "the" and token.dep_ == "det":
            self._settle_noun(token.head, pointed_at=False)
        elif low in ("a", "an") and token.dep_ == "det":
            self._settle_indefinite(token.head)
        elif _points_back(token) or (low in _WHOSE and self._is_of_nobody(token)):
            self.weak.append(low)

    def _colours_a_name(self, token: Token) -> bool:
        """ "the aged Fabius": Fabius; but "the elder Pitt"."""
        name = token.head
        named = self.parsed.person_at.get(name.i)
        if named is None or named.mention.person.titled or token.i > name.i:
            return False
        outside = (c for c in name.lefts if self.parsed.person_at.get(c.i) is not named)
        before = [c for c in outside if c.dep_ in ("det", "amod", "poss", "nmod", "compound")]
        return any(c.dep_ == "amod" for c in before) and all(
            c.dep_ in ("det", "amod") and self._says_nothing_of(c) for c in before
        )

    def _says_nothing_of(self, word: Token) -> bool:
        """An article, or an adjective that tells one man from no other."""
        telling = word.lower_ in _TELLS_APART or word.lower_ in ROLE_NOUNS
        return not telling and (word.is_lower or word.i == 0)

    def _is_of_nobody(self, noun: Token) -> bool:
        """ "at front headquarters": of which front?"""
        told = any(c.dep_ in ("det", "poss") for c in noun.children)
        owners = (c for c in noun.children if c.dep_ != "prep" or c.lower_ == "of")
        return not told and not any(
            self.parsed.is_named(t) for c in owners for t in c.subtree if t.i in self.inside
        )

    # Pronouns

    def _settle_pronoun(self, token: Token) -> None:
        owns = token.tag_ == "PRP$"
        if token.lower_.endswith(("self", "selves")):
            return
        if owns and (self._is_own_subjects(token) or self._is_companions(token)):
            self.weak += self._who_else(token)
            return
        if not owns and len(self.inside) > 1 and self._goes_on_about_subject(token):
            return
        found = None
        if owns or token.dep_ in ("nsubj", "nsubjpass"):
            found = self.resolve(token)
        if token.lower_ in ("his", "her") and len(self.parsed.sentence.people) > 1:
            found = None  # of two people named, which one?
        if owns and found is not None and _HAS_A_TAIL.search(found):
            found = None  # "the expedition to Egypt’s fleet"
        if found is not None:
            several = token.lower_ == "their" and found.endswith("s")
            ending = "’" if several else "’s"  # "the Czechs’ theatre"
            self.replaced[token.i] = found + ending if owns else found
            self.leans[BY_PRONOUN] = None
        elif owns:
            self.weak.append(token.lower_)
        else:
            self.unknown = True

    def _who_else(self, owner: Token) -> list[str]:
        """ "met his adversary": the one who did it is known, the other is not."""
        other = owner.head
        named = self.parsed.is_named(other) or any(
            c.dep_ in ("appos", "prep") for c in other.children
        )
        known = named or other.lower_ not in _WHO_ELSE
        return [] if known else [f"{owner.lower_} {other.lower_}"]

    def _goes_on_about_subject(self, token: Token) -> bool:
        """ "wrote the letter in which he set out": the one who wrote it."""
        if token.dep_ not in ("nsubj", "nsubjpass") or token.lower_ not in ("he", "she"):
            return False
        above = token.head.head
        while above.head.i != above.i and above.pos_ not in ("VERB", "AUX"):
            above = above.head
        subject = next((c for c in above.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None or subject.i in self.inside or subject.i == token.i:
            return False
        if subject.lower_ == token.lower_:
            return True
        placed = self.parsed.person_at.get(subject.i)
        return placed is not None and self.resolve(token) == placed.mention.person.told

    def _is_companions(self, token: Token) -> bool:
        """ "Marius and his soldiers", "Serdan and members of his family": the owner is the one
        they are named with, also where nobody else knows that name."""
        if token.lower_ not in ("his", "her"):
            return False
        noun = token.head
        while noun.dep_ in ("pobj", "prep") and noun.head.i < noun.i:
            noun = noun.head
        if noun.dep_ != "conj":
            return False
        while noun.dep_ == "conj":
            noun = noun.head
        placed = self.parsed.person_at.get(noun.i)
        if placed is not None:
            return noun.i in self.inside and may_be(sex_of(placed.mention.person), token.lower_)
        unknown = noun.pos_ == "PROPN" and noun.i not in self.parsed.place_at
        return unknown and noun.i in self.inside

    def _is_own_subjects(self, token: Token) -> bool:
        """ "The soviet proclaimed its rule": the owner stands in the same clause."""
        subject = _clause_subject(token)
        if subject is None or token.i in {t.i for t in subject.subtree}:
            return False
        # "From its harbour the fleet sailed": the town's
        elsewhere = token.lower_ in ("its", "their") and token.i < subject.i
        under = token.head.dep_ == "pobj" and token.head.head.lower_ == "under"
        if elsewhere or under:
            return False  # "power was established under its leadership": not power's
        low = token.lower_
        if low in ("his", "her") and subject.lower_ in ("he", "she"):
            return (low == "his") == (subject.lower_ == "he")
        plural = subject.tag_ in ("NNS", "NNPS") or len(conjuncts(subject)) > 1
        if low == "their":
            return plural or subject.lower_ == "they"
        if plural or self._is_person(subject) != (low in ("his", "her")):
            return False
        return low == "its" or self._may_own(subject, low)

    def _is_person(self, noun: Token) -> bool:
        return noun.i in self.parsed.person_at or noun.lower_ in HUMANS | ROLE_NOUNS

    def _may_own(self, subject: Token, low: str) -> bool:
        """ "Johanna sent his horses": not her own."""
        placed = self.parsed.person_at.get(subject.i)
        sex = sex_of(placed.mention.person) if placed else sex_of_word(subject.text)
        return sex is not (Sex.WOMAN if low == "his" else Sex.MAN)

    # Nouns

    def _settle_noun(self, noun: Token, *, pointed_at: bool) -> None:
        """A definite noun without a name of its own must have been introduced before."""
        if noun.i in self.replaced or noun.pos_ not in ("NOUN", "PROPN"):
            return
        if not pointed_at and self._specific(noun):
            return
        own = [
            t
            for t in noun.lefts
            if t.i in self.inside and t.dep_ in ("det", "amod", "compound", "nummod")
        ]
        city = next((t for t in own if t.lower_ in CITY_NOUNS and t.dep_ == "compound"), None)
        if city is not None:
            if lemma_of(noun.text, "NOUN") in BODIES:  # but "the town hall" is a kind of house
                self._settle_city(noun, city)
            return
        bare = all(t.dep_ == "det" or t.lower_ in _ADDS_NOTHING for t in own)
        bare = bare and not (pointed_at and noun.tag_ == "NNS")  # "these territories" are many
        found = self.resolve(noun) if bare else None
        if found is not None:
            self.dropped.update(t.i for t in own)
            self.replaced[noun.i] = found
            self.leans[BY_NOUN] = None
        elif pointed_at or noun.lower_ not in SELF_EVIDENT:
            self.weak.append(f"the {noun.lower_}")

    def _settle_indefinite(self, noun: Token) -> None:
        """ "published a decree": which of many?"""
        if lemma_of(noun.text, "NOUN") not in _OF_MANY or self.parsed.is_named(noun):
            return
        if noun.i in self.parsed.verbatim_at:
            return  # called by a name of its own
        told = [c for c in noun.children if c.i in self.inside]
        by = noun.head if noun.dep_ == "pobj" else None
        means = by is not None and by.i in self.inside and by.lower_ in ("by", "through", "under")
        # "a decree of the senate" is one of many
        if not means and lemma_of(noun.text, "NOUN") in _PAPERS:
            told = [c for c in told if c.dep_ != "prep" or c.lower_ in _ABOUT]
        pinned = any(c.dep_ in _PINS_DOWN or c.i in self.parsed.verbatim_at for c in told)
        named = any(self.parsed.is_named(t) for c in told for t in c.subtree)
        if not pinned and not named:
            self.weak.append(f"a {noun.lower_}")

    def _settle_city(self, noun: Token, city: Token) -> None:
        """ "the city soviet": the soviet of the city spoken of."""
        name = self.resolve(city)
        if name is None:
            self.weak.append(f"the {noun.lower_}")
        else:
            self.replaced[city.i] = name

    def _specific(self, noun: Token) -> bool:
        """Named, a superlative, or pinned down by a complement of its own."""
        if noun.lower_ in _PARTS and not any(c.dep_ in ("prep", "poss") for c in noun.children):
            return False
        bare = all(c.dep_ in ("det", "case", "punct") for c in noun.children)
        if bare and noun.lower_ in ORDINARY_BODIES and noun.i not in self.parsed.place_at:
            return False  # "the Soviet", "the Party": the capital alone does not say which
        if self.parsed.is_named(noun):
            return True
        for child in noun.children:
            if child.i not in self.inside:
                continue
            named = child.dep_ in _NAMING and any(self.parsed.is_named(t) for t in child.subtree)
            superlative = child.dep_ == "amod" and child.tag_ == "JJS"
            if named or superlative or (child.dep_ in _PINS_DOWN and self._says_more(child)):
                return True
        return noun.tag_ == "NNS" and noun.lower_ in SELF_EVIDENT

    def _says_more(self, clause: Token) -> bool:
        """Not the bare participle of "the treaty signed", whose date and place were left out."""
        inside = [t for t in clause.subtree if t.i in self.inside]
        return clause.dep_ != "acl" or len(inside) > 1


def _points_back(token: Token) -> bool:
    if token.lower_ in ("here", "there", "elsewhere"):
        return token.tag_ == "RB"
    if token.lower_ == "other" and _ends_a_list_of_names(token.head):
        return False
    return token.lower_ in _COMPARING and token.dep_ in ("amod", "det")


def _ends_a_list_of_names(noun: Token) -> bool:
    """ "Osel, Dago and other islands": others than those, and nobody asks which."""
    before = noun.head
    return noun.dep_ == "conj" and noun.tag_ == "NNS" and before.pos_ == "PROPN"


def _clause_subject(token: Token) -> Token | None:
    """The subject of the clause that a word stands in, or of the one that lends it its subject."""
    verb = token.head
    while verb.head.i != verb.i and verb.pos_ not in ("VERB", "AUX"):
        verb = verb.head
    while True:
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        lends = verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.i != verb.i
        if subject is not None or not lends:
            return subject
        verb = verb.head
