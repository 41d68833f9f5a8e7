"""Typed dates in, keys out, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import (
    Calendar,
    DatePoint,
    HistoricalDate,
    Qualifier,
    Season,
    from_julian_day,
    julian_day,
)
from quizapp.domain.date_text import accepted_forms, format_date, parse_date, read_typed

OLD, NEW = Calendar.OLD_STYLE, Calendar.NEW_STYLE
REVOLUTION = HistoricalDate(DatePoint(1917, 11, 7), DatePoint(1917, 10, 25))


def day(iso: str) -> HistoricalDate:
    return HistoricalDate(DatePoint.from_iso(iso))


@pytest.mark.parametrize(
    "text",
    [
        "7 November 1917", "7 Nov 1917", "Nov. 7, 1917", "november 7th 1917",
        "the 7th of November, 1917",
        "7.11.1917", "7 . 11 . 1917", "1917-11-07", "1917/11/7", "7.XI.1917", "7 xi 1917",
        "7nov1917",
        "on 7 November 1917.", "7 Novmber 1917", "7 Novemebr 1917", "Wednesday, 7 November 1917",
        "7 November 1917 N.S.", "7 November 1917 ns", "7 November 1917 (New Style)",
        "7 November 1917, Gregorian calendar", "\"7 November 1917\"",
    ],
)  # fmt: skip
def test_one_day_in_every_common_form(text: str) -> None:
    assert parse_date(text) == day("1917-11-07")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1917", "1917"), ("the year 1917", "1917"), ("in 1917", "1917"), ("44 BC", "-0043"),
        ("44 b.c.", "-0043"), ("44bce", "-0043"), ("AD 79", "0079"), ("79 ad", "0079"),
        ("October 1917", "1917-10"), ("oct 1917", "1917-10"), ("10.1917", "1917-10"),
        ("autumn 1917", "1917-autumn"), ("the fall of 1917", "1917-autumn"),
        ("winter 1917-18", "1917-winter"), ("15 March 44 BC", "-0043-03-15"),
        ("Sept 1917", "1917-09"),
    ],
)  # fmt: skip
def test_coarser_and_older_dates(text: str, iso: str) -> None:
    assert parse_date(text) == day(iso)


@pytest.mark.parametrize(
    "text", ["25 Oct 1917 O.S.", "25 October 1917 (Old Style)", "os 25.10.1917"]
)
def test_a_label_puts_the_date_into_its_calendar(text: str) -> None:
    assert parse_date(text) == HistoricalDate(old_style=DatePoint(1917, 10, 25))


def test_the_caller_may_say_what_an_unlabelled_date_is() -> None:
    assert parse_date("25 October 1917", assume=OLD) == HistoricalDate(
        old_style=DatePoint(1917, 10, 25)
    )
    assert parse_date("7 November 1917 N.S.", assume=OLD) == day("1917-11-07")


@pytest.mark.parametrize(
    "text", ["25 October (7 November) 1917", "Oct. 25 (Nov. 7), 1917", "25 October/7 November 1917"]
)
def test_a_doubled_date_fills_both_calendars(text: str) -> None:
    assert parse_date(text) == REVOLUTION


def test_figures_that_can_be_read_in_two_ways_have_two_readings_and_no_date() -> None:
    readings = {reading.date() for reading in read_typed("11/7/1917")}
    assert readings == {day("1917-11-07"), day("1917-07-11")}
    assert parse_date("11/7/1917") is None
    assert parse_date("11/11/1917") == day("1917-11-11")
    assert parse_date("25/10/1917") == day("1917-10-25")
    assert parse_date("10/25/1917") == day("1917-10-25")


def test_slips_are_mended_and_shown() -> None:
    (reading,) = read_typed("25 Ocotber 1917")
    assert reading.corrected == (("Ocotber", "October"),)


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "Lenin", "1917 or 1918", "Lenin 1917", "25 or 26 October 1917",
        "30 February 1917",
        "29 February 1900", "99 October 1917", "October 25 (November 8), 1917", "13.13.1917",
        "25 October",
        "1917 " * 60, "(((", "12345678901234567890", "Ides of March",
    ],
)  # fmt: skip
def test_what_is_no_complete_date_is_none(text: str) -> None:
    assert parse_date(text) is None


def test_29_february_1900_exists_in_the_old_style_only() -> None:
    assert parse_date("29 February 1900 Old Style") == HistoricalDate(
        old_style=DatePoint(1900, 2, 29)
    )


@pytest.mark.parametrize(
    ("date", "key"),
    [
        (REVOLUTION, "25 October 1917 (7 November New Style)"),
        (
            HistoricalDate(DatePoint(1918, 1, 3), DatePoint(1917, 12, 21)),
            "21 December 1917 (3 January 1918 New Style)",
        ),
        (day("1812-09-07"), "7 September 1812"),
        (HistoricalDate(old_style=DatePoint(1917, 10)), "October 1917 (Old Style)"),
        (day("-0043"), "44 BC"),
        (day("0079-08-24"), "24 August AD 79"),
        (HistoricalDate(DatePoint(1918), end_new_style=DatePoint(1922)), "1918–1922"),
        (HistoricalDate(DatePoint(-57), end_new_style=DatePoint(-49)), "58–50 BC"),
        (HistoricalDate(DatePoint(-43), end_new_style=DatePoint(14)), "44 BC – AD 14"),
        (HistoricalDate(DatePoint(1860), end_new_style=DatePoint(1869)), "the 1860s"),
        (HistoricalDate(DatePoint(-499), end_new_style=DatePoint(-400)), "5th century BC"),
        (HistoricalDate(DatePoint(1801), end_new_style=DatePoint(1900)), "19th century"),
        (
            HistoricalDate(DatePoint(1918, 2), end_new_style=DatePoint(1918, 3)),
            "February–March 1918",
        ),
        (
            HistoricalDate(
                DatePoint(1917, 11, 7),
                DatePoint(1917, 10, 25),
                DatePoint(1917, 11, 9),
                DatePoint(1917, 10, 27),
            ),
            "25–27 October 1917 (7–9 November New Style)",
        ),
        (HistoricalDate(DatePoint(1917, 11), qualifier=Qualifier.MID), "mid-November 1917"),
        (
            HistoricalDate(
                DatePoint(1917, 10),
                end_new_style=DatePoint(1917, 11),
                qualifier=Qualifier.LATE,
                end_qualifier=Qualifier.EARLY,
            ),
            "late October – early November 1917",
        ),
    ],
)
def test_keys_read_naturally_and_name_their_calendar(date: HistoricalDate, key: str) -> None:
    assert format_date(date) == key


def test_inside_a_sentence_the_date_stands_plain() -> None:
    assert format_date(REVOLUTION, style="plain") == "25 October 1917"
    assert format_date(REVOLUTION, style="american") == "October 25, 1917"


def test_other_forms_name_the_same_day() -> None:
    forms = accepted_forms(REVOLUTION)
    assert "October 25 (November 7), 1917" in forms
    assert "7 November 1917" in forms
    assert format_date(REVOLUTION) not in forms
    for form in forms:
        parsed = parse_date(form)
        assert parsed is not None
        assert parsed.point in (REVOLUTION.new_style, REVOLUTION.old_style)


YEARS = st.integers(-3999, 2100)
NUMBERS = st.integers(
    julian_day(DatePoint(-3999, 1, 1), OLD), julian_day(DatePoint(2098, 12, 31), NEW)
)
HEDGES = st.none() | st.sampled_from(Qualifier)
PARTS = st.none() | st.sampled_from([Qualifier.EARLY, Qualifier.MID, Qualifier.LATE])


def _hedges(last: object) -> st.SearchStrategy[Qualifier | None]:
    """ "By the end of" is said of one time, not of a stretch of it."""
    return HEDGES.filter(lambda hedge: not last or hedge is not Qualifier.BY_END)


@st.composite
def day_dates(draw: st.DrawFn) -> HistoricalDate:
    """A day or a range of days, in one calendar or both."""
    first = draw(NUMBERS)
    last = first + draw(st.integers(1, 400)) if draw(st.booleans()) else None
    styles = draw(st.sampled_from([(True, False), (False, True), (True, True)]))

    def points(number: int | None) -> tuple[DatePoint | None, DatePoint | None]:
        if number is None:
            return None, None
        return (
            from_julian_day(number, NEW) if styles[0] else None,
            from_julian_day(number, OLD) if styles[1] else None,
        )

    return HistoricalDate(*points(first), *points(last), qualifier=draw(_hedges(last)))


@st.composite
def coarse_dates(draw: st.DrawFn) -> HistoricalDate:
    """A month, season or year, or a range of them."""
    years = sorted(draw(st.lists(YEARS, min_size=2, max_size=2, unique=True)))
    months = draw(st.lists(st.integers(1, 12), min_size=2, max_size=2))
    kind = draw(st.sampled_from(["year", "month", "old month", "season"]))
    ends = [
        DatePoint(year, month if "month" in kind else None, season=season)
        for year, month, season in zip(
            years,
            months,
            [draw(st.sampled_from(Season)) if kind == "season" else None] * 2,
            strict=True,
        )
    ]
    last = ends[1] if draw(st.booleans()) else None
    if kind == "old month":
        return HistoricalDate(
            old_style=ends[0],
            end_old_style=last,
            qualifier=draw(_hedges(last)),
            end_qualifier=draw(PARTS) if last else None,
        )
    if kind == "year":  # "early 1918–1922" would be said of no stretch of years
        hedges = st.none() if last else HEDGES
        return HistoricalDate(ends[0], end_new_style=last, qualifier=draw(hedges))
    return HistoricalDate(
        ends[0],
        end_new_style=last,
        qualifier=draw(_hedges(last)),
        end_qualifier=draw(PARTS) if last else None,
    )


@given(day_dates() | coarse_dates())
def test_a_key_is_read_back_as_the_date_it_shows(date: HistoricalDate) -> None:
    assert parse_date(format_date(date)) == date


@given(st.integers(1000, 2090).map(lambda year: year // 10 * 10), PARTS)
def test_decades_and_their_parts_are_read_back(start: int, part: Qualifier | None) -> None:
    if start % 100 == 0:
        return
    text = f"{part} {start}s" if part else f"the {start}s"
    date = parse_date(text)
    assert date is not None
    assert parse_date(format_date(date)) == date
    assert start <= date.point.year <= start + 9


@given(st.integers(-30, 20), PARTS)
def test_centuries_and_their_parts_are_read_back(number: int, part: Qualifier | None) -> None:
    name = f"{abs(number) + 1}th century" + (" BC" if number < 0 else "")
    date = parse_date(f"{part} {name}" if part else name)
    assert date is not None
    assert parse_date(format_date(date)) == date


@given(st.text(max_size=150))
def test_anything_typed_is_a_date_or_none(text: str) -> None:
    date = parse_date(text)
    assert date is None or parse_date(format_date(date)) is not None
