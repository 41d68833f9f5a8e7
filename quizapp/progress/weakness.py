"""What a learner is weakest at: the questions missed of late, and what these have in common. Pure.

A question counts with its last ``ANSWERS`` answers. It is weak while one of the last ``STILL`` was
a miss: after so many right ones in a row it is no longer.

A group of questions (those that name a person or place, ask for dates of a year, belong to a topic
or a decade) stands out where it has at least ``ENOUGH`` answers, at least two weak questions that
are at least half of it, and where their share is at least ``MORE`` times that of all other
questions answered. Of groups that say the same, the one that explains most stands first, and one
that adds fewer than two weak questions to those before it is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from quizapp.domain.calendar import MONTH_NAMES

ANSWERS = 5
STILL = 3
ENOUGH = 3
MORE = 1.5
_GROUPS = 3


class Sort(IntEnum):
    """What the questions of a group share; the more telling first."""

    NAME = 0  # a person, place or event that is named
    DATES_OF = 1  # dates of one year are asked for
    TOPIC = 2
    DECADE = 3  # "1850"
    KIND = 4  # of answer, by its value


class Trait(NamedTuple):
    sort: Sort
    name: str


@dataclass(frozen=True, slots=True)
class Tried:
    """A question and its answers, the newest first; True: missed."""

    question_id: str
    missed: tuple[bool, ...]
    traits: frozenset[Trait] = frozenset()

    @property
    def weak(self) -> bool:
        return any(self.missed[:STILL])

    @property
    def misses(self) -> int:
        return sum(self.missed[:ANSWERS])

    @property
    def answers(self) -> int:
        return len(self.missed[:ANSWERS])


@dataclass(frozen=True, slots=True)
class Pattern:
    """``weak``: ids of the weak questions of the group, the weakest first; ``questions``: of the
    group that were answered."""

    trait: Trait
    weak: tuple[str, ...]
    questions: int


@dataclass(frozen=True, slots=True)
class Weakness:
    patterns: tuple[Pattern, ...]
    questions: tuple[Tried, ...]  # all weak ones, the weakest first


def weakness(tried: Iterable[Tried]) -> Weakness:
    asked = [each for each in tried if each.missed]
    weak = sorted((each for each in asked if each.weak), key=_weakest_first)
    return Weakness(tuple(_patterns(asked, weak)), tuple(weak))


def _weakest_first(each: Tried) -> tuple[float, int, str]:
    return (-(each.misses + 1) / (each.answers + 2), -each.misses, each.question_id)


def _patterns(asked: Sequence[Tried], weak: Sequence[Tried]) -> list[Pattern]:
    answers: Counter[Trait] = Counter()
    size: Counter[Trait] = Counter()
    for each in asked:
        for trait in each.traits:
            size[trait] += 1
            answers[trait] += each.answers
    members: dict[Trait, list[str]] = defaultdict(list)
    for each in weak:
        for trait in each.traits:
            members[trait].append(each.question_id)
    telling = []
    for trait, ids in members.items():
        rest = len(asked) - size[trait]
        outside = (len(weak) - len(ids)) / rest if rest else 1.0
        share = len(ids) / size[trait]
        if answers[trait] < ENOUGH or len(ids) < 2 or share < 0.5 or share < MORE * outside:
            continue
        explained = len(ids) - outside * size[trait]
        order = (trait.sort is Sort.KIND, -explained)  # "dates" says least
        telling.append((order, trait, Pattern(trait, tuple(ids), size[trait])))
    found: list[Pattern] = []
    told: set[str] = set()
    for _, _, pattern in sorted(telling, key=lambda each: each[:2]):
        if len(set(pattern.weak) - told) >= 2:
            found.append(pattern)
            told.update(pattern.weak)
    return found[:_GROUPS]


_WORD = r"[A-Z\u00c0-\u00de][\w\u2019'-]*"
_RUN = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
_SENTENCE = re.compile(r"(?:^|[.?!:]\s+|[\u201c\"(])\s*$")
_ROMAN = re.compile(r"[IVXLC]+")
_PART_OF = re.compile(r"\s+of\b")


def names_in(texts: Sequence[str]) -> list[frozenset[str]]:
    """The names in each text: words with a capital inside a sentence. "Camillo Cavour" is "Cavour"
    where others say just that; a single word before "of" ("Battle of Novara") names nothing."""
    runs = [list(_runs(text)) for text in texts]
    certain = {name.split()[0] for found in runs for name, first in found if not first}
    plain = [
        {shown for name, first in found if (shown := _without_opening(name, first, certain))}
        for found in runs
    ]
    alone = {name for found in plain for name in found if " " not in name}
    return [frozenset(_short(name, alone) for name in found) for found in plain]


def _runs(text: str) -> Iterable[tuple[str, bool]]:
    for match in _RUN.finditer(text):
        name = re.sub(r"[\u2019']s\b", "", match.group())
        if " " not in name and _PART_OF.match(text, match.end()):
            continue
        yield name, bool(_SENTENCE.search(text[: match.start()]))


def _without_opening(name: str, first: bool, certain: set[str]) -> str:
    """Without the word that has its capital for opening the sentence, and without months."""
    words = name.split()
    if first and words[0] not in certain:
        words = words[1:]
    words = [word for word in words if word not in MONTH_NAMES]
    return " ".join(words) if words and not all(map(_ROMAN.fullmatch, words)) else ""


def _short(name: str, alone: set[str]) -> str:
    last = name.rsplit(maxsplit=1)[-1]
    return last if last in alone else name
