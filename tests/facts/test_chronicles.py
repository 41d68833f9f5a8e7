"""Entries under a date line: told in the present, asked in the past."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.domain.question import Question

Answers = Callable[[str], dict[str, str]]

CHRONICLE = """Chronicle of a Campaign

1 8 1 2

June 24

Napoleon Bonaparte crosses the Niemen at Kovno.

August 29

M. I. Kutuzov is appointed commander-in-chief of the Russian army in Petersburg.

September 14

Napoleon Bonaparte enters Moscow. He takes up quarters in the Kremlin.

December 31

M. I. Kutuzov writes a report on the campaign.

January 8

The Prussian army under Ludwig Yorck enters Konigsberg.
"""


@pytest.fixture(name="found")
def _found(answers: Answers) -> dict[str, str]:
    return answers(CHRONICLE)


def test_the_date_line_is_the_answer_and_the_verb_goes_into_the_past(
    found: dict[str, str],
) -> None:
    stem = "On what date in 1812 did Napoleon Bonaparte cross the Niemen at Kovno?"
    assert "24 June 1812" in found[stem]


def test_a_passive_entry_asks_who(found: dict[str, str]) -> None:
    (stem,) = [s for s in found if s.startswith("Who was appointed commander-in-chief")]
    assert found[stem] == "M. I. Kutuzov"


def test_the_year_goes_on_after_december(found: dict[str, str]) -> None:
    (stem,) = [s for s in found if "enter Konigsberg" in s and s.startswith("On what date")]
    assert "1813" in found[stem]


def test_a_pronoun_goes_back_to_the_entry_s_subject(found: dict[str, str]) -> None:
    assert any("Napoleon Bonaparte take up quarters" in stem for stem in found)


@pytest.mark.parametrize(
    ("entry", "stem"),
    [
        ("Antwerp capitulates.", "On what date in 1812 did Antwerp capitulate?"),
        ("Four regiments land on Texel.", "On what date in 1812 did four regiments land on Texel?"),
        (
            "Frigates from six ports under Vice Admiral Piet Hein attack Bergen, in Norway.",
            "On what date in 1812 did frigates from six ports under Vice Admiral Piet Hein attack "
            "Bergen in Norway?",
        ),
    ],
)
def test_a_present_that_looks_like_a_noun_is_read_as_the_verb(
    answers: Answers, entry: str, stem: str
) -> None:
    found = answers(CHRONICLE.replace("Napoleon Bonaparte crosses the Niemen at Kovno.", entry))
    assert found[stem].startswith("24 June 1812")


DIARY = """Diary of an Office

1 8 1 2

May 2

M. I. Kutuzov attends a meeting of the Military Board of Ruthenia.

May 4

M. I. Kutuzov takes part in the work of the Second Congress of Cossacks in Rostov.

May 6

M. I. Kutuzov makes a report on the harvest at a meeting of the Military Board.

May 9

M. I. Kutuzov signs an order renaming the Third Corps the Guard.

May 12

M. I. Kutuzov sends a letter to Ludwig Yorck.
"""


@pytest.mark.parametrize(
    ("stem", "routine"),
    [
        ("On what date did M. I. Kutuzov attend a meeting", True),  # one of many
        ("On what date did M. I. Kutuzov take part in the work of the Second Congress", False),
        ("ho took part in the work of the Second Congress", True),  # so did many others
        ("On what date did M. I. Kutuzov make a report on the harvest", True),  # some meeting
        ("On what date did M. I. Kutuzov sign an order renaming", False),
        ("On what date did M. I. Kutuzov send a letter", True),  # about what?
    ],
)
def test_what_fills_a_diary_is_routine_unless_it_says_about_what(
    ask: Callable[[str], list[Question]], stem: str, routine: bool
) -> None:
    asked = [q for q in ask(DIARY) if stem in q.stem.replace(" in 1812", "")]
    assert asked and all(("routine" in q.signs.doubts) is routine for q in asked)
