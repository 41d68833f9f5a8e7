"""Home: what waits, one button for it, and what to do where there is nothing."""

from __future__ import annotations

from conftest import Hands, Key, Make
from PySide6.QtWidgets import QLabel
from sample_application import SampleApplication, sample_document, sample_questions

from quizapp.domain.deck import DeckSummary
from quizapp.domain.question import State
from quizapp.ui.ask_name import NameDialog
from quizapp.ui.screens.exchange import EXPORT, ExchangeScreen
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.widgets.deck_row import DeckRow


def home_of(hands: Hands) -> HomeScreen:
    screen = hands.window.screen_named("home")
    assert isinstance(screen, HomeScreen)
    return screen


def texts(screen: HomeScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_home_says_what_waits_and_how_long_it_takes(hands: Hands) -> None:
    shown = texts(home_of(hands))
    assert "questions wait" in shown
    assert "4 new" in shown
    assert "about 4 minutes" in shown
    assert "Harbours of the north" in shown


def test_enter_on_home_begins_to_study(hands: Hands) -> None:
    hands.press(Key.Key_Return)
    assert hands.window.now == "study"
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert study.asked is not None


def test_enter_on_a_focused_button_presses_that_button(hands: Hands) -> None:
    home_of(hands).findChild(QLabel)
    buttons = [b for b in home_of(hands).findChildren(type(home_of(hands)._add)) if b.isVisible()]
    add = next(button for button in buttons if button.text() == "Add documents")
    add.setFocus()
    hands.press(Key.Key_Return)
    assert hands.window.now == "add"


def test_a_deck_is_studied_from_its_row(hands: Hands) -> None:
    study = next(
        button
        for button in home_of(hands).findChildren(type(home_of(hands)._add))
        if button.accessibleName() == "Study Harbours of the north"
    )
    study.setFocus()
    hands.press(Key.Key_Space)
    assert hands.window.now == "study"
    assert hands.app.study.sessions[0].current is not None


def test_with_nothing_at_all_home_says_what_to_do(
    open_window: Make, empty: SampleApplication
) -> None:
    hands = open_window(empty)
    shown = texts(home_of(hands))
    assert "Make your first questions" in shown
    hands.press(Key.Key_Return)
    assert hands.window.now == "add"


def test_when_all_is_done_there_is_nothing_to_press(hands: Hands) -> None:
    hands.app.memory.answered.update(hands.app.memory.questions)
    hands.go("home")
    shown = texts(home_of(hands))
    assert "for today" in shown
    hands.press(Key.Key_Return)
    assert hands.window.now == "home"


def test_when_all_is_done_home_says_what_comes_next_and_m_practises_what_was_missed(
    hands: Hands,
) -> None:
    hands.app.memory.answered.update(hands.app.memory.questions)
    hands.app.memory.missed = ["q2"]
    hands.go("home")
    shown = texts(home_of(hands))
    assert "Due next: 3 questions in 4 days." in shown
    assert home_of(hands)._missed.text() == "Practise what was missed (1)"
    hands.press(Key.Key_M)
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert study.asked is not None
    assert study.asked.question.id == "q2"


def test_while_something_waits_home_offers_nothing_beyond_it(hands: Hands) -> None:
    hands.app.memory.missed = ["q2"]
    hands.go("home")
    assert not home_of(hands)._missed.isVisible()
    assert not home_of(hands)._extra.isVisible()
    hands.press(Key.Key_M)
    assert hands.window.now == "home"


def test_proposals_that_wait_are_one_key_away(open_window: Make, empty: SampleApplication) -> None:
    hands = open_window(empty.fill(State.DRAFT))
    assert "4 proposed questions for you to judge" in texts(home_of(hands))
    hands.press(Key.Key_P)
    assert hands.window.now == "review"


def test_a_deck_can_be_renamed_and_deleted(hands: Hands) -> None:
    home = home_of(hands)
    row = home._rows[0]
    row.rename("Ports of the north")
    hands.settle()
    assert "Ports of the north" in texts(home)
    home._rows[0].delete()
    hands.settle()
    assert hands.app.memory.decks == {}
    assert "Make your first questions" in texts(home)


def test_renaming_asks_for_a_name_and_takes_no_empty_one(hands: Hands) -> None:
    home = home_of(hands)
    home._rows[0]._rename()
    box = home.findChild(NameDialog)
    assert box is not None
    hands.qtbot.waitUntil(box.name.hasFocus)
    box.name.clear()
    assert not box.agree.isEnabled()
    hands.type("Lights")
    hands.press(Key.Key_Return)
    assert "Lights" in texts(home)


def test_an_import_is_begun_from_home(hands: Hands) -> None:
    home_of(hands)._import.click()
    hands.settle()
    assert hands.window.now == "exchange"


def test_a_deck_is_exported_from_its_row(hands: Hands) -> None:
    home_of(hands)._rows[0].export()
    hands.settle()
    assert hands.window.now == "exchange"
    screen = hands.window.screen_named("exchange")
    assert isinstance(screen, ExchangeScreen)
    assert screen.part == EXPORT
    assert screen.exporting.chosen is not None
    assert screen.exporting.chosen.name == "Harbours of the north"


def test_the_last_days_are_described_in_words(hands: Hands) -> None:
    days = home_of(hands)._days
    assert "13 days studied" in days.accessibleDescription()
    assert "no answers" in days.describe(0)
    assert "% known" in days.describe(1)


def test_the_deck_rows_are_kept_while_no_deck_changed(hands: Hands) -> None:
    rows = list(home_of(hands)._rows)
    hands.go("home")
    assert home_of(hands)._rows == rows
    hands.app.memory.add("deck-1", [sample_questions(sample_document(), State.DRAFT)[0]])
    hands.go("home")
    assert home_of(hands)._rows != rows


def test_a_deck_without_a_question_offers_no_study(hands: Hands) -> None:
    desk = hands.window.desk
    empty, full = (
        DeckRow(desk, DeckSummary(f"deck {n}", f"Deck {n}", "", questions=n, due=0, new=n))
        for n in (0, 3)
    )
    assert empty.study.isHidden()
    assert not full.study.isHidden()
