"""Where a passage may name places, and what the words around say for and against it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.fact import PlaceKind
from quizapp.facts.name_forms import word_set
from quizapp.facts.name_tokens import Shape, Token
from quizapp.facts.name_words import (
    BODY_NOUNS,
    MONTHS_AND_DAYS,
    NOT_NAMES,
    PEOPLES,
    PLAIN_WORDS,
    WORK_NOUNS,
    names_nothing,
)
from quizapp.facts.place_words import (
    TYPES_AFTER,
    TYPES_BEFORE,
    TYPES_WHEN_LOWER,
    TYPES_WITH_COMMON_WORDS,
)
from quizapp.facts.places_evidence import evidence_around, preposition_before, type_before
from quizapp.facts.titles import NOBLE_TITLES, ROLE_WORDS

_CONNECTORS = word_set("of the on upon de la del da do am an der sur le les al es el")
_LONGEST_NAME = 5  # tokens: "Republic of the Upper Volta" is one more than most
_COLOURS = word_set("winter summer red white black blue central imperial royal national")


_OF_NATURE = word_set(
    "sound island islands land channel bay strait range archipelago cape glacier gulf coast inlet"
    " peninsula lake falls mountains"
)
_ALLIANCES = word_set("united popular national patriotic liberation common home fatherland")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A run of words that may name a place.

    ``name`` is what to look up. ``kind`` is what a type word says it is; ``typed``: the grammar
    makes it a place even if no gazetteer knows it. ``evidence``: for (+) and against (-) a place,
    from this context alone. ``former``: the text brackets another name behind it.
    """

    name: str
    start: int
    end: int
    first: int  # token indexes, both included
    last: int
    known: bool
    kind: PlaceKind | None
    typed: bool
    evidence: float
    preposition: str | None
    attributive: bool
    opens_sentence: bool
    listed: bool = False


def candidates(
    tokens: Sequence[Token],
    starts: Sequence[int],
    taken: Callable[[int, int], bool],
    knows: Callable[[str], bool],
) -> Iterator[Candidate]:
    """Possible places left to right. ``taken(start, end)``: the characters name a person."""
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if (
            token.shape is not Shape.CAPITAL
            or token.lower == "the"
            or taken(token.start, token.end)
        ):
            index += 1
            continue
        found = _typed(tokens, starts, index, knows) or _plain(tokens, starts, index, knows)
        if found is None or taken(found.start, found.end):
            index += 1
            continue
        yield found
        index = found.last + 1


def _typed(
    tokens: Sequence[Token], starts: Sequence[int], first: int, knows: Callable[[str], bool]
) -> Candidate | None:
    """ "Ufa province", "the Winter Palace", "Northern Front", "Lake Ilmen", "village of Gorki"."""
    last = _capitals_end(tokens, first)
    for end in range(last, first, -1):
        kind = TYPES_AFTER.get(tokens[end].lower)
        if kind is None or not _can_head(tokens, first, end):
            continue
        if end < last and tokens[end + 1].lower in BODY_NOUNS | WORK_NOUNS:
            continue
        return _candidate(tokens, starts, first, end, known=False, kind=kind, typed=True)
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if (
        following is not None
        and following.shape is Shape.LOWER
        and following.lower in TYPES_WHEN_LOWER
        and following.start - tokens[last].end == 1
        and _can_lead_lower(tokens, first, last)
    ):
        kind = TYPES_AFTER[following.lower]
        if kind is PlaceKind.CITY:
            return _candidate(tokens, starts, first, last, known=False, kind=kind, typed=True)
        return _candidate(tokens, starts, first, last + 1, known=False, kind=kind, typed=True)
    return _named_after_type(tokens, starts, first, last, knows)


def _named_after_type(
    tokens: Sequence[Token],
    starts: Sequence[int],
    first: int,
    last: int,
    knows: Callable[[str], bool],
) -> Candidate | None:
    head = tokens[first].lower
    if head in ("lake", "mount", "cape", "fort", "gulf", "bay", "isle", "strait") and last > first:
        return _candidate(
            tokens, starts, first, last, known=False, kind=TYPES_BEFORE[head], typed=True
        )
    kind = type_before(tokens, first)
    if kind is None or tokens[first].lower in NOT_NAMES:
        return None
    for end in range(last, first, -1):
        if knows(_text(tokens, first, end)):
            last = end
            break
    while last > first and tokens[last].lower in NOT_NAMES:
        last -= 1
    return _candidate(tokens, starts, first, last, known=False, kind=kind, typed=True)


def _can_head(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Whether the capitalised words before a capitalised type word can name a place."""
    words = [token.lower for token in tokens[first:end]]
    titled = bool(words) and words[0] in ROLE_WORDS and not _bears_a_title(tokens, first, end)
    if not words or words[0] in PLAIN_WORDS or titled:
        return False
    alliance = tokens[end].lower == "front" and not _ALLIANCES.isdisjoint(words)
    if alliance or any(word in MONTHS_AND_DAYS or word in BODY_NOUNS for word in words):
        return False
    naming = [word for word in words if word not in _CONNECTORS]
    if all(token.text.isupper() for token in tokens[first : end + 1]):
        return False
    common = all(names_nothing(word) for word in naming)
    if common and tokens[end].lower not in TYPES_WITH_COMMON_WORDS:
        return tokens[end].lower == "republic" and any(word in PEOPLES for word in naming)
    if all(word in WORK_NOUNS and word not in _COLOURS for word in naming):
        return False
    return len(naming) <= 4


def _bears_a_title(tokens: Sequence[Token], first: int, end: int) -> bool:
    """ "Prince William Sound", "King George Island": called after somebody, title and all."""
    named = end - first >= 2 and not names_nothing(tokens[first + 1].lower)
    return named and tokens[first].lower in NOBLE_TITLES and tokens[end].lower in _OF_NATURE


def _can_lead_lower(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Before a lower-case type word ("Volga region") a name must stand, no adjective."""
    words = [token.lower for token in tokens[first : last + 1]]
    if any(word in BODY_NOUNS or word in WORK_NOUNS or word in PLAIN_WORDS for word in words):
        return False
    following = tokens[last + 1].lower
    if all(names_nothing(word) for word in words):
        return following == "front" and words[-1] in PEOPLES
    if any(part.isupper() for t in tokens[first : last + 1] for part in t.text.split("-")):
        return False
    return words[-1] not in MONTHS_AND_DAYS


def _plain(
    tokens: Sequence[Token], starts: Sequence[int], first: int, knows: Callable[[str], bool]
) -> Candidate | None:
    """The longest run from here that the gazetteer knows; else one unknown capitalised word."""
    for last in _ends(tokens, first):
        name = _text(tokens, first, last)
        if last == first and names_nothing(tokens[first].lower):
            break
        if knows(name):
            return _candidate(tokens, starts, first, last, known=True)
    if names_nothing(tokens[first].lower) or len(tokens[first].text) < 3:
        return None
    if tokens[first].text.isupper():
        return None
    last = _capitals_end(tokens, first)
    while last > first and tokens[last].lower in NOT_NAMES:
        last -= 1
    return _candidate(tokens, starts, first, last, known=False)


def _ends(tokens: Sequence[Token], first: int) -> list[int]:
    """Indexes at which a name that begins at ``first`` may end, the longest first."""
    ends = [first]
    index = first + 1
    while index < len(tokens) and index - first < _LONGEST_NAME:
        token = tokens[index]
        glued = tokens[index - 1].text == "St." or tokens[index - 1].shape is Shape.INITIAL
        if token.start - tokens[index - 1].end != 1 and not glued:
            break
        if token.shape is Shape.CAPITAL:
            ends.append(index)
        elif token.lower not in _CONNECTORS:
            break
        index += 1
    return ends[::-1]


def _capitals_end(tokens: Sequence[Token], first: int) -> int:
    last = first
    while (
        last + 1 < len(tokens)
        and tokens[last + 1].shape is Shape.CAPITAL
        and tokens[last + 1].start - tokens[last].end == 1
        and last - first < _LONGEST_NAME
    ):
        last += 1
    return last


def _text(tokens: Sequence[Token], first: int, last: int) -> str:
    words = [tokens[first].text]
    for index in range(first + 1, last + 1):
        words.append(" " * (tokens[index].start > tokens[index - 1].end) + tokens[index].text)
    return "".join(words)


def _candidate(
    tokens: Sequence[Token],
    starts: Sequence[int],
    first: int,
    last: int,
    *,
    known: bool,
    kind: PlaceKind | None = None,
    typed: bool = False,
) -> Candidate:
    start = first
    if first and tokens[first - 1].text == "St.":
        start = first - 1
    preposition = preposition_before(tokens, start)
    kind = kind or type_before(tokens, start)
    evidence, attributive = evidence_around(tokens, start, last)
    if kind is not None:
        evidence += 1.5
    return Candidate(
        name=_text(tokens, start, last),
        start=tokens[start].start,
        end=tokens[last].end,
        first=start,
        last=last,
        known=known,
        kind=kind,
        typed=typed,
        evidence=evidence,
        preposition=preposition,
        attributive=attributive,
        opens_sentence=starts[start] == start,
    )
