"""Several learners in the window: switching, their screen, PINs, class lists, and old files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from conftest import Hands, Key
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import bootstrap
from quizapp.domain.review import Form
from quizapp.paths import Paths
from quizapp.services import own_name
from quizapp.services.application import Application
from quizapp.settings import Settings
from quizapp.ui import last_home
from quizapp.ui.ask_pin import NewPinDialog, PinDialog
from quizapp.ui.background import Background
from quizapp.ui.class_list import ClassListDialog
from quizapp.ui.desk import QUESTIONS, REVIEWS, SETTINGS, Desk
from quizapp.ui.models.learners import LearnerModel
from quizapp.ui.program import Program
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.learners import LearnersScreen
from quizapp.ui.screens.progress import ProgressScreen
from quizapp.ui.screens.settings import SettingsScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.who_learns import WhoLearns
from quizapp.ui.window import Window


@dataclass
class Real(Hands):
    """Hands at a window over a real deck file."""

    app: Application  # type: ignore[assignment]

    def settle(self) -> None:
        for _ in range(2):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.window.desk.background.busy, timeout=30_000)
        QApplication.processEvents()

    def add(self, *names: str) -> None:
        self.app.learners.add_many(names)

    def id(self, name: str) -> str:
        return self.app.learners.called(name).id

    def switch(self, name: str) -> None:
        """By keys alone: Ctrl+L, the arrows, Enter."""
        self.ctrl(Key.Key_L)
        popover = self.window.learners
        assert popover is not None
        names = [popover.list.model.at(row).name for row in range(popover.list.model.rowCount())]
        view = popover.list.view
        while view.currentIndex().row() != names.index(name):
            down = view.currentIndex().row() < names.index(name)
            QTest.keyClick(view, Key.Key_Down if down else Key.Key_Up)
        QTest.keyClick(view, Key.Key_Return)
        self.settle()

    def study(self) -> StudyScreen:
        screen = self.window.screen_named("study")
        assert isinstance(screen, StudyScreen)
        return screen

    def answer_one(self) -> str:
        """Answers the question in front and returns its id."""
        study = self.study()
        assert study.asked is not None
        study.question.answered.emit(study.asked.question.answer, 2000)
        self.settle()
        return study.asked.question.id

    def answers(self, name: str) -> list[str]:
        log = self.app.stores.reviews.reviews(self.id(name))
        return [review.question_id for review in log]


Open = Callable[[], Real]


@pytest.fixture(autouse=True)
def no_system_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_name, "system_name", lambda: "")


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path / "real")


@pytest.fixture
def open_real(theme: Theme, qtbot: QtBot, paths: Paths) -> Iterator[Open]:
    opened: list[Real] = []

    def make() -> Real:
        theme.set_look("light", 100)
        app = bootstrap(paths)
        window = Window(Desk(Background(), theme), paths.config / "window.ini")
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        window.open(app)
        hands = Real(window, app, qtbot)
        opened.append(hands)
        hands.settle()
        return hands

    yield make
    for hands in opened:
        hands.window.close()
        hands.window.desk.background.close(hands.app.close)
        hands.window.deleteLater()
    QApplication.processEvents()
    theme.set_look("light", 100)


@pytest.fixture
def real(open_real: Open) -> Real:
    return open_real()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


# Switching


def test_who_was_just_added_is_a_click_away(real: Real) -> None:
    real.go("learners").add_learner("Anna")
    real.settle()
    assert real.window.banner.text == "Anna was added."
    assert real.window.banner._act.text() == "Switch to Anna"
    real.window.banner._act.click()
    real.settle()
    assert real.window.banner.text == "Now learning: Anna"


def test_two_learners_answer_the_same_question_and_their_logs_are_apart(real: Real) -> None:
    real.add("Anna", "Ben")
    real.switch("Anna")
    assert real.window.banner.text == "Now learning: Anna"
    real.go("study", ())
    first = real.answer_one()
    real.switch("Ben")
    real.go("study", ())
    assert real.answer_one() == first, "to Ben it is as new as it was to Anna"
    assert real.answers("Anna") == real.answers("Ben") == [first]
    assert real.answers("Me") == []


def test_a_switch_in_the_middle_of_a_session_loses_nothing(real: Real) -> None:
    real.add("Anna")
    real.go("study", ())
    answered = [real.answer_one()]
    real.study().question.confirm()
    real.settle()
    answered.append(real.answer_one())
    real.switch("Anna")
    study = real.study()
    assert study.session is None
    assert study.start.isVisible()
    assert "20 new" in study.start.text
    assert real.answers("Me") == answered
    assert real.answers("Anna") == []
    real.switch("Me")
    real.go("study", ())
    assert study.asked is not None
    assert study.asked.question.id not in answered


def test_everything_on_screen_is_the_others_at_once(real: Real) -> None:
    real.add("Anna")
    real.go("study", ())
    real.answer_one()
    progress, home = real.go("progress"), real.go("home")
    assert isinstance(progress, ProgressScreen)
    assert isinstance(home, HomeScreen)
    assert progress.picture is not None
    assert home.data is not None
    assert home.data.overview.reviews == 1
    waiting = real.window.rail.buttons["study"].accessibleDescription
    real.app.stores.reviews.replace_memory("me", _all_due(real.app))
    real.go("home")
    real.window.desk.changed.emit("reviews")
    real.settle()
    assert waiting() == "1 question waits"
    real.switch("Anna")
    assert real.window.rail.learner.accessibleName() == "Learner: Anna"
    assert home.data.overview.reviews == 0
    assert waiting() == ""
    assert progress.picture is None
    real.go("progress")
    assert "Your progress will show here" in words(progress)


def _all_due(app: Application) -> list:
    from dataclasses import replace

    (review,) = app.stores.reviews.reviews("me")
    memory = app.stores.reviews.memory("me", review.question_id)
    assert memory is not None
    return [replace(memory, due=date(2020, 1, 1))]


def test_a_switch_reaches_every_screen_that_shows_a_learner(real: Real) -> None:
    real.add("Anna")
    for name in ("study", "progress", "timeline", "map", "exam", "questions", "settings"):
        real.go(name)
        real.switch("Anna" if real.app.learners.present.name == "Me" else "Me")
        assert real.window.now == name
        assert real.window.banner.property("tone") != "wrong", name
    real.app.exam._undo.append(("id", None))
    real.switch("Me" if real.app.learners.present.name == "Anna" else "Anna")
    assert not real.app.exam.can_undo, "what another learner did is not theirs to undo"


def test_a_course_that_comes_late_is_left_aside(real: Real) -> None:
    real.go("study", ())
    real.answer_one()
    progress = real.go("progress")
    assert isinstance(progress, ProgressScreen)
    course, asked_for = progress.course, progress._asked_for
    assert course is not None
    real.add("Anna")
    real.switch("Anna")
    progress._course_came(course, asked_for)
    assert progress.course is None


def test_text_size_and_settings_of_study_change_with_the_learner(real: Real) -> None:
    real.add("Anna")
    settings = real.go("settings")
    assert isinstance(settings, SettingsScreen)
    new, size = settings.fields["new_per_day"], settings.fields["text_size"]
    assert isinstance(new, QSpinBox)
    assert isinstance(size, QSpinBox)
    new.setValue(7)
    size.setValue(120)
    real.settle()
    assert "For Me only" in words(settings)
    real.switch("Anna")
    assert (new.value(), size.value()) == (20, 100)
    assert QApplication.font().pixelSize() == 14
    assert "For Anna only" in words(settings)
    real.switch("Me")
    assert (new.value(), size.value()) == (7, 120)
    assert QApplication.font().pixelSize() == 17


def test_two_clicks_switch(real: Real) -> None:
    real.add("Anna")
    real.window.rail.learner.click()
    real.settle()
    popover = real.window.learners
    assert popover is not None
    popover.list.view.clicked.emit(popover.list.model.index(0))
    real.settle()
    assert real.window.learners is None
    assert real.app.learners.present.name == "Anna"


def test_many_are_found_by_typing(real: Real) -> None:
    real.add(*(f"Pupil {number}" for number in range(20)), "Zoë Zweig")
    real.ctrl(Key.Key_L)
    popover = real.window.learners
    assert popover is not None
    assert popover.list.field.isVisible()
    QTest.keyClicks(popover.list.field, "zwei")
    QTest.keyClick(popover.list.field, Key.Key_Return)
    real.settle()
    assert real.app.learners.present.name == "Zoë Zweig"


def test_who_is_called_by_nobody_is_said(real: Real) -> None:
    real.add(*(f"Pupil {number}" for number in range(20)))
    real.ctrl(Key.Key_L)
    popover = real.window.learners
    assert popover is not None
    QTest.keyClicks(popover.list.field, "q")
    assert "Nobody here is called that." in words(popover)
    QTest.keyClick(popover.list.field, Key.Key_Return)
    popover.close()
    real.settle()
    assert real.app.learners.present.name == "Me"


def test_alone_the_rail_says_the_name_and_no_more(real: Real) -> None:
    assert real.window.rail.learner.text().strip() == "Me"
    real.ctrl(Key.Key_L)
    popover = real.window.learners
    assert popover is not None
    assert popover.list.model.rowCount() == 1
    popover.manage.click()
    real.settle()
    assert real.window.now == "learners"
    assert real.window.rail.buttons["settings"].isChecked()


def test_the_model_keeps_the_rules_of_models(real: Real) -> None:
    real.add("Anna", "Ben")
    model = LearnerModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert isinstance(model, QAbstractItemModel)
    model.show_learners(real.app.learners.everyone().here)
    model.narrow("e")
    assert [model.at(row).name for row in range(model.rowCount())] == ["Ben", "Me"]


# PINs


def test_a_wrong_pin_keeps_the_seat_and_says_so(real: Real) -> None:
    real.add("Anna")
    real.app.learners.set_pin(real.id("Anna"), "2468")
    real.switch("Anna")
    dialog = real.window.findChild(PinDialog)
    assert dialog is not None
    dialog.field.setText("1111")
    dialog.agree.click()
    real.settle()
    assert dialog.isVisible()
    assert "not the PIN of Anna" in words(dialog)
    assert '--clear-pin "Anna"' in words(dialog)
    assert "encrypts nothing" in words(dialog)
    assert real.app.learners.present.name == "Me"
    dialog.field.setText("2468")
    dialog.agree.click()
    real.settle()
    assert real.app.learners.present.name == "Anna"


def test_after_wrong_tries_the_dialog_waits(real: Real) -> None:
    real.add("Anna")
    real.app.learners.set_pin(real.id("Anna"), "2468")
    real.switch("Anna")
    dialog = real.window.findChild(PinDialog)
    assert dialog is not None
    for _ in range(3):
        dialog.field.setText("1111")
        dialog.agree.click()
        real.settle()
    dialog.field.setText("2468")
    assert not dialog.agree.isEnabled()
    assert "Try again in 2 seconds" in words(dialog)
    real.qtbot.waitUntil(dialog.agree.isEnabled, timeout=5000)
    dialog.reject()


def test_a_pin_is_set_when_both_fields_agree_and_taken_away_with_it(real: Real) -> None:
    screen = real.go("learners")
    assert isinstance(screen, LearnersScreen)
    screen.ask_new_pin(real.app.learners.present)
    dialog = screen.findChild(NewPinDialog)
    assert dialog is not None
    dialog.new.setText("2468")
    dialog.again.setText("2469")
    assert not dialog.agree.isEnabled()
    assert "not the same" in words(dialog)
    dialog.again.setText("2468")
    dialog.agree.click()
    real.settle()
    assert real.app.learners.present.has_pin
    screen.take_pin_away(real.app.learners.present)
    ask = screen.findChild(PinDialog)
    assert ask is not None
    ask.field.setText("2468")
    ask.agree.click()
    real.settle()
    assert not real.app.learners.present.has_pin


def test_at_the_start_nothing_shows_before_the_pin(
    qapp: QApplication, qtbot: QtBot, paths: Paths
) -> None:
    app = bootstrap(paths)
    app.learners.set_pin("me", "2468")
    app.learners.add("Anna")
    app.close()
    settings = Settings.load(paths.settings_file)
    program = Program(["quizapp"], lambda: bootstrap(paths, settings=settings), settings, paths)
    program.begin()
    try:
        qtbot.waitUntil(lambda: not program.background.busy, timeout=30_000)
        qtbot.waitUntil(lambda: isinstance(program.window.stack.currentWidget(), WhoLearns))
        qtbot.waitUntil(lambda: not program.background.busy)
        page = program.window.stack.currentWidget()
        assert isinstance(page, WhoLearns)
        assert not program.desk.ready
        program.window.go("progress")
        assert program.window.stack.currentWidget() is page, "no key leads past it"
        dialog = page.findChild(PinDialog)
        assert dialog is not None
        dialog.field.setText("2468")
        dialog.agree.click()
        qtbot.waitUntil(lambda: program.desk.ready)
        qtbot.waitUntil(lambda: not program.background.busy)
        assert program.window.rail.learner.accessibleName() == "Learner: Me"
    finally:
        program.window.close()
        program.end()
        program.window.deleteLater()
    assert not (paths.config / "home.json").exists(), "no picture of what a PIN keeps"


def test_a_picture_from_before_a_pin_was_set_goes_at_once_and_only_then(
    qapp: QApplication, qtbot: QtBot, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = paths.config / "home.json"
    paths.config.mkdir(parents=True, exist_ok=True)
    picture.write_text("{}")
    forgotten: list[Path] = []
    forget = last_home.forget
    monkeypatch.setattr(last_home, "forget", lambda file: (forgotten.append(file), forget(file)))
    settings = Settings.load(paths.settings_file)
    program = Program(["quizapp"], lambda: bootstrap(paths, settings=settings), settings, paths)
    program.begin()
    try:
        qtbot.waitUntil(lambda: program.desk.ready, timeout=30_000)
        hands = Real(program.window, program.desk.services, qtbot)
        screen = hands.go("learners")
        assert isinstance(screen, LearnersScreen)
        assert picture.exists()
        screen.set_pin(program.desk.services.learners.present, "2468")
        hands.settle()
        assert not picture.exists()
        assert forgotten == [picture]
        for what in (SETTINGS, QUESTIONS, REVIEWS):
            program.desk.changed.emit(what)
        assert forgotten == [picture], "the disk is not asked at every change"
    finally:
        program.window.close()
        program.end()
        program.window.deleteLater()


def test_the_picture_of_home_is_of_one_learner(
    qapp: QApplication, qtbot: QtBot, paths: Paths
) -> None:
    app = bootstrap(paths)
    anna = app.learners.add("Anna")
    app.close()

    def shown(settings: Settings) -> bool:
        program = Program(["quizapp"], lambda: bootstrap(paths, settings=settings), settings, paths)
        program.begin()
        home = program.window.screen_named("home")
        assert isinstance(home, HomeScreen)
        early = home.data is not None
        qtbot.waitUntil(lambda: program.desk.ready, timeout=30_000)
        qtbot.waitUntil(lambda: not program.background.busy)
        program.window.close()
        program.end()
        program.window.deleteLater()
        return early

    assert not shown(Settings.load(paths.settings_file))
    assert shown(Settings.load(paths.settings_file))
    assert not shown(Settings(learner=anna.id)), "Anna does not see the numbers of another"


# The screen of the learners


def test_a_class_of_thirty_is_pasted(real: Real) -> None:
    screen = real.go("learners")
    assert isinstance(screen, LearnersScreen)
    real.press(Key.Key_V, _ctrl_shift())
    dialog = screen.findChild(ClassListDialog)
    assert dialog is not None
    assert not dialog.agree.isEnabled()
    rows = [f"{number};Family {chr(65 + number)};Child;8b" for number in range(1, 26)]
    rows += [f"{number};Family {chr(40 + number) * 2};Child;8b" for number in range(26, 31)]
    dialog.text.setPlainText("\n".join(["No;Surname;First name;Class", *rows, "31;Me;;8b"]))
    assert "30 will be added, 1 left out" in words(dialog)
    assert dialog.agree.text() == "Add 30 learners"
    dialog.agree.click()
    real.settle()
    assert len(screen.rows) == 31
    assert real.window.banner.text == "30 learners added."
    assert real.app.learners.called("Child Family B").name == "Child Family B"


def _ctrl_shift():
    from PySide6.QtCore import Qt

    return Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def test_many_learners_do_not_make_the_screen_wait(real: Real) -> None:
    real.add(*(f"Pupil {number:03}" for number in range(300)), "Zoë Zweig")
    screen = real.go("learners")
    assert isinstance(screen, LearnersScreen)
    assert len(screen.rows) == 60
    assert "242 more" in words(screen)
    real.ctrl(Key.Key_F)
    assert screen.search.hasFocus()
    real.type("zwe")
    assert list(screen.rows) == [real.id("Zoë Zweig")]
    real.type("q")
    assert "Nobody here is called that." in words(screen)


def test_a_learner_is_added_renamed_and_coloured(real: Real) -> None:
    screen = real.go("learners")
    assert isinstance(screen, LearnersScreen)
    real.ctrl(Key.Key_N)
    real.type("Anna")
    real.press(Key.Key_Return)
    assert "Anna" in words(screen)
    anna = real.app.learners.called("Anna")
    screen.rename(anna, "Änne")
    real.settle()
    screen.recolour(real.app.learners.called("Änne"), "pink")
    real.settle()
    assert real.app.learners.called("Änne").colour == "pink"
    screen.rename(real.app.learners.present, "Ada")
    real.settle()
    assert real.window.rail.learner.text().strip() == "Ada"
    screen.add_learner("ada")
    real.settle()
    assert "a learner called ada already" in real.window.banner.text


def test_the_menu_of_a_learner_says_why_the_present_one_stays(real: Real) -> None:
    screen = real.go("learners")
    assert isinstance(screen, LearnersScreen)

    def delete_of(name: str) -> tuple[str, bool]:
        menu = screen.rows[real.id(name)].menu()
        action = menu.actions()[-1]
        found = action.text(), action.isEnabled()
        menu.close()
        return found

    assert delete_of("Me") == ("Delete (the last learner stays)", False)
    screen.add_learner("Anna")
    real.settle()
    assert delete_of("Me") == ("Delete (switch to another first)", False)
    assert delete_of("Anna") == ("Delete…", True)


def test_a_deleted_learner_comes_back_with_all_answers(real: Real, paths: Paths) -> None:
    real.add("Anna")
    real.go("study", ())
    answered = real.answer_one()
    real.switch("Anna")
    screen = real.go("learners")
    assert isinstance(screen, LearnersScreen)
    box = screen.ask_delete(real.app.learners.called("Me"))
    assert "written to a file" in words(box)
    box.agree.click()
    real.settle()
    assert "1 answer written to" in real.window.banner.text
    (file,) = paths.backups.glob("*.quizprogress")
    assert answered in file.read_text(encoding="utf-8")
    assert list(screen.bring_back) == ["me"]
    real.window.activateWindow()  # a desktop does that itself once a dialog is closed
    real.qtbot.waitUntil(real.window.isActiveWindow)
    real.ctrl(Key.Key_Z)
    assert "Me is back." in real.window.banner.text
    assert not screen.bring_back
    real.switch("Me")
    assert real.answers("Me") == [answered]
    assert real.app.stores.reviews.memory("me", answered) is not None


def test_who_says_no_deletes_nobody(real: Real) -> None:
    real.add("Anna")
    screen = real.go("learners")
    assert isinstance(screen, LearnersScreen)
    box = screen.ask_delete(real.app.learners.called("Anna"))
    box.cancel.click()
    real.settle()
    assert real.app.learners.called("Anna")


# Files


def test_an_older_file_has_its_log_still(open_real: Open, paths: Paths) -> None:
    """As QuizApp left it before there were learners: a log, and no row of one."""
    app = bootstrap(paths)
    session = app.study.start()
    assert session.current is not None
    answered = session.current.question.id
    session.as_form(Form.FLIP)
    session.reveal(1000)
    session.rate(3)  # type: ignore[arg-type]
    app.close()
    import sqlite3

    with sqlite3.connect(paths.deck_file) as file:
        file.execute("DELETE FROM learner")
    file.close()
    real = open_real()
    assert real.window.rail.learner.text().strip() == "Me"
    assert real.answers("Me") == [answered]
    assert real.app.home.overview().reviews == 1


def test_a_restored_backup_brings_its_own_learners(real: Real) -> None:
    real.add("Ben")
    settings = real.go("settings")
    assert isinstance(settings, SettingsScreen)
    settings.make_backup()
    real.settle()
    real.add("Anna")
    real.switch("Anna")
    settings.restore(real.app.safe.backups()[0])
    real.settle()
    assert real.app.learners.present.name == "Me"
    assert real.window.rail.learner.text().strip() == "Me"
    assert [line.learner.name for line in real.app.learners.everyone().here] == ["Ben", "Me"]
