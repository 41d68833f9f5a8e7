"""An exam through the real program and file: what was forecast comes true, and what is done by
keyboard is kept."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from quizapp.bootstrap import bootstrap
from quizapp.domain.exam import Exam
from quizapp.domain.review import Form, Rating
from quizapp.paths import Paths
from quizapp.services.application import Application
from quizapp.services.plan_exam import outlook
from quizapp.study import steps
from quizapp.ui.background import Background
from quizapp.ui.desk import Desk
from quizapp.ui.screens.exam import ExamScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme
from quizapp.ui.window import Window

BEGIN = datetime(2026, 3, 2, 19, tzinfo=UTC)
DAYS, MINUTES = 24, 12
KNOWN_BEFORE = 0.4
ANSWERING = 12_000  # milliseconds
Key = Qt.Key


class Learner:
    """A memory of its own, which forgets by the curve of FSRS-6; the program sees answers only."""

    def __init__(self) -> None:
        self.moment = BEGIN
        self._chance = random.Random(8)
        self._memory: dict[str, tuple[float, float, int]] = {}
        self.asked: list[list[str]] = []

    def now(self) -> datetime:
        return self.moment

    def knows(self, question_id: str, day: int) -> bool:
        """Draws whether the answer comes to mind, and learns from seeing it."""
        memory = self._memory.get(question_id)
        if memory is None:
            right = self._chance.random() < KNOWN_BEFORE
            after = steps.first(Rating.GOOD if right else Rating.AGAIN)
        else:
            stability, difficulty, last = memory
            elapsed = day - last
            right = not elapsed or self._chance.random() < steps.recall(stability, elapsed)
            rating = Rating.GOOD if right else Rating.AGAIN
            after = steps.step(stability, difficulty, elapsed, rating)
        self._memory[question_id] = (*after, day)
        return right

    def writes_the_exam(self, questions: int, day: int) -> float:
        """The mean of many exams over the same head."""
        chances = [steps.recall(s, day - last) for s, _, last in self._memory.values()]
        drawn = sum(self._chance.random() < chance for chance in chances * 20)
        return drawn / 20 / questions


def study_a_day(app: Application, exam: Exam, learner: Learner, day: int) -> None:
    learner.moment = BEGIN + timedelta(days=day)
    session = app.exam.session(exam.id)
    seen: dict[str, bool] = {}
    while (ask := session.current) is not None:
        assert ask.again or ask.question.id not in seen, "asked twice without having been wrong"
        seen[ask.question.id] = True
        session.as_form(Form.TYPED)
        right = learner.knows(ask.question.id, day)
        session.answer(ask.question.answer if right else "nothing of the kind", ANSWERING)
        session.rate(Rating.GOOD if right else Rating.AGAIN)
        learner.moment += timedelta(seconds=15)
        session.next()
    learner.asked.append(list(seen))


@pytest.mark.slow
def test_what_was_forecast_for_the_exam_comes_true_within_five_points(tmp_path: Path) -> None:
    learner = Learner()
    app = bootstrap(Paths.under(tmp_path), clock=learner)
    try:
        draft = app.exam.draft()
        ready = tuple(deck.id for deck in app.stores.decks.decks())
        wanted = replace(draft.wanted, deck_ids=ready[:3])
        day = app.exam.today() + timedelta(days=DAYS)
        exam = app.exam.save(
            replace(draft, name="Oral exam", day=day, wanted=wanted, minutes=MINUTES)
        )
        material = app.exam.material(exam)
        forecast = outlook(material)
        for each in range(DAYS):
            study_a_day(app, exam, learner, each)
        learner.moment = BEGIN + timedelta(days=DAYS)
        on_the_day = outlook(app.exam.material(exam)).now
        learner.moment = BEGIN + timedelta(days=DAYS + 9)
        looked_back = app.exam.known_on_the_day(exam)
        report = app.safe.check()
    finally:
        app.stores.close()
    true = learner.writes_the_exam(material.questions, DAYS)
    assert material.questions > 80
    assert 0.2 < forecast.reached < 1.0
    assert true == pytest.approx(forecast.reached, abs=0.05)
    assert on_the_day == pytest.approx(true, abs=0.03)
    assert looked_back == pytest.approx(on_the_day)
    assert len(learner.asked) == DAYS
    assert report.ok


@pytest.fixture
def paths(tmp_path: Path) -> Iterator[Paths]:
    yield Paths.under(tmp_path)


class Hands:
    """The keyboard of the real window over the real file."""

    def __init__(self, app: Application, theme: Theme, qtbot: QtBot, paths: Paths) -> None:
        self.window = Window(Desk(Background(), theme), paths.config / "window.ini")
        self._qtbot = qtbot
        self._close = app.close
        self.window.show()
        self.window.activateWindow()
        self.window.open(app)
        self.settle()

    def settle(self) -> None:
        for _ in range(2):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: not self.window.desk.background.busy, timeout=60_000)
        QApplication.processEvents()

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.window.focusWidget(), text)
        self.settle()

    def close(self) -> None:
        self.window.close()
        self.window.desk.background.close(self._close)
        self.window.deleteLater()


@pytest.mark.slow
def test_an_exam_is_made_studied_deleted_and_brought_back_by_keyboard_and_kept(
    qapp: QApplication, qtbot: QtBot, paths: Paths
) -> None:
    hands = Hands(bootstrap(paths), Theme(qapp, "light", 100), qtbot, paths)
    screen = hands.window.screen_named("exam")
    assert isinstance(screen, ExamScreen)
    hands.press(Key.Key_X)
    assert hands.window.now == "exam"
    hands.press(Key.Key_Return)
    assert screen.editing
    hands.type("Oral exam")
    screen.form.minutes.setFocus()
    screen.form.minutes.selectAll()
    hands.type("5")
    screen.form.all_decks.setFocus()
    hands.press(Key.Key_Space)  # none is ticked until there is a deck of one's own
    screen.form.minutes.setFocus()
    qtbot.waitUntil(lambda: screen.form.verdict.startswith("At 5 minutes"), timeout=30_000)
    hands.press(Key.Key_Return)
    assert not screen.editing
    before = screen.shown
    assert before is not None
    assert before.outlook is not None
    assert before.outlook.now == 0.0

    hands.press(Key.Key_Return)
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    answered = 0
    while study.asked is not None and answered < 40:
        study.question.answered.emit(study.asked.question.answer, 9_000)
        hands.settle()
        answered += 1
        hands.press(Key.Key_Return)
    assert answered >= 5
    hands.window.go("exam")
    hands.settle()
    after = screen.shown
    assert after is not None
    assert after.outlook is not None
    assert after.material is not None
    assert after.outlook.now > 0.0
    assert after.material.answered == answered

    hands.press(Key.Key_Delete)
    assert screen.shown is None
    hands.press(Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert screen.shown is not None
    hands.close()

    again = bootstrap(paths)
    (kept,) = again.exam.exams()
    assert (kept.name, kept.minutes) == ("Oral exam", 5)
    assert again.home.next_exam() == kept
    again.close()
