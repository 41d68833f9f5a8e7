"""Deeds of war are asked in the war that the document is about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.documents import read_document
from quizapp.domain.document import Document
from quizapp.facts.pipeline import FactFinder
from quizapp.facts.wars import war_of
from quizapp.kinds.writing import write_questions


def document(folder: Path, text: str) -> Document:
    path = folder / "text.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A Chronicle of the Crimean War, 1853–1856", "the Crimean War"),
        ("The War of the Pacific, 1879–1884", "the War of the Pacific"),
        ("Chapter 9: The Spanish Civil War, 1936–1939", "the Spanish Civil War"),
        ("Taiping Rebellion (1850–1864)", "the Taiping Rebellion"),
    ],
)
def test_the_title_names_the_war(tmp_path: Path, title: str, name: str) -> None:
    war = war_of(replace(document(tmp_path, "It was long and told by many writers."), title=title))
    assert war is not None
    assert war.name == name


@pytest.mark.parametrize(
    "title",
    ["The Punic Wars", "China in Revolution and Civil War, 1911–1949", "The Dutch Revolt"],
)
def test_several_wars_or_a_war_of_unknown_years_are_not_said(tmp_path: Path, title: str) -> None:
    assert (
        war_of(replace(document(tmp_path, "It was long and told by many writers."), title=title))
        is None
    )


def told(text: Document) -> tuple[str, tuple[int, int]] | None:
    war = war_of(text)
    return (war.name, war.years) if war is not None else None


def stems(folder: Path, text: str) -> list[str]:
    table = FactFinder().find([document(folder, text)])
    return [question.stem for question in write_questions(table, everything=True)]


def test_a_town_fell_in_that_war_and_a_man_was_born_in_none(tmp_path: Path) -> None:
    found = stems(
        tmp_path,
        "Taiping Rebellion (1850–1864)\n\nWuchang fell on 12 January 1853. The painter Li Wen "
        "was born at Ningbo on 3 May 1855. Wuchang fell again on 3 April 1911.",
    )
    assert "On what date in 1853 did Wuchang fall during the Taiping Rebellion?" in found
    assert not any("born at Ningbo during" in stem for stem in found)
    assert not any("1911" in stem and "Taiping" in stem for stem in found)


def test_a_battle_that_is_named_needs_no_war(tmp_path: Path) -> None:
    found = stems(
        tmp_path,
        "The Crimean War, 1853–1856\n\nThe Siege of Kars was lost by William Williams on 28 "
        "November 1855.",
    )
    assert not any("during the Crimean War" in stem for stem in found)


def test_what_was_done_in_a_town_is_asked_there_in_its_history(tmp_path: Path) -> None:
    found = stems(
        tmp_path,
        "Venice: fifteen centuries of a city\n\nVenice is old. Venice grew.\n\nThe Great Council "
        "was closed in 1297.\n\nIn 1204 Constantinople was sacked, and a church was burnt in 1205.",
    )
    assert any("Great Council closed in Venice" in stem for stem in found)
    assert not any("burnt in Venice" in stem for stem in found)


def test_what_a_state_of_the_past_did_is_asked_of_it(tmp_path: Path) -> None:
    found = stems(
        tmp_path,
        "The Mughal Empire and its end\n\nThe Mughal Empire was large. The Mughal Empire was rich. "
        "Aurangzeb took the throne in 1658.",
    )
    assert "In what year did Aurangzeb take the throne in the Mughal Empire?" in found


def test_a_rising_dates_itself_by_its_title_or_its_first_sentence(tmp_path: Path) -> None:
    body = "The king fled from Dresden, and the town was held by the guard for a week or two."
    titled = tmp_path / "titled.md"
    titled.write_text(f"# The Saxon Revolution, May 1848 – June 1849\n\n{body}\n", "utf-8")
    assert told(read_document(titled)) == ("the Saxon Revolution", (1848, 1849))
    opening = "The war was fought from January to May 1848 in the hills of Saxony."
    by_sentence = document(tmp_path, f"Saxon Civil War\n\n{opening}\n\n{body}\n\n{body}")
    assert told(by_sentence) == ("the Saxon Civil War", (1848, 1848))


def test_what_names_nobody_is_told_apart_by_the_rising(tmp_path: Path) -> None:
    found = stems(
        tmp_path,
        "Lyon Commune (1871)\n\nThe Commune held the town for a month. Rents were remitted on"
        " 2 April 1871.",
    )
    assert "On what date were rents remitted during the Lyon Commune?" in found
