"""Words that say less than they seem to, and small ones that change what a clause says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Answers = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Emperor raised his flag at Debra on 20 January 1941.", id="which"),
        pytest.param("The Emperor led in person at Debra on 20 January 1941.", id="led whom"),
        pytest.param("Richard Milnes was rejected in 1849.", id="by whom, for what"),
        pytest.param("Lord Carrington was succeeded by Francis Pym in 1982.", id="as what"),
        pytest.param("Giuseppe Mazzini was permitted to return in 1854.", id="where to"),
        pytest.param("The Great Council was closed to all but them in 1297.", id="all but"),
        pytest.param("The Pechenegs were all but destroyed at Levounion in 1091.", id="nearly"),
        pytest.param("Albania welcomed around 4.2 million visitors in 2012.", id="statistics"),
        pytest.param("Hans Nagel signed their agreement on 3 September 1971.", id="on what"),
        pytest.param(
            "The city assembly chose as mayor a man with a past in June 1947: Ernst Reuter.",
            id="behind a colon",
        ),
        pytest.param("War was resumed in the autumn of 1459.", id="which war"),
        pytest.param(
            "The neighbouring town of Kazimierz was founded in 1335.", id="neighbouring what"
        ),
        pytest.param(
            "Burgoyne's army was trapped, and surrendered at Saratoga in October 1777.",
            id="surrendered itself",
        ),
    ],
)
def test_what_is_left_open_is_in_no_deck(deck: Answers, text: str) -> None:
    assert deck(text) == {}


def test_a_treaty_has_other_signers_but_not_for_the_same_land(deck: Answers) -> None:
    assert "Who signed the Treaty of Lausanne on 24 July 1923?" not in deck(
        "Mustafa Bayar signed the Treaty of Lausanne on 24 July 1923."
    )
    assert any(
        stem.startswith("Who signed")
        for stem in deck("Mustafa Bayar signed the Treaty of Lausanne for Turkey on 24 July 1923.")
    )


def test_a_plural_people_takes_were(answers: Answers) -> None:
    stems = answers("In 1092 the Pechenegs were defeated at Merv by the Seljuks.")
    assert "In what year were the Pechenegs defeated at Merv by the Seljuks?" in stems


def test_first_and_in_turn_are_told_and_left_out(answers: Answers) -> None:
    assert any(
        "did Jan Nowak first meet Otto Klein" in stem
        for stem in answers("Jan Nowak first met Otto Klein at Lucknow in December 1916.")
    )
    stems = answers("Jan Nowak in turn killed Otto Klein at Kabul in November 1929.")
    assert stems and not any("in turn" in stem for stem in stems)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        (
            "In Nyasaland the Baptist minister John Chilembwe led a rising in January 1915.",
            "In what month and year did the Baptist minister John Chilembwe lead a rising in "
            "Nyasaland?",
        ),
        (
            "Explorer 1 went up from Cape Canaveral on 31 January 1958.",
            "On what date did Explorer 1 go up from Cape Canaveral?",
        ),
        (
            "The *Guerra Chiquita* broke out in Oriente in August 1879.",
            "In what month and year did the Guerra Chiquita break out in Oriente?",
        ),
    ],
)
def test_names_are_cut_as_they_stand(answers: Answers, text: str, stem: str) -> None:
    assert stem in answers(text)


def test_a_frigate_is_nobody(answers: Answers) -> None:
    stems = answers(
        "On 9 March 1812 the frigate George Canning anchored at Rosario. Manuel Belgrano raised "
        "the flag at Rosario on 27 February 1812."
    )
    assert not any(key == "George Canning" for key in stems.values())


def test_one_of_four_philips_is_the_one_named_last(answers: Answers) -> None:
    text = (
        "Philip VI fought the English from 1337.\n\nPhilip died at Nogent in August 1350.\n\n"
        "Much later Philip the Good went over to the English at Troyes in 1420."
    )
    assert "In what month and year did Philip VI die at Nogent?" in answers(text)


def test_a_given_name_that_may_be_two_is_in_no_deck(deck: Answers) -> None:
    text = (
        "Edward III crossed the Somme with Edward of Woodstock in 1346.\n\n"
        "Edward landed at Calais in July 1347."
    )
    assert not any("Edward land" in stem for stem in deck(text))


def test_a_lady_is_called_by_her_husbands_surname_no_less(answers: Answers) -> None:
    text = (
        "Marie Curie\n\nMarie Curie met Pierre Curie in Paris in 1894. Pierre Curie taught.\n\n"
        "On 19 April 1906 Pierre was killed in Paris. Pierre had won a prize. She became the first "
        "woman in France to receive a doctorate in physics in June 1903."
    )
    stems = answers(text)
    assert "On what date was Pierre Curie killed in Paris?" in stems
    assert not any("Pierre Curie become the first woman" in stem for stem in stems)


def test_a_sentence_may_end_with_the_number_of_a_queen(answers: Answers) -> None:
    keys = answers(
        "In 1397 the union was made at Kalmar by Queen Margaret I. Riga was founded in 1201."
    ).values()
    assert not any("Riga" in key and "Margaret" in key for key in keys)


def test_two_people_are_asked_for_as_two_in_the_passive_too(answers: Answers) -> None:
    stems = answers(
        "The Commission of Public Works was headed by Jan Nowak and Otto Klein in 1918."
    )
    assert "By which two people was the Commission of Public Works headed in 1918?" in stems
