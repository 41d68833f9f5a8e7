"""Turns of authors who write for readers: chronicles in half sentences, parties, asides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.question import Question
from quizapp.facts.headwords import headword_of

Answers = Callable[[str], dict[str, str]]
Ask = Callable[[str], list[Question]]


def test_a_congress_is_that_of_the_party_whose_history_it_is(answers: Answers) -> None:
    told = answers(
        "Party of the Free Peasants (1848–1852)\n\nThe party wanted the land for its tillers,"
        " and had most of its friends in the hills.\n\n"
        "The First Congress was held in Vienna from 3 to 9 May 1848."
    )
    body = "the First Congress of the Party of the Free Peasants"
    assert any(body in stem and key == "Vienna" for stem, key in told.items())
    assert any(body in stem and key == "3–9 May 1848" for stem, key in told.items())


def test_who_elected_in_a_chronicle_was_elected(answers: Answers) -> None:
    told = answers(
        "Chronicle of the Republic\n\n1849\n\n"
        "3 May. The Diet hears Otto Weber in Dresden.\n\n"
        "5 May. Otto Weber elected President, 277 votes.\n\n"
        "8 May. The guard is called out in Dresden.\n\n9 May. The king flees to Berlin.\n"
    )
    assert not any("elect" in stem for stem in told)


def test_nobody_commanded_the_man_whose_senate_had_the_forces(answers: Answers) -> None:
    told = answers(
        "In 1848 the forces of the Senate presided over by Otto Weber, commanded by General Jens"
        " Falk, marched on Leipzig."
    )
    assert not any("commanded Otto Weber" in stem for stem in told)


def test_a_son_called_by_his_first_name_has_his_own_life(answers: Answers) -> None:
    told = answers(
        "Mikhail Ivanov was a general. Mikhail Ivanov lived in Tula. She married Peter Orlov and"
        " had one son, Mikhail (1894–1942), an engineer."
    )
    assert not {"1894", "1942"} & set(told.values())


def test_a_land_that_the_name_of_the_war_tells_is_not_asked_for(answers: Answers) -> None:
    told = answers("The Finnish Civil War was fought in Finland in 1918.")
    assert "Finland" not in told.values()


def test_what_was_called_so_afterwards_was_not_on_that_day(answers: Answers) -> None:
    told = answers(
        "Chronicle of the Republic\n\n1849\n\n"
        "3 May. The Diet meets in Dresden.\n\n"
        "5 May. A council is formed at Leipzig. It is afterwards called the Leipzig Commune.\n\n"
        "8 May. The guard is called out in Dresden.\n\n9 May. The king flees to Berlin.\n"
    )
    assert not any("called the Leipzig Commune" in stem for stem in told)


def test_a_note_mark_behind_a_sentence_is_no_part_of_it(answers: Answers) -> None:
    told = answers(
        "On 24 February 1849 the workers of the Weber factory were dispersed by the guard without"
        " loss of life.1 Martial law was declared in Dresden."
    )
    assert not any("life.1" in stem for stem in told)


def test_an_officer_with_a_noble_name_keeps_his_rank(answers: Answers) -> None:
    told = answers("General von Hutier crossed the Dvina at Riga on 1 September 1917.")
    assert not any("general von" in stem for stem in told)


def test_a_town_is_not_taken_in_itself(answers: Answers) -> None:
    told = answers(
        "In Lviv Ukrainian officers of the Austrian army seized the town on 1 November 1918."
    )
    assert not any("Lviv in Lviv" in stem for stem in told)


def test_a_pact_is_not_signed_in_the_land_whose_history_it_is(answers: Answers) -> None:
    told = answers(
        "Riga: A City and Its Masters\n\nRiga lies on the Daugava. Riga is a port. Riga has a"
        " cathedral. Riga was rich.\n\nThe pact on Soviet bases was signed in October 1939."
    )
    assert not any("in Riga" in stem and "pact" in stem for stem in told)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "On 17 March 1919 the Diet of Saxony elected Johannes Hoffmann.",
            "elect Johannes Hoffmann",
        ),
        ("On 4 April 1919 General Falk arrived on behalf of the Peace Conference.", "arrive on"),
        ("In April 1919 Boris Martens took over.", "take over"),
        ("On 1 September 1917 General Falk crossed at Riga.", "cross at"),
    ],
)
def test_a_deed_without_what_it_reaches_is_held_back(text: str, asked: str, ask: Ask) -> None:
    assert all("of what" in q.signs.doubts for q in ask(text) if asked in q.stem and q.signs)


def test_the_hour_is_no_part_of_a_question_for_the_day(answers: Answers) -> None:
    told = answers("On 26 May 1918 Georgia declared its independence at ten minutes past five.")
    assert told["On what date in 1918 did Georgia declare its independence?"] == "26 May 1918"


def test_in_an_entry_of_several_days_only_its_first_sentence_is_of_them_all(
    answers: Answers,
) -> None:
    told = answers(
        "Chronicle of the Republic\n\n1849\n\n3 May. The Diet meets in Dresden.\n\n"
        "5-9 May. The guard holds Leipzig. Otto Weber gives up Chemnitz.\n\n"
        "10 May. The king flees to Berlin.\n\n11 May. Prussian troops enter Dresden.\n"
    )
    assert any("hold Leipzig" in stem for stem in told)
    assert not any("Chemnitz" in stem for stem in told)


@pytest.mark.parametrize(
    "text",
    [
        "In 1848 Otto Weber resigned. On 10 May 1848 Karl Falk was elected in his stead.",
        "The convents of Madrid were burned between the 11th and the 13th of May 1931.",
    ],
)
def test_bits_of_a_clause_or_a_span_stand_in_no_question(text: str, answers: Answers) -> None:
    bits = ("in his stead", "between the 11th?")
    assert not any(bit in stem for stem in answers(text) for bit in bits)


LIFE = (
    "FRANZEN, Mikhail Vasilyevich\n\nFRANZEN, Mikhail Vasilyevich, a soldier, was born in Riga."
    " Franzen was a good pupil. Franzen went to school at Mitau.\n\n"
    "In 1904 he entered the Polytechnic Institute in St Petersburg. Arrested at Shuya in March"
    " 1907, he was tried by a court. Franzen lived in Vienna. On 3 May 1919 he took Ufa.\n"
)


def test_a_life_headed_by_the_surname_is_of_one_man(answers: Answers) -> None:
    told = answers(LIFE)
    named = [stem for stem in told if "Mikhail" in stem]
    assert named
    assert all("Mikhail Vasilyevich Franzen" in stem for stem in named)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("FRUNZE, Mikhail Vasilyevich", "Mikhail Vasilyevich Frunze"),
        ("Lincoln, Abraham (1809–1865)", "Abraham Lincoln"),
        ("KOLLONTAI (née DOMONTOVICH), Alexandra", "Alexandra Kollontai"),
        ("Riga, Latvia", None),
        ("Paris, Peace of", None),
    ],
)
def test_a_headword_is_a_name_where_a_given_name_follows(head: str, name: str | None) -> None:
    headword = headword_of(head)
    assert (headword.name if headword else None) == name


def test_the_day_after_an_event_is_not_its_date(answers: Answers) -> None:
    told = answers(
        "On 7 December 1922, the day after the Free State came into being, Jens Falk was killed."
    )
    assert not any("come into being" in stem for stem in told)


def test_what_had_begun_by_then_did_not_begin_then(answers: Answers) -> None:
    told = answers(
        "In March 1919, when the armies of Admiral Falk had begun their march toward the Volga,"
        " Otto Weber was put in command of the Southern Group."
    )
    assert not any("begin their march" in stem for stem in told)


def test_who_stands_behind_a_time_of_day_may_be_the_doer(ask: Ask) -> None:
    found = ask(
        "On 7 November 1918 King Ludwig III left his residence, and during the night Kurt Eisner,"
        " presiding over a council in Munich, declared Bavaria a republic."
    )
    wrong = [q for q in found if q.answer == "Ludwig III" and "declared Bavaria" in q.stem]
    assert all(q.signs and "a name too many" in q.signs.doubts for q in wrong)


def test_two_towns_that_open_a_sentence_keep_their_capitals(answers: Answers) -> None:
    told = answers("Limerick and Waterford fell in July 1922.")
    assert not any("limerick" in stem for stem in told)
