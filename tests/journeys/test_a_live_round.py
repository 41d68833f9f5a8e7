"""A teacher with only the window, three pupils with only a tab each: ten questions, live."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from chromium import chromium, complaints
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.domain.game import Phase
from quizapp.domain.task import Accepted, Choose, Option, Task, TrueFalse, Typed
from quizapp.services.live_views import HostView
from quizapp.ui.live.start_dialog import HERE
from quizapp.ui.screens.live import LIST, LiveScreen
from quizapp.ui.screens.results import ResultsScreen
from quizapp.ui.theme import Theme
from tests.ui.real_window import RealWindow, real_window, written

if TYPE_CHECKING:
    from playwright.sync_api import Page

Key = Qt.Key
DECK = "Old Rus"
QUESTIONS, PUPILS = 10, 3
RULERS = ("Oleg", "Igor", "Olga", "Sviatoslav", "Vladimir", "Yaroslav", "Mstislav", "Andrei",
          "Roman", "Daniel", "Ivan", "Dmitry")  # fmt: skip
PATIENCE = 20_000  # ms


def task_about(number: int) -> Task:
    match number % 3:
        case 0:
            return Choose((Option(RULERS[number], 1.0), Option("Nobody"), Option("Everybody")))
        case 1:
            return TrueFalse(is_true=True)
        case _:
            return Typed((Accepted(RULERS[number]),))


class Teacher:
    """Works the window by its keys."""

    def __init__(self, real: RealWindow) -> None:
        self.real = real

    @property
    def page(self) -> LiveScreen:
        page = self.real.window.screen_named("live")
        assert isinstance(page, LiveScreen)
        return page

    @property
    def view(self) -> HostView:
        view = self.page.holding.view
        assert view is not None
        return view

    def until(self, is_so: Callable[[HostView], bool]) -> None:
        page = self.page
        self.real.qtbot.waitUntil(
            lambda: page.holding.view is not None and is_so(page.holding.view), timeout=PATIENCE
        )

    def opens_the_lobby(self) -> None:
        """From the start page: the quizzes, live, and what the dialog proposes, but for the
        deck and for the network."""
        real = self.real
        real.press(Key.Key_8, Qt.KeyboardModifier.ControlModifier)
        real.press(Key.Key_L)
        dialog = self.page.beginning.dialog
        assert dialog is not None
        real.qtbot.waitUntil(lambda: dialog.network.currentData() != "", timeout=PATIENCE)
        real.qtbot.waitUntil(lambda: dialog.play.deck.count() > 0, timeout=PATIENCE)
        dialog.play.deck.setFocus()
        QTest.keyClicks(dialog.play.deck, DECK)
        assert dialog.play.deck.currentText() == DECK
        dialog.network.setFocus()
        QTest.keyClick(dialog.network, Key.Key_End)
        assert dialog.network.currentData() == HERE
        real.qtbot.waitUntil(dialog.start.isEnabled, timeout=PATIENCE)
        QTest.keyClick(dialog, Key.Key_Return)
        self.until(lambda view: view.phase is Phase.LOBBY)

    def goes_on(self, phase: Phase) -> None:
        """By the key of a presenter's remote."""
        self.page.page.stage.setFocus()
        QTest.keyClick(self.page.page.stage, Key.Key_PageDown)
        QApplication.processEvents()
        self.until(lambda view: view.phase is phase)

    def ends_and_looks_at_the_results(self) -> ResultsScreen:
        self.goes_on(Phase.ENDED)
        self.real.press(Key.Key_Escape)
        self.real.qtbot.waitUntil(lambda: self.page._pages.currentIndex() == LIST, timeout=PATIENCE)
        self.real.press(Key.Key_R)
        results = self.real.window.screen_named("results")
        assert isinstance(results, ResultsScreen) and results.isVisible()
        return results


class Pupil:
    """Knows the answers to all questions but those of some of the rulers."""

    def __init__(self, page: Page, unknown: frozenset[str]) -> None:
        self.page = page
        self.unknown = unknown
        self.name = ""
        self.errors = complaints(page)
        page.set_default_timeout(PATIENCE)

    def joins(self, address: str, code: str) -> None:
        """With what stands on the wall, typed."""
        self.page.goto(address)
        other = self.page.get_by_role("button", name="Join as somebody else")
        field = self.page.get_by_label("Code", exact=True)
        other.or_(field).wait_for()
        if other.is_visible():  # a tab beside one that plays
            other.click()
        else:
            field.fill(code.lower())
            self.page.keyboard.press("Enter")
        self.page.get_by_role("button", name="Join", exact=True).click()
        self.page.get_by_text("You are in.").wait_for()
        self.name = self.page.get_by_role("heading").inner_text()

    def answers(self, stem: str, task: Task) -> bool:
        """Whether rightly."""
        self.page.bring_to_front()  # a tab behind another one is painted once a second
        self.page.get_by_role("heading", name=stem).wait_for()
        knows = stem.rsplit(maxsplit=1)[-1].rstrip("?") not in self.unknown
        if isinstance(task, Choose):
            wanted = task.options[0].text if knows else "Nobody"
            self.page.locator(".option", has_text=wanted).click()
        elif isinstance(task, TrueFalse):
            self.page.get_by_role("button", name="True" if knows else "False", exact=True).click()
        else:
            assert isinstance(task, Typed)
            self.page.locator("#line").fill(task.answers[0].text if knows else "Rurik")
            self.page.get_by_role("button", name="Send answer").click()
        self.page.locator(".status.sent").wait_for()
        return knows

    def sees_the_end(self) -> tuple[str, str]:
        """How many were right, and the points."""
        self.page.get_by_role("heading", name="The round is over").wait_for()
        points = self.page.locator(".figures div", has_text="Your points").locator("dd")
        return self.page.locator(".score").inner_text(), points.inner_text()


@pytest.fixture
def teacher(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Teacher]:
    with real_window(Theme(qapp, "light", 100), qtbot, tmp_path / "desk") as real:
        deck = real.app.questions.create_deck(DECK)
        for number, ruler in enumerate(RULERS):
            question = written(number, f"What is told of {ruler}?", task_about(number))
            real.app.author.save(question, deck.id, {})
        made = Teacher(real)
        yield made
        made.page.holding.stop()


@pytest.fixture
def pupils() -> Iterator[list[Pupil]]:
    """Three tabs of one browser."""
    with chromium() as browser:
        context = browser.new_context(locale="en-GB")
        knowing = (RULERS[:0], RULERS[:6], RULERS)
        yield [Pupil(context.new_page(), frozenset(unknown)) for unknown in knowing]
        context.close()


def test_ten_questions_for_three_tabs_and_the_phones_the_window_and_the_results_agree(
    teacher: Teacher, pupils: list[Pupil]
) -> None:
    teacher.opens_the_lobby()
    assert teacher.view.total == QUESTIONS
    door = teacher.page.page.stage.door
    for pupil in pupils:
        pupil.joins(door.url, door.code)
    teacher.until(lambda view: view.present == PUPILS)
    right = dict.fromkeys((pupil.name for pupil in pupils), 0)
    assert len(right) == PUPILS

    for place in range(QUESTIONS):
        teacher.goes_on(Phase.OPEN)
        posed = teacher.view.posed
        assert posed is not None and teacher.view.place == place
        for pupil in pupils:
            right[pupil.name] += pupil.answers(posed.question.stem, posed.task)
        teacher.until(lambda view: view.answered == PUPILS)
        teacher.goes_on(Phase.REVEAL)
    results = teacher.ends_and_looks_at_the_results()

    assert right[pupils[0].name] == QUESTIONS and right[pupils[2].name] == 0
    for pupil in pupils:
        count = right[pupil.name]
        assert pupil.sees_the_end() == (f"{count} of {QUESTIONS} right", str(count))
        assert pupil.errors == []
    table = results.learners.widget
    shown = {
        table.item(row, 0).text(): table.item(row, 1).text()  # type: ignore[union-attr]
        for row in range(table.rowCount())
    }
    assert shown == {name: str(count) for name, count in right.items()}
