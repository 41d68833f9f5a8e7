"""Where a passage may name people: runs of words that have the form of a person's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.fact import PlaceKind
from quizapp.facts.given_names import GIVEN_NAMES
from quizapp.facts.name_forms import fold, word_set
from quizapp.facts.name_tokens import Shape, Token
from quizapp.facts.name_words import (
    EPITHETS,
    NOT_NAMES,
    PARTICLES,
    PEOPLES,
    PLAIN_WORDS,
    ROMAN_NUMERALS,
    names_nothing,
)
from quizapp.facts.people_context import signs_around
from quizapp.facts.people_names import PersonName, Strength, parse_name
from quizapp.facts.people_roles import (
    announced,
    is_plural_role,
    noble_title,
    role_after,
    role_before,
)
from quizapp.facts.place_words import TYPES_AFTER
from quizapp.facts.titles import PEERAGE, RANKS, ROLE_PLURALS, ROLE_WORDS, TRAILING_TITLES

_ACRONYMS = ("U.S.", "U.K.", "B.C.", "C.E.")  # that stand before capitalised words
_TYPES_BEHIND = ("fort", "mount", "cape", "lake")  # "Charles Fort" as well as "Fort Charles"
_PEOPLES_TOO = ("frank", "norman", "roman", "german")  # given names of single people as well
_SURNAMES_TOO = ("villa",)  # as well as a kind of place
_NICKNAME_MARKS = ('""', "“”", "''", "‘’", "()", "«»")
_MADE = word_set("also as became made created styled was")  # "who was also Duke of Holstein"
_NUMBERS_WITH_STOP = ("I.", "V.", "X.")  # at the end of a sentence they look like initials
_LONGEST_ACRONYM = 3  # more initials than these before a word are an acronym's


_CROWNED = word_set("king queen emperor empress tsar tsarina pope sultan shah kaiser prince duke")


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
    part: bool  # stands in a longer name: "Port Arthur", "Arthur Island"
    after_article: bool


def claims(tokens: Sequence[Token], starts: Sequence[int]) -> Iterator[Claim]:
    """All runs of the passage that have the form of a person's name, left to right."""
    index = 0
    before: Claim | None = None
    while index < len(tokens):
        named = tokens[index].shape in (Shape.CAPITAL, Shape.INITIAL)
        if not named and not _is_peer(tokens, index):
            index += 1
            continue
        last = _run_end(tokens, index)
        if last is None:
            index += 1
            continue
        for claim in _claims_of_run(tokens, starts, index, last):
            if _is_of_a_firm(tokens, claim) or _is_of_an_island(tokens, claim):
                continue
            before = _with_company(tokens, before, claim)
            yield before
        index = last + 1


def _is_of_a_firm(tokens: Sequence[Token], claim: Claim) -> bool:
    """ "Lewis & Clark College", "Smith & Sons": surnames so joined are one body's name."""
    around = [*tokens[max(0, claim.first - 1) : claim.first], *tokens[claim.last + 1 :][:1]]
    return not claim.name.full and any(token.text == "&" for token in around)


def _is_of_an_island(tokens: Sequence[Token], claim: Claim) -> bool:
    """ "Prince William Sound", "King George Island": called after a prince, title and all."""
    after = tokens[claim.last + 1] if claim.last + 1 < len(tokens) else None
    if not claim.name.title or after is None or after.start != tokens[claim.last].end + 1:
        return False
    kind = TYPES_AFTER.get(after.lower)
    return after.shape is Shape.CAPITAL and kind in (PlaceKind.REGION, PlaceKind.WATER)


def _is_part(tokens: Sequence[Token], first: int, last: int) -> bool:
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.shape is Shape.CAPITAL and after.start == tokens[last].end + 1:
        return True
    if before is None or before.shape is not Shape.CAPITAL or before.end + 1 != tokens[first].start:
        return False
    return before.lower not in PLAIN_WORDS and before.lower not in ROLE_WORDS


def _with_company(tokens: Sequence[Token], before: Claim | None, claim: Claim) -> Claim:
    """A name listed after a person's is likely one too: "by Brutus and Cassius"."""
    if before is None or claim.name.full or claim.first - before.last > 3:
        return claim
    between = [token.lower for token in tokens[before.last + 1 : claim.first]]
    listed = between in (["and"], [","], [",", "and"])
    if between == ["and"] and before.signs >= 1:
        return replace(claim, signs=claim.signs + 1)
    if listed and (before.name.strength >= Strength.GIVEN or before.signs >= 0.8):
        return replace(claim, signs=claim.signs + 0.5)
    return claim


def _ends_with_its_number(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "Queen Margaret I. Riga was founded": with the number her sentence ends."""
    crowned = first > 0 and tokens[first - 1].lower in _CROWNED
    return crowned and last > first + 1 and tokens[first + 1].text in _NUMBERS_WITH_STOP


def _claims_of_run(
    tokens: Sequence[Token], starts: Sequence[int], first: int, last: int
) -> Iterator[Claim]:
    first += _acronym_length(tokens, first, last)
    if _ends_with_its_number(tokens, first, last):
        last = first + 1
    if last == first + 1 and tokens[last].text in _NUMBERS_WITH_STOP:
        words = [tokens[first], _without_stop(tokens[last])]
    else:
        while last > first and tokens[last].shape is Shape.INITIAL:
            last -= 1
        if first < last and _is_bearing(tokens, first):
            first += 1
        words = _without_nickname(tokens[first : last + 1])
    if first > last or words[-1].shape is Shape.INITIAL:
        return
    role, role_first = role_before(tokens, first)
    title = noble_title(tokens, role_first, first)
    name = parse_name(words, title)
    if name is None:
        return
    begin = first - len(title.split())
    apposition = role_after(tokens, last) or announced(tokens, begin, last)
    signs = signs_around(tokens, first, last, role)
    yield Claim(
        name=name,
        first=first,
        last=last,
        start=tokens[begin].start,
        end=words[-1].end,
        role=apposition or (None if role is None or is_plural_role(role) else role),
        signs=signs.person + (apposition is not None),
        against=signs.other,
        acts=signs.acts or apposition is not None or role is not None,
        opens_sentence=starts[first] == first,
        part=_is_part(tokens, first, last),
        after_article=first > 0 and tokens[first - 1].lower == "the",
    )


def _without_stop(token: Token) -> Token:
    """The number of a monarch that ends its sentence: "by the queen, Maria I." """
    number = token.text.rstrip(".")
    return token._replace(text=number, lower=number.lower(), end=token.end - 1, shape=Shape.CAPITAL)


def _run_end(tokens: Sequence[Token], first: int) -> int | None:
    """Index of the last token of the name run that begins at ``first``; None: no name here."""
    if _is_peer(tokens, first):
        return first + 2
    if not _may_be_part(tokens, first, first) or _is_numeral(tokens[first]):
        return None
    last = first
    index = first + 1
    while index < len(tokens):
        token = tokens[index]
        if token.start - tokens[index - 1].end > 1:
            break
        if _is_nickname(tokens, index, first):
            last = index + 3
            index += 4
            continue
        if token.shape is Shape.INITIAL or _is_numeral(token) or _may_be_part(tokens, index, first):
            last = index
        elif token.lower == "the" and _is_epithet(tokens, index + 1) and index == last + 1:
            return index + 1
        elif not (token.lower in PARTICLES and _leads_name(tokens, index)):
            break
        index += 1
    return _with_origin(tokens, first, last)


def _is_nickname(tokens: Sequence[Token], index: int, first: int) -> bool:
    """Behind a given name, in quotes or brackets, with the surname after it."""
    around = tokens[index : index + 4]
    if len(around) < 4 or index != first + 1 or fold(tokens[first].text) not in GIVEN_NAMES:
        return False
    opening, name, closing, surname = around
    marked = opening.text + closing.text in _NICKNAME_MARKS
    named = name.shape is Shape.CAPITAL and surname.shape is Shape.CAPITAL
    return marked and named and surname.start == closing.end + 1


def _without_nickname(words: Sequence[Token]) -> list[Token]:
    if len(words) > 3 and words[1].text + words[3].text in _NICKNAME_MARKS:
        return [words[0], *words[4:]]
    return list(words)


def _is_bearing(tokens: Sequence[Token], first: int) -> bool:
    """The letter of "at 82° 17' S. Shackleton turned back" is no initial."""
    if tokens[first].text not in ("N.", "S.", "E.", "W.") or not first:
        return False
    return tokens[first - 1].text in "'’′\"”″°" or tokens[first - 1].shape is Shape.NUMBER


def _is_peer(tokens: Sequence[Token], first: int) -> bool:
    """ "Duke of Wellington", "the earl of Essex"; but not "he was made earl of Essex"."""
    if tokens[first].lower not in PEERAGE or first + 2 >= len(tokens):
        return False
    land = tokens[first + 2]
    named = land.shape is Shape.CAPITAL and not names_nothing(land.lower)
    capital = tokens[first].shape is Shape.CAPITAL
    if first and tokens[first - 1].lower in _MADE:
        return False
    known = capital or (first > 0 and tokens[first - 1].lower == "the")
    return known and tokens[first + 1].text == "of" and named


def _with_origin(tokens: Sequence[Token], first: int, last: int) -> int:
    """ "Philip of Macedon", "Philip II of Spain": one given name, or a number, then the land."""
    ruler = first < last and _is_numeral(tokens[last])
    known = first == last and fold(tokens[first].text) in GIVEN_NAMES
    if not (ruler or known) or last + 2 >= len(tokens):
        return last
    of, land = tokens[last + 1], tokens[last + 2]
    if of.text == "of" and land.shape is Shape.CAPITAL and land.lower not in NOT_NAMES:
        return last + 2
    return last


def _may_be_part(tokens: Sequence[Token], index: int, first: int) -> bool:
    token = tokens[index]
    capital = token.shape is Shape.CAPITAL
    titled = token.lower in TRAILING_TITLES and index > first and capital
    if token.shape is Shape.INITIAL or titled:
        return True
    if not capital or len(token.text) < 2:
        return False
    if token.text.isupper() and len(token.text) < 5 and token.text not in ROMAN_NUMERALS:
        return False
    if index > first and _follows_given(tokens, index, first):
        return token.lower not in TYPES_AFTER and token.lower not in PLAIN_WORDS
    if index > first and token.lower in _TYPES_BEHIND:
        return False
    return _is_name_too(tokens, index, first) or not _never_a_name(token)


def _is_name_too(tokens: Sequence[Token], index: int, first: int) -> bool:
    """A surname or given name that is a common word as well."""
    if tokens[index].lower == "jan":
        return _is_first_of_names(tokens, index)
    if tokens[index].lower in _PEOPLES_TOO and index == first:
        return _is_before_initial(tokens, index)
    return index == first and tokens[index].lower in _SURNAMES_TOO


def _is_before_initial(tokens: Sequence[Token], index: int) -> bool:
    """ "Judge Frank M. Johnson", but "the Norman R. Guiscard"."""
    article = index > 0 and tokens[index - 1].lower in ("the", "a", "an")
    around = tokens[index + 1 : index + 3]
    shapes = [token.shape for token in around]
    return not article and shapes == [Shape.INITIAL, Shape.CAPITAL]


def _is_first_of_names(tokens: Sequence[Token], index: int) -> bool:
    """ "Jan III Sobieski", "Jan Hus": no month."""
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    month = following is None or following.start != tokens[index].end + 1
    return not month and following is not None and following.shape is Shape.CAPITAL


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


def _acronym_length(tokens: Sequence[Token], first: int, last: int) -> int:
    """How many initials in front are no given names: "A.R.C.E.C.", "U.S. Census Bureau"."""
    count = 0
    while first + count <= last and tokens[first + count].shape is Shape.INITIAL:
        count += 1
    if not count or first + count > last:
        return count
    gap = tokens[first + count].start > tokens[first + count - 1].end
    text = "".join(token.text for token in tokens[first : first + count])
    return count if count > _LONGEST_ACRONYM or (gap and text in _ACRONYMS) else 0
