"""The models keep Qt's rules, and long tables fetch only what is looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from sample_application import sample_document, sample_questions

from quizapp.domain.document import DocumentSummary
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.services.browse_library import PassageHit
from quizapp.ui.models.library import LibraryModel
from quizapp.ui.models.proposals import ProposalModel
from quizapp.ui.models.questions import PAGE, PAGES_KEPT, QuestionTable
from quizapp.ui.widgets.rows import DETAIL, FADED, MARK

pytestmark = pytest.mark.usefixtures("qapp")
STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
QUESTIONS = sample_questions(sample_document(), State.DRAFT)


def numbered(number: int) -> Question:
    return Question(f"q{number}", AnswerKind.DATE, f"When {number}?", str(1000 + number))


def page(number: int) -> list[Question]:
    return [numbered(number * PAGE + place) for place in range(PAGE)]


def test_the_proposal_model_keeps_qts_rules() -> None:
    model = ProposalModel()
    tester = QAbstractItemModelTester(model, STRICT)
    model.show_questions(QUESTIONS)
    model.replace(QUESTIONS[1].with_state(State.ACCEPTED))
    model.show_questions([])
    assert tester is not None


def test_a_decision_shows_in_its_row() -> None:
    model = ProposalModel()
    model.show_questions(QUESTIONS)
    assert model.index(0).data(MARK) is None
    model.replace(QUESTIONS[0].with_state(State.REJECTED))
    assert model.index(0).data(MARK) == ("cross", "wrong")
    assert model.index(0).data(FADED)
    assert "Rejected" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.row_of("unknown") == -1


def test_the_library_model_shows_documents_and_hits() -> None:
    model = LibraryModel()
    tester = QAbstractItemModelTester(model, STRICT)
    document = DocumentSummary("f", "a.txt", "A title", "text", 1200, 1, "2026-01-01T00:00:00Z")
    model.show_entries([document])
    assert model.index(0).data() == "A title"
    assert model.index(0).data(DETAIL) == "1 question  ·  1,200 words  ·  text"
    model.show_entries([PassageHit("f", "A title", 3, "some\nwords")])
    assert model.index(0).data() == "some words"
    assert model.row_of("f") == 0
    assert model.row_of("g") == -1
    assert tester is not None


def test_the_question_table_keeps_qts_rules() -> None:
    model = QuestionTable()
    tester = QAbstractItemModelTester(model, STRICT)
    model.restart(1, 250, page(0))
    model.put_page(1, 1, page(1))
    model.replace(numbered(3))
    model.restart(2, 0, [])
    assert tester is not None


def test_a_hundred_thousand_questions_are_fetched_by_page() -> None:
    model = QuestionTable()
    wanted: list[tuple[int, int]] = []
    model.page_wanted.connect(lambda generation, page: wanted.append((generation, page)))
    model.restart(1, 100_000, page(0))
    assert model.rowCount() == 100_000
    assert model.index(5, 0).data() == "When 5?"
    assert wanted == []
    assert model.index(99_950, 0).data() == "…"
    assert model.index(99_951, 1).data() == ""
    assert wanted == [(1, 999)]
    model.put_page(1, 999, page(999))
    assert model.index(99_950, 0).data() == "When 99950?"


def test_a_page_of_an_earlier_search_is_dropped() -> None:
    model = QuestionTable()
    model.restart(1, 500, page(0))
    model.restart(2, 500, page(0))
    model.put_page(1, 3, page(3))
    assert model.question(3 * PAGE) is None


def test_far_pages_are_forgotten_and_fetched_again() -> None:
    model = QuestionTable()
    wanted: list[int] = []
    model.page_wanted.connect(lambda generation, page: wanted.append(page))
    model.restart(1, 100_000, page(0))
    for number in range(1, PAGES_KEPT + 2):
        model.put_page(1, number, page(number))
    assert model.question(0) is None
    assert wanted == [0]


def test_rows_beyond_the_last_page_are_empty() -> None:
    model = QuestionTable()
    model.restart(1, 3, page(0)[:3])
    assert model.question(2) is not None
    assert model.index(3, 0) == QModelIndex()
    assert model.index(0, 0).data(Qt.ItemDataRole.EditRole) is None


def test_line_breaks_and_markup_stay_text() -> None:
    model = QuestionTable()
    odd = Question("q", AnswerKind.PLACE, "<b>Where</b>\nexactly?", "a\tb")
    model.restart(1, 1, [odd])
    assert model.index(0, 0).data() == "<b>Where</b> exactly?"
    assert model.index(0, 1).data() == "a b"
