"""Texts as long as in German: nothing is cut off, nothing runs out of the window.

A translator that lengthens every text by a third stands for the language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
)
from sample_application import SampleApplication

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.review import Form
from quizapp.ui.screens import SCREENS

LONGER = 0.35


class German(QTranslator):
    """Lengthens each text; what is to be filled in stays as it is."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        more = max(2, round(len(text) * LONGER))
        return text + ("en" * more)[:more] if any(map(str.isalpha, text)) else text

    def isEmpty(self) -> bool:  # noqa: N802 - Qt calls it so
        return False


@pytest.fixture
def german(open_window: Make, sample: SampleApplication, qapp: QApplication) -> Iterator[Hands]:
    translator = German(qapp)
    qapp.installTranslator(translator)
    hands = open_window(sample)
    yield hands
    qapp.removeTranslator(translator)


def cut_off(hands: Hands) -> list[str]:
    """Buttons whose words do not fit into them, and areas that scroll sideways."""
    screen = hands.window.screen_named(hands.window.now)
    found = []
    for button in screen.findChildren(QAbstractButton):
        if not button.isVisible() or not isinstance(button, QPushButton | QToolButton):
            continue
        if button.text() and button.width() < button.minimumSizeHint().width() - 1:
            found.append(f"{button.text()}: {button.width()} px")
    for label in screen.findChildren(QLabel):
        shown = label.isVisible() and not label.wordWrap() and label.pixmap().isNull()
        if shown and label.width() < label.minimumSizeHint().width() - 1:
            found.append(f"{label.text()}: {label.width()} px")
    for area in screen.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum():
            found.append(f"{area.accessibleName()} scrolls sideways")
    if screen.minimumSizeHint().width() > screen.width():
        found.append(f"needs {screen.minimumSizeHint().width()} of {screen.width()} px")
    return found


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("name", [entry.name for entry in SCREENS])
def test_long_words_fit_every_screen(german: Hands, name: str, size: tuple[int, int]) -> None:
    german.window.resize(*size)
    german.go(name)
    assert german.window.rail.isVisible()
    assert cut_off(german) == []


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_long_words_fit_the_page_of_a_question(german: Hands, size: tuple[int, int]) -> None:
    german.window.resize(*size)
    german.go("study", ())
    assert cut_off(german) == []
    german.press(Key.Key_T)
    assert cut_off(german) == []
    german.ctrl(Key.Key_F)
    assert cut_off(german) == []
    study = german.window.screen_named("study")
    assert study.asked.form is Form.FLIP
    german.press(Key.Key_Space)
    assert cut_off(german) == []


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_long_words_fit_the_timeline_and_a_fact_of_it(german: Hands, size: tuple[int, int]) -> None:
    day = HistoricalDate(new_style=DatePoint(1872, 6, 14), old_style=DatePoint(1872, 6, 2))
    questions = german.app.memory.questions
    questions["q1"] = replace(questions["q1"], date=day)
    german.window.resize(*size)
    german.go("timeline")
    assert cut_off(german) == []
    german.press(Key.Key_Right)
    german.press(Key.Key_Return)
    assert cut_off(german) == []
    german.press(Key.Key_V)
    assert cut_off(german) == []


def test_the_translator_of_these_tests_does_lengthen(german: Hands) -> None:
    study = german.go("study")
    assert study.begin.text() == "Starten"


@pytest.mark.parametrize("name", [entry.name for entry in SCREENS])
def test_text_of_twice_the_size_fits_every_screen(hands: Hands, name: str) -> None:
    hands.window.desk.theme.set_look("light", 200)
    hands.window.resize(1024, 700)
    hands.go(name)
    assert cut_off(hands) == []
    assert hands.window.rail.minimumSizeHint().height() <= 700


def test_text_of_twice_the_size_fits_the_page_of_a_question(hands: Hands) -> None:
    hands.window.desk.theme.set_look("light", 200)
    hands.window.resize(1024, 700)
    hands.go("study", ())
    assert cut_off(hands) == []
    hands.press(Key.Key_1)
    assert cut_off(hands) == []


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
