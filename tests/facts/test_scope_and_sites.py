"""Where an event is placed: sites on no map, the land a text is about, towns that may be two."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.fact import FactTable

Answers = Callable[[str], dict[str, str]]
Find = Callable[[str], FactTable]

NORWAY = (
    "The Union\n\nNorway was poor. Bergen, Trondheim, Stavanger and Oslo traded. The ships of "
    "Bergen sailed to Tromsø. {} Trondheim burned in May 1841."
)


def test_what_any_land_has_is_asked_of_the_land_of_the_text(answers: Answers) -> None:
    found = answers(NORWAY.format("The National Assembly was elected in March 1814."))
    assert found["In what month and year was the National Assembly elected in Norway?"]


def test_a_name_of_its_own_needs_no_land(answers: Answers) -> None:
    found = answers(NORWAY.format("The Storting was opened by Wedel in March 1814."))
    assert not any("in Norway" in stem for stem in found)


def test_a_site_that_no_map_has_is_asked_for_with_where(answers: Answers) -> None:
    found = answers("Marshal Torstensson defeated the Saxons at Wolfsholz on 6 March 1645.")
    stem = "Where did Marshal Torstensson defeat the Saxons on 6 March 1645?"
    assert found[stem] == "Wolfsholz"


def test_easter_is_no_site(answers: Answers) -> None:
    found = answers("Marshal Torstensson defeated the Saxons at Easter in 1645.")
    assert not any(stem.startswith("Where") for stem in found)


def test_what_is_said_with_an_article_is_no_town(answers: Answers) -> None:
    found = answers("The State Treaty with Denmark was signed in the Belvedere on 15 May 1855.")
    (stem,) = [stem for stem in found if found[stem] == "Belvedere"]
    assert stem.startswith("Where was")


def test_an_island_is_not_called_a_region(answers: Answers) -> None:
    found = answers("Admiral Cochrane sank four Spanish ships off Chiloé Island on 17 May 1820.")
    assert not any("which region" in stem for stem in found)


def test_an_exact_place_beside_another_is_not_narrowed_by_it(answers: Answers) -> None:
    found = answers("At Kolding, near Vejle, the Danes were beaten by Bonin on 23 April 1849.")
    assert "Kolding" in found.values()


@pytest.mark.parametrize(
    ("text", "weakness"),
    [
        ("Gustav Wasa landed on 3 May 1521.", "where to"),
        ("On 3 May 1521 several bishops left Uppsala.", "several"),
        ("Gustav Wasa had been elected before 6 June 1523 by the Diet of Västerås.", "a bound"),
        ("The Diet of Lund adopted greetings to Hamburg on 6 June 1654.", "a trifle"),
        ("On 6 June 1706 the Diet of Lund elected Arvid Horn a delegate to Visby.", "a trifle"),
        ("Duke Charles dismissed Arvid Horn on 6 June 1706.", "of what"),
        ("Duke Charles characterized the Diet in 1706.", "as what"),
        ("Queen Christina woke early in Uppsala on 6 June 1654.", "a trifle"),
    ],
)
def test_what_is_not_worth_asking_is_marked(find: Find, text: str, weakness: str) -> None:
    assert weakness in {w for fact in find(text).facts for w in fact.weaknesses}


LUND = (
    "Lund\n\nLund lies in Scania. Lund has had a bishop since 1060. The market of Lund was held "
    "in August. In Lund the plague raged twice. The students of Lund had a guild of their own, "
    "and Lund had a mint. {}"
)


def test_a_building_is_that_of_the_town_whose_history_is_told(answers: Answers) -> None:
    found = answers(LUND.format("The Palace of Justice was burned by soldiers on 4 July 1678."))
    assert found["On what date was the Palace of Justice burned by soldiers in Lund?"]


def test_a_battle_is_not_said_to_be_in_a_town(answers: Answers) -> None:
    found = answers("Wellington defeated Marmont at Salamanca on 22 July 1812.")
    assert found["Where did Wellington defeat Marmont on 22 July 1812?"] == "Salamanca"


def test_a_feast_does_not_stand_beside_the_date_that_is_asked(answers: Answers) -> None:
    found = answers("Edward was crowned at Winchester on Easter Day, 3 April 1043.")
    assert not any("Easter" in stem for stem in found)
    assert "3 April 1043" in found.values()


def test_an_office_is_that_of_the_land_whose_history_the_text_is(
    answers: Answers,
) -> None:
    text = (
        "The Mexican Revolution\n\n"
        "Fighting began in Chihuahua, in Puebla and in Torreón, and soon reached Mexico City. "
        "Madero entered Mexico City in June 1911. In Mexico the old order seemed to be over.\n\n"
        "On 6 November 1911 Francisco Madero was elected president. "
        "In Monterrey there was a mutiny."
    )
    assert answers(text).get("Who was elected president of Mexico on 6 November 1911?")


def test_an_office_in_a_text_of_no_one_land_is_left_alone(
    answers: Answers,
) -> None:
    text = (
        "A chronicle of three lands\n\n"
        "There was fighting in Paris, Berlin, Vienna and Rome. "
        "On 20 December 1848 Louis Bonaparte was elected president."
    )
    assert not any("president of" in stem for stem in answers(text))
