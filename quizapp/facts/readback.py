"""Reads each event back: its words, as a plain statement, must parse as what they were made from.

A clause cut or joined wrongly ("an attempt to raise men beat at Neerwinden in April Dumouriez")
seldom parses the same way twice; a sound one nearly always does. What does not is kept, with a
weakness that tells how: the ranker weighs it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.domain.fact import GAP, Event, Fact
from quizapp.facts.name_forms import word_set
from quizapp.facts.parsed import SUBJECTS
from quizapp.facts.parser import lemma_of, parse_sentences
from quizapp.facts.words import INTRANSITIVE, ROLE_NOUNS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GARBLED = "garbled"  # the verb lost its subject, or two statements run into one
_SOMEBODY = "Washington"  # stands for the person asked for
_SOME_TOWN = "London"  # stands for the place asked for
_TIMES = word_set("year month week day night morning evening afternoon time century decade")
_FINITE = ("VBD", "VBZ", "VBP")
_OPENING = tuple(',(“"—–-:;')


def read_back(facts: Sequence[Fact]) -> list[Fact]:
    """The same facts in the same order, those that do not read back marked as weak."""
    statements = {text: event for event, text in ((f.event, _statement(f.event)) for f in facts)}
    found = dict(zip(statements, _weaknesses(statements), strict=True))
    return [_marked(fact, found[_statement(fact.event)]) for fact in facts]


def _marked(fact: Fact, weak: tuple[str, ...]) -> Fact:
    return replace(fact, weaknesses=(*fact.weaknesses, *weak)) if weak else fact


def _weaknesses(statements: dict[str, Event]) -> Iterator[tuple[str, ...]]:
    for doc, event in zip(parse_sentences(statements), statements.values(), strict=True):
        yield tuple(_judge(doc, event))


def _statement(event: Event) -> str:
    words = " ".join(
        w for w in (event.subject or _SOMEBODY, event.verb_past, event.complement) if w
    )
    return f"{words[:1].upper()}{words[1:]}.".replace("’", "'").replace(GAP, _SOME_TOWN)


def _judge(doc: Doc, event: Event) -> Iterator[str]:
    root = next(t for t in doc if t.head.i == t.i)
    subject = next((c for c in root.children if c.dep_ in SUBJECTS), None)
    if subject is None or not _same_verb(root, event) or any(_faults(root, event)):
        yield GARBLED


def _same_verb(root: Token, event: Event) -> bool:
    if root.pos_ not in ("VERB", "AUX"):
        return False
    lemma = lemma_of(root.text, "AUX" if root.pos_ == "AUX" else "VERB")
    return lemma == event.verb.partition(" ")[0] or root.text in event.verb_past.split()


def _faults(root: Token, event: Event) -> Iterator[bool]:
    objects = [c for c in root.children if c.dep_ == "dobj"]
    yield len(objects) > 1
    yield bool(objects) and event.verb in INTRANSITIVE
    for token in root.doc[root.i + 1 :]:
        yield token.dep_ == "dep"
        yield " that " not in event.complement and _second_statement(root, token)
        yield _hangs_loose(token)


def _second_statement(root: Token, token: Token) -> bool:
    """ "announced that the term had expired Hoffmann started hostilities"."""
    if token.tag_ not in _FINITE or token.head.i != root.i:
        return False
    joined = any(c.dep_ in ("mark", "cc") for c in (*token.children, *root.children))
    return token.dep_ in ("ccomp", "parataxis", "conj") and not joined


def _hangs_loose(token: Token) -> bool:
    """A noun without a preposition where none belongs: "won a battle off Cape Ecnomus Hanno"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if token.dep_ == "npadvmod":
        governed = token.head.pos_ in ("VERB", "AUX")
        return governed and token.lower_.rstrip("s") not in _TIMES and token.tag_ != "CD"
    return (
        token.dep_ == "appos"
        and token.left_edge.i > 0
        and token.nbor(token.left_edge.i - 1 - token.i).text not in _OPENING
        and token.head.lower_ not in ROLE_NOUNS
        and token.lower_ not in ROLE_NOUNS
        and token.head.pos_ != "PROPN"
    )
