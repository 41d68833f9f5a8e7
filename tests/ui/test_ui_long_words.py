"""Texts as long as in German: nothing is cut off, nothing runs out of the window.

A translator that lengthens every text by a third stands for the language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from readable import German, cut_off
from sample_application import SampleApplication

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.review import Form
from quizapp.ui.screens import SCREENS


@pytest.fixture
def german(open_window: Make, sample: SampleApplication, qapp: QApplication) -> Iterator[Hands]:
    translator = German(qapp)
    qapp.installTranslator(translator)
    hands = open_window(sample)
    yield hands
    qapp.removeTranslator(translator)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("name", [entry.name for entry in SCREENS])
def test_long_words_fit_every_screen(german: Hands, name: str, size: tuple[int, int]) -> None:
    german.window.resize(*size)
    german.go(name)
    assert german.window.rail.isVisible()
    assert cut_off(german.window) == []


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_long_words_fit_the_page_of_a_question(german: Hands, size: tuple[int, int]) -> None:
    german.window.resize(*size)
    german.go("study", ())
    assert cut_off(german.window) == []
    german.press(Key.Key_T)
    assert cut_off(german.window) == []
    german.ctrl(Key.Key_F)
    assert cut_off(german.window) == []
    study = german.window.screen_named("study")
    assert study.asked.form is Form.FLIP
    german.press(Key.Key_Space)
    assert cut_off(german.window) == []


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_long_words_fit_the_timeline_and_a_fact_of_it(german: Hands, size: tuple[int, int]) -> None:
    day = HistoricalDate(new_style=DatePoint(1872, 6, 14), old_style=DatePoint(1872, 6, 2))
    questions = german.app.memory.questions
    questions["q1"] = replace(questions["q1"], date=day)
    german.window.resize(*size)
    german.go("timeline")
    assert cut_off(german.window) == []
    german.press(Key.Key_Right)
    german.press(Key.Key_Return)
    assert cut_off(german.window) == []
    german.press(Key.Key_V)
    assert cut_off(german.window) == []


def test_the_translator_of_these_tests_does_lengthen(german: Hands) -> None:
    study = german.go("study")
    assert study.begin.text() == "Starten"


@pytest.mark.parametrize("name", [entry.name for entry in SCREENS])
def test_text_of_twice_the_size_fits_every_screen(hands: Hands, name: str) -> None:
    hands.window.desk.theme.set_look("light", 200)
    hands.window.resize(1024, 700)
    hands.go(name)
    assert cut_off(hands.window) == []
    assert hands.window.rail.minimumSizeHint().height() <= 700


def test_text_of_twice_the_size_fits_the_page_of_a_question(hands: Hands) -> None:
    hands.window.desk.theme.set_look("light", 200)
    hands.window.resize(1024, 700)
    hands.go("study", ())
    assert cut_off(hands.window) == []
    hands.press(Key.Key_1)
    assert cut_off(hands.window) == []


def test_the_rail_shows_icons_alone_where_large_text_leaves_no_room(hands: Hands) -> None:
    home = hands.window.rail.buttons["home"]
    assert home.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    hands.window.desk.theme.set_look("light", 200)
    hands.window.resize(1280, 800)
    hands.settle()
    assert home.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert home.accessibleName() == "Home"
    hands.window.desk.theme.set_look("light", 100)
    hands.settle()
    assert home.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
