"""Spellings that name the same thing: Trotsky, Trotskii, Троцкий; and how far a slip may go."""

from __future__ import annotations

import re

from anyascii import anyascii
from rapidfuzz.distance import OSA

# The usual ways of writing Russian in Latin letters brought to one; both sides pass through here,
# so that other languages lose nothing but a letter or two.
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"tsch|tch|cz|ch", "C"),
        (r"shch|sch|sh", "S"),
        (r"[sS]C", "S"),  # Khrushchev: "shch" after its "ch" was folded
        (r"(?<=n)S(?=t)", "s"),  # Kronshtadt
        (r"zh", "Z"),
        (r"kh", "H"),
        (r"ts|tz", "T"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"ck|q", "k"),
        (r"w", "v"),
        (r"[yij][uv](?=[^aeiou]|$)|[yij]u", "u"),
        (r"(?:i[yj]|[yij])a", "a"),
        (r"(?:i[yj]|[yij])e", "e"),
        (r"(?<=[^aeiou])[yj]o", "e"),  # one letter in Russian: Semyonov, Semenov
        (r"(?<=[^aeiou])io(?=nov|n?n[yij])", "e"),
        (r"[yij]o", "o"),
        (r"(?<=[CSZ])o(?=v)", "e"),  # Khrushchov
        (r"(?<=[aou])e", ""),
        (r"ou", "u"),
        (r"[yj]", "i"),
        (r"ii+", "i"),
        (r"(?<=a)h(?=u)", ""),  # Shahumian
        (r"(?<=[oe])ff$", "v"),  # Krasnoff
        (r"ss+", "s"),
        (r"c(?=[aoulrkt]|$)", "k"),
    )
)
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Lower-case ASCII letters, digits and single spaces; apostrophes and soft signs are gone."""
    ascii_text = anyascii(text).lower().replace("'", "").replace("`", "")
    return _NOT_LETTERS.sub(" ", ascii_text).strip()


def fold(word: str) -> str:
    """One spelling for all transliterations of a word that ``plain`` gave."""
    folded = word.replace(" ", "")
    for pattern, letter in _FOLDS:
        folded = pattern.sub(letter, folded)
    return folded


def distance(one: str, two: str) -> int:
    """Letters changed, added, left out, or neighbours swapped."""
    return int(OSA.distance(one, two))


def allowed_slips(word: str) -> int:
    """None in short words, where one letter makes another name; one, or two in long ones."""
    return 0 if len(word) <= 4 else 1 if len(word) <= 7 else 2


_ALIKE = ({"H", "k"}, {"H", "h"}, {"H", "C"}, {"C", "S"}, {"c", "C"})
"""First letters that are mixed up: Kharkov, Harkov, Charkov; Krushchev; Ckheidze."""


def is_slip(typed: str, right: str) -> bool:
    """Whether folded ``typed`` is ``right`` with a slip, and not another name beside it.

    A figure has no slips: Apollo 13 is not Apollo 11 misspelt.
    """
    if typed == right or not typed or not right:
        return False
    if _differ_by_ending(typed, right) or _figures(typed) != _figures(right):
        return False
    swapped = {typed[:2], right[:2]} == {right[:2], right[1::-1]}
    if typed[0] != right[0] and not swapped and {typed[0], right[0]} not in _ALIKE:
        return False
    return distance(typed, right) <= allowed_slips(right)


def _figures(word: str) -> list[str]:
    return [letter for letter in word if letter.isdigit()]


def _differ_by_ending(one: str, two: str) -> bool:
    """Lenin and Lenina are two people, and so are Petrov and Petrova; Sverdlovsk is a city."""
    return any(one == two + ending or two == one + ending for ending in ("a", "ia", "sk"))
