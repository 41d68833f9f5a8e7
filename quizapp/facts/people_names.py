"""What the words of a capitalised run say about a person: given names, surname, number, epithet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from rapidfuzz.distance import DamerauLevenshtein

from quizapp.facts.given_names import FAMILY_NAMES_FIRST, GIVEN_NAMES, same_given_name
from quizapp.facts.name_forms import APOSTROPHES, fold, sound_key
from quizapp.facts.name_tokens import Shape, Token
from quizapp.facts.name_words import EPITHETS, PARTICLES, ROMAN_NUMERALS
from quizapp.facts.titles import NOBLE_TITLES, PEERAGE, TRAILING_TITLES

_BIG_PARTICLES = frozenset(
    ["de", "du", "le", "la", "van", "von", "di", "da", "del", "della", "des"]
)
_BROKEN = re.compile(r"[^\W\d_]+-[a-z]+")  # "Lia-pin", broken by a line end
_LONGEST_NAME = 7  # tokens
_LONGEST_UNKNOWN = 4  # tokens of a name whose first word is no given name we know
_BELONGING = frozenset(["shah", "guru"])  # titles that are part of the name: "Shah Jahan"
_CROWNED = frozenset(["queen", "king", "empress"])  # "Queen Min": nobody calls her Min
_NOBILIARY = frozenset(
    ["von", "van", "zu", "af", "ibn", "bin", "al", "el"]
)  # never in names of places
PATRONYMIC_ENDINGS = ("ovich", "evich", "yich", "ovna", "evna", "ievna", "iyevna")


class Strength(IntEnum):
    """How much the form alone speaks for a person."""

    BARE = 0  # one word
    WORDS = 1  # several capitalised words
    NUMBERED = 2  # an unknown name with a number or epithet: "Antiochus III", "Cato the Elder"
    GIVEN = 3  # a known given name first
    SURE = 4  # initials, a number of a monarch, an epithet


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. ``givens`` are folded; an initial ends with a dot ("v.").

    ``whole`` names have no surname: monarchs and men known under one name; then ``surname`` is
    the name itself. ``title`` is the noble title a bare given name needs ("Queen Victoria").
    """

    givens: tuple[str, ...]
    surname: str
    display: str
    strength: Strength
    whole: bool = False
    title: str = ""
    origin: str = ""  # the land of a monarch: "Spain" of "Philip II of Spain"
    key: str = field(default="", compare=False)

    @property
    def full(self) -> bool:
        return self.strength > Strength.BARE or bool(self.title)

    def may_be(self, other: PersonName) -> bool:
        """Whether the given names of the two do not contradict each other, in order, nor do
        the lands that they rule."""
        if self.origin and other.origin and fold(self.origin) != fold(other.origin):
            return False
        return all(_given_agrees(a, b) for a, b in zip(self.givens, other.givens, strict=False))


def surname_key(surname: str) -> str:
    """Equal for the transliterations of one surname; short names must agree to the letter, and
    so must the numbers of monarchs, of which one more letter makes another man."""
    name, _, number = surname.rpartition(" ")
    if name and number in ROMAN_NUMERALS:
        return f"{surname_key(name)} {number.lower()}"
    plain = fold(surname).replace(" ", "")
    return plain if len(plain) < 5 else sound_key(surname)


def parse_name(words: Sequence[Token], title: str = "") -> PersonName | None:
    """Takes a run of name tokens apart; None if it cannot be a person's name by its form.

    ``title`` is the word before the run; it counts only if it is a noble one.
    """
    if not words or len(words) > _LONGEST_NAME:
        return None
    title = title if title.rsplit(" ", maxsplit=1)[-1].lower() in NOBLE_TITLES else ""
    if len(words) >= 4 and words[-2].text == "of" and words[-3].text in ROMAN_NUMERALS:
        ruler = _with_number(words[:-2], title)
        return ruler and _of_land(ruler, words[-1].text)
    numbered = _with_number(words, title) or _with_epithet(words, title)
    if numbered is not None:
        return numbered
    while len(words) > 2 and words[1].shape is Shape.INITIAL and _is_stray(words[0]):
        words = words[1:]
    if not _is_surname(words[-1]):
        return None
    return _with_surname(words, _surname_start(words), title)


def _with_surname(words: Sequence[Token], split: int, title: str) -> PersonName | None:
    """Given names up to ``split``, then particles and surname."""
    display = " ".join(token.text for token in words)
    surname = " ".join(token.text for token in words[split:] if token.shape is not Shape.LOWER)
    initials = any(token.shape is Shape.INITIAL for token in words[:split])
    if initials and _BROKEN.fullmatch(surname):  # behind initials no Chinese given name stands
        display, surname = (text.replace("-", "") for text in (display, surname))
    if split == 0:
        return _single(words, surname, display, title)
    if _is_patronymic(surname) and not initials:
        return _with_patronymic(words, display, title)
    givens = tuple(_given(token) for token in words[:split])
    if _family_first(words) and not initials:
        surname = words[0].text
        givens = tuple(fold(token.text) for token in words[1:])
    strength = Strength.WORDS
    if initials:
        strength = Strength.SURE
    elif _is_given(words[0]) or _family_first(words) or words[split].lower in _NOBILIARY:
        strength = Strength.GIVEN
    elif len(words) > _LONGEST_UNKNOWN:
        return None
    return PersonName(givens, surname, display, strength, key=surname_key(surname))


def _is_surname(token: Token) -> bool:
    number = token.text in ROMAN_NUMERALS or token.text == "St"
    return token.shape is Shape.CAPITAL and len(token.text) > 1 and not number


def _is_patronymic(word: str) -> bool:
    """ "Alexandrovich" is of Alexander; "Kaganovich" is of nobody, so it is a surname."""
    plain = fold(word)
    for ending in PATRONYMIC_ENDINGS:
        if plain.endswith(ending):
            father = sound_key(plain.removesuffix(ending))
            return any(father + vowel in _FATHERS for vowel in ("", "a", "e", "i", "o", "ei"))
    return False


_FATHERS = frozenset(sound_key(name) for name in GIVEN_NAMES) | frozenset(
    sound_key(name).rstrip("aeio") for name in GIVEN_NAMES if len(name) > 4
)


def _single(words: Sequence[Token], surname: str, display: str, title: str) -> PersonName:
    """A surname alone, with its particle; or a prince under his one name."""
    crowned = len(words) == 1 and title.lower() in _CROWNED
    if title and (_is_given(words[0]) or crowned or title.lower() in _BELONGING):
        return _whole(words, Strength.WORDS, title=title)
    strength = Strength.WORDS if len(words) > 1 else Strength.BARE
    return PersonName((), surname, display, strength, key=surname_key(surname))


def _with_patronymic(words: Sequence[Token], display: str, title: str) -> PersonName:
    shown = f"{title} {display}" if title else display
    givens = tuple(fold(token.text) for token in words)
    return PersonName(
        givens, display, shown, Strength.GIVEN, whole=True, title=title, key=surname_key(display)
    )


def _with_number(words: Sequence[Token], title: str) -> PersonName | None:
    """ "Nicholas II", "Pope Urban II"."""
    number = words[-1].text
    if len(words) < 2 or number not in ROMAN_NUMERALS or words[0].shape is not Shape.CAPITAL:
        return None
    if _is_given(words[0]) or title:
        belongs = title if title.lower() in _BELONGING else ""
        return _whole(words, Strength.SURE, title=belongs)
    return _whole(words, Strength.NUMBERED)


def _of_land(ruler: PersonName, land: str) -> PersonName:
    """ "Philip II of Spain", who is called Philip II once he is known."""
    return replace(ruler, display=f"{ruler.display} of {land}", origin=land)


def _with_epithet(words: Sequence[Token], title: str) -> PersonName | None:
    """ "Catherine the Great", "Philip of Macedon", "Duke of Wellington", "Genghis Khan"."""
    if len(words) >= 2 and words[-1].lower in TRAILING_TITLES:
        return _whole(words, Strength.SURE)
    known = _is_given(words[0]) or bool(title)
    if len(words) >= 3 and words[-2].lower == "the" and words[-1].lower in EPITHETS:
        return _whole(words, Strength.SURE if known else Strength.NUMBERED)
    if len(words) != 3 or words[1].text != "of":
        return None
    if words[0].lower in PEERAGE:
        return _whole(words, Strength.SURE, surname=words[2].text)
    return _whole(words, Strength.SURE) if known else None


def _whole(
    words: Sequence[Token], strength: Strength, *, surname: str = "", title: str = ""
) -> PersonName:
    """A name without a surname, or one whose ``surname`` people go by (Wellington)."""
    name = " ".join(token.text for token in words)
    name = name[:1].upper() + name[1:]  # "the duke of Alba"
    shown = f"{title} {name}" if title else name
    called = surname or name
    return PersonName((), called, shown, strength, whole=True, title=title, key=surname_key(called))


def _surname_start(words: Sequence[Token]) -> int:
    """Index of the first token of the surname and its particles."""
    for index, token in enumerate(words[:-1]):
        particle = token.shape is Shape.LOWER or (index > 0 and token.lower in _BIG_PARTICLES)
        if particle and token.lower in PARTICLES | _BIG_PARTICLES:
            return index
    return len(words) - 1


def _is_stray(token: Token) -> bool:
    """A word before initials that is no given name: "Signed J. Smith"."""
    verb = token.lower.endswith("ed")  # but "Lorrin A. Thurston"
    return verb and token.shape is Shape.CAPITAL and not _is_given(token)


def _given(token: Token) -> str:
    if token.shape is Shape.INITIAL:
        return fold(token.text) + "."
    return fold(token.text)


def _is_given(token: Token) -> bool:
    return all(part in GIVEN_NAMES for part in fold(token.text).split()[:1])


def _family_first(words: Sequence[Token]) -> bool:
    return (
        len(words) in (2, 3)
        and fold(words[0].text) in FAMILY_NAMES_FIRST
        and all(token.shape is Shape.CAPITAL for token in words)
        and not (len(words) == 2 and _is_given(words[1]))
    )


# First letters that transliterate one Cyrillic (or other) letter: Y. and I., Kh. and H.
_INITIAL_SOUNDS = (
    frozenset("ijy"), frozenset("ey"), frozenset("hk"), frozenset("gh"), frozenset("ck"),
    frozenset("fpt"), frozenset("vw"), frozenset("cst"), frozenset("zj"), frozenset("kq"),
)  # fmt: skip


def _given_agrees(one: str, other: str) -> bool:
    if one.endswith(".") or other.endswith("."):
        a, b = one[0], other[0]
        return a == b or any(a in sounds and b in sounds for sounds in _INITIAL_SOUNDS)
    if same_given_name(one, other) or sound_key(one) == sound_key(other):
        return True
    slips = DamerauLevenshtein.distance(one, other, score_cutoff=2)
    return slips <= (1 if min(len(one), len(other)) < 7 else 2) and one[0] == other[0]


def tidy(display: str) -> str:
    """One form of a display name: a space after each initial, plain apostrophes, no end mark."""
    spaced = display.replace(".", ". ")
    for mark in APOSTROPHES:
        spaced = spaced.replace(mark, "’")
    return " ".join(_cased(_latin(word)) for word in spaced.split())


def _cased(word: str) -> str:
    """A surname in capitals as a heading sets it; numbers of monarchs stay."""
    loud = word.isupper() and len(word) > 3 and "." not in word and word not in ROMAN_NUMERALS
    return word.title() if loud else word


def _latin(word: str) -> str:
    """Cyrillic letters that a scan mixed into a Latin name, by their look ("М." for "M.")."""
    return word.translate(_LOOKALIKES)


_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХаеорсух", "ABEKMHOPCTYXaeopcyx")
