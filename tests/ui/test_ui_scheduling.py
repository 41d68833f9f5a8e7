"""The memory model, moved due days and the wall after a holiday, by keyboard and in words."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from sample_application import SampleApplication

from quizapp.domain.scheduling import Why
from quizapp.services.fit_memory import MemoryModel
from quizapp.settings import SETTINGS
from quizapp.ui.charts.pairs import Pair, Pairs
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.progress import ProgressScreen
from quizapp.ui.screens.settings import SettingsScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


@pytest.fixture
def shown(open_window: Make, sample: SampleApplication) -> tuple[Hands, ProgressScreen]:
    sample.progress.studied = True
    hands = open_window(sample)
    screen = hands.go("progress")
    assert isinstance(screen, ProgressScreen)
    return hands, screen


# Your memory


def test_a_first_fit_is_offered_and_its_outcome_told(shown: tuple[Hands, ProgressScreen]) -> None:
    hands, screen = shown
    assert "You have answered enough to adapt them" in texts(screen.model)
    assert not screen.model.defaults.isVisible()
    hands.press(Key.Key_F)
    said = texts(screen.model)
    assert "Adapted to your memory on 14 March 2026, from 3,150 answers." in said
    assert "Error of its predictions: 0.351 → 0.342." in said
    assert "90 % were known; 87 % were predicted before adapting, 90 % after" in said
    assert screen.model.defaults.isVisible()


def test_a_fit_that_left_answers_out_says_so(shown: tuple[Hands, ProgressScreen]) -> None:
    hands, screen = shown
    hands.app.fit.left_out = 1_200
    hands.press(Key.Key_F)
    said = "by the first 64 answers to each question, so 1,200 answers took no part"
    assert said in texts(screen.model)


def test_a_fit_that_does_not_help_is_not_kept_and_it_says_why(
    shown: tuple[Hands, ProgressScreen],
) -> None:
    hands, screen = shown
    hands.app.fit.better = False
    hands.press(Key.Key_F)
    said = texts(screen.model)
    assert "was not kept: it foretold your latest answers no better" in said
    assert "0.351 → 0.362" in said


def test_back_to_the_defaults_and_the_list_stays(shown: tuple[Hands, ProgressScreen]) -> None:
    hands, screen = shown
    hands.press(Key.Key_F)
    screen.model.defaults.click()
    hands.settle()
    said = texts(screen.model)
    assert "found over many learners, as you wished" in said
    assert not screen.model.defaults.isVisible()


def test_a_fit_can_be_cancelled_and_changes_nothing(shown: tuple[Hands, ProgressScreen]) -> None:
    hands, screen = shown
    begun = threading.Event()

    def hold(stop: object) -> None:
        begun.set()
        while not stop():  # type: ignore[operator]
            threading.Event().wait(0.01)

    hands.app.fit.hold = hold
    screen.model.fit()
    assert begun.wait(5)
    assert screen.model.cancel.isVisible()
    assert screen.model.bar.isVisible()
    assert not screen.model.fit_now.isVisible()
    screen.model.cancel.click()
    hands.settle()
    assert screen.model.fit_now.isVisible()
    assert not screen.model.bar.isVisible()
    assert hands.app.fit.model.last is None


@pytest.mark.parametrize(
    ("model", "said", "enabled"),
    [
        (MemoryModel(400, None, None, available=True), "1,100 to go", False),
        (MemoryModel(2_000, None, None, available=False), 'pip install "quizapp[fit]"', False),
        (MemoryModel(2_000, None, None, available=True), "answered enough", True),
    ],
)
def test_it_says_what_is_needed_for_a_fit(
    shown: tuple[Hands, ProgressScreen], model: MemoryModel, said: str, enabled: bool
) -> None:
    _, screen = shown
    screen.model.show_standing(model, None)
    assert said in texts(screen.model)
    assert screen.model.fit_now.isEnabled() is enabled


def test_twice_as_many_answers_make_a_new_fit_worthwhile(
    shown: tuple[Hands, ProgressScreen],
) -> None:
    hands, screen = shown
    hands.press(Key.Key_F)
    fitted = hands.app.fit.model
    screen.model.show_standing(replace(fitted, reviews=6_299), None)
    assert "worth adapting" not in texts(screen.model)
    screen.model.show_standing(replace(fitted, reviews=6_300), None)
    assert "it is worth adapting anew" in texts(screen.model)


# Rescheduling


def test_rescheduling_shows_first_what_would_move_and_can_be_undone(
    shown: tuple[Hands, ProgressScreen],
) -> None:
    hands, screen = shown
    hands.press(Key.Key_R)
    dialog = screen.model.mover.dialog
    assert dialog is not None
    said = texts(dialog)
    assert "5 questions would come later, 3 earlier." in said
    assert "Due today: 0 before, 0 after." in said
    assert not hands.app.reschedule.made, "nothing moved yet"
    dialog.agree.click()
    hands.settle()
    assert [move.why for move in hands.app.reschedule.made] == [Why.RESCHEDULED]
    assert "8 questions were rescheduled on 14 March 2026." in texts(screen.model)
    hands.window.activateWindow()
    hands.settle()
    hands.press(Key.Key_U)
    assert hands.app.reschedule.made == []
    assert not screen.model.undo.isVisible()


def test_leaving_the_preview_moves_nothing(shown: tuple[Hands, ProgressScreen]) -> None:
    hands, screen = shown
    hands.press(Key.Key_R)
    assert screen.model.mover.dialog is not None
    screen.model.mover.dialog.cancel.click()
    hands.settle()
    assert hands.app.reschedule.made == []


# The wall


def test_home_offers_to_spread_a_wall_and_to_put_it_back(
    open_window: Make, sample: SampleApplication
) -> None:
    sample.reschedule.wall = True
    hands = open_window(sample)
    home = hands.go("home")
    assert isinstance(home, HomeScreen)
    said = home.backlog.text
    assert said.startswith("You were away for 12 days; 214 questions wait.")
    assert "over 6 days" in said
    assert "about 40 a day, most valuable first, the last on Thursday, 19 March" in said
    hands.press(Key.Key_L)
    dialog = home.backlog.mover.dialog
    assert dialog is not None
    assert "178 questions would come later." in texts(dialog)
    assert "Due today: 214 before, 36 after." in texts(dialog)
    dialog.agree.click()
    hands.settle()
    assert "178 questions were spread" in home.backlog.text
    home.backlog.undo.click()
    hands.settle()
    assert hands.app.reschedule.made == []
    assert "214 questions wait" in home.backlog.text


def test_a_declined_offer_is_gone(open_window: Make, sample: SampleApplication) -> None:
    sample.reschedule.wall = True
    hands = open_window(sample)
    home = hands.go("home")
    assert isinstance(home, HomeScreen)
    home.backlog.decline.click()
    hands.settle()
    assert not home.backlog.isVisible()
    hands.go("progress")
    hands.go("home")
    assert not home.backlog.isVisible()


def test_without_a_wall_there_is_no_offer(hands: Hands) -> None:
    home = hands.go("home")
    assert isinstance(home, HomeScreen)
    assert not home.backlog.isVisible()
    study = hands.go("study")
    assert isinstance(study, StudyScreen)
    assert not study.backlog.isVisible()


def test_the_study_page_offers_it_too(open_window: Make, sample: SampleApplication) -> None:
    sample.reschedule.wall = True
    hands = open_window(sample)
    study = hands.go("study")
    assert isinstance(study, StudyScreen)
    assert "214 questions wait" in study.backlog.text
    hands.press(Key.Key_L)
    assert study.backlog.mover.dialog is not None
    study.backlog.mover.dialog.agree.click()
    hands.settle()
    assert [move.why for move in hands.app.reschedule.made] == [Why.SPREAD]
    assert not study.backlog.spread.isVisible()
    assert "178 questions were spread" in study.backlog.text


# Ratings, years and settings


def test_the_ratings_are_held_against_what_came_true(shown: tuple[Hands, ProgressScreen]) -> None:
    _, screen = shown
    chart = screen.ratings
    assert chart.describe(0) == ("After Again: 160 answers, 81 % predicted, 78 % known")
    box = screen.cards["ratings"]
    box.set_as_table(True)
    assert [box.grid.item(row, 0).text() for row in range(4)] == ["Again", "Hard", "Good", "Easy"]


def test_near_years_are_shown_with_what_tells_them_apart(
    shown: tuple[Hands, ProgressScreen],
) -> None:
    said = texts(shown[1])
    assert "1921: When did the Kronstadt sailors rise?" in said
    assert "1922: When was the Soviet Union founded?" in said


def test_bars_in_pairs_are_pointed_at_and_drawn_empty_too(theme: Theme) -> None:
    chart = Pairs(theme, "Pairs", 120)
    chart.resize(300, 120)
    assert chart.mark_at(QPointF(10, 10)) == -1
    chart.grab()
    chart.show_columns([Pair(0, 0, "a", "first"), Pair(3, 9, "b", "second")])
    assert [chart.describe(chart.mark_at(QPointF(x, 50))) for x in (20, 280)] == ["first", "second"]
    assert not chart.grab().toImage().isNull()


@pytest.mark.parametrize(
    "key", [s.key for s in SETTINGS if s.group in ("Scheduling", "Ratings") and s.choices]
)
def test_each_rule_of_scheduling_can_be_chosen(hands: Hands, key: str) -> None:
    screen = hands.go("settings")
    assert isinstance(screen, SettingsScreen)
    field = screen.fields[key]
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.count() - 1)
    hands.settle()
    assert getattr(hands.app.settings, key) == field.itemData(field.count() - 1)
