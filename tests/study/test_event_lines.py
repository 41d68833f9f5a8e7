"""From a question about a date to a line about its event."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.study.event_lines import event_line, names_time


@pytest.mark.parametrize(
    ("stem", "line"),
    [
        ("When was Soviet power established in Tula?", "Soviet power was established in Tula"),
        ("When in 1860 did Strand cross the straits?", "Strand crossed the straits"),
        ("On what date did the mayor open the lighthouse?", "The mayor opened the lighthouse"),
        ("On what date in 1917 was Riga surrendered to the Germans?",
         "Riga was surrendered to the Germans"),
        ("In what month and year did the Red Army first take Kiev from the Rada?",
         "The Red Army first took Kiev from the Rada"),
        ("On what dates was the Third Congress of Soviets held?",
         "The Third Congress of Soviets was held"),
        ("When was Strand appointed head of the port?", "Strand was appointed head of the port"),
        ("On what date did Strand sign the decree that recognised the town?",
         "Strand signed the decree that recognised the town"),
        ("In what year was Strand first sent to prison?", "Strand was first sent to prison"),
        ("When did Perm fall?", "Perm fell"),
        ("On what date did the attack on Perm begin?", "The attack on Perm began"),
        ("When did the strike begin in 1905?", "The strike began"),
    ],
)  # fmt: skip
def test_a_plain_question_becomes_its_event(stem: str, line: str) -> None:
    assert event_line(stem) == line


@pytest.mark.parametrize(
    "stem",
    [
        "Who opened the lighthouse?",
        "When did the fleet grumble at anchor?",
        "On what date did the guards break the truce and attack along the front?",
        "When was the harbour, closed for the winter, opened to ships?",
        "When was “United Russia” - a newspaper published in Baku - read?",
        "By when was power established in Tula?",
        "When was the disaster apparent?",
        "When",
        "",
    ],
)
def test_a_question_whose_verb_is_not_sure_stays_as_it_is(stem: str) -> None:
    assert event_line(stem) == stem


@given(st.text())
def test_no_text_is_lost(text: str) -> None:
    assert event_line(text) == " ".join(text.split())


@pytest.mark.parametrize("line", ["The law of 1861 was read", "The June offensive", "About 657 BC"])
def test_a_year_or_a_month_gives_the_time_away(line: str) -> None:
    assert names_time(line)


def test_other_figures_do_not() -> None:
    assert not names_time("The 12th Army took 300 guns")
