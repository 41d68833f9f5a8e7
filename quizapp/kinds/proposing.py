"""Wrong options for a question that a person wrote, out of what the documents tell.

The fact nearest to the question (the same answer, the most words in common) stands in for its own,
so that the options are chosen as they are for generated questions: near dates of the same
precision and calendar, people of the same time and side, places of the same kind and region.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from quizapp.domain.date_text import format_date
from quizapp.domain.document import Span
from quizapp.domain.fact import Event, Evidence, Fact, FactKind, FactTable, Person, Place
from quizapp.domain.question import AnswerKind, Question
from quizapp.kinds.date_options import near_dates
from quizapp.kinds.grading.people import is_full_name
from quizapp.kinds.grading.same import names_the_key
from quizapp.kinds.kind import Wording
from quizapp.kinds.leader_options import wrong_people
from quizapp.kinds.option_sets import whole_set
from quizapp.kinds.place_options import wrong_places
from quizapp.kinds.pool import Pool
from quizapp.kinds.text import content_words, fold

T = TypeVar("T")
_KINDS = {
    AnswerKind.DATE: FactKind.WHEN,
    AnswerKind.LEADER: FactKind.WHO,
    AnswerKind.PLACE: FactKind.WHERE,
}


def kind_asked(question: Question, table: FactTable) -> AnswerKind:
    """What the answer is: as the question says, else by where the documents name it."""
    if question.kind is not AnswerKind.OTHER:
        return question.kind
    if question.date is not None:
        return AnswerKind.DATE
    if _person(question, table) is not None:
        return AnswerKind.LEADER
    return AnswerKind.PLACE if _place(question, table) is not None else AnswerKind.OTHER


def propose_options(question: Question, table: FactTable) -> list[str]:
    """Up to three, none of which is also right as far as the documents tell; fewer, or none, where
    they hold too little."""
    kind = kind_asked(question, table)
    if kind is AnswerKind.OTHER:
        return []
    fact = _standing_in(question, kind, table)
    pool = Pool(table)
    found = _CANDIDATES[kind](fact, pool)
    wording = Wording(question.stem, question.answer, question.accept, question.date)
    if kind is AnswerKind.LEADER and " " not in question.answer:
        found = [_surname(text) for text in found]
    asked = replace(question, kind=kind)
    there = {fold(text) for text in question.distractors} | _names_of_the_key(asked, table)
    fresh = (t for t in found if fold(t) not in there and not names_the_key(asked, t))
    return whole_set(kind, wording, fresh, least=1)


def _standing_in(question: Question, kind: AnswerKind, table: FactTable) -> Fact:
    """A fact of the documents with this answer, the nearest by its words; else one made up."""
    filled = _filled(question, kind, table)
    words = set(content_words(question.stem))
    same = [fact for fact in table.facts if fact.kind is filled.kind and _same(fact, filled)]
    if not same:
        return filled
    nearest = max(same, key=lambda fact: len(words & set(content_words(fact.evidence.quote))))
    return replace(nearest, when=filled.when or nearest.when)


def _same(fact: Fact, other: Fact) -> bool:
    if other.kind is FactKind.WHEN:
        return fact.when == other.when
    if other.kind is FactKind.WHERE:
        return fact.where is not None and fact.where == other.where
    return fact.person is not None and fact.person == other.person


def _filled(question: Question, kind: AnswerKind, table: FactTable) -> Fact:
    cited = question.citation.fingerprint if question.citation else ""
    known = [document.fingerprint for document in table.documents]
    document = cited if cited in known else known[0] if known else ""
    return Fact(
        id=question.id,
        kind=_KINDS[kind],
        event=Event(subject="", verb="be", verb_past="was", complement=question.stem),
        event_key=question.id,
        evidence=Evidence(document, 0, Span(0, 0), question.stem),
        when=question.date if kind is AnswerKind.DATE else None,
        person=_person(question, table) if kind is AnswerKind.LEADER else None,
        where=_place(question, table) if kind is AnswerKind.PLACE else None,
        mention=question.answer,
    )


def _names_of_the_key(question: Question, table: FactTable) -> set[str]:
    """All names, folded, of whoever goes by the key in one of them."""
    named: list[tuple[str, ...]] = []
    if question.kind is AnswerKind.LEADER:
        named = [(one.name, one.formal, *one.aliases) for one in table.people]
    elif question.kind is AnswerKind.PLACE:
        named = [(place.name, *place.aliases) for place in table.places]
    same = (names for names in named if any(names_the_key(question, each) for each in names))
    return {fold(name) for names in same for name in names}


def _person(question: Question, table: FactTable) -> Person | None:
    exact = _named(question, table.people, lambda one: (one.name, one.surname, *one.aliases))
    if exact is not None or not is_full_name(question.answer):
        return exact
    asked = replace(question, kind=AnswerKind.LEADER)  # "Vladimir Lenin" for "V. I. Lenin"
    known = sorted(table.people, key=lambda person: -person.mentions)
    return next((person for person in known if names_the_key(asked, person.name)), None)


def _place(question: Question, table: FactTable) -> Place | None:
    return _named(question, table.places, lambda place: (place.name, *place.aliases))


def _named(
    question: Question, things: Sequence[T], names: Callable[[T], Iterable[str]]
) -> T | None:
    wanted = {fold(text) for text in (question.answer, *question.accept)}
    return next((thing for thing in things if wanted & {fold(n) for n in names(thing)}), None)


def _surname(name: str) -> str:
    """As the key is written, so that none looks different; titles stay whole."""
    return name if " of " in name else name.rsplit(maxsplit=1)[-1]


def _dates(fact: Fact, pool: Pool) -> list[str]:
    return [format_date(date) for date in near_dates(fact, pool)] if fact.when else []


def _people(fact: Fact, pool: Pool) -> list[str]:
    """Where the strict choice finds none, those named most: the author decides, not the pool."""
    found = list(wrong_people(fact, pool)) if fact.person is not None else []
    known = sorted(pool.table.people, key=lambda person: -person.mentions)
    return found or [person.formal for person in known if person != fact.person]


def _places(fact: Fact, pool: Pool) -> list[str]:
    found = list(wrong_places(fact, pool)) if fact.where is not None else []
    known = sorted(pool.table.places, key=lambda place: -place.mentions)
    return found or [place.name for place in known if place != fact.where]


_CANDIDATES: dict[AnswerKind, Callable[[Fact, Pool], list[str]]] = {
    AnswerKind.DATE: _dates,
    AnswerKind.LEADER: _people,
    AnswerKind.PLACE: _places,
}
