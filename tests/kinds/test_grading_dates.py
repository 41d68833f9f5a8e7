"""Typed dates judged as a teacher would."""

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
from quizapp.domain.date_text import accepted_forms, format_date
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Verdict
from quizapp.kinds.grading import Grade, grade

RIGHT, ALMOST, WRONG = Verdict.RIGHT, Verdict.ALMOST, Verdict.WRONG


def question(date: HistoricalDate, stem: str = "When did it happen?") -> Question:
    return Question("q", AnswerKind.DATE, stem, format_date(date), date=date)


def judged(date: HistoricalDate, typed: str, stem: str = "When did it happen?") -> Grade:
    return grade(question(date, stem), typed)


BOTH = HistoricalDate(DatePoint(1917, 11, 7), DatePoint(1917, 10, 25))
PLAIN = HistoricalDate(DatePoint(1776, 7, 4))
MONTH = HistoricalDate(DatePoint(1848, 3))
LATE = HistoricalDate(old_style=DatePoint(1917, 10), qualifier=Qualifier.LATE)
YEAR = HistoricalDate(DatePoint(1917))
YEARS = HistoricalDate(DatePoint(1918), end_new_style=DatePoint(1922))
DAYS = HistoricalDate(DatePoint(1848, 3, 3), end_new_style=DatePoint(1848, 3, 9))


@pytest.mark.parametrize(
    "typed",
    [
        "25 Oct 1917", "October 25, 1917", "25.10.1917", "25.X.1917", "10/25/1917", "1917-10-25",
        "7 November 1917", "7 November 1917 N.S.", "Oct 25 1917 O.S.", "the 25th of October 1917",
        "25 October (7 November) 1917", "Oct. 25 (Nov. 7), 1917", "25 Ocotber 1917",
        "25 October 1917 (Old Style)", "  25   october 1917. ",
        "25 октября 1917", "7 ноября 1917 г.", "25 октября 1917 года по старому стилю",
        "7 Ноября 1917 (н. ст.)",
    ],
)  # fmt: skip
def test_the_right_day_is_right_in_any_form_and_either_calendar(typed: str) -> None:
    assert judged(BOTH, typed).verdict is RIGHT


CONGRESS = HistoricalDate(
    DatePoint(1917, 11, 7),
    DatePoint(1917, 10, 25),
    end_new_style=DatePoint(1917, 11, 9),
    end_old_style=DatePoint(1917, 10, 27),
)


@pytest.mark.parametrize(
    "typed", ["Oct 25-27, 1917", "25.10.-27.10.1917", "7.11-9.11.1917", "25–27 октября 1917"]
)
def test_right_days_from_and_to_are_told_both_calendars(typed: str) -> None:
    assert judged(CONGRESS, typed) == Grade(
        RIGHT, "In both calendars: 25–27 October 1917 (7–9 November New Style)."
    )


def test_an_unlabelled_right_day_is_told_its_calendar() -> None:
    assert judged(BOTH, "25 October 1917").note == (
        "That is Old Style; in New Style it is 7 November 1917."
    )
    assert judged(BOTH, "7 Nov 1917").note == (
        "That is New Style; in Old Style it is 25 October 1917."
    )


@pytest.mark.parametrize("typed", ["25 October 1917 N.S.", "7 November 1917, Old Style"])
def test_the_wrong_label_is_almost_and_explained(typed: str) -> None:
    result = judged(BOTH, typed)
    assert result.verdict is ALMOST
    assert "Style" in result.note


@pytest.mark.parametrize(
    ("typed", "note"),
    [
        ("1917", "Right year; the full date is 25 October 1917."),
        ("October 1917", "Right month and year; the day is 25."),
        ("autumn 1917", "Right season and year; the full date is 25 October 1917."),
        ("25 October", "Right; and the year is 1917."),
        ("24 October 1917", "One day off: it was 25 October 1917."),
        ("8 November 1917", "One day off: it was 7 November 1917."),
        ("25 September 1917", "Right day and year, but the month is October."),
        ("24-26 October 1917", "One date was asked for: 25 October 1917."),
    ],
)
def test_what_is_true_but_coarse_or_one_off_is_almost_and_says_what_is_missing(
    typed: str, note: str
) -> None:
    assert judged(BOTH, typed) == Grade(ALMOST, note)


@pytest.mark.parametrize(
    "typed",
    [
        "25 October 1918", "1918", "October 1918", "25 March 1917", "14 October 1917",
        "spring 1917",
        "30 February 1917", "1917 or 1918", "25 or 26 October 1917", "Lenin",
        "before 25 October 1917",
        "1900-1950", "the 1910s",
    ],
)  # fmt: skip
def test_another_time_is_wrong(typed: str) -> None:
    assert judged(BOTH, typed).verdict is WRONG


def test_a_doubled_answer_must_be_right_in_both_calendars() -> None:
    result = judged(BOTH, "25 October (8 November) 1917")
    assert result.verdict is ALMOST
    assert "25 October 1917 Old Style is 7 November 1917 New Style" in result.note
    assert judged(BOTH, "3 October (16 October) 1917").verdict is WRONG


def test_figures_with_two_readings_are_right_if_one_is_and_the_learner_is_told() -> None:
    result = judged(PLAIN, "7/4/1776")
    assert result == Grade(RIGHT, "Read as 4 July 1776; figures can be read in two ways.")
    assert judged(PLAIN, "4/7/1776").verdict is RIGHT


def test_old_style_counts_only_where_it_is_named_or_the_question_has_it() -> None:
    assert judged(PLAIN, "23 June 1776").verdict is WRONG
    assert judged(PLAIN, "23 June 1776 O.S.").verdict is RIGHT


@pytest.mark.parametrize("typed", ["1917", "in 1917", "AD 1917", "October 1917", "7 November 1917"])
def test_where_only_the_year_is_known_the_year_is_enough(typed: str) -> None:
    assert judged(YEAR, typed).verdict is RIGHT


@pytest.mark.parametrize("typed", ["1918", "1916", "1917-18", "17", "191", "1971", "the 1910s"])
def test_1917_is_no_other_year(typed: str) -> None:
    assert judged(YEAR, typed).verdict is WRONG


def test_the_stem_says_how_much_is_asked() -> None:
    assert judged(BOTH, "1917", "In what year did it happen?").verdict is RIGHT
    assert judged(BOTH, "1918", "In what year did it happen?").verdict is WRONG
    assert judged(BOTH, "October 1917", "In which month did it happen?").verdict is RIGHT
    assert judged(BOTH, "25 October", "On what day of 1917 did it happen?").verdict is RIGHT
    over_new_year = HistoricalDate(DatePoint(1918, 1, 3), DatePoint(1917, 12, 21))
    assert judged(over_new_year, "1917", "In what year was it?").verdict is RIGHT
    assert judged(over_new_year, "1918", "In what year was it?").verdict is RIGHT


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("March 1848", RIGHT), ("early March 1848", RIGHT), ("3 March 1848", RIGHT),
        ("March", ALMOST), ("1848", ALMOST), ("spring 1848", ALMOST), ("April 1848", WRONG),
        ("March 1849", WRONG),
    ],
)  # fmt: skip
def test_months(typed: str, verdict: Verdict) -> None:
    assert judged(MONTH, typed).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("late October 1917", RIGHT), ("October 1917", RIGHT), ("the end of October 1917", RIGHT),
        ("28 October 1917", RIGHT), ("early October 1917", ALMOST), ("3 October 1917", ALMOST),
        ("November 1917", WRONG),
    ],
)  # fmt: skip
def test_a_hedge_may_be_left_out_but_not_turned_round(typed: str, verdict: Verdict) -> None:
    assert judged(LATE, typed).verdict is verdict


def test_before_and_after_are_part_of_the_answer() -> None:
    before = HistoricalDate(DatePoint(1848, 3, 3), qualifier=Qualifier.BEFORE)
    assert judged(before, "before 3 March 1848").verdict is RIGHT
    assert judged(before, "3 March 1848").verdict is ALMOST
    assert judged(before, "after 3 March 1848").verdict is WRONG


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("1918-1922", RIGHT), ("1918–22", RIGHT), ("from 1918 to 1922", RIGHT), ("1918", ALMOST),
        ("1920", ALMOST), ("1918-1921", ALMOST), ("1914-1918", WRONG), ("1923", WRONG),
    ],
)  # fmt: skip
def test_ranges_want_both_ends(typed: str, verdict: Verdict) -> None:
    assert judged(YEARS, typed).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("3-9 March 1848", RIGHT), ("March 3 to 9, 1848", RIGHT), ("3 March 1848", ALMOST),
        ("5 March 1848", ALMOST), ("March 1848", ALMOST), ("4-9 March 1848", ALMOST),
        ("12 April 1848", WRONG),
    ],
)  # fmt: skip
def test_ranges_of_days(typed: str, verdict: Verdict) -> None:
    assert judged(DAYS, typed).verdict is verdict


def test_decades_and_centuries() -> None:
    late = HistoricalDate(
        DatePoint(1927), end_new_style=DatePoint(1929), qualifier=Qualifier.LATE, derived=True
    )
    assert judged(late, "late 1920s").verdict is RIGHT
    assert judged(late, "the end of the 1920s").verdict is RIGHT
    assert judged(late, "1920s").verdict is ALMOST
    assert judged(late, "1930s").verdict is WRONG
    century = HistoricalDate(DatePoint(-499), end_new_style=DatePoint(-400))
    assert judged(century, "5th century BC").verdict is RIGHT
    assert judged(century, "5th century").verdict is WRONG


def test_before_christ_is_not_after() -> None:
    ides = HistoricalDate(DatePoint(-43, 3, 15))
    assert judged(ides, "15 March 44 BC").verdict is RIGHT
    assert judged(ides, "March 15, 44 bce").verdict is RIGHT
    assert judged(ides, "44 BC").verdict is ALMOST
    assert judged(ides, "15 March AD 44").verdict is WRONG


def test_a_question_of_a_teacher_needs_no_date_field() -> None:
    asked = Question("q", AnswerKind.DATE, "When?", "4 July 1776", accept=("Independence Day",))
    assert grade(asked, "July 4th, 1776").verdict is RIGHT
    assert grade(asked, "independence day").verdict is RIGHT
    assert grade(asked, "5 July 1776").verdict is ALMOST
    loose = Question("q", AnswerKind.DATE, "When?", "the Ides of March")
    assert grade(loose, "The ides of March").verdict is RIGHT
    assert grade(loose, "3 March").verdict is WRONG


@pytest.mark.parametrize("typed", ["", "   ", "...", "?!"])
def test_an_empty_answer_is_wrong_with_a_kind_word(typed: str) -> None:
    result = judged(BOTH, typed)
    assert result.verdict is WRONG
    assert "come again" in result.note


@st.composite
def keys(draw: st.DrawFn) -> HistoricalDate:
    number = draw(
        st.integers(
            julian_day(DatePoint(1600, 1, 1), Calendar.NEW_STYLE),
            julian_day(DatePoint(1950, 12, 31), Calendar.NEW_STYLE),
        )
    )
    new = from_julian_day(number, Calendar.NEW_STYLE)
    return HistoricalDate(new, to_old_style(new) if draw(st.booleans()) else None)


@given(keys())
def test_the_key_and_every_accepted_form_are_right(date: HistoricalDate) -> None:
    for form in (format_date(date), *accepted_forms(date)):
        assert judged(date, form).verdict is RIGHT


@given(keys(), st.integers(2, 400))
def test_a_day_that_is_not_it_is_never_right(date: HistoricalDate, days: int) -> None:
    number = julian_day(date.point, Calendar.NEW_STYLE) + days
    other = from_julian_day(number, Calendar.NEW_STYLE)
    if date.old_style is None or other not in (date.old_style, date.new_style):
        assert judged(date, format_date(HistoricalDate(other))).verdict is not RIGHT


@given(keys(), st.text(max_size=400))
def test_anything_typed_gets_a_verdict(date: HistoricalDate, typed: str) -> None:
    assert judged(date, typed).verdict in (RIGHT, ALMOST, WRONG)


def test_a_very_long_answer_is_refused_at_once() -> None:
    assert judged(BOTH, "25 October 1917 " * 100_000).verdict is WRONG


# ---------------------------------------------------------------------- more of what is typed

NEW_YEAR = HistoricalDate(DatePoint(1918, 1, 3), DatePoint(1917, 12, 21))
TURNED = HistoricalDate(
    DatePoint(1917, 11, 7), DatePoint(1917, 10, 25), DatePoint(1917, 11, 9), DatePoint(1917, 10, 27)
)
AUGUST = HistoricalDate(old_style=DatePoint(1917, 8))
IDES = HistoricalDate(DatePoint(-43, 3, 15))


@pytest.mark.parametrize(
    "typed",
    [
        "7/11/17", "25.10.17", "25 October '17", "1917 October 25", "1917, Oct. 25",
        "25. October 1917", "the seventh of November 1917", "twenty-fifth of October 1917",
        "25 October O.S. / 7 November N.S. 1917", "25 October OS, 7 November NS 1917",
        "25 October 1917 (O.S.), 7 November 1917 (N.S.)", "25 October 1917 = 7 November 1917",
        "25 October or 7 November 1917", "I think 25 October 1917", "it was on 7 November 1917?",
        "Maybe 7 Nov 1917", "October 25, 1917 or November 7, 1917",
    ],
)  # fmt: skip
def test_less_common_ways_to_write_the_right_day(typed: str) -> None:
    assert judged(BOTH, typed).verdict is RIGHT


@pytest.mark.parametrize(
    "typed",
    [
        "24 or 25 October 1917", "25 October or 8 November 1917", "25.10.18", "25 October '18",
        "24 October 1917 or 25 October 1917", "October or November 1917", "November", "the 25th",
        "32.10.17", "25.13.17",
    ],
)  # fmt: skip
def test_a_choice_of_two_days_or_a_bare_month_is_no_answer(typed: str) -> None:
    assert judged(BOTH, typed).verdict is WRONG


def test_two_days_of_one_date_may_lie_in_two_years() -> None:
    assert judged(NEW_YEAR, "21 December or 3 January 1918").verdict is RIGHT
    assert judged(NEW_YEAR, "21 December 1917 or 3 January").verdict is RIGHT
    assert judged(NEW_YEAR, "21 December or 3 January 1917").verdict is WRONG


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("late October 1917", ALMOST), ("early November 1917", ALMOST), ("late 1917", ALMOST),
        ("early October 1917", WRONG), ("late November 1917", WRONG), ("early 1917", WRONG),
        ("by 25 October 1917", ALMOST),
    ],
)  # fmt: skip
def test_a_part_of_the_month_or_year_must_be_the_right_part(typed: str, verdict: Verdict) -> None:
    assert judged(BOTH, typed).verdict is verdict


def test_a_month_alone_counts_where_the_question_names_the_year() -> None:
    assert judged(BOTH, "November", "On what day of 1917 did it happen?").verdict is ALMOST


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("1917", RIGHT), ("'17", RIGHT), ("autumn 1917", RIGHT), ("November 1917", RIGHT),
        ("late 1917", RIGHT), ("October", WRONG), ("25 October", WRONG), ("autumn", WRONG),
        ("3 May 1917", ALMOST), ("December 1917", ALMOST), ("spring 1917", ALMOST),
    ],
)  # fmt: skip
def test_where_the_year_is_asked_it_must_be_there_and_what_is_added_true(
    typed: str, verdict: Verdict
) -> None:
    assert judged(BOTH, typed, "In what year did it happen?").verdict is verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("1917-10", RIGHT), ("11/1917", RIGHT), ("25 October 1917", RIGHT),
        ("October/November 1917", RIGHT), ("1 October 1917", ALMOST), ("1917-12", WRONG),
        ("1917-13", WRONG),
    ],
)  # fmt: skip
def test_where_the_month_is_asked(typed: str, verdict: Verdict) -> None:
    assert judged(BOTH, typed, "In what month and year was it?").verdict is verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("August 1917 O.S.", RIGHT), ("August 1917 N.S.", ALMOST), ("September 1917 N.S.", ALMOST),
        ("9 September 1917 N.S.", ALMOST), ("September 1917", WRONG), ("July 1917 N.S.", WRONG),
    ],
)  # fmt: skip
def test_a_month_known_in_old_style_may_be_the_next_one_in_new_style(
    typed: str, verdict: Verdict
) -> None:
    assert judged(AUGUST, typed).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("25-27 October 1917", RIGHT), ("7-9 November 1917", RIGHT), ("25.-27.10.1917", RIGHT),
        ("25/10/1917 - 27/10/1917", RIGHT), ("25-27 October", ALMOST),
        ("25 October - 9 November 1917", ALMOST), ("25-27 October 1917 N.S.", ALMOST),
    ],
)  # fmt: skip
def test_a_stretch_of_days_keeps_to_one_calendar(typed: str, verdict: Verdict) -> None:
    assert judged(TURNED, typed).verdict is verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("15.3.44 BC", RIGHT), ("15 March 44 before Christ", RIGHT), ("15 March 44", ALMOST),
        ("March 44 BC", ALMOST), ("15 March AD 44", WRONG), ("15 March 43 BC", WRONG),
        ("15 March 43", WRONG),
    ],
)  # fmt: skip
def test_days_before_christ(typed: str, verdict: Verdict) -> None:
    assert judged(IDES, typed).verdict is verdict


def test_bc_may_be_left_out_only_where_the_question_says_it() -> None:
    year = HistoricalDate(DatePoint(-43))
    assert judged(year, "BC 44").verdict is RIGHT
    assert judged(year, "44").note == "Right if BC is meant: it was 44 BC."
    assert judged(year, "44", "In what year BC did it happen?").verdict is RIGHT
    assert judged(year, "AD 44").verdict is WRONG


def test_of_two_days_the_earlier_is_old_style_unless_the_label_says_otherwise() -> None:
    april = HistoricalDate(old_style=DatePoint(1917, 4))
    assert judged(april, "20 March 1917 (2 April New Style)").verdict is WRONG
    assert judged(april, "20 March (2 April) 1917").verdict is WRONG
    assert judged(april, "3 April (16 April) 1917").verdict is RIGHT
    assert judged(april, "16 April (3 April O.S.) 1917").verdict is RIGHT
    turned = judged(BOTH, "25 October N.S. (7 November O.S.) 1917")
    assert turned.note == "Right days, but the calendars are the other way round."
    assert judged(BOTH, "7 November 1917 (25 October O.S.)").verdict is RIGHT


def test_two_days_of_one_calendar_are_not_one_day() -> None:
    for typed in ("25 October O.S. (7 November O.S.) 1917", "7 Nov N.S. (25 Oct N.S.) 1917"):
        assert judged(BOTH, typed).verdict is ALMOST
    assert judged(BOTH, "3 October O.S. (16 October O.S.) 1917").verdict is WRONG


@pytest.mark.parametrize("typed", ["25 October", "Oct. 25", "7 November", "25 October 1917"])
def test_a_day_alone_is_right_where_the_question_names_its_year(typed: str) -> None:
    assert judged(BOTH, typed, "On what date in 1917 did the diet meet?").verdict is RIGHT
