"""Library: read documents, see where questions came from, search, remove."""

from __future__ import annotations

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from sample_application import SampleApplication

from quizapp.domain.question import Citation
from quizapp.ui.confirm import ConfirmDialog
from quizapp.ui.reader_text import ReaderText
from quizapp.ui.screens.library import LibraryScreen
from quizapp.ui.screens.questions import QuestionsScreen


def open_library(hands: Hands, what: object = None) -> LibraryScreen:
    screen = hands.go("library", what)
    hands.settle()
    assert isinstance(screen, LibraryScreen)
    return screen


def texts(screen: LibraryScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_the_first_document_opens_with_the_places_of_its_questions(hands: Hands) -> None:
    screen = open_library(hands)
    text = screen.reader.toPlainText()
    assert "In the spring of 1871 the town" in text
    assert [text[start:end] for start, end, _ in screen.reader.places] == [
        "In the spring of 1871",
        "14 June 1872",
        "harbour master Edvard Strand opened the new lighthouse",
        "moved its workshops to Granvik in 1884",
    ]


def test_n_and_p_go_through_the_questions_in_the_order_of_the_text(hands: Hands) -> None:
    screen = open_library(hands)
    hands.press(Key.Key_N)
    assert screen.reader.marked == "In the spring of 1871"
    assert "Question 1 of 4 in this document" in texts(screen)
    assert "When was the town of Lindholm given a stone quay?" in texts(screen)
    hands.press(Key.Key_N)
    assert screen.reader.marked == "14 June 1872"
    hands.press(Key.Key_P)
    hands.press(Key.Key_P)
    assert screen.reader.marked == "moved its workshops to Granvik in 1884"


def test_a_click_on_a_place_shows_its_question(hands: Hands) -> None:
    screen = open_library(hands)
    start, _, _ = screen.reader.places[3]
    cursor = screen.reader.textCursor()
    cursor.setPosition(start + 3)
    point = screen.reader.cursorRect(cursor).center()
    QTest.mouseClick(screen.reader.viewport(), Qt.MouseButton.LeftButton, pos=point)
    hands.settle()
    assert "Where did the railway company move its workshops in 1884?" in texts(screen)


def test_show_in_document_goes_to_the_very_words(hands: Hands) -> None:
    question = hands.app.memory.questions["q3"]
    screen = open_library(hands, question)
    assert screen.reader.marked == "moved its workshops to Granvik in 1884"


def test_a_citation_without_a_span_leads_to_its_paragraph(hands: Hands) -> None:
    from dataclasses import replace

    question = hands.app.memory.questions["q1"]
    cited = Citation("", title="The harbour of Lindholm", paragraph=5)
    hands.app.memory.questions["q1"] = replace(question, citation=cited)
    text = ReaderText(hands.app.memory.documents["f" * 64])
    place = text.place(cited)
    assert place is not None
    assert text.text[slice(*place)].startswith("The railway company")


def test_a_question_whose_document_is_not_here_is_said_to_be_so(hands: Hands) -> None:
    from dataclasses import replace

    question = hands.app.memory.questions["q1"]
    elsewhere = replace(question, citation=Citation("other.pdf", "Another book", "0" * 64))
    open_library(hands, elsewhere)
    assert "not in your library" in hands.window.banner.text


def test_search_finds_passages_and_opens_the_one_chosen(hands: Hands) -> None:
    screen = open_library(hands)
    hands.press(Key.Key_Slash)
    assert screen.search.hasFocus()
    hands.type("workshops")
    found = "The railway company"
    hands.qtbot.waitUntil(lambda: screen.model.index(0).data().startswith(found))
    hands.settle()
    hands.press(Key.Key_Return)
    hands.settle()
    assert screen.reader.marked.startswith("The railway company moved")
    hands.press(Key.Key_Escape)
    assert screen.search.text() == ""


def test_a_search_without_hits_says_so(hands: Hands) -> None:
    screen = open_library(hands)
    screen.search.setText("zeppelin")
    hands.qtbot.waitUntil(lambda: screen.model.rowCount() == 0)
    assert "No passage" in hands.window.banner.text


def test_delete_asks_and_enter_there_means_no(hands: Hands) -> None:
    screen = open_library(hands)
    hands.press(Key.Key_Delete)
    box = screen.findChild(ConfirmDialog)
    assert box is not None
    assert any("4 questions stay" in each.text() for each in box.findChildren(QLabel))
    assert box.cancel.isDefault()
    assert box.cancel.hasFocus()
    QTest.keyClick(box, Key.Key_Return)
    hands.settle()
    assert len(hands.app.memory.documents) == 1


def test_a_removed_document_leaves_its_questions(hands: Hands) -> None:
    screen = open_library(hands)
    hands.press(Key.Key_Delete)
    box = screen.findChild(ConfirmDialog)
    assert box is not None
    next(b for b in box.findChildren(QPushButton) if b.text() == "Remove").click()
    hands.settle()
    assert hands.app.memory.documents == {}
    assert len(hands.app.memory.questions) == 4
    assert "No documents yet" in texts(screen)


def test_with_no_documents_it_says_what_to_do(open_window: Make, empty: SampleApplication) -> None:
    hands = open_window(empty)
    screen = open_library(hands)
    assert "No documents yet" in texts(screen)
    hands.press(Key.Key_Return)
    assert hands.window.now == "add"


def test_a_question_is_edited_from_the_reader(hands: Hands) -> None:
    open_library(hands)
    hands.press(Key.Key_N)
    hands.press(Key.Key_E)
    hands.settle()
    assert hands.window.now == "questions"
    questions = hands.window.screen_named("questions")
    assert isinstance(questions, QuestionsScreen)
    assert questions.side.isVisible()
    assert questions.side.editor.stem.toPlainText().startswith("When was the town of Lindholm")


def test_what_a_document_says_is_never_markup(hands: Hands) -> None:
    from dataclasses import replace

    document = hands.app.memory.documents["f" * 64]
    passage = replace(document.passages[1], text="<b>bold</b><script>x</script> &amp;")
    hands.app.memory.documents["f" * 64] = replace(
        document, title="<i>T</i>", passages=(passage, *document.passages[2:])
    )
    screen = open_library(hands)
    assert "<b>bold</b><script>x</script> &amp;" in screen.reader.toPlainText()
    assert "<i>T</i>" in texts(screen)


def test_g_goes_to_dated_sentences_without_a_question_and_w_writes_one(
    open_window: Make, sample: SampleApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for id_ in ("q1", "q2"):  # both are proven by that sentence
        sample.memory.questions.pop(id_)
    hands = open_window(sample)
    screen = open_library(hands)
    assert screen.bare.text() == "1 dated sentence without one"
    assert not screen.bare_panel.isVisible()
    hands.press(Key.Key_G)
    sentence = "On 14 June 1872 the harbour master Edvard Strand opened the new lighthouse."
    assert screen.reader.marked == sentence
    assert screen.bare_panel.said.startswith("No question was found here")
    gone: list[tuple[str, Citation]] = []
    monkeypatch.setattr(hands.window.desk, "go", lambda *where: gone.append(where))
    hands.press(Key.Key_W)
    assert [(where, cited.quote) for where, cited in gone] == [("write", sentence)]


def test_w_without_a_sentence_says_what_to_select(hands: Hands) -> None:
    screen = open_library(hands)
    assert not screen.bare.isVisible(), "every dated sentence has its question"
    hands.press(Key.Key_W)
    assert hands.window.now == "library"
    assert "Select the words that prove the answer" in hands.window.banner.text
