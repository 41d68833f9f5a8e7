from __future__ import annotations

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate, Qualifier, Season
from quizapp.domain.document import Span
from quizapp.domain.fact import Event, Evidence, Fact, FactKind, Person, Place, PlaceKind
from quizapp.kinds.wording import (
    date_words,
    place_noun,
    place_words,
    sentence,
    time_phrase,
    when_stem,
    where_stem,
    who_stem,
)

DAY = HistoricalDate(new_style=DatePoint(1815, 6, 9))
OLD = HistoricalDate(new_style=DatePoint(1917, 11, 7), old_style=DatePoint(1917, 10, 25))


def ns(*parts: int, **more: object) -> HistoricalDate:
    return HistoricalDate(new_style=DatePoint(*parts), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("date", "preposition", "words"),
    [
        (DAY, "on", "On what date"),
        (ns(1815, 6), "in", "In what month and year"),
        (ns(1815), "in", "In what year"),
        (HistoricalDate(new_style=DatePoint(1815, season=Season.SPRING)), "in",
         "In what season and year"),
        (DAY, "until", "Until what date"),
        (ns(1815), "by", "By what year"),
        (ns(1815, 6), "since", "From when"),
        (ns(1815, 6, qualifier=Qualifier.EARLY), "in", "When"),
        (ns(1815, 6, qualifier=Qualifier.BY_END), "", "By when"),
        (ns(1815, 6, 9, qualifier=Qualifier.NIGHT), "on", "On what night"),
        (HistoricalDate(new_style=DatePoint(1815, 6, 9), end_new_style=DatePoint(1815, 6, 18)),
         "from", "Between what dates"),
    ],
)  # fmt: skip
def test_the_question_word_fits_the_precision_and_keeps_the_bound(
    date: HistoricalDate, preposition: str, words: str
) -> None:
    assert date_words(date, preposition) == words


@pytest.mark.parametrize(
    ("date", "preposition", "phrase"),
    [
        (None, "", ""),
        (DAY, "on", "on 9 June 1815"),
        (OLD, "on", "on 25 October 1917 (Old Style)"),
        (ns(1815, 6), "in", "in June 1815"),
        (ns(1815), "by", "by 1815"),
        (ns(1815, 6, qualifier=Qualifier.LATE), "in", "in late June 1815"),
        (ns(1815, 6, qualifier=Qualifier.MID), "in", "in mid-June 1815"),
        (ns(1815, 6, qualifier=Qualifier.BY_END), "by", "by the end of June 1815"),
        (HistoricalDate(new_style=DatePoint(-43, 3, 15)), "on", "on 15 March 44 BC"),
        (HistoricalDate(new_style=DatePoint(14, 8, 19)), "on", "on 19 August AD 14"),
    ],
)
def test_a_date_inside_a_question_says_its_calendar_where_there_are_two(
    date: HistoricalDate | None, preposition: str, phrase: str
) -> None:
    assert time_phrase(date, preposition) == phrase


def fact(event: Event, **more: object) -> Fact:
    evidence = Evidence("f", 0, Span(0, 1), "q")
    return Fact("1", FactKind.WHEN, event, "k", evidence, **more)  # type: ignore[arg-type]


def test_a_passive_keeps_its_auxiliary() -> None:
    event = Event("the Act", "adopt", "was adopted", True, complement="in Vienna",
                  auxiliary="was", main="adopted")  # fmt: skip
    assert when_stem(fact(event, when=DAY)) == "On what date was the Act adopted in Vienna?"


def test_a_place_is_asked_for_by_its_kind_and_preposition() -> None:
    event = Event("Napoleon", "sail", "sailed", auxiliary="did", main="sail")
    city = Place("Toulon", PlaceKind.CITY, population=170_000)
    stem = where_stem(fact(event, where=city, preposition="from"), "in 1798")
    assert stem == "From which city did Napoleon sail in 1798?"


def test_small_places_are_towns_and_buildings_are_asked_with_where() -> None:
    assert place_words(Place("Waterloo", PlaceKind.CITY, population=30_000), "at") == (
        "In which town"
    )
    assert place_words(Place("Smolny", PlaceKind.BUILDING), "at") == "Where"


def test_two_people_are_asked_for_as_two() -> None:
    people = (Person("A. Braun", "Braun"), Person("B. Stein", "Stein"))
    event = Event("", "sign", "was sent", complement="to Paris")
    stem = who_stem(fact(event, person=people[0], people=people), "in 1814")
    assert stem == "Which two people were sent to Paris in 1814?"


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("who led an", "Military Council"), "Who led a Military Council?"),
        (("who led a", "army"), "Who led an army?"),
        (("who printed", 'the "Bell"', None), "Who printed the “Bell”?"),
        (("who led the R.C.P.",), "Who led the R.C.P.?"),
        (("who left the king's", "court ,"), "Who left the king’s court?"),
    ],
)
def test_a_question_is_one_tidy_sentence(parts: tuple[str | None, ...], text: str) -> None:
    assert sentence(*parts) == text


def test_the_end_of_a_name_is_no_article() -> None:
    assert sentence("When did Chiang fly to Xi'an to press him") == (
        "When did Chiang fly to Xi’an to press him?"
    )


def test_what_the_ends_of_a_span_share_is_said_once() -> None:
    def span(first: DatePoint, last: DatePoint) -> str:
        return time_phrase(HistoricalDate(new_style=first, end_new_style=last), "from")

    assert span(DatePoint(1920, 3, 17), DatePoint(1920, 3, 23)) == "between 17 and 23 March 1920"
    over_the_end_of_march = span(DatePoint(1920, 3, 29), DatePoint(1920, 4, 5))
    assert over_the_end_of_march == "between 29 March and 5 April 1920"
    assert span(DatePoint(1918, 3), DatePoint(1918, 4)) == "between March and April 1918"
    assert span(DatePoint(1918, 12, 5), DatePoint(1919, 1, 5)) == (
        "between 5 December 1918 and 5 January 1919"
    )


def test_a_part_of_a_century_is_called_by_its_name() -> None:
    early = HistoricalDate(
        new_style=DatePoint(1501), end_new_style=DatePoint(1533), qualifier=Qualifier.EARLY
    )
    assert time_phrase(early, "at") == "in the early 16th century"


@pytest.mark.parametrize(
    ("name", "kind", "noun"),
    [
        ("Fort Sumter", PlaceKind.BUILDING, "fort"),
        ("Winter Palace", PlaceKind.BUILDING, "building"),
        ("Hardin County", PlaceKind.REGION, "county"),
        ("Caucasus", PlaceKind.REGION, "region"),
    ],
)
def test_a_place_is_called_what_its_name_says_it_is(name: str, kind: PlaceKind, noun: str) -> None:
    assert place_noun(Place(name, kind)) == noun
