"""What wrong answers are drawn from: the fact table, indexed once for all its questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate, julian_day
from quizapp.domain.fact import Fact, FactKind, FactTable, Person


class Pool:
    """Read-only views of a fact table."""

    def __init__(self, table: FactTable) -> None:
        self.table = table

    @cached_property
    def dates(self) -> dict[str, list[tuple[int, str, HistoricalDate]]]:
        """By document: ``(day number, face, date)`` of each different date, in time order."""
        found: dict[str, dict[str, HistoricalDate]] = defaultdict(dict)
        for fact in self.table.facts:
            if fact.when is not None:
                found[fact.evidence.document][face(fact.when)] = fact.when
        return {
            document: sorted(
                ((day_number(date), key, date) for key, date in dates.items()),
                key=lambda row: row[:2],
            )
            for document, dates in found.items()
        }

    @cached_property
    def _by_predicate(self) -> dict[tuple[FactKind, str], list[Fact]]:
        found: dict[tuple[FactKind, str], list[Fact]] = defaultdict(list)
        for fact in self.table.facts:
            found[fact.kind, fact.event.verb].append(fact)
        return found

    def like(self, fact: Fact, kinds: Iterable[FactKind]) -> list[Fact]:
        """Facts of these kinds with the verb of ``fact``."""
        return [other for kind in kinds for other in self._by_predicate[kind, fact.event.verb]]

    @cached_property
    def documents_of(self) -> dict[str, set[str]]:
        """Person's name to the documents whose facts speak of that person."""
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self.table.facts:
            for person in people_of(fact):
                found[person.name].add(fact.evidence.document)
            for name in fact.others:
                found[name].add(fact.evidence.document)
        return found

    @cached_property
    def middle_years(self) -> dict[str, int]:
        """The year in the middle of a document's dated facts: the time undated ones belong to."""
        years: dict[str, list[int]] = defaultdict(list)
        for fact in self.table.facts:
            if fact.when is not None:
                years[fact.evidence.document].append(fact.when.point.year)
        return {document: sorted(found)[len(found) // 2] for document, found in years.items()}


def people_of(fact: Fact) -> tuple[Person, ...]:
    return fact.people or ((fact.person,) if fact.person else ())


def face(date: HistoricalDate | None) -> str:
    """A date as text, for comparing."""
    if date is None:
        return ""
    points = (date.old_style, date.new_style, date.end_old_style, date.end_new_style)
    return "/".join(p.iso if p else "" for p in points) + str(date.qualifier or "")


def day_number(date: HistoricalDate) -> int:
    """The day of the first point, or of the first day inside it."""
    point = date.point
    month = point.month or max(1, point.sort_key[1])
    return julian_day(DatePoint(point.year, month, point.day or 1), Calendar.NEW_STYLE)
