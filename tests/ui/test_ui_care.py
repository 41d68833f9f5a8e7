"""The window over a real deck file while things go wrong: nothing is lost, and it is said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from quizapp import bootstrap as wiring
from quizapp.bootstrap import bootstrap
from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form, Review, counted
from quizapp.errors import StorageError
from quizapp.paths import Paths
from quizapp.settings import Settings
from quizapp.storage import open_stores
from quizapp.ui.background import Background
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.desk import Desk
from quizapp.ui.problems import StartProblem
from quizapp.ui.program import Program, Repair
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.switch_learner import switch_learner
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window

EVENING = datetime(2026, 3, 2, 18, tzinfo=UTC)
can_rename_open_files = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows keeps an open file in its place"
)


class Clock:
    def __init__(self) -> None:
        self.moment = EVENING

    def now(self) -> datetime:
        return self.moment


class Learning:
    """A learner at a window over a real deck file of six questions, in the midst of a session."""

    def __init__(self, theme: Theme, qtbot: QtBot, folder: Path) -> None:
        self._theme, self._qtbot = theme, qtbot
        self.paths = Paths.under(folder)
        self.clock = Clock()
        settings = Settings(question_form=Form.TYPED, ask_together=False)
        self.app = bootstrap(self.paths, settings=settings, clock=self.clock)
        self.app.stores.decks.save_deck(Deck("d", "Deck"))
        self.app.stores.decks.save_questions("d", [asked(number) for number in range(6)])
        self.window = Window(Desk(Background(), theme), self.paths.config / "window.ini")
        self.window.resize(1280, 800)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self.window.open(self.app)
        self.window.go("study", ("d",))
        self.settle()

    @property
    def study(self) -> StudyScreen:
        screen = self.window.screen_named("study")
        assert isinstance(screen, StudyScreen)
        return screen

    @property
    def asked(self) -> Question:
        assert self.study.asked is not None
        return self.study.asked.question

    @property
    def said(self) -> str:
        return self.window.banner.text if self.window.banner.isVisible() else ""

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: not self.window.desk.background.busy, timeout=20_000)
        QApplication.processEvents()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key)
        self.settle()

    def answer(self, text: str | None = None) -> None:
        QTest.keyClicks(self.window.focusWidget(), self.asked.answer if text is None else text)
        self.press(Qt.Key.Key_Return)

    def try_again(self) -> None:
        assert self.window.banner._act.text() == "Try again"
        self.window.banner._act.click()
        self.settle()

    def log(self, learner: str = "me") -> list[Review]:
        return counted(self.app.stores.reviews.reviews(learner))

    def whole(self) -> bool:
        report = self.app.safe.check()
        return report.ok and not report.repaired

    def close(self) -> None:
        self.window.close()
        self.window.desk.background.close(self.app.close)
        self.window.deleteLater()


def asked(number: int) -> Question:
    year = 1000 + number
    return Question(f"q{number}", AnswerKind.DATE, f"When was the {number}th law?", str(year))


@pytest.fixture
def learning(
    theme: Theme, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Learning]:
    monkeypatch.setattr(wiring, "shipped_questions", lambda: tmp_path / "none")
    theme.set_look("light", 100)
    made = Learning(theme, qtbot, tmp_path / "home")
    yield made
    made.close()


def _without_room(learning: Learning) -> None:
    """Not one page more, and every answer takes one: SQLite says that the disk is full."""
    with learning.app.stores._database.transaction() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER takes_room AFTER INSERT ON review "
            "BEGIN INSERT INTO room VALUES (zeroblob(9000)); END"
        )
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS room (bytes BLOB)")
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")


def _with_room(learning: Learning) -> None:
    with learning.app.stores._database.transaction() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
        connection.exec_driver_sql("DROP TRIGGER takes_room")
        connection.exec_driver_sql("DROP TABLE room")


# A full disk


def test_on_a_full_disk_the_answer_stays_and_is_written_once(learning: Learning) -> None:
    question = learning.asked
    _without_room(learning)
    learning.answer()
    assert "is full" in learning.said
    assert "Make some room and try again" in learning.said
    assert not learning.study.question.is_marked
    assert learning.asked is question
    assert learning.study.question.forms[Form.TYPED].field.text() == question.answer
    assert learning.log() == []

    learning.press(Qt.Key.Key_Return)
    assert "is full" in learning.said, "as long as there is no room"

    _with_room(learning)
    learning.try_again()
    assert learning.study.question.is_marked
    assert "Nothing was lost" in learning.said
    assert [(row.question_id, row.given) for row in learning.log()] == [
        (question.id, question.answer)
    ]
    learning.press(Qt.Key.Key_Return)
    assert learning.asked is not question
    assert learning.whole()


def test_try_again_is_reached_by_keys(learning: Learning) -> None:
    _without_room(learning)
    learning.answer()
    _with_room(learning)
    learning.press(Qt.Key.Key_F8)
    learning.press(Qt.Key.Key_Return)
    assert learning.study.question.is_marked
    assert len(learning.log()) == 1


def test_with_room_again_enter_is_enough(learning: Learning) -> None:
    _without_room(learning)
    learning.answer()
    _with_room(learning)
    learning.press(Qt.Key.Key_Return)
    assert learning.study.question.is_marked
    assert len(learning.log()) == 1


def test_an_old_try_again_does_not_answer_the_next_question(learning: Learning) -> None:
    _without_room(learning)
    learning.answer("9999")
    old = learning.window.banner._call
    assert old is not None
    _with_room(learning)
    learning.study._skip()
    learning.settle()
    old()
    learning.settle()
    assert not learning.study.question.is_marked
    assert learning.log() == []


def test_an_answer_the_disk_took_after_all_is_not_written_twice(
    learning: Learning, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviews = learning.app.stores.reviews
    append = reviews.append_each

    def takes_it_and_fails(answers: object) -> None:
        append(answers)
        raise StorageError("The disk did not take the data. Try again.")

    monkeypatch.setattr(reviews, "append_each", takes_it_and_fails)
    learning.answer()
    assert not learning.study.question.is_marked
    monkeypatch.undo()
    learning.try_again()
    assert learning.study.question.is_marked
    assert len(learning.app.stores.reviews.reviews("me")) == 1
    learning.press(Qt.Key.Key_J)
    learning.press(Qt.Key.Key_1)
    assert learning.log()[0].rating == 1
    assert learning.whole()


def test_an_undo_that_the_disk_refuses_can_be_done_again(learning: Learning) -> None:
    first = learning.asked
    learning.answer()
    _without_room(learning)
    learning.study._take_back()
    learning.settle()
    assert "is full" in learning.said
    assert learning.study.question.is_marked, "the answer is still there to be seen"
    assert len(learning.log()) == 1
    _with_room(learning)
    learning.try_again()
    assert learning.log() == []
    assert learning.asked.id == first.id
    learning.answer()
    assert len(learning.log()) == 1
    assert learning.whole()


# The file goes away


@can_rename_open_files
def test_a_stick_pulled_out_in_a_session_is_said_and_put_back_it_goes_on(
    learning: Learning,
) -> None:
    learning.answer()
    learning.press(Qt.Key.Key_Return)
    question = learning.asked
    home = learning.app.stores.path.parent
    home.rename(home.with_name("away"))
    learning.answer()
    assert "no longer in its place" in learning.said
    assert "Connect its drive again" in learning.said
    assert not home.exists()
    assert learning.asked is question
    learning.try_again()
    assert "no longer in its place" in learning.said
    home.with_name("away").rename(home)
    learning.try_again()
    assert learning.study.question.is_marked
    assert len(learning.log()) == 2
    assert learning.whole()


@can_rename_open_files
def test_a_stick_pulled_out_between_two_questions_costs_neither(learning: Learning) -> None:
    learning.answer()
    first = learning.asked
    home = learning.app.stores.path.parent
    home.rename(home.with_name("away"))
    learning.press(Qt.Key.Key_Return)
    assert "no longer in its place" in learning.said
    assert learning.study.question.is_marked, "the verdict stays in sight"
    home.with_name("away").rename(home)
    learning.press(Qt.Key.Key_Return)
    assert not learning.study.question.is_marked
    seen = [first.id, learning.asked.id]
    while learning.study.asked is not None and len(seen) < 12:
        learning.answer()
        learning.press(Qt.Key.Key_Return)
        if learning.study.asked is not None:
            seen.append(learning.asked.id)
    assert sorted(seen) == [f"q{number}" for number in range(6)], "each once"
    assert len(learning.log()) == 6
    assert learning.whole()


@can_rename_open_files
def test_the_next_learner_cannot_sit_down_while_the_file_is_away(learning: Learning) -> None:
    anna = learning.app.learners.add("Anna")
    learning.answer()
    home = learning.app.stores.path.parent
    home.rename(home.with_name("away"))
    switch_learner(learning.window, learning.window.desk, anna)
    learning.settle()
    assert "no longer in its place" in learning.said
    assert learning.app.learners.present.id == "me"
    home.with_name("away").rename(home)
    switch_learner(learning.window, learning.window.desk, anna)
    learning.settle()
    assert learning.app.learners.present.id == anna.id
    learning.window.go("study", ("d",))
    learning.settle()
    learning.answer()
    assert len(learning.log()) == 1, "what was answered before stays whose it was"
    assert len(learning.log(anna.id)) == 1


@can_rename_open_files
def test_another_deck_put_in_the_place_of_this_one_ends_the_session_and_is_shown(
    learning: Learning, tmp_path: Path
) -> None:
    learning.answer()
    other = open_stores(tmp_path / "other.db", tmp_path / "backups")
    other.decks.save_deck(Deck("synced", "Synced"))
    other.close()
    file = learning.app.stores.path
    (tmp_path / "other.db").replace(file)
    file.with_name(f"{file.name}-wal").unlink(missing_ok=True)
    learning.press(Qt.Key.Key_Return)
    assert "Another file was put in the place of the deck file" in learning.said
    assert "what the old one held is the newest backup" in learning.said
    assert learning.study.session is None
    assert [deck.name for deck in learning.app.stores.decks.decks()] == ["Synced"]
    assert learning.log() == []
    learning.app.safe.restore(learning.app.safe.backups()[0])
    assert len(learning.log()) == 1


# Not to be written to


def test_a_deck_file_that_may_not_be_written_to_any_more_is_said(learning: Learning) -> None:
    with learning.app.stores._database.outside_transaction() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    learning.answer()
    assert "may not write to the deck file" in learning.said
    assert "Check the permissions" in learning.said
    learning.try_again()
    assert learning.study.question.is_marked
    assert len(learning.log()) == 1


def test_settings_that_cannot_be_written_hold_until_the_end_and_say_so(
    learning: Learning,
) -> None:
    learning.paths.settings_file.unlink(missing_ok=True)
    learning.paths.settings_file.mkdir()  # what root may not write to either
    learning.window.resize_text(10)
    learning.settle()
    assert "settings could not be saved" in learning.said
    assert str(learning.paths.settings_file) in learning.said
    assert "until QuizApp is closed" in learning.said
    assert learning.app.settings.text_size == 110
    left = {path.suffix for path in learning.paths.settings_file.parent.iterdir()}
    assert ".new" not in left, "no half file stays"
    learning.window.desk.theme.set_text_size(100)


# The clock


def test_a_clock_set_back_in_a_session_is_told_once_and_the_answers_count_on(
    learning: Learning,
) -> None:
    learning.answer()
    learning.press(Qt.Key.Key_Return)
    learning.clock.moment -= timedelta(days=365)
    learning.answer()
    assert "says 2 March 2025" in learning.said
    assert "last answer is of 2 March 2026" in learning.said
    learning.window.banner.dismiss()
    learning.press(Qt.Key.Key_Return)
    learning.answer()
    assert learning.said == ""
    assert {str(row.study_day) for row in learning.log()} == {"2026-03-02"}
    assert learning.whole()


def test_a_clock_set_back_by_an_hour_is_told_without_anything_to_do(learning: Learning) -> None:
    learning.answer()
    learning.press(Qt.Key.Key_Return)
    learning.clock.moment -= timedelta(hours=1)
    learning.answer()
    assert "says 17:00" in learning.said
    assert "is of 18:00" in learning.said
    assert learning.window.banner._act.isHidden()


def test_the_learner_can_say_that_the_clock_is_right(learning: Learning) -> None:
    learning.answer()
    learning.press(Qt.Key.Key_Return)
    learning.clock.moment -= timedelta(days=365)
    learning.answer()
    assert learning.window.banner._act.text() == "The clock is right"
    learning.window.banner._act.click()
    (box,) = learning.window.findChildren(ConfirmDialog)
    assert len(learning.log()) == 2, "nothing before it is confirmed"
    box.agree.click()
    learning.settle()
    assert learning.said == "2 answers were dated back; a backup of before was made."
    assert {str(row.study_day) for row in learning.log()} == {"2025-03-02"}
    assert learning.study.session is None
    assert learning.whole()


def test_at_the_start_too_the_learner_is_told(learning: Learning, qtbot: QtBot) -> None:
    learning.answer()
    learning.clock.moment -= timedelta(days=30)
    learning.app.stores.close()
    again = bootstrap(learning.paths, clock=learning.clock)
    learning.app = again
    learning.window.open(again)
    learning.settle()
    assert "says 31 January 2026" in learning.said


# The start


class Started:
    """The real program, from its start on."""

    def __init__(self, qtbot: QtBot, paths: Paths) -> None:
        opening = wiring.DeckOpening(paths, Settings(theme="light"))
        repair = Repair(opening.restore_newest, opening.start_fresh)
        self._qtbot = qtbot
        self.program = Program(["quizapp"], opening.open, Settings(theme="light"), paths, repair)
        self.program.begin()
        self.settle()

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: not self.program.background.busy, timeout=20_000)
        QApplication.processEvents()

    @property
    def page(self) -> StartProblem:
        page = self.program.window.stack.currentWidget()
        assert isinstance(page, StartProblem)
        return page

    @property
    def said(self) -> str:
        return "\n".join(label.text() for label in self.page.findChildren(QLabel))

    def press(self, text: str) -> None:
        next(b for b in self.page.findChildren(QPushButton) if b.text() == text).click()
        self.settle()


@pytest.fixture
def start(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Paths], Started]]:
    monkeypatch.setattr(wiring, "shipped_questions", lambda: tmp_path / "none")
    made: list[Started] = []

    def begin(paths: Paths) -> Started:
        made.append(Started(qtbot, paths))
        return made[-1]

    yield begin
    for each in made:
        each.program.window.close()
        each.program.end()
        each.program.window.deleteLater()
    QApplication.processEvents()


HOLDS_IT = """
import sys
from pathlib import Path
from quizapp.storage import open_stores
stores = open_stores(Path(sys.argv[1]), Path(sys.argv[2]))
print("open", flush=True)
sys.stdin.read()
stores.close()
"""


def test_a_window_beside_a_command_says_so_and_opens_once_it_has_ended(
    start: Callable[[Paths], Started], tmp_path: Path
) -> None:
    paths = Paths.under(tmp_path / "home")
    command = subprocess.Popen(
        [sys.executable, "-c", HOLDS_IT, str(paths.deck_file), str(paths.backups)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert command.stdout is not None
    command.stdout.readline()
    started = start(paths)
    assert "Your decks are open elsewhere" in started.said
    assert "open in another QuizApp window or command" in started.said
    started.press("Try again")
    assert "open in another QuizApp" in started.said
    command.communicate()
    started.press("Try again")
    assert started.program.desk.ready


def test_a_folder_that_cannot_be_used_is_named_and_can_be_put_right(
    start: Callable[[Paths], Started], tmp_path: Path
) -> None:
    paths = Paths.under(tmp_path / "home")
    paths.data.write_text("a file where the folder should be")
    started = start(paths)
    assert "Your decks could not be opened" in started.said
    assert f"The data folder {paths.data} could not be made" in started.said
    paths.data.unlink()
    started.press("Try again")
    assert started.program.desk.ready


@pytest.mark.parametrize("choice", ["Try again", "Restore the newest backup"])
def test_a_deck_that_is_gone_at_the_start_is_not_replaced_by_an_empty_one(
    start: Callable[[Paths], Started], tmp_path: Path, choice: str
) -> None:
    paths = Paths.under(tmp_path / "home")
    app = bootstrap(paths)
    app.stores.decks.save_deck(Deck("mine", "Mine"))
    app.close()
    away = tmp_path / "away"
    paths.deck_file.rename(away)
    started = start(paths)
    assert "Your decks are not in their place" in started.said
    assert not paths.deck_file.exists()
    if choice == "Try again":
        away.rename(paths.deck_file)
    started.press(choice)
    names = [deck.name for deck in started.program.desk.services.stores.decks.decks()]
    assert names == ["Mine"]
