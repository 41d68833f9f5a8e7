"""Wrong options for a question that a person wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.document import Span
from quizapp.domain.fact import (
    Event,
    Evidence,
    Fact,
    FactKind,
    FactTable,
    Person,
    Place,
    PlaceKind,
)
from quizapp.domain.question import AnswerKind, Question
from quizapp.kinds.proposing import kind_asked, propose_options

YEARS = (1547, 1552, 1556, 1558, 1570, 1582)
PEOPLE = tuple(
    Person(name, surname, mentions=9, first_year=1550, last_year=1580)
    for name, surname in (
        ("A. F. Adashev", "Adashev"), ("I. M. Viskovaty", "Viskovaty"),
        ("A. M. Kurbsky", "Kurbsky"), ("M. L. Skuratov", "Skuratov"),
    )
)  # fmt: skip
PLACES = tuple(
    Place(name, PlaceKind.CITY, latitude=55.0 + n, longitude=49.0, country="RU", mentions=5)
    for n, name in enumerate(("Kazan", "Astrakhan", "Narva", "Polotsk"))
)


def fact(number: int, kind: FactKind, **answer: object) -> Fact:
    verb, past = DEEDS[number % len(DEEDS)]
    event = Event("Ivan IV", verb, past, complement=f"matter {number}")
    proof = Evidence("print", number, Span(number * 90, number * 90 + 40), f"Ivan IV took {number}")
    return Fact(f"{kind}{number}", kind, event, f"event {number}", proof, **answer)  # type: ignore[arg-type]


DEEDS = (("take", "took"), ("write", "wrote"), ("lead", "led"), ("flee", "fled"))
TABLE = FactTable(
    facts=(
        *(
            fact(n, FactKind.WHEN, when=HistoricalDate(new_style=DatePoint(year)))
            for n, year in enumerate(YEARS)
        ),
        *(fact(20 + n, FactKind.WHO, person=person) for n, person in enumerate(PEOPLE)),
        *(fact(40 + n, FactKind.WHERE, where=place) for n, place in enumerate(PLACES)),
    ),
    people=PEOPLE,
    places=PLACES,
)


def written(stem: str, answer: str, **more: object) -> Question:
    return Question(id="mine", kind=AnswerKind.OTHER, stem=stem, answer=answer, **more)  # type: ignore[arg-type]


def test_dates_near_the_key_are_proposed_and_never_the_key() -> None:
    key = HistoricalDate(new_style=DatePoint(1552))
    found = propose_options(written("When did Kazan fall?", "1552", date=key), TABLE)
    assert len(found) == 3
    assert "1552" not in found


def test_the_kind_is_seen_by_where_the_documents_name_the_answer() -> None:
    assert kind_asked(written("Who fled?", "Kurbsky"), TABLE) is AnswerKind.LEADER
    assert kind_asked(written("Which city fell?", "Kazan"), TABLE) is AnswerKind.PLACE
    assert kind_asked(written("What is a zemsky sobor?", "An assembly"), TABLE) is AnswerKind.OTHER


def test_people_are_written_as_the_key_is() -> None:
    found = propose_options(written("Who fled to Lithuania in 1564?", "Kurbsky"), TABLE)
    assert found
    assert all(" " not in name for name in found)


def test_options_that_are_there_already_are_not_proposed_again() -> None:
    stem = "Which city on the Volga fell?"
    first = propose_options(written(stem, "Kazan"), TABLE)
    assert first
    again = propose_options(written(stem, "Kazan", distractors=tuple(first)), TABLE)
    assert not set(first) & set(again)


def test_nothing_is_made_up_for_what_the_documents_do_not_know() -> None:
    assert propose_options(written("What is a zemsky sobor?", "An assembly"), TABLE) == []


LENIN = Person(
    "V. I. Lenin", "Lenin", aliases=("N. Lenin", "Ulyanov"), mentions=40,
    first_year=1550, last_year=1580,
)  # fmt: skip
WITH_LENIN = replace(TABLE, people=(LENIN, *PEOPLE))


@pytest.mark.parametrize("key", ["Vladimir Lenin", "Lenin", "V. I. Lenin", "Vladimir Il’ich Lenin"])
@pytest.mark.parametrize("kind", [AnswerKind.OTHER, AnswerKind.LEADER])
def test_nobody_is_proposed_who_is_the_key_in_another_spelling(key: str, kind: AnswerKind) -> None:
    question = replace(written("Who headed the government?", key), kind=kind)
    found = propose_options(question, WITH_LENIN)
    assert found
    assert not {"V. I. Lenin", "Lenin", "N. Lenin", "Ulyanov"} & set(found)
