"""Asking for files: names that every system takes, and the ending that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Hands
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from quizapp.ui.ask_file import FileKind, ask_file_to_read, ask_file_to_write, progress_file
from quizapp.ui.screens.learners import LearnersScreen
from quizapp.ui.screens.settings import SettingsScreen

LINES = FileKind("Lines", [".jsonl"])
TEXT = FileKind("Text", [".md", ".markdown"])
Answer = Callable[[str, str], list[str]]


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Has the next dialog answered with a file and a filter; the list fills with what it was
    asked for."""

    def make(chosen: str, wanted: str = "") -> list[str]:
        asked: list[str] = []

        def dialog(parent: QWidget, heading: str, name: str, filters: str) -> tuple[str, str]:
            asked.extend((heading, name, filters))
            return chosen, wanted

        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, name, dialog)
        return asked

    return make


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_suggested_name_can_be_a_file_on_every_system(parent: QWidget, answer: Answer) -> None:
    asked = answer("", "")
    assert ask_file_to_write(parent, "Where?", 'A/B: "1917"\n<x>|?', LINES, TEXT) is None
    assert asked == ["Where?", "A-B- -1917- -x---.jsonl",
                     "Lines (*.jsonl);;Text (*.md *.markdown)"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "wanted", "file"),
    [
        ("deck", "Text (*.md *.markdown)", "deck.md"),
        ("deck", "Lines (*.jsonl)", "deck.jsonl"),
        ("deck", "", "deck.jsonl"),
        ("deck.txt", "Text (*.md *.markdown)", "deck.txt"),
        ("Anna B. Clark", "", "Anna B. Clark.jsonl"),
    ],
)
def test_a_name_without_an_ending_gets_the_one_that_was_chosen(
    parent: QWidget, answer: Answer, typed: str, wanted: str, file: str
) -> None:
    answer(f"/folder/{typed}", wanted)
    assert ask_file_to_write(parent, "Where?", "x", LINES, TEXT) == Path("/folder") / file


def test_a_file_to_read_is_taken_as_it_is(parent: QWidget, answer: Answer) -> None:
    asked = answer("/folder/mine", "")
    assert ask_file_to_read(parent, "Which?", progress_file()) == Path("/folder/mine")
    assert asked == ["Which?", "", "Progress of QuizApp (*.quizprogress)"]
    answer("", "")
    assert ask_file_to_read(parent, "Which?", TEXT) is None


def test_progress_is_carried_by_the_files_that_were_asked_for(
    hands: Hands, answer: Answer, tmp_path: Path
) -> None:
    settings = hands.go("settings")
    assert isinstance(settings, SettingsScreen)
    asked = answer(str(tmp_path / "mine"), "")
    settings._ask_carry_out()
    hands.settle()
    assert asked[1] == "QuizApp.quizprogress"
    assert (tmp_path / "mine.quizprogress").exists()
    answer(str(tmp_path / "mine.quizprogress"), "")
    settings._ask_carry_in()
    hands.settle()
    assert "40 answers added" in hands.window.banner.text


def test_the_answers_of_a_deleted_learner_go_to_the_file_that_was_asked_for(
    hands: Hands, answer: Answer, tmp_path: Path
) -> None:
    anna = hands.app.learners.add("Anna / B.")
    screen = hands.go("learners")
    assert isinstance(screen, LearnersScreen)
    asked = answer(str(tmp_path / "anna"), "")
    screen._ask_file(anna)
    hands.settle()
    hands.settle()
    assert asked[1] == "Anna - B..quizprogress"
    assert str(tmp_path / "anna.quizprogress") in hands.window.banner.text
