"""What one is weakest at: first on Progress, a line on Home, and practised with one key."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from real_window import RealWindow, real_window

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.progress import ProgressScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme

DATES = {
    "On what date did Cavour die?": "6 June 1861",
    "On what date did Cavour meet the emperor?": "21 July 1858",
    "When did Cavour become prime minister?": "4 November 1852",
    "When did the capital move to Florence?": "3 February 1865",
    "When was Rome entered?": "20 September 1870",
    "When was the battle of Magenta fought?": "4 June 1859",
    "When was the battle of Solferino fought?": "24 June 1859",
}
CAVOUR = list(DATES)[:2]
MAGENTA, SOLFERINO = list(DATES)[-2:]


def learned(real: RealWindow, wrong: dict[str, str]) -> None:
    """Answers every question once, and what was missed until it is right."""
    real.app.stores.decks.save_deck(Deck("mine", "Mine"))
    real.app.stores.decks.save_questions("mine", [
        Question(f"q{number}", AnswerKind.DATE, stem, answer, fact_id=f"f{number}")
        for number, (stem, answer) in enumerate(DATES.items())
    ])  # fmt: skip
    session = real.app.study.start(("mine",))
    while (ask := session.current) is not None:
        session.as_form(Form.TYPED)
        known = ask.again or ask.question.stem not in wrong
        session.answer(ask.question.answer if known else wrong[ask.question.stem], 4000)
        session.next()


def said(screen: QWidget) -> str:
    return "\n".join(each.text() for each in screen.findChildren(QLabel) if each.isVisible())


def test_progress_opens_with_what_one_is_weakest_at(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        learned(real, dict.fromkeys(CAVOUR, "1 May 1900"))
        screen = real.go("progress")
        assert isinstance(screen, ProgressScreen)
        told = said(screen.weakest)
        assert "Cavour: 2 of 3 questions missed" in told
        assert all(stem in told for stem in CAVOUR)
        assert told.count("missed 1 of 2") == 2
        seen = screen.weakest.mapTo(screen, screen.weakest.rect().topLeft()).y()
        assert seen < 150, "it stands before the figures"
        real.press(Qt.Key.Key_W)
        study = real.window.screen_named("study")
        assert real.window.now == "study"
        assert isinstance(study, StudyScreen)
        assert study.session is not None
        assert study.session.progress == (0, 2), "exactly these"


def test_home_says_it_in_a_line_once_there_are_answers(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        home = real.go("home")
        assert isinstance(home, HomeScreen)
        assert not home.weak_text.isVisible()
        learned(real, dict.fromkeys(CAVOUR, "1 May 1900"))
        real.go("progress")
        real.go("home")
        assert home.weak_text.text().startswith("You are weakest at: Cavour (2 of 3 missed)")
        real.press(Qt.Key.Key_W)
        assert real.window.now == "study"


def test_dates_mixed_up_are_told_with_their_events(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        learned(real, {MAGENTA: DATES[SOLFERINO], SOLFERINO: DATES[MAGENTA]})
        told = said(real.go("progress"))
        assert f"4 June 1859: {MAGENTA}" in told
        assert f"24 June 1859: {SOLFERINO}" in told
        assert "estimated recall" in told, "what the model thinks is named as an estimate"


def test_nothing_missed_is_said_so(theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
    with real_window(theme, qtbot, tmp_path) as real:
        learned(real, {})
        screen = real.go("progress")
        assert isinstance(screen, ProgressScreen)
        assert "no question was missed" in said(screen.weakest)
        assert not screen.weakest.practise.isVisible()
