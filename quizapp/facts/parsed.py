"""A parsed sentence: the dependency tree with our names and dates pinned to its words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from quizapp.facts.cleaning import CleanSentence, Placed
from quizapp.facts.words import DEMONYMS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from quizapp.facts.dates import DateMention
    from quizapp.facts.people import PersonMention
    from quizapp.facts.places import PlaceMention

SUBJECTS = ("nsubj", "nsubjpass", "csubj")


@dataclass
class ParsedSentence:
    sentence: CleanSentence
    doc: Doc
    date_at: dict[int, Placed[DateMention]] = field(default_factory=dict)
    person_at: dict[int, Placed[PersonMention]] = field(default_factory=dict)
    place_at: dict[int, Placed[PlaceMention]] = field(default_factory=dict)
    verbatim_at: dict[int, Placed[str]] = field(default_factory=dict)
    guessed: frozenset[int] = frozenset()  # words that hang elsewhere on a second look
    predicates: list[Token] | None = None  # once they have been looked for

    def __post_init__(self) -> None:
        self._tokens = list(self.doc)
        self._starts = [token.idx for token in self._tokens]
        self._ends = [token.idx + len(token) for token in self._tokens]
        self.date_at.update(self._pinned(self.sentence.dates))
        self.person_at.update(self._pinned(self.sentence.people))
        self.verbatim_at.update(self._pinned(self.sentence.verbatim))
        self.place_at.update(self._pinned(self.sentence.places))

    def _pinned(self, mentions: list[Placed[Any]]) -> dict[int, Placed[Any]]:
        """Word by word the mention that it belongs to."""
        found = {token.i: placed for placed in mentions for token in self.tokens_of(placed)}
        return dict(sorted(found.items()))

    @property
    def date_words(self) -> set[int]:
        """The words of all dates and of the prepositions that govern them."""
        words = set(self.date_at)
        for i in list(words):
            token = self.doc[i]
            while (
                token.head.i not in words
                and token.head.i != token.i
                and (
                    (token.dep_ in ("pobj", "pcomp") and token.head.pos_ in ("ADP", "SCONJ"))
                    or (
                        token.dep_ == "prep"
                        and token.head.dep_ == "prep"
                        and len(list(token.head.children)) == 1
                    )
                )
            ):
                token = token.head
                words.add(token.i)
        return words

    def mention_words(self, token: Token) -> list[Token]:
        """All words of the name (or stand-in) that a word belongs to; [] for other words."""
        for pinned in (self.person_at, self.place_at, self.verbatim_at):
            if token.i in pinned:
                return self.tokens_of(pinned[token.i])
        return []

    def tokens_of(self, placed: Placed[Any]) -> list[Token]:
        first = bisect_right(self._ends, placed.start)
        return self._tokens[first : bisect_left(self._starts, placed.end)]

    def head_of(self, placed: Placed[Any]) -> Token | None:
        """The word of the mention that governs its others."""
        tokens = self.tokens_of(placed)
        inside = {t.i for t in tokens}
        return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), None)

    def is_named(self, token: Token) -> bool:
        """Whether a word is a name or part of one, not merely the first of the sentence."""
        if token.i in self.person_at or token.i in self.place_at:
            return True
        if not token.text[:1].isupper() or token.text.upper() == "I":
            return False
        if token.i == 0:
            return token.pos_ == "PROPN" or token.text in DEMONYMS
        return token.pos_ in ("PROPN", "ADJ", "NOUN")


def in_apposition(token: Token) -> bool:
    """ "Mary Todd, a banker's daughter from Lexington,": told of the daughter, whatever else the
    parser hangs it on.
    """
    inside = since_the_comma(token)
    if inside is None or token.head in inside:  # it hangs where it belongs
        return False
    return any(t.dep_ == "appos" and t.head.i < inside[0].i for t in inside)


def since_the_comma(token: Token, marks: tuple[str, ...] = (",", ";")) -> list[Token] | None:
    """The words between the last of ``marks`` and ``token``; None where there is no mark or no
    word, or a verb among them.
    """
    words: list[Token] = []
    for before in reversed(list(token.doc[1 : token.i])):
        if before.text in marks:
            return words[::-1] or None
        if before.pos_ in ("VERB", "AUX"):
            return None
        words.append(before)
    return None


def says_by(part: Token) -> bool:
    """Whether a part of a passive clause tells by whom; behind another phrase ("was stabbed in
    his bath by ...") the parser sees no agent.
    """
    return part.dep_ == "agent" or (part.dep_ == "prep" and part.lower_ == "by")


def is_helped(verb: Token) -> bool:
    """ "was taken", "had come": an auxiliary stands with it."""
    return any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def subject_of(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def conjuncts(head: Token) -> list[Token]:
    """The head of a coordination and all its members, in order."""
    members = [head]
    for child in head.children:
        if child.dep_ == "conj":
            members += conjuncts(child)
    return members


def subtree(token: Token) -> Iterator[Token]:
    yield from token.subtree
