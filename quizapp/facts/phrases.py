"""Writes a piece of the dependency tree out as words fit for a question.

Asides, dates and loose clauses are left out, names take their canonical form, references go to
the resolver. What could not be made clear is named in ``Phrase.weaknesses``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from quizapp.domain.fact import GAP, PlaceKind
from quizapp.facts.acronyms import head_noun
from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import ParsedSentence
from quizapp.facts.parser import is_noun
from quizapp.facts.phrase_references import Resolve, Settlement
from quizapp.facts.phrase_words import is_acronym, kept_words, tidy
from quizapp.facts.words import BODIES, DEMONYMS, HUMANS, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from quizapp.facts.people import PersonMention
    from quizapp.facts.places import PlaceMention

_KNOWN_LETTERS = word_set(
    "USSR RSFSR USA UK NATO UN EU NKVD KGB CIA UNESCO BC AD II III IV VI VII VIII XII XIV XVI"
)
_WANT_ARTICLE = word_set(
    "policy party union committee council congress commission army league front organization "
    "organisation federation bureau ministry movement republic government conference community "
    "association agency authority assembly alliance confederation society institute administration"
)
_OF_NAMES = ("von", "van", "de", "della", "di", "du", "le", "zu")  # "General von Hutier"
_SMALL = ("DET", "ADP", "PRON", "SCONJ", "CCONJ", "ADV", "NUM")  # word classes


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    weaknesses: tuple[str, ...] = ()
    named: bool = False  # holds a name: of a person, place, body
    tokens: tuple[int, ...] = ()
    leans: tuple[str, ...] = ()  # on what was said before: ``BY_PRONOUN``, ``BY_NOUN``

    @property
    def words(self) -> int:
        return len(self.text.split())


@dataclass(frozen=True)
class PhraseWriter:
    """Writes phrases of one sentence; ``hidden`` words never appear."""

    parsed: ParsedSentence
    resolve: Resolve
    hidden: AbstractSet[int]
    acronyms: Mapping[str, str] = field(default_factory=dict)
    proper: frozenset[str] = frozenset()  # words that the document always capitalises
    asked: frozenset[int] = frozenset()  # words of a name in whose place ``GAP`` is written

    def kept(self, head: Token, *, skip: Iterable[int] = ()) -> list[Token]:
        """The words of ``head``'s subtree that belong into a question, in order."""
        return kept_words(head, set(skip) | self.hidden)

    def phrase(self, head: Token, *, skip: Iterable[int] = ()) -> Phrase | None:
        """The phrase headed by ``head``; None where nothing is left, or a pronoun is unknown."""
        tokens = self.kept(head, skip=skip)
        settlement = Settlement(self.parsed, self.resolve, {t.i for t in tokens})
        for token in tokens:
            settlement.settle(token)
        left = [t for t in tokens if t.i not in settlement.dropped]
        text = self._join(left, settlement.replaced)
        if settlement.unknown or not text:
            return None
        if any(_is_unknown_abbreviation(word) for word in text.split()):
            settlement.weak.append("abbreviation")
        named = any(self.parsed.is_named(t) for t in tokens) or bool(settlement.replaced)
        places = tuple(t.i for t in tokens)
        return Phrase(text, tuple(settlement.weak), named, places, tuple(settlement.leans))

    def _join(self, tokens: list[Token], replaced: Mapping[int, str]) -> str:
        pieces: list[str] = []
        end = -1  # of the words written so far
        spaced = False
        for token, following in zip(tokens, [*tokens[1:], *tokens[-1:]], strict=True):
            if token.i <= end or self._was_of_a_title(token, following):
                continue  # inside a name that stands already
            mention = self.parsed.mention_words(token)
            if pieces and (spaced or token.i != end + 1):
                pieces.append(" ")
            pieces.append(replaced.get(token.i) or self._word(token))
            end = mention[-1].i if mention else token.i
            spaced = bool(token.doc[end].whitespace_)
        return tidy("".join(pieces))

    def _was_of_a_title(self, the: Token, following: Token) -> bool:
        """ "the Maharaja Hari Singh" is told as "Hari Singh", without the article of his title."""
        if the.lower_ != "the" or following.i not in self.parsed.person_at:
            return False
        mention = self.parsed.person_at[following.i].mention
        words = self._person(following, mention).split()
        written = self.parsed.sentence.passage.text[mention.start : mention.end].split()
        full = len(words) > 1 and all(word[:1].isupper() for word in words)
        return full and written[:1] != words[:1] and written[-1:] == words[-1:]

    def _word(self, token: Token) -> str:
        written = self._name(token)
        if written is not None:
            return written
        full = self.acronyms.get(token.text.replace(".", ""))
        if full is not None and not _has_ending(token):
            return f"the {full}" if _lacks_article(token, full) else full
        if is_acronym(token.text):
            return f"{token.text}."
        small = token.pos_ in _SMALL
        if (token.text in self.proper or token.text in DEMONYMS) and not small:
            return token.text
        common = small or not self.parsed.is_named(token) or _is_common_noun(token)
        numbered = token.i + 1 < len(token.doc) and token.nbor().text.isdigit()  # "Explorer 1"
        if token.i == 0 and common and not numbered:
            return token.text[0].lower() + token.text[1:]
        return token.text

    def _name(self, token: Token) -> str | None:
        """The canonical name of a person, or the source's words where one word stands for them."""
        if token.i in self.asked:
            return GAP
        if token.i in self.parsed.person_at:
            return self._person(token, self.parsed.person_at[token.i].mention)
        if token.i in self.parsed.verbatim_at:
            words = self.parsed.verbatim_at[token.i].mention
            return self.acronyms.get(re.sub(r"[. ]", "", words).upper(), words)
        if token.i in self.parsed.place_at:
            place = self.parsed.place_at[token.i].mention
            end = self._end_with_its_land(place)
            text = self.parsed.sentence.passage.text[place.start : end]
            return re.sub(r"[’']s$", "", text)
        return None

    def _person(self, token: Token, mention: PersonMention) -> str:
        person = mention.person
        as_an_office = token.dep_ == "pobj" and token.head.lower_ == "as"
        modifies = token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i
        if modifies and self._of_things(token.head):
            return person.surname
        if as_an_office or (modifies and self._is_called_after(token)):
            # "installed as Patriarch Gennadios": the office is what is told
            return self.parsed.sentence.passage.text[mention.start : mention.end]
        told = any(c.dep_ in ("det", "poss") for c in token.children)
        return person.name if told else person.told

    def _end_with_its_land(self, town: PlaceMention) -> int:
        """ "raided Columbus, New Mexico": without the land it would be another Columbus."""
        if town.place.kind is not PlaceKind.CITY:
            return town.end
        for placed in self.parsed.sentence.places:
            land = placed.mention
            lies_there = land.place.country == town.place.country
            wider = land.place.kind in (PlaceKind.REGION, PlaceKind.COUNTRY)
            between = self.parsed.sentence.passage.text[town.end : land.start]
            if wider and lies_there and between == ", ":
                return land.end
        return town.end

    def _is_called_after(self, name: Token) -> bool:
        """ "the Nightingale School of Nursing" bears that name and no longer one."""
        head = name.head
        words = name.doc[name.i + 1 : head.i + 1]
        named = all(t.pos_ == "PROPN" or t.i in self.parsed.person_at for t in words)
        told = any(c.dep_ == "det" for c in head.children)  # but "appointed Yezhov Commissar"
        return told and named and head.pos_ == "PROPN" and head.i not in self.parsed.person_at

    def _of_things(self, noun: Token) -> bool:
        """ "the Trotsky faction", not "appointed Trotsky commissar"."""
        person = noun.i in self.parsed.person_at or noun.lower_ in ROLE_NOUNS | HUMANS
        return noun.pos_ == "NOUN" and not person


def _is_common_noun(first: Token) -> bool:
    """ "Slavery was abolished": a word of the dictionary, its capital only that of the sentence."""
    after = first.nbor() if first.i + 1 < len(first.doc) else None
    part_of_name = after is not None and (after.text[:1].isupper() or after.lower_ in _OF_NAMES)
    joined = after is not None and after.lower_ == "and" and first.i + 2 < len(first.doc)
    if joined and first.doc[first.i + 2].text[:1].isupper():
        return False  # "Limerick and Waterford fell"
    if part_of_name or first.lower_ in BODIES or first.pos_ not in ("NOUN", "PROPN"):
        return False
    return is_noun(first.lower_)


@lru_cache(maxsize=20_000)
def _is_unknown_abbreviation(word: str) -> bool:
    """Letters that stand for words: not initials of a name, not one everybody knows."""
    word = re.sub(r"[’'].*", "", word)
    letters = re.sub(r"[^A-Za-z]", "", word)
    dotted = re.fullmatch(r"(?:[A-Z]\.){2,}[,;]?", word) is not None and len(letters) != 2
    whole = len(letters) >= 3 and letters.isupper() and letters == word.strip(".,;")
    central = word.strip(",;") == "C.C."
    return (dotted or whole or central) and letters not in _KNOWN_LETTERS


def _lacks_article(token: Token, full: str) -> bool:
    """ "abandoned NEP" reads "abandoned the New Economic Policy"."""
    told = any(c.dep_ in ("det", "poss", "nummod", "amod") for c in token.children)
    alone = token.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "attr")
    return alone and not told and head_noun(full) in _WANT_ARTICLE


def _has_ending(token: Token) -> bool:
    """ "RMC's": a plural or possessive acronym stays as it is."""
    return token.i + 1 < len(token.doc) and token.nbor().text.startswith("'")
