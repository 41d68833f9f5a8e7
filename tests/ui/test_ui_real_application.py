"""The window over the real program: a document becomes questions, and answers outlive a restart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import bootstrap
from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form, Verdict
from quizapp.paths import Paths
from quizapp.services.application import Application
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.screens.add_documents import AddDocumentsScreen
from quizapp.ui.screens.home import sample_document
from quizapp.ui.screens.library import LibraryScreen
from quizapp.ui.screens.questions import QuestionsScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window

pytestmark = pytest.mark.slow


def settle(window: Window, qtbot: QtBot) -> None:
    for _ in range(2):
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not window.desk.background.busy, timeout=60_000)
    QApplication.processEvents()


def test_from_a_sample_document_to_progress_that_stays(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = Paths.under(tmp_path)
    app = bootstrap(paths)
    window = Window(Desk(Background(), theme), paths.config / "window.ini")
    window.show()
    window.open(app)
    settle(window, qtbot)

    sample = sample_document()
    assert sample is not None
    window.take_files([str(sample)])
    settle(window, qtbot)
    add = window.screen_named("add")
    assert isinstance(add, AddDocumentsScreen)
    add.target.start.click()
    qtbot.waitUntil(lambda: not add.busy, timeout=120_000)
    settle(window, qtbot)
    name = add.target.chosen_name
    add.result.review.click()
    settle(window, qtbot)

    review = window.screen_named("review")
    assert isinstance(review, ReviewScreen)
    assert review.model.rowCount() > 3
    assert review.detail.evidence.passage.highlighted
    review.accept_all()
    settle(window, qtbot)
    deck = next(d for d in app.questions.decks() if d.name == name)

    window.go("study", (deck.id,))
    settle(window, qtbot)
    study = window.screen_named("study")
    assert isinstance(study, StudyScreen)
    for _ in range(3):
        assert study.asked is not None
        study.question.answered.emit(study.asked.question.answer, 2000)
        settle(window, qtbot)
        study.question.confirm()
        settle(window, qtbot)

    library = window.screen_named("library")
    window.go("library")
    settle(window, qtbot)
    assert isinstance(library, LibraryScreen)
    assert len(library.reader.places) == review.model.rowCount()
    window.go("questions")
    settle(window, qtbot)
    questions = window.screen_named("questions")
    assert isinstance(questions, QuestionsScreen)
    assert questions.model.rowCount() >= review.model.rowCount()
    window.close()
    window.desk.background.close(app.close)
    window.deleteLater()

    again = bootstrap(paths)
    assert again.home.overview().reviews == 3
    again.close()


@pytest.fixture
def studying(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Application, Window]]:
    """The program on its first start, at the Study page."""
    paths = Paths.under(tmp_path)
    app = bootstrap(paths)
    window = Window(Desk(Background(), theme), paths.config / "window.ini")
    window.show()
    window.open(app)
    window.go("study")
    settle(window, qtbot)
    yield app, window
    window.close()
    window.desk.background.close(app.close)


def test_a_map_session_asks_waiting_places_on_the_map(
    studying: tuple[Application, Window], qtbot: QtBot
) -> None:
    app, window = studying
    study = window.screen_named("study")
    assert isinstance(study, StudyScreen)
    study.start.ways["map"].click()
    settle(window, qtbot)
    assert study.asked is not None
    assert study.asked.form is Form.MAP
    assert study.asked.question.kind is AnswerKind.PLACE
    place = study.asked.place
    assert place is not None
    study.question.form.answered.emit(f"{place.latitude}, {place.longitude}")
    settle(window, qtbot)
    (review,) = app.stores.reviews.reviews(app.settings.learner)
    assert (review.form, review.verdict) == (Form.MAP, Verdict.RIGHT)


def test_the_study_page_leads_to_the_exams(
    studying: tuple[Application, Window], qtbot: QtBot
) -> None:
    _, window = studying
    study = window.screen_named("study")
    assert isinstance(study, StudyScreen)
    study.start.number(9)
    settle(window, qtbot)
    assert window.now == "exam"


def test_two_that_were_mixed_up_are_practised_side_by_side(
    studying: tuple[Application, Window], qtbot: QtBot
) -> None:
    app, window = studying
    study = window.screen_named("study")
    assert isinstance(study, StudyScreen)
    years = ["1917", "1918", "1945"]
    made = [Question(f"y{y}", AnswerKind.DATE, f"When was the law of {y}?", y) for y in years]
    app.stores.decks.save_deck(Deck("years", "Years"))
    app.stores.decks.save_questions("years", made)

    def answer(given: str | None = None) -> str:
        assert study.asked is not None
        asked = study.asked.question
        study.question.form.answered.emit(given or asked.answer)
        settle(window, qtbot)
        return asked.answer

    def go_on() -> None:
        study.question.confirm()
        settle(window, qtbot)

    study.practise(["y1917", "y1918"])
    settle(window, qtbot)
    for _ in range(2):
        answer()
        go_on()
    study.practise(["y1917", "y1945"])
    settle(window, qtbot)
    answer("1918")
    assert study.question.beside.said == "You also learn: When was the law of 1918? 1918"
    study.question.beside.practise.click()
    settle(window, qtbot)
    asked = []
    for _ in range(3):
        go_on()
        asked.append(answer())
    assert asked == ["1945", "1917", "1918"]
    assert study.question.beside.said == "The one before: When was the law of 1917? 1917"
    go_on()
    assert study.asked is None
    assert app.safe.check().repaired == ()
