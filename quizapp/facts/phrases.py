"""Writes a piece of the dependency tree out as words fit for a question.

Asides, dates and loose relative clauses are left out, names take their canonical form, references
go to the resolver. What could not be made clear is named in ``Phrase.weaknesses``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.facts.parsed import ParsedSentence, conjuncts
from quizapp.facts.words import CITY_NOUNS, CONNECTIVES, DROPPABLE, HUMANS, ROLE_NOUNS, SELF_EVIDENT

if TYPE_CHECKING:
    from spacy.tokens import Token

Resolve = Callable[["Token", bool], "str | None"]
"""``resolve(word, possessive)``: what a pronoun or bare definite noun stands for, or None."""

_LOOSE = ("relcl", "acl", "appos", "parataxis", "advcl")
_COMPARING = (
    "another",
    "same",
    "similar",
    "other",
    "further",
    "above",
    "aforementioned",
    "corresponding",
)
_DEMONSTRATIVES = ("this", "that", "these", "those", "such")


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    weaknesses: tuple[str, ...] = ()
    named: bool = False  # holds a name: of a person, place, body
    tokens: tuple[int, ...] = ()

    @property
    def words(self) -> int:
        return len(self.text.split())


class PhraseWriter:
    """Writes phrases of one sentence.

    ``expand`` maps acronyms to full names; ``proper`` holds words that are always capitalised.
    """

    def __init__(
        self,
        parsed: ParsedSentence,
        resolve: Resolve,
        expand: dict[str, str],
        hidden: set[int],
        proper: frozenset[str] = frozenset(),
    ) -> None:
        self.parsed = parsed
        self.resolve = resolve
        self.expand = expand
        self.hidden = hidden
        self.proper = proper
        self.renamed: dict[int, str] = {}  # start of a place mention -> another place's name

    def kept(self, head: Token, *, skip: Iterable[int] = ()) -> list[Token]:
        """The words of ``head``'s subtree that belong into a question, in order."""
        out: list[Token] = []
        skipped = set(skip) | self.hidden

        def walk(token: Token) -> None:
            if token.i in skipped:
                return
            for child in token.lefts:
                if not self._loose(child):
                    walk(child)
            out.append(token)
            cut = False
            for child in token.rights:
                loose = self._loose(child)
                if not loose and not (cut and child.dep_ == "prep"):
                    walk(child)
                cut = cut or (loose and child.dep_ == "prep")

        walk(head)
        return _without_ragged_ends(_with_hyphens(sorted(out, key=lambda t: t.i)))

    def phrase(self, head: Token, *, skip: Iterable[int] = (), lead: str = "") -> Phrase | None:
        """The noun phrase, prepositional phrase or verb complement headed by ``head``."""
        return self.write(self.kept(head, skip=skip), lead=lead)

    def write(self, tokens: list[Token], *, lead: str = "") -> Phrase | None:
        """None where nothing is left, or a pronoun stands for nobody known."""
        if not tokens:
            return None
        weak: list[str] = []
        replaced: dict[int, str] = {}
        dropped: set[int] = set()
        inside = {t.i for t in tokens}
        for token in tokens:
            if token.i in dropped or token.i in replaced:
                continue
            if not self._settle(token, inside, replaced, dropped, weak):
                return None
        text = self._join([t for t in tokens if t.i not in dropped], replaced)
        if not text:
            return None
        named = any(self.parsed.is_named(t) for t in tokens) or bool(replaced)
        full = f"{lead} {text}".strip() if lead else text
        return Phrase(full, tuple(weak), named, tuple(sorted(inside)))

    # References

    def _settle(
        self,
        token: Token,
        inside: set[int],
        replaced: dict[int, str],
        dropped: set[int],
        weak: list[str],
    ) -> bool:
        """Resolves one word if it refers to something said before; False: unknown pronoun."""
        low = token.lower_
        if low in DROPPABLE and token.dep_ in ("amod", "advmod"):
            dropped.add(token.i)
            return True
        if token.tag_ in ("PRP", "PRP$", "WP$") and low not in ("i", "we", "you", "us", "our"):
            return self._settle_pronoun(token, replaced, weak)
        if low in ("i", "we", "you", "us", "our", "my", "your", "me"):
            return False
        if low in _DEMONSTRATIVES and token.tag_ == "DT" and token.head.i == token.i + 1:
            return self._settle_noun(token.head, token, inside, replaced, dropped, weak, True)
        if low in ("here", "there") and token.tag_ == "RB":
            weak.append(low)
        if low in ("latter", "former") or (low in _COMPARING and token.dep_ in ("amod", "det")):
            weak.append(low)
        if low == "the" and token.dep_ == "det":
            return self._settle_noun(token.head, token, inside, replaced, dropped, weak, False)
        return True

    def _settle_pronoun(self, token: Token, replaced: dict[int, str], weak: list[str]) -> bool:
        if token.lower_.endswith(("self", "selves")):
            return True
        if token.tag_ == "PRP$" and self._refers_to_own_subject(token):
            return True
        if token.tag_ == "PRP" and token.dep_ not in ("nsubj", "nsubjpass"):
            return False
        found = self.resolve(token, token.tag_ == "PRP$")
        if token.lower_ in ("his", "her") and len(self.parsed.sentence.people) > 1:
            found = None  # of two people named, which one?
        if found is None:
            if token.tag_ == "PRP$":
                weak.append(token.lower_)
                return True
            return False
        replaced[token.i] = _possessive(found) if token.tag_ == "PRP$" else found
        return True

    def _refers_to_own_subject(self, token: Token) -> bool:
        """ "The soviet proclaimed its rule": the owner stands in the same clause."""
        verb = token.head
        while verb.head.i != verb.i and verb.pos_ not in ("VERB", "AUX"):
            verb = verb.head
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        while subject is None and verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.i != verb.i:
            verb = verb.head
            subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None or token.i in {t.i for t in subject.subtree}:
            return False
        if token.head.dep_ == "pobj" and token.head.head.lower_ == "under":
            return False  # "power was established under its leadership": not power's
        person = (
            subject.i in self.parsed.person_at
            or subject.lower_ in HUMANS
            or subject.lower_ in ROLE_NOUNS
        )
        plural = subject.tag_ in ("NNS", "NNPS") or len(conjuncts(subject)) > 1
        if token.lower_ in ("his", "her"):
            return person and not plural
        if token.lower_ == "its":
            return not person and not plural
        return token.lower_ == "their" and plural

    def _settle_noun(
        self,
        noun: Token,
        determiner: Token,
        inside: set[int],
        replaced: dict[int, str],
        dropped: set[int],
        weak: list[str],
        demonstrative: bool,
    ) -> bool:
        """A definite noun without a name of its own must have been introduced before."""
        if noun.i in replaced or noun.pos_ not in ("NOUN", "PROPN"):
            return True
        if not demonstrative and self._specific(noun, inside):
            return True
        possessive = any(c.dep_ == "case" for c in noun.children)
        own = [
            t
            for t in noun.lefts
            if t.i in inside and t.dep_ in ("det", "amod", "compound", "nummod")
        ]
        city = next((t for t in own if t.lower_ in CITY_NOUNS and t.dep_ == "compound"), None)
        if city is not None:  # "the city soviet": the soviet of the city spoken of
            name = self.resolve(city, False)
            if name is None:
                weak.append(f"the {noun.lower_}")
            else:
                replaced[city.i] = name
            return True
        bare = all(t.dep_ == "det" or t.lower_ in ("new", "whole", "entire") for t in own)
        found = self.resolve(noun, possessive) if bare else None
        if found is None:
            if demonstrative or noun.lower_ not in SELF_EVIDENT:
                weak.append(f"the {noun.lower_}")
            return True
        dropped.update(t.i for t in own)
        replaced[noun.i] = found
        return True

    def _specific(self, noun: Token, inside: set[int]) -> bool:
        """Named, numbered, or pinned down by a complement of its own."""
        if self.parsed.is_named(noun):
            return True
        for child in noun.children:
            if child.i not in inside:
                continue
            if child.dep_ in ("compound", "amod", "poss", "nmod") and any(
                self.parsed.is_named(t) for t in child.subtree
            ):
                return True
            if child.dep_ in ("prep", "relcl", "acl", "appos", "poss", "advcl", "xcomp"):
                return True
            if child.dep_ == "amod" and child.tag_ == "JJS":
                return True
        return noun.tag_ == "NNS" and noun.lower_ in SELF_EVIDENT

    # Words

    def _is_next_subject(self, noun: Token) -> bool:
        """ "freed the prisoners and Trotsky became chairman": Trotsky was not freed."""
        after = noun.right_edge.i + 1
        doc = noun.doc
        while after < len(doc) and doc[after].pos_ == "ADV":
            after += 1
        return after < len(doc) and noun.pos_ in ("NOUN", "PROPN") and doc[after].tag_ == "VBD"

    def _present(self, verb: Token) -> bool:
        """A relative clause in the present tense does not fit a question about the past."""
        finite = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
        return any(t.tag_ in ("VBZ", "VBP") for t in finite)

    def _loose(self, token: Token) -> bool:
        """Whether a dependent can be left out: loosely attached, or about something else."""
        if token.dep_ == "prep" and token.head.pos_ in ("NOUN", "PROPN") and token.i:
            # "the congress, with delegates from many towns, was held": told in passing
            return token.doc[token.i - 1].text == "," and token.i > token.head.i
        if token.i > token.head.i and token.dep_ in ("amod", "acomp", "advmod", "npadvmod"):
            if (
                token.head.pos_ in ("NOUN", "PROPN")
                and token.doc[token.left_edge.i - 1].text == ","
            ):
                return True
        if token.dep_ == "relcl" and self._present(token):
            return True
        if token.dep_ in _LOOSE:
            before = token.doc[token.left_edge.i - 1].text if token.left_edge.i else ""
            if token.dep_ == "appos":
                return before in (",", "-", "--", "—", ":") or token.i in self.parsed.date_at
            return before in (",", "-", "--", "—", ":", ";") or token.dep_ == "parataxis"
        if token.dep_ in ("meta", "intj"):
            return True
        if token.dep_ == "conj" and self._is_next_subject(token):
            return True
        if token.lower_ in ("together", "along") and token.i and token.doc[token.i - 1].text == ",":
            return True
        return token.dep_ == "advmod" and token.lower_ in CONNECTIVES

    def _join(self, tokens: list[Token], replaced: dict[int, str]) -> str:
        pieces: list[str] = []
        done: set[int] = set()
        previous: Token | None = None
        for token in tokens:
            if token.i in done:
                continue
            text = replaced.get(token.i) or self._word(token, done)
            if previous is not None and (previous.whitespace_ or token.i != previous.i + 1):
                pieces.append(" ")
            pieces.append(text)
            previous = (
                token.doc[max([token.i, *[i for i in done if i >= token.i]])]
                if (
                    token.i in self.parsed.person_at
                    or token.i in self.parsed.place_at
                    or token.i in self.parsed.verbatim_at
                )
                else token
            )
        return tidy("".join(pieces))

    def _word(self, token: Token, done: set[int]) -> str:
        placed = self.parsed.person_at.get(token.i)
        if placed is not None:
            done.update(t.i for t in self.parsed.tokens_of(placed))
            return placed.mention.person.name
        verbatim = self.parsed.verbatim_at.get(token.i)
        if verbatim is not None:
            done.update(t.i for t in self.parsed.tokens_of(verbatim))
            return verbatim.mention
        place = self.parsed.place_at.get(token.i)
        if place is not None:
            tokens = self.parsed.tokens_of(place)
            done.update(t.i for t in tokens)
            mention = place.mention
            if place.start in self.renamed:
                return self.renamed[place.start]
            text = self.parsed.sentence.passage.text[mention.start : mention.end]
            return re.sub(r"[’']s$", "", text)
        if token.text in self.expand and not _has_case(token):
            return self.expand[token.text]
        if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", token.text):
            return f"{token.text}."
        small = token.pos_ in ("DET", "ADP", "PRON", "SCONJ", "CCONJ", "ADV", "NUM")
        if token.text in self.proper and not small:
            return token.text
        if token.i == 0 and (small or not self.parsed.is_named(token)):
            return token.text[0].lower() + token.text[1:]
        return token.text


def tidy(text: str) -> str:
    """No doubled commas, no space before a sign, no comma at an end."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?%)])", r"\1", text)
    text = re.sub(r",(\s*,)+", ",", text)
    text = re.sub(r"(?<=[A-Z])\.\.", ".", text)
    text = re.sub(r"\s+(['’])s\b", r"\1s", text)
    text = re.sub(r"\bthe the\b", "the", text, flags=re.IGNORECASE)
    return text.strip(" ,;:-—–")


def _ends_acronym(tokens: list[Token]) -> bool:
    """The full stop of "R.C.P." belongs to it."""
    if len(tokens) < 2 or tokens[-1].text != ".":
        return False
    return bool(re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", tokens[-2].text))


def _has_case(token: Token) -> bool:
    return token.i + 1 < len(token.doc) and token.doc[token.i + 1].text.startswith("'")


def _with_hyphens(tokens: list[Token]) -> list[Token]:
    """Puts back the hyphen of a compound that the parser hung elsewhere."""
    out: list[Token] = []
    for token in tokens:
        if out and token.i == out[-1].i + 2:
            between = token.doc[token.i - 1]
            if between.text in ("-", "/") and not between.whitespace_ and not out[-1].whitespace_:
                out.append(between)
        out.append(token)
    return out


def _possessive(name: str) -> str:
    return f"{name}’" if name.endswith("s") and not name[:1].isupper() else f"{name}’s"


def _without_ragged_ends(tokens: list[Token]) -> list[Token]:
    while tokens and (
        (tokens[0].is_punct and tokens[0].text not in ('"', "'")) or tokens[0].dep_ == "cc"
    ):
        tokens = tokens[1:]
    while tokens and (
        (tokens[-1].is_punct and tokens[-1].text not in ('"', "'") and not _ends_acronym(tokens))
        or tokens[-1].dep_ == "cc"
    ):
        tokens = tokens[:-1]
    return tokens
