"""Settings: made from their descriptions, in force at once, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Hands, Key
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QSpinBox,
)

from quizapp.domain.ports import CheckReport
from quizapp.settings import SETTINGS, Settings
from quizapp.ui.about import AboutDialog
from quizapp.ui.ask_whose import WhoseDialog
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.screens.settings import SettingsScreen
from quizapp.ui.screens.study import StudyScreen


@pytest.fixture
def screen(hands: Hands) -> SettingsScreen:
    made = hands.go("settings")
    hands.settle()
    assert isinstance(made, SettingsScreen)
    return made


def spin(screen: SettingsScreen, key: str) -> QSpinBox:
    field = screen.fields[key]
    assert isinstance(field, QSpinBox)
    return field


def test_every_setting_has_a_field_with_its_name_and_help(screen: SettingsScreen) -> None:
    shown = [spec for spec in SETTINGS if spec.shown]
    assert set(screen.fields) == {spec.key for spec in shown}
    for spec in shown:
        assert screen.fields[spec.key].accessibleName() == spec.label
        assert screen.fields[spec.key].accessibleDescription() == spec.help


def test_a_change_holds_at_once_and_is_kept(hands: Hands, screen: SettingsScreen) -> None:
    spin(screen, "new_per_day").setValue(35)
    hands.settle()
    assert hands.app.settings.new_per_day == 35
    assert Settings.load(hands.app.paths.settings_file).new_per_day == 35


def test_a_share_is_shown_in_percent(hands: Hands, screen: SettingsScreen) -> None:
    field = spin(screen, "target_retention")
    assert field.text() == "90 %"
    assert (field.minimum(), field.maximum()) == (70, 97)
    field.setValue(85)
    hands.settle()
    assert hands.app.settings.target_retention == pytest.approx(0.85)


def test_the_appearance_changes_before_the_eyes(hands: Hands, screen: SettingsScreen) -> None:
    field = screen.fields["theme"]
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData("dark"))
    hands.settle()
    assert hands.window.desk.theme.dark
    spin(screen, "text_size").setValue(150)
    hands.settle()
    assert QApplication.font().pixelSize() == 21


def test_keys_make_text_larger_and_smaller_within_its_limits(
    hands: Hands, screen: SettingsScreen
) -> None:
    hands.ctrl(Key.Key_Plus)
    assert hands.app.settings.text_size == 110
    assert spin(screen, "text_size").value() == 110
    assert Settings.load(hands.app.paths.settings_file).text_size == 110
    for _ in range(5):
        hands.ctrl(Key.Key_Minus)
    assert hands.app.settings.text_size == 80


def test_a_text_size_changed_by_key_is_saved_once(
    hands: Hands, screen: SettingsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[int] = []
    learners = hands.app.learners
    monkeypatch.setattr(
        learners, "keep_settings", lambda: saved.append(hands.app.settings.text_size)
    )
    hands.ctrl(Key.Key_Plus)
    assert saved == [110]
    assert spin(screen, "text_size").value() == 110


def test_the_wheel_does_not_change_a_field_it_passes_over(screen: SettingsScreen) -> None:
    field = spin(screen, "new_per_day")
    screen.setFocus()
    before = field.value()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(field.mapToGlobal(QPoint(5, 5))), QPoint(0, 0), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(field, event)
    assert field.value() == before


def test_ctrl_b_backs_up_and_the_list_shows_it(hands: Hands, screen: SettingsScreen) -> None:
    hands.ctrl(Key.Key_B)
    assert "Backed up" in hands.window.banner.text
    assert len(hands.app.safe.kept) == 2
    shown = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    assert "2.5 MB" in shown


def test_restoring_asks_first(hands: Hands, screen: SettingsScreen) -> None:
    restore = next(
        b for b in screen.findChildren(QPushButton) if b.accessibleName().startswith("Restore the")
    )
    restore.click()
    box = screen.findChild(ConfirmDialog)
    assert box is not None
    assert hands.app.safe.restored == []
    next(b for b in box.findChildren(QPushButton) if b.text() == "Restore").click()
    hands.settle()
    assert hands.app.safe.restored == [hands.app.safe.kept[0]]
    assert "Restored" in hands.window.banner.text


def test_a_session_does_not_go_on_over_another_deck_file(
    hands: Hands, screen: SettingsScreen
) -> None:
    hands.go("study", ())
    hands.go("settings")
    screen.restore(hands.app.safe.kept[0])
    hands.settle()
    study = hands.go("study")
    assert isinstance(study, StudyScreen)
    assert study.session is None
    assert study.start.isVisible()


def test_the_check_says_what_it_found(hands: Hands, screen: SettingsScreen) -> None:
    hands.ctrl(Key.Key_K)
    assert "in order" in hands.window.banner.text
    screen.show_check(CheckReport(False, ("Page 7 is damaged.",), ("Counts were mended.",)))
    assert hands.window.banner.text == "Page 7 is damaged. Counts were mended."


def test_about_names_versions_and_licences(hands: Hands, screen: SettingsScreen) -> None:
    hands.ctrl(Key.Key_I)
    dialog = screen.findChild(AboutDialog)
    assert dialog is not None
    shown = "\n".join(label.text() for label in dialog.findChildren(QLabel))
    for work in ("QuizApp", "Qt and PySide6", "Inter", "GeoNames", "SIL Open Font License"):
        assert work in shown
    dialog.close()


def test_a_reset_of_what_was_learned_asks_and_can_be_undone(hands: Hands) -> None:
    screen = hands.go("settings")
    assert screen._learned_from.text() == "Learned from 37 verdicts"
    hands.ctrl(Key.Key_R)
    box = screen.findChild(ConfirmDialog)
    assert box is not None
    assert hands.app.learn.state.verdicts == 37
    box.agree.click()
    hands.settle()
    assert screen._learned_from.text() == "Learned from 0 verdicts"
    assert screen.reset.text() == "Undo the reset"
    screen.reset.click()
    hands.settle()
    assert screen._learned_from.text() == "Learned from 37 verdicts"
    assert screen.reset.accessibleName() == "Forget what was learned from 37 verdicts"


def test_progress_is_written_to_a_file_and_merged_from_one(
    hands: Hands, screen: SettingsScreen, tmp_path: Path
) -> None:
    screen.write_progress(tmp_path / "mine.quizprogress")
    hands.settle()
    assert (tmp_path / "mine.quizprogress").exists()
    assert "12 answers written to mine.quizprogress" in hands.window.banner.text
    screen.merge_progress(tmp_path / "mine.quizprogress")
    hands.settle()
    said = hands.window.banner.text
    assert "40 answers added, 12 already here." in said
    assert "1 are about questions that are not here" in said
    assert screen.carry_in.isEnabled()


def test_what_is_no_progress_file_says_so(
    hands: Hands, screen: SettingsScreen, tmp_path: Path
) -> None:
    screen.merge_progress(tmp_path / "bad.quizprogress")
    hands.settle()
    assert "not a progress file" in hands.window.banner.text
    assert screen.carry_in.isEnabled()


def test_a_file_that_names_another_learner_asks_whose_the_answers_are(
    hands: Hands, screen: SettingsScreen, tmp_path: Path
) -> None:
    hands.app.carry.whose_name = "Anna"
    screen.merge_progress(tmp_path / "anna.quizprogress")
    hands.settle()
    box = screen.findChild(WhoseDialog)
    assert box is not None
    assert hands.app.carry.merged_into == []
    assert box.choice.currentText() == "A new learner: Anna"
    box.agree.click()
    hands.settle()
    assert hands.app.carry.merged_into == ["id-Anna"]
    assert "40 answers added" in hands.window.banner.text


def test_whose_answers_they_are_can_be_left_open(
    hands: Hands, screen: SettingsScreen, tmp_path: Path
) -> None:
    hands.app.carry.whose_name = "Anna"
    screen.merge_progress(tmp_path / "anna.quizprogress")
    hands.settle()
    box = screen.findChild(WhoseDialog)
    assert box is not None
    box.reject()
    hands.settle()
    assert hands.app.carry.merged_into == []
    assert screen.carry_in.isEnabled()
