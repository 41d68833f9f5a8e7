"""Comings, goings and meetings: what tells the time that is meant from the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizapp.domain.question import Question

Answers = Callable[[str], Mapping[str, str]]
Ask = Callable[[str], list[Question]]


def test_part_of_a_month_is_asked_for_in_its_year(answers: Answers) -> None:
    text = "Karl Stamm crossed the Straits of Kerch in mid-August 1860."
    assert answers(text)["When in 1860 did Karl Stamm cross the Straits of Kerch?"] == (
        "mid-August 1860"
    )


def test_what_happens_once_is_asked_for_with_its_year(answers: Answers) -> None:
    text = "Karl Stamm founded the Academy of Kerch in mid-August 1860."
    assert "When did Karl Stamm found the Academy of Kerch?" in answers(text)


def test_why_somebody_set_out_is_told(answers: Answers) -> None:
    text = "In June 1928 Karl Stamm flew from Bergen to look for the airship of Rossi."
    found = answers(text)
    assert any("fly from Bergen to look for the airship" in stem for stem in found)


def test_the_place_behind_the_date_is_kept(answers: Answers) -> None:
    text = "On 26 October 1860, near Teano, Karl Stamm met Victor Emmanuel."
    assert "On what date in 1860 did Karl Stamm meet Victor Emmanuel near Teano?" in answers(text)


def test_a_meeting_without_a_place_may_be_any_of_theirs(ask: Ask) -> None:
    text = "On 26 October 1860 Karl Stamm met Victor Emmanuel and greeted him as King of Italy."
    (doubts,) = [q.signs.doubts for q in ask(text) if q.signs and q.stem.startswith("On what")]
    assert "how often" in doubts


def test_their_first_meeting_was_one(ask: Ask) -> None:
    text = "On 26 October 1860 Karl Stamm first met Victor Emmanuel."
    found = [q.signs.doubts for q in ask(text) if q.signs and q.stem.startswith("On what")]
    assert found
    assert all("how often" not in doubts for doubts in found)


def test_a_year_is_less_than_the_day_beside_it(ask: Ask) -> None:
    text = "\n\n".join(
        [
            "Florence: a chronicle",
            "1512 Spanish troops sack Prato on 29 August.",
            "1513 Giovanni Stamm is elected pope on 11 March and takes the name of Leo X.",
            "1514 Giovanni Stamm opens the library of San Marco.",
            "1515 Giovanni Stamm founds the college of Pisa.",
        ]
    )
    doubts = {q.stem: q.signs.doubts for q in ask(text) if q.signs}
    named = [stem for stem in doubts if stem.startswith("In what year") and "name of Leo" in stem]
    assert named
    assert all("a day beside it" in doubts[stem] for stem in named)
    assert not any("a day beside it" in doubts[stem] for stem in doubts if "San Marco" in stem)
