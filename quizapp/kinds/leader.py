"""Questions whose answer is a person."""

from __future__ import annotations

import re
from functools import lru_cache

from quizapp.domain.fact import Fact, FactKind, Person
from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind
from quizapp.kinds.kind import Wording
from quizapp.kinds.pool import Pool, people_of
from quizapp.kinds.text import fold
from quizapp.kinds.wording import person_key, time_phrase, who_stem

_KNOWN = 3  # mentions from which on a person means something to a reader of the text
_BEFORE, _AFTER = 12, 8  # years a person may be offered before the first and after the last mention


class LeaderQuestions:
    kind = AnswerKind.LEADER

    def asks(self, fact: Fact) -> bool:
        return fact.kind in (FactKind.WHO, FactKind.LED) and fact.person is not None

    def word(self, fact: Fact) -> Wording | None:
        people = people_of(fact)
        if not people or len(people) > 3:
            return None
        time = time_phrase(fact.when, fact.when_preposition)
        return Wording(who_stem(fact, time), person_key(people), _accepted(people))

    def candidates(self, fact: Fact, pool: Pool) -> list[str]:
        people = people_of(fact)
        plausible = _plausible(fact, pool)
        if len(people) == 1:
            return [person.name for person in plausible]
        names = [person.name for person in plausible]
        return _groups([person.name for person in people], names)


def _groups(keys: list[str], names: list[str]) -> list[str]:
    """One of the right people beside a wrong one: a pair of strangers would stick out."""
    rest = keys[1:]
    options = []
    for index, name in enumerate(names[:4]):
        group = [keys[0], *[name], *rest[1:]] if index % 2 == 0 else [name, *rest]
        options.append(", ".join(group[:-1]) + " and " + group[-1])
    return options


def _accepted(people: tuple[Person, ...]) -> tuple[str, ...]:
    if len(people) == 1:
        return tuple(dict.fromkeys((people[0].surname, *people[0].aliases)))
    return (" and ".join(p.surname for p in people),)


def _plausible(fact: Fact, pool: Pool) -> list[Person]:
    """People of the same time who are not part of the event; those of the document first."""
    document = fact.evidence.document
    year = fact.when.point.year if fact.when else pool.middle_years.get(document)
    keys = people_of(fact)
    taken = {p.surname for p in keys} | _also_right(fact, pool)
    stem = f"{fact.event.subject} {fact.event.complement}"
    found = []
    for person in pool.table.people:
        if person.surname in taken or person.name in fact.others or person.surname in stem:
            continue
        if not _named_like(person, keys[0]) or not _alive(person, year):
            continue
        if any(_may_be_same(person, key) for key in keys):
            continue
        here = document in pool.documents_of.get(person.name, ())
        found.append((not here, person.mentions < _KNOWN, stable_id(fact.id, person.name), person))
    found.sort(key=lambda row: row[:3])
    return [row[3] for row in found]


def _alive(person: Person, year: int | None) -> bool:
    if year is None or person.first_year is None or person.last_year is None:
        return True
    return person.first_year - _BEFORE <= year <= person.last_year + _AFTER


def _may_be_same(one: Person, other: Person) -> bool:
    """A shared name part: "V. Ulyanov-Lenin" is no wrong answer beside "V. I. Lenin"."""
    return bool(_parts(one) & _parts(other))


@lru_cache(maxsize=4096)
def _parts(person: Person) -> frozenset[str]:
    names = " ".join((person.name, *person.aliases))
    return frozenset(re.findall(r"[^\W\d_]{4,}", fold(names.replace("-", " "))))


def _named_like(person: Person, key: Person) -> bool:
    """A bare surname among full names would stick out."""
    return ("." in person.name) == ("." in key.name) and (" " in person.name) == (" " in key.name)


def _also_right(fact: Fact, pool: Pool) -> set[str]:
    """Surnames of people who did the same, or held the same post, by any fact of the table."""
    return {
        person.surname
        for other in pool.like(fact, (FactKind.WHO, FactKind.LED))
        if other.event.complement == fact.event.complement
        or other.evidence.quote == fact.evidence.quote
        for person in people_of(other)
    }
