"""Questions whose answer is a person."""

from __future__ import annotations

from quizapp.domain.fact import Fact, FactKind, FactTable, Person
from quizapp.domain.identity import stable_id
from quizapp.domain.question import AnswerKind
from quizapp.kinds.kind import Wording
from quizapp.kinds.wording import person_key, time_phrase, who_stem

_BEFORE, _AFTER = 12, 8  # years a person may be offered before the first and after the last mention


class LeaderQuestions:
    kind = AnswerKind.LEADER

    def asks(self, fact: Fact) -> bool:
        return fact.kind in (FactKind.WHO, FactKind.LED) and fact.person is not None

    def word(self, fact: Fact) -> Wording | None:
        people = _people(fact)
        if not people or len(people) > 3:
            return None
        time = time_phrase(fact.when, fact.when_preposition)
        return Wording(who_stem(fact, time), person_key(people), _accepted(people))

    def candidates(self, fact: Fact, table: FactTable) -> list[str]:
        people = _people(fact)
        pool = _plausible(fact, table)
        if len(people) == 1:
            return [person.name for person in pool]
        names = [person.name for person in pool]
        size = len(people)
        groups = [names[i : i + size] for i in range(0, len(names) - size + 1, size)]
        return [", ".join(group[:-1]) + " and " + group[-1] for group in groups[:4]]


def _people(fact: Fact) -> tuple[Person, ...]:
    return fact.people or ((fact.person,) if fact.person else ())


def _accepted(people: tuple[Person, ...]) -> tuple[str, ...]:
    if len(people) == 1:
        return tuple(dict.fromkeys((people[0].surname, *people[0].aliases)))
    return (" and ".join(p.surname for p in people),)


def _plausible(fact: Fact, table: FactTable) -> list[Person]:
    """People of the same time who are not part of the event; those of the document first."""
    year = fact.when.point.year if fact.when else _document_year(fact, table)
    taken = {p.surname for p in _people(fact)} | _also_right(fact, table)
    stem = f"{fact.event.subject} {fact.event.complement}"
    near = _documents_of(table)
    found = []
    for person in table.people:
        if person.surname in taken or person.name in fact.others or person.surname in stem:
            continue
        if not _named_like(person, _people(fact)[0]) or not _alive(person, year):
            continue
        here = fact.evidence.document in near.get(person.name, ())
        found.append((not here, stable_id(fact.id, person.name), person))
    found.sort(key=lambda row: (row[0], row[1]))
    return [row[2] for row in found]


def _documents_of(table: FactTable) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for fact in table.facts:
        for person in _people(fact):
            found.setdefault(person.name, set()).add(fact.evidence.document)
    return found


def _document_year(fact: Fact, table: FactTable) -> int | None:
    """The middle year of the document's facts: undated facts belong to its time."""
    years = sorted(
        f.when.point.year
        for f in table.facts
        if f.when and f.evidence.document == fact.evidence.document
    )
    return years[len(years) // 2] if years else None


def _alive(person: Person, year: int | None) -> bool:
    if year is None:
        return True
    if person.first_year is None or person.last_year is None:
        return True
    return person.first_year - _BEFORE <= year <= person.last_year + _AFTER


def _named_like(person: Person, key: Person) -> bool:
    """A bare surname among full names would stick out."""
    return ("." in person.name) == ("." in key.name) and (" " in person.name) == (" " in key.name)


def _also_right(fact: Fact, table: FactTable) -> set[str]:
    """Surnames of people who did the same, or held the same post, by any fact of the table."""
    return {
        person.surname
        for other in table.facts
        if other.kind in (FactKind.WHO, FactKind.LED)
        and other.event.verb == fact.event.verb
        and (
            other.event.complement == fact.event.complement
            or other.evidence.quote == fact.evidence.quote
        )
        for person in _people(other)
    }
