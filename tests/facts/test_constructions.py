"""Ways in which history books put a fact, and the question each becomes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Answers = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    ("text", "stem", "answer"),
    [
        pytest.param(
            "On 6 April 1812 Wellington stormed Badajoz.",
            "Which city did Wellington storm on 6 April 1812?",
            "Badajoz",
            id="a town is the object",
        ),
        pytest.param(
            "Warsaw was occupied by Prussian troops on 9 November 1794.",
            "Which city was occupied by Prussian troops on 9 November 1794?",
            "Warsaw",
            id="a town is the subject of a passive",
        ),
        pytest.param(
            "The Directory arrested Jean Pichegru on 4 September 1797.",
            "Whom did the Directory arrest on 4 September 1797?",
            "Jean Pichegru",
            id="a person is the object",
        ),
        pytest.param(
            "The congress of Polish communes held in Lublin on 3 May 1846, which on 5 May "
            "proclaimed a republic in Galicia, was dispersed.",
            "On what date in 1846 did the congress of Polish communes held in Lublin proclaim a "
            "republic in Galicia?",
            "5 May 1846",
            id="a relative clause behind a date",
        ),
        pytest.param(
            "In 1905 the Odessa Committee of the RSDLP(B) moved to Geneva.",
            "In what year did the Odessa Committee of the Russian Social-Democratic Labour Party "
            "(Bolsheviks) move to Geneva?",
            "1905",
            id="letters in brackets belong to the party",
        ),
        pytest.param(
            "On 5 June 1832 the republicans of Lyon formed a “committee to defend the press.”",
            "On what date did the republicans of Lyon form a “committee to defend the press”?",
            "5 June 1832",
            id="a name in quotation marks and small letters",
        ),
        pytest.param(
            "On 3 June 1919 units of the Red Army destroyed the staff of the so-called Olonets "
            "Volunteer Army.",
            "On what date did units of the Red Army destroy the staff of the Olonets Volunteer "
            "Army?",
            "3 June 1919",
            id="the writer's disdain is left out",
        ),
        pytest.param(
            "In May 1919 a council was formed in Kursk as part of the Executive Committee of the "
            "Kursk miners (with V. N. Orlov as chairman of the committee).",
            "Who was the chairman of the Executive Committee of the Kursk miners in 1919?",
            "V. N. Orlov",
            id="with X as chairman",
        ),
        pytest.param(
            "In 1919 the party's head was the Northern Committee of the Miners' League, headed by "
            "V. N. Orlov.",
            "Who headed the Northern Committee of the Miners’ League in 1919?",
            "V. N. Orlov",
            id="headed by X, at the end",
        ),
    ],
)
def test_a_construction_becomes_a_question(
    answers: Answers, text: str, stem: str, answer: str
) -> None:
    assert answers(text).get(stem) == answer


@pytest.mark.parametrize(
    ("text", "unwanted"),
    [
        ("Trotsky was a member of the Council of Georgia in 1919.", "Who was the member"),
        ("On the morning of 7 June 1920 Polish troops occupied Zhitomir.", "on the morning on"),
        ("The Revolutionary Committee, headed by V. N. Orlov, met in 1919.", "Committee in 1919?"),
    ],
)
def test_what_would_not_stand_alone_is_not_in_the_default_deck(
    find: Callable[[str], object], text: str, unwanted: str
) -> None:
    from quizapp.kinds.writing import write_questions

    stems = [question.stem for question in write_questions(find(text))]  # type: ignore[arg-type]
    assert not [stem for stem in stems if unwanted in stem]


def test_an_initialled_name_broken_by_a_line_end_is_mended(answers: Answers) -> None:
    text = "The Riga Committee (headed by V. S. Lia-pin) was dissolved in May 1919."
    assert answers(text)["Who headed the Riga Committee in 1919?"] == "V. S. Liapin"


def test_a_month_between_two_of_one_year_is_of_that_year(answers: Answers) -> None:
    found = answers(
        "The States met at Worms on 5 May 1789.\n\n"
        "On 14 July a crowd of Lyon weavers stormed the Bastille. The Diet of Worms adopted a "
        "charter of liberties on 26 August 1789.\n\nThe Diet of Worms fell on 13 July 1793."
    )
    assert "14 July 1789" in found.values()


def test_a_rising_is_a_deed_though_it_looks_like_a_verb(answers: Answers) -> None:
    found = answers("The rising in Madrid was crushed by Joachim Murat in 1808.")
    assert found["In what year was the rising in Madrid crushed by Joachim Murat?"] == "1808"
    assert found["By whom was the rising in Madrid crushed in 1808?"] == "Joachim Murat"


def test_to_do_a_thing_is_nobody_that_acts(answers: Answers) -> None:
    assert not answers("Crossing the river was forbidden by Joachim Murat in 1808.")


def test_nothing_is_done_by_him_whose_it_is_called(answers: Answers) -> None:
    text = "Ames's plan was advanced by President Woodrow Ames in January 1878."
    assert not any("advanced" in stem for stem in answers(text))


def test_some_congress_is_not_sure_enough_for_a_deck(deck: Answers) -> None:
    assert not deck("A congress of delegates of the Western Front met in Minsk on 9 May 1890.")


def test_whoever_else_signed_it_is_not_told(deck: Answers) -> None:
    found = deck("Vladimir Lenin and Lev Kamenev signed the Decree on Land on 26 October 1917.")
    assert not any(stem.startswith("Which two people") for stem in found)
