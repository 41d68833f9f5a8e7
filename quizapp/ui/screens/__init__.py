"""The screens of the window. To add one: a module here, and an entry in ``SCREENS``.

A screen is built when it is first shown, so that the window does not wait for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.ui.words import named

if TYPE_CHECKING:
    from quizapp.ui.desk import Desk
    from quizapp.ui.screens.screen import Screen


@dataclass(frozen=True)
class ScreenEntry:
    """``under``: the entry of the rail that is lit; "" for a screen with its own place there.

    ``called``: its module in this folder, where that has another name than the screen.
    """

    name: str
    title: str
    icon: str
    build: Callable[[Desk], Screen]
    under: str = ""
    called: str = ""

    @property
    def module(self) -> str:
        return self.called or self.name


def _home(desk: Desk) -> Screen:
    from quizapp.ui.screens.home import HomeScreen

    return HomeScreen(desk)


def _study(desk: Desk) -> Screen:
    from quizapp.ui.screens.study import StudyScreen

    return StudyScreen(desk)


def _progress(desk: Desk) -> Screen:
    from quizapp.ui.screens.progress import ProgressScreen

    return ProgressScreen(desk)


def _timeline(desk: Desk) -> Screen:
    from quizapp.ui.screens.timeline import TimelineScreen

    return TimelineScreen(desk)


def _map(desk: Desk) -> Screen:
    from quizapp.ui.screens.map import MapScreen

    return MapScreen(desk)


def _library(desk: Desk) -> Screen:
    from quizapp.ui.screens.library import LibraryScreen

    return LibraryScreen(desk)


def _questions(desk: Desk) -> Screen:
    from quizapp.ui.screens.questions import QuestionsScreen

    return QuestionsScreen(desk)


def _quizzes(desk: Desk) -> Screen:
    from quizapp.ui.screens.quizzes import QuizzesScreen

    return QuizzesScreen(desk)


def _quiz(desk: Desk) -> Screen:
    from quizapp.ui.screens.quiz import QuizScreen

    return QuizScreen(desk)


def _take(desk: Desk) -> Screen:
    from quizapp.ui.screens.take import TakeScreen

    return TakeScreen(desk)


def _results(desk: Desk) -> Screen:
    from quizapp.ui.screens.results import ResultsScreen

    return ResultsScreen(desk)


def _write(desk: Desk) -> Screen:
    from quizapp.ui.screens.write import WriteScreen

    return WriteScreen(desk)


def _exchange(desk: Desk) -> Screen:
    from quizapp.ui.screens.exchange import ExchangeScreen

    return ExchangeScreen(desk)


def _settings(desk: Desk) -> Screen:
    from quizapp.ui.screens.settings import SettingsScreen

    return SettingsScreen(desk)


def _learners(desk: Desk) -> Screen:
    from quizapp.ui.screens.learners import LearnersScreen

    return LearnersScreen(desk)


def _add(desk: Desk) -> Screen:
    from quizapp.ui.screens.add_documents import AddDocumentsScreen

    return AddDocumentsScreen(desk)


def _review(desk: Desk) -> Screen:
    from quizapp.ui.screens.review import ReviewScreen

    return ReviewScreen(desk)


def _exam(desk: Desk) -> Screen:
    from quizapp.ui.screens.exam import ExamScreen

    return ExamScreen(desk)


def _live(desk: Desk) -> Screen:
    from quizapp.ui.screens.live import LiveScreen

    return LiveScreen(desk)


SCREENS: tuple[ScreenEntry, ...] = (
    ScreenEntry("home", named("Home"), "home", _home),
    ScreenEntry("study", named("Study"), "study", _study),
    ScreenEntry("progress", named("Progress"), "progress", _progress),
    ScreenEntry("timeline", named("Timeline"), "timeline", _timeline),
    ScreenEntry("map", named("Map"), "map", _map),
    ScreenEntry("library", named("Library"), "library", _library),
    ScreenEntry("questions", named("Questions"), "questions", _questions),
    ScreenEntry("quizzes", named("Quizzes"), "quiz", _quizzes),
    ScreenEntry("settings", named("Settings"), "settings", _settings),
    ScreenEntry("add", named("Add documents"), "add", _add, "library", "add_documents"),
    ScreenEntry("quiz", named("Write a quiz"), "edit", _quiz, "quizzes"),
    ScreenEntry("take", named("Take a quiz"), "quiz", _take, "quizzes"),
    ScreenEntry("results", named("Results"), "results", _results, "quizzes"),
    ScreenEntry("live", named("Live in class"), "learners", _live, "quizzes"),
    ScreenEntry("write", named("Write a question"), "edit", _write, "questions"),
    ScreenEntry("exchange", named("Import and export"), "import", _exchange, "questions"),
    ScreenEntry("learners", named("Learners"), "learners", _learners, "settings"),
    ScreenEntry("exam", named("Exams"), "date", _exam, "study"),
    ScreenEntry("review", named("Proposals"), "check", _review, "library"),
)
