"""A session that the closing of the window interrupted is offered again, and goes on with a key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window
from test_ui_study_ends import answered, with_deck

from quizapp.domain.question import AnswerKind, QuestionFilter
from quizapp.domain.review import Form
from quizapp.ui.charts.click_map import HEIGHT
from quizapp.ui.charts.projection import project
from quizapp.ui.kinds.map_click import MapForm
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme


def offered(real: RealWindow) -> str:
    home = real.go("home")
    assert isinstance(home, HomeScreen)
    return home.interrupted_text.text() if home.interrupted_text.isVisible() else ""


def test_after_a_restart_home_goes_on_where_the_session_stood(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 5)
        study = real.go("study", [f"q{n}" for n in range(5)])
        assert isinstance(study, StudyScreen)
        answered(real, study)
        answered(real, study)
    with real_window(theme, qtbot, tmp_path) as real:
        assert "Go on with the questions to practise (3 of 5 left)" in offered(real)
        real.press(Qt.Key.Key_G)
        study = real.window.screen_named("study")
        assert isinstance(study, StudyScreen)
        assert study.session is not None
        assert study.session.progress == (2, 5)
        for _ in range(3):
            answered(real, study)
        assert len(real.app.stores.reviews.reviews("me")) == 5
        assert offered(real) == ""


def test_after_a_restart_home_goes_on_with_the_cramming_and_nothing_is_scheduled(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 3)
        study = real.go("study", ["q0"])
        assert isinstance(study, StudyScreen)
        answered(real, study)
        wanted = QuestionFilter(deck_ids=("mine",))
        study._begin(lambda deck: deck.cram(wanted), "cramming")
        real.settle()
        answered(real, study)
        before = real.app.stores.reviews.memories("me", ["q0", "q1", "q2"])
    with real_window(theme, qtbot, tmp_path) as real:
        assert "Go on with cramming (2 of 3 left)" in offered(real)
        real.press(Qt.Key.Key_G)
        study = real.window.screen_named("study")
        assert isinstance(study, StudyScreen)
        assert study.session is not None
        assert study.session.progress == (1, 3)
        for _ in range(2):
            answered(real, study)
        assert study.session.current is None
        reviews = real.app.stores.reviews
        assert reviews.memories("me", ["q0", "q1", "q2"]) == before
        assert len(reviews.reviews("me")) == 1
        assert offered(real) == ""


def test_a_session_that_the_learner_ended_is_not_offered(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 3)
        study = real.go("study", ["q0", "q1", "q2"])
        assert isinstance(study, StudyScreen)
        answered(real, study)
        real.press(Qt.Key.Key_Escape)
        real.press(Qt.Key.Key_Escape)
        assert real.window.now == "home"
        assert offered(real) == ""


def test_a_running_session_goes_on_with_the_very_question(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 4)
        study = real.go("study", ("mine",))
        assert isinstance(study, StudyScreen)
        session, asked = study.session, study.asked
        assert "Mine (2 of 2 left)" in offered(real)
        real.press(Qt.Key.Key_G)
        assert (study.session, study.asked) == (session, asked)


def test_the_question_names_its_deck_and_topic(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 1)
        decks = real.app.stores.decks
        decks.update_question(replace(decks.question("q0"), topic="Ships/1811"))
        study = real.go("study", ["q0"])
        assert isinstance(study, StudyScreen)
        assert study.question.source.isVisible()
        assert study.question.source.text().split() == ["Mine", "·", "Ships/1811"]


def test_once_the_days_questions_are_done_home_begins_more_of_them(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 9)
        study = real.go("study", ("mine",))
        assert isinstance(study, StudyScreen)
        answered(real, study)
        answered(real, study)
        home = real.go("home")
        assert isinstance(home, HomeScreen)
        met = real.app.stores.reviews.memories("me", ["q0", "q1"]).values()
        (days,) = {(memory.due - memory.last_day).days for memory in met}
        when = "tomorrow" if days == 1 else f"in {days} days"
        assert f"Due next: 2 questions {when}." in home._detail.text()
        assert not home._missed.isVisible(), "nothing was missed"
        five = home._extra.buttons[0]
        assert five.text() == "5 new"
        real.press(Qt.Key.Key_Return)
        assert study.session is not None
        assert study.session.progress == (0, 5)


def test_after_a_place_was_pointed_at_question_map_verdict_and_proof_are_in_sight(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        real.window.resize(1024, 700)
        places = real.app.stores.decks.ids(QuestionFilter(kinds=(AnswerKind.PLACE,)))
        study = real.go("study", places[:30])
        assert isinstance(study, StudyScreen)
        while study.asked is not None and study.asked.form is not Form.MAP:
            study.as_form(Form.MAP)
            real.settle()
            if study.asked.form is not Form.MAP:
                study._skip()
                real.settle()
        page, form = study.question, study.question.form
        assert isinstance(form, MapForm)
        form.map.set_point(*project(50, 20))
        form.confirm()
        real.settle()
        assert page.evidence.isVisible()
        for part in (page.stem, form.map, page.verdict, page.evidence):
            top = part.mapTo(page.area.viewport(), part.rect().topLeft()).y()
            bottom = part.mapTo(page.area.viewport(), part.rect().bottomLeft()).y()
            assert 0 <= top < bottom <= page.area.viewport().height()
        assert form.map.height() < HEIGHT
        assert form.map.point is not None
        assert form.map.rect().contains(
            QPointF(*form.map.view.to_screen(*form.map.point)).toPoint()
        )
        real.window.resize(1280, 1000)
        real.settle()
        assert form.map.height() == HEIGHT, "where there is room the map has it"
