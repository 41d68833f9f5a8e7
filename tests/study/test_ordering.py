"""Events to put in order: surely apart, of one time, never two of one event."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.date_span import DaySpan
from quizapp.study.ordering import DatedQuestion, event, pick


def a_day(number: int, name: str = "", fact: str = "") -> DatedQuestion:
    return DatedQuestion(name or f"q{number}", fact, DaySpan(number, number))


@st.composite
def decks(draw: st.DrawFn) -> list[DatedQuestion]:
    spans = st.builds(
        lambda first, length, before, after: DaySpan(first, first + length, before, after),
        st.integers(-2000, 2000), st.sampled_from([0, 0, 0, 30, 365]), st.booleans(), st.booleans(),
    )  # fmt: skip
    facts = st.sampled_from(["", "a", "b", "c", "d", "e", "f", "g"])
    rows = draw(st.lists(st.tuples(spans, facts), max_size=40))
    return [DatedQuestion(f"q{n}", fact, span) for n, (span, fact) in enumerate(rows)]


@given(decks(), st.integers(0, 999), st.integers(1, 8))
def test_what_is_picked_is_surely_in_order_and_of_different_events(
    entries: list[DatedQuestion], seed: int, count: int
) -> None:
    ids = pick(entries, Random(seed), count)
    by_id = {entry.question_id: entry for entry in entries}
    found = [by_id[each] for each in ids]
    assert len(found) in (0, *range(3, min(5, max(3, count)) + 1))
    for number, entry in enumerate(found):
        assert all(entry.span.surely_before(later.span) for later in found[number + 1 :])
    assert len({event(entry) for entry in found}) == len(found)


@given(st.permutations([a_day(n * 40) for n in range(12)]), st.integers(0, 999))
def test_the_order_of_the_deck_does_not_matter(entries: list[DatedQuestion], seed: int) -> None:
    usual = sorted(entries, key=lambda entry: entry.span.first)
    assert pick(entries, Random(seed), 4) == pick(usual, Random(seed), 4)


@given(st.integers(3, 5), st.integers(0, 99))
def test_events_enough_give_as_many_as_were_asked_for(count: int, seed: int) -> None:
    entries = [a_day(n * 100) for n in range(30)]
    assert len(pick(entries, Random(seed), count)) == count


@pytest.mark.parametrize("seed", range(20))
def test_those_picked_belong_to_one_time(seed: int) -> None:
    """Out of 500 events at equal distances no two neighbours have more than a few between them."""
    entries = [a_day(n * 10) for n in range(500)]
    ids = pick(entries, Random(seed), 5)
    numbers = [int(each[1:]) // 10 for each in ids]
    assert all(0 < later - sooner <= 8 for sooner, later in pairwise(numbers))


def test_three_that_fit_are_found_among_many_that_do_not() -> None:
    at_once = [DatedQuestion(f"same{n}", "", DaySpan(500, 520)) for n in range(200)]
    entries = [a_day(1, "first"), *at_once, a_day(900, "last")]
    for seed in range(10):
        ids = pick(entries, Random(seed), 5)
        assert (ids[0], ids[-1], len(ids)) == ("first", "last", 3)


def test_an_event_without_an_end_can_only_be_the_last() -> None:
    entries = [a_day(1), DatedQuestion("open", "", DaySpan(2, 2, open_after=True)), a_day(3)]
    assert pick(entries, Random(1), 3) == []
    assert pick([a_day(0), *entries[:2]], Random(1), 3) == ["q0", "q1", "open"]
    assert pick([*entries, a_day(0), a_day(4)], Random(1), 5) == ["q0", "q1", "q3", "q4"]


def test_other_days_give_other_questions() -> None:
    entries = [a_day(n * 10) for n in range(100)]
    assert len({tuple(pick(entries, Random(seed), 4)) for seed in range(20)}) > 15


@pytest.mark.parametrize(
    "entries",
    [
        [],
        [a_day(1), a_day(2)],
        [a_day(1, "a"), a_day(1, "b"), a_day(1, "c")],
        [a_day(1, "a", "one"), a_day(2, "b", "one"), a_day(3, "c", "one")],
        [DatedQuestion(str(n), "", DaySpan(n, n, open_before=True)) for n in range(5)],
    ],
)
def test_without_three_that_fit_there_is_none(entries: list[DatedQuestion]) -> None:
    assert pick(entries, Random(1), 3) == []
