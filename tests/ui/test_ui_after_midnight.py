"""Between midnight and the turn of the study day, the window speaks by the calendar on the wall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form
from quizapp.ui.screens.exam import ExamScreen
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.progress import ProgressScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme

NIGHT = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)  # Thursday; the study day is Wednesday's until 4


class Clock:
    def __init__(self) -> None:
        self.moment = NIGHT

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def real(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(theme, qtbot, tmp_path, Clock()) as made:
        made.app.settings.new_per_day = 1
        made.app.stores.decks.save_deck(Deck("mine", "Mine"))
        made.app.stores.decks.save_questions("mine", [
            Question("q", AnswerKind.OTHER, "Which ship came to Lindholm?", "The Anna"),
        ])  # fmt: skip
        yield made


def texts(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def missed_then_known(real: RealWindow) -> StudyScreen:
    """Missed and asked once more, so that it is due on the next study day."""
    study = real.go("study", ("mine",))
    assert isinstance(study, StudyScreen)
    for given in ("none", "The Anna"):
        assert study.asked is not None
        study.as_form(Form.TYPED)
        real.settle()
        study.question.answered.emit(given, 2000)
        real.settle()
        study.question.confirm()
        real.settle()
    assert study._pages.currentWidget() is study.summary
    return study


def test_the_summary_and_home_agree_on_when_the_next_question_comes(real: RealWindow) -> None:
    study = missed_then_known(real)
    assert "next questions in 3 hours" in texts(study.summary)
    home = real.go("home")
    assert "Due next: 1 question in 3 hours." in texts(home)


def test_the_forecast_calls_no_day_tomorrow_that_the_calendar_calls_today(
    real: RealWindow,
) -> None:
    missed_then_known(real)
    progress = real.go("progress")
    assert isinstance(progress, ProgressScreen)
    assert [progress.coming.describe(number) for number in range(2)] == [
        "today: 0 questions due", "Thursday, 12 March: 1 question due",
    ]  # fmt: skip


def test_an_exam_on_the_day_that_the_calendar_shows_is_today(real: RealWindow) -> None:
    plan = real.app.exam
    plan.save(replace(plan.draft(), name="Oral", day=date(2026, 3, 12)))
    assert plan.today() == date(2026, 3, 11), "reckoned is with the study day"
    home = real.go("home")
    assert isinstance(home, HomeScreen)
    assert home._exam_text.text().startswith("Oral today")
    exams = real.go("exam")
    assert isinstance(exams, ExamScreen)
    assert "today  ·  Thursday, 12 March" in exams.list.describe(0)


def test_a_plan_that_asks_nothing_today_says_when_it_goes_on(real: RealWindow) -> None:
    plan = real.app.exam
    plan.save(replace(plan.draft(), name="Oral", day=date(2026, 3, 20)))
    missed_then_known(real)
    exams = real.go("exam")
    assert "The next comes in 3 hours." in texts(exams)
