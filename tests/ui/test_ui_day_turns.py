"""The study day turns, or the machine gets another time zone, while the window is open: the numbers
follow without a click, a session goes on, and no answer is lost or counted for a day not lived."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window

import quizapp.ui.day_watch
from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form
from quizapp.services.learning_day import SystemClock
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.progress import ProgressScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme

EVENING = datetime(2026, 3, 12, 3, 50, tzinfo=UTC)  # Wednesday's study day, ten minutes to go
MORNING = EVENING + timedelta(minutes=15)
WEDNESDAY, THURSDAY = date(2026, 3, 11), date(2026, 3, 12)
SHIPS = ("Anna", "Berta", "Clara", "Dora")


class Clock:
    def __init__(self) -> None:
        self.moment = EVENING

    def now(self) -> datetime:
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def real(
    theme: Theme, qtbot: QtBot, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RealWindow]:
    monkeypatch.setattr(quizapp.ui.day_watch, "EVERY", 150)
    with real_window(theme, qtbot, tmp_path, clock) as made:
        made.app.settings.new_per_day = 2
        made.app.stores.decks.save_deck(Deck("mine", "Mine"))
        made.app.stores.decks.save_questions("mine", [
            Question(f"q{number}", AnswerKind.OTHER, f"Which ship came {number} times?", name)
            for number, name in enumerate(SHIPS)
        ])  # fmt: skip
        yield made


def answer(real: RealWindow, given: str = "") -> None:
    study = real.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert study.asked is not None
    study.as_form(Form.TYPED)
    real.settle()
    study.question.answered.emit(given or study.asked.question.answer, 2000)
    real.settle()
    study.question.confirm()
    real.settle()


def study_all(real: RealWindow) -> StudyScreen:
    study = real.go("study", ("mine",))
    assert isinstance(study, StudyScreen)
    while study.asked is not None and study._pages.currentWidget() is study.question:
        answer(real)
    return study


def days(real: RealWindow) -> list[date]:
    return [review.study_day for review in real.app.stores.reviews.reviews("me")]


def test_home_follows_the_turn_of_the_day_by_itself(real: RealWindow, clock: Clock) -> None:
    study_all(real)
    home = real.go("home")
    assert isinstance(home, HomeScreen)
    assert home._figure.text() == "Done"
    assert "11 March" in home._day.text()
    clock.moment = MORNING
    real.qtbot.waitUntil(lambda: home._figure.text() == "2")
    assert "12 March" in home._day.text()
    real.settle()
    assert real.window.rail.buttons["study"]._waiting == 0, "new ones are not due"


def test_what_comes_due_overnight_stands_at_the_rail_too(real: RealWindow, clock: Clock) -> None:
    real.go("study", ("mine",))
    answer(real, "none")
    real.go("home")
    real.settle()
    clock.moment = MORNING + timedelta(days=1)
    real.qtbot.waitUntil(lambda: real.window.rail.buttons["study"]._waiting > 0)


def test_a_session_goes_on_over_the_turn_and_loses_nothing(real: RealWindow, clock: Clock) -> None:
    study = real.go("study", ("mine",))
    assert isinstance(study, StudyScreen)
    answer(real)
    asked = study.asked
    assert asked is not None
    clock.moment = MORNING
    real.qtbot.wait(400)
    real.settle()
    assert study.asked is asked, "the question in front stays"
    answer(real)
    assert days(real) == [WEDNESDAY, THURSDAY]
    assert study._pages.currentWidget() is study.summary
    assert study.session is not None
    assert study.session.summary().answered == 2


def test_a_half_typed_answer_stays_while_the_day_turns(real: RealWindow, clock: Clock) -> None:
    study = real.go("study", ("mine",))
    assert isinstance(study, StudyScreen)
    study.as_form(Form.TYPED)
    real.settle()
    study.question.form.field.setText("An")  # type: ignore[union-attr]
    clock.moment = MORNING
    real.qtbot.wait(400)
    real.settle()
    assert study.question.form.field.text() == "An"  # type: ignore[union-attr]


def test_progress_in_front_follows_too(real: RealWindow, clock: Clock) -> None:
    study_all(real)
    progress = real.go("progress")
    assert isinstance(progress, ProgressScreen)
    assert progress.picture is not None
    assert progress.picture.today == WEDNESDAY
    clock.moment = MORNING
    real.qtbot.waitUntil(lambda: progress.picture.today == THURSDAY)  # type: ignore[union-attr]


def test_home_follows_the_machine_into_another_time_zone(real: RealWindow, clock: Clock) -> None:
    study_all(real)
    home = real.go("home")
    assert isinstance(home, HomeScreen)
    clock.moment = EVENING.astimezone(timezone(timedelta(hours=9)))  # it is 12:50 there
    real.qtbot.waitUntil(lambda: home._figure.text() == "2")
    assert "12 March" in home._day.text()


def test_a_session_goes_on_in_another_time_zone(real: RealWindow, clock: Clock) -> None:
    study = real.go("study", ("mine",))
    assert isinstance(study, StudyScreen)
    answer(real)
    asked = study.asked
    clock.moment = EVENING.astimezone(timezone(timedelta(hours=9)))
    real.qtbot.wait(400)
    real.settle()
    assert study.asked is asked
    answer(real)
    assert days(real) == [WEDNESDAY, THURSDAY]


def test_a_zone_further_west_lives_no_day_twice(real: RealWindow, clock: Clock) -> None:
    clock.moment = MORNING
    home = real.go("home")
    assert isinstance(home, HomeScreen)
    study_all(real)
    real.go("home")
    clock.moment = MORNING.astimezone(timezone(timedelta(hours=-8)))  # Wednesday evening there
    real.qtbot.wait(400)
    real.settle()
    assert home._figure.text() == "Done", "the allowance of Thursday is used up"
    assert "12 March" in home._day.text()
    assert days(real) == [THURSDAY, THURSDAY]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is not set by TZ here")
def test_the_clock_takes_on_a_zone_that_changes_while_the_program_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    try:
        for zone, hours in (("UTC0", 0), ("JST-9", 9), ("PST8", -8)):
            monkeypatch.setenv("TZ", zone)
            assert SystemClock().now().utcoffset() == timedelta(hours=hours)
    finally:
        monkeypatch.undo()
        time.tzset()
