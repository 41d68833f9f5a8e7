"""What the words beside a name say for a person, against one, and of what he does."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.facts.name_forms import word_set
from quizapp.facts.name_tokens import Shape, Token
from quizapp.facts.people_roles import is_doubtful_role
from quizapp.facts.place_words import LOCATIVE, TYPES_AFTER, VESSELS_AND_PAPERS
from quizapp.facts.titles import (
    AGENT_LEADS,
    DEEDS,
    PERSONAL_NOUNS,
    PERSONAL_PARTICIPLES,
    PERSONAL_VERBS,
)

_FORMS_OF_BE = frozenset(["was", "is", "were", "had", "has", "be", "been", "being"])
_RENAMING = frozenset(["now", "formerly", "renamed", "later", "present-day", "modern", "today"])
_OBLIQUE = frozenset(["of", "on", "about", "to", "with", "for", "from", "against", "under"])
_DONE_BY_PEOPLE = word_set(
    "led headed written drafted commanded chaired edited painted composed invented discovered read"
    " signed founded designed reconciled defended preached joined succeeded"
)
_FORCES = word_set(
    """
    army armies fleet fleets squadron force forces troops division divisions corps regiment brigade
    marines cavalry infantry ships cruisers carriers horsemen band detachment garrison militia
    guerrillas government ministry cabinet
    """
)
_FATES = frozenset(["death", "assassination", "execution", "reign"])
_LIFE_YEARS = re.compile(r"1\d{3}$|c|born|b|r|d|died")
_A_SHIP = 3.0  # however much its name is somebody's: "the frigate George Canning"
_NO_PLACE_TYPE = frozenset(["works", "house"])  # "Lenin works", "Lenin house" are no places


@dataclass(frozen=True, slots=True)
class Signs:
    """``person`` and ``other``: weight of the signs for and against; 1 is a clear one.

    ``acts``: the person does or suffers something here.
    """

    person: float = 0.0
    other: float = 0.0
    acts: bool = False

    def __add__(self, more: Signs) -> Signs:
        return Signs(self.person + more.person, self.other + more.other, self.acts or more.acts)


_NOTHING = Signs()


def signs_around(tokens: Sequence[Token], first: int, last: int, role: str | None) -> Signs:
    """The signs beside the name of tokens ``first`` to ``last``; ``role`` stands before it."""
    signs = _after(tokens, last)
    if first and tokens[first - 1].lower in _OBLIQUE:  # in "the ideas of Marx were" he does nothing
        signs = replace(signs, acts=False)
    signs += _before(tokens, first)
    if role is not None:
        signs += Signs(person=0.3 if is_doubtful_role(role, tokens[last].lower) else 1.0)
    if signs.acts and _his_follows(tokens, last + 2):
        signs += Signs(person=0.6)
    return signs


def _before(tokens: Sequence[Token], first: int) -> Signs:
    if not first:
        return _NOTHING
    before = tokens[first - 1]
    if before.lower in LOCATIVE or before.lower in _RENAMING or before.text == "St.":
        return Signs(other=1.0)
    if before.lower == "the":
        return Signs(other=0.8)
    if before.lower in VESSELS_AND_PAPERS:
        return Signs(other=_A_SHIP)
    if before.lower in AGENT_LEADS:
        return _agent(tokens, first - 1)
    return _belonging(before.lower, tokens[first - 2].lower) if first > 1 else _NOTHING


def _belonging(preposition: str, noun: str) -> Signs:
    """ "a fleet under ...", "the death of ..."."""
    if preposition == "under" and noun in _FORCES:
        return Signs(person=1.0)
    if preposition == "of" and noun in PERSONAL_NOUNS:
        return Signs(person=0.5, acts=noun in _FATES)
    return _NOTHING


def _agent(tokens: Sequence[Token], lead: int) -> Signs:
    """ "headed by ..." names a person; "by direct wire" does not, "led ..." may."""
    if tokens[lead].lower != "by":
        return Signs(person=0.3, acts=True)
    words = [token.lower for token in tokens[max(0, lead - 6) : lead]]
    if any(word in _DONE_BY_PEOPLE or word in PERSONAL_PARTICIPLES for word in words):
        return Signs(person=1.0, acts=True)
    passive = any(word.endswith(("ed", "en")) for word in words)
    return Signs(person=0.7, acts=True) if passive else _NOTHING


def _after(tokens: Sequence[Token], last: int) -> Signs:
    if last + 1 == len(tokens):
        return _NOTHING
    after = tokens[last + 1]
    later = tokens[last + 2].lower if last + 2 < len(tokens) else ""
    if after.shape is Shape.POSSESSIVE:
        return Signs(person=0.7) if later in PERSONAL_NOUNS else _NOTHING
    if after.shape is Shape.MARK:
        return _after_mark(after.text, later)
    return _after_word(after, later)


def _after_word(after: Token, later: str) -> Signs:
    if after.lower in _FORMS_OF_BE:
        personal = later in PERSONAL_PARTICIPLES or later in PERSONAL_VERBS
        return Signs(person=1.0 if personal else 0.0, acts=True)
    if after.lower in PERSONAL_VERBS:
        return Signs(person=1.0, acts=True)
    if after.lower in TYPES_AFTER and after.lower not in _NO_PLACE_TYPE:
        return Signs(other=1.0)
    if after.lower in DEEDS:
        return Signs(person=0.4, acts=True)
    return Signs(acts=after.shape is Shape.LOWER and after.lower.endswith("ed"))


def _after_mark(mark: str, later: str) -> Signs:
    if mark == "," and later in ("who", "whose", "whom"):
        return Signs(person=1.0, acts=True)
    if mark == "(" and _LIFE_YEARS.match(later):
        return Signs(person=0.7, acts=True)
    return _NOTHING


def _his_follows(tokens: Sequence[Token], index: int) -> bool:
    """ "took Jerusalem after his victory": the one who acts is a he or a she."""
    for token in tokens[index : index + 10]:
        if token.lower in ("his", "her", "himself", "herself", "he", "she"):
            return True
        if token.text in ".;!?":
            return False
    return False
