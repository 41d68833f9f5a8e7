"""Work that takes long: how far it is, and Cancel, which leaves everything as it was."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Hands, Key
from PySide6.QtTest import QTest

from quizapp.services.watching import Watch
from quizapp.ui import long_work
from quizapp.ui.ask_pin import PinDialog
from quizapp.ui.long_work import WorkDialog
from quizapp.ui.screens.learners import LearnersScreen
from quizapp.ui.screens.screen import Screen
from quizapp.ui.screens.settings import SettingsScreen


class Slowly:
    """Long work that stands still until ``go_on``, half way through."""

    def __init__(self) -> None:
        self._may_go_on = threading.Event()

    def hold(self, watch: Watch) -> None:
        watch.look(0.5, "Writing the answers")
        self._may_go_on.wait(20)
        watch.look(0.75, "Nearly done")

    def hold_after_the_last_look(self, watch: Watch) -> None:
        watch.no_way_back()
        self._may_go_on.wait(20)

    def go_on(self) -> None:
        self._may_go_on.set()


@pytest.fixture
def slowly(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Iterator[Slowly]:
    monkeypatch.setattr(long_work, "PATIENCE", 0)
    made = Slowly()
    hands.app.carry.hold = made.hold
    yield made
    made.go_on()


def dialog_of(hands: Hands, screen: Screen) -> WorkDialog:
    """The dialog, once the work has said how far it is."""

    def shown() -> list[WorkDialog]:
        return [each for each in screen.findChildren(WorkDialog) if each.isVisible()]

    hands.qtbot.waitUntil(lambda: bool(shown()), timeout=5000)
    (box,) = shown()
    return box


def half_way(hands: Hands, screen: Screen) -> WorkDialog:
    box = dialog_of(hands, screen)
    hands.qtbot.waitUntil(lambda: box.progress.value() == 500, timeout=5000)
    return box


@pytest.fixture
def settings(hands: Hands) -> SettingsScreen:
    screen = hands.go("settings")
    assert isinstance(screen, SettingsScreen)
    return screen


@pytest.fixture
def learners(hands: Hands) -> LearnersScreen:
    hands.app.learners.add("Anna")
    screen = hands.go("learners")
    assert isinstance(screen, LearnersScreen)
    return screen


def test_writing_progress_says_how_far_it_is_and_cancel_ends_it(
    hands: Hands, slowly: Slowly, settings: SettingsScreen, tmp_path: Path
) -> None:
    file = tmp_path / "mine.quizprogress"
    settings.write_progress(file)
    box = half_way(hands, settings)
    assert box.windowTitle() == "Writing your progress to mine.quizprogress"
    assert box.said.text() == "Writing the answers"
    assert box.progress.accessibleName() == "Progress"
    QTest.keyClick(box, Key.Key_Return)
    assert box.cancel.isEnabled(), "an Enter too much does not cancel"
    QTest.keyClick(box, Key.Key_Escape)
    assert box.said.text() == "Stopping"
    assert box.isVisible(), "until it has stopped indeed"
    slowly.go_on()
    hands.settle()
    assert not settings.findChildren(WorkDialog)
    assert hands.window.banner.text == "Cancelled. No file was written."
    assert not file.exists()


def test_a_merge_can_be_cancelled_and_tried_again(
    hands: Hands, slowly: Slowly, settings: SettingsScreen, tmp_path: Path
) -> None:
    settings.merge_progress(tmp_path / "mine.quizprogress")
    half_way(hands, settings).cancel.click()
    slowly.go_on()
    hands.settle()
    assert hands.window.banner.text == "Cancelled. Nothing was merged."
    assert hands.app.carry.merged_into == []
    assert settings.carry_in.isEnabled()
    settings.merge_progress(tmp_path / "mine.quizprogress")
    hands.settle()
    assert "40 answers added" in hands.window.banner.text


def test_a_cancelled_merge_into_a_new_learner_adds_nobody(
    hands: Hands, slowly: Slowly, settings: SettingsScreen, tmp_path: Path
) -> None:
    settings.merge_into(tmp_path / "ben.quizprogress", "Ben")
    half_way(hands, settings).cancel.click()
    slowly.go_on()
    hands.settle()
    assert [one.name for one in hands.app.learners.rows] == ["Me"]


def test_once_it_is_written_there_is_no_way_back(
    hands: Hands, slowly: Slowly, settings: SettingsScreen, tmp_path: Path
) -> None:
    hands.app.carry.hold = slowly.hold_after_the_last_look
    settings.merge_progress(tmp_path / "mine.quizprogress")
    box = dialog_of(hands, settings)
    hands.qtbot.waitUntil(lambda: not box.cancel.isEnabled(), timeout=5000)
    QTest.keyClick(box, Key.Key_Escape)
    slowly.go_on()
    hands.settle()
    assert "40 answers added" in hands.window.banner.text


@pytest.mark.parametrize("pin", ["", "2468"])
def test_deleting_a_learner_says_how_far_it_is_and_cancel_leaves_them(
    hands: Hands, slowly: Slowly, learners: LearnersScreen, pin: str
) -> None:
    service = hands.app.learners
    if pin:
        service.pins["id-Anna"] = pin
        learners.opened()
        hands.settle()

    def delete() -> None:
        learners.delete(service._one("id-Anna"))
        if pin:
            box = learners.findChildren(PinDialog)[-1]
            box.field.setText(pin)
            box.agree.click()

    delete()
    box = half_way(hands, learners)
    assert box.windowTitle() == "Writing the answers of Anna"
    box.cancel.click()
    slowly.go_on()
    hands.settle()
    said = "Cancelled. Anna was not deleted, and no file was written."
    assert hands.window.banner.text == said
    assert service._one("id-Anna").deleted_at is None
    delete()
    hands.settle()
    hands.settle()
    assert service._one("id-Anna").deleted_at is not None


def test_what_is_done_at_once_shows_no_dialog(
    hands: Hands, settings: SettingsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[WorkDialog] = []
    monkeypatch.setattr(WorkDialog, "open", opened.append)
    settings.write_progress(tmp_path / "mine.quizprogress")
    hands.settle()
    hands.qtbot.wait(long_work.PATIENCE + 100)
    assert "12 answers written" in hands.window.banner.text
    assert opened == []


def test_the_end_of_the_program_ends_the_work(
    hands: Hands, slowly: Slowly, settings: SettingsScreen, tmp_path: Path
) -> None:
    asked: list[Callable[[], bool]] = []
    hold = hands.app.carry.hold

    def held(watch: Watch) -> None:
        asked.append(watch.stop)
        hold(watch)

    hands.app.carry.hold = held
    settings.write_progress(tmp_path / "mine.quizprogress")
    half_way(hands, settings)
    threading.Timer(0.1, slowly.go_on).start()
    hands.window.desk.background.close()
    assert asked[0]()
    assert not (tmp_path / "mine.quizprogress").exists()
