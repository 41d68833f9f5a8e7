"""Years that nobody wrote down follow from the course of time through the whole document."""

from __future__ import annotations

import pytest

from quizapp.documents.date_lines import is_date_line
from quizapp.domain.document import Document, TextKind
from quizapp.facts.dates import DateReader
from tests.facts.test_dates import document, found, passage


def years(*texts: str, title: str = "A history") -> list[str | None]:
    return [iso[:4] if iso else None for _, iso in found(*texts, title=title)]


def test_a_year_named_in_passing_does_not_date_what_follows() -> None:
    """The general's part in 1848 is told beside the story, which is of 1871."""
    told = years(
        "In March 1871 the guns were to be fetched.",
        "The old general, remembered for the fighting of June 1848, was shot.",
        "The vote took place on 26 March, and the fighting began on 2 April.",
        title="The Commune (1871)",
    )
    assert told == ["1871", "1848", "1871", "1871"]


def test_months_that_fall_back_are_of_the_next_year() -> None:
    told = years(
        "The assembly met in October 1933. A cabinet was formed in December. In April an amnesty"
        " was granted, and in June the peasants struck.",
        "The cabinet of May 1935 was the last but two.",
    )
    assert told == ["1933", "1933", "1934", "1934", "1935"]


def test_a_counted_year_moves_the_story_on() -> None:
    told = years(
        "The king was beaten at Lund in June 1675. Two years later he tried again: the siege began"
        " in May, and ended on 4 July."
    )
    assert told == ["1675", "1677", "1677", "1677"]


def test_the_years_of_the_title_are_those_of_the_story() -> None:
    told = years(
        "The pact of autumn 1930 came to nothing. On 12 April the towns voted.",
        "The constitution was passed on 9 December.",
        "The general rose on 10 August 1932.",
        title="The Republic, 1931–1936",
    )
    assert told == ["1930", "1931", "1931", "1932"]


def test_a_heading_that_looks_forward_names_no_closed_span() -> None:
    path = ("Since 1918",)
    made = document(
        [
            passage(0, "In February 1934 the party was crushed.", path=path),
            passage(1, "On 25 July the chancellor was murdered.", path=path),
        ]
    )
    (mention,) = DateReader([made]).mentions(made, 1)
    assert mention.date is not None and mention.date.point.year == 1934


def test_a_weekday_tells_between_two_years() -> None:
    """11 November was a Monday in 1918, and a Tuesday in 1919."""
    told = years(
        "In December 1918 the council met. Some speak of the year 1919.",
        "On Tuesday, 11 November, the bells were rung.",
    )
    assert told[-1] == "1919"


def test_what_two_years_may_claim_alike_stays_without_one() -> None:
    assert years("He was chosen in January 1918. In December the council met.")[-1] is None


def test_a_speech_looks_back_from_its_own_day() -> None:
    """On 6 November 1918 "24 October" may well be of the year before."""
    path = ("Speech of November 6, 1918",)
    made = document([passage(0, "On October 24 the bridges were raised.", path=path)])
    (mention,) = DateReader([made]).mentions(made, 0)
    assert mention.date is None


def test_under_a_heading_of_one_year_dates_stay_doubled_after_the_change() -> None:
    path = ("1918",)
    text = "The Turks took the port on April 1 (14), and in May the Diet met."
    made = document([passage(0, text, path=path)], title="The Caucasus, 1917 to 1921")
    first, *_ = DateReader([made]).mentions(made, 0)
    assert first.date is not None and first.date.point.year == 1918


def entry(date_line: str) -> Document:
    text = "A strike stops the mines."
    return document([passage(0, text, TextKind.CHRONICLE, ("1919",), date_line)])


def test_an_entry_that_goes_on_to_an_unread_time_has_no_date() -> None:
    """ "24 February to early March": its first day is not the date of all that it tells."""
    going_on, plain = entry("24 February to early March"), entry("24 February")
    assert DateReader([going_on]).entry_date(going_on, 0) is None
    assert DateReader([plain]).entry_date(plain, 0) is not None


@pytest.mark.parametrize(
    "line", ["Same day (April 25, New Style)", "April 28 (May 11) and following"]
)
def test_lines_in_other_words_are_dates_too(line: str) -> None:
    assert is_date_line(line)
