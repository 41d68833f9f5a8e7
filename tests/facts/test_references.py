"""What "the congress", "it", "he" and "the city" stand for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.facts.references import uninverted

Answers = Callable[[str], dict[str, str]]


def test_a_body_named_before_is_named_again(answers: Answers) -> None:
    found = answers(
        "The Congress of Zurich met on 5 May 1890 in Zurich. "
        "On 9 May 1890 the congress adopted a resolution on peace."
    )
    assert "On what date did the Congress of Zurich adopt a resolution on peace?" in found


def test_the_city_is_the_one_named_last(answers: Answers) -> None:
    found = answers(
        "The French army marched on Lyon in April 1814. On 5 May 1814 the army of Austria "
        "entered the city."
    )
    assert "On what date did the army of Austria enter Lyon?" in found


def test_it_is_the_subject_of_the_sentence_before(answers: Answers) -> None:
    found = answers(
        "The Union of Arras was founded in Arras. It was dissolved on 17 May 1579 in Mons."
    )
    assert "On what date was the Union of Arras dissolved in Mons?" in found


def test_he_is_the_person_spoken_of(answers: Answers) -> None:
    found = answers(
        "Simon Bolivar crossed the Andes in June 1819. He entered Bogota on 10 August 1819."
    )
    assert found.get("On what date did Simon Bolivar enter Bogota?") == "10 August 1819"


def test_between_two_persons_nothing_is_said(answers: Answers) -> None:
    found = answers(
        "Simon Bolivar and Antonio Sucre crossed the Andes in June 1819. "
        "He entered Bogota on 10 August 1819."
    )
    assert not any("enter Bogota" in stem for stem in found)


def test_the_owner_in_the_same_clause_stays_a_pronoun(answers: Answers) -> None:
    found = answers("The Union of Arras proclaimed its independence on 17 May 1579.")
    assert "On what date did the Union of Arras proclaim its independence?" in found


def test_a_new_unnamed_thing_hides_the_older_named_one(answers: Answers) -> None:
    found = answers(
        "The Congress of Zurich met on 5 May 1890 in Zurich. A congress was planned elsewhere. "
        "On 9 May 1890 the congress adopted a resolution on peace."
    )
    assert not any("Congress of Zurich adopt" in stem for stem in found)


def test_acronyms_are_written_out(answers: Answers) -> None:
    found = answers(
        "The Military Revolutionary Committee (MRC) met in Reval on 5 May 1917. "
        "The Reval MRC was dissolved on 9 May 1918."
    )
    assert any("Reval Military Revolutionary Committee dissolved" in stem for stem in found)


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("All-German Congress of Weavers, Second", "Second All-German Congress of Weavers"),
        ("Vienna, Congress of", "Vienna, Congress of"),
        ("The Congress of Vienna", "The Congress of Vienna"),
        ("Wars, Peace, and Trade", "Wars, Peace, and Trade"),
    ],
)
def test_only_plainly_inverted_titles_are_turned(title: str, plain: str) -> None:
    assert uninverted(title) == plain


def test_the_city_is_the_town_whose_history_is_told_under_its_name_of_the_time(
    answers: Answers,
) -> None:
    found = answers(
        "Riga was founded in 1201. In 1282 Riga joined the Hanseatic League.\n\n"
        "In 1621 Swedish troops took Riga.\n\n"
        "On 4 July 1710 Russian troops entered the city. Riga was surrendered."
    )
    assert found["On what date did Russian troops enter Riga?"].startswith("4 July 1710")


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        pytest.param(
            "The boy was brought up by uncles, of whom Simon Rodriguez made an impression. "
            "In 1799 he was sent to Spain to study.",
            "Rodriguez sent",
            id="an unknown he is nobody named before",
        ),
        pytest.param(
            "President Alexandre Petion gave him ships, and in March 1816 he sailed from Les "
            "Cayes.",
            "Petion sail",
            id="he behind him may be either",
        ),
        pytest.param(
            "Thomas Muir learned in June 1830 that Antonio Sucre had been murdered. "
            "On 17 December 1830 he died in Santa Marta.",
            "Sucre die",
            id="he who learns of another is not the other",
        ),
    ],
)
def test_he_is_nobody_in_doubt(answers: Answers, text: str, unwanted: str) -> None:
    assert not [stem for stem in answers(text) if unwanted in stem]


def test_a_biography_is_of_its_hero(answers: Answers) -> None:
    found = answers(
        "Simon Bolivar\n\nSimon Bolivar was born in Caracas. Bolivar studied in Spain. Bolivar "
        "read Rousseau, and Bolivar wrote much.\n\nIn May 1813 he marched from Cucuta to Caracas."
    )
    assert found.get("In what month and year did Simon Bolivar march from Cucuta to Caracas?")


def test_he_is_neither_of_two_named_together_by_their_office(answers: Answers) -> None:
    found = answers(
        "The consuls Marcus Livius and Gaius Varro met at Capua in 1407. "
        "He accepted the Charter of Capua in 1409."
    )
    assert not any("Charter of Capua" in stem and "Livius" in stem for stem in found)


def test_the_master_is_the_titled_man_named_before(answers: Answers) -> None:
    found = answers(
        "In May 1383 the regent was killed by the Master of Evora. "
        "In 1385 the master beat the Castilians at Trancoso."
    )
    stem = "In what year did the Master of Evora beat the Castilians at Trancoso?"
    assert found.get(stem) == "1385"


def test_a_town_hall_stays_one(answers: Answers) -> None:
    found = answers(
        "Kazan lies on the Volga. In May 1919 Anna Orlova rebuilt the town hall of Kazan."
    )
    assert not any("Kazan hall" in stem for stem in found)
