"""Old and New Style: conversion, the table of differences, and dates as they travel in iso."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Precision,
    Qualifier,
    Season,
    day_exists,
    days_in_month,
    from_julian_day,
    is_leap,
    julian_day,
    same_day,
    to_new_style,
    to_old_style,
)

OLD, NEW = Calendar.OLD_STYLE, Calendar.NEW_STYLE


@st.composite
def days(draw: st.DrawFn, calendar: Calendar, low: int = -4000, high: int = 3000) -> DatePoint:
    year = draw(st.integers(low, high))
    month = draw(st.integers(1, 12))
    return DatePoint(year, month, draw(st.integers(1, days_in_month(year, month, calendar))))


@given(days(OLD))
def test_an_old_style_day_survives_the_way_to_new_style_and_back(day: DatePoint) -> None:
    assert to_old_style(to_new_style(day)) == day


@given(days(NEW))
def test_a_new_style_day_survives_the_way_to_old_style_and_back(day: DatePoint) -> None:
    assert to_new_style(to_old_style(day)) == day


@given(st.sampled_from([OLD, NEW]), st.data())
def test_the_day_after_has_the_next_julian_day_number(
    calendar: Calendar, data: st.DataObject
) -> None:
    day = data.draw(days(calendar))
    number = julian_day(day, calendar)
    following = from_julian_day(number + 1, calendar)
    assert julian_day(following, calendar) == number + 1
    assert following.sort_key > day.sort_key
    assert day_exists(following.year, following.month or 0, following.day or 0, calendar)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1582-10-05", "1582-10-15"),
        ("1700-02-18", "1700-02-28"),
        ("1700-02-29", "1700-03-11"),
        ("1800-02-29", "1800-03-12"),
        ("1900-02-28", "1900-03-12"),
        ("1900-02-29", "1900-03-13"),
        ("1917-10-25", "1917-11-07"),
        ("1918-01-31", "1918-02-13"),
    ],
)
def test_known_days_stand_in_both_calendars(old: str, new: str) -> None:
    julian, gregorian = DatePoint.from_iso(old), DatePoint.from_iso(new)
    assert to_new_style(julian) == gregorian
    assert to_old_style(gregorian) == julian
    assert same_day(julian, gregorian)


@pytest.mark.parametrize(
    ("last_day_before", "difference"), [("1700-02-28", 10), ("1800-02-28", 11), ("1900-02-28", 12)]
)
def test_the_difference_grows_by_a_day_on_29_february_old_style(
    last_day_before: str, difference: int
) -> None:
    before = DatePoint.from_iso(last_day_before)
    after = DatePoint(before.year, 3, 1)
    assert julian_day(before, OLD) - julian_day(before, NEW) == difference
    assert julian_day(after, OLD) - julian_day(after, NEW) == difference + 1


@given(days(OLD, 1583, 2099))
def test_the_difference_is_10_to_13_days_from_1583_to_2099(day: DatePoint) -> None:
    century = {15: (10,), 16: (10,), 17: (10, 11), 18: (11, 12), 19: (12, 13), 20: (13,)}
    new = to_new_style(day)
    assert julian_day(new, NEW) == julian_day(day, OLD)
    assert julian_day(new, OLD) - julian_day(day, OLD) in century[day.year // 100]


def test_known_days_have_the_numbers_of_the_astronomical_almanac() -> None:
    assert julian_day(DatePoint(-4712, 1, 1), OLD) == 0
    assert julian_day(DatePoint(2000, 1, 1), NEW) == 2451545
    assert julian_day(DatePoint(1858, 11, 17), NEW) == 2400001


@pytest.mark.parametrize(
    ("year", "calendar", "leap"),
    [(1900, OLD, True), (1900, NEW, False), (2000, NEW, True), (-43, OLD, False), (0, OLD, True)],
)
def test_only_the_julian_calendar_has_29_february_in_every_fourth_year(
    year: int, calendar: Calendar, leap: bool
) -> None:
    assert is_leap(year, calendar) is leap
    assert day_exists(year, 2, 29, calendar) is leap


@pytest.mark.parametrize("day", [(1918, 2, 29), (1917, 11, 31), (1917, 13, 1), (1917, 0, 1)])
def test_days_that_no_calendar_has_do_not_exist(day: tuple[int, int, int]) -> None:
    assert not day_exists(*day, NEW)
    assert not day_exists(*day, OLD)


def test_a_doubled_date_that_names_two_days_is_not_one_day() -> None:
    assert not same_day(DatePoint(1917, 10, 27), DatePoint(1917, 11, 10))
    assert not same_day(DatePoint(1917, 2, 29), DatePoint(1917, 3, 14))


def test_a_month_cannot_be_converted() -> None:
    with pytest.raises(ValueError, match="not a day"):
        to_new_style(DatePoint(1917, 10))


points = st.one_of(
    st.builds(DatePoint, st.integers(-3999, 2100)),
    st.builds(DatePoint, st.integers(-3999, 2100), st.integers(1, 12)),
    st.builds(DatePoint, st.integers(-3999, 2100), st.integers(1, 12), st.integers(1, 31)),
    st.builds(DatePoint, st.integers(-3999, 2100), season=st.sampled_from(Season)),
)


@given(points)
def test_a_point_is_the_same_after_iso_and_back(point: DatePoint) -> None:
    assert DatePoint.from_iso(point.iso) == point


@given(
    st.builds(
        HistoricalDate,
        points,
        st.none() | points,
        st.none() | points,
        st.none(),
        st.none() | st.sampled_from(Qualifier),
        st.booleans(),
    )
)
def test_a_historical_date_is_the_same_after_iso_and_back(date: HistoricalDate) -> None:
    assert HistoricalDate.from_iso(date.to_iso()) == date


def test_the_hedge_of_the_end_of_a_range_travels_too() -> None:
    date = HistoricalDate(
        old_style=DatePoint(1917, 10),
        end_old_style=DatePoint(1917, 11),
        qualifier=Qualifier.LATE,
        end_qualifier=Qualifier.EARLY,
    )
    iso = date.to_iso()
    assert iso["precision"] == "range"
    assert iso["end"] == {"ns": None, "os": "1917-11", "qualifier": "early"}
    assert HistoricalDate.from_iso(iso) == date


def test_there_is_no_hedge_of_an_end_where_there_is_no_end() -> None:
    iso: dict[str, object] = {"ns": "1917", "end": {"ns": None, "qualifier": "early"}}
    assert HistoricalDate.from_iso(iso) == HistoricalDate(DatePoint(1917))


def test_a_range_gives_its_ends_and_a_point_gives_itself() -> None:
    date = HistoricalDate(DatePoint(1812, 6), end_new_style=DatePoint(1812, 8))
    assert date.ends() == (HistoricalDate(DatePoint(1812, 6)), HistoricalDate(DatePoint(1812, 8)))
    day = HistoricalDate(DatePoint(1812, 9, 7))
    assert day.ends() == (day, day)


def test_a_date_needs_a_point_and_a_point_a_real_month() -> None:
    with pytest.raises(ValueError, match="at least one calendar"):
        HistoricalDate()
    with pytest.raises(ValueError, match="month 13"):
        DatePoint(1917, 13)
    with pytest.raises(ValueError, match="day 3 of month None"):
        DatePoint(1917, None, 3)


def test_precision_is_the_finest_part_that_is_there() -> None:
    assert [
        DatePoint(1917).precision,
        DatePoint(1917, 10).precision,
        DatePoint(1917, 10, 25).precision,
        DatePoint(1917, season=Season.AUTUMN).precision,
    ] == [Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.SEASON]
