"""Offices, ranks and callings beside a name: "the Bolshevik leader ...", "..., chairman of ..."."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quizapp.facts.name_forms import word_set
from quizapp.facts.name_tokens import Shape, Token
from quizapp.facts.name_words import NOT_NAMES, PLAIN_WORDS
from quizapp.facts.titles import NOBLE_TITLES, OFFICES, ROLE_PLURALS, ROLE_WORDS

_ROLE_MODIFIERS = word_set("""
    vice deputy former prime foreign acting supreme chief first grand army party right-wing
    left-wing future young elder old leading prominent commander military people’s
    people's assistant general national socialist
    """)
_ROLE_ENDS = word_set("""
    who which that was were is are had has have said did would could will whose when where
    headed led and
    """)
# Nouns of people that are as often adjectives: "the revolutionary Ivanov", "revolutionary Russia".
_ADJECTIVE_ROLES = word_set("""
    revolutionary socialist communist conservative liberal republican nationalist fascist democrat
    anarchist militant representative chief head chair noble rebel radical veteran official
    """)
_NO_ROLE = word_set("no no-one of in at to for by among with from the a an all other and or not")
_BEFORE_APPOSITION = frozenset(["the", "a", "an", "then", "his", "her"])
_NO_ANNOUNCEMENT = word_set("in at to by with from on")
_CLOSING = (",", ".", ";", ")")
_ANNOUNCEMENT = 9  # words of "the former minister of justice," before a name
_LOOSE_ENDS = frozenset(["in", "of", "the", "at", "to", "for", "on", "from"])
_ROLE_LENGTH = 12  # words of "chairman of the ..." after a name


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


def announced(tokens: Sequence[Token], first: int, last: int) -> str | None:
    """The office that announces a name between commas: "the minister of justice, X, fled"."""
    closed = last + 1 == len(tokens) or tokens[last + 1].text in _CLOSING
    if first < 3 or tokens[first - 1].text != "," or not closed:
        return None
    begin = first - 2
    while begin > 0 and first - begin < _ANNOUNCEMENT and _announces(tokens[begin]):
        begin -= 1
    words = tokens[begin + 1 : first - 1]
    if tokens[begin].lower not in _BEFORE_APPOSITION or not words:
        return None
    of = next((i for i, token in enumerate(words) if token.lower == "of"), len(words))
    if of == 0 or not _is_role(words[of - 1]):
        return None
    return _joined(words)


def _announces(token: Token) -> bool:
    plain = token.shape in (Shape.CAPITAL, Shape.LOWER) and token.lower not in _ROLE_ENDS
    return plain and token.lower not in _BEFORE_APPOSITION and token.lower not in _NO_ANNOUNCEMENT


def is_plural_role(role: str) -> bool:
    return role == "Messrs." or role.rsplit(maxsplit=1)[-1].lower() in ROLE_PLURALS | {"generals"}


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
    begin = last + 2
    if begin >= len(tokens) or tokens[last + 1].text != ",":
        return None
    if tokens[begin].lower in _BEFORE_APPOSITION:
        begin += 1
    end = _apposition_end(tokens, begin)
    head = _role_head(tokens, begin, end)
    if head is None or _is_second_name(tokens, head, end):
        return None
    while end > begin and tokens[end - 1].lower in _LOOSE_ENDS:
        end -= 1
    return _joined(tokens[begin:end])


def _apposition_end(tokens: Sequence[Token], begin: int) -> int:
    end = begin
    while end < len(tokens) and end - begin < _ROLE_LENGTH:
        token = tokens[end]
        mark = token.shape in (Shape.MARK, Shape.NUMBER) and token.text not in "’'-"
        if mark or token.lower in _ROLE_ENDS:
            break
        end += 1
    return end


def _role_head(tokens: Sequence[Token], begin: int, end: int) -> int | None:
    """The first of the next words that is an office, if only adjectives stand before it."""
    for index in range(begin, min(end, begin + 5)):
        token = tokens[index]
        if _is_role(token):
            return index
        if token.lower in _NO_ROLE or token.lower.endswith("ed"):
            return None
    return None


def _is_second_name(tokens: Sequence[Token], head: int, end: int) -> bool:
    """In "Petrov, General Ivanov and" the rank belongs to the next man."""
    following = tokens[head + 1] if head + 1 < end else None
    return (
        following is not None
        and following.shape in (Shape.CAPITAL, Shape.INITIAL)
        and (following.lower not in NOT_NAMES)
    )


def _joined(words: Sequence[Token]) -> str | None:
    if not words:
        return None
    text = words[0].text
    for before, token in pairwise(words):
        text += " " * (token.start > before.end) + token.text
    return text


def is_doubtful_role(role: str, name: str) -> bool:
    """ "General Provisions" is a heading, "revolutionary Russia" no revolutionary."""
    if role.lower() in _ADJECTIVE_ROLES:
        return True
    plural = name.endswith("s") and not name.endswith(("is", "us", "os", "as", "ss"))
    return role.lower() == "general" and plural


def noble_title(tokens: Sequence[Token], role_first: int, first: int) -> str:
    words = []
    for token in reversed(tokens[role_first:first]):
        if token.shape is not Shape.CAPITAL or token.lower not in NOBLE_TITLES:
            break
        words.append(token.text)
    return " ".join(reversed(words))
