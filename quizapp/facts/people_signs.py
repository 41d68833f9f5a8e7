"""Where a passage may name people, and what the words around say for and against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.facts.given_names import GIVEN_NAMES
from quizapp.facts.name_forms import fold
from quizapp.facts.name_tokens import Shape, Token
from quizapp.facts.name_words import (
    EPITHETS,
    JOINED_PARTICLES,
    NOT_NAMES,
    PARTICLES,
    PEOPLES,
    PLAIN_WORDS,
    ROMAN_NUMERALS,
    names_nothing,
)
from quizapp.facts.people_names import PersonName, Strength, parse_name
from quizapp.facts.place_words import LOCATIVE, TYPES_AFTER
from quizapp.facts.titles import (
    AGENT_LEADS,
    DEEDS,
    NOBLE_TITLES,
    OFFICES,
    PEERAGE,
    PERSONAL_NOUNS,
    PERSONAL_PARTICIPLES,
    PERSONAL_VERBS,
    RANKS,
    ROLE_PLURALS,
    ROLE_WORDS,
    TRAILING_TITLES,
)

_FORMS_OF_BE = frozenset(["was", "is", "were", "had", "has", "be", "been", "being"])
_ROLE_MODIFIERS = frozenset(
    """
    vice deputy former prime foreign acting supreme chief first grand army party right-wing
    left-wing future young elder old leading prominent commander military people’s
    people's assistant general national socialist
    """.split()
)
_ROLE_ENDS = frozenset(
    """
    who which that was were is are had has have said did would could will whose when where
    headed led and
    """.split()
)
# Nouns of people that are as often adjectives: "the revolutionary Ivanov", "revolutionary Russia".
_ADJECTIVE_ROLES = frozenset(
    """
    revolutionary socialist communist conservative liberal republican nationalist fascist democrat
    anarchist militant representative chief head chair noble rebel radical veteran official
    """.split()
)
_RENAMING = frozenset(["now", "formerly", "renamed", "later", "present-day", "modern", "today"])
_NO_ROLE = frozenset(
    "no no-one of in at to for by among with from the a an all other and or not".split()
)
_ROLE_LENGTH = 12  # words of "chairman of the ..." after a name


@dataclass(frozen=True, slots=True)
class Claim:
    """A run of words that may name a person, with what speaks for it.

    ``first`` and ``last`` are token indexes, both included. ``signs`` counts context that only a
    person has, ``against`` context that a place or body has. ``acts``: the person does or suffers
    something here, so a year in the sentence belongs to the life.
    """

    name: PersonName
    first: int
    last: int
    start: int
    end: int
    role: str | None
    signs: float
    against: float
    acts: bool
    opens_sentence: bool
    after_article: bool


def claims(tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[Claim]:
    """All runs of the passage that have the form of a person's name, left to right."""
    index = 0
    before: Claim | None = None
    while index < len(tokens):
        if tokens[index].shape not in (Shape.CAPITAL, Shape.INITIAL):
            index += 1
            continue
        last = _run_end(tokens, index)
        if last is None:
            index += 1
            continue
        for claim in _claims_of_run(tokens, starts, index, last):
            before = _with_company(tokens, before, claim)
            yield before
        index = last + 1


def _with_company(tokens: Sequence[Token], before: Claim | None, claim: Claim) -> Claim:
    """A name listed after a person's is likely one too: "by Brutus and Cassius"."""
    if before is None or claim.name.full or claim.first - before.last > 3:
        return claim
    between = [token.lower for token in tokens[before.last + 1 : claim.first]]
    listed = between in (["and"], [","], [",", "and"])
    if listed and (before.name.strength >= Strength.GIVEN or before.signs >= 0.8):
        return replace(claim, signs=claim.signs + 0.5)
    return claim


def _claims_of_run(
    tokens: Sequence[Token], starts: Sequence[int], first: int, last: int
) -> Iterator[Claim]:
    while first <= last and _is_no_name_head(tokens, starts, first, last):
        first += 1
    while last > first and tokens[last].shape is Shape.INITIAL:
        last -= 1
    if first > last or tokens[last].shape is Shape.INITIAL:
        return
    role, role_first = role_before(tokens, first)
    title = _noble_title(tokens, role_first, first)
    name = parse_name(tokens[first : last + 1], title)
    if name is None:
        return
    if title:
        start = tokens[first - len(title.split())].start
    else:
        start = tokens[first].start
    apposition = role_after(tokens, last)
    signs, against, acts = _context(tokens, first, last, role)
    if apposition:
        signs += 1
    yield Claim(
        name=name,
        first=first,
        last=last,
        start=start,
        end=tokens[last].end,
        role=apposition or (None if role is None or _is_plural_role(role) else role),
        signs=signs,
        against=against,
        acts=acts or apposition is not None or role is not None,
        opens_sentence=starts[first] == first,
        after_article=first > 0 and tokens[first - 1].lower == "the",
    )


def _run_end(tokens: Sequence[Token], first: int) -> int | None:
    """Index of the last token of the name run that begins at ``first``; None: no name here."""
    if _is_peer(tokens, first):
        return first + 2
    if not _may_be_part(tokens, first, first):
        return None
    last = first
    index = first + 1
    while index < len(tokens):
        token = tokens[index]
        if token.start - tokens[index - 1].end > 1:
            break
        if token.shape is Shape.INITIAL or _is_numeral(token) or _may_be_part(tokens, index, first):
            last = index
        elif token.lower == "the" and _is_epithet(tokens, index + 1) and index == last + 1:
            return index + 1
        elif not (token.lower in PARTICLES and _leads_name(tokens, index)):
            break
        index += 1
    return _with_origin(tokens, first, last)


def _is_peer(tokens: Sequence[Token], first: int) -> bool:
    """ "Duke of Wellington", "Earl of Essex"."""
    if tokens[first].lower not in PEERAGE or first + 2 >= len(tokens):
        return False
    land = tokens[first + 2]
    named = land.shape is Shape.CAPITAL and not names_nothing(land.lower)
    return tokens[first].shape is Shape.CAPITAL and tokens[first + 1].text == "of" and named


def _with_origin(tokens: Sequence[Token], first: int, last: int) -> int:
    """ "Philip of Macedon", "William of Orange": one given name, then the land."""
    if first != last or fold(tokens[first].text) not in GIVEN_NAMES or last + 2 >= len(tokens):
        return last
    of, land = tokens[last + 1], tokens[last + 2]
    if of.text == "of" and land.shape is Shape.CAPITAL and land.lower not in NOT_NAMES:
        return last + 2
    return last


def _may_be_part(tokens: Sequence[Token], index: int, first: int) -> bool:
    token = tokens[index]
    if token.shape is Shape.INITIAL:
        return True
    if token.lower in TRAILING_TITLES and index > first and token.shape is Shape.CAPITAL:
        return True
    if token.shape is not Shape.CAPITAL or len(token.text) < 2:
        return False
    if token.text.isupper() and len(token.text) < 5 and token.text not in ROMAN_NUMERALS:
        return False
    if index > first and _follows_given(tokens, index, first):
        return token.lower not in TYPES_AFTER and token.lower not in PLAIN_WORDS
    return not _never_a_name(token)


def _never_a_name(token: Token) -> bool:
    lower = token.lower
    if names_nothing(lower) or lower in ROLE_WORDS or lower in ROLE_PLURALS:
        return True
    if lower in TYPES_AFTER:
        return True
    tail = lower.rpartition("-")[2]
    return tail != lower and (tail in NOT_NAMES or tail in ROLE_WORDS)


def _follows_given(tokens: Sequence[Token], index: int, first: int) -> bool:
    before = tokens[index - 1]
    if before.shape is Shape.INITIAL:
        lower = tokens[index].lower
        return lower not in NOT_NAMES - PEOPLES and lower not in RANKS
    if fold(before.text) not in GIVEN_NAMES:
        return False
    lower = tokens[index].lower
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if lower == "king":  # "Martin Luther King", but "when Robert King George"
        return index - first >= 2 and (following is None or following.shape is not Shape.CAPITAL)
    return (lower in ROLE_WORDS and lower not in ("chairman", "commander")) or lower in PEOPLES


def _is_numeral(token: Token) -> bool:
    return token.text in ROMAN_NUMERALS


def _is_epithet(tokens: Sequence[Token], index: int) -> bool:
    if index >= len(tokens):
        return False
    token = tokens[index]
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is not None and following.shape is Shape.CAPITAL:
        return False
    return token.shape is Shape.CAPITAL and token.lower in EPITHETS


def _leads_name(tokens: Sequence[Token], index: int) -> bool:
    """A particle is part of the name if a capitalised word or one more particle follows."""
    for token in tokens[index + 1 : index + 3]:
        if token.shape is Shape.CAPITAL:
            return not _never_a_name(token)
        if token.lower not in PARTICLES:
            return False
    return False


def _is_no_name_head(tokens: Sequence[Token], starts: Sequence[int], first: int, last: int) -> bool:
    """Initials of an acronym ("A.R.C.E.C."), more than three before a word."""
    if tokens[first].shape is not Shape.INITIAL:
        return False
    count = 0
    while first + count <= last and tokens[first + count].shape is Shape.INITIAL:
        count += 1
    if first + count > last:
        return True
    gap = tokens[first + count].start > tokens[first + count - 1].end
    text = "".join(token.text for token in tokens[first : first + count])
    after_number = first > 0 and tokens[first - 1].shape is Shape.NUMBER
    return count > 3 or (gap and (text in ("U.S.", "U.K.") or after_number))


def _noble_title(tokens: Sequence[Token], role_first: int, first: int) -> str:
    words = []
    for token in reversed(tokens[role_first:first]):
        if token.shape is not Shape.CAPITAL or token.lower not in NOBLE_TITLES:
            break
        words.append(token.text)
    return " ".join(reversed(words))


def role_before(tokens: Sequence[Token], first: int) -> tuple[str | None, int]:
    """The office, rank or party that leads up to a name, and the index of its first token.

    "the Bolshevik leader V. Petrov": ("Bolshevik leader", ...). Articles are left out.
    """
    index = first - 1
    if index >= 0 and tokens[index].shape is Shape.TITLE and tokens[index].text != "St.":
        return tokens[index].text, index
    if index < 0 or not _is_role(tokens[index]):
        return None, first
    begin = index
    while begin > 0 and first - begin < 6 and _modifies_role(tokens[begin - 1]):
        begin -= 1
    if tokens[index].end + 1 < tokens[first].start:
        return None, first
    words = [token.text for token in tokens[begin : index + 1]]
    return " ".join(words), begin


def _is_plural_role(role: str) -> bool:
    return role == "Messrs." or role.split()[-1].lower() in ROLE_PLURALS | {"generals"}


def _is_role(token: Token) -> bool:
    if token.shape not in (Shape.CAPITAL, Shape.LOWER) or token.lower in ("grand", "crown"):
        return False
    return token.lower in ROLE_WORDS or token.lower in ROLE_PLURALS


def _modifies_role(token: Token) -> bool:
    lower = token.lower
    if token.shape is Shape.CAPITAL:
        return lower in NOT_NAMES - PLAIN_WORDS or lower in ROLE_WORDS
    return token.shape is Shape.LOWER and (lower in _ROLE_MODIFIERS or lower in OFFICES)


def role_after(tokens: Sequence[Token], last: int) -> str | None:
    """The apposition behind a name: ", chairman of the soviet," or "(..., chairman)"."""
    index = last + 1
    if index >= len(tokens) or tokens[index].text != ",":
        return None
    index += 1
    if index < len(tokens) and tokens[index].lower in ("the", "a", "an", "then", "his", "her"):
        index += 1
    begin = index
    head = None
    while index < len(tokens) and index - begin < _ROLE_LENGTH:
        token = tokens[index]
        if token.shape in (Shape.MARK, Shape.NUMBER) and token.text not in "’'-":
            break
        if token.lower in _ROLE_ENDS:
            break
        if head is None and index - begin < 5 and _is_role(token):
            head = index
        if head is None and (token.lower in _NO_ROLE or token.lower.endswith("ed")):
            return None
        index += 1
    if head is None or _is_second_name(tokens, head, index):
        return None
    words = tokens[begin:index]
    while words and words[-1].lower in ("in", "of", "the", "at", "to", "for", "on", "from"):
        words = words[:-1]
    return _joined(words)


def _is_second_name(tokens: Sequence[Token], head: int, end: int) -> bool:
    """In "Petrov, General Ivanov and" the rank belongs to the next man."""
    following = tokens[head + 1] if head + 1 < end else None
    return (
        following is not None
        and following.shape in (Shape.CAPITAL, Shape.INITIAL)
        and (not following.lower in NOT_NAMES)
    )


def _joined(words: Sequence[Token]) -> str | None:
    if not words:
        return None
    text = words[0].text
    for before, token in zip(words, words[1:], strict=False):
        text += " " * (token.start > before.end) + token.text
    return text


def _is_doubtful(role: str, name: str) -> bool:
    """ "General Provisions" is a heading, "revolutionary Russia" no revolutionary."""
    if role.lower() in _ADJECTIVE_ROLES:
        return True
    plural = name.endswith("s") and not name.endswith(("is", "us", "os", "as", "ss"))
    return role.lower() == "general" and plural


def _context(
    tokens: Sequence[Token], first: int, last: int, role: str | None
) -> tuple[float, float, bool]:
    """Signs for a person, signs against, and whether the person acts here."""
    signs = against = 0.0
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    later = tokens[last + 2] if last + 2 < len(tokens) else None
    acts = False
    if role is not None:
        signs += 0.3 if _is_doubtful(role, tokens[last].lower) else 1
    if before is not None:
        if before.lower in LOCATIVE or before.lower in _RENAMING or before.text == "St.":
            against += 1
        elif before.lower == "the":
            against += 0.8
        elif before.lower in AGENT_LEADS:
            led = any(
                token.lower.endswith(("ed", "en", "led"))
                for token in tokens[max(0, first - 7) : first - 1]
            )
            signs += 0.8 * led if before.lower == "by" else 0.3
            acts = led or before.lower != "by"
        elif before.lower == "of" and first > 1 and tokens[first - 2].lower in PERSONAL_NOUNS:
            signs += 0.5
            acts = tokens[first - 2].lower in ("death", "assassination", "execution", "reign")
    if after is not None:
        if after.shape is Shape.POSSESSIVE:
            if later is not None and later.lower in PERSONAL_NOUNS:
                signs += 0.7
        elif after.lower in PERSONAL_VERBS:
            signs += 1
            acts = True
        elif after.lower in _FORMS_OF_BE:
            acts = True
            if later is not None and later.lower in PERSONAL_PARTICIPLES | PERSONAL_VERBS:
                signs += 1
        elif after.text == "," and later is not None and later.lower in ("who", "whose", "whom"):
            signs += 1
            acts = True
        elif after.lower in TYPES_AFTER and after.lower not in ("works", "march", "host"):
            against += 1
        elif after.lower in DEEDS:
            acts = True
            signs += 0.4
        elif after.shape is Shape.LOWER and after.lower.endswith("ed"):
            acts = True
        elif after.text == "(" and later is not None and _LIFE_YEARS.match(later.text):
            signs += 0.7
            acts = True
        if acts and _his_follows(tokens, last + 2):
            signs += 0.6
    return signs, against, acts


def _his_follows(tokens: Sequence[Token], index: int) -> bool:
    """ "took Jerusalem after his victory": the one who acts is a he or a she."""
    for token in tokens[index : index + 10]:
        if token.lower in ("his", "her", "himself", "herself", "he", "she"):
            return True
        if token.text in ".;!?":
            return False
    return False


_LIFE_YEARS = re.compile(r"1\d{3}$|c|born|b|r|d|died")

__all__ = ["RANKS", "Claim", "claims", "role_after", "role_before"]
