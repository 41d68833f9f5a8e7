"""A session by keyboard alone: every form, every verdict, undo, and the summary."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from readable import cut_off
from sample_application import SampleApplication, SampleSession

from quizapp.domain.judgement import Reason
from quizapp.domain.question import State
from quizapp.domain.review import Form, Rating
from quizapp.errors import StorageError
from quizapp.services.home import TodaysWork
from quizapp.study.leech import Leech
from quizapp.ui.screens.study import Step, StudyScreen
from quizapp.ui.voice import Speaker, Voice
from quizapp.ui.widgets.choose_questions import ChooseQuestions
from quizapp.ui.widgets.edit_dialog import EditDialog
from quizapp.ui.widgets.keyed_button import KeyedButton


@pytest.fixture
def studying(hands: Hands) -> Hands:
    hands.go("study", ())
    return hands


@pytest.fixture
def typing(open_window: Make, sample: SampleApplication) -> Hands:
    sample.study.form_for = lambda question: Form.TYPED
    hands = open_window(sample)
    hands.go("study", ())
    return hands


def screen_of(hands: Hands) -> StudyScreen:
    screen = hands.window.screen_named("study")
    assert isinstance(screen, StudyScreen)
    return screen


def session_of(hands: Hands) -> SampleSession:
    return hands.app.study.sessions[-1]


def texts(screen: StudyScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_the_rail_offers_to_start_and_enter_does(hands: Hands) -> None:
    hands.go("study")
    assert "Ready when you are" in texts(screen_of(hands))
    hands.press(Key.Key_Return)
    assert "When was the new lighthouse of Lindholm opened?" in texts(screen_of(hands))


@pytest.mark.parametrize("key", [Key.Key_1, Key.Key_A])
def test_a_number_or_a_letter_chooses_an_option(studying: Hands, key: Key) -> None:
    studying.press(key)
    assert session_of(studying).given == ["14 June 1872"]
    page = screen_of(studying).question
    assert page.verdict.said == "Right."
    assert "right answer" in page.forms[Form.CHOICES].choices[0].accessibleName()  # type: ignore[attr-defined]


def test_no_option_is_marked_beforehand_and_enter_takes_none(studying: Hands) -> None:
    choices = screen_of(studying).question.forms[Form.CHOICES].choices  # type: ignore[attr-defined]
    studying.press(Key.Key_Return)
    assert session_of(studying).given == []
    assert not any(choice.hasFocus() for choice in choices)
    studying.press(Key.Key_Tab)
    assert choices[0].hasFocus()
    studying.press(Key.Key_Return)
    assert session_of(studying).given == [choices[0].option]


def test_a_wrong_choice_shows_both_in_words_and_the_right_answer(studying: Hands) -> None:
    studying.press(Key.Key_3)
    page = screen_of(studying).question
    assert page.verdict.said == "Not right: 14 June 1872."
    choices = page.forms[Form.CHOICES].choices  # type: ignore[attr-defined]
    assert "right answer" in choices[0].accessibleName()
    assert "not right" in choices[2].accessibleName()
    assert page.evidence.passage.highlighted == "14 June 1872"


OPENED = "On 14 June 1872 the harbour master Edvard Strand opened the new lighthouse."
REEF = "It stood on the outer reef"


def test_an_answer_shows_the_sentence_that_proves_it_and_m_shows_more(studying: Hands) -> None:
    studying.press(Key.Key_1)
    evidence = screen_of(studying).question.evidence
    assert evidence.passage.text == f"{OPENED} …"
    assert evidence.passage.highlighted == "14 June 1872"
    assert evidence.more.text() == "More of the passage"
    studying.press(Key.Key_M)
    assert REEF in evidence.passage.text
    assert evidence.passage.highlighted == "14 June 1872"
    studying.press(Key.Key_M)
    assert evidence.passage.text == f"{OPENED} …"


def test_more_of_one_passage_is_not_more_of_the_next(studying: Hands) -> None:
    evidence = screen_of(studying).question.evidence
    studying.press(Key.Key_1)
    evidence.more.click()
    assert REEF in evidence.passage.text
    studying.press(Key.Key_Return)
    studying.press(Key.Key_1)
    assert screen_of(studying).asked.question.id == "q2"
    assert evidence.passage.text == f"{OPENED} …"


def test_m_shows_nothing_before_the_answer(studying: Hands) -> None:
    studying.press(Key.Key_M)
    page = screen_of(studying).question
    assert not page.evidence.isVisible()
    studying.press(Key.Key_1)
    assert REEF not in page.evidence.passage.text


def test_arrow_keys_and_enter_choose_too(studying: Hands) -> None:
    studying.press(Key.Key_Down)
    studying.press(Key.Key_Down)
    studying.press(Key.Key_Return)
    assert session_of(studying).given == ["14 June 1874"]


def test_enter_takes_the_suggested_rating_and_goes_on(studying: Hands) -> None:
    studying.press(Key.Key_1)
    assert screen_of(studying).question.ratings.marked is Rating.GOOD
    studying.press(Key.Key_Return)
    assert session_of(studying).ratings == []  # it was stored with the answer already
    assert screen_of(studying).asked is not None
    assert screen_of(studying).asked.question.id == "q2"


def test_an_answer_names_what_it_counts_as_beside_continue(studying: Hands) -> None:
    studying.press(Key.Key_1)
    ratings = screen_of(studying).question.ratings
    assert ratings.counts.text() == "Counts as “Good”: comes back in 3 days"
    assert ratings.go_on.isVisible()
    assert ratings.otherwise.isVisible()
    assert not any(button.isVisible() for button in ratings.buttons.values())


@pytest.mark.parametrize("key", [Key.Key_4, Key.Key_D])
def test_the_key_of_an_option_pressed_twice_rates_nothing(studying: Hands, key: Key) -> None:
    studying.press(Key.Key_1)
    studying.press(key)
    assert session_of(studying).ratings == []
    assert screen_of(studying).asked.question.id == "q1"


def test_j_shows_the_ratings_and_a_number_then_takes_one(studying: Hands) -> None:
    studying.press(Key.Key_1)
    studying.press(Key.Key_J)
    ratings = screen_of(studying).question.ratings
    assert all(button.isVisible() for button in ratings.buttons.values())
    assert not ratings.otherwise.isVisible()
    studying.press(Key.Key_4)
    assert session_of(studying).ratings == [Rating.EASY]
    assert screen_of(studying).asked.question.id == "q2"
    studying.press(Key.Key_2)
    assert not ratings.is_open, "the next answer has its own rating"


def test_by_tab_and_space_the_ratings_are_reached_too(studying: Hands) -> None:
    studying.press(Key.Key_1)
    ratings = screen_of(studying).question.ratings
    ratings.otherwise.setFocus()
    studying.press(Key.Key_Space)
    assert studying.focus is ratings.buttons[Rating.GOOD]


def test_a_setting_shows_the_ratings_under_every_answer(studying: Hands) -> None:
    studying.app.settings.ratings_shown = True
    studying.press(Key.Key_1)
    studying.press(Key.Key_2)
    assert session_of(studying).ratings == [Rating.HARD]


def test_each_rating_says_when_the_question_comes_back(studying: Hands) -> None:
    studying.press(Key.Key_1)
    studying.press(Key.Key_J)
    buttons = screen_of(studying).question.ratings.buttons
    assert buttons[Rating.AGAIN].accessibleName() == "Again, in this session"
    assert buttons[Rating.GOOD].accessibleName() == "Good, in 3 days"


@pytest.mark.parametrize("form", [Form.CHOICES, Form.TYPED])
def test_the_focus_goes_straight_to_the_next_question(
    open_window: Make, sample: SampleApplication, form: Form
) -> None:
    """Never by way of the rail, which a screen reader would read out."""
    sample.study.form_for = lambda question: form
    hands = open_window(sample)
    hands.go("study", ())
    page = screen_of(hands).question
    if form is Form.TYPED:
        hands.type("Kerensky")
    hands.press(Key.Key_Return if form is Form.TYPED else Key.Key_1)
    assert page.is_marked
    visited: list[QWidget] = []
    QApplication.instance().focusChanged.connect(lambda _, now: visited.append(now))  # type: ignore[union-attr]
    hands.press(Key.Key_Return)
    assert not page.is_marked
    assert visited
    assert all(page.isAncestorOf(each) for each in visited)


def test_a_held_key_answers_once(studying: Hands) -> None:
    screen = screen_of(studying)
    screen.question.form.answered.emit("14 June 1872")
    screen.question.form.answered.emit("14 June 1874")
    studying.settle()
    assert session_of(studying).given == ["14 June 1872"]


def test_typed_answers_are_written_and_checked_by_enter(typing: Hands) -> None:
    typing.type("14 june 1872")
    typing.press(Key.Key_Return)
    assert screen_of(typing).question.verdict.said.startswith("Right")


def test_an_almost_right_answer_shows_what_was_off(typing: Hands) -> None:
    typing.type("14 July 1872")
    typing.press(Key.Key_Return)
    page = screen_of(typing).question
    assert page.verdict.said == "Almost right: 14 June 1872. You wrote “14 July 1872”."


def test_letters_and_digits_are_typed_and_no_commands(typing: Hands) -> None:
    typing.type("1 fast stroke")
    assert session_of(typing).given == []
    assert screen_of(typing).asked.form is Form.TYPED


def test_an_empty_answer_is_not_given(typing: Hands) -> None:
    typing.press(Key.Key_Return)
    typing.type("   ")
    typing.press(Key.Key_Return)
    assert session_of(typing).given == []


@pytest.mark.parametrize("control", [False, True])
def test_f_flips_the_card_and_space_shows_the_answer(studying: Hands, control: bool) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    studying.press(Key.Key_F, modifier)
    assert screen_of(studying).asked.form is Form.FLIP
    studying.press(Key.Key_Space)
    assert "The answer: 14 June 1872" in screen_of(studying).question.verdict.said
    assert screen_of(studying).question.ratings.is_open, "nobody else can tell how well"
    assert session_of(studying).progress == (0, 4)  # nothing stored before the rating
    studying.press(Key.Key_2)
    assert session_of(studying).ratings == [Rating.HARD]
    assert session_of(studying).progress == (1, 4)


def test_typing_is_left_by_control_keys(typing: Hands) -> None:
    typing.ctrl(Key.Key_T)
    assert screen_of(typing).asked.form is Form.CHOICES
    typing.press(Key.Key_T)
    assert screen_of(typing).asked.form is Form.TYPED
    typing.ctrl(Key.Key_S)
    assert screen_of(typing).asked.question.id == "q2"


def test_skip_puts_the_question_off(studying: Hands) -> None:
    studying.press(Key.Key_S)
    assert screen_of(studying).asked.question.id == "q2"
    assert session_of(studying).progress == (0, 4)


def test_undo_goes_back_several_answers(studying: Hands) -> None:
    for key in (Key.Key_1, Key.Key_Return, Key.Key_2, Key.Key_Return):
        studying.press(key)
    assert session_of(studying).progress == (2, 4)
    studying.ctrl(Key.Key_Z)
    assert screen_of(studying).asked.question.id == "q2"
    studying.ctrl(Key.Key_Z)
    assert screen_of(studying).asked.question.id == "q1"
    assert session_of(studying).progress == (0, 4)
    studying.ctrl(Key.Key_Z)
    assert screen_of(studying).asked.question.id == "q1"


def test_undo_right_after_the_answer_asks_again(studying: Hands) -> None:
    studying.press(Key.Key_3)
    studying.ctrl(Key.Key_Z)
    screen = screen_of(studying)
    assert screen.asked.question.id == "q1"
    assert not screen.question.is_marked
    studying.press(Key.Key_1)
    assert session_of(studying).given == ["3 May 1872", "14 June 1872"]


def test_ctrl_z_takes_back_typing_first_and_then_the_answer(typing: Hands) -> None:
    typing.type("14 June 1872")
    typing.press(Key.Key_Return)
    typing.press(Key.Key_Return)
    assert screen_of(typing).asked.question.id == "q2"
    typing.type("x")
    typing.ctrl(Key.Key_Z)
    assert screen_of(typing).asked.question.id == "q2"
    typing.ctrl(Key.Key_Z)
    assert screen_of(typing).asked.question.id == "q1"


def test_the_summary_shows_what_was_missed_and_when_to_come_back(studying: Hands) -> None:
    for key in (Key.Key_1, Key.Key_2, Key.Key_1, Key.Key_1):
        studying.press(key)
        studying.press(Key.Key_Return)
    shown = texts(screen_of(studying))
    assert "Session done" in shown
    assert "4 questions answered in 1 minute" in shown
    assert "next questions tomorrow" in shown
    assert "Who opened the new lighthouse of Lindholm in 1872?" in shown
    assert "Edvard Strand" in shown
    studying.press(Key.Key_Return)
    assert studying.window.now == "home"


def test_what_was_missed_is_asked_once_more_from_the_summary(studying: Hands) -> None:
    for key in (Key.Key_1, Key.Key_2, Key.Key_1, Key.Key_1):
        studying.press(key)
        studying.press(Key.Key_Return)
    again = screen_of(studying).summary.again
    assert again.isVisible()
    assert again.text() == "Practise the 1 missed"
    again.click()
    studying.settle()
    asked = screen_of(studying).asked
    assert asked is not None
    assert (asked.question.id, asked.total) == ("q2", 1)


def test_undo_works_on_the_summary_too(studying: Hands) -> None:
    for _ in range(4):
        studying.press(Key.Key_1)
        studying.press(Key.Key_Return)
    studying.ctrl(Key.Key_Z)
    assert screen_of(studying).asked.question.id == "q4"


def test_escape_ends_with_a_summary_of_what_was_answered(studying: Hands) -> None:
    studying.press(Key.Key_1)
    studying.press(Key.Key_Escape)
    assert "Nothing missed" in texts(screen_of(studying))
    assert "1 of 4 questions answered in" in texts(screen_of(studying))


def test_escape_before_the_first_answer_goes_home(studying: Hands) -> None:
    studying.press(Key.Key_Escape)
    assert studying.window.now == "home"


def test_a_session_goes_on_after_looking_elsewhere(studying: Hands) -> None:
    studying.press(Key.Key_1)
    studying.press(Key.Key_Return)
    studying.go("questions")
    studying.go("study")
    assert screen_of(studying).asked.question.id == "q2"
    assert len(studying.app.study.sessions) == 1


def test_with_nothing_to_study_it_says_so(hands: Hands) -> None:
    hands.app.memory.answered.update(hands.app.memory.questions)
    hands.go("study", ())
    assert "Nothing waits today" in texts(screen_of(hands))


def test_a_failure_to_store_is_said_and_the_question_can_be_answered_again(
    studying: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(given: str, milliseconds: int) -> None:
        raise StorageError("The disk is full. Make room and try again.")

    with monkeypatch.context() as patch:
        patch.setattr(session_of(studying), "answer", fail)
        studying.press(Key.Key_1)
        assert "The disk is full" in studying.window.banner.text
    studying.press(Key.Key_1)
    assert screen_of(studying).question.is_marked


def test_o_shows_the_passage_in_its_document(studying: Hands) -> None:
    studying.press(Key.Key_1)
    studying.press(Key.Key_O)
    assert studying.window.now == "library"


def test_a_question_that_says_html_is_shown_as_text(
    open_window: Make, sample: SampleApplication
) -> None:
    from dataclasses import replace

    odd = "<h1>When</h1> & <a href='x'>where</a>?"
    first = sample.memory.questions["q1"]
    sample.memory.questions["q1"] = replace(
        first, stem=odd, answer="<b>1</b>", distractors=("&2", "<i>3</i>")
    )
    hands = open_window(sample)
    hands.go("study", ())
    page = screen_of(hands).question
    assert page.stem.text() == odd
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
    hands.press(Key.Key_1)
    assert session_of(hands).given == ["<b>1</b>"]


# Thumbs down


@pytest.mark.parametrize("answer_first", [False, True])
def test_r_retires_at_once_asks_why_and_goes_on(studying: Hands, answer_first: bool) -> None:
    screen = screen_of(studying)
    if answer_first:
        studying.press(Key.Key_1)
    studying.press(Key.Key_R)
    questions = studying.app.memory.questions
    assert questions["q1"].state is State.RETIRED
    assert screen.question.why.isVisible()
    assert "When was the new lighthouse of Lindholm opened?" in texts(screen), "still in sight"
    studying.press(Key.Key_2)
    assert studying.app.memory.reasons == {"q1": Reason.WRONG}
    assert screen.asked.question.id == "q2"
    assert not screen.question.why.isVisible()
    studying.press(Key.Key_1)
    assert session_of(studying).given[-1] == "Edvard Strand", "digits choose again"


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return])
def test_no_reason_need_be_given_for_a_thumbs_down(studying: Hands, key: Key) -> None:
    studying.press(Key.Key_R)
    studying.press(key)
    assert studying.app.memory.reasons == {}
    assert screen_of(studying).asked.question.id == "q2"
    assert studying.window.now == "study"


@pytest.mark.parametrize("reason", [False, True])
def test_undo_brings_a_retired_question_back(studying: Hands, reason: bool) -> None:
    studying.press(Key.Key_R)
    if reason:
        studying.press(Key.Key_7)
    studying.ctrl(Key.Key_Z)
    assert studying.app.memory.questions["q1"].state is State.ACCEPTED
    assert screen_of(studying).asked.question.id == "q1"
    assert not screen_of(studying).question.why.isVisible()


def test_undo_works_after_a_look_at_another_screen(studying: Hands) -> None:
    studying.press(Key.Key_R)
    studying.press(Key.Key_7)
    studying.go("questions")
    studying.go("study")
    studying.ctrl(Key.Key_Z)
    assert screen_of(studying).asked.question.id == "q1"


def test_while_typing_control_r_retires_and_r_is_a_letter(typing: Hands) -> None:
    typing.type("r")
    assert typing.app.memory.questions["q1"].state is State.ACCEPTED
    typing.ctrl(Key.Key_R)
    assert typing.app.memory.questions["q1"].state is State.RETIRED
    typing.press(Key.Key_5)
    assert typing.app.memory.reasons == {"q1": Reason.NOT_WORTH_ASKING}
    assert screen_of(typing).asked.question.id == "q2"


def test_letters_choose_nothing_while_a_reason_is_asked_for(studying: Hands) -> None:
    studying.press(Key.Key_R)
    for key in (Key.Key_A, Key.Key_R, Key.Key_S, Key.Key_F):
        studying.press(key)
    assert screen_of(studying).question.why.isVisible()
    assert session_of(studying).given == []


def test_the_last_question_retired_leads_to_the_summary(studying: Hands) -> None:
    for _ in range(4):
        studying.press(Key.Key_R)
        studying.press(Key.Key_6)
    assert screen_of(studying)._pages.currentWidget() is screen_of(studying).summary


def test_the_page_of_a_retired_question_says_why(studying: Hands) -> None:
    studying.press(Key.Key_R)
    studying.press(Key.Key_3)
    screen = studying.go("questions", studying.app.memory.questions["q1"])
    said = "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    assert "Dropped while studying on 3 March 2026: not the only answer." in said


def test_h_gives_a_hint_until_the_next_question(studying: Hands) -> None:
    page = screen_of(studying).question
    studying.press(Key.Key_S)  # to a question about a person
    studying.press(Key.Key_H)
    assert page.aside.text() == "The surname begins with S."
    studying.press(Key.Key_1)
    studying.press(Key.Key_Return)
    assert not page.aside.isVisible()


def test_y_says_why_it_is_asked_now(studying: Hands) -> None:
    studying.press(Key.Key_Y)
    said = screen_of(studying).question.aside.text()
    assert (
        said
        == "Last answered 12 days ago; by now 88 % likely to be known. Forgotten 1 time so far."
    )


def test_while_typing_h_is_a_letter_and_control_h_a_hint(typing: Hands) -> None:
    typing.ctrl(Key.Key_S)
    typing.type("h")
    page = screen_of(typing).question
    assert not page.aside.isVisible()
    typing.ctrl(Key.Key_H)
    assert page.aside.isVisible()


@pytest.mark.parametrize("name", ["hint", "why_now"])
def test_a_click_beside_the_answer_leaves_the_caret_in_it(typing: Hands, name: str) -> None:
    """What is typed next is the answer, and no letter retires the question."""
    page = screen_of(typing).question
    QTest.mouseClick(getattr(page, name), Qt.MouseButton.LeftButton)
    typing.settle()
    assert page.aside.isVisible()
    typing.type("r")
    assert page.form.field.text() == "r"  # type: ignore[attr-defined]
    assert not page.why.isVisible()


def test_w_practises_weak_spots_and_says_where_there_are_none(hands: Hands) -> None:
    hands.go("study")
    hands.press(Key.Key_W)
    assert "no weak spots" in hands.window.banner.text
    hands.app.study.weak = ["q3"]
    hands.press(Key.Key_W)
    asked = screen_of(hands).asked
    assert asked is not None
    assert asked.question.id == "q3"


def test_m_takes_as_much_as_fits_into_the_minutes_of_the_settings(hands: Hands) -> None:
    hands.app.settings.short_session = 10
    study = hands.go("study")
    assert isinstance(study, StudyScreen)
    assert study.start.ways["short"].accessibleDescription() == "About 10 minutes"
    hands.press(Key.Key_M)
    assert session_of(hands).progress == (0, 2)


def test_a_short_session_may_be_counted_in_questions(hands: Hands) -> None:
    hands.app.settings.short_session = 1
    hands.app.settings.short_session_unit = "questions"
    study = hands.go("study")
    assert isinstance(study, StudyScreen)
    assert study.start.ways["short"].accessibleDescription() == "1 question"
    hands.press(Key.Key_1)
    assert session_of(hands).progress == (0, 1)


# The other ways


def dialog(hands: Hands) -> ChooseQuestions:
    hands.settle()
    (found,) = [each for each in screen_of(hands).findChildren(ChooseQuestions) if each.isVisible()]
    return found


def wait(hands: Hands) -> None:
    """Until what was changed in the dialog has been counted."""
    hands.qtbot.wait(200)
    hands.settle()


def back(hands: Hands) -> None:
    """A screen without a window manager leaves it to us to come back from a dialog."""
    hands.settle()
    hands.window.activateWindow()
    hands.settle()


def test_a_topic_is_chosen_by_keyboard_and_counted_before_it_begins(hands: Hands) -> None:
    hands.go("study")
    hands.press(Key.Key_3)
    box = dialog(hands)
    assert box.decks.hasFocus()
    assert "question" in box.found.text()
    box.text.setText("no such word at all")
    wait(hands)
    assert box.found.text() == "No question fits"
    assert not box.start.isEnabled()
    box.text.setText("")
    box.first.setText("-44")
    wait(hands)
    assert box.wanted.first_year == -44
    box.first.setText("")
    hands.qtbot.keyClick(box.decks, Key.Key_Space)
    wait(hands)
    assert len(box.wanted.deck_ids) == 1
    hands.qtbot.keyClick(box, Key.Key_Return)
    hands.settle()
    assert screen_of(hands).asked is not None


def test_escape_leaves_the_choice_without_a_session(hands: Hands) -> None:
    hands.go("study")
    hands.press(Key.Key_4)
    hands.qtbot.keyClick(dialog(hands), Key.Key_Escape)
    hands.settle()
    assert hands.app.study.sessions == []


def test_a_test_shows_no_verdict_and_no_help_until_its_end(hands: Hands) -> None:
    hands.go("study")
    hands.press(Key.Key_4)
    box = dialog(hands)
    box.number.setValue(2)
    hands.qtbot.keyClick(box, Key.Key_Return)
    back(hands)
    page = screen_of(hands).question
    for part in (page.hint, page.show_answer, page.undo, page.why_now):
        assert not part.isVisible()
    hands.press(Key.Key_H)
    assert not page.aside.isVisible()
    hands.press(Key.Key_3)
    assert not page.verdict.isVisible()
    assert screen_of(hands).asked is not None
    hands.press(Key.Key_1)
    assert "points" in texts(screen_of(hands))


def test_cramming_says_that_the_schedule_is_left_alone(hands: Hands) -> None:
    hands.go("study")
    hands.press(Key.Key_5)
    hands.qtbot.keyClick(dialog(hands), Key.Key_Return)
    back(hands)
    hands.press(Key.Key_1)
    hands.press(Key.Key_Escape)
    hands.settle()
    assert "your schedule is as it was" in texts(screen_of(hands))


# On the way


def test_p_hides_the_question_and_enter_goes_on(studying: Hands) -> None:
    studying.press(Key.Key_P)
    screen = screen_of(studying)
    assert screen.paused.isVisible()
    assert not screen.question.isVisible()
    studying.press(Key.Key_1)
    assert session_of(studying).given == [], "a paused question takes no answer"
    studying.press(Key.Key_Return)
    assert screen.question.isVisible()
    studying.press(Key.Key_1)
    assert session_of(studying).given == ["14 June 1872"]


def test_the_clock_of_a_question_stands_still_while_paused(studying: Hands) -> None:
    page = screen_of(studying).question
    studying.press(Key.Key_P)
    held = page._milliseconds()
    studying.qtbot.wait(120)
    assert page._milliseconds() == held
    studying.press(Key.Key_Return)
    studying.qtbot.wait(30)
    assert page._milliseconds() > held


def test_n_is_not_today_and_control_z_brings_it_back(studying: Hands) -> None:
    studying.press(Key.Key_N)
    assert screen_of(studying).asked.question.id == "q2"
    assert "Not asked again today" in studying.window.banner.text
    studying.ctrl(Key.Key_Z)
    assert screen_of(studying).asked.question.id == "q1"


def test_u_suspends_and_says_where_to_take_it_back(studying: Hands) -> None:
    studying.press(Key.Key_U)
    assert screen_of(studying).asked.question.id == "q2"
    assert "filter Suspended" in studying.window.banner.text


def test_k_flags_and_takes_the_flag_away(studying: Hands) -> None:
    page = screen_of(studying).question
    assert not page.flagged.isVisible()
    studying.press(Key.Key_K)
    assert page.flagged.isVisible()
    studying.press(Key.Key_K)
    assert not page.flagged.isVisible()


def test_e_edits_in_place_and_the_session_goes_on_with_the_new_words(studying: Hands) -> None:
    studying.press(Key.Key_E)
    (box,) = [each for each in screen_of(studying).findChildren(EditDialog) if each.isVisible()]
    box.editor.stem.setPlainText("On which day was the lighthouse opened?")
    studying.qtbot.mouseClick(box.editor.save, Qt.MouseButton.LeftButton)
    back(studying)
    assert screen_of(studying).question.stem.text() == "On which day was the lighthouse opened?"
    studying.press(Key.Key_1)
    assert session_of(studying).given == ["14 June 1872"]


def test_the_time_left_stands_beside_what_is_done(studying: Hands) -> None:
    page = screen_of(studying).question
    page.show_progress(Step(None, 3, 12, False, None, 200))
    assert page.place.text() == "3 of 12 answered  ·  about 4 minutes left"


def test_every_command_of_the_menu_has_its_key_in_it(studying: Hands) -> None:
    menu = screen_of(studying).question.more.menu()
    shown = [action.text().split("\t") for action in menu.actions() if action.isVisible()]
    assert [parts[1] for parts in shown][:4] == ["N", "U", "K", "E"]


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the voice")
def test_the_voice_reads_question_and_options_and_v_ends_it(
    studying: Hands, tmp_path: Path
) -> None:
    heard, script = tmp_path / "heard.txt", tmp_path / "voice"
    script.write_text(f"#!/bin/sh\ncat > {heard}.part && mv {heard}.part {heard}\n")
    script.chmod(0o755)
    screen = screen_of(studying)
    screen.voice = Voice(screen, Speaker(str(script), ()))
    screen._read()
    studying.qtbot.waitUntil(heard.exists, timeout=5000)
    said = heard.read_text(encoding="utf-8")
    assert said.startswith("When was the new lighthouse of Lindholm opened?\n1: 14 June 1872.")


def test_a_machine_without_a_voice_is_offered_none(studying: Hands) -> None:
    screen = screen_of(studying)
    if screen.voice.there:
        pytest.skip("this machine has a voice")
    menu = screen.question.more.menu()
    assert not any("aloud" in action.text() for action in menu.actions() if action.isVisible())


def test_when_the_days_new_questions_are_begun_more_can_be_learned_at_once(hands: Hands) -> None:
    study = hands.go("study")
    assert isinstance(study, StudyScreen)
    study.show_start(TodaysWork(0, 0, 0, beyond=16))
    assert "16 questions wait for the coming days" in texts(study)
    buttons = study.start.extra.buttons
    assert [each.text() for each in buttons] == ["5 new", "10 new", "All 16"]
    assert hands.focus is buttons[0]
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Return)
    assert hands.app.study.more_new == 10
    assert study.asked is not None


# What is forgotten again and again


@pytest.fixture
def leech(studying: Hands) -> Hands:
    """The first question was just forgotten for the fifth time."""
    session_of(studying).leech = Leech(5, 2.0)
    studying.press(Key.Key_2)
    session_of(studying).leech = None
    return studying


def test_a_card_says_how_often_it_was_forgotten_and_offers_what_helps(leech: Hands) -> None:
    card = screen_of(leech).question.leech
    assert card.isVisible()
    assert "You have forgotten this 5 times" in texts(screen_of(leech))
    assert "You have forgotten this 5 times" in card.said
    offers = {each.accessibleName(): each.key.text() for each in card.findChildren(KeyedButton)}
    assert offers == {"Reword it": "E", "Suspend it": "U", "Flag it": "K"}
    assert all(each.toolTip() for each in card.findChildren(KeyedButton))


def test_the_card_does_not_stop_the_flow(leech: Hands) -> None:
    leech.press(Key.Key_Return)
    page = screen_of(leech).question
    assert screen_of(leech).asked.question.id == "q2"
    assert not page.leech.isVisible()
    leech.press(Key.Key_1)
    assert not page.leech.isVisible(), "the next one is none"


@pytest.mark.parametrize("press", [Key.Key_Return, Key.Key_Space])
def test_the_offers_are_reached_by_tab_and_pressed(leech: Hands, press: Key) -> None:
    card = screen_of(leech).question.leech
    for _ in range(20):
        if leech.focus is card.suspend:
            break
        leech.press(Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert leech.focus is card.suspend
    leech.press(press)
    assert "filter Suspended" in leech.window.banner.text
    assert screen_of(leech).asked.question.id == "q2"


def test_its_buttons_do_what_the_keys_do(leech: Hands) -> None:
    page = screen_of(leech).question
    page.leech.flag.click()
    leech.settle()
    assert page.flagged.isVisible()
    assert not page.leech.flag.isVisible(), "it is flagged already"
    leech.press(Key.Key_K)
    assert page.leech.flag.isVisible()
    page.leech.reword.click()
    (box,) = [each for each in screen_of(leech).findChildren(EditDialog) if each.isVisible()]
    box.editor.stem.setPlainText("On which day was the lighthouse opened?")
    leech.qtbot.mouseClick(box.editor.save, Qt.MouseButton.LeftButton)
    back(leech)
    assert page.stem.text() == "On which day was the lighthouse opened?"
    assert not page.leech.isVisible(), "what it asked for is done"
    leech.press(Key.Key_Return)
    assert screen_of(leech).asked.question.id == "q2"


# What is taken for another


@pytest.fixture
def mixed_up(studying: Hands) -> Hands:
    """The fourth question's answer was just given to the first."""
    session = session_of(studying)
    session.mistaken = studying.app.memory.questions["q4"]
    studying.press(Key.Key_2)
    return studying


def test_one_line_names_the_question_that_it_was_taken_for(mixed_up: Hands) -> None:
    line = screen_of(mixed_up).question.beside
    assert line.isVisible()
    said = "You also learn: When was the town of Lindholm given a stone quay? spring 1871"
    assert line.said == said
    assert line.accessibleName() == said
    assert line.practise.accessibleName() == "Practise the two apart"
    assert line.practise.key.text() == "X"
    mixed_up.press(Key.Key_Return)
    assert screen_of(mixed_up).asked.question.id == "q2", "Enter goes on as ever"
    assert not line.isVisible()


@pytest.mark.parametrize("by_key", [True, False])
def test_x_asks_both_later_one_after_the_other(mixed_up: Hands, by_key: bool) -> None:
    screen, session = screen_of(mixed_up), session_of(mixed_up)
    if by_key:
        mixed_up.press(Key.Key_X)
    else:
        screen.question.beside.practise.setFocus()
        mixed_up.press(Key.Key_Return)
    assert screen.question.beside.said == "Both come once more soon, one right after the other."
    assert not screen.question.beside.practise.isVisible()
    assert mixed_up.focus is screen.question.ratings.go_on
    assert screen.question.place.text().startswith("1 of 5")
    session.mistaken = None
    mixed_up.press(Key.Key_X)
    asked = []
    for _ in range(4):
        mixed_up.press(Key.Key_Return)
        assert screen.asked is not None
        asked.append((screen.asked.question.id, screen.question.again.text()))
        mixed_up.press(Key.Key_1)
    assert asked == [("q2", "New"), ("q3", "New"), ("q1", "Tell apart"), ("q4", "Tell apart")]


def test_y_says_that_both_are_asked_side_by_side(mixed_up: Hands) -> None:
    mixed_up.press(Key.Key_X)
    session_of(mixed_up).mistaken = None
    for key in (Key.Key_Return, Key.Key_1, Key.Key_Return, Key.Key_1, Key.Key_Return, Key.Key_Y):
        mixed_up.press(key)
    assert "side by side" in screen_of(mixed_up).question.aside.text()


def test_x_does_nothing_where_nothing_was_mixed_up(studying: Hands) -> None:
    studying.press(Key.Key_X)
    studying.press(Key.Key_2)
    studying.press(Key.Key_X)
    assert not screen_of(studying).question.beside.isVisible()
    assert not studying.window.banner.isVisible()


def test_while_typing_x_is_a_letter(typing: Hands) -> None:
    typing.type("x")
    field = screen_of(typing).question.forms[Form.TYPED].field  # type: ignore[attr-defined]
    assert field.text() == "x"


def test_a_retired_question_offers_no_practice(mixed_up: Hands) -> None:
    mixed_up.press(Key.Key_R)
    mixed_up.press(Key.Key_X)
    assert not screen_of(mixed_up).question.beside.isVisible()
    assert not mixed_up.window.banner.isVisible()
    mixed_up.press(Key.Key_Return)
    assert screen_of(mixed_up).asked.question.id == "q2"


@pytest.mark.parametrize(("size", "text"), [((1280, 800), 100), ((1024, 700), 100),
                                            ((1024, 700), 200)])  # fmt: skip
def test_both_offers_fit_and_the_verdict_is_in_sight(
    studying: Hands, size: tuple[int, int], text: int
) -> None:
    studying.window.desk.theme.set_look("light", text)
    studying.window.resize(*size)
    session = session_of(studying)
    session.leech, session.mistaken = Leech(5, 2.0), studying.app.memory.questions["q4"]
    studying.press(Key.Key_2)
    page = screen_of(studying).question
    assert cut_off(studying.window) == []
    assert not page.verdict.visibleRegion().isEmpty()
    assert page.ratings.go_on.visibleRegion().boundingRect() == page.ratings.go_on.rect()
    if text == 100:
        for part in (page.leech.reword, page.leech.suspend, page.beside.practise):
            assert part.visibleRegion().boundingRect() == part.rect()
            assert part.key.isVisible()


def test_enter_on_a_button_below_the_answer_presses_it(studying: Hands) -> None:
    studying.press(Key.Key_1)
    screen_of(studying).question.evidence.open.setFocus()
    studying.press(Key.Key_Return)
    assert studying.window.now == "library"


@pytest.mark.parametrize("width", [1280, 1024, 800])
def test_how_far_the_session_is_is_never_cut_off(studying: Hands, width: int) -> None:
    studying.window.resize(width, 700)
    studying.settle()
    page = screen_of(studying).question
    page.show_progress(Step(None, 12, 120, True, None, 3000, 4))
    studying.settle()
    assert page.place.text().startswith("16 of 120 answered")
    assert page.place.sizeHint().width() <= page.place.width()
    assert page.place.toolTip() == "16 of 120 answered  ·  4 come again  ·  about 50 minutes left"
