"""What a clause loses where its last words, its closing comma or its own time are cut off."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from quizapp.domain.question import Question

Answers = Callable[[str], Mapping[str, str]]
Ask = Callable[[str], list[Question]]


def test_an_aside_inside_the_object_is_closed_again(answers: Answers) -> None:
    text = "The weavers of Bremen founded their guild, or Kontor, at Bergen in 1360."
    found = answers(text)
    assert (
        "In what year did the weavers of Bremen found their guild, or Kontor, at Bergen?" in found
    )
    assert "In which city did the weavers of Bremen found their guild, or Kontor, in 1360?" in found


def test_the_comma_behind_two_names_is_kept(answers: Answers) -> None:
    text = "Two Danes, Peter Freuchen and Knud Rasmussen, founded the station of Thule in 1910."
    assert not any("Knud Rasmussen found" in stem for stem in answers(text))


def test_what_somebody_had_lately_done_has_no_date_here(answers: Answers) -> None:
    text = (
        "The diet was led by moderates until 4 September 1811, when Karl Larssen, an officer"
        " recently returned from the war in Spain, dissolved the diet at the head of the troops."
    )
    assert not any("return from" in stem for stem in answers(text))


def test_a_theatre_of_war_is_not_put_behind_a_town_of_another_clause(answers: Answers) -> None:
    text = (
        "On Lake Ontario, General Henry Dearborn and Commodore Isaac Chauncey beat a militia"
        " gathered at Corwen, entered York the same evening, and burned the Parliament House on"
        " April 27, 1813."
    )
    assert not any("York on Lake Ontario" in stem for stem in answers(text))
    assert not any("Corwen on Lake Ontario" in stem for stem in answers(text))


@pytest.mark.parametrize(
    "text",
    [
        "Anna Falkenberg won every prize and finished with the highest marks in March 1877.",
        "Omar Sissoko lived in Fez until 1608, when Omar Sissoko was allowed to go home.",
        "Hans Meiling, a German from Aschaffenburg, became a citizen in 1465.",
        "Galicia was obtained from the Poles in 1772.",
        "In May 1810 Antonio Carrasca ordered the arrest of three prominent residents, Juan de"
        " Rojas, Pablo Ovalle and Luis de Vera.",
        "In June 1520 Thomas Wolter arranged the meeting with Francis I of France that is known as"
        " the Field of Gold.",
        "In September 1909 Frederick Holm claimed to have been there.",
    ],
)
def test_what_lacks_the_words_that_complete_it_is_held_back(deck: Answers, text: str) -> None:
    assert deck(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Falkenberg graduated from the University of Vienna in March 1877.",
        "Hans Meiling became a citizen of Ghent in 1465.",
        "Galicia was acquired by Austria in 1772.",
    ],
)
def test_what_has_them_is_asked(answers: Answers, text: str) -> None:
    assert any(stem.startswith("In what") for stem in answers(text))


ENTRIES = "\n\n".join(
    [
        "The island: a chronicle of the war",
        "21-22 April 1982. Royal Marines land on the glacier of Fortuna. The next day they are"
        " taken off again.",
        "25 April 1982. Royal Marines recapture Grytviken.",
        "26 April 1982. Bombers over Stanmore, where the governor has set up headquarters.",
        "3-5 May 1982. Royal Marines occupy Goose Green.",
    ]
)


def test_an_entry_of_two_days_that_tells_them_apart_dates_neither(ask: Ask) -> None:
    doubts = {q.stem: q.signs.doubts for q in ask(ENTRIES) if q.signs}
    on_which = [stem for stem in doubts if "Fortuna" in stem and stem.startswith("On what dates")]
    assert on_which
    assert all("two days in one" in doubts[stem] for stem in on_which)
    assert not any("two days in one" in doubts[stem] for stem in doubts if "Goose Green" in stem)


def test_a_line_without_a_verb_says_nothing_done(answers: Answers) -> None:
    assert not any("bombers over" in stem for stem in answers(ENTRIES))
