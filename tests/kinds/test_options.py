"""Wrong answers: of the same kind, form and time, and never right."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate, day_exists, to_new_style
from quizapp.domain.document import Document, OffsetRun, Passage, Span, TextKind
from quizapp.domain.fact import (
    Event,
    Evidence,
    Fact,
    FactKind,
    FactTable,
    Person,
    Place,
    PlaceKind,
    Slot,
)
from quizapp.kinds.date import DateQuestions
from quizapp.kinds.date_options import near_dates
from quizapp.kinds.leader import LeaderQuestions
from quizapp.kinds.place import PlaceQuestions
from quizapp.kinds.pool import Pool

EVENT = Event("the Diet", "meet", "met", auxiliary="did", main="meet")
SIGNED = Event("the Diet", "sign", "signed", auxiliary="did", main="sign")


def make(number: int, **more: object) -> Fact:
    base = Fact(
        id=str(number),
        kind=FactKind.WHEN,
        event=replace(EVENT, subject=f"diet {number}"),
        event_key=str(number),
        evidence=Evidence("doc", number, Span(0, 1), f"quote {number}"),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def day(*parts: int) -> HistoricalDate:
    return HistoricalDate(new_style=DatePoint(*parts))


def doubled(*parts: int) -> HistoricalDate:
    old = DatePoint(*parts)
    return HistoricalDate(old_style=old, new_style=to_new_style(old))


def pool(*facts: Fact, **more: object) -> Pool:
    return Pool(FactTable(tuple(facts), **more))  # type: ignore[arg-type]


def told(*sentences: str) -> Document:
    """The document that facts of ``make`` come from, a passage for each sentence."""
    passages = tuple(
        Passage(number, text, TextKind.PROSE, (OffsetRun(0, 0, len(text)),))
        for number, text in enumerate(sentences)
    )
    return Document("doc.txt", "Doc", "txt", " ".join(sentences), passages, "doc")


DATES = st.builds(
    lambda y, m, d, both: doubled(y, m, d) if both else day(y, m, d),
    st.integers(1600, 1990),
    st.integers(1, 12),
    st.integers(1, 28),
    st.booleans(),
)


@given(DATES, st.lists(DATES, max_size=12))
def test_dates_offered_are_real_different_days_in_the_calendars_of_the_key(
    key: HistoricalDate, others: list[HistoricalDate]
) -> None:
    facts = [make(0, when=key), *(make(i + 1, when=d) for i, d in enumerate(others))]
    offered = near_dates(facts[0], pool(*facts))
    if all((d.old_style is None) == (key.old_style is None) for d in others):
        assert len(offered) >= 3  # else the calendar may have been changed on the next day
    assert key not in offered
    assert len(set(offered)) == len(offered)
    for date in offered:
        assert (date.old_style is None) == (key.old_style is None)
        for point, calendar in (
            (date.old_style, Calendar.OLD_STYLE),
            (date.new_style, Calendar.NEW_STYLE),
        ):
            assert point is None or day_exists(
                point.year, point.month or 0, point.day or 0, calendar
            )


def test_dates_of_the_text_come_before_invented_ones() -> None:
    mine = [day(1815, 6, d) for d in (1, 4, 18, 24, 27)]
    facts = [
        make(0, when=day(1815, 6, 9), event=SIGNED),
        *(make(i + 1, when=d) for i, d in enumerate(mine)),
    ]
    offered = near_dates(facts[0], pool(*facts))
    assert len(offered) == 3
    assert set(offered) <= set(mine)


def test_days_of_a_calendar_not_yet_in_use_are_not_offered() -> None:
    """The document changes to the New Style on 14 February 1918."""
    key = make(0, when=day(1918, 2, 20))
    before = [make(n, when=doubled(1918, 1, n)) for n in range(1, 9)]
    first = make(20, when=day(1918, 2, 14))
    offered = near_dates(key, pool(key, first, *before))
    assert len(offered) == 3
    assert all(date.point.sort_key >= (1918, 2, 14) for date in offered)


def test_days_that_the_change_of_calendar_skipped_are_not_offered() -> None:
    until = [make(n, when=doubled(1918, 1, 20 + n)) for n in range(1, 11)]
    since = [make(20 + n, when=day(1918, 2, 14 + n)) for n in range(10)]
    early = make(40, when=day(1906, 5, 10))  # an author's slip, years before
    table = pool(early, *until, *since)
    for fact in since:
        for date in near_dates(fact, table):
            assert day_of(date) >= DatePoint(1918, 2, 14).iso


def day_of(date: HistoricalDate) -> str:
    return date.point.iso


def test_no_day_is_offered_on_which_a_congress_may_still_have_sat() -> None:
    key = day(1815, 6, 9)
    others = [make(n, when=day(1815, 6, 9 + n), event=SIGNED) for n in range(1, 20)]
    for variant in "abcdefgh":
        fact = replace(make(0, when=key), id=variant)
        days = [day_of(date) for date in near_dates(fact, pool(fact, *others))]
        assert len(days) == 3
        assert not [d for d in days if "1815-06-09" < d < "1815-06-30"]


def test_wrong_days_lie_within_three_weeks_of_the_right_one() -> None:
    key = day(1815, 6, 9)
    far = [make(n, when=day(1815, 7, n), event=SIGNED) for n in range(1, 28)]
    for variant in "abcdefgh":
        fact = replace(make(0, when=key, event=SIGNED), id=variant)
        days = [day_of(date) for date in near_dates(fact, pool(fact, *far))]
        assert all("1815-05-19" < d < "1815-06-30" for d in days)


def test_other_days_of_death_are_offered_on_both_sides() -> None:
    died = Event("the king", "die", "died", auxiliary="did", main="die")
    king = make(0, when=day(1815, 6, 9), event=replace(died, subject="Louis XVI"))
    person = Person("Louis XVI", "Louis XVI")
    sides = {
        day_of(date) < "1815-06-09"
        for variant in "abcdefgh"
        for date in near_dates(replace(king, id=variant), pool(king, people=(person,)))
    }
    assert sides == {True, False}


def test_no_date_is_offered_before_the_text_first_tells_of_the_body_that_acts() -> None:
    acts = [
        make(n, event=replace(EVENT, subject="the Sovnarkom", complement=f"matter {n}"),
             when=day(1921, 5, 3 * n))
        for n in range(1, 9)
    ]  # fmt: skip
    before = [make(20 + n, when=day(1921, 4, 2 * n)) for n in range(1, 15)]
    table = pool(*acts, *before)
    for fact in acts[1:]:
        assert all(day_of(date) >= "1921-05-03" for date in near_dates(fact, table))


def test_what_begins_with_the_key_itself_bounds_no_date() -> None:
    acts = [
        make(n, event=replace(EVENT, subject="the Sovnarkom", complement=f"matter {n}"),
             when=day(1921, 5, 3 * n))
        for n in range(1, 9)
    ]  # fmt: skip
    sides = {
        day_of(date) < "1921-05-03"
        for variant in "abcdefgh"
        for date in near_dates(replace(acts[0], id=variant), pool(*acts))
    }
    assert sides == {True, False}


@given(st.integers(1, 28), st.integers(1, 12), st.booleans())
def test_a_question_that_tells_the_year_offers_days_of_that_year(
    d: int, m: int, both: bool
) -> None:
    when = doubled(1848, m, d) if both else day(1848, m, d)
    if both and when.new_style and when.new_style.year != 1848:
        return
    fact = make(1, event=replace(EVENT, subject="the diet"), when=when, preposition="on")
    wording = DateQuestions().word(fact)
    assert wording is not None
    assert wording.stem == "On what date in 1848 did the diet meet?"
    offered = near_dates(fact, pool(fact))
    assert len(offered) == 3
    for date in offered:
        assert {p.year for p in (date.old_style, date.new_style) if p} == {1848}


def test_the_key_is_not_always_the_earliest_nor_always_the_latest_choice() -> None:
    mine = [make(n, when=day(1815, n, d)) for n in range(1, 13) for d in (3, 9, 15, 21, 27)]
    mine = [replace(f, id=f"{i}", event_key=f"{i}") for i, f in enumerate(mine)]
    table = pool(*mine)
    places = {
        sum(d.point.sort_key < f.when.point.sort_key for d in near_dates(f, table))
        for f in mine
        if f.when
    }
    assert places == {0, 1, 2, 3}


def test_another_date_of_the_same_event_is_not_offered() -> None:
    key, rival = make(0, when=day(1815, 6, 9)), make(1, when=day(1815, 6, 18))
    rival = replace(rival, event=key.event)
    assert day(1815, 6, 18) not in near_dates(key, pool(key, rival))


def test_a_date_that_the_same_sentence_tells_of_something_else_is_not_offered() -> None:
    def offered(number: int, *, same_sentence: bool) -> bool:
        key = make(number, when=day(1815, 6, 9), event=SIGNED)
        other = make(9, when=day(1815, 6, 18))
        if same_sentence:
            other = replace(other, evidence=key.evidence)
        return day(1815, 6, 18) in near_dates(key, pool(key, other))

    assert any(offered(number, same_sentence=False) for number in range(6))
    assert not any(offered(number, same_sentence=True) for number in range(6))


def test_the_second_of_a_row_is_offered_no_date_beyond_the_first_or_the_third() -> None:
    first, second, third = (
        make(n, when=day(1815 + n, 6, 1), event=replace(EVENT, subject=f"the {word} Diet of Pest"))
        for n, word in enumerate(("First", "Second", "Third"))
    )
    others = [make(10 + n, when=day(1815 + n // 4, 1 + 3 * (n % 4), 7)) for n in range(12)]
    for date in near_dates(second, pool(first, second, third, *others)):
        assert day(1815, 6, 1).point.sort_key < date.point.sort_key < (1817, 6, 1)


def test_a_span_over_two_months_in_both_calendars_is_not_the_only_one() -> None:
    old = DatePoint(1907, 4, 30), DatePoint(1907, 5, 19)
    key = HistoricalDate(
        old_style=old[0], new_style=to_new_style(old[0]),
        end_old_style=old[1], end_new_style=to_new_style(old[1]),
    )  # fmt: skip
    fact = make(0, when=key)
    assert len(DateQuestions().candidates(fact, pool(fact))) == 3


def test_a_span_over_the_change_of_calendar_has_choices_on_both_sides() -> None:
    key = HistoricalDate(old_style=DatePoint(1918, 1), end_new_style=DatePoint(1918, 2))
    old = [make(n, when=doubled(1917, 11, n)) for n in range(2, 9)]
    new = [make(n, when=day(1918, 5, n)) for n in range(10, 17)]
    fact = make(1, when=key)
    offered = near_dates(fact, pool(fact, *old, *new))
    assert {date.point.year for date in offered} == {1917, 1918}


def test_no_two_spans_overlap() -> None:
    from quizapp.kinds.date_options import _within

    for start, end in (((1581,), (1583,)), ((1815, 6), (1815, 8)), ((1815, 6, 9), (1815, 6, 20))):
        key = HistoricalDate(new_style=DatePoint(*start), end_new_style=DatePoint(*end))
        fact = make(0, when=key)
        spans = [key, *near_dates(fact, pool(fact))]
        assert len(spans) == 4
        assert not any(_within(a, b) for a, b in combinations(spans, 2))


@pytest.mark.parametrize(
    "other",
    [
        HistoricalDate(new_style=DatePoint(1815, 6)),
        HistoricalDate(new_style=DatePoint(1815)),
        HistoricalDate(new_style=DatePoint(1815, 6, 1), end_new_style=DatePoint(1815, 6, 3)),
        doubled(1815, 6, 1),
        day(1990, 6, 1),
    ],
)
def test_dates_of_another_form_or_time_are_not_offered(other: HistoricalDate) -> None:
    key = make(0, when=day(1815, 6, 9))
    assert other not in near_dates(key, pool(key, make(1, when=other)))


def test_a_bound_is_said_by_the_question_and_left_out_of_key_and_options() -> None:
    from quizapp.domain.calendar import Qualifier

    by = HistoricalDate(new_style=DatePoint(1815, 6), qualifier=Qualifier.BY)
    fact = make(0, when=by, preposition="by")
    kind = DateQuestions()
    wording = kind.word(fact)
    assert wording is not None
    assert wording.stem.startswith("By when")
    assert not wording.answer.lower().startswith("by")
    assert not any(o.lower().startswith("by") for o in kind.candidates(fact, pool(fact)))


def person(name: str, first: int | None = None, last: int | None = None) -> Person:
    return Person(name, name.rpartition(" ")[2], first_year=first, last_year=last, mentions=5)


KEY = person("Lajos Kossuth", 1840, 1860)


def who(**more: object) -> Fact:
    event = Event("", "lead", "led", complement="the Hungarian revolt")
    return make(0, kind=FactKind.WHO, event=event, person=KEY, when=day(1848, 3, 15),
                **more)  # fmt: skip


REBELS = told(
    "In 1848 Lajos Kossuth, Ferenc Deak, Jozsef Bem and Istvan Szechenyi led the revolt.",
    "Artur Gorgei, Lajos Kossuth and Mihaly Tancsics spoke in 1848.",
    "General Windischgraetz fought Lajos Kossuth in 1848.",
    *("Nothing is told here." for _ in range(10)),
    "Louis Blanc and Lajos Kossuth were both read in 1600.",
)


def test_people_of_the_same_side_and_time_are_offered_and_nobody_of_the_same_sentence() -> None:
    people = (
        KEY,
        person("Ferenc Deak"),
        person("Louis Blanc"),
        person("Jozsef Bem"),
        person("Istvan Szechenyi"),
        person("Artur Gorgei"),
        person("Windischgraetz"),
    )
    fact = who(others=("Jozsef Bem",))
    done = [
        replace(deed, when=day(1600, 5, 1)) if deed.person.name == "Louis Blanc" else deed
        for deed in acts(*people)
        if deed.person is not None
    ]
    table = pool(fact, *done, people=people, documents=(REBELS,))
    offered = LeaderQuestions().candidates(fact, table)
    assert sorted(offered) == ["Artur Gorgei", "Ferenc Deak", "Istvan Szechenyi"]


def test_nobody_is_offered_whom_the_text_never_names_with_that_time() -> None:
    people = (KEY, *(person(f"Anton Berg{c}") for c in "abcdef"))
    fact = who()
    table = pool(fact, *acts(*people), people=people, documents=(REBELS,))
    assert LeaderQuestions().candidates(fact, table) == []


def on_the_stage(key: Person, *others: Person, **more: object) -> list[str]:
    """What is offered where a text tells of each in a sentence of its own; all hold office."""
    key = replace(key, roles=key.roles or ("minister",))
    others = tuple(replace(one, roles=one.roles or ("minister",)) for one in others)
    event = Event("", "land", "landed", complement="at Fiume")
    fact = replace(make(0, kind=FactKind.WHO, event=event, person=key, when=day(1848, 3, 15)),
                   **more)  # fmt: skip
    people = (key, *others)
    text = told(
        f"In 1848 {key.name} landed at Fiume.",
        "Nothing is told here.",
        *(f"{one.name} spoke at Pest in 1848." for one in others),
    )
    table = pool(fact, *acts(*others), people=people, documents=(text,))
    return LeaderQuestions().candidates(fact, table)


OTHERS = tuple(person(name) for name in ("Ferenc Deak", "Jozsef Bem", "Artur Gorgei"))


def test_people_of_the_same_time_are_offered_where_no_text_tells_of_sides() -> None:
    assert sorted(on_the_stage(KEY, *OTHERS)) == ["Artur Gorgei", "Ferenc Deak", "Jozsef Bem"]


def test_nobody_is_offered_where_there_are_no_three() -> None:
    assert on_the_stage(KEY, *OTHERS[:2]) == []


def test_nobody_is_offered_who_was_dead_by_then() -> None:
    late = person("Istvan Bocskai")
    text = told("In 1606 Istvan Bocskai died.")
    fact = make(0, kind=FactKind.WHO, event=Event("", "land", "landed"), person=KEY,
                when=day(1848, 3, 15))  # fmt: skip
    people = (KEY, late, *OTHERS)
    table = pool(fact, *acts(*OTHERS), people=people, documents=(text,))
    assert late.name not in LeaderQuestions().candidates(fact, table)


def test_no_deed_is_offered_for_a_day_after_the_death_of_who_did_it() -> None:
    bem = replace(person("Jozsef Bem"), aliases=("Bem",))
    event = Event("Bem", "march", "marched", auxiliary="did", main="march")
    deed = make(0, when=day(1850), event=event)
    death = make(1, when=day(1850, 12, 10), event=Event("Jozsef Bem", "die", "died"))
    alive = near_dates(deed, pool(deed, people=(bem,)))
    assert any(date.point.year > 1850 for date in alive)
    assert {date.point.year for date in near_dates(deed, pool(deed, death, people=(bem,)))} == {
        1847, 1848, 1849,
    }  # fmt: skip


def test_the_day_of_death_in_brackets_ends_a_life_too() -> None:
    lind = person("Otto Lind")
    deed = make(0, when=day(1955, 4, 17), event=Event("Otto Lind", "resign", "resigned"))
    life = told("Otto Lind (14 March 1879 – 18 April 1955) taught.", "Otto Lind resigned.")
    free = near_dates(deed, pool(deed, people=(lind,)))
    assert max(date.point.iso for date in free) > "1955-04-18"
    offered = near_dates(deed, pool(deed, people=(lind,), documents=(life,)))
    assert len(offered) == 3
    assert max(date.point.iso for date in offered) <= "1955-04-18"


@given(st.integers(1, 12), st.integers(1, 28))
def test_a_day_is_not_alone_of_its_month_where_the_others_share_theirs(month: int, d: int) -> None:
    key = make(0, when=day(1848, month, d), event=SIGNED)
    other = [make(n, when=day(1848, month % 12 + 1, 3 * n)) for n in range(1, 9)]
    offered = near_dates(key, pool(key, *other))
    assert len(offered) == 3
    months = {date.point.month for date in offered}
    assert month in months or len(months) > 1


@pytest.mark.parametrize(
    ("complement", "year", "step"),
    [
        ("a medal at the Olympic Games", 1956, 4),
        ("the presidential election", 1964, 4),
        ("the census", 1960, 10),
    ],
)
def test_what_comes_in_certain_years_only_has_such_years_beside_it(
    complement: str, year: int, step: int
) -> None:
    event = Event("Lind", "win", "won", complement=complement, auxiliary="did", main="win")
    fact = make(0, when=day(year), event=event)
    others = [make(n, when=day(year + n)) for n in (-2, -1, 1, 2)]
    offered = near_dates(fact, pool(fact, *others))
    assert len(offered) == 3
    assert {(date.point.year - year) % step for date in offered} == {0}


def test_decades_stand_beside_a_decade() -> None:
    span = HistoricalDate(new_style=DatePoint(1910), end_new_style=DatePoint(1920))
    fact = make(0, when=span)
    ends = [(d.point.year, d.end_new_style.year) for d in near_dates(fact, pool(fact))
            if d.end_new_style]  # fmt: skip
    assert len(ends) == 3
    assert all(first % 10 == 0 and last == first + 10 for first, last in ends)


@pytest.mark.parametrize(
    "sentence",
    ["The Border War (1861–1865) was long.", "At the end of the Border War in May 1865 it rained."],
)
def test_nothing_at_arms_is_offered_for_a_year_after_its_war(sentence: str) -> None:
    far = [make(90, when=day(1700)), make(91, when=day(1900))]  # no text of a few years
    raid = Event("Lind", "wage", "waged", complement="a campaign", auxiliary="did", main="wage")
    years = [
        {d.point.year for d in near_dates(fact, pool(fact, *far, documents=(told(sentence),)))}
        for fact in (make(n, when=day(1864), event=raid) for n in range(12))
    ]
    assert all(len(offered) == 3 for offered in years)
    assert max(set().union(*years)) == 1865


def test_no_year_is_offered_that_the_sentence_names_of_something_else() -> None:
    quote = Evidence("doc", 0, Span(0, 1), "The Acts of 1862 and 1864 built it.")
    facts = [make(n, when=day(1862), evidence=quote, event=SIGNED) for n in range(12)]
    far = [make(90, when=day(1700)), make(91, when=day(1900))]
    offered = {d.point.year for fact in facts for d in near_dates(fact, pool(fact, *far))}
    assert 1864 not in offered
    assert {1861, 1863} <= offered


def test_no_date_is_offered_from_after_the_document_was_written() -> None:
    text = told("The war lasted from 1975 to 2002. The census of 2014 was the last.")
    span = HistoricalDate(new_style=DatePoint(1975), end_new_style=DatePoint(2002))
    fact = make(0, when=span)
    offered = near_dates(fact, pool(fact, documents=(text,)))
    assert all(d.end_new_style is not None and d.end_new_style.year <= 2015 for d in offered)


def test_nothing_is_told_of_a_body_before_it_was_founded() -> None:
    founded = Event("the Ruthenian Council", "form", "was formed", passive=True)
    signed = Event("the Ruthenian Council", "sign", "signed", auxiliary="did", main="sign")
    birth, deed = make(1, when=day(1848, 5, 2), event=founded), make(0, when=day(1848, 5, 9),
                                                                     event=signed)  # fmt: skip
    offered = near_dates(deed, pool(deed, birth))
    assert offered
    assert min(date.point.iso for date in offered) >= "1848-05-02"
    before = near_dates(birth, pool(deed, birth))
    assert min(date.point.iso for date in before) < "1848-05-02", "its own founding is not bound"


def test_two_of_one_surname_die_apart() -> None:
    brothers = (person("Attilio Bandiera"), person("Emilio Bandiera"))
    deed = make(0, when=day(1850), event=Event("Bandiera", "march", "marched"))
    death = make(1, when=day(1850, 12, 10), event=Event("Attilio Bandiera", "die", "died"))
    assert pool(deed, death, people=brothers).last_day_of(deed) == math.inf


def test_whose_army_the_text_speaks_of_is_a_commander() -> None:
    bem, deak = OTHERS[1], OTHERS[0]
    text = told(f"{bem.surname}’s cavalry took Temesvar. {deak.surname}’s speech was long.")
    table = pool(make(1), people=OTHERS, documents=(text,))
    assert table.offices(bem) == {"commander"}
    assert table.offices(deak) == set()


def test_a_woman_stands_beside_women_only() -> None:
    women = [person(f"{name} Zichy") for name in ("Maria", "Anna", "Charlotte")]
    women = [replace(one, surname=f"Zichy{n}") for n, one in enumerate(women)]
    assert not {one.name for one in women} & set(on_the_stage(KEY, *OTHERS, *women))


def test_names_of_another_part_of_the_world_are_not_offered() -> None:
    strangers = [person(name) for name in ("Homma Masaharu", "Itō Hirobumi", "Publius Scipio")]
    offered = on_the_stage(KEY, *OTHERS, *strangers)
    assert sorted(offered) == ["Artur Gorgei", "Ferenc Deak", "Jozsef Bem"]
    japanese = [*strangers[:2], person("Yamagata Aritomo")]
    offered = on_the_stage(person("Okamura Yasuji"), *OTHERS, *japanese)
    assert sorted(offered) == ["Homma Masaharu", "Itō Hirobumi", "Yamagata Aritomo"]


def test_nobody_stands_beside_who_surrendered_where_no_text_tells_of_sides() -> None:
    event = Event("", "surrender", "surrendered", complement="at Vilagos")
    armed = [replace(one, roles=("general",)) for one in OTHERS]
    assert on_the_stage(replace(KEY, roles=("general",)), *armed, event=event) == []


def at_arms(text: str, **roles: str) -> list[str]:
    """What stands beside General Bem, of whom a text tells that he routed Haynau in 1848."""
    key = replace(person("Jozsef Bem"), roles=("general",))
    others = [
        replace(person(name), roles=(roles.get(name.split()[0], "general"),))
        for name in ("Ferenc Deak", "Artur Gorgei", "Mihaly Tancsics", "Julius Haynau")
    ]
    event = Event("", "rout", "routed", complement="Julius Haynau")
    fact = make(0, kind=FactKind.WHO, event=event, person=key, when=day(1848, 3, 15),
                evidence=Evidence("doc", 0, Span(0, 1), "Bem routed Haynau."))  # fmt: skip
    people = (key, *others)
    table = pool(fact, *acts(*others), people=people, documents=(told(text),))
    return LeaderQuestions().candidates(fact, table)


_ONE_SIDE = "In 1848 Ferenc Deak, Jozsef Bem, Artur Gorgei and Mihaly Tancsics rode to Pest."


def test_commanders_stand_beside_a_commander_at_arms() -> None:
    assert len(at_arms(_ONE_SIDE)) == 3


def test_no_minister_stands_beside_a_commander_at_arms() -> None:
    assert at_arms(_ONE_SIDE, Ferenc="minister") == []


def test_nobody_of_the_beaten_side_stands_beside_who_beat_them() -> None:
    theirs = " In 1848 Julius Haynau and Mihaly Tancsics met."
    assert at_arms(_ONE_SIDE + theirs) == []


def test_all_who_stand_beside_the_hero_of_a_life_are_of_no_one_side() -> None:
    hero = replace(person("Lajos Kossuth"), mentions=200)
    people = [hero, *OTHERS]
    text = told(*(f"In 1848 {one.name} and Lajos Kossuth met." for one in OTHERS))
    bonds = [
        pool(make(1), people=(replace(hero, mentions=n), *people[1:]), documents=(text,))
        .company.bond("Jozsef Bem", "Ferenc Deak")
        for n in (8, 200)
    ]  # fmt: skip
    assert bonds[0] > 0
    assert bonds[1] == 0


def test_nobody_stands_beside_the_dead_where_no_text_tells_of_sides() -> None:
    event = Event("", "stab", "was stabbed", complement="at Pest", passive=True)
    assert on_the_stage(KEY, *OTHERS, event=event) == []


def test_a_soldier_does_not_stand_beside_a_minister() -> None:
    soldiers = [replace(one, roles=("general", "minister")) for one in OTHERS[:1]]
    mere = [replace(one, roles=("general",)) for one in OTHERS[1:]]
    assert not {one.name for one in mere} & set(on_the_stage(KEY, *soldiers, *mere))


def test_only_those_of_a_like_office_are_offered_where_no_text_tells_of_sides() -> None:
    priests = [replace(one, roles=("priest",)) for one in OTHERS]
    assert on_the_stage(KEY, *priests) == []


def test_a_surname_that_two_share_does_not_stand_alone() -> None:
    key = person("Kossuth")
    names = ("Ferenc Deak", "Jozsef Bem", "Artur Gorgei")
    others = [replace(person(name), roles=("minister",)) for name in names]
    twins = [replace(person(n), roles=("minister",)) for n in ("Janos Klapka", "Gyorgy Klapka")]
    assert sorted(on_the_stage(key, *others, *twins)) == ["Bem", "Deak", "Gorgei"]


def test_the_same_few_names_do_not_stand_beside_every_key() -> None:
    many = tuple(person(f"{a} Berg{b}") for a in ("Anton", "Peter") for b in "abcdef")
    sets = {tuple(on_the_stage(KEY, *many, id=str(n))) for n in range(12)}
    assert len(sets) > 8
    assert len({name for names in sets for name in names}) > 8


def acts(*people: Person) -> list[Fact]:
    """Each of them did something else of the same year."""
    event = Event("", "speak", "spoke", complement="at Pest")
    return [
        make(100 + n, kind=FactKind.WHO, event=replace(event, complement=f"at Pest {n}"),
             person=one, when=day(1848, 5, 1 + n))
        for n, one in enumerate(people)
    ]  # fmt: skip


def test_who_did_the_same_is_no_wrong_answer() -> None:
    rival = person("Artur Gorgei", 1845, 1850)
    fact = who()
    other = make(1, kind=FactKind.WHO, event=fact.event, person=rival, when=day(1849, 5, 1))
    assert LeaderQuestions().candidates(fact, pool(fact, other, people=(KEY, rival))) == []


def test_another_spelling_of_the_key_is_not_offered() -> None:
    twin = Person("Ludwig Kossuth", "Kossuth-Udvard", mentions=3)
    fact = who()
    assert LeaderQuestions().candidates(fact, pool(fact, people=(KEY, twin))) == []


def test_pairs_are_offered_for_a_pair() -> None:
    names = ("Ferenc Deak", "Istvan Szechenyi", "Artur Gorgei", "Mihaly Tancsics")
    people = (KEY, person("Jozsef Bem"), *(person(name) for name in names))
    fact = replace(who(), people=people[:2])
    table = pool(fact, *acts(*people), people=people, documents=(REBELS,))
    offered = LeaderQuestions().candidates(fact, table)
    assert offered
    assert all(" and " in option for option in offered)


def town(name: str, latitude: float, kind: PlaceKind = PlaceKind.CITY, **more: object) -> Place:
    more.setdefault("population", 150_000)
    return Place(name, kind, latitude=latitude, longitude=20.0, country="HU", **more)  # type: ignore[arg-type]


def test_towns_offered_are_near_of_like_size_and_under_another_name() -> None:
    key = town("Pest", 47.5, aliases=("Budapest",))
    places = (
        key,
        town("Budapest", 47.6),
        town("Szeged", 46.2),
        town("Debrecen", 48.9),
        town("Miskolc", 48.4),
        town("Vienna", 48.2, population=2_000_000),
        town("Hungary", 47.0, PlaceKind.COUNTRY),
        town("Cape Town", -33.9),
        town("Arad", 46.1),
    )
    text = told(*(f"The Diet went to {place.name} in 1848." for place in places))
    fact = make(0, kind=FactKind.WHERE, where=key, preposition="in", others=("Arad",))
    offered = PlaceQuestions().candidates(fact, pool(fact, places=places, documents=(text,)))
    assert sorted(offered) == ["Debrecen", "Miskolc", "Szeged"]


def among_towns(**more: object) -> list[str]:
    """What is offered beside Pest, one of four towns of Hungary that a text names."""
    key = town("Pest", 47.5)
    england = Place("England", PlaceKind.COUNTRY, country="GB", latitude=52.0, longitude=-1.0)
    towns = (town("Szeged", 46.2), town("Debrecen", 48.9), town("Miskolc", 48.4))
    places = (key, *towns, england)
    text = told(*(f"The Diet went to {place.name} in 1848." for place in places))
    fact = make(0, kind=FactKind.WHERE, where=key, preposition="from", mention="Pest", **more)
    return PlaceQuestions().candidates(fact, pool(fact, places=places, documents=(text,)))


def test_no_towns_stand_beside_one_whose_land_in_the_text_is_another() -> None:
    sailed = Evidence("doc", 0, Span(0, 1), "Lind came from Pest, England to the island.")
    assert among_towns(evidence=replace(sailed, quote="Lind came from Pest to the island."))
    assert among_towns(evidence=sailed) == []


def test_a_government_evacuates_its_one_seat() -> None:
    left = Event("the army", "evacuate", "evacuated", auxiliary="did", main="evacuate")
    assert among_towns(event=left)
    assert among_towns(event=replace(left, subject="the Hungarian government")) == []


def located(name: str, country: str, latitude: float, longitude: float, **more: object) -> Place:
    more.setdefault("kind", PlaceKind.CITY)
    return Place(name, country=country, latitude=latitude, longitude=longitude, **more)  # type: ignore[arg-type]


def asked_where(key: Place, *sentences: str, year: int = 1848, **more: object) -> list[str]:
    more.setdefault("when", day(year, 3, 15))
    fact = make(0, kind=FactKind.WHERE, where=key, preposition="in", **more)
    text = told(*(sentences or (f"The Diet met at {key.name}.",)))
    return PlaceQuestions().candidates(fact, pool(fact, places=(key,), documents=(text,)))


def home_of(names: list[str]) -> set[str]:
    from quizapp.kinds.atlas import atlas

    return {
        lent.place.country or ""
        for country in ("HU", "JP", "ES", "IT", "PE", "CL", "EC")
        for lent in atlas().towns(country)
        if lent.place.name in names
    }


def test_the_gazetteer_lends_towns_of_the_same_country_where_the_document_names_none() -> None:
    offered = asked_where(located("Szeged", "HU", 46.25, 20.15, population=160_000), year=1944)
    assert len(offered) == 3
    assert home_of(offered) == {"HU"}


def test_no_town_of_today_is_lent_for_a_time_that_hardly_knew_it() -> None:
    assert not asked_where(located("Cochin", "IN", 9.97, 76.27, population=600_000), year=1524)


def test_no_town_is_lent_that_stands_beside_the_key_in_the_text() -> None:
    key = located("Szeged", "HU", 46.25, 20.15, population=160_000)
    lent = asked_where(key, year=1944)
    others = asked_where(
        key, f"The court was at {lent[0]}. quote 0. Then it left for {lent[1]}.", year=1944
    )
    assert others
    assert not {lent[0], lent[1]} & set(others)


def test_a_suburb_is_not_lent() -> None:
    offered = asked_where(located("Paris", "FR", 48.85, 2.35, population=2_100_000), year=1944)
    assert offered
    assert not {"Boulogne-Billancourt", "Saint-Denis", "Montreuil", "Argenteuil"} & set(offered)


def test_towns_are_lent_under_their_antique_names_beside_an_antique_key() -> None:
    from quizapp.kinds.atlas import atlas

    offered = asked_where(located("Tarentum", "IT", 40.47, 17.24), year=-208)
    assert len(offered) == 3
    assert set(offered) <= {lent.place.name for lent in atlas().antique}


def test_a_town_renamed_since_is_lent_under_its_name_of_then_or_not_at_all() -> None:
    for seed in range(8):
        offered = asked_where(
            located("Saratov", "RU", 51.54, 46.0, population=860_000), year=1905, id=str(seed)
        )
        assert offered
        assert not {"Volgograd", "Ulyanovsk", "Tolyatti", "Krasnodar", "Engels"} & set(offered)


def test_only_ports_are_offered_for_what_happened_at_sea() -> None:
    from quizapp.kinds.atlas import atlas
    from quizapp.kinds.text import fold

    event = Event("the fleet", "sail", "sailed", auxiliary="did", main="sail")
    offered = asked_where(located("Callao", "PE", -12.05, -77.14), year=1823, event=event)
    assert len(offered) == 3
    assert {fold(name) for name in offered} <= atlas().port_names


def test_a_country_is_asked_for_without_choices() -> None:
    key = located("Morocco", "MA", 33.4, -6.0, kind=PlaceKind.COUNTRY, population=36_000_000)
    rival = located("Algeria", "DZ", 28.0, 2.6, kind=PlaceKind.COUNTRY, population=40_000_000)
    text = told("The king fell in Morocco.", "He had come from Algeria.")
    fact = make(0, kind=FactKind.WHERE, where=key, preposition="in", when=day(1578, 8, 4))
    table = pool(fact, places=(key, rival), documents=(text,))
    assert PlaceQuestions().candidates(fact, table) == []


def test_where_the_question_names_a_region_only_its_towns_are_offered() -> None:
    terek = located("Terek", "RU", 43.2, 45.0, kind=PlaceKind.REGION)
    key = located("Vladikavkaz", "RU", 43.0, 44.7, population=300_000)
    inside = [
        located("Grozny", "RU", 43.3, 45.7, population=290_000),
        located("Mozdok", "RU", 43.7, 44.6, population=200_000),
    ]
    outside = [
        located("Tsaritsyn", "RU", 48.7, 44.5, population=1_000_000),
        located("Astrakhan", "RU", 46.3, 48.0, population=500_000),
        located("Rostov", "RU", 47.2, 39.7, population=1_000_000),
    ]
    event = replace(EVENT, subject="the peoples of the Terek")
    places = (terek, key, *inside, *outside)
    text = told(*(f"They also met in {place.name}." for place in places))
    fact = make(0, kind=FactKind.WHERE, where=key, preposition="in", event=event,
                when=day(1920, 11, 17))  # fmt: skip
    offered = PlaceQuestions().candidates(fact, pool(fact, places=places, documents=(text,)))
    assert {"Grozny", "Mozdok"} <= set(offered)
    assert not {place.name for place in outside} & set(offered)


def test_no_province_is_lent_beside_what_is_as_wide_as_siberia() -> None:
    siberia = located("Siberia", "RU", 60, 100, kind=PlaceKind.REGION)
    assert asked_where(siberia, year=1905) == []
    normandy = located("Normandy", "FR", 49, 0, kind=PlaceKind.REGION)
    assert len(asked_where(normandy, year=1905)) == 3


def test_what_was_taken_was_not_the_capital_that_the_document_is_about() -> None:
    key = town("Pest", 47.5)
    places = (key, *(town(name, 46.0 + n) for n, name in enumerate(("Szeged", "Arad", "Pecs"))))
    text = told(*(f"The Diet met at {place.name}." for place in places), *["To Arad!"] * 6)
    fact = make(0, kind=FactKind.WHERE, where=key, slot=Slot.OBJECT)
    assert "Arad" not in PlaceQuestions().candidates(
        fact, pool(fact, places=places, documents=(text,))
    )


def test_where_the_same_happened_is_no_wrong_answer() -> None:
    key, rival = town("Pest", 47.5), town("Szeged", 46.2)
    fact = make(0, kind=FactKind.WHERE, where=key, preposition="in")
    other = replace(make(1, kind=FactKind.WHERE, where=rival), event=fact.event)
    offered = PlaceQuestions().candidates(fact, pool(fact, other, places=(key, rival)))
    assert "Szeged" not in offered


def test_beside_a_capital_the_other_one_is_offered_or_none() -> None:
    towns = [
        located("Turin", "IT", 45.07, 7.69, population=870_000),
        located("Milan", "IT", 45.46, 9.19, population=1_370_000),
        located("Genoa", "IT", 44.4, 8.93, population=580_000),
        located("Bologna", "IT", 44.49, 11.34, population=390_000),
        located("Verona", "IT", 45.44, 10.99, population=258_000),
    ]
    named = ["Turin and Milan wrote to each other."] * 8 + ["Genoa, Bologna, Verona."] * 2
    meets = FactKind.WHERE
    asked = make(1, kind=meets, where=towns[0], when=day(1848, 3, 9), preposition="in")
    open_to_milan = pool(asked, places=tuple(towns), documents=(told(*named),))
    assert "Milan" in PlaceQuestions().candidates(asked, open_to_milan)
    that_day = [*named, "On 9 March 1848 the guard was called out in Milan."]
    closed = pool(asked, places=tuple(towns), documents=(told(*that_day),))
    assert PlaceQuestions().candidates(asked, closed) == []


def test_a_form_of_a_name_that_rather_means_another_is_not_accepted() -> None:
    son = replace(person("Abraham Lincoln"), mentions=40)
    mother = replace(person("Nancy Hanks Lincoln"), mentions=2)
    table = pool(make(1), people=(son, mother))
    assert table.means_another("Lincoln", mother)
    assert not table.means_another("Lincoln", son)
    assert not table.means_another("Nancy", mother)


def test_who_died_is_held_back() -> None:
    fact = make(0, kind=FactKind.WHO, event=Event("", "die", "died"), person=KEY)
    assert "who died" in LeaderQuestions().doubts(fact, pool(fact, people=(KEY,)))


@given(st.integers(1, 28), st.integers(1, 12))
def test_no_wrong_date_bears_the_day_of_the_key_in_the_other_calendar(d: int, m: int) -> None:
    key = doubled(1917, m, d)
    fact = make(0, when=key, preposition="on")
    for date in near_dates(fact, pool(fact)):
        assert date.old_style != key.new_style
        assert date.new_style != key.old_style


def test_a_month_that_would_be_the_only_one_of_its_year_has_no_choices() -> None:
    key = HistoricalDate(old_style=DatePoint(1918, 1))
    others = [
        make(n, when=HistoricalDate(old_style=DatePoint(1917, month)))
        for n, month in enumerate((9, 10, 11, 12), start=1)
    ]
    # Old Style ends with January 1918 here, so that no other month of 1918 can be offered.
    fact = make(0, when=key, preposition="in")
    offered = near_dates(fact, pool(fact, *others))
    assert not offered or any(date.point.year == 1918 for date in offered)


def test_what_is_done_at_one_moment_is_no_question_of_a_span() -> None:
    span = replace(doubled(1917, 12, 12), end_old_style=DatePoint(1918, 1, 13))
    founded = Event("the republic", "proclaim", "proclaimed", auxiliary="was", main="proclaimed")
    at_once = make(0, event=founded, when=span, preposition="between")
    lasting = make(1, when=span, preposition="between")
    kind = DateQuestions()
    assert kind.doubts(at_once, pool(at_once)) == ("a bound",)
    assert kind.doubts(lasting, pool(lasting)) == ()


def test_the_body_of_which_town_is_one_of_many() -> None:
    event = Event("soviet", "refuse", "refused", complement="to assume power", main="refuse")
    where = make(0, kind=FactKind.WHERE, event=event, where=town("Tula", 54.2), preposition="of")
    kind = PlaceQuestions()
    assert kind.doubts(where, pool(where)) == ("one of many",)
    assert kind.doubts(replace(where, preposition="in"), pool(where)) == ()
