"""What is read while nobody waits, and lists that are filled anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from conftest import Make
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sample_application import SampleApplication

import quizapp.ui.ahead
from quizapp.ui.ahead import MODULES
from quizapp.ui.screens import SCREENS
from quizapp.ui.widgets.basics import button, column, label, refilling


def test_every_screen_but_the_first_is_read_ahead() -> None:
    modules = {"add_documents" if entry.name == "add" else entry.name for entry in SCREENS}
    assert set(MODULES) == modules - {"home"}
    assert len(MODULES) == len(set(MODULES))


def test_the_screens_are_read_once_the_window_is_left_alone(
    open_window: Make, sample: SampleApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quizapp.ui.ahead, "AFTER", 1)
    monkeypatch.setattr(quizapp.ui.ahead, "EVERY", 1)
    monkeypatch.delitem(sys.modules, "quizapp.ui.screens.results", raising=False)
    window = open_window(sample).window
    qtbot.waitUntil(lambda: window.ahead.done)
    assert "quizapp.ui.screens.results" in sys.modules
    assert window.now == "home", "nothing is opened"


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    window, shown = QWidget(), QWidget()
    qtbot.addWidget(window)
    window.setLayout(column(shown))
    shown.rows = column(label("old"))  # type: ignore[attr-defined]
    shown.field = QLineEdit()  # type: ignore[attr-defined]
    shown.setLayout(column(shown.field, shown.rows))  # type: ignore[attr-defined]
    window.show()
    qtbot.waitExposed(window)
    yield shown
    window.close()


def test_what_is_filled_in_is_in_sight_when_the_list_is(page: QWidget) -> None:
    with refilling(page.rows):  # type: ignore[attr-defined]
        new = button("new")
        page.rows.addWidget(new)  # type: ignore[attr-defined]
        assert not new.isVisible()
    assert new.isVisible()
    assert page.isVisible()


def test_a_list_out_of_sight_stays_there(page: QWidget) -> None:
    page.hide()
    with refilling(page.rows):  # type: ignore[attr-defined]
        page.rows.addWidget(button("new"))  # type: ignore[attr-defined]
    assert page.isHidden()


def test_the_field_beside_the_list_keeps_the_focus(page: QWidget, qtbot: QtBot) -> None:
    page.activateWindow()
    page.field.setFocus()  # type: ignore[attr-defined]
    qtbot.waitUntil(page.field.hasFocus)  # type: ignore[attr-defined]
    with refilling(page.rows):  # type: ignore[attr-defined]
        page.rows.addWidget(QPushButton("new"))  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is page.field  # type: ignore[attr-defined]
