"""The noun of a question about a place is the text's own, where it has one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Answers = Callable[[str], Mapping[str, str]]


def where(found: Mapping[str, str], answer: str) -> list[str]:
    return [stem for stem, key in found.items() if key == answer]


def test_a_great_city_of_today_is_a_town_where_the_text_says_so(answers: Answers) -> None:
    text = "Karl Stamm was born on 19 June 1761 in Mannheim, a small town on the Rhine."
    assert where(answers(text), "Mannheim") == [
        "In which town was Karl Stamm born on 19 June 1761?"
    ]


def test_the_noun_counts_for_the_whole_text(answers: Answers) -> None:
    text = (
        "The town of Mannheim was walled in 1607.\n\nKarl Stamm opened a theatre at Mannheim on"
        " 7 October 1779."
    )
    assert all("which town" in stem for stem in where(answers(text), "Mannheim"))


def test_of_a_village_or_port_nothing_is_said(answers: Answers) -> None:
    text = "Karl Stamm was born on 5 May 1661 in Rostock, a small port on the Baltic."
    (stem,) = where(answers(text), "Rostock")
    assert stem.startswith("Where ")


def test_a_text_that_calls_it_a_city_is_believed_too(answers: Answers) -> None:
    text = "Donauwörth, a free city, was rich. Karl Stamm was born on 5 May 1661 in Donauwörth."
    (stem,) = where(answers(text), "Donauwörth")
    assert stem.startswith("In which city ")


@pytest.mark.parametrize(
    "part",
    [
        "The old town of Mannheim was burnt in 1689.",
        "In Mannheim, the town council met in 1689.",
        "Mannheim was a town in 1600. In 1900 Mannheim was a great city.",
    ],
)
def test_a_part_of_it_or_two_nouns_say_nothing(answers: Answers, part: str) -> None:
    text = f"{part}\n\nKarl Stamm opened a theatre in Mannheim on 7 October 1779."
    assert any("which city" in stem for stem in where(answers(text), "Mannheim"))


def test_a_war_that_ends_in_defeat_at_a_place_is_asked_with_where(answers: Answers) -> None:
    text = "A second war against Karl Stamm ended in defeat at Mannheim on 24 June 1839."
    (stem,) = where(answers(text), "Mannheim")
    assert stem.startswith("Where ")
