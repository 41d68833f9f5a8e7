"""Import and export in the window: looked at first, told in words, undone, and nothing lost."""

from __future__ import annotations

import json
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from readable import cut_off
from real_window import RealWindow, real_window, written

from quizapp.domain.deck import Deck
from quizapp.domain.importing import Entry
from quizapp.domain.question import QuestionFilter
from quizapp.domain.quiz import Quiz
from quizapp.exchange import AnkiPackage, reading
from quizapp.exchange.gift_blocks import Block
from quizapp.exchange.gift_reading import GiftReader
from quizapp.exchange.sheet_columns import FIELDS
from quizapp.services.learning_day import LearningDay
from quizapp.services.table_columns import TableChoice, table_head
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.exchange.cards_dialog import CardsDialog
from quizapp.ui.exchange.columns import field_names, own_field_names
from quizapp.ui.exchange.import_page import Stage
from quizapp.ui.exchange.report_model import REASON
from quizapp.ui.exchange.reports import save_report
from quizapp.ui.exchange.what import ExportThis, ImportThese
from quizapp.ui.screens.exchange import EXPORT, IMPORT, PAST, ExchangeScreen
from quizapp.ui.screens.learners import LearnersScreen
from quizapp.ui.screens.questions import QuestionsScreen
from quizapp.ui.theme import Theme
from tests.sheets import TASKS

Key = Qt.Key
Held = Qt.KeyboardModifier
GIFT = """::Marathon::When was the battle of Marathon? {=490 BC ~480 BC ~431 BC}

::Salamis::Who led the Greek fleet at Salamis? {=Themistocles}

::Peace::<b>Which</b> peace ended the war? {=The peace of Nicias ~Another}

::Broken::Who {=Pericles
"""
SHEET = """Question,Answer,Remark,Wrong
Who founded Rome?,Romulus,legend,Remus
Who was the first emperor?,Augustus,,Nero
"""


@pytest.fixture
def real(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(theme, qtbot, tmp_path / "home") as made:
        yield made


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    file = tmp_path / "greeks.gift"
    file.write_text(GIFT, encoding="utf-8")
    return file


def looked_at(real: RealWindow, *files: Path) -> ExchangeScreen:
    page = real.go("exchange", ImportThese(files))
    assert isinstance(page, ExchangeScreen)
    return page


def exporting(real: RealWindow, what: object, key: str = "jsonl") -> ExchangeScreen:
    page = real.go("exchange", what)
    assert isinstance(page, ExchangeScreen)
    box = page.exporting.formats
    box.setCurrentIndex(box.findData(key))
    page.exporting.weigh()
    real.settle()
    return page


def wanted(text: str) -> QuestionFilter:
    return QuestionFilter(text=text)


def deck_names(real: RealWindow) -> list[str]:
    return [deck.name for deck in real.app.questions.decks()]


def tab_texts(page: ExchangeScreen) -> list[str]:
    return [tab.text() for tab in page.importing.report.tabs]


def rows(page: ExchangeScreen, column: int = 0) -> list[str]:
    model = page.importing.report.model
    return [str(model.data(model.index(row, column))) for row in range(model.rowCount())]


# Looking


def test_a_file_is_shown_in_three_counted_parts_and_nothing_is_written(
    real: RealWindow, gift: Path
) -> None:
    page = looked_at(real, gift)
    assert tab_texts(page) == ["Taken (3)", "Taken otherwise (1)", "Left out (1)"]
    assert rows(page) == ["Marathon", "Salamis", "Peace"]
    page.importing.report.choose(2)
    assert rows(page) == ["Broken"]
    assert "never closed" in rows(page, 2)[0]
    assert page.importing.formats.currentText() == "Moodle GIFT"
    assert page.importing.deck.currentText() == "greeks"
    assert "greeks" not in deck_names(real)
    assert real.app.exchange.imports() == []


def test_first_questions_are_tried_as_a_learner_would(real: RealWindow, gift: Path) -> None:
    samples = looked_at(real, gift).importing.samples
    assert samples.preview.stem.text() == "When was the battle of Marathon?"
    samples.after.click()
    assert samples.preview.stem.text() == "Who led the Greek fleet at Salamis?"
    assert samples.preview.widget is not None
    samples.preview.check.click()
    assert samples.preview.widget.judged


def test_another_deck_is_chosen_and_kept(real: RealWindow, gift: Path) -> None:
    deck = real.app.questions.create_deck("Antiquity")
    page = looked_at(real, gift)
    page.importing.deck.setCurrentIndex(page.importing.deck.findText("Antiquity"))
    page.importing.deck.activated.emit(page.importing.deck.currentIndex())
    real.settle()
    assert "“Antiquity”" in page.importing.said.text()
    page.importing.take()
    real.settle()
    assert page.importing.outcome is not None
    assert page.importing.outcome.deck.id == deck.id
    assert "greeks" not in deck_names(real)


def test_a_name_that_is_typed_last_counts(real: RealWindow, gift: Path) -> None:
    page = looked_at(real, gift)
    field = page.importing.deck.lineEdit()
    assert field is not None
    field.setText("Persians")
    field.textEdited.emit("Persians")
    page.importing.take()  # before the pause is over: first it is shown
    real.settle()
    assert "“Persians”" in page.importing.said.text()
    page.importing.take()
    real.settle()
    assert "Persians" in deck_names(real)


def test_another_format_is_tried_and_says_why_not(real: RealWindow, gift: Path) -> None:
    page = looked_at(real, gift)
    box = page.importing.formats
    box.setCurrentIndex(box.findData("jsonl"))
    box.activated.emit(box.currentIndex())
    real.settle()
    assert not page.importing.agree.isEnabled()
    assert page.importing.said.text()
    assert box.currentData() == "jsonl"
    box.setCurrentIndex(box.findData("gift"))
    box.activated.emit(box.currentIndex())
    real.settle()
    assert page.importing.agree.isEnabled()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.gift", b""),
        ("noise.apkg", b"\x00\xff" * 500),
        ("noise.gift", bytes(range(128, 256)) * 20),
        ("photo.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("laughs.xml", b'<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b '
         b'"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><quiz><question type="shortanswer"><name><text>&b;'
         b"</text></name></question></quiz>"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_says_so_in_words(
    real: RealWindow, tmp_path: Path, name: str, data: bytes
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    page = looked_at(real, file)
    assert page.importing.stage is Stage.LOOKING
    assert not page.importing.agree.isEnabled()
    assert len(page.importing.said.text()) > 20
    assert "Traceback" not in page.importing.said.text()
    assert real.window.banner.isHidden()


def test_an_archive_that_would_fill_the_memory_is_refused(real: RealWindow, tmp_path: Path) -> None:
    file = tmp_path / "bomb.apkg"
    deflated = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(file, "w", deflated) as box, box.open("collection.anki2", "w") as part:
        for _ in range(600):
            part.write(bytes(1 << 20))
    page = looked_at(real, file)
    assert not page.importing.agree.isEnabled()
    assert page.importing.said.text()


@pytest.mark.parametrize("name", ["gone.gift", "photo.jpg"])
def test_a_file_that_cannot_be_read_is_named(real: RealWindow, tmp_path: Path, name: str) -> None:
    page = looked_at(real, tmp_path / name)
    assert name in page.importing.said.text()
    assert not page.importing.agree.isEnabled()


def test_markup_in_names_is_shown_as_text(real: RealWindow, tmp_path: Path) -> None:
    script = "<script>alert(1)</script>"
    file = tmp_path / "<b>bold<b>.jsonl"
    line = {"id": "q", "kind": "other", "stem": script, "answer": script, "title": script}
    file.write_text(json.dumps(line), encoding="utf-8")
    page = looked_at(real, file)
    assert rows(page) == [script]
    index = page.importing.report.model.index(0, 0)
    tip = page.importing.report.model.data(index, Qt.ItemDataRole.ToolTipRole)
    assert tip == f"<span>{script.replace('<', '&lt;').replace('>', '&gt;')}</span>"
    page.importing.take()
    real.settle()
    assert "“<b>bold<b>”" in page.importing.said.text()
    page.show_part(PAST)
    real.settle()
    assert all(
        label.textFormat() is Qt.TextFormat.PlainText
        for label in page.findChildren(QLabel)
        if label.text()
    )


def test_a_wrong_encoding_is_read_and_told(real: RealWindow, tmp_path: Path) -> None:
    file = tmp_path / "old.gift"
    file.write_bytes("::Été::Où était Napoléon? {=Île d’Elbe ~Paris}".encode("cp1252"))
    page = looked_at(real, file)
    assert page.importing.outcome is not None
    assert page.importing.outcome.shown[0].stem == "Où était Napoléon?"
    assert page.importing.outcome.changed  # says how it was read


# Tables


def test_columns_are_changed_by_hand_and_the_preview_follows(
    real: RealWindow, tmp_path: Path
) -> None:
    file = tmp_path / "romans.csv"
    file.write_text(SHEET, encoding="utf-8")
    page = looked_at(real, file)
    columns = page.importing.columns
    assert columns.isVisible()
    assert [box.currentData() for box in columns.boxes] == ["stem", "answer", "", "wrong"]
    box = columns.boxes[2]
    box.setCurrentIndex(box.findData("explanation"))
    box.activated.emit(box.currentIndex())
    real.settle()
    assert page.importing.outcome is not None
    assert page.importing.outcome.shown[0].explanation == "legend"
    page.importing.take()
    real.settle()
    (found,) = real.app.questions.search(wanted("Romulus"))
    assert (found.explanation, found.distractors) == ("legend", ("Remus",))


def test_a_field_that_has_one_column_moves_to_the_other(real: RealWindow, tmp_path: Path) -> None:
    file = tmp_path / "romans.csv"
    file.write_text(SHEET, encoding="utf-8")
    columns = looked_at(real, file).importing.columns
    box = columns.boxes[2]
    box.setCurrentIndex(box.findData("answer"))
    box.activated.emit(box.currentIndex())
    real.settle()
    assert [each.currentData() for each in columns.boxes] == ["stem", "", "answer", "wrong"]


def test_columns_that_are_not_enough_are_said_and_can_be_corrected(
    real: RealWindow, tmp_path: Path
) -> None:
    file = tmp_path / "romans.csv"
    file.write_text(SHEET, encoding="utf-8")
    page = looked_at(real, file)
    box = page.importing.columns.boxes[1]
    for index in (0, box.findData("answer")):
        box.setCurrentIndex(index)
        box.activated.emit(index)
        real.settle()
        assert page.importing.agree.isEnabled() is (index > 0)
    assert page.importing.columns.isVisible()


def test_the_first_row_can_be_a_question(real: RealWindow, tmp_path: Path) -> None:
    file = tmp_path / "plain.csv"
    file.write_text("Question,Answer\nWho founded Rome?,Romulus\n", encoding="utf-8")
    page = looked_at(real, file)
    assert page.importing.report.tabs[0].text() == "Taken (1)"
    page.importing.columns.has_header.click()
    real.settle()
    assert page.importing.report.tabs[0].text() == "Taken (2)"


def test_every_field_of_a_table_can_be_chosen_or_is_kept(tmp_path: Path) -> None:
    assert field_names().keys() | own_field_names().keys() == set(FIELDS)
    assert not field_names().keys() & own_field_names().keys()
    file = tmp_path / "x.gift"
    file.write_text(GIFT)
    assert table_head(file, None, TableChoice()) is None


# Taking and undoing


def test_an_import_leads_to_its_questions_and_is_undone(real: RealWindow, gift: Path) -> None:
    page = looked_at(real, gift)
    before = real.app.questions.count(wanted(""))
    real.press(Key.Key_Return)
    assert page.importing.stage is Stage.DONE
    assert "3 questions added to “greeks”" in page.importing.said.text()
    assert real.app.questions.count(wanted("")) == before + 3
    page.importing.look.click()
    real.settle()
    questions = real.window.screen_named("questions")
    assert isinstance(questions, QuestionsScreen)
    assert questions.model.rowCount() == 3
    real.go("exchange")
    real.press(Key.Key_Z, Held.ControlModifier)
    assert real.app.questions.count(wanted("")) == before
    assert "3 questions taken out" in page.importing.said.text()
    assert "greeks" not in deck_names(real)


def test_what_could_not_be_undone_is_named(real: RealWindow, gift: Path) -> None:
    page = looked_at(real, gift)
    page.importing.take()
    real.settle()
    deck = page.importing.outcome.deck.id  # type: ignore[union-attr]
    first = real.app.questions.search(wanted("Marathon"))[0]
    real.app.questions.save(replace(first, stem="In which year was Marathon?"))
    page.show_part(PAST)
    real.settle()
    assert page.past.current is not None
    assert page.past.current.deck_id == deck
    box = page.past.ask_undo()
    assert isinstance(box, ConfirmDialog)
    box.agree.click()
    real.settle()
    assert "1 dropped" in page.past.said.text()
    assert page.past.report.tabs[0].text() == "Not undone (1)"
    assert not page.past.undo.isEnabled()


def test_cancel_while_a_file_is_looked_into_leaves_nothing(
    real: RealWindow, gift: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    read = Path.read_bytes

    def slow(path: Path) -> bytes:
        go_on.wait(20)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", slow)
    real.window.go("exchange", ImportThese((gift,)))
    page = real.window.screen_named("exchange")
    assert isinstance(page, ExchangeScreen)
    work = page.importing.work
    assert work is not None
    real.qtbot.waitUntil(work.isVisible, timeout=5000)
    work.cancel.click()
    go_on.set()
    real.settle()
    assert page.importing.stage is Stage.CHOOSING
    assert "Nothing was imported" in real.window.banner.text
    assert real.app.exchange.imports() == []


@pytest.fixture
def slowly(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, list[int]]]:
    """Reading stands still behind the third question of a GIFT file; the lines that were read."""
    go_on, read = threading.Event(), list[int]()
    take = GiftReader.take

    def slow(reader: GiftReader, block: Block) -> None:
        read.append(block.line)
        take(reader, block)
        if len(read) == 3:
            go_on.wait(20)

    monkeypatch.setattr(GiftReader, "take", slow)
    monkeypatch.setattr(reading, "EVERY", 0.0)
    yield go_on, read
    go_on.set()


def test_cancel_in_the_midst_of_a_file_reads_no_further(
    real: RealWindow, tmp_path: Path, slowly: tuple[threading.Event, list[int]]
) -> None:
    go_on, read = slowly
    file = tmp_path / "long.gift"
    file.write_text("\n\n".join(f"Who was number {n}? {{=Person {n}}}" for n in range(500)))
    real.window.go("exchange", ImportThese((file,)))
    page = real.window.screen_named("exchange")
    assert isinstance(page, ExchangeScreen)
    work = page.importing.work
    assert work is not None
    real.qtbot.waitUntil(work.isVisible, timeout=5000)
    real.qtbot.waitUntil(lambda: len(read) == 3, timeout=5000)
    real.qtbot.mouseClick(work.cancel, Qt.MouseButton.LeftButton)
    go_on.set()
    real.settle()
    assert len(read) == 3
    assert page.importing.stage is Stage.CHOOSING
    assert "Nothing was imported" in real.window.banner.text
    assert "long" not in deck_names(real)


def test_an_undo_is_long_work_that_can_be_cancelled(
    real: RealWindow, gift: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = looked_at(real, gift)
    page.importing.take()
    real.settle()
    go_on = threading.Event()
    today = LearningDay.today
    monkeypatch.setattr(LearningDay, "today", lambda day: go_on.wait(20) and today(day))
    page.importing.take_back()
    work = page.importing.work
    assert work is not None
    real.qtbot.waitUntil(work.isVisible, timeout=5000)
    assert work.windowTitle() == "Undoing the import"
    work.reject()
    go_on.set()
    real.settle()
    assert "stays as it was" in real.window.banner.text
    assert "greeks" in deck_names(real)
    assert page.importing.undo.isEnabled()
    page.importing.take_back()
    real.settle()
    assert "greeks" not in deck_names(real)


def test_an_undo_in_the_list_can_be_cancelled_too(
    real: RealWindow, gift: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = looked_at(real, gift)
    page.importing.take()
    real.settle()
    page.show_part(PAST)
    real.settle()
    go_on = threading.Event()
    today = LearningDay.today
    monkeypatch.setattr(LearningDay, "today", lambda day: go_on.wait(20) and today(day))
    assert page.past.current is not None
    page.past.undo_import(page.past.current)
    work = page.past.work
    assert work is not None
    real.qtbot.waitUntil(work.isVisible, timeout=5000)
    assert "greeks.gift" in work.windowTitle()
    work.reject()
    go_on.set()
    real.settle()
    assert "greeks" in deck_names(real)
    assert page.past.undo.isEnabled()
    assert page.past.current.undone_at is None


def test_an_import_that_changed_nothing_says_so_and_offers_no_undo(
    real: RealWindow, gift: Path
) -> None:
    for _ in range(2):
        page = looked_at(real, gift)
        page.importing.take()
        real.settle()
    assert "Nothing was changed" in page.importing.said.text()
    assert not page.importing.undo.isEnabled()
    assert len(real.app.exchange.imports()) == 1


def test_cancel_while_importing_leaves_the_preview(
    real: RealWindow, gift: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = looked_at(real, gift)
    go_on = threading.Event()
    read = Path.read_bytes

    def slow(path: Path) -> bytes:
        go_on.wait(20)
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", slow)
    page.importing.take()
    work = page.importing.work
    assert work is not None
    work.reject()
    go_on.set()
    real.settle()
    assert page.importing.stage is Stage.LOOKING
    assert "greeks" not in deck_names(real)
    page.importing.take()
    real.settle()
    assert "greeks" in deck_names(real)


def test_several_files_come_one_after_the_other(
    real: RealWindow, gift: Path, tmp_path: Path
) -> None:
    other = tmp_path / "romans.csv"
    other.write_text(SHEET, encoding="utf-8")
    page = looked_at(real, gift, other)
    assert "1 more file waits" in page.importing.more.text()
    page.importing.take()
    real.settle()
    page.importing.next.click()
    real.settle()
    assert page.importing.name.text() == "romans.csv"
    page.importing.take()
    real.settle()
    assert {"greeks", "romans"} <= set(deck_names(real))


def test_the_same_file_again_says_that_all_is_there(real: RealWindow, gift: Path) -> None:
    page = looked_at(real, gift)
    page.importing.take()
    real.settle()
    page = looked_at(real, gift)
    assert "3 are there already" in page.importing.said.text()


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_a_report_is_saved(real: RealWindow, gift: Path, tmp_path: Path, ending: str) -> None:
    page = looked_at(real, gift)
    outcome = page.importing.outcome
    assert outcome is not None
    file = tmp_path / f"report.{ending}"
    parts = {"changed": outcome.changed, "skipped": outcome.skipped}
    save_report(real.window.desk, file, {"file": gift.name}, parts)
    real.settle()
    text = file.read_text(encoding="utf-8-sig")
    assert "Broken" in text
    if ending == "json":
        assert json.loads(text)["skipped"][0]["line"] == 7
    assert "2 entries written" in real.window.banner.text


def test_past_imports_are_empty_at_first_and_say_what_they_are(real: RealWindow) -> None:
    page = real.go("exchange")
    assert isinstance(page, ExchangeScreen)
    page.show_part(PAST)
    real.settle()
    assert page.past._pages.currentIndex() == 1


# Files dropped on the window


def test_files_of_questions_are_imported_wherever_they_are_dropped(
    real: RealWindow, gift: Path
) -> None:
    real.go("library")
    real.window.take_files([str(gift)])
    real.settle()
    assert real.window.now == "exchange"


def test_a_document_stays_a_document(real: RealWindow, tmp_path: Path) -> None:
    file = tmp_path / "chapter.md"
    file.write_text("# The quay\n\n## Of stone\n\nThe quay was built in 1871.\n")
    real.go("library")
    real.window.take_files([str(file)])
    real.settle()
    assert real.window.now == "add"


@pytest.mark.parametrize("questions", [True, False])
def test_the_user_says_what_a_file_is_that_may_be_both(
    real: RealWindow, tmp_path: Path, questions: bool
) -> None:
    file = tmp_path / "greeks.txt"
    file.write_text(GIFT, encoding="utf-8")
    real.go("home")
    real.window.take_files([str(file)])
    real.settle()
    (box,) = real.window.findChildren(ConfirmDialog)
    assert "greeks.txt" in box.accessibleDescription()
    if questions:
        box.agree.click()
    else:
        read = next(b for b in box.findChildren(type(box.agree)) if "document" in b.text())
        read.click()
    real.settle()
    assert real.window.now == ("exchange" if questions else "add")


# Exporting


@pytest.fixture
def quiz(real: RealWindow) -> Quiz:
    deck = real.app.questions.create_deck("Mine")
    for number, (stem, task) in enumerate(TASKS):
        real.app.author.save(written(number, stem, task), deck.id, {})
    ids = [f"written {number}" for number in range(len(TASKS))]
    return real.app.quizzes.create("Everything", ids)


def mine(real: RealWindow) -> Deck:
    return next(deck for deck in real.app.questions.decks() if deck.name == "Mine")


def test_what_a_format_has_no_place_for_is_counted_before_anything_is_written(
    real: RealWindow, quiz: Quiz, tmp_path: Path
) -> None:
    page = exporting(real, mine(real), "aiken")
    assert page.part == EXPORT
    outcome = page.exporting.outcome
    assert outcome is not None
    assert outcome.left_out
    texts = [tab.text() for tab in page.exporting.report.tabs]
    assert texts[1] == f"By question ({len(outcome.left_out)})"
    assert list(tmp_path.glob("preview*")) == list(Path.cwd().glob("preview*")) == []
    page.exporting.write(tmp_path / "mine.txt")
    real.settle()
    assert (tmp_path / "mine.txt").stat().st_size > 100
    assert real.window.banner._act.text() == "Open the folder"


@pytest.mark.parametrize("width", [900, 1024, 1600])
def test_no_reason_of_a_report_is_cut_off(real: RealWindow, quiz: Quiz, width: int) -> None:
    """Long ones take several lines; what is longer than four stands whole under the table."""
    real.window.resize(width, 700)
    page = exporting(real, quiz, "qti")
    report = page.exporting.report
    report.show_parts([("Left out", [Entry("One", None, "why " * n) for n in (1, 50, 900)], "")])
    QApplication.processEvents()
    table, metrics = report.table, report.table.fontMetrics()
    heights = [table.rowHeight(row) for row in range(3)]
    for row, times in enumerate((1, 50)):
        room = table.columnWidth(REASON) - 24
        wrapped = metrics.boundingRect(
            0, 0, room, 9_999, Qt.TextFlag.TextWordWrap, ("why " * times).strip()
        )
        assert heights[row] >= wrapped.height() + 8
        table.selectRow(row)
        assert report.detail.isHidden()
    assert heights[0] < heights[1] <= heights[2] < 4 * heights[0]
    table.selectRow(2)
    assert report.detail.text() == ("why " * 900).strip()
    assert report.detail.isVisible()


def test_a_format_with_a_place_for_everything_says_so(real: RealWindow, quiz: Quiz) -> None:
    page = exporting(real, quiz)
    assert page.exporting.chosen is not None
    assert page.exporting.chosen.quiz_id == quiz.id
    assert "all that they hold has a place" in page.exporting.said.text()
    assert f"{len(TASKS)} questions" in page.exporting.said.text()


def test_a_selection_of_questions_is_exported(real: RealWindow, quiz: Quiz, tmp_path: Path) -> None:
    questions = real.go("questions", mine(real).id)
    assert isinstance(questions, QuestionsScreen)
    questions.table.selectRow(0)
    select = questions.table.selectionModel()
    for row in (0, 1, 2):
        select.select(
            questions.model.index(row, 0), select.SelectionFlag.Select | select.SelectionFlag.Rows
        )
    questions.export_shown()
    real.settle()
    page = real.window.screen_named("exchange")
    assert isinstance(page, ExchangeScreen)
    assert page.exporting.outcome is not None
    assert page.exporting.outcome.questions == 3
    box = page.exporting.formats
    box.setCurrentIndex(box.findData("jsonl"))
    file = tmp_path / "three.jsonl"
    page.exporting.write(file)
    real.settle()
    assert real.app.exchange.import_file(file, preview=True).unchanged == 3


def test_all_that_the_filters_leave_is_exported(real: RealWindow, quiz: Quiz) -> None:
    questions = real.go("questions", mine(real).id)
    assert isinstance(questions, QuestionsScreen)
    questions.export_shown()
    real.settle()
    page = real.window.screen_named("exchange")
    assert isinstance(page, ExchangeScreen)
    assert page.exporting.outcome is not None
    assert page.exporting.outcome.questions == len(TASKS)


def test_past_answers_go_along_where_they_have_a_place(
    real: RealWindow, gift: Path, tmp_path: Path
) -> None:
    looked_at(real, gift).importing.take()
    real.settle()
    deck = next(deck for deck in real.app.questions.decks() if deck.name == "greeks")
    session = real.app.study.start((deck.id,))
    assert session.current is not None
    session.answer(session.current.question.answer, 900)
    page = exporting(real, deck, "gift")
    assert not page.exporting.history.isEnabled()
    page = exporting(real, deck, "anki")
    page.exporting.history.click()
    real.settle()
    for name, times in (("with.apkg", 1), ("without.apkg", 0)):
        page.exporting.write(tmp_path / name)
        real.settle()
        deck_file = AnkiPackage().load((tmp_path / name).read_bytes(), name="x")
        assert len(deck_file.history) == times
        page.exporting.history.click()
        real.settle()


def test_a_format_that_only_reads_says_why(real: RealWindow, quiz: Quiz) -> None:
    page = exporting(real, quiz, "colpkg")
    assert not page.exporting.agree.isEnabled()
    assert ".apkg" in page.exporting.said.text()


def test_a_folder_that_is_not_there_is_named(real: RealWindow, quiz: Quiz, tmp_path: Path) -> None:
    page = exporting(real, quiz)
    page.exporting.write(tmp_path / "nowhere" / "x.jsonl")
    real.settle()
    assert "x.jsonl" in real.window.banner.text


def test_an_empty_deck_has_nothing_to_export(real: RealWindow) -> None:
    deck = real.app.questions.create_deck("Empty")
    page = exporting(real, deck)
    assert not page.exporting.agree.isEnabled()
    assert "no questions" in page.exporting.said.text()


# Paper


def test_cards_of_a_quiz_are_printed(real: RealWindow, quiz: Quiz, tmp_path: Path) -> None:
    page = exporting(real, quiz)
    real.press(Key.Key_P, Held.ControlModifier)
    dialog = page.exporting.dialog
    assert isinstance(dialog, CardsDialog)
    dialog.write(tmp_path / "cards.pdf")
    real.settle()
    assert (tmp_path / "cards.pdf").read_bytes().startswith(b"%PDF")
    assert page.exporting.dialog is None
    assert "4 pages" in real.window.banner.text


def test_cards_of_nothing_say_so(real: RealWindow, tmp_path: Path) -> None:
    deck = real.app.questions.create_deck("Empty")
    dialog = CardsDialog(real.window, real.window.desk, ExportThis("Empty", deck_id=deck.id))
    dialog.write(tmp_path / "cards.pdf")
    real.settle()
    assert "no questions" in dialog.state.text()
    assert not (tmp_path / "cards.pdf").exists()


def test_the_progress_of_the_class_is_printed(real: RealWindow, tmp_path: Path) -> None:
    real.app.learners.add_many(("Ada", "Grace"))
    page = real.go("learners")
    assert isinstance(page, LearnersScreen)
    page.print_progress()
    assert page.dialog is not None
    page.dialog.write(tmp_path / "nowhere" / "class.pdf")
    real.settle()
    assert "class.pdf" in page.dialog.state.text()
    page.dialog.write(tmp_path / "class.pdf")
    real.settle()
    assert (tmp_path / "class.pdf").read_bytes().startswith(b"%PDF")
    assert "3 learners" in real.window.banner.text


# Keyboard, size


def test_it_is_worked_by_keyboard_alone(real: RealWindow, gift: Path) -> None:
    page = looked_at(real, gift)
    real.press(Key.Key_3, Held.AltModifier | Held.ShiftModifier)
    assert rows(page) == ["Broken"]
    real.press(Key.Key_2, Held.AltModifier)
    assert page.part == PAST
    real.press(Key.Key_3, Held.AltModifier)
    assert page.part == EXPORT
    real.press(Key.Key_1, Held.AltModifier)
    assert page.part == IMPORT
    real.press(Key.Key_Escape)
    assert page.importing.stage is Stage.CHOOSING
    assert QApplication.focusWidget() is page.importing.choose
    real.press(Key.Key_Escape)
    assert real.window.now == "questions"


@pytest.mark.parametrize(("size", "text"), [((1280, 800), 100), ((1024, 700), 100),
                                            ((1024, 700), 200)])  # fmt: skip
def test_nothing_is_cut_off(
    real: RealWindow, gift: Path, quiz: Quiz, size: tuple[int, int], text: int
) -> None:
    real.window.resize(*size)
    real.window.desk.theme.set_look("light", text)
    page = real.go("exchange")
    assert cut_off(real.window) == []
    page = looked_at(real, gift)
    assert cut_off(real.window) == []
    page.importing.take()
    real.settle()
    assert cut_off(real.window) == []
    page.show_part(PAST)
    real.settle()
    assert cut_off(real.window) == []
    page.show_part(EXPORT)
    real.settle()
    assert cut_off(real.window) == []
