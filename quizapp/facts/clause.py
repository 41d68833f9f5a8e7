"""A clause of a parsed sentence, and the verb forms that a question about it needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.facts.parsed import conjuncts
from quizapp.facts.parser import inflect, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.cleaning import Placed
    from quizapp.facts.dates import DateMention


@dataclass
class Dated:
    """A date that tells when the clause's action happened."""

    placed: Placed[DateMention]
    leading: bool
    tokens: set[int]
    shared: bool = False  # told of an earlier clause; this one follows with "and"


@dataclass
class Clause:
    verb: Token
    subject: Token
    passive: bool
    antecedent: bool = False  # the clause modifies its subject: "the town, taken in May"
    parts: list[Token] = field(default_factory=list)  # arguments and adjuncts, in reading order
    dates: list[Dated] = field(default_factory=list)
    manner: list[Token] = field(default_factory=list)  # adverbs before the verb: "peacefully"
    historic_present: bool = False
    pluperfect: bool = False

    @property
    def lemma(self) -> str:
        return lemma_of(self.verb.text, "AUX" if self.verb.pos_ == "AUX" else "VERB")

    @property
    def copula(self) -> bool:
        return self.lemma == "be"

    @property
    def plural(self) -> bool:
        if self.subject.lower_ == "they":
            return True
        many = self.subject.tag_ == "NNS" and self.subject.is_lower and not self.antecedent
        for child in self.verb.children:
            if child.dep_ in ("aux", "auxpass") and child.lower_ in ("was", "is", "has"):
                return many  # "officers was shot": the source slips, the question need not
            if child.dep_ == "auxpass" and child.lower_ == "were" and self._names_a_people():
                return True
        if self.antecedent and self.subject.head.lower_ in ("was", "is"):
            return False
        if any(c.dep_ == "det" and c.lower_ in ("a", "an", "each") for c in self.subject.children):
            return False
        return self.subject.tag_ in ("NNS", "NNPS") or len(conjuncts(self.subject)) > 1

    def _names_a_people(self) -> bool:
        """ "the Pechenegs": a plural, whatever the tagger says."""
        articled = any(c.lower_ == "the" for c in self.subject.children)
        return articled and self.subject.lower_.endswith("s") and not self.antecedent

    @property
    def auxiliary(self) -> str:
        if self.passive or self.copula:
            return "were" if self.plural else "was"
        return "did"

    @property
    def main(self) -> str:
        """The verb form that follows the auxiliary in a question."""
        if self.copula:
            return ""
        form = inflect(self.lemma, "VBN") if self.passive else self.lemma
        return self._around(form)

    @property
    def past(self) -> str:
        if self.passive or self.copula:
            return f"{self.auxiliary} {self.main}".strip()
        return self._around(inflect(self.lemma, "VBD"))

    @property
    def perfect(self) -> str:
        return self._around(inflect(self.lemma, "VBN"))

    def _around(self, form: str) -> str:
        particles = [child.lower_ for child in self.verb.children if child.dep_ == "prt"]
        return " ".join([*[t.lower_ for t in self.manner], form, *particles])
