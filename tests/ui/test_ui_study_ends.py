"""Where a session ends, or has nothing to ask: what waits is said, and offered."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form, Rating, Verdict
from quizapp.ui.kinds.typed import TypedForm
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme


def with_deck(real: RealWindow, number: int) -> None:
    real.app.settings.new_per_day = 2
    real.app.stores.decks.save_deck(Deck("mine", "Mine"))
    real.app.stores.decks.save_questions("mine", [
        Question(
            f"q{n}", AnswerKind.OTHER,
            f"Which ship of the long and windy line came to Lindholm in the summer of 18{n + 10}?",
            f"Ship {n}", fact_id=f"f{n // 2}",
        )
        for n in range(number)
    ])  # fmt: skip


def answered(real: RealWindow, study: StudyScreen, given: str | None = None) -> None:
    assert study.asked is not None
    study.as_form(Form.TYPED)
    real.settle()
    study.question.answered.emit(given or study.asked.question.answer, 2000)
    real.settle()
    study.question.confirm()
    real.settle()


def test_study_of_a_deck_says_what_waits_in_it_and_learns_as_many_as_are_chosen(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 9)
        study = real.go("study", ("mine",))
        assert isinstance(study, StudyScreen)
        answered(real, study)
        answered(real, study)
        real.go("home")
        real.go("study", ("mine",))
        assert "Mine: done for today" in study.start.text
        assert "7 questions of this deck wait" in study.start.text
        assert [each.text() for each in study.start.extra.buttons] == ["5 new", "All 7"]
        real.press(Qt.Key.Key_Return)
        assert study.session is not None
        assert study.session.progress == (0, 5), "as many as were asked for"
        assert study.asked is not None
        assert "Lindholm" in study.asked.question.stem, "out of that deck"


def test_a_session_ended_early_says_what_is_left_and_goes_on(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 7)
        study = real.go("study", [f"q{n}" for n in range(7)])
        assert isinstance(study, StudyScreen)
        answered(real, study)
        real.press(Qt.Key.Key_Escape)
        said = "\n".join(each.text() for each in study.summary.findChildren(QLabel))
        assert "ended early: 6 not asked yet" in said
        assert "1 of 7 questions answered" in said
        assert "next questions" not in said
        study.summary.rest.click()
        real.settle()
        assert study.session is not None
        assert study.session.progress == (1, 7)
        assert study.asked is not None
        assert study.question.isVisible()


def test_a_missed_question_stands_on_one_line_where_there_is_room(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 2)
        study = real.go("study", ["q0"])
        assert isinstance(study, StudyScreen)
        answered(real, study, "a raft")
        answered(real, study)
        stem = next(
            each for each in study.summary.findChildren(QLabel) if each.text().startswith("Which")
        )
        assert stem.isVisible()
        assert stem.height() < 2 * stem.fontMetrics().height()


def test_the_card_and_the_button_count_the_same_missed_questions(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 4)
        study = real.go("study", ("mine",))
        assert isinstance(study, StudyScreen)
        missed = study.asked.question.id  # type: ignore[union-attr]
        misses = 0
        while study.asked is not None and study._pages.currentWidget() is study.question:
            is_missed = study.asked.question.id == missed and misses < 2
            misses += is_missed
            answered(real, study, "none" if is_missed else None)
        assert study.summary._numbers["wrong"].text() == "1"
        assert study.summary.again.text() == "Practise the 1 missed"
        said = study.summary._when.text()
        assert said.startswith("2 questions answered in ")
        assert "4 answers in all, because 1 question came again" in said


def test_what_is_answered_and_what_is_left_add_up_to_the_session(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 9)
        study = real.go("study", [f"q{n}" for n in range(9)])
        assert isinstance(study, StudyScreen)
        answered(real, study, "none")
        bar = study.question.progress
        assert bar.said == "1 of 9 answered  ·  1 comes again", "a wrong answer is one"
        answered(real, study)
        assert bar.said == "2 of 9 answered  ·  1 comes again"
        study.end()
        real.settle()
        said = study.summary._when.text()
        assert said.startswith("2 of 9 questions answered in ")
        assert "ended early: 7 not asked yet, 1 missed, not asked again yet" in said
        assert study.summary.rest.text() == "Go on with the 8 left"
        assert "in all" not in said, "nothing was answered twice"


def test_what_is_not_known_needs_no_guess(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        with_deck(real, 4)
        study = real.go("study", ("mine",))
        assert isinstance(study, StudyScreen)
        study.as_form(Form.TYPED)
        real.settle()
        real.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert study.question.is_marked
        assert study._marked is not None
        assert study._marked.verdict is Verdict.WRONG
        (logged,) = real.app.stores.reviews.reviews("me")
        assert (logged.given, logged.rating) == ("", Rating.AGAIN)
        assert real.app.progress.picture().confusions == (), "nothing was taken for anything"
        form = study.question.form
        assert isinstance(form, TypedForm)
        assert not form.check.isVisible()
        study.question.confirm()
        real.settle()
        study.as_form(Form.TYPED)
        real.settle()
        assert form.check.text() == "I don’t know"
        real.press(Qt.Key.Key_Return)
        assert not study.question.is_marked, "a second press of Enter gives nothing up"
        form.field.setText("Ship 9")
        assert form.check.text() == "Check"
