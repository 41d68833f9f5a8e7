"""Writing a question: by keyboard, with what it will look like beside it, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import bootstrap
from quizapp.documents import read_document
from quizapp.domain.question import AnswerKind, Citation, Difficulty, Question
from quizapp.domain.task import (
    Choose,
    Cloze,
    MapPlace,
    Match,
    Numeric,
    OpenText,
    Option,
    Order,
    Task,
    TrueFalse,
    Typed,
    When,
)
from quizapp.paths import Paths
from quizapp.services.application import Application
from quizapp.ui.authoring import EDITORS, editor_for
from quizapp.ui.authoring.choose import SingleEditor
from quizapp.ui.authoring.cloze import ClozeEditor
from quizapp.ui.authoring.lines import MatchEditor, OrderEditor
from quizapp.ui.authoring.map_place import MapEditor
from quizapp.ui.authoring.plain import OpenTextEditor, TrueFalseEditor
from quizapp.ui.authoring.task_editor import TaskEditor
from quizapp.ui.authoring.texts import NumericEditor, TypedEditor
from quizapp.ui.authoring.when import WhenEditor
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.screens.write import WriteScreen
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window
from tests.sheets import TASKS

Key = Qt.Key
Held = Qt.KeyboardModifier


class Author:
    """Works the page over a deck file of its own."""

    def __init__(self, window: Window, app: Application, qtbot: QtBot) -> None:
        self.window, self.app, self.qtbot = window, app, qtbot
        self.deck = app.questions.create_deck("Mine")

    @property
    def page(self) -> WriteScreen:
        page = self.window.screen_named("write")
        assert isinstance(page, WriteScreen)
        return page

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()
            self.qtbot.waitUntil(lambda: not self.window.desk.background.busy, timeout=60_000)
        QApplication.processEvents()

    def begin(self, what: object = None) -> WriteScreen:
        self.window.go("write", self.deck.id if what is None else what)
        self.settle()
        return self.page

    def choose_way(self, editor: type[TaskEditor]) -> TaskEditor:
        number = EDITORS.index(editor)
        self.page.form.way.setCurrentIndex(number)
        self.page.form.way.activated.emit(number)
        return self.page.form.editor

    def write_options(self, stem: str, *texts: str) -> None:
        """The first is right."""
        form = self.page.form
        form.stem.setPlainText(stem)
        rows = form.editor.rows  # type: ignore[attr-defined]
        rows.rows[0].text.setFocus()
        for text in texts:
            QTest.keyClicks(QApplication.focusWidget(), text)
            QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
        rows.rows[0].mark.click()

    def save(self) -> Question:
        """What is in the deck file afterwards."""
        self.page.save()
        self.settle()
        now = self.page.draft.now
        assert now is not None
        return self.app.questions.question(now.id)


@pytest.fixture
def author(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[Author]:
    theme.set_look("light", 100)
    app = bootstrap(Paths.under(tmp_path))
    window = Window(Desk(Background(), theme), tmp_path / "window.ini")
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open(app)
    made = Author(window, app, qtbot)
    made.settle()
    yield made
    window.close()
    window.desk.background.close()
    window.deleteLater()
    app.close()


def test_a_question_is_written_by_keyboard_and_saved(author: Author) -> None:
    author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547", "1556")
    saved = author.save()
    assert (saved.answer, saved.distractors, saved.task) == ("1552", ("1547", "1556"), None)
    assert author.app.questions.deck_of(saved.id).name == "Mine"


def test_all_that_belongs_to_it_is_kept(author: Author) -> None:
    page = author.begin()
    author.write_options("Who led the siege?", "Ivan IV", "Kurbsky")
    form = page.form
    form.explanation.setPlainText("He stood before the walls himself.")
    form.hint.setText("A tsar")
    form.title.setText("siege")
    form.topic.setEditText(" Russia / 16th  century ")
    form.tags.setText("tsars, wars, tsars")
    form.difficulty.setCurrentIndex(3)
    form.kind.setCurrentIndex(form.kind.findData(AnswerKind.LEADER))
    form.accept.setPlainText("Ivan the Terrible\n\n")
    saved = author.save()
    assert saved.explanation == "He stood before the walls himself."
    assert (saved.hint, saved.title, saved.topic) == ("A tsar", "siege", "Russia/16th century")
    assert saved.tags == ("tsars", "wars")
    assert saved.difficulty is Difficulty.HARD
    assert saved.kind is AnswerKind.LEADER
    assert saved.accept == ("Ivan the Terrible",)


def fill(editor: TaskEditor) -> type[Task]:  # type: ignore[type-arg]  # noqa: PLR0911
    """Writes something whole into the fields of a task."""
    match editor:
        case TypedEditor():
            editor.rows.rows[0].text.setText("Nestor")
            return Typed
        case NumericEditor():
            editor.rows.rows[0].text.setText("41 : 2")
            return Numeric
        case WhenEditor():
            editor.field.setText("14 December 1825 O.S.")
            return When
        case ClozeEditor():
            editor.text.setPlainText("{Kazan} fell in {=1552|1556}.")
            return Cloze
        case OrderEditor():
            editor.items.setPlainText("Kulikovo\nUgra\nKazan")
            return Order
        case MatchEditor():
            editor.pairs.setPlainText("a = b = 1709\nNarva = 1700")
            return Match
        case MapEditor():
            editor.north.setValue(55.8)
            return MapPlace
        case TrueFalseEditor():
            editor.false.setChecked(True)
            return TrueFalse
        case _:
            assert isinstance(editor, OpenTextEditor)
            return OpenText


@pytest.mark.parametrize(
    "kind",
    [TypedEditor, NumericEditor, WhenEditor, ClozeEditor, OrderEditor, MatchEditor, MapEditor,
     TrueFalseEditor, OpenTextEditor],
)  # fmt: skip
def test_every_task_can_be_written_shown_and_opened_again(
    author: Author, kind: type[TaskEditor]
) -> None:
    page = author.begin()
    page.form.stem.setPlainText("What is asked here, in so many words?")
    wanted = fill(author.choose_way(kind))
    saved = author.save()
    if wanted is Typed:
        assert (saved.task, saved.answer) == (None, "Nestor")  # the plain question says as much
    else:
        assert isinstance(saved.task, wanted)
    assert page.preview.widget is not None
    again = author.begin(saved)
    assert type(again.form.editor) is kind
    assert again.form.question == saved


@pytest.mark.parametrize(("stem", "task"), TASKS)
def test_fields_show_a_task_and_say_it_again(
    theme: Theme, qtbot: QtBot, stem: str, task: Task
) -> None:
    editor = editor_for(task)(theme)
    qtbot.addWidget(editor)
    editor.show_task(task)
    assert editor.task == task


def test_several_right_options_share_the_points(author: Author) -> None:
    author.begin()
    editor = author.choose_way(EDITORS[1])
    author.page.form.stem.setPlainText("Which towns stand on the Volga?")
    rows = editor.rows  # type: ignore[attr-defined]
    for number, text in enumerate(("Kazan", "Ryazan", "Saratov")):
        rows.rows[number].text.setText(text)
    rows.rows[0].mark.click()
    rows.rows[2].mark.click()
    saved = author.save()
    assert isinstance(saved.task, Choose)
    assert [option.worth for option in saved.task.options] == [0.5, 0.0, 0.5]


def test_what_is_missing_is_said_and_nothing_is_saved(author: Author) -> None:
    page = author.begin()
    page.save()
    assert "no text" in page.missing.text()
    page.form.stem.setPlainText("When did Ivan IV take Kazan?")
    page.save()
    assert "two options" in page.missing.text()
    author.settle()
    assert author.app.questions.count(_all_of(author)) == 0


def _all_of(author: Author) -> object:
    from quizapp.domain.question import QuestionFilter

    return QuestionFilter(deck_ids=(author.deck.id,))


def test_undo_goes_back_over_all_fields_and_redo_forth(author: Author) -> None:
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    first = author.save()
    page.form.explanation.setPlainText("After six weeks.")
    page._read()
    author.choose_way(EDITORS[1])
    page._read()
    page.undo()
    page.undo()
    assert page.form.question == first
    page.redo()
    assert page.form.question.explanation == "After six weeks."


def test_former_words_are_kept_and_can_be_taken_back(author: Author) -> None:
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    first = author.save()
    page.form.stem.setPlainText("In which year did Kazan fall?")
    author.save()
    versions = author.app.author.versions(first.id)
    assert [each.question.stem for each in versions] == [
        "In which year did Kazan fall?", "When did Ivan IV take Kazan?",
    ]  # fmt: skip
    page._take_version(versions[1].question)
    assert author.save().stem == first.stem
    assert len(author.app.author.versions(first.id)) == 3


def test_leaving_saves_what_is_whole_and_keeps_the_rest_on_the_page(author: Author) -> None:
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    author.window.go("home")
    author.settle()
    assert author.app.questions.count(_all_of(author)) == 1
    page = author.begin()
    assert page.form.stem.toPlainText() == ""
    page.form.stem.setPlainText("Half a question")
    author.window.go("home")
    author.settle()
    author.window.go("write")
    author.settle()
    assert page.form.stem.toPlainText() == "Half a question"
    author.begin()  # a new one: asks before it throws the other away
    assert page.form.stem.toPlainText() == "Half a question"


def test_a_question_that_is_asked_already_is_pointed_out(author: Author) -> None:
    page = author.begin()
    author.write_options("When did Ivan IV take the city of Kazan?", "1552", "1547")
    author.save()
    author.begin()
    author.write_options("When did Ivan IV take the city Kazan?", "1552", "1547")
    page._read()
    author.settle()
    assert "When did Ivan IV take the city of Kazan?" in page.alike.text()


def test_advice_is_given_while_writing_and_forbids_nothing(author: Author) -> None:
    page = author.begin()
    author.write_options("When did he take Kazan", "1552", "1547")
    page._read()
    author.settle()
    assert "question mark" in page.advice.text()
    assert author.save().stem == "When did he take Kazan"


def test_the_preview_is_tried_and_judged(author: Author) -> None:
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    page._read()
    widget = page.preview.widget
    assert widget is not None
    widget.restore([1])
    page.preview.try_it()
    assert widget.judged
    page.preview._fresh()
    assert page.preview.widget is not widget


def test_rows_move_with_alt_and_go_away_when_emptied(author: Author) -> None:
    page = author.begin()
    author.write_options("When?", "1552", "1547", "1556")
    rows = page.form.editor.rows  # type: ignore[attr-defined]
    QTest.keyClick(rows.rows[2].text, Key.Key_Up, Held.AltModifier)
    assert [each.text for each in rows.answers] == ["1552", "1556", "1547"]
    rows.rows[1].text.clear()
    QTest.keyClick(rows.rows[1].text, Key.Key_Backspace)
    assert [each.text for each in rows.answers] == ["1552", "1547"]


def test_another_way_to_answer_keeps_what_it_can(author: Author) -> None:
    author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    typed = author.choose_way(TypedEditor)
    assert typed.task == Typed((typed.task.answers[0],))  # type: ignore[attr-defined]
    assert typed.task.answers[0].text == "1552"  # type: ignore[attr-defined]
    when = author.choose_way(WhenEditor)
    assert "1552" in when.field.text()  # type: ignore[attr-defined]


def test_a_selection_becomes_a_gap(theme: Theme, qtbot: QtBot) -> None:
    editor = ClozeEditor(theme)
    qtbot.addWidget(editor)
    editor.text.setPlainText("Kazan fell")
    cursor = editor.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    editor.text.setTextCursor(cursor)
    editor.make_gap()
    assert editor.text.toPlainText() == "{Kazan} fell"


def test_a_picture_is_kept_with_its_description(author: Author, tmp_path: Path) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.save(str(tmp_path / "walls.png"))
    page = author.begin()
    author.write_options("Which fortress is this?", "Kazan", "Narva")
    page.form.picture._take_file(tmp_path / "walls.png")
    page.form.picture.alt.setText("White walls")
    saved = author.save()
    assert saved.picture is not None
    assert saved.picture.alt == "White walls"
    stored = author.app.stores.decks.picture(saved.picture.id)
    assert stored == (tmp_path / "walls.png").read_bytes()


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\nbroken", b"MZ"])
def test_what_is_no_picture_is_refused_in_words(author: Author, data: bytes) -> None:
    page = author.begin()
    page.form.picture.take_bytes(data)
    assert page.form.picture.picture is None
    assert "no picture" in page.form.picture.problem.text()


def test_the_proof_is_picked_in_the_document(author: Author, tmp_path: Path) -> None:
    (tmp_path / "kazan.txt").write_text(
        "The Volga\n\nIvan IV took Kazan in 1552 after a long siege. Astrakhan followed.\n"
    )
    author.app.stores.documents.save_document(read_document(tmp_path / "kazan.txt"))
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    page.form.citation.open_dialog()
    author.settle()
    dialog = page.form.citation.dialog
    assert dialog is not None
    text = dialog.reader.toPlainText()
    start = text.index("Ivan IV took")
    cursor = dialog.reader.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(text.index("siege.") + 6, QTextCursor.MoveMode.KeepAnchor)
    dialog.reader.setTextCursor(cursor)
    dialog.take.click()
    saved = author.save()
    assert saved.citation is not None
    assert saved.citation.quote == "Ivan IV took Kazan in 1552 after a long siege."
    view = author.app.questions.evidence(saved)
    assert view.available
    assert view.text[view.start : view.end] == saved.citation.quote


def test_a_proof_that_is_no_longer_in_its_place_is_found_again(
    author: Author, tmp_path: Path
) -> None:
    siege = "Ivan IV took Kazan in 1552 after a long siege."
    file = tmp_path / "kazan.txt"
    file.write_text(f"The Volga\n\n{siege} Astrakhan followed.\n")
    documents = author.app.stores.documents
    before = read_document(file)
    documents.save_document(before)
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    old = Citation("kazan.txt", fingerprint=before.fingerprint, paragraph=2, quote=siege)
    field = page.form.citation
    field._set(old)
    author.settle()
    assert field.missing.isHidden()

    documents.delete_document(before.fingerprint)
    field.show_citation(replace(old))
    author.settle()
    assert field.missing.isVisible()
    field.again.click()
    author.settle()
    assert "no document" in field.said.text()
    assert field.citation == old

    broken = siege.replace("Kazan ", "Kazan\n")
    file.write_text(f"The Volga\n\nA new beginning.\n\n{broken}\n")
    after = read_document(file)
    documents.save_document(after)
    field.again.click()
    author.settle()
    assert field.missing.isHidden()
    saved = author.save()
    assert saved.citation is not None
    assert (saved.citation.fingerprint, saved.citation.paragraph) == (after.fingerprint, 3)
    view = author.app.questions.evidence(saved)
    assert view.text[view.start : view.end] == siege


def test_wrong_options_are_proposed_out_of_the_documents(author: Author, tmp_path: Path) -> None:
    lines = "\n\n".join(
        f"In {year} Ivan IV took the fortress of {town} and left a garrison there."
        for year, town in ((1552, "Kazan"), (1556, "Astrakhan"), (1558, "Narva"), (1563, "Polotsk"))
    )
    (tmp_path / "wars.txt").write_text(lines)
    author.app.stores.documents.save_document(read_document(tmp_path / "wars.txt"))
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552")
    page.propose()
    author.settle()
    texts = [each.text for each in page.form.editor.rows.answers]  # type: ignore[attr-defined]
    assert len(texts) > 1
    assert texts[0] == "1552"


def said(author: Author) -> str:
    """What stands in the banner."""
    return author.window.banner.text  # type: ignore[attr-defined, no-any-return]


def test_the_first_option_of_a_new_choice_is_the_right_one(author: Author) -> None:
    page = author.begin()
    page.form.stem.setPlainText("Who took Kazan in 1552?")
    rows = author.choose_way(SingleEditor).rows  # type: ignore[attr-defined]
    rows.rows[0].text.setFocus()
    for text in ("Ivan IV", "Boris Godunov"):
        QTest.keyClicks(QApplication.focusWidget(), text)
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert rows.right == [True, False]
    rows.rows[0].mark.click()  # what is marked already
    assert rows.right == [True, False]
    assert author.save().answer == "Ivan IV"


def test_where_no_wrong_option_is_found_it_is_said_why_and_what_to_do(
    author: Author, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = author.begin()
    monkeypatch.setattr(author.app.author, "propose_options", lambda _question: [])
    author.write_options("What is a zemsky sobor?", "An assembly")
    page.propose()
    author.settle()
    assert "Asks for" in said(author)
    assert "person" in said(author)
    place = page.form.kind.findData(AnswerKind.PLACE)
    page.form.kind.setCurrentIndex(place)
    page.form.kind.activated.emit(place)  # by hand
    page.propose()
    author.settle()
    assert "An assembly" in said(author)
    assert "Add a document" in said(author)


def test_nothing_is_looked_for_while_nobody_said_which_option_is_right(author: Author) -> None:
    page = author.begin()
    author.write_options("Who took Kazan?", "Ivan IV", "Boris Godunov")
    page.form.editor.rows.rows[0].mark.setChecked(False)  # type: ignore[attr-defined]
    page.propose()
    assert "marked as right" in said(author)


def test_a_generated_question_keeps_its_id_and_progress_when_it_is_edited(author: Author) -> None:
    plain = Question(
        id="made", kind=AnswerKind.DATE, stem="When did Kazan fall?", answer="1552",
        distractors=("1547", "1556"),
    )  # fmt: skip
    author.app.questions.add(author.deck.id, plain)
    page = author.begin(plain)
    assert page.heading.text() == "Edit"
    page.form.explanation.setPlainText("In October.")
    saved = author.save()
    assert saved.id == "made"
    assert replace(saved, explanation="", date=None) == plain


def test_the_page_fits_a_narrow_window(author: Author) -> None:
    author.window.resize(900, 620)
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    author.settle()
    for widget in (page.save_button, page.next_button, page.form.stem):
        place = widget.mapTo(page, QPoint(0, 0))
        assert place.x() >= 0
        assert place.x() + widget.width() <= page.width()


@pytest.mark.parametrize(("width", "height", "text"), [(880, 640, 100), (1024, 700, 200)])
def test_where_there_is_little_room_fields_and_preview_scroll_as_one(
    author: Author, theme: Theme, width: int, height: int, text: int
) -> None:
    theme.set_look("light", text)
    author.window.resize(width, height)
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    page._read()
    author.settle()
    area = page._body.main_area
    assert area.isAncestorOf(page.preview)
    assert area.height() > 0.45 * page.height()  # no slit
    for inside in (page.form, page.preview):
        assert inside.width() <= area.viewport().width()
    page.form.stem.setFocus()
    QTest.keyClick(page.form.stem, Key.Key_P, Held.ControlModifier | Held.ShiftModifier)
    author.settle()
    top = page.preview.mapTo(area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < area.viewport().height()
    assert page.preview.isAncestorOf(QApplication.focusWidget())
    author.window.resize(1280, 800)
    theme.set_look("light", 100)
    author.settle()
    assert not area.isAncestorOf(page.preview)
    assert page.preview.isVisible()


def test_what_is_missing_is_said_beside_the_buttons(author: Author) -> None:
    author.window.resize(880, 640)
    page = author.begin()
    assert page.missing.isVisible()
    assert page.missing.text() == "The question has no text yet."
    assert page.missing.mapTo(page, QPoint(0, 0)).y() > page._body.geometry().bottom()


def test_options_keep_feedback_and_worth(theme: Theme, qtbot: QtBot) -> None:
    task = Choose((Option("a", 1.0), Option("b", 0.333, "Nearly."), Option("c", keeps_place=True)))
    editor = editor_for(task)(theme)
    qtbot.addWidget(editor)
    editor.show_task(task)
    assert editor.task == task


# What stumbled a first author


def test_a_new_question_is_for_the_deck_looked_at_last(author: Author) -> None:
    page = author.begin()
    page.leave()
    author.settle()
    author.window.go("questions", author.deck.id)
    author.settle()
    author.window.go("write")
    author.settle()
    assert page.decks.currentData() == author.deck.id


def test_tab_goes_through_the_options_in_their_order(author: Author) -> None:
    page = author.begin()
    author.write_options("When?", "1552", "1547")
    author.settle()
    page.form.stem.setFocus()
    rows = page.form.editor.rows.rows  # type: ignore[attr-defined]
    seen = []
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    wanted = [page.form.way, page.form.propose, rows[0].mark, rows[0].text]
    assert seen[:4] == wanted
    names = [(type(each).__name__, each.accessibleName()) for each in seen]
    assert rows[1].text in seen, names
    assert seen.index(rows[1].text) < seen.index(page.form.accept), names


def test_an_arrow_in_the_way_to_answer_stays_there_and_loses_nothing(author: Author) -> None:
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    page.form.way.setFocus()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget(), key)
        assert QApplication.focusWidget() is page.form.way
    assert [each.text for each in page.form.editor.rows.answers] == [  # type: ignore[attr-defined]
        "1552", "1547",
    ]  # fmt: skip


def test_the_preview_shows_nothing_that_is_no_longer_written(author: Author) -> None:
    page = author.begin()
    author.write_options("When did Ivan IV take Kazan?", "1552", "1547")
    page._read()
    assert page.preview.isVisible()
    page.form.stem.setPlainText("")
    page._read()
    assert not page.preview.isVisible()
    page.form.stem.setPlainText("When did Ivan IV take Kazan?")
    page._read()
    assert page.preview.isVisible()


def test_another_question_is_answered_in_the_same_way_and_begins_at_the_top(
    author: Author,
) -> None:
    page = author.begin()
    author.choose_way(WhenEditor)
    page.form.stem.setPlainText("When did Ivan IV take Kazan?")
    page.form.editor.field.setText("1552")  # type: ignore[attr-defined]
    bar = page._body.main_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    page.save_and_next()
    author.settle()
    assert isinstance(page.form.editor, WhenEditor)
    assert page.form.stem.toPlainText() == ""
    assert bar.value() == 0


def test_the_kind_is_proposed_from_the_answer_and_the_author_has_the_last_word(
    author: Author,
) -> None:
    page = author.begin()
    author.write_options("On what day was Magenta fought?", "4 June 1859", "24 June 1859")
    saved = author.save()
    assert saved.kind is AnswerKind.DATE
    assert saved.date is not None, "so it stands on the Timeline"
    page.save_and_next()
    author.settle()
    author.write_options("Who landed there?", "Garibaldi", "Mazzini")
    assert author.save().kind is AnswerKind.LEADER
    page.save_and_next()
    author.settle()
    author.write_options("Name the hero of the Thousand.", "Garibaldi", "Mazzini")
    page._read()
    author.settle()
    assert page.form.kind.currentData() == AnswerKind.LEADER, "the decks know the name"
    other = page.form.kind.findData(AnswerKind.OTHER)
    page.form.kind.setCurrentIndex(other)
    page.form.kind.activated.emit(other)
    assert author.save().kind is AnswerKind.OTHER


def test_all_ways_to_answer_are_seen_at_once(author: Author) -> None:
    way = author.begin().form.way
    way.showPopup()
    author.settle()
    view = way.view()
    last = view.visualRect(view.model().index(way.count() - 1, 0))
    assert view.viewport().rect().contains(last)
    way.hidePopup()


def test_a_sentence_of_a_document_is_the_proof_of_a_new_question(author: Author) -> None:
    cited = Citation("quays.txt", "Quays", paragraph=2, quote="The quay was built in 1871.")
    page = author.begin(cited)
    assert page.heading.text() == "New question"
    assert page.form.citation.citation == cited
    assert page.form.stem.hasFocus()
