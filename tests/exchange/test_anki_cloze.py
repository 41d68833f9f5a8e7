"""Gaps in Anki's way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.task import gap_key
from quizapp.exchange.anki_cloze import ClozeText, cloze_task, has_gaps
from quizapp.exchange.building import Unfit


def asked(html: str, number: int | None) -> tuple[list[str], list[str]]:
    """The texts round the gaps, and their answers."""
    found = ClozeText(html).ask(number)
    task = cloze_task(found.text, found.answers)
    return list(task.texts), [gap_key(gap) for gap in task.gaps]


def test_a_number_is_asked_and_the_others_stand_filled() -> None:
    html = "{{c1::Odo}} built it in {{c2::1217}}."
    assert ClozeText(html).numbers == (1, 2)
    assert asked(html, 1) == (["", " built it in 1217."], ["Odo"])
    assert asked(html, 2) == (["Odo built it in ", "."], ["1217"])


def test_gaps_of_one_number_are_asked_together() -> None:
    assert asked("{{c1::a}} b {{c1::c}}", 1) == (["", " b ", ""], ["a", "c"])


def test_a_hint_shows_in_the_gap_and_not_where_it_is_filled() -> None:
    html = "{{c1::Odo::a lord}} and {{c2::Ida}}"
    assert asked(html, 1) == (["", " (a lord) and Ida"], ["Odo"])
    assert asked(html, 2) == (["Odo and ", ""], ["Ida"])


def test_a_hint_may_hold_colons() -> None:
    assert asked("{{c1::a::b::c}}", 1) == (["", " (b::c)"], ["a"])


def test_gaps_stand_inside_others() -> None:
    html = "It was {{c1::built by {{c2::Odo}} of Greyford}}."
    assert asked(html, 1) == (["It was ", "."], ["built by Odo of Greyford"])
    assert asked(html, 2) == (["It was built by ", " of Greyford."], ["Odo"])


def test_a_gap_may_have_several_numbers() -> None:
    html = "{{c1,3::a}} {{c2::b}}"
    assert ClozeText(html).numbers == (1, 2, 3)
    assert asked(html, 3) == (["", " b"], ["a"])


def test_all_gaps_can_be_asked_at_once() -> None:
    assert asked("{{c1::a}} {{c2::b}}", None) == (["", " ", ""], ["a", "b"])


@pytest.mark.parametrize("html", ["{{c1::a", "a}}", "{{c1:a}}", "{{x1::a}}", "{c1::a}", "{{c::a}}"])
def test_what_is_not_closed_is_text(html: str) -> None:
    assert ClozeText(html).numbers == ()
    assert ClozeText(html).ask(1).text == html


def test_an_open_gap_keeps_the_closed_one_in_it() -> None:
    html = "{{c1::a {{c2::b}} c"
    assert ClozeText(html).numbers == (2,)
    assert asked(html, 2) == (["{{c1::a ", " c"], ["b"])


def test_a_gap_without_words_is_unfit() -> None:
    with pytest.raises(Unfit, match="without words"):
        asked("{{c1::}} x", 1)


def test_number_nought_and_huge_numbers_are_no_cards() -> None:
    assert ClozeText("{{c0::a}} {{c501::b}} {{c500::c}}").numbers == (500,)


PIECES = st.lists(
    st.sampled_from(["{{c1::", "{{c2::", "{{c1,2::", "::", "}}", "a", "ü ", "{", "<b>"])
)


@given(PIECES.map("".join), st.none() | st.integers(1, 3))
def test_no_text_is_lost_or_made_up(html: str, number: int | None) -> None:
    text = ClozeText(html)
    found = text.ask(number)
    assert has_gaps(html) or not text.numbers
    assert found.text.count("\ue000") == len(found.answers)
    letters = [c for c in html if c in "aü"]
    shown = [c for c in found.text + "".join(found.answers) if c in "aü"]
    assert len(shown) <= len(letters)
    if "}}" not in html:
        assert found.text == html
