from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.question import Question

Answers = Callable[[str], dict[str, str]]
Ask = Callable[[str], list[Question]]


@pytest.mark.parametrize(
    ("text", "stem", "answer"),
    [
        (
            "In May 1919 the Kursk Revolutionary Committee (headed by V. N. Orlov) was arrested.",
            "Who headed the Kursk Revolutionary Committee in 1919?",
            "V. N. Orlov",
        ),
        (
            "By order of the Penza Food Committee (V. N. Orlov, chairman), bread was rationed.",
            "Who was the chairman of the Penza Food Committee?",
            "V. N. Orlov",
        ),
        (
            "The Directory of Siberia, headed by V. N. Orlov, was dissolved in May 1919.",
            "Who headed the Directory of Siberia in 1919?",
            "V. N. Orlov",
        ),
        (
            "The Volunteer Army under the command of V. N. Orlov reached Rostov in May 1919.",
            "Who commanded the Volunteer Army in 1919?",
            "V. N. Orlov",
        ),
        (
            "V. N. Orlov, governor of the Amur Province, resigned in May 1919.",
            "Who was the governor of the Amur Province in May 1919?",
            "V. N. Orlov",
        ),
    ],
)
def test_who_led_what(answers: Answers, text: str, stem: str, answer: str) -> None:
    assert answers(text).get(stem) == answer


def test_a_body_without_a_name_is_told_by_its_making(answers: Answers) -> None:
    found = answers(
        "A strike committee (headed by V. N. Orlov) was formed in Kazan in May 1919. "
        "Kazan lies on the Volga."
    )
    assert found.get("Who headed the strike committee formed in Kazan in 1919?") == "V. N. Orlov"


def test_of_two_holders_of_a_post_the_first_is_asked_for(answers: Answers) -> None:
    found = answers(
        "The Congress of Tula elected the Tula Council (headed first by V. N. Orlov, "
        "then by P. A. Belov) in May 1919."
    )
    assert found.get("Who was the first head of the Tula Council in 1919?") == "V. N. Orlov"
    assert "Who headed the Tula Council in 1919?" not in found


def test_two_leaders_are_asked_for_together(answers: Answers) -> None:
    found = answers(
        "The Tula Council, headed by V. N. Orlov and P. A. Belov, met in May 1919 in Tula."
    )
    assert (
        found.get("Which two people headed the Tula Council in 1919?")
        == "V. N. Orlov and P. A. Belov"
    )


def test_an_opinion_is_no_post(answers: Answers) -> None:
    found = answers(
        "V. N. Orlov, the fading leader of the crumbling Tula Council, resigned in May 1919."
    )
    assert not any("fading" in stem for stem in found)


def test_a_man_is_asked_for_by_whom_his_office_announces(answers: Answers) -> None:
    found = answers("The governor of Tula was killed by a young officer, V. N. Orlov, in May 1919.")
    assert found.get("By whom was the governor of Tula killed in May 1919?") == "V. N. Orlov"


def test_whom_an_office_announces_is_asked_for_whole(answers: Answers) -> None:
    found = answers("In May 1919 the council of Tula deposed the governor, V. N. Orlov.")
    assert found.get("Whom did the council of Tula depose in May 1919?") == "V. N. Orlov"


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        (
            "In May 1919 cruisers under Admiral V. N. Orlov shelled Riga.",
            "Who commanded the cruisers that shelled Riga in May 1919?",
        ),
        (
            "The horsemen of the steppe, led by V. N. Orlov, took Tula in May 1919.",
            "Who led the horsemen of the steppe that took Tula in May 1919?",
        ),
        (
            "An Allied squadron led by V. N. Orlov was destroyed off Riga in May 1919.",
            "Who led the Allied squadron that was destroyed off Riga in May 1919?",
        ),
        (
            "In May 1919 the command of the Volga Fleet passed to V. N. Orlov.",
            "To whom did the command of the Volga Fleet pass in May 1919?",
        ),
    ],
)
def test_who_led_troops_or_was_given_them(answers: Answers, text: str, stem: str) -> None:
    assert answers(text).get(stem) == "V. N. Orlov"


def test_his_stays_with_those_named_beside_him(answers: Answers) -> None:
    found = answers("V. N. Orlov and his followers were executed at Tula in May 1919.")
    stem = "In what month and year were V. N. Orlov and his followers executed at Tula?"
    assert found.get(stem) == "May 1919"


def test_a_surname_alone_is_answered_with_the_rank_that_the_text_gives(ask: Ask) -> None:
    questions = ask("On July 9, 1919 General Ormov took Tula. In August 1919 Ormov fled to Riga.")
    who = next(q for q in questions if q.stem == "Who took Tula on 9 July 1919?")
    assert who.answer == "General Ormov"
    assert "Ormov" in who.accept


def test_by_whom_also_behind_another_phrase(answers: Answers) -> None:
    found = answers("In May 1919 the mayor of Tula was shot in his garden by Anna Orlova.")
    stem = "By whom was the mayor of Tula shot in his garden in May 1919?"
    assert found.get(stem) == "Anna Orlova"
