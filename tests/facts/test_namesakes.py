"""People who share a surname: which of them a text means, and what may be answered for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizapp.domain.fact import FactTable, Person
from quizapp.domain.question import AnswerKind, Question

Answers = Callable[[str], Mapping[str, str]]
Ask = Callable[[str], list[Question]]
Find = Callable[[str], FactTable]

FATHER_AND_SON = """The war in the hills

Colonel Benito Larraza (1780-1840) took the fort of Osuna on 3 March 1813. Larraza, the natural son
of the former viceroy Diego Larraza (1722-1803), was made a general in May 1813.

On 12 June 1814 Larraza defeated the royalists at Arcos.
"""

GENERATIONS = """The house and its ministers

Prince Ostrau commanded the allied armies at Leipzig in October 1813. He had been in Paris before.

A congress sat at Vienna from the autumn of 1814 until June 1815.

The premier, Franz Ostrau, dissolved the diet at Kremsier on 7 March 1849. Ostrau died in 1852.
"""

BROTHERS = """The brothers

José Miguel Larraza, a young officer, seized power in Valparaíso on 4 September 1811. Larraza
dissolved the congress in December 1811.

Juan José and Luis Larraza were shot in Mendoza on 8 April 1818. Their brother José Miguel was
executed in Mendoza in September 1821.
"""


def person(table: FactTable, name: str) -> Person:
    return next(one for one in table.people if one.name == name)


def test_the_son_goes_on_and_not_the_father_named_for_his_sake(answers: Answers) -> None:
    found = answers(FATHER_AND_SON)
    assert found["Who defeated the royalists at Arcos on 12 June 1814?"] == "Benito Larraza"


def test_nobody_acts_whose_death_lies_before_the_year_told(answers: Answers) -> None:
    text = (
        "General Albert Terrill, who bled to death at Corwen on 6 April 1862, was followed by"
        " Joseph Terrill.\n\nAlbert Terrill and Joseph Terrill had both served in Oregon."
        "\n\nTerrill defeated the garrison of Atlanta on 2 September 1864."
    )
    assert "Albert Terrill" not in {a for s, a in answers(text).items() if "Atlanta" in s}


def test_one_of_whom_a_text_tells_a_generation_later_is_not_meant_before(
    answers: Answers,
) -> None:
    found = answers(GENERATIONS)
    early = {stem: answer for stem, answer in found.items() if "Leipzig" in stem}
    assert early
    assert all("Franz Ostrau" not in (stem, answer) for stem, answer in early.items())
    assert "Franz Ostrau" not in " ".join(early)


def test_a_text_that_names_somebody_in_full_only_later_still_means_him(answers: Answers) -> None:
    text = GENERATIONS.replace("1813", "1846").replace("1814", "1847").replace("1815", "1848")
    assert "Franz Ostrau" in answers(text).values()


def test_years_of_a_rule_behind_a_name_are_no_life(find: Find) -> None:
    table = find("The fight against Pedro Larraza (1913-1914) went on. He fell in July 1914.")
    assert person(table, "Pedro Larraza").last_year != 1913 + 1
    assert person(table, "Pedro Larraza").first_year != 1913


def test_both_given_names_alone_are_the_one_who_bears_them(answers: Answers) -> None:
    found = answers(BROTHERS)
    assert found["Who was executed in Mendoza in September 1821?"] == "José Miguel Larraza"


def test_half_a_pair_is_no_answer(ask: Ask) -> None:
    (pair,) = [q for q in ask(BROTHERS) if q.answer == "Juan José and Luis Larraza"]
    assert pair.accept == ()


def test_a_given_name_alone_is_no_answer_but_a_surname_is(ask: Ask) -> None:
    text = (
        "Pierre Arnaud painted the chapel of Conques in 1882. In 1883 Pierre went to Rome. Arnaud"
        " restored the church of Vézelay in 1890."
    )
    accepted = {form for q in ask(text) if q.kind is AnswerKind.LEADER for form in q.accept}
    assert "Arnaud" in accepted
    assert "Pierre" not in accepted


def test_a_king_of_two_given_names_is_not_called_by_the_second(find: Find) -> None:
    king = person(
        find("King Charles Albert of Sardinia was beaten in July 1848."), "Charles Albert"
    )
    assert "Albert" in king.familiar


def test_a_ruler_is_called_by_his_one_name(ask: Ask) -> None:
    text = "Boleslaw II founded the abbey of Lubin in 1076. In 1079 Boleslaw fled to Hungary."
    accepted = {form for q in ask(text) if q.answer == "Boleslaw II" for form in q.accept}
    assert accepted == {"Boleslaw"}


def test_a_korean_president_is_called_by_his_surname(find: Find) -> None:
    table = find("Syngman Rhee left Seoul on 26 April 1960. Rhee was flown to Hawaii in May.")
    assert person(table, "Syngman Rhee").surname == "Rhee"


def test_a_bracket_with_another_birth_is_another_man(answers: Answers) -> None:
    text = (
        "Governor Luis Almeida de Brito (1735-1808) died at Porto Velho.\n\nIn 1811 Karl Larraza"
        " was joined by his brothers Juan (1782-1818) and Luis (1791-1818).\n\nLuis Larraza was"
        " shot at Mendoza on 8 April 1818."
    )
    found = answers(text)
    assert "1791" not in {answer for stem, answer in found.items() if "Almeida" in stem}
    assert "brothers Juan and Luis Almeida" not in " ".join(found)


def test_a_son_called_like_a_king_told_of_before_is_not_that_king(answers: Answers) -> None:
    text = (
        "Boleslaw III divided the land in 1138.\n\nThe queen protected her only son, Boleslaw, born"
        " in October 1153."
    )
    assert not any("Boleslaw III born" in stem for stem in answers(text))


def test_a_brother_of_another_title_is_another_man(answers: Answers) -> None:
    text = (
        "The emir fled; his younger brother, Sheikh Harun, was killed at the Dasman Palace on"
        " 2 August 1990.\n\nKing Harun asked for help on 6 August 1990."
    )
    assert "King Harun" not in {a for s, a in answers(text).items() if "Dasman" in s}
