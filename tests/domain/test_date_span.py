"""Where a date stands on an axis of days: begin, end, and what is left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Qualifier,
    from_julian_day,
    julian_day,
    to_old_style,
)
from quizapp.domain.date_span import (
    DaySpan,
    drawn_span,
    text_in_style,
)
from quizapp.domain.date_text import parse_date

NEW, OLD = Calendar.NEW_STYLE, Calendar.OLD_STYLE


def written(span: DaySpan) -> tuple[str, str]:
    return from_julian_day(span.first, NEW).iso, from_julian_day(span.last, NEW).iso


def dated(text: str) -> HistoricalDate:
    date = parse_date(text)
    assert date is not None
    return date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("14 June 1872", "1872-06-14", "1872-06-14"),
        ("June 1872", "1872-06-01", "1872-06-30"),
        ("February 1900", "1900-02-01", "1900-02-28"),
        ("December 1872", "1872-12-01", "1872-12-31"),
        ("spring 1871", "1871-03-01", "1871-05-31"),
        ("autumn 1871", "1871-09-01", "1871-11-30"),
        ("1872", "1872-01-01", "1872-12-31"),
        ("44 BC", "-0043-01-01", "-0043-12-31"),
        ("15 March 44 BC", "-0043-03-15", "-0043-03-15"),
        ("1914–1918", "1914-01-01", "1918-12-31"),
        ("3–9 July 1872", "1872-07-03", "1872-07-09"),
        ("the 1860s", "1860-01-01", "1869-12-31"),
        ("late June 1872", "1872-06-21", "1872-06-30"),
        ("early June 1872", "1872-06-01", "1872-06-10"),
    ],
)
def test_a_date_covers_the_days_of_its_precision(text: str, first: str, last: str) -> None:
    span = drawn_span(dated(text), NEW)
    assert written(span) == (first, last)
    assert not span.open_before
    assert not span.open_after


@pytest.mark.parametrize(
    ("hedge", "first", "last", "before", "after"),
    [
        (Qualifier.BY, "1918-05-01", "1918-05-31", True, False),
        (Qualifier.BY_END, "1918-05-01", "1918-05-31", True, False),
        (Qualifier.BEFORE, "1918-04-30", "1918-04-30", True, False),
        (Qualifier.AFTER, "1918-06-01", "1918-06-01", False, True),
        (Qualifier.NOT_EARLIER, "1918-05-01", "1918-05-31", False, True),
        (Qualifier.ABOUT, "1918-05-01", "1918-05-31", True, True),
    ],
)
def test_a_hedge_leaves_the_side_open_that_it_names(
    hedge: Qualifier, first: str, last: str, before: bool, after: bool
) -> None:
    date = HistoricalDate(new_style=DatePoint(1918, 5), qualifier=hedge)
    span = drawn_span(date, NEW)
    assert written(span) == (first, last)
    assert (span.open_before, span.open_after) == (before, after)


def test_a_night_goes_on_into_the_next_day() -> None:
    date = HistoricalDate(new_style=DatePoint(1918, 5, 31), qualifier=Qualifier.NIGHT)
    assert written(drawn_span(date, NEW)) == ("1918-05-31", "1918-06-01")


@given(
    st.integers(julian_day(DatePoint(1582, 10, 15), NEW), julian_day(DatePoint(2099, 12, 31), NEW))
)
def test_the_two_styles_stand_as_far_apart_as_the_calendars(number: int) -> None:
    new = from_julian_day(number, NEW)
    date = HistoricalDate(new_style=new, old_style=to_old_style(new))
    apart = drawn_span(date, NEW).first - drawn_span(date, OLD).first
    changes = [(1700, 2, 29), (1800, 2, 29), (1900, 2, 29)]
    old = to_old_style(new)
    assert apart == 10 + sum((old.year, old.month, old.day) > change for change in changes)


@pytest.mark.parametrize("style", list(Calendar))
def test_a_date_of_one_style_stays_where_it_is(style: Calendar) -> None:
    for date in (
        HistoricalDate(new_style=DatePoint(1918, 3, 3)),
        HistoricalDate(old_style=DatePoint(1918, 1, 5)),
        HistoricalDate(new_style=DatePoint(1917)),
    ):
        assert drawn_span(date, style) == drawn_span(date, NEW)


def test_a_range_with_one_mixed_end_keeps_the_calendar_that_both_ends_have() -> None:
    date = HistoricalDate(
        new_style=DatePoint(1917, 11, 7), old_style=DatePoint(1917, 10, 25),
        end_new_style=DatePoint(1918, 3, 3),
    )  # fmt: skip
    assert written(drawn_span(date, NEW)) == ("1917-11-07", "1918-03-03")


def test_the_text_follows_the_style_and_says_where_it_cannot() -> None:
    both = HistoricalDate(new_style=DatePoint(1917, 11, 7), old_style=DatePoint(1917, 10, 25))
    new_only = HistoricalDate(new_style=DatePoint(1918, 3, 3))
    old_only = HistoricalDate(old_style=DatePoint(1918, 1, 5))
    ancient = HistoricalDate(new_style=DatePoint(-43, 3, 15))
    assert [text_in_style(both, style) for style in (NEW, OLD)] == [
        "7 November 1917", "25 October 1917",
    ]  # fmt: skip
    assert [text_in_style(new_only, style) for style in (NEW, OLD)] == [
        "3 March 1918", "3 March 1918 (New Style)",
    ]  # fmt: skip
    assert [text_in_style(old_only, style) for style in (NEW, OLD)] == [
        "5 January 1918 (Old Style)", "5 January 1918",
    ]  # fmt: skip
    assert [text_in_style(ancient, style) for style in (NEW, OLD)] == ["15 March 44 BC"] * 2
