"""Dates as history texts write them: what is found in a sentence, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.calendar import (
    MONTH_NAMES,
    Calendar,
    DatePoint,
    HistoricalDate,
    from_julian_day,
    julian_day,
    to_old_style,
)
from quizapp.domain.date_grammar import DateGrammar
from quizapp.domain.date_settling import (
    DUAL_DISAGREES,
    ENDS_BEFORE_START,
    NO_SUCH_DAY,
    Reckoning,
    settle,
)
from quizapp.domain.date_written import WrittenDate

RUSSIAN = Reckoning(Calendar.OLD_STYLE, derive=True)
PLAIN = Reckoning()


def read(text: str, *, ancient: bool = False) -> list[WrittenDate]:
    return DateGrammar(text, ancient=ancient).dates()


def iso(text: str, year: int | None = None, reckoning: Reckoning = PLAIN) -> dict[str, object]:
    """The iso of the only date in ``text``."""
    (written,) = read(text)
    date = settle(written, reckoning, year).date
    assert date is not None
    return date.to_iso()


def days(text: str, year: int | None = None, reckoning: Reckoning = PLAIN) -> tuple[object, ...]:
    """(os, ns) of the only date, and (os, ns) of its end for a range."""
    found = iso(text, year, reckoning)
    end = found.get("end")
    tail = (end["os"], end["ns"]) if isinstance(end, dict) else ()
    return (found["os"], found["ns"], *tail)


@pytest.mark.parametrize(
    "text",
    [
        "The envoys met on September 26 (October 9), 1905, in the old hall.",
        "The envoys met on Sept. 26 (Oct. 9), 1905, in the old hall.",
        "The envoys met on 26 September (9 October) 1905 in the old hall.",
        "The envoys met on 26 September [9 October] 1905.",
        "They met on September 26 (or October 9, New Style), 1905.",
        "They met on September 26, 1905, or October 9 New Style.",
        "They met on 26 September 1905 (9 October New Style).",
        "They met on 26 September 1905 (Old Style; 9 October New Style).",
        "They met on 9 October (O.S. 26 September) 1905.",
        "They met on 9 October 1905 [O.S. 26 September].",
        "They met on 26 September/9 October 1905.",
        "They met on September 26/October 9, 1905.",
    ],
)  # fmt: skip
def test_a_doubled_date_is_read_in_either_order_and_with_any_sign(text: str) -> None:
    assert days(text) == ("1905-09-26", "1905-10-09")


def test_the_month_and_the_year_of_a_doubled_date_may_stand_once() -> None:
    assert days("on November 2 (15) the town", 1917) == ("1917-11-02", "1917-11-15")
    assert days("on September 5(18), 1917") == ("1917-09-05", "1917-09-18")
    assert days("on 8/20 December 1812") == ("1812-12-08", "1812-12-20")
    assert days("on 14 (26) December 1825") == ("1825-12-14", "1825-12-26")
    assert days("from 9 to 12 (22 to 25) January 1905") == (
        "1905-01-09", "1905-01-22", "1905-01-12", "1905-01-25",
    )  # fmt: skip
    assert days("February 21(8), 1918") == ("1918-02-08", "1918-02-21")


def test_a_doubled_date_over_new_year_has_two_years() -> None:
    both = ("1917-12-29", "1918-01-11")
    assert days("Dec. 29, 1917 (Jan. 11, 1918)") == both
    assert days("on December 29 (January 11)", 1917) == both
    assert days("December 29 (January 11), 1918") == both


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 29 to 31 May (11 to 13 June) 1905",
         ("1905-05-29", "1905-06-11", "1905-05-31", "1905-06-13")),
        ("on Apr. 25–26 (May 8–9), 1905",
         ("1905-04-25", "1905-05-08", "1905-04-26", "1905-05-09")),
        ("of December 16–18 (29–31), 1917",
         ("1917-12-16", "1917-12-29", "1917-12-18", "1917-12-31")),
        ("between May 16 and 24 (May 29 to June 6), 1905",
         ("1905-05-16", "1905-05-29", "1905-05-24", "1905-06-06")),
        ("from 28 October to 3 November (10 to 16 November) 1917",
         ("1917-10-28", "1917-11-10", "1917-11-03", "1917-11-16")),
        ("between Dec. 2 (15), 1905, and Jan. 3 (16), 1906",
         ("1905-12-02", "1905-12-15", "1906-01-03", "1906-01-16")),
    ],
)  # fmt: skip
def test_a_range_may_be_doubled(text: str, expected: tuple[str, ...]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-5 June 1812", ("1812-06-03", "1812-06-05")),
        ("between 3 and 5 June 1812", ("1812-06-03", "1812-06-05")),
        ("from June 3 to July 4, 1812", ("1812-06-03", "1812-07-04")),
        ("March 29-April 5, 1920", ("1920-03-29", "1920-04-05")),
        ("28 December – 4 January 1813", ("1812-12-28", "1813-01-04")),
        ("February-March 1918", ("1918-02", "1918-03")),
        ("during October and November 1812", ("1812-10", "1812-11")),
        ("from December 1812 to January 1813", ("1812-12", "1813-01")),
        ("the war of 1918 to 1922", ("1918", "1922")),
        ("the famine of 1921–22", ("1921", "1922")),
        ("in 1926 and 1927", ("1926", "1927")),
        ("between 1861 and 1865", ("1861", "1865")),
        ("from 58–50 BC", ("-0057", "-0049")),
        ("in the 1860s", ("1860", "1869")),
        ("in the late 1920s", ("1927", "1929")),
        ("in the 5th century BC", ("-0499", "-0400")),
        ("in the nineteenth century", ("1801", "1900")),
        ("in the XIX century", ("1801", "1900")),
        ("in the mid-19th century", ("1834", "1866")),
        ("in the summer and autumn of 1812", ("1812-summer", "1812-autumn")),
        ("on the night of 24/25 October 1812", ("1812-10-24", "1812-10-25")),
    ],
)  # fmt: skip
def test_ranges_in_words_and_dashes(text: str, expected: tuple[str, str]) -> None:
    found = iso(text)
    end = found["end"]
    assert isinstance(end, dict)
    assert (found["ns"], end["ns"]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on September 4th, 1870, he", "1870-09-04"),
        ("on the 4th of September 1870", "1870-09-04"),
        ("on the fourth of September 1870", "1870-09-04"),
        ("on September the fourth, 1870", "1870-09-04"),
        ("on the twenty-fifth of June 1950", "1950-06-25"),
        ("on the thirty-first day of January 1950", "1950-01-31"),
        ("on Sunday, 4 September 1870", "1870-09-04"),
        ("dated 1870-09-04.", "1870-09-04"),
        ("on 4.9.1870 he", "1870-09-04"),
        ("in September, 1870", "1870-09"),
        ("in the spring of 1918", "1918-spring"),
        ("in the winter of 1917-18", "1917-winter"),
        ("in the fall of 1863", "1863-autumn"),
        ("in 44 BC the", "-0043"),
        ("in AD 79 the", "0079"),
        ("in 79 CE the", "0079"),
        ("on 15 March 44 BC", "-0043-03-15"),
        ("on 11 February 1731/32", "1732-02-11"),
        ("in 1812 the army", "1812"),
        ("at Easter 1057 a delegation", "1057"),
        ("during the night of 5 to 6 May 1860 Garibaldi set out", "1860-05-05"),
        ("The treaty (1648) ended it", "1648"),
    ],
)
def test_single_dates_of_all_kinds(text: str, expected: str) -> None:
    assert iso(text)["ns"] == expected


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("in early November 1812", "early"),
        ("at the beginning of November 1812", "early"),
        ("in the first half of November 1812", "early"),
        ("in mid-November 1812", "mid"),
        ("in the middle of November 1812", "mid"),
        ("late in November 1812", "late"),
        ("at the end of November 1812", "late"),
        ("in the last days of November 1812", "late"),
        ("by the end of November 1812", "by the end of"),
        ("by November 1812", "by"),
        ("not later than November 3, 1812", "by"),
        ("prior to November 3, 1812", "before"),
        ("not earlier than November 3, 1812", "not earlier than"),
        ("on the night of November 3, 1812", "night of"),
        ("about 1812", "about"),
        ("c. 450 BC", "about"),
        ("after 1812 nobody", "after"),
    ],
)
def test_hedges_are_kept(text: str, qualifier: str) -> None:
    assert iso(text)["qualifier"] == qualifier


def test_each_end_of_a_range_keeps_its_own_hedge() -> None:
    found = iso("in late October and early November 1812")
    assert found["qualifier"] == "late"
    assert found["end"] == {"ns": "1812-11", "os": None, "qualifier": "early"}


def test_a_list_of_days_is_as_many_dates() -> None:
    text = "He wrote on June 3, 5 and 9, 1812, to the minister."
    written = read(text)
    assert [text[date.start : date.end] for date in written] == ["June 3", "5", "9, 1812"]
    assert [settle(date, PLAIN).date for date in written] == [
        HistoricalDate(DatePoint(1812, 6, day)) for day in (3, 5, 9)
    ]


def test_two_ends_of_different_precision_stay_two_dates() -> None:
    text = "It was put off from the middle of May until 20 June (3 July) 1905."
    assert [date.lead.word for date in read(text)] == ["from", "until"]


@pytest.mark.parametrize(
    "text",
    [
        "May he live to see it.",
        "March on the capital!",
        "The Long March went on.",
        "They counted 5,000 men in 1500 villages.",
        "Of these 505 were for it, 14 against.",
        "The order stands on page 1917.",
        "It began at 22.40 in the hall.",
        "Theresa May spoke first.",
        "A letter to August Bebel arrived.",
        "Some 1800 soldiers came.",
        "It cost $1500 a head.",
        "The second half of the hall was empty.",
        "He was first of all a poet.",
        "the fall of the fortress",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the October Revolution began",
        "after the October armed uprising",
        "the 1905 Revolution",
        "the February 1917 demonstrations grew",
        "19th-century paintings",
        "the July Days",
        "a 25 October date",
    ],
)
def test_a_date_that_is_part_of_a_name_is_attributive(text: str) -> None:
    (written,) = read(text)
    assert written.attributive


@pytest.mark.parametrize(
    "text", ["In October the council met.", "In May, he left.", "the uprisings of October 1917 in"]
)
def test_an_adverbial_month_is_not_attributive(text: str) -> None:
    (written,) = read(text)
    assert not written.attributive


def test_a_number_after_a_month_may_count_what_follows() -> None:
    (written,) = read("In October 25 delegates arrived.")
    assert (written.first.month, written.first.day) == (10, None)
    (written,) = read("On October 25, 1500 workers struck.")
    assert (written.first.day, written.first.year) == (25, None)


def test_the_preposition_and_what_belongs_to_it_is_the_lead() -> None:
    text = "It fell on the morning of 3 June 1812."
    (written,) = read(text)
    assert text[written.lead.start : written.end] == "on the morning of 3 June 1812"


def test_short_years_count_only_in_ancient_documents() -> None:
    text = "In 63 he was elected."
    assert read(text) == []
    (written,) = read(text, ancient=True)
    assert (written.first.year, written.eraless) == (63, True)


def test_a_footnote_in_brackets_is_no_second_calendar() -> None:
    (written,) = read("It was signed on May 25, 1919 (1).")
    assert written.other_first is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("on October 27 (November 10), 1917", DUAL_DISAGREES),
        ("on October 27, 1917 (November 9, Old Style)", DUAL_DISAGREES),
        ("on February 30, 1918", NO_SUCH_DAY),
        ("on 31 April", NO_SUCH_DAY),
        ("from 5 June 1812 to 3 June 1812", ENDS_BEFORE_START),
    ],
)
def test_impossible_dates_are_named_as_such(text: str, problem: str) -> None:
    (written,) = read(text)
    settled = settle(written, RUSSIAN)
    assert settled.date is None
    assert settled.problem == problem


def test_a_date_without_a_year_is_no_date_and_no_problem() -> None:
    (written,) = read("on 3 June they")
    assert settle(written, PLAIN).date is settle(written, PLAIN).problem is None


def test_undoubled_days_and_months_before_the_change_are_old_style() -> None:
    assert days("on 29 September 1917", None, RUSSIAN) == ("1917-09-29", "1917-10-12")
    assert days("in December 1917", None, RUSSIAN) == ("1917-12", None)
    assert days("in February 1918", None, RUSSIAN) == (None, "1918-02")
    assert days("on 1 March 1918", None, RUSSIAN) == (None, "1918-03-01")
    assert days("in 1913", None, RUSSIAN) == (None, "1913")
    assert days("in January-February 1918", None, RUSSIAN) == ("1918-01", None, None, "1918-02")


def test_a_new_style_day_that_was_worked_out_is_marked() -> None:
    assert iso("on 29 September 1917", None, RUSSIAN)["derived"] is True
    assert "derived" not in iso("on 29 September (12 October) 1917", None, RUSSIAN)


@given(st.integers(1583, 1930), st.integers(0, 360), st.integers(0, 3))
def test_every_doubled_day_is_read_back_from_any_usual_form(
    year: int, offset: int, form: int
) -> None:
    number = julian_day(DatePoint(year, 1, 1), Calendar.NEW_STYLE) + offset
    new = from_julian_day(number, Calendar.NEW_STYLE)
    old = to_old_style(new)
    o, n = MONTH_NAMES[(old.month or 1) - 1], MONTH_NAMES[(new.month or 1) - 1]
    text = (
        f"on {o} {old.day}, {old.year} ({n} {new.day}, {new.year})",
        f"on {old.day} {o} {old.year} ({new.day} {n} {new.year})",
        f"on {new.day} {n} {new.year} (O.S. {old.day} {o} {old.year})",
        f"on {n} {new.day}, {new.year} [{o} {old.day}, {old.year}, Old Style]",
    )[form]
    assert days(text) == (old.iso, new.iso)


@given(st.integers(1583, 1930), st.integers(1, 12), st.integers(1, 28), st.integers(1, 9))
def test_a_second_date_that_is_some_days_wrong_is_always_noticed(
    year: int, month: int, day: int, wrong: int
) -> None:
    old = DatePoint(year, month, day)
    number = julian_day(old, Calendar.OLD_STYLE)
    new = from_julian_day(number + wrong, Calendar.NEW_STYLE)
    here, there = MONTH_NAMES[month - 1], MONTH_NAMES[(new.month or 1) - 1]
    text = f"{day} {here} {year} ({new.day} {there} {new.year})"
    (written,) = read(text)
    assert settle(written, PLAIN).problem == DUAL_DISAGREES


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error_and_spans_stay_inside(text: str) -> None:
    for written in read(text, ancient=True):
        assert 0 <= written.lead.start <= written.start < written.end <= len(text)
        settle(written, RUSSIAN, 1917)


_PIECES = st.sampled_from(
    [
        "October",
        "25",
        "(7",
        ")",
        ",",
        "1917",
        "November",
        "–",
        "-",
        "/",
        "to",
        "from",
        "between",
        "and",
        "of",
        "the",
        "end",
        "early",
        "O.S.",
        "New",
        "Style",
        "BC",
        "AD",
        "44",
        "1860s",
        "5th",
        "century",
        "spring",
        "on",
        "by",
        "3",
        "31",
        "May",
        "[",
        "]",
        "or",
        "night",
    ]
)


@given(st.lists(_PIECES, max_size=14))
def test_any_order_of_date_words_is_read_without_an_error(pieces: list[str]) -> None:
    for written in read(" ".join(pieces), ancient=True):
        settle(written, RUSSIAN, 1917)


def test_an_ordinal_in_words_is_a_day_beside_a_month_only() -> None:
    text = "At the end of June the first army and, in the second of the May risings, a fifth fell."
    assert [date.first.day for date in DateGrammar(text).dates()] == [None, None]


def test_a_century_in_words_may_have_two() -> None:
    (century,) = DateGrammar("In the twenty-first century").dates()
    assert (century.first.year, century.first.last_year) == (2001, 2100)
