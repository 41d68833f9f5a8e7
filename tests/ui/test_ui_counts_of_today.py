"""The counts of a day say what they are of: the decks, and what is left out today."""

from __future__ import annotations

import pytest
from conftest import Hands, Make
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from real_window import real_window
from sample_application import SampleApplication

from quizapp.domain.deck import Deck, DeckSummary
from quizapp.domain.question import AnswerKind, Question
from quizapp.services.study_deck import Resting
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme
from quizapp.ui.waiting_words import of_which_decks


def deck(name: str, *, due: int = 0, new: int = 0, shipped: bool = False) -> DeckSummary:
    return DeckSummary(f"shipped:x/{name}" if shipped else name, name, "", 99, due, new)


@pytest.mark.parametrize(
    ("decks", "new", "said"),
    [
        ([deck("Mine", due=3, new=9)], 2, "All of Mine"),
        ([deck("Mine", new=9), deck("Rome", new=60, shipped=True)], 9, "All of Mine"),
        (
            [deck("Mine", due=3, new=9), deck("Rome", due=7, new=60, shipped=True)],
            20,
            "To review: Rome 7, Mine 3  ·  New: Rome 11, Mine 9",
        ),
        ([deck("A", new=9), deck("B", new=30)], 20, "New: A, B"),
        (
            [deck(name, due=number) for number, name in enumerate("abcdef", start=1)],
            0,
            "To review: f 6, e 5, d 4, and 3 more decks",
        ),
        ([deck("A <b>\nnew</b>", due=1)], 0, "All of A <b> new</b>"),
        ([deck("Idle", new=5)], 0, ""),
    ],
)
def test_what_waits_is_told_by_deck(decks: list[DeckSummary], new: int, said: str) -> None:
    assert of_which_decks(decks, new) == said


def test_home_says_of_which_decks_it_waits_and_what_rests(
    open_window: Make, sample: SampleApplication
) -> None:
    sample.study.rests = Resting(1, "When did it open?")
    hands = open_window(sample)
    home = hands.go("home")
    assert isinstance(home, HomeScreen)
    said = home._detail.text().splitlines()
    assert said[1] == "All of Harbours of the north"
    assert said[-1] == (
        "1 question rests for today, because it asks for the same fact as “When did it open?”"
    )


def test_what_was_accepted_and_not_asked_is_explained_on_the_summary_and_the_start_page(
    theme: Theme, qtbot: QtBot, tmp_path: object
) -> None:
    with real_window(theme, qtbot, tmp_path) as real:  # type: ignore[arg-type]
        for shipped in real.app.stores.decks.decks():
            real.app.stores.decks.delete_deck(shipped.id)
        real.app.stores.decks.save_deck(Deck("mine", "Mine"))
        real.app.stores.decks.save_questions("mine", [
            Question(f"q{n}", AnswerKind.OTHER, f"Which ship came in 18{n + 10}?", f"Ship {n}",
                     fact_id=f"f{n // 2}")
            for n in range(3)
        ])  # fmt: skip
        study = real.go("study")
        assert isinstance(study, StudyScreen)
        why = "1 question rests for today, because it asks for the same fact as “Which ship came in"
        assert why in study.start.text
        study.study(("mine",))
        real.settle()
        assert study.session is not None
        assert study.session.progress == (0, 2)
        for _ in range(2):
            assert study.asked is not None
            study.question.answered.emit(study.asked.question.answer, 2000)
            real.settle()
            study.question.confirm()
            real.settle()
        shown = [each.text() for each in study.summary.findChildren(QLabel) if each.isVisible()]
        assert any(text.startswith(why) for text in shown)
        assert study.summary.more.text() == "Study 1 more", "it can be asked all the same"
        real.press(Qt.Key.Key_Return)


def test_where_nothing_rests_nothing_is_said(open_window: Make, sample: SampleApplication) -> None:
    hands: Hands = open_window(sample)
    study = hands.go("study")
    assert isinstance(study, StudyScreen)
    assert "rest" not in study.start.text
    assert not study.summary._resting.isVisible()
