"""Fills the discourse memory: what a sentence names, and under which name it may return."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.facts.gender import Sex, sex_of, sex_of_word
from quizapp.facts.given_names import GIVEN_NAMES
from quizapp.facts.name_words import PEOPLES, names_nothing
from quizapp.facts.parsed import ParsedSentence, subject_of
from quizapp.facts.parser import lemma_of
from quizapp.facts.phrases import PhraseWriter
from quizapp.facts.references import Antecedent, Discourse
from quizapp.facts.words import HUMANS, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

_HEARD = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "appos", "ROOT", "oprd")
_OBJECTS = ("dobj", "nsubj", "pobj")
_LOOSE = ("acl", "relcl", "appos", "conj", "cc")
_ARTICLED = ("assembly", "convention", "committee", "council", "congress", "senate", "diet")
_LONGEST_NAME = 14  # words


def remember_sentence(discourse: Discourse, parsed: ParsedSentence, writer: PhraseWriter) -> None:
    """Takes the nouns of a sentence into memory, from left to right."""
    discourse.start_sentence()
    listener = _Listener(discourse, parsed, writer)
    for token in parsed.doc:
        named_elsewhere = token.i in parsed.date_at or token.i in parsed.place_at
        heard = token.dep_ in _HEARD or _is_made_something(parsed, token)
        if heard and not named_elsewhere:
            antecedent = listener.hear(token)
            if antecedent is not None:
                discourse.remember(antecedent)


@dataclass(frozen=True)
class _Listener:
    discourse: Discourse
    parsed: ParsedSentence
    writer: PhraseWriter

    def hear(self, token: Token) -> Antecedent | None:
        """What a word may be taken up as later; None for words that name nothing."""
        placed = self.parsed.person_at.get(token.i)
        if placed is not None:
            known = placed.mention.person
            title = known.name.split()[0].lower() if known.titled else ""
            heard = self._antecedent(token, title, known.told, person=True, sex=sex_of(known))
            return replace(heard, maybe=True) if heard.subject and _is_somebodys(token) else heard
        if token.pos_ == "PRON":
            return self._pronoun(token)
        if token.pos_ not in ("NOUN", "PROPN"):
            return None
        if _is_subject(token) and token.lower_ in HUMANS | ROLE_NOUNS:
            sex = sex_of_word(token.text)
            return self._antecedent(token, token.lower_, self._who(token), person=True, sex=sex)
        if _is_subject(token) and _is_somebody(token):
            return self._antecedent(token, token.lower_, self._who(token), person=True)
        lemma = lemma_of(token.text, "NOUN") if token.pos_ == "NOUN" else token.lower_
        heard = self._antecedent(token, lemma, self._name(token))
        return replace(heard, maybe=True) if self._may_be_a_name(token) else heard

    def _antecedent(
        self,
        token: Token,
        lemma: str,
        text: str | None,
        *,
        person: bool = False,
        sex: Sex = Sex.UNKNOWN,
    ) -> Antecedent:
        plural = token.tag_ in ("NNS", "NNPS") or token.lower_ == "they"
        at = (self.discourse.sentence, token.i)
        subject = _is_subject(token, main_only=person)
        acts = token.dep_ in ("nsubj", "nsubjpass")
        told_on = person and any(c.dep_ == "relcl" and c.i > token.i for c in token.children)
        return Antecedent(
            lemma,
            text,
            *at,
            plural,
            subject,
            person,
            sex,
            told_on=told_on,
            object=token.dep_ == "dobj",
            acts=acts,
        )

    def _pronoun(self, token: Token) -> Antecedent | None:
        if token.tag_ != "PRP" or not _is_subject(token):
            return None
        sex = {"he": Sex.MAN, "she": Sex.WOMAN}.get(token.lower_)
        text = self.discourse.resolve(self.parsed, token)
        if sex is None and text is None and token.lower_ == "they":
            return replace(self._antecedent(token, "", None), unknown_many=True, subject=False)
        if sex is None:
            return self._antecedent(token, "", text) if text is not None else None
        # somebody unknown is a rival too
        return self._antecedent(token, "", text, person=True, sex=sex)

    def _may_be_a_name(self, token: Token) -> bool:
        """A subject in capitals that is no known person, place or body: perhaps a person.

        A lone foreign name that opens its sentence is often tagged as a noun or adjective.
        """
        if token.tag_ == "NNP" and token.lower_ in GIVEN_NAMES and token.dep_ in _OBJECTS:
            return True  # "the treaty made Henry heir": some Henry
        if token.tag_ not in ("NNP", "NN", "JJ") or not _is_subject(token, main_only=True):
            return False
        known = token.i in self.parsed.place_at or token.i in self.parsed.verbatim_at
        if known or not token.text[0].isupper():
            return False
        words = [t for t in token.lefts if t.dep_ in ("det", "compound", "amod", "poss")]
        return not any(
            t.dep_ == "det" or names_nothing(t.lower_) or t.text.isupper() for t in [*words, token]
        )

    def _who(self, noun: Token) -> str | None:
        """ "his brother Hasdrubal", "the consul, Marius": the name that stands beside it."""
        beside = [c for c in noun.children if c.dep_ in ("appos", "compound", "nmod")]
        if any(c.dep_ == "conj" for name in beside for c in name.children):
            return None  # "the consuls Marius and Sulla": neither is he
        named = [self.parsed.person_at[c.i] for c in beside if c.i in self.parsed.person_at]
        return named[0].mention.person.name if len(named) == 1 else None

    def _name(self, token: Token) -> str | None:
        """Under what name a thing may return; None where it has none of its own."""
        if token.dep_ == "attr":  # "Pravda was a daily": the daily is Pravda
            subject = subject_of(token.head)
            if subject is not None and self.parsed.is_named(subject):
                own = self.writer.phrase(subject)
                return own.text if own else None
        if token.lower_ == "war" and token.head.lower_.startswith("declar"):
            return None  # "declared war on Russia"
        loose = [c for c in token.children if c.dep_ in _LOOSE or c.lower_ == "by"]
        skip = {t.i for c in loose for t in c.subtree}
        phrase = self.writer.phrase(token, skip=skip)
        if phrase is None or not phrase.named or phrase.weaknesses:
            return None
        return _definite(phrase.text, token) if phrase.words <= _LONGEST_NAME else None


def _is_made_something(parsed: ParsedSentence, name: Token) -> bool:
    """ "The treaty made Henry heir", read as one noun."""
    noun = name.head
    made = name.dep_ in ("compound", "nmod") and noun.dep_ in ("dobj", "oprd", "attr", "ccomp")
    human = noun.lower_ in ROLE_NOUNS | HUMANS or noun.lower_ in ("heir", "successor")
    told = any(c.dep_ in ("det", "poss") for c in noun.lefts)
    return made and human and not told and noun.is_lower and name.i in parsed.person_at


def _is_somebodys(name: Token) -> bool:
    """ "his nephew Tancred governed": the next "he" may be the one or the other."""
    return any(t.tag_ == "PRP$" and t.i < name.i for t in name.subtree)


def _is_somebody(noun: Token) -> bool:
    """ "a capable Afghan", "another Dane"."""
    told = any(c.lower_ in ("a", "an", "another") for c in noun.children if c.dep_ == "det")
    return told and noun.text[0].isupper() and noun.lower_ in PEOPLES


def _definite(text: str, noun: Token) -> str:
    text = re.sub(r"^an? ", "the ", text)
    articled = re.match(r"(?:the|its|his|their)\b", text) or "’s " in text
    replaced = noun.lower_ not in text.lower()  # "Constantinople" for "the city"
    bare = noun.tag_ == "NN" or (noun.tag_ == "NNP" and noun.lower_ in _ARTICLED)
    return f"the {text}" if bare and not articled and not replaced else text


def _is_subject(token: Token, *, main_only: bool = False) -> bool:
    """Of a main clause, also as a later member of a list.

    ``main_only``: not of what somebody said or learned: "he" is mostly the one who learned it.
    """
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    main = token.head.dep_ in (("ROOT", "conj") if main_only else ("ROOT", "conj", "ccomp"))
    return token.dep_ in ("nsubj", "nsubjpass") and main
