"""From start to end: the window before the deck, decks that cannot be opened, one window only."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sample_application import SampleApplication

from quizapp.errors import DamagedDeck, DeckInUse, MissingDeck, NewerDeck, SignInNeeded
from quizapp.paths import Paths
from quizapp.settings import Settings
from quizapp.ui import preflight
from quizapp.ui.instance import FirstInstance, call_first, server_name
from quizapp.ui.problems import StartProblem
from quizapp.ui.program import Program, Repair
from quizapp.ui.widgets.sign_in import SignIn


class Starts:
    """Opens a sample application, after the given errors."""

    def __init__(self, paths: Paths, *errors: Exception) -> None:
        self.app = SampleApplication(paths).fill()
        self.errors = list(errors)
        self.gate = threading.Event()
        self.gate.set()

    def __call__(self) -> SampleApplication:
        self.gate.wait(5)
        if self.errors:
            raise self.errors.pop(0)
        return self.app


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.under(tmp_path)


@pytest.fixture
def run(qapp: QApplication, paths: Paths, qtbot: QtBot) -> Iterator[object]:
    programs: list[Program] = []

    def make(start: Starts, repair: Repair | None = None) -> Program:
        program = Program(["quizapp"], start, Settings(theme="light"), paths, repair)  # type: ignore[arg-type]
        programs.append(program)
        program.begin()
        return program

    yield make
    for program in programs:
        program.window.close()
        program.end()
        program.window.deleteLater()
    QApplication.processEvents()


def settle(program: Program, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not program.background.busy)
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not program.background.busy)


def problem_of(program: Program) -> StartProblem:
    page = program.window.stack.currentWidget()
    assert isinstance(page, StartProblem)
    return page


def words(page: StartProblem) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def press(page: StartProblem, text: str) -> None:
    next(b for b in page.findChildren(QPushButton) if b.text() == text).click()


def test_the_window_is_there_before_the_deck_is_open(run, paths: Paths, qtbot: QtBot) -> None:
    start = Starts(paths)
    start.gate.clear()
    program = run(start)
    assert program.window.isVisible()
    assert not program.desk.ready
    program.window.grab()
    start.gate.set()
    settle(program, qtbot)
    assert program.desk.ready


def test_the_deck_is_closed_at_the_end(run, paths: Paths, qtbot: QtBot) -> None:
    start = Starts(paths)
    program = run(start)
    settle(program, qtbot)
    program.end()
    assert start.app.closed


def test_a_deck_in_use_can_be_tried_again(run, paths: Paths, qtbot: QtBot) -> None:
    program = run(Starts(paths, DeckInUse("Another QuizApp has your decks open. Close it first.")))
    settle(program, qtbot)
    assert "Close it first" in words(problem_of(program))
    press(problem_of(program), "Try again")
    settle(program, qtbot)
    assert program.desk.ready
    assert program.window.now == "home"


def test_a_newer_deck_is_named_with_its_fix(run, paths: Paths, qtbot: QtBot) -> None:
    program = run(Starts(paths, NewerDeck("Install that version to open it.")))
    settle(program, qtbot)
    assert "newer QuizApp" in words(problem_of(program))
    assert "Install that version" in words(problem_of(program))


@pytest.mark.parametrize(
    ("choice", "called"),
    [("Restore the newest backup", "restored"), ("Start with an empty deck", "fresh")],
)
def test_a_damaged_deck_offers_the_newest_backup_or_a_fresh_start(
    run, paths: Paths, qtbot: QtBot, choice: str, called: str
) -> None:
    calls: list[str] = []
    repair = Repair(lambda: calls.append("restored"), lambda: calls.append("fresh"))
    damage = DamagedDeck("It was set aside.", newest_backup=Path("backup"))
    program = run(Starts(paths, damage), repair)
    settle(program, qtbot)
    press(problem_of(program), choice)
    settle(program, qtbot)
    assert calls == [called]
    assert program.desk.ready


@pytest.mark.parametrize(
    ("choice", "called"),
    [
        ("Try again", []),
        ("Restore the newest backup", ["restored"]),
        ("Start with an empty deck", ["fresh"]),
    ],
)
def test_a_deck_that_is_not_in_its_place_can_be_put_back_or_restored(
    run, paths: Paths, qtbot: QtBot, choice: str, called: list[str]
) -> None:
    calls: list[str] = []
    repair = Repair(lambda: calls.append("restored"), lambda: calls.append("fresh"))
    missing = MissingDeck("Put it back.", newest_backup=Path("backup"))
    program = run(Starts(paths, missing), repair)
    settle(program, qtbot)
    assert "not in their place" in words(problem_of(program))
    assert problem_of(program).first.text() == "Try again"
    press(problem_of(program), choice)
    settle(program, qtbot)
    assert calls == called
    assert program.desk.ready


def test_a_damaged_deck_without_backups_offers_only_a_fresh_start(
    run, paths: Paths, qtbot: QtBot
) -> None:
    program = run(Starts(paths, DamagedDeck("It was set aside.")), Repair(print, print))
    settle(program, qtbot)
    offered = {button.text() for button in problem_of(program).findChildren(QPushButton)}
    assert offered == {"Start with an empty deck", "Quit"}


def test_an_unknown_failure_says_its_reason(run, paths: Paths, qtbot: QtBot) -> None:
    program = run(Starts(paths, OSError("no such device")))
    settle(program, qtbot)
    assert "no such device" in words(problem_of(program))


def test_a_note_about_the_settings_is_shown(run, paths: Paths, qtbot: QtBot) -> None:
    start = Starts(paths)
    start.app.settings.note = "The settings could not be read, so the usual ones hold."
    program = run(start)
    settle(program, qtbot)
    assert program.window.banner.text == start.app.settings.note


def test_a_second_start_calls_the_first_window(qtbot: QtBot, tmp_path: Path) -> None:
    assert not call_first(tmp_path)
    first = FirstInstance(tmp_path)
    with qtbot.waitSignal(first.called) as plain:
        assert call_first(tmp_path)
    assert plain.args == [""]
    with qtbot.waitSignal(first.called) as heard:
        assert call_first(tmp_path, "play this")
    assert heard.args == ["play this"]
    first.close()
    assert not call_first(tmp_path)


def test_a_socket_left_by_a_killed_process_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path;"
        "from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from quizapp.ui.instance import FirstInstance;"
        "first = FirstInstance(Path(sys.argv[1])); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    first = FirstInstance(tmp_path)
    with qtbot.waitSignal(first.called):
        assert call_first(tmp_path)
    first.close()


def test_every_data_folder_has_its_own_window(tmp_path: Path) -> None:
    assert server_name(tmp_path / "a") != server_name(tmp_path / "b")


def test_without_a_display_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for variable in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    said = preflight.problem()
    assert said is not None
    assert "QT_QPA_PLATFORM=offscreen" in said
    assert "\n" not in said


def test_a_missing_library_is_named_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.setattr(preflight, "_loads", lambda library: False)
    said = preflight.problem()
    assert said is not None
    assert "libxcb-cursor.so.0" in said
    assert "sudo apt install" in said


def test_where_all_is_there_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert preflight.problem() is None


def test_the_window_needs_none_of_the_heavy_libraries() -> None:
    code = (
        "import sys; import quizapp.ui.program, quizapp.ui.screens.home;"
        "heavy = {'spacy', 'typer', 'rich', 'lxml', 'sqlalchemy', 'alembic', 'numpy', 'fsrs',"
        " 'docx', 'pypdfium2', 'selectolax', 'asyncio', 'quizapp.domain.task',"
        " 'quizapp.domain.date_grammar', 'quizapp.domain.quiz', 'quizapp.services.home'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_a_shared_database_with_accounts_asks_who_is_there_until_it_is_right(
    qapp: QApplication, paths: Paths, qtbot: QtBot
) -> None:
    told: list[tuple[str, str]] = []
    starts = Starts(paths, SignInNeeded("Say who you are."), SignInNeeded("Not its password."))
    program = Program(
        ["quizapp"], starts, Settings(theme="light"), paths,  # type: ignore[arg-type]
        sign_in=lambda name, password: told.append((name, password)),
    )  # fmt: skip
    program.begin()
    try:
        settle(program, qtbot)
        page = _sign_in(program)
        assert page.refused.isHidden(), "nobody has tried yet"
        assert page.password.echoMode() is QLineEdit.EchoMode.Password
        page.go.click()
        assert told == [], "without a name there is nothing to try"
        page.name.setText(" Ada ")
        page.password.setText("wrong horse")
        qtbot.keyClick(page.password, Qt.Key.Key_Return)
        settle(program, qtbot)
        again = _sign_in(program)
        assert (again.name.text(), again.password.text()) == ("Ada", "")
        assert again.refused.text() == "Not its password."
        again.password.setText("right horse")
        again.go.click()
        settle(program, qtbot)
        assert told == [("Ada", "wrong horse"), ("Ada", "right horse")]
        assert not isinstance(program.window.stack.currentWidget(), SignIn)
    finally:
        program.window.close()
        program.end()
        program.window.deleteLater()
        QApplication.processEvents()
    assert not (paths.config / "home.json").exists(), "the next one here may be somebody else"


def _sign_in(program: Program) -> SignIn:
    page = program.window.stack.currentWidget()
    assert isinstance(page, SignIn)
    return page
