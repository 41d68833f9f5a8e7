from __future__ import annotations

from collections.abc import Callable

import pytest

Answers = Callable[[str], dict[str, str]]


@pytest.mark.parametrize(
    ("text", "stem", "answer"),
    [
        (
            "The Treaty of Tilsit (7 July 1807) humbled Prussia and its king.",
            "On what date was the Treaty of Tilsit signed?",
            "7 July 1807",
        ),
        (
            "Wheat failed, and the Irish famine of 1847 drove many to America.",
            "In what year did the Irish famine take place?",
            "1847",
        ),
        (
            "Ada Lovelace (10 December 1815 – 27 November 1852) wrote a program. Countess Ada "
            "Lovelace met Charles Babbage in London.",
            "On what date was Ada Lovelace born?",
            "10 December 1815",
        ),
        (
            "Ada Lovelace (10 December 1815 – 27 November 1852) wrote a program. Countess Ada "
            "Lovelace met Charles Babbage in London.",
            "On what date did Ada Lovelace die?",
            "27 November 1852",
        ),
    ],
)
def test_the_date_of_a_named_event(answers: Answers, text: str, stem: str, answer: str) -> None:
    assert answers(text).get(stem) == answer


@pytest.mark.parametrize(
    "text",
    [
        "The famine of 1847 drove many to America and to Scotland.",  # which famine?
        "The chairs (1847) were brought to Dublin in great haste.",  # no event
    ],
)
def test_unnamed_nouns_are_left_alone(answers: Answers, text: str) -> None:
    assert not any(key == "1847" and "take place" in stem for stem, key in answers(text).items())
