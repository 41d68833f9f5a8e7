"""What wrong answers are drawn from: the fact table, indexed once for all its questions."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property, lru_cache

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate, Precision, julian_day
from quizapp.domain.fact import Fact, FactKind, FactTable, Person, Place, PlaceKind
from quizapp.kinds.company import Company
from quizapp.kinds.date_limits import (
    belongs_to_a_campaign,
    campaign_around,
    ends_of_wars,
    is_fighting,
    life_ends,
    years_named,
)
from quizapp.kinds.text import fold, word_set
from quizapp.kinds.whereabouts import Whereabouts


class Pool:
    """Read-only views of a fact table."""

    def __init__(self, table: FactTable) -> None:
        self.table = table
        self._bound: dict[str, set[str]] = {}
        self._offices: dict[tuple[str, str], set[str]] = {}

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
    def _by_event(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.table.facts:
            found[fact.event_key].append(fact)
        return found

    def siblings(self, fact: Fact) -> list[Fact]:
        """All facts of the same event, the fact itself among them."""
        return self._by_event[fact.event_key]

    @cached_property
    def _by_sentence(self) -> dict[tuple[str, int, str], list[Fact]]:
        found: dict[tuple[str, int, str], list[Fact]] = defaultdict(list)
        for fact in self.table.facts:
            proof = fact.evidence
            found[proof.document, proof.passage, proof.quote].append(fact)
        return found

    def of_sentence(self, fact: Fact) -> list[Fact]:
        """All facts that one sentence proves, the fact itself among them."""
        proof = fact.evidence
        return self._by_sentence[proof.document, proof.passage, proof.quote]

    @cached_property
    def rows(self) -> dict[str, list[tuple[int, int]]]:
        """Numbered things, "congress of the party", to ``(number, day number)`` of each."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for fact in self.table.facts:
            own = numbered(fact.event.subject)
            if own is not None and fact.when is not None:
                found[own[1]].append((own[0], day_number(fact.when)))
        return found

    @cached_property
    def _by_predicate(self) -> dict[tuple[FactKind, str], list[Fact]]:
        found: dict[tuple[FactKind, str], list[Fact]] = defaultdict(list)
        for fact in self.table.facts:
            found[fact.kind, fact.event.verb].append(fact)
        return found

    def like(self, fact: Fact, kinds: Iterable[FactKind]) -> list[Fact]:
        """Facts of these kinds with the verb of ``fact``."""
        return [other for kind in kinds for other in self._by_predicate[kind, fact.event.verb]]

    # -- people

    @cached_property
    def company(self) -> Company:
        """Who stands on whose side."""
        return Company(self.table)

    @cached_property
    def surnames(self) -> Counter[str]:
        """How many people go by each."""
        return Counter(person.surname for person in self.table.people)

    @cached_property
    def _places_of_names(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for place, person in enumerate(self.table.people):
            found[person.name].append(place)
        return found

    def called(self, names: Iterable[str]) -> list[Person]:
        """The people of these names, in the order of the table."""
        rows = self._places_of_names
        places = sorted(place for name in set(names) for place in rows.get(name, ()))
        return [self.table.people[place] for place in places]

    @cached_property
    def of_people(self) -> list[Fact]:
        """Facts whose answer is a person."""
        return [fact for fact in self.table.facts if people_of(fact)]

    @cached_property
    def _same_deed(self) -> dict[tuple[str, ...], set[str]]:
        """Surnames by event, by quotation and by what was done."""
        found: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for fact in self.of_people:
            for key in _deeds(fact):
                found[key] |= {person.surname for person in people_of(fact)}
        return found

    def did_the_same(self, fact: Fact) -> set[str]:
        """Surnames of people who did the same, held the same post or share the event."""
        return set().union(*(self._same_deed[key] for key in _deeds(fact)))

    def others_did(self, fact: Fact) -> bool:
        """Whether a text says the same of somebody else, and not of another time."""
        mine = {person.surname for person in people_of(fact)}
        return any(
            other.kind is fact.kind
            and fold(other.event.complement) == fold(fact.event.complement)
            and fold(other.event.subject) == fold(fact.event.subject)
            and other.event.scope == fact.event.scope
            and not mine & {person.surname for person in people_of(other)}
            and (other.when is None or fact.when is None or may_be_same(fact.when, other.when))
            for other in self.like(fact, (fact.kind,))
        )

    @lru_cache(maxsize=8)  # noqa: B019 - lives as long as the pool
    def doers(self, verbs: tuple[str, ...]) -> frozenset[str]:
        """Names of people who did one of these things, or who gave the order."""
        found = set()
        for fact in self.table.facts:
            if fact.event.verb in verbs:
                found |= {person.name for person in people_of(fact)} | {fact.event.subject}
        return frozenset(found)

    def people_in(self, document: str) -> list[Person]:
        """Those whom a document names."""
        return self._people_in.get(document, [])

    @cached_property
    def _people_in(self) -> dict[str, list[Person]]:
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.table.people:
            for document in self.company.standing(person).documents:
                found[document].append(person)
        return found

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Those of the full names, and a few that are common everywhere."""
        return _COMMON_NAMES | self.company.given_names

    @cached_property
    def actors(self) -> set[str]:
        """Names of people who do something, or to whom something is done, by any fact."""
        names = {person.name for fact in self.of_people for person in people_of(fact)}
        return names | {fact.event.subject for fact in self.table.facts}

    @cached_property
    def led_by(self) -> dict[str, list[Fact]]:
        """Person's name to the facts that tell what the person led."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.of_people:
            if fact.kind is FactKind.LED:
                for person in people_of(fact):
                    found[person.name].append(fact)
        return found

    @cached_property
    def _years(self) -> dict[str, set[int]]:
        counted: dict[str, Counter[int]] = defaultdict(Counter)
        for fact in self.table.facts:
            if fact.when is None:
                continue
            for name in {fact.event.subject, *(person.name for person in people_of(fact))}:
                counted[name][fact.when.point.year] += 2
        for person in self.table.people:
            standing = self.company.standing(person)
            counted[person.name].update(standing.years)
            for document, index in standing.passages:
                counted[person.name].update(self.years_at(document, index))
        return {name: _usual(years) for name, years in counted.items()}

    def years_at(self, document: str, index: int) -> set[int]:
        """The year of the dated facts nearest to a passage, at most a page away."""
        dated = self._dated_passages.get(document, [])
        place = bisect_left(dated, (index, 0))
        around = dated[max(0, place - 1) : place + 1]
        nearest = min((abs(at - index) for at, _ in around), default=_PAGE + 1)
        if nearest > _PAGE:
            return set()
        return {year for at, year in around if abs(at - index) == nearest}

    @cached_property
    def _dated_passages(self) -> dict[str, list[tuple[int, int]]]:
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for fact in self.table.facts:
            if fact.when is not None:
                row = (self.passage_index(fact), fact.when.point.year)
                found[fact.evidence.document].append(row)
        return {document: sorted(rows) for document, rows in found.items()}

    def years_of(self, name: str) -> set[int]:
        """Years in which the texts speak of a person."""
        return self._years.get(name, set())

    @cached_property
    def _falls(self) -> dict[str, int]:
        """The day number on which somebody died or lost all power, by any fact."""
        found: dict[str, int] = {}
        for fact in self.table.facts:
            event = fact.event
            if fact.when is None or event.negated or event.hedge:
                continue
            if event.verb not in _LEAVING and not (event.passive and event.verb in _FALLING):
                continue
            names = {p.name for p in people_of(fact)} if not event.agent else set()
            names |= {p.name for p in self.table.people if p.name in event.subject}
            for name in names:
                day = day_number(fact.when)
                found[name] = min(day, found.get(name, day))
        for form, day in life_ends(self.table.documents):
            known = self._known_as.get(form, form)
            found[known] = min(day, found.get(known, day))
        return found

    @cached_property
    def ends_of_wars(self) -> dict[str, set[int]]:
        """By document the years in which it says that a war ended."""
        return ends_of_wars(self.table)

    @cached_property
    def _deeds_at_arms(self) -> dict[str, list[int]]:
        """By document, as day numbers in order; deeds dated to the day alone."""
        found: dict[str, set[int]] = defaultdict(set)
        for fact in self.table.facts:
            if fact.when is not None and fact.when.precision is Precision.DAY and is_fighting(fact):
                found[fact.evidence.document].add(day_number(fact.when))
        return {document: sorted(days) for document, days in found.items()}

    def campaign_of(self, fact: Fact) -> tuple[float, float]:
        """The first and last day of the fighting that a deed at arms is part of."""
        told_to_the_day = fact.when is not None and fact.when.precision is Precision.DAY
        if fact.when is None or not told_to_the_day or not belongs_to_a_campaign(fact):
            return -math.inf, math.inf
        deeds = self._deeds_at_arms.get(fact.evidence.document, [])
        return campaign_around(day_number(fact.when), deeds)

    @cached_property
    def _last_years(self) -> dict[str, int]:
        return {
            document.fingerprint: max(named)
            for document in self.table.documents
            if (named := years_named(" ".join(p.text for p in document.passages)))
        }

    def last_year_named(self, document: str) -> float:
        """The latest year that a document names anywhere: it was not written long before."""
        return self._last_years.get(document, math.inf)

    def last_day_of(self, fact: Fact) -> float:
        """The day number after which those of whom a fact tells did nothing more, or infinity.

        Their death itself could have been on any day.
        """
        if fact.event.verb in _LEAVING or fact.event.verb in _FALLING:
            return math.inf
        words = re.findall(r"\w+", fact.event.subject)
        named = {" ".join(words[i : i + n]) for n in (1, 2, 3) for i in range(len(words))}
        people = {person.name for person in people_of(fact)}
        people |= {self._known_as[each] for each in named if each in self._known_as}
        days = [self._falls[name] for name in people if name in self._falls]
        days += [day for name, day in self._falls.items() if name in fact.event.subject]
        return min(days, default=math.inf)

    def means_another(self, form: str, key: Person) -> bool:
        """Whether a form of somebody's name rather means somebody else, of whom more is told."""
        return any(
            person.name != key.name and person.mentions > key.mentions
            for person in self._named_so.get(form, ())
        )

    @cached_property
    def _named_so(self) -> dict[str, list[Person]]:
        """By each form of a name all whom it may mean."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.table.people:
            for form in {person.name, person.surname, *person.aliases}:
                found[form].append(person)
        return found

    @cached_property
    def _known_as(self) -> dict[str, str]:
        """The name of the one person whom a form of it means: "Cyrus" is Cyrus the Great."""
        return {form: who[0].name for form, who in self._named_so.items() if len(who) == 1}

    def gone(self, person: Person, year: int, day: int) -> bool:
        """Whether somebody was dead, exiled or deposed by that day, or may have been.

        ``day`` is a day number, 0 for the beginning of the year.
        """
        standing = self.company.standing(person)
        day = day or julian_day(DatePoint(year, 1, 1), Calendar.NEW_STYLE)
        if person.name in self._falls and self._falls[person.name] < day:
            return True
        if standing.died is not None:
            return standing.died < year
        return standing.slain and year > min(self.years_of(person.name), default=year)

    def bound_to(self, person: Person) -> set[str]:
        """The towns and regions of what somebody led: a local leader's own places."""
        if person.name not in self._bound:
            texts = [*person.roles, *(f.event.complement for f in self.led_by.get(person.name, ()))]
            self._bound[person.name] = set().union(*(self.places_named(text) for text in texts))
        return self._bound[person.name]

    def offices(self, person: Person) -> set[str]:
        """What sort of role the texts give somebody: commander, statesman ..."""
        names = (person.name, person.surname)
        if names not in self._offices:
            self._offices[names] = self._found_offices(person)
        return self._offices[names]

    def _found_offices(self, person: Person) -> set[str]:
        led = {office_of(fact) for fact in self.led_by.get(person.name, ())}
        known = self.company.standing(person).offices | {office for office in led if office}
        if not known and person.surname in self._with_troops:
            return {"commander"}
        return known

    @cached_property
    def _with_troops(self) -> set[str]:
        """Surnames of those whose army or cavalry the texts speak of."""
        return {name for text in self._texts.values() for name in _TROOPS_OF.findall(text)}

    # -- places

    @cached_property
    def whereabouts(self) -> Whereabouts:
        """Where the texts name each place."""
        return Whereabouts(self.table)

    @cached_property
    def _capitals(self) -> set[str]:
        """Of each document the two towns it names most: their leaders are leaders of all."""
        towns = {p.name for p in self.table.places if p.kind is PlaceKind.CITY}
        found: set[str] = set()
        for counts in self.whereabouts.counts.values():
            found |= set([name for name, _ in counts.most_common() if name in towns][:_CAPITALS])
        return found

    def main_town(self, document: str) -> str:
        """The town that a document names most, if it names any much."""
        counts = self.whereabouts.counts[document]
        towns = {p.name for p in self.table.places if p.kind is PlaceKind.CITY}
        named = [(name, count) for name, count in counts.most_common() if name in towns]
        return named[0][0] if named and named[0][1] >= _MUCH else ""

    def its_equal(self, key: Place, document: str) -> str:
        """The one other town that a document names about as much as this, its most named one.

        Beside "Petrograd" nobody thinks of other towns before "Moscow".
        """
        counts = self.whereabouts.counts[document]
        towns = [p for p in self.table.places if p.kind is PlaceKind.CITY and counts[p.name]]
        first, second, *_ = [*sorted(towns, key=lambda p: -counts[p.name])[:2], None, None]
        if first is None or second is None or key.name not in (first.name, second.name):
            return ""
        alike = counts[second.name] * _ABOUT_AS_MUCH >= counts[first.name] >= _MUCH
        other = second if key.name == first.name else first
        return other.name if alike and other.country == key.country else ""

    @cached_property
    def _dated_places(self) -> list[tuple[HistoricalDate, set[str], set[str]]]:
        """Date, places and words of each dated fact that names a place."""
        found = []
        for fact in self.table.facts:
            event = fact.event
            text = f"{event.subject} {event.complement} {event.scope or ''}"
            places = {p.name for p in self.whereabouts.named_in(text)}
            if fact.kind is FactKind.WHERE and fact.where is not None:
                places.add(fact.where.name)
            if fact.when is not None and places:
                found.append((fact.when, places, _deed_words(fact)))
        return found

    def happened_elsewhere(self, fact: Fact) -> bool:
        """Whether the texts tell of another place that it, or the like, happened there then."""
        if fact.when is None or fact.where is None:
            return False
        mine = _deed_words(fact)
        if mine & _MEETINGS:
            return False  # another congress has another name
        own = {p.name for p in self.table.places if p.kind is not fact.where.kind}
        own |= {fact.where.name, *fact.where.aliases, *self._told_in(fact)}
        return any(
            3 * len(words & mine) >= 2 * max(1, len(words | mine))
            and places - own
            and may_be_same(fact.when, when)
            for when, places, words in self._dated_places
            if not words.isdisjoint(mine)
        )

    def _told_in(self, fact: Fact) -> set[str]:
        text = f"{fact.event.subject} {fact.event.complement} {fact.evidence.quote}"
        return {p.name for p in self.whereabouts.named_in(text)}

    def places_named(self, text: str) -> set[str]:
        """Towns, regions and countries that a text names, the capitals left out."""
        named = {p.name for p in self.whereabouts.named_in(text) if p.kind in _LOCAL}
        return named - self._capitals

    def is_near(self, place: Place, fact: Fact) -> bool:
        """Whether the place is named on the page that proves the fact."""
        at = self.passage_index(fact)
        return any(
            document == fact.evidence.document and abs(index - at) <= _PAGE
            for document, index in self.whereabouts.passages[place.name]
        )

    # -- documents

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        years: dict[str, list[int]] = defaultdict(list)
        for fact in self.table.facts:
            if fact.when is not None:
                years[fact.evidence.document].append(fact.when.point.year)
        return {
            document: (sorted(found)[len(found) // 20], sorted(found)[-1 - len(found) // 20])
            for document, found in years.items()
        }

    def span(self, document: str) -> tuple[int, int] | None:
        """First and last year of a document's dated facts, a twentieth at each end left out."""
        return self._spans.get(document)

    @cached_property
    def _calendar_spans(self) -> dict[tuple[str, bool], tuple[int, int]]:
        days: dict[tuple[str, bool], list[int]] = defaultdict(list)
        for document, rows in self.dates.items():
            for number, _, date in rows:
                if date.precision in (Precision.DAY, Precision.MONTH):
                    days[document, date.old_style is not None].append(number)
        return {key: (min(found), max(found)) for key, found in days.items()}

    def last_old_style(self, document: str) -> float:
        """The day number of the last day or month that a document dates in Old Style.

        Minus infinity where it never does, plus infinity where it dates none otherwise later on.
        """
        old = self._calendar_spans.get((document, True))
        if old is None:
            return -math.inf
        new = self._calendar_spans.get((document, False))
        return old[1] if new is not None and new[1] > old[1] else math.inf

    def calendar_in_use(self, document: str, *, old: bool) -> tuple[float, float]:
        """First and last day number at which a document dates with (or without) Old Style.

        Without end on the side where the document never changes to the other calendar.
        """
        own = self._calendar_spans.get((document, old))
        other = self._calendar_spans.get((document, not old))
        if own is None or other is None:
            return -math.inf, math.inf
        return (
            own[0] if other[0] < own[0] else -math.inf,
            own[1] if other[1] > own[1] else math.inf,
        )

    def keeps_the_calendar(self, document: str, date: HistoricalDate) -> bool:
        """Whether the document counts days so at that time: 11 February 1918 was none in Russia.

        The Old Style must go on until then, the New Style have begun, where both are used.
        """
        if date.precision is not Precision.DAY:
            return True
        at, old = day_number(date), date.old_style is not None
        rows = self.dates.get(document, [])
        first = bisect_left(rows, at - _LATELY, key=lambda row: row[0])
        last = bisect_left(rows, at + _LATELY + 1, key=lambda row: row[0])
        near = [(n, d) for n, _, d in rows[first:last] if d.precision is Precision.DAY]
        if all((d.old_style is not None) == old for _, d in near):
            return True
        return any(
            (d.old_style is not None) == old and (n >= at if old else n <= at) for n, d in near
        )

    @cached_property
    def _beginnings(self) -> dict[tuple[str, str], int]:
        """By document and words, the day by which it first tells of what those words name."""
        days: dict[tuple[str, str], list[int]] = defaultdict(list)
        for fact in self.table.facts:
            if fact.when is not None and fact.when.precision is not Precision.YEAR:
                day = last_day(fact.when)
                for words in _themes(fact):
                    days[fact.evidence.document, words].append(day)
        return {key: min(found) for key, found in days.items() if len(set(found)) >= _OFTEN}

    def beginning(self, fact: Fact) -> float:
        """Day number until which its document tells of nobody and nothing like it.

        What was done by the Sovnarkom cannot have been done before there was one.
        """
        if fact.when is None:
            return -math.inf
        document, at = fact.evidence.document, day_number(fact.when)
        known = (self._beginnings.get((document, words), at) for words in _themes(fact))
        # What the fact itself begins, such as a congress, bounds nothing.
        days = [day for day in known if day < at]
        told = fold(f"{fact.event.subject} {fact.event.complement}")
        days += [
            day
            for name, day in self._founded[document]
            if day <= at and name in told and fact.event.verb not in _FOUNDING
        ]
        return max(days, default=-math.inf)

    @cached_property
    def _founded(self) -> dict[str, list[tuple[str, int]]]:
        """By document what was founded and the first day on which it may have been."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for fact in self.table.facts:
            event = fact.event
            if fact.when is None or not event.passive or event.verb not in _FOUNDING:
                continue
            name = fold(re.sub(r"^(?:the|an?) ", "", event.subject))
            if not name[:1] or not any(word[0].isupper() for word in event.subject.split()[1:]):
                continue  # "a committee" is any
            days = found[fact.evidence.document]
            days[name] = min(day_number(fact.when), days.get(name, day_number(fact.when)))
        return defaultdict(list, {name: list(days.items()) for name, days in found.items()})

    def year_of(self, fact: Fact) -> int | None:
        """Of the fact, else of what is dated near it, else of the middle of the document."""
        if fact.when is not None:
            return fact.when.point.year
        document = fact.evidence.document
        told = [int(year) for year in _YEAR.findall(self.around(fact))]
        if told:
            return told[len(told) // 2]
        near = self.years_at(document, self.passage_index(fact))
        if near:
            return min(near)
        span = self.span(document)
        return (span[0] + span[1]) // 2 if span else None

    def around(self, fact: Fact) -> str:
        """The sentence that proves the fact, with the one before and the one after it."""
        text = self._text(fact)
        quote = fact.evidence.quote
        start = text.find(quote)
        if start < 0:
            return f"{quote} {text}"
        end = start + len(quote)
        first = text.rfind(". ", 0, max(0, text.rfind(". ", 0, start)))
        last = text.find(". ", end + 2)
        return text[max(0, first) : last if last >= 0 else len(text)]

    def _text(self, fact: Fact) -> str:
        return self._texts.get((fact.evidence.document, self.passage_index(fact)), "")

    @cached_property
    def _texts(self) -> dict[tuple[str, int], str]:
        return {
            (document.fingerprint, index): passage.text
            for document in self.table.documents
            for index, passage in enumerate(document.passages)
        }

    def is_narrow(self, document: str) -> bool:
        """Whether all that a document tells is of one time."""
        span = self.span(document)
        return span is not None and span[1] - span[0] <= _NARROW

    def same_time(self, document: str, years: set[int]) -> bool:
        """Whether all those years lie in the short time that a document tells of."""
        span = self.span(document)
        if span is None or not years or not self.is_narrow(document):
            return False
        return span[0] - 1 <= min(years) and max(years) <= span[1] + _NARROW // 2

    @cached_property
    def _passages(self) -> dict[tuple[str, int], tuple[int, tuple[str, ...]]]:
        return {
            (document.fingerprint, passage.number): (index, passage.heading_path)
            for document in self.table.documents
            for index, passage in enumerate(document.passages)
        }

    def passage_index(self, fact: Fact) -> int:
        """Which of its document's passages proves the fact."""
        key = (fact.evidence.document, fact.evidence.passage)
        return self._passages.get(key, (fact.evidence.passage, ()))[0]

    def section(self, fact: Fact) -> tuple[str, ...]:
        """The headings above the passage that proves the fact."""
        return self._passages.get((fact.evidence.document, fact.evidence.passage), (0, ()))[1]


def _usual(years: Counter[int]) -> set[int]:
    """Years but for those in which somebody is mentioned by the way."""
    most = max(years.values(), default=0)
    return {year for year, count in years.items() if count * _BY_THE_WAY >= most}


def _deeds(fact: Fact) -> tuple[tuple[str, ...], ...]:
    done = ("deed", fact.event.verb, fold(fact.event.complement))
    return ("event", fact.event_key), ("quote", fact.evidence.quote), done


_IDLE = word_set(
    """
    with from that this their which were under over into first second third number members people
    after before most many several other government committee city town region country
    """
)
_MEETINGS = {
    "congress",
    "congresse",
    "conference",
    "session",
    "meeting",
    "council",
    "synod",
    "diet",
}
_YEAR = re.compile(r"(?<![\d,.])(1\d{3}|20\d\d)(?![\d,]|\s+(?:men|people|soldiers))")
_COMMON_NAMES = word_set(
    """albert alexander alfred andrew antonio arthur carlos charles david edward ernest ferdinand
    francis francisco frederick george henry hugh james john joseph juan karl leopold louis luis
    manuel mark martin michael nicholas paul pedro peter philip pierre richard robert roland
    sebastian simon stephen thomas vladimir walter william"""
)
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip
_BY_THE_WAY = 6
_NARROW = 8  # years
_PAGE = 8  # passages
_CAPITALS = 2
_MUCH = 5  # mentions of a town
_ABOUT_AS_MUCH = 4  # times
_LATELY = 60  # days
_OLD_STYLE_BEHIND = 13  # days
_DAYS = {
    Precision.DAY: 0, Precision.MONTH: 30, Precision.SEASON: 90, Precision.YEAR: 364,
}  # fmt: skip
_OFTEN = 3  # days on which a thing is told of
_NAME = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{4,}")
_NAME_AND_NOUN = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{4,} [a-z]{4,}\b")
_LOCAL = (PlaceKind.CITY, PlaceKind.REGION, PlaceKind.COUNTRY)
_FOUNDING = word_set(
    "form establish create found constitute organize organise inaugurate institute charter"
)
_LEAVING = ("die", "abdicate", "perish")
_FALLING = (
    "kill", "murder", "assassinate", "execute", "shoot", "behead", "hang", "exile", "expel",
    "banish", "deport", "overthrow", "depose", "dethrone",
)  # fmt: skip
_MILITARY = word_set(
    """army armies front forces troops corps division regiment detachment detachments fleet
    cossacks cavalry brigade units battalion"""
)


_TROOPS_OF = re.compile(
    r"\b([A-ZÀ-Þ][\w-]+)[’']s (?:\w+ ){0,2}(?:[Cc]avalry|[Aa]rm(?:y|ies)|[Tt]roops|[Cc]orps|"
    r"[Ff]orces|[Dd]ivisions?|[Rr]egiments?|[Cc]ossacks|[Ss]quadron)\b"
)


def office_of(fact: Fact) -> str | None:
    """What sort of post the fact tells of."""
    if fact.event.verb == "command":
        return "commander"
    if fact.event.verb not in ("head", "chair", "be", "lead"):
        return None
    head = fact.event.complement.lower().split(" of ")[0].split()
    if head and head[-1] in _MILITARY:
        return "commander"
    return "statesman" if fact.event.verb in ("head", "chair") else None


def _deed_words(fact: Fact) -> set[str]:
    """The common nouns of an event: of "Soviet power was established" the power."""
    text = f"{fact.event.subject} {fact.event.complement}"
    words = set(re.findall(r"\b[a-z]{4,}\b", text))
    return {word if word.endswith("ss") else word.removesuffix("s") for word in words} - _IDLE


def _themes(fact: Fact) -> set[str]:
    """What a fact is about: its names, each name with the noun after it, and the deed."""
    text = f"{fact.event.subject} {fact.event.complement}"
    deed = re.match(r"(?:an? |the )?([a-z]{4,})", fact.event.complement)
    themes = {f"{fact.event.verb} {deed[1]}"} if deed else set()
    return themes | set(_NAME.findall(text)) | set(_NAME_AND_NOUN.findall(text))


def numbered(subject: str) -> tuple[int, str] | None:
    """ "the Ninth Congress of the party": 9 and the rest; None without a number."""
    words = fold(subject).removeprefix("the ").split()
    for place, word in enumerate(words):
        if word in _ORDINALS:
            rest = " ".join(words[:place] + words[place + 1 :])
            return (_ORDINALS.index(word) + 1, rest) if rest else None
    return None


def may_be_same(one: HistoricalDate, other: HistoricalDate) -> bool:
    """Whether the two may be one moment, one of them told more closely than the other."""
    for a, b in ((one.old_style, other.old_style), (one.new_style, other.new_style)):
        if a is not None and b is not None:
            return a.iso.startswith(b.iso) or b.iso.startswith(a.iso)
    return False


def people_of(fact: Fact) -> tuple[Person, ...]:
    """All people of the answer; none where it is no person."""
    return fact.people or ((fact.person,) if fact.person else ())


def face(date: HistoricalDate | None) -> str:
    """A date as text, for comparing."""
    if date is None:
        return ""
    points = (date.old_style, date.new_style, date.end_old_style, date.end_new_style)
    return "/".join(p.iso if p else "" for p in points) + str(date.qualifier or "")


def last_day(date: HistoricalDate) -> int:
    """The day number by which a date that is no span has surely passed, in either calendar."""
    behind = _OLD_STYLE_BEHIND if date.new_style is None else 0
    return day_number(date) + _DAYS[date.precision] + behind


def day_number(date: HistoricalDate) -> int:
    """The day of the first point, or of the first day inside it."""
    point = date.point
    month = point.month or max(1, point.sort_key[1])
    return julian_day(DatePoint(point.year, month, point.day or 1), Calendar.NEW_STYLE)
