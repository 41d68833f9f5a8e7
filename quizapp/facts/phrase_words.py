"""Which words of a subtree belong into a question, in which order, and tidy text out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.facts.parsed import in_apposition
from quizapp.facts.words import CONNECTIVES

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = ("relcl", "acl", "appos", "parataxis", "advcl")
_LATER = ("subsequently", "later", "then", "afterwards", "afterward", "finally", "eventually")
_SEQUELS = ("whereupon", "whereby", "whereat")
_BREAKS = (",", "-", "--", "—", ":", ";")
_QUOTES = ('"', "'")
_ACRONYM = re.compile(r"(?:[A-Z]\.)+[A-Z]")


def kept_words(head: Token, left_out: set[int]) -> list[Token]:
    """The subtree of ``head`` without ``left_out`` and what is only loosely attached, in order."""
    words = sorted(_walk(head, left_out), key=lambda token: token.i)
    return _without_ragged_ends(_with_hyphens(_up_to_the_sequel(words)))


def _walk(token: Token, left_out: set[int]) -> Iterator[Token]:
    if token.i in left_out:
        return
    for child in token.lefts:
        if not is_loose(child):
            yield from _walk(child, left_out)
    yield token
    passing = False  # after "the congress, with many guests" what follows is told in passing too
    for child in token.rights:
        loose = is_loose(child)
        if not loose and not (passing and child.dep_ == "prep"):
            yield from _walk(child, left_out)
        passing = passing or (loose and child.dep_ == "prep")


def is_loose(token: Token) -> bool:
    """Whether a dependent can be left out: attached with a comma, or about something else."""
    if _is_emphatic(token) or comes_later(token):
        return True
    if token.dep_ in _CLAUSES:
        return _is_loose_clause(token)
    if token.dep_ == "conj":
        return token.tag_ in ("VBZ", "VBP") or _is_next_subject(token)
    before = _before(token)
    if token.head.pos_ in ("NOUN", "PROPN") and token.i > token.head.i:
        aside = ("prep", "amod", "acomp", "advmod", "npadvmod")
        of_another = token.dep_ == "prep" and in_apposition(token)
        if of_another or (token.dep_ in aside and before == ","):
            return True
    if token.dep_ == "intj" or (token.lower_ in ("together", "along") and before == ","):
        return True
    hyphened = token.i + 1 < len(token.doc) and token.nbor().text == "-"  # "so-called"
    return token.dep_ == "advmod" and token.lower_ in CONNECTIVES and not hyphened


def comes_later(token: Token) -> bool:
    """ "in Chita, and subsequently throughout the region": not at the time that is asked for."""
    return token.pos_ == "ADP" and any(
        child.dep_ == "advmod" and child.lower_ in _LATER for child in token.children
    )


def _is_emphatic(token: Token) -> bool:
    """ "Hannibal himself"."""
    reflexive = token.lower_.endswith(("self", "selves")) and token.tag_ == "PRP"
    return reflexive and token.dep_ in ("appos", "npadvmod", "advmod", "nmod")


def _is_loose_clause(token: Token) -> bool:
    if token.dep_ == "parataxis" or _before(token) in _BREAKS[: 5 if token.dep_ == "appos" else 6]:
        return True
    return token.dep_ == "relcl" and _is_present(token)


def _before(token: Token) -> str:
    start: int = token.left_edge.i
    return token.doc[start - 1].text if start else ""


def _is_present(verb: Token) -> bool:
    """A relative clause in the present tense does not fit a question about the past."""
    finite = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass"))]
    return any(t.tag_ in ("VBZ", "VBP") for t in finite)


def _is_next_subject(noun: Token) -> bool:
    """ "freed the prisoners and Trotsky became chairman": Trotsky was not freed."""
    after = noun.right_edge.i + 1
    doc = noun.doc
    while after < len(doc) and doc[after].pos_ == "ADV":
        after += 1
    if after >= len(doc) or noun.pos_ not in ("NOUN", "PROPN"):
        return False
    verb = doc[after]
    helps = verb.dep_ in ("aux", "auxpass") and verb.head.is_ancestor(noun)
    own = verb.is_ancestor(noun) or helps  # "A and B were both taken"
    return verb.tag_ == "VBD" and not own


def _up_to_the_sequel(tokens: list[Token]) -> list[Token]:
    """ "called for volunteers, whereupon four states seceded": what followed is another matter."""
    for at, token in enumerate(tokens):
        if token.lower_ in _SEQUELS and token.i and token.nbor(-1).text in _BREAKS:
            return tokens[:at]
    return tokens


def _with_hyphens(tokens: list[Token]) -> list[Token]:
    """Puts back the hyphen of a compound that the parser hung elsewhere."""
    out: list[Token] = []
    for token in tokens:
        if out and token.i == out[-1].i + 2:
            between = token.nbor(-1)
            glued = not between.whitespace_ and not out[-1].whitespace_
            if between.text in ("-", "/") and glued:
                out.append(between)
        out.append(token)
    return out


def _without_ragged_ends(tokens: list[Token]) -> list[Token]:
    while tokens and _is_ragged(tokens[0]):
        tokens = tokens[1:]
    while tokens and _is_ragged_end(tokens):
        tokens = tokens[:-1]
    return tokens


def _is_ragged(token: Token) -> bool:
    return (token.is_punct and token.text not in _QUOTES) or token.dep_ == "cc"


def _is_ragged_end(tokens: list[Token]) -> bool:
    last = tokens[-1]
    if _is_ragged(last):
        return not _ends_acronym(tokens)
    bare = last.dep_ == "acl" and last.tag_ == "VBN" and len(tokens) > 1
    return bare and any(c.dep_ in ("prep", "agent", "npadvmod") for c in last.children)


def _ends_acronym(tokens: list[Token]) -> bool:
    """The full stop of "R.C.P." belongs to it."""
    return len(tokens) > 1 and tokens[-1].text == "." and is_acronym(tokens[-2].text)


def is_acronym(word: str) -> bool:
    """ "R.C.P" with its last full stop taken for the end of the sentence."""
    return bool(_ACRONYM.fullmatch(word))


def tidy(text: str) -> str:
    """No doubled commas, no space before a sign, no comma at an end."""
    for pattern, tidied in _TIDIED:
        text = pattern.sub(tidied, text)
    text = text.replace('"', "") if text.count('"') == 1 else text
    for pattern, tidied in _TIDIED_LAST:
        text = pattern.sub(tidied, text)
    return text.strip(" ,;:-—–")


_TIDIED = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+([,.;:!?%)])"), r"\1"),
    (re.compile(r",(\s*,)+"), ","),
    (re.compile(r"(?<=[A-Z])\.\."), "."),
    (re.compile(r"^([^,]*), and (?=(?:at|in|on|to|from|by|with|near) )"), r"\1 and "),
    (re.compile(r"^([^,]+), and ([^,]+)$"), r"\1 and \2"),  # what stood between is left out
    (re.compile(r"(?:\s+['’]|(?<=\w)')s\b"), "’s"),
    (re.compile(r"\bSt\.? (?=Saint\b)"), ""),
)
_TIDIED_LAST = (
    (re.compile(r",(?=[\"”’']+$)"), ""),
    (re.compile(r" (?:after all|at once|as well)$"), ""),
    (re.compile(r"\bthe the\b", re.IGNORECASE), "the"),
)
