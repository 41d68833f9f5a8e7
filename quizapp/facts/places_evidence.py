"""What the words beside a name say for and against a place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quizapp.domain.fact import PlaceKind
from quizapp.facts.name_forms import word_set
from quizapp.facts.name_tokens import Shape, Token
from quizapp.facts.name_words import NOT_NAMES
from quizapp.facts.place_words import (
    DIRECTIVE,
    EVENTS_OF,
    LOCAL_BODIES,
    LOCATIVE,
    MOVES,
    NEEDS_OF,
    TYPES_AFTER,
    TYPES_BEFORE,
    VESSELS_AND_PAPERS,
)
from quizapp.facts.titles import PERSONAL_NOUNS, PERSONAL_VERBS, ROLE_WORDS

_DIRECTIONS = word_set("""
    north south east west northern southern eastern western north-eastern north-western
    south-eastern south-western northeastern northwestern southeastern southwestern central upper
    lower middle northwest northeast southwest southeast far near inner outer
    """)
_PREPOSITIONS = LOCATIVE | DIRECTIVE | word_set("of on for between against under by with")

_PASSED = frozenset(["the", "of", "nearby", "neighbouring", "neighboring", "all", "both"])


def preposition_before(tokens: Sequence[Token], first: int) -> str | None:
    """The preposition that governs the name: past articles, directions and "the city of"."""
    index = first - 1
    while index >= 0 and first - index < 6:
        lower = tokens[index].lower
        of_type = index == first - 1 and lower == "of" and type_before(tokens, first)
        if lower in _PREPOSITIONS and not of_type:
            return lower
        if not (lower in _PASSED or lower in TYPES_BEFORE or lower in _DIRECTIONS):
            return None
        index -= 1
    return None


def type_before(tokens: Sequence[Token], first: int) -> PlaceKind | None:
    """The kind that "the city of", "the town" or "Lake" before the name gives it."""
    if first < 1:
        return None
    before = tokens[first - 1]
    if before.lower == "of" and first > 1:
        return TYPES_BEFORE.get(tokens[first - 2].lower)
    if before.lower in TYPES_BEFORE and before.lower not in NEEDS_OF:
        return TYPES_BEFORE[before.lower]
    return None


def evidence_around(tokens: Sequence[Token], first: int, last: int) -> tuple[float, bool]:
    """Weight for (+) and against (-) a place, and whether the name only qualifies a noun after
    it ("the Kursk soviet"). 1 is a clear sign."""
    score = _before(tokens, first, last)
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is None or after.start - tokens[last].end > 1:
        return score, False
    if after.shape is Shape.POSSESSIVE:
        later = tokens[last + 2].lower if last + 2 < len(tokens) else ""
        return score - (0.5 if later in PERSONAL_NOUNS else 0), False
    if after.lower in LOCAL_BODIES:
        return score + 0.7, True
    if after.lower in PERSONAL_VERBS:
        score -= 0.5
    if after.shape is not Shape.CAPITAL or after.start == tokens[last].end:
        return score, False
    unknown = after.lower not in NOT_NAMES and after.lower not in TYPES_AFTER
    return score - (0.8 if unknown else 0), True


def _before(tokens: Sequence[Token], first: int, last: int) -> float:
    preposition = preposition_before(tokens, first)
    score = 1.0 if preposition in LOCATIVE else 0.5 if preposition in DIRECTIVE else 0.0
    if not first:
        return score
    before = tokens[first - 1]
    event = before.lower == "of" and first > 1 and tokens[first - 2].lower in EVENTS_OF
    if event or before.lower in MOVES:
        return score + 0.7
    if before.lower in VESSELS_AND_PAPERS or before.shape is Shape.TITLE:
        return score - 2
    if before.lower in ROLE_WORDS or before.shape is Shape.INITIAL:
        return score - 1
    quoted = (
        before.text in _OPENING and last + 1 < len(tokens) and tokens[last + 1].text in _CLOSING
    )
    return score - (1.5 if quoted else 0)


_OPENING = ("“", '"', "«")
_CLOSING = ("”", '"', "»")

_BRACKET = re.compile(
    r"\s*\(\s*(?P<word>now|today|present-day|today’s|modern|formerly|later|then|also|or|renamed|"
    r"called|previously|also called|also known as)?\s*(?P<name>[A-ZÀ-Ž][^()\d,;:]{2,40}?)\s*[,;)]"
)


def other_name(text: str, end: int) -> tuple[str, int, bool] | None:
    """The other name bracketed behind a place: the name, its start, and whether a word such as
    "now" says outright that it is one ("Tsaritsyn (now Volgograd)")."""
    match = _BRACKET.match(text, end)
    if match is None:
        return None
    return match["name"], match.start("name"), match["word"] is not None
