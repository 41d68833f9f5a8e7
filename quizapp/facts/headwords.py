"""People as a dictionary heads their lives: "FRUNZE, Mikhail Vasilyevich"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.facts.given_names import GIVEN_NAMES
from quizapp.facts.name_forms import fold

_HEADWORD = re.compile(
    r"^\W{0,3}(?P<surname>[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,}|[A-ZÀ-Þ][\w’'-]{2,})"
    r"(?: \((?:née|born|originally|until|ur\.) [^()]{2,40}\))?"
    r", (?P<givens>[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+){0,2})(?=$|[\s,;:.(*])"
)


@dataclass(frozen=True, slots=True)
class Headword:
    """``name`` in the order in which it is spoken; ``start`` and ``end`` of all its words, and
    ``givens`` where the given names begin, count in the text."""

    name: str
    start: int
    givens: int
    end: int


def headword_of(text: str) -> Headword | None:
    """The name that a life is headed by, surname first; None where the text begins otherwise.

    What stands behind the comma has to be a given name: "Riga, Latvia" is nobody.
    """
    found = _HEADWORD.match(text)
    if found is None or fold(found["givens"].split()[0]) not in GIVEN_NAMES:
        return None
    surname = found["surname"]
    told = surname.title() if surname.isupper() else surname
    places = found.start("surname"), found.start("givens"), found.end("givens")
    return Headword(f"{found['givens']} {told}", *places)


def title_in_order(title: str) -> str:
    """ "Mikhail Frunze (1885–1925)" of "Frunze, Mikhail (1885–1925)"; any other title as it is."""
    headword = headword_of(title)
    return title if headword is None else headword.name + title[headword.end :]
