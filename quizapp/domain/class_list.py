"""A class list, pasted from wherever it was kept: which learners it names. Pure.

Taken: one name a line, "Surname, First name", numbered and bulleted lists, columns parted by tabs,
semicolons or commas with or without a line of headings, and names in one line parted by commas.
What is left out is said with its reason; nothing is guessed in silence.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.learner import LONGEST_NAME, clean_name, name_key

MOST = 500  # names from one list

_NUMBER = re.compile(r"^\s*[(\[]?\d{1,4}(?:[.):\]]+\s*|\s+)(?=\S)")
_BULLET = re.compile(r"^\s*[-–—*•·▪◦+>]\s+")
_NO_NAME = re.compile(r"^\W*$|\d|@|://")
_GIVEN = {"first name", "firstname", "first", "forename", "given name", "vorname", "prénom"}
_GIVEN |= {"prenom", "nombre", "nome", "имя", "given"}
_FAMILY = {"last name", "lastname", "last", "surname", "family name", "nachname", "familienname"}
_FAMILY |= {"nom", "apellido", "apellidos", "cognome", "фамилия", "family"}
_WHOLE = {"name", "names", "student", "students", "pupil", "pupils", "learner", "learners"}
_WHOLE |= {"full name", "student name", "schüler", "schülerin", "élève", "alumno", "ученик", "фио"}


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line, counted from 1, that gives no learner."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class ClassList:
    names: tuple[str, ...]
    skipped: tuple[Skipped, ...] = ()


def read_class_list(
    text: str, known: Iterable[str] = (), *, surname_first: bool = True
) -> ClassList:
    """``known``: names of learners who are here already. ``surname_first``: what two columns
    without headings, and the two sides of a comma, are."""
    lines = text.removeprefix("\ufeff").splitlines()
    parting = _parting(lines)
    rows = _in_one_line(lines, parting) or [
        (number, _cells(line, parting)) for number, line in enumerate(lines, start=1)
    ]
    rows = [(number, cells) for number, cells in rows if any(cells)]
    headings = _headings(rows[0][1]) if rows else {}
    if headings:
        rows = rows[1:]
    here = {name_key(name) for name in known}
    return _gather(
        ((number, cells, _name(cells, headings, surname_first)) for number, cells in rows), here
    )


def _gather(found: Iterable[tuple[int, Sequence[str], str]], here: set[str]) -> ClassList:
    names: list[str] = []
    skipped: list[Skipped] = []
    first_line: dict[str, int] = {}
    for number, cells, name in found:
        why = _why_not(name, here, first_line, len(names))
        if why:
            skipped.append(Skipped(number, clean_name(" ".join(cells))[:LONGEST_NAME], why))
            continue
        first_line[name_key(name)] = number
        names.append(name)
    return ClassList(tuple(names), tuple(skipped))


def _why_not(name: str, here: set[str], first_line: Mapping[str, int], taken: int) -> str:
    key = name_key(name)
    if not any(sign.isalpha() for sign in name):
        return "there is no name in it"
    if len(name) > LONGEST_NAME:
        return f"longer than {LONGEST_NAME} characters"
    if key in here:
        return "is here already"
    if key in first_line:
        return f"the same as line {first_line[key]}"
    return f"more than {MOST} at once" if taken >= MOST else ""


def _parting(lines: Sequence[str]) -> str:
    """The sign between columns: the first of tab, semicolon and comma that is in use."""
    bare = [_NUMBER.sub("", line) for line in lines]
    for sign in ("\t", ";"):
        if any(sign in line.strip() for line in bare):
            return sign
    return ","


def _in_one_line(lines: Sequence[str], parting: str) -> list[tuple[int, list[str]]]:
    """Names one after the other in a single line; none where it is no such line."""
    filled = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    if len(filled) != 1 or parting == "\t":
        return []
    number, line = filled[0]
    cells = [cell for cell in _cells(line, parting) if cell]
    return [(number, [cell]) for cell in cells] if len(cells) > 2 else []


def _cells(line: str, parting: str) -> list[str]:
    bare = _BULLET.sub("", _NUMBER.sub("", line))
    try:
        parts = next(csv.reader([bare.replace("\0", "")], delimiter=parting), [])
    except csv.Error:
        parts = bare.split(parting)
    return [clean_name(part) for part in parts]


def _headings(cells: Sequence[str]) -> dict[str, int]:
    """Which column holds what; empty where the line is no line of headings."""
    found: dict[str, int] = {}
    for column, cell in enumerate(cells):
        word = cell.casefold().strip(":*# ")
        for kind, names in (("given", _GIVEN), ("family", _FAMILY), ("whole", _WHOLE)):
            if word in names:
                found.setdefault(kind, column)
    if "whole" in found and "given" in found:
        found.setdefault("family", found["whole"])  # "Name; Vorname"
    pair = {"given", "family"} <= found.keys()
    return found if pair or "whole" in found or (found and len(cells) == 1) else {}


def _name(cells: Sequence[str], headings: Mapping[str, int], surname_first: bool) -> str:
    def cell(kind: str) -> str:
        column = headings[kind]
        return cells[column] if column < len(cells) else ""

    if {"given", "family"} <= headings.keys():
        return f"{cell('given')} {cell('family')}".strip()
    if "whole" in headings:
        return _turned(cell("whole"), surname_first)
    filled = [each for each in cells if each]
    words = [each for each in filled if not _NO_NAME.search(each)]
    if len(filled) == 1 and "@" not in filled[0]:
        words = filled  # "Pupil 7"
    if len(words) < 2:
        return _turned(words[0] if words else "", surname_first)
    family, given = words[:2] if surname_first else words[1::-1]
    return f"{given} {family}"


def _turned(text: str, surname_first: bool) -> str:
    """ "Lovelace, Ada" in one cell is Ada Lovelace."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) != 2:
        return " ".join(parts)
    return f"{parts[1]} {parts[0]}" if surname_first else f"{parts[0]} {parts[1]}"
