"""No end of a line breaks a date, whatever its form; all other words go on as they were."""

from __future__ import annotations

import pytest

from quizapp.domain.whole_dates import SPACE, keep_dates_whole


@pytest.mark.parametrize(
    "date",
    ["March 1, 1917", "1 March 1917", "25 October", "October 1917", "Oct. 25, 1917", "1st of May",
     "25. Oktober 1917", "1er mars 1917", "25 de octubre de 1917", "44 BC", "15 March 44 BC",
     "AD 79", "March 1"],
)  # fmt: skip
def test_a_date_is_not_broken(date: str) -> None:
    said = keep_dates_whole(f"It began on {date}, in the town.")
    assert said == f"It began on {date.replace(' ', SPACE)}, in the town."


@pytest.mark.parametrize(
    "text",
    ["", "Order No. 1 of the army", "Marching 12 miles", "In 1917 the war went on", "They may 1",
     "Maybe 12 of them", "a party of 44 BCers", "In March the thaw came"],
)  # fmt: skip
def test_what_is_no_date_stays_as_it_was(text: str) -> None:
    assert keep_dates_whole(text) == text


def test_between_two_dates_a_line_may_end() -> None:
    said = keep_dates_whole("October 25 (November 7), 1917")
    assert said.split(" ") == [f"October{SPACE}25", f"(November{SPACE}7),{SPACE}1917"]
