"""Whose deed, date and name it is, where the sentence tells two things in one breath."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.fact import FactTable

Answers = Callable[[str], dict[str, str]]
Find = Callable[[str], FactTable]


@pytest.mark.parametrize(
    ("text", "stem", "answer"),
    [
        # what was done to a thing told in passing is said of the thing
        (
            "In 1180 Bishop Eskil founded the abbey of Esrum, begun in 1151.",
            "In what year was the abbey of Esrum begun?",
            "1151",
        ),
        # the name that stands beside an office
        (
            "The governor of Malta, Thomas Maitland, died on 17 January 1824.",
            "On what date did the governor of Malta, Thomas Maitland, die?",
            "17 January 1824",
        ),
        # a title behind a town begins another name
        (
            "In Prague Emperor Rudolf signed the Letter of Majesty on 9 July 1609.",
            "On what date did Emperor Rudolf sign the Letter of Majesty in Prague?",
            "9 July 1609",
        ),
        # a foreign particle is no verb
        (
            "The crowd was fired upon in the Rua do Carmo on 5 June 1891.",
            "On what date was the crowd fired upon in the Rua do Carmo?",
            "5 June 1891",
        ),
        # what followed is another matter
        (
            "On 3 May 1861 Governor Claiborne Jackson called for 50,000 volunteers, whereupon the "
            "garrison left.",
            "On what date did Governor Claiborne Jackson call for 50,000 volunteers?",
            "3 May 1861",
        ),
        # a phrasal verb is no participle
        (
            "Londonderry, where food was short, held out for three months in 1689.",
            "In what year did Londonderry hold out for three months?",
            "1689",
        ),
    ],
)
def test_a_deed_is_told_of_the_one_who_did_it(
    answers: Answers, text: str, stem: str, answer: str
) -> None:
    assert answers(text).get(stem) == answer


def test_what_one_owns_is_ones_own(answers: Answers) -> None:
    found = answers(
        "Murad II died in Edirne in February 1451. In 1453 Mehmed II opened his court in Edirne."
    )
    assert not any("Mehmed II open Mehmed" in stem for stem in found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # nobody knows the day of the setting out
        (
            "The march to Mandalay began on Easter Day, and on 9 March 1885 it passed Minhla.",
            "1885",
        ),
        # the date of the fall, not of the retreat
        ("After the fall of Rhodes in 1522 the knights sailed to Sicily.", "1522"),
    ],
)
def test_a_date_is_not_lent_to_another_deed(answers: Answers, text: str, wrong: str) -> None:
    lent = {stem: key for stem, key in answers(text).items() if "sail" in stem or "begin" in stem}
    assert not any(wrong in key or wrong in stem for stem, key in lent.items())


@pytest.mark.parametrize(
    "text",
    [
        "In 1812 Sweden received no help from Denmark.",
        "On 6 May 1821 the Senate of Genoa appealed to the Kingdom of Sardinia for grain.",
        "Yuan Shikai was sworn in on 10 March 1912, not in Nanking as had been agreed.",
    ],
)
def test_what_was_denied_or_only_asked_for_is_no_place(answers: Answers, text: str) -> None:
    places = {"Sardinia", "Nanking", "Denmark", "Kingdom of Sardinia"}
    assert not places & set(answers(text).values())
    assert not any("no help" in stem for stem in answers(text))


def test_of_two_dates_that_of_the_verb_is_taken(answers: Answers) -> None:
    found = answers(
        "Giuseppe Garibaldi, victorious on the Volturno on 1 October 1860, met the king at Teano "
        "on 26 October 1860."
    )
    assert {key for stem, key in found.items() if "meet the king" in stem} <= {
        "26 October 1860",
        "Teano",
    }


def test_the_capital_is_not_the_town_named_just_now(answers: Answers) -> None:
    found = answers(
        "The Genoese built a tower in Galata in 1348. Bayezid I blockaded the capital from 1394."
    )
    assert not any("blockade Galata" in stem for stem in found)


@pytest.mark.parametrize(
    ("text", "stem", "answer"),
    [
        # between two clauses a date opens the second
        (
            "Richmond was evacuated on 2 April 1865, and on 9 April 1865, at Appomattox, Robert "
            "Lee surrendered.",
            "On what date in 1865 did Robert Lee surrender at Appomattox?",
            "9 April 1865",
        ),
        # what follows the object after a comma tells of it
        (
            "William Sherman entered Atlanta on 2 September 1864, a success that pleased many.",
            "On what date in 1864 did William Sherman enter Atlanta?",
            "2 September 1864",
        ),
        # counted from the date before, in front of a name
        (
            "The bridge at Kew fell on 4 May 1759. Two days later William Pitt entered Bath.",
            "On what date in 1759 did William Pitt enter Bath?",
            "6 May 1759",
        ),
        # a participle in front is said of the subject
        (
            "Denounced in the Convention on 27 July 1794, Maximilien Robespierre was arrested.",
            "On what date was Maximilien Robespierre denounced in the Convention?",
            "27 July 1794",
        ),
    ],
)
def test_a_date_is_that_of_its_own_clause(
    answers: Answers, text: str, stem: str, answer: str
) -> None:
    assert answers(text).get(stem) == answer


def test_a_month_before_a_name_is_a_date(answers: Answers) -> None:
    found = answers(
        "In 1793 there was war. In April Dumouriez went over to the Austrians at Maulde."
    )
    assert not any("April Dumouriez" in stem for stem in found)
    assert "April 1793" in found.values()


def test_an_adversary_without_a_name_counts_against_the_question(find: Find) -> None:
    table = find("Pablo Morillo met his adversary at Santa Ana in November 1820.")
    assert any("his adversary" in fact.weaknesses for fact in table.facts)


def test_what_stands_before_the_subject_is_not_its_own(find: Find) -> None:
    table = find("Lisbon was rich. From its harbour the Armada sailed against England in May 1588.")
    armada = [fact for fact in table.facts if "Armada" in fact.event.subject]
    assert armada
    assert all("the Armada’s" not in fact.event.complement for fact in armada)


@pytest.mark.parametrize(
    ("text", "stem", "answer"),
    [
        # a date at the end would be read as that of the last clause
        (
            "On 29 September 1918 Erich Ludendorff told the Kaiser that the war was lost.",
            "On 29 September 1918, who told the Kaiser that the war was lost?",
            "Erich Ludendorff",
        ),
        (
            "In 20 BC the Parthian king, Phraates IV, returned the standards lost by Crassus.",
            "In 20 BC, who returned the standards lost by Crassus?",
            "Phraates IV",
        ),
        # a place in front of such an object stands before it
        (
            "At Shimonoseki, on April 17, 1895, Mutsu Munemitsu and Li Hongzhang concluded a peace "
            "by which China ceded Formosa.",
            "On what date did Mutsu Munemitsu and Li Hongzhang conclude at Shimonoseki a peace by "
            "which China ceded Formosa?",
            "17 April 1895",
        ),
        # the office is what is told, so its title stays
        (
            "George Scholarios was installed as Patriarch Gennadios in January 1454.",
            "In what month and year was George Scholarios installed as Patriarch Gennadios?",
            "January 1454",
        ),
        (
            "The Venetian doge, Enrico Dandolo, died in 1205.",
            "In what year did the Venetian doge Enrico Dandolo die?",
            "1205",
        ),
        # one of many towns of that name
        (
            "Francisco Villa took revenge on March 9, 1916, by raiding Columbus, New Mexico.",
            "On what date in 1916 did Francisco Villa take revenge by raiding Columbus, "
            "New Mexico?",
            "9 March 1916",
        ),
    ],
)
def test_a_question_says_who_where_and_when_without_a_second_reading(
    answers: Answers, text: str, stem: str, answer: str
) -> None:
    assert answers(text).get(stem) == answer


def test_who_commanded_in_name_only_is_not_who_commanded(answers: Answers) -> None:
    text = (
        "A Russian fleet under the nominal command of Alexei Orlov burned the Turkish navy at "
        "Chesma in June 1770."
    )
    assert not [stem for stem in answers(text) if "commanded" in stem]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("Baldwin of Flanders became emperor on 16 May 1204.", "of what"),
        ("Early in 1855 Camillo di Cavour brought his country into the war.", "his country"),
        ("On 25 July 1261 Alexios Strategopoulos got in through an entrance.", "where to"),
        (
            "On May 6th, 1848, the Landtag of Bohemia endorsed the April 30th petition of the "
            "Diet of Vienna.",
            "of which day",
        ),
        ("On 9 July 1919 Joseph Stalin arrived at front headquarters in Smolensk.", "headquarters"),
    ],
)
def test_what_a_clause_leaves_open_counts_against_it(find: Find, text: str, doubt: str) -> None:
    assert any(doubt in fact.weaknesses for fact in find(text).facts)


def test_one_of_a_row_of_places_is_not_the_place(answers: Answers) -> None:
    text = (
        "In March 1918 the work was done first in Tula and then through all of Ryazan Province "
        "by the delegates."
    )
    assert "Tula" not in answers(text).values()
