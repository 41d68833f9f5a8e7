"""Everything can be reached by Tab, and every button says what it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from sample_application import SampleApplication

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import State

CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
)  # fmt: skip
STATES = {
    "home": (),
    "study": (),
    "map": (),
    "place on the map": ("map", Key.Key_N, Key.Key_Return),
    "library": (),
    "questions": (),
    "settings": (),
    "learners": (),
    "add": (),
    "progress": (),
    "progress as tables": ("progress", Key.Key_V),
    "review": (),
    "timeline": (),
    "fact on the timeline": ("timeline", Key.Key_Right, Key.Key_Return),
    "timeline as a list": ("timeline", Key.Key_V),
    "exam": (),
    "new exam": ("exam", Key.Key_N),
    "question": ("study", Key.Key_Return),
    "judged": ("study", Key.Key_Return, Key.Key_1),
    "summary": ("study", Key.Key_Return, Key.Key_1, Key.Key_Return, Key.Key_Escape),
    "edited proposal": ("review", Key.Key_E),
    "edited question": ("questions", Key.Key_Return),
    "question in its document": ("library", Key.Key_N),
}


@pytest.fixture
def hands(open_window: Make, sample: SampleApplication) -> Hands:
    sample.memory.questions["q4"] = sample.memory.questions["q4"].with_state(State.DRAFT)
    day = HistoricalDate(new_style=DatePoint(1872, 6, 14))
    sample.memory.questions["q1"] = replace(sample.memory.questions["q1"], date=day)
    return open_window(sample)


def bring_about(hands: Hands, state: str) -> None:
    screen, *keys = STATES[state] or (state,)
    hands.go(screen)
    for key in keys:
        hands.press(key)


def controls(hands: Hands) -> Iterator[QWidget]:
    """What can be used on the screen now; the insides of a field count as the field."""
    for widget in hands.window.findChildren(QWidget):
        inside = isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
        if isinstance(widget, CONTROLS) and not inside and widget.isVisible():
            yield widget


def tab_stops(hands: Hands) -> list[QWidget]:
    stops: list[QWidget] = []
    for _ in range(100):
        hands.press(Key.Key_Tab)
        if hands.focus is None or hands.focus in stops:
            break
        stops.append(hands.focus)
    return stops


@pytest.mark.parametrize("state", STATES)
def test_tab_reaches_every_control(hands: Hands, state: str) -> None:
    bring_about(hands, state)
    start = hands.focus
    assert start is not None
    assert hands.window.isAncestorOf(start)
    stops = [start, *tab_stops(hands)]
    missed = [
        f"{type(control).__name__} {control.accessibleName()}"
        for control in controls(hands)
        if control.isEnabled()
        and control.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and not any(control is stop or control.isAncestorOf(stop) for stop in stops)
    ]
    assert missed == []


@pytest.mark.parametrize("state", STATES)
def test_every_button_has_a_tooltip(hands: Hands, state: str) -> None:
    bring_about(hands, state)
    silent = [
        control.accessibleName() or control.text()
        for control in controls(hands)
        if isinstance(control, QAbstractButton) and not control.toolTip()
    ]
    assert silent == []


def test_tab_goes_into_the_rail_at_every_place(hands: Hands) -> None:
    hands.go("settings")
    stops = tab_stops(hands)
    assert [button for button in hands.window.rail.buttons.values() if button not in stops] == []


def test_a_click_on_the_present_place_keeps_its_mark(hands: Hands) -> None:
    hands.go("library")
    button = hands.window.rail.buttons["library"]
    button.click()
    hands.settle()
    assert button.isChecked()
