"""Add documents: choose, read, cancel, and see in words what became of each file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar
from sample_application import SampleApplication

from quizapp.documents import supported_endings
from quizapp.domain.question import State
from quizapp.errors import QuizError
from quizapp.services.generate import FileOutcome, MakeReport
from quizapp.ui.screens.add_documents import AddDocumentsScreen, deck_name


@pytest.fixture
def fresh(open_window: Make, empty: SampleApplication) -> Hands:
    return open_window(empty)


def screen_of(hands: Hands) -> AddDocumentsScreen:
    screen = hands.window.screen_named("add")
    assert isinstance(screen, AddDocumentsScreen)
    return screen


def texts(screen: AddDocumentsScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def drop(hands: Hands, *paths: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(50, 50).toPoint(), actions, data, buttons, none)
    QApplication.sendEvent(hands.window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(hands.window, QDropEvent(QPointF(50, 50), actions, data, buttons, none))
    hands.settle()


def hold_until(release: threading.Event) -> Callable[[Callable[[], bool]], None]:
    """Work that goes on until it is released or cancelled."""

    def hold(stop: Callable[[], bool]) -> None:
        for _ in range(5000):
            if stop() or release.wait(0.001):
                return

    return hold


def test_files_dropped_anywhere_are_taken_and_a_deck_name_is_suggested(fresh: Hands) -> None:
    drop(fresh, "/books/lindholm_harbour.txt", "/books/more")
    assert fresh.window.now == "add"
    screen = screen_of(fresh)
    assert "lindholm_harbour.txt" in texts(screen)
    assert screen.target.name.currentText() == "Lindholm harbour"


def test_the_title_of_the_document_names_the_deck_unless_a_name_was_typed(fresh: Hands) -> None:
    fresh.app.make.titles = {"a1.txt": "The  Harbour of\nLindholm", "b2.txt": "Quays"}
    drop(fresh, "/books/a1.txt", "/books/b2.txt")
    screen = screen_of(fresh)
    assert screen.target.chosen_name == "The Harbour of Lindholm"
    screen._leave_out(Path("/books/a1.txt"))
    fresh.settle()
    assert screen.target.chosen_name == "Quays", "of the file that is now the first"
    field = screen.target.name.lineEdit()
    assert field is not None
    field.selectAll()
    field.setFocus()
    fresh.type("Mine")
    screen._leave_out(Path("/books/b2.txt"))
    drop(fresh, "/books/a1.txt")
    assert screen.target.chosen_name == "Mine"


def test_the_name_of_a_file_is_nicer_than_a_title_made_of_it() -> None:
    assert deck_name("march of power", Path("march_of-power.txt")) == ""
    assert deck_name("the Fall of Byzantium", Path("x.pdf")) == "The Fall of Byzantium"
    assert deck_name(" ", Path("x.pdf")) == ""
    assert len(deck_name("x" * 500, Path("y.pdf"))) == 120


def test_a_deck_begun_before_the_title_is_known_gets_it_in_the_end(fresh: Hands) -> None:
    release = threading.Event()
    fresh.app.make.hold_title = hold_until(release)
    fresh.window.go("add", ["/books/a1.txt"])
    screen = screen_of(fresh)
    fresh.qtbot.waitUntil(lambda: screen.target.chosen_name == "A1")
    screen.target.start.click()
    fresh.qtbot.waitUntil(lambda: not screen.busy and screen.result.isVisible())
    fresh.settle()
    title = next(iter(fresh.app.memory.documents.values())).title
    assert [deck.name for deck in fresh.app.memory.decks.values()] == [title]


def test_from_dropped_file_to_review_by_enter_alone(fresh: Hands) -> None:
    drop(fresh, "/books/lindholm.txt", "/books/bad.pdf")
    fresh.press(Key.Key_Return)
    screen = screen_of(fresh)
    fresh.qtbot.waitUntil(lambda: not screen.busy)
    fresh.settle()
    shown = texts(screen)
    assert "4 questions proposed" in shown
    assert "bad.pdf is empty." in shown
    assert "Two page numbers were left out." in shown
    fresh.press(Key.Key_Return)
    assert fresh.window.now == "review"
    assert [deck.name for deck in fresh.app.memory.decks.values()] == ["Lindholm"]


def test_first_proposals_show_while_the_rest_is_read(fresh: Hands) -> None:
    release = threading.Event()
    fresh.app.make.hold = hold_until(release)
    drop(fresh, "/books/lindholm.txt")
    screen = screen_of(fresh)
    screen.target.start.click()
    fresh.qtbot.waitUntil(lambda: screen.reading.listed == 2)
    assert screen.busy
    assert "Found so far: 2" in texts(screen)
    assert "When was the new lighthouse of Lindholm opened?" in texts(screen)
    release.set()
    fresh.qtbot.waitUntil(lambda: not screen.busy)
    fresh.settle()


def test_cancel_leaves_neither_questions_nor_an_empty_deck(fresh: Hands) -> None:
    fresh.app.make.hold = hold_until(threading.Event())
    drop(fresh, "/books/lindholm.txt")
    screen = screen_of(fresh)
    screen.target.start.click()
    fresh.qtbot.waitUntil(lambda: screen.reading.listed > 0)
    fresh.press(Key.Key_Escape)
    assert not screen.busy
    assert fresh.app.memory.questions == {}
    assert fresh.app.memory.decks == {}
    assert "Cancelled" in fresh.window.banner.text
    assert "lindholm.txt" in texts(screen)  # still chosen: one press tries again
    assert fresh.focus is screen.target.start


def test_more_files_while_reading_are_put_off_in_words(fresh: Hands) -> None:
    release = threading.Event()
    fresh.app.make.hold = hold_until(release)
    drop(fresh, "/books/lindholm.txt")
    screen = screen_of(fresh)
    screen.target.start.click()
    fresh.qtbot.waitUntil(lambda: screen.reading.listed > 0)
    fresh.window.take_files(["/books/other.txt"])
    assert "still being read" in fresh.window.banner.text
    release.set()
    fresh.qtbot.waitUntil(lambda: not screen.busy)
    fresh.settle()


def test_an_existing_deck_of_that_name_is_extended(
    open_window: Make, empty: SampleApplication
) -> None:
    empty.questions.create_deck("Lindholm")
    hands = open_window(empty)
    drop(hands, "/books/lindholm.txt")
    hands.press(Key.Key_Return)
    hands.qtbot.waitUntil(lambda: not screen_of(hands).busy)
    hands.settle()
    assert len(hands.app.memory.decks) == 1
    assert len(hands.app.proposals.pending("deck-1")) == 4


def test_the_same_document_again_says_that_nothing_is_new(hands: Hands) -> None:
    drop(hands, "/books/lindholm.txt")
    hands.press(Key.Key_Return)
    hands.qtbot.waitUntil(lambda: not screen_of(hands).busy)
    hands.settle()
    assert "Nothing new was found" in texts(screen_of(hands))
    assert "4 known already" in texts(screen_of(hands))
    assert len(hands.app.memory.decks) == 1  # the deck made for it did not stay


def test_many_unreadable_files_are_one_line_that_can_be_opened(fresh: Hands) -> None:
    def outcome(name: str, problem: str | None, **counts: int) -> FileOutcome:
        return FileOutcome(Path(name), None, problem, (), counts.get("proposed", 0), 0,
                           counts.get("held_back", 0))  # fmt: skip

    bad = tuple(outcome(f"{n}.png", "QuizApp does not read “.png” files.") for n in range(30))
    good = outcome("1917.txt", None, proposed=5, held_back=12)
    fresh.go("add")
    screen = screen_of(fresh)
    screen.show_report(MakeReport(files=(*bad, good), questions=(), words=9, held_back=17))
    fresh.settle()
    card = screen.result
    assert "does not read" not in texts(screen)
    assert "30 files were not read" in card.unread.text()
    assert "5 questions for the deck  ·  held back: 12 less sure" in texts(screen)
    card.unread.click()
    assert texts(screen).count("does not read") == 30
    card.unread.click()
    assert "does not read" not in texts(screen)


def test_files_dropped_after_a_result_begin_anew(hands: Hands) -> None:
    drop(hands, "/books/lindholm.txt")
    hands.press(Key.Key_Return)
    hands.qtbot.waitUntil(lambda: not screen_of(hands).busy)
    hands.settle()
    assert "Nothing new was found" in texts(screen_of(hands))
    drop(hands, "/books/other.txt")
    assert "other.txt" in texts(screen_of(hands))
    assert "lindholm.txt" not in texts(screen_of(hands))


def test_a_failure_is_said_and_the_files_stay_chosen(fresh: Hands) -> None:
    def fail(stop: Callable[[], bool]) -> None:
        raise QuizError("The disk is full.")

    fresh.app.make.hold = fail
    drop(fresh, "/books/lindholm.txt")
    fresh.press(Key.Key_Return)
    fresh.qtbot.waitUntil(lambda: not screen_of(fresh).busy)
    fresh.settle()
    assert fresh.window.banner.text == "The disk is full."
    assert "lindholm.txt" in texts(screen_of(fresh))


def test_a_file_is_listed_once_and_can_be_left_out(fresh: Hands) -> None:
    drop(fresh, "/books/a.txt")
    drop(fresh, "/books/a.txt", "/books/b.txt")
    screen = screen_of(fresh)
    assert texts(screen).count("a.txt") == 1
    leave = next(
        child
        for child in screen.findChildren(type(screen.window().banner._close))
        if child.accessibleName() == "Leave out a.txt"
    )
    leave.setFocus()
    fresh.press(Key.Key_Space)
    assert "a.txt" not in texts(screen)


def test_a_deck_needs_a_name(fresh: Hands) -> None:
    drop(fresh, "/books/a.txt")
    screen = screen_of(fresh)
    screen.target.name.setEditText("   ")
    screen.target.start.click()
    fresh.settle()
    assert not screen.busy
    assert "name" in fresh.window.banner.text


def test_escape_goes_home_where_nothing_is_under_way(fresh: Hands) -> None:
    fresh.go("add")
    fresh.press(Key.Key_Escape)
    assert fresh.window.now == "home"


def test_enter_always_goes_on_to_the_next_step(fresh: Hands) -> None:
    screen = screen_of(fresh)
    fresh.go("add")
    assert fresh.focus is screen.zone.choose
    drop(fresh, "/books/a.txt")
    assert fresh.focus is screen.target.start
    fresh.go("home")
    fresh.go("add")
    assert fresh.focus is screen.target.start


def test_a_name_typed_by_hand_is_kept_when_files_are_added(fresh: Hands) -> None:
    drop(fresh, "/books/a.txt")
    screen = screen_of(fresh)
    field = screen.target.name.lineEdit()
    assert field is not None
    field.selectAll()
    field.setFocus()
    fresh.type("My own deck")
    drop(fresh, "/books/b.txt")
    assert screen.target.name.currentText() == "My own deck"


def test_accepted_questions_wait_in_the_deck_as_drafts_first(fresh: Hands) -> None:
    drop(fresh, "/books/lindholm.txt")
    fresh.press(Key.Key_Return)
    fresh.qtbot.waitUntil(lambda: not screen_of(fresh).busy)
    fresh.settle()
    assert {q.state for q in fresh.app.memory.questions.values()} == {State.DRAFT}


def test_the_file_dialog_offers_all_that_can_be_read_first(
    fresh: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, _folder: str, wanted: str) -> tuple[list[str], str]:
        asked.append(wanted)
        return [], ""

    monkeypatch.setattr("quizapp.ui.screens.add_documents.QFileDialog.getOpenFileNames", choose)
    fresh.go("add")
    screen_of(fresh).zone.choose.click()
    first, *rest = asked[0].split(";;")
    assert first.startswith("Documents (")
    for ending in supported_endings():
        assert f"*{ending}" in first.removesuffix(")").split("(")[1].split()
        assert any(f"*{ending}" in each for each in rest)
    assert rest[-1] == "All files (*)"


def test_until_a_share_is_known_the_bar_shows_that_work_goes_on(fresh: Hands) -> None:
    reading = screen_of(fresh).reading
    reading.restart()
    bar = reading.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert (bar.minimum(), bar.maximum()) == (0, 0), "busy, in Qt's own way"
    reading.show_progress(0.25, "Reading")
    assert bar.value() / bar.maximum() == 0.25
