"""Exams: made, changed, deleted and brought back by keyboard; what is said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from conftest import Hands, Key
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QLabel
from sample_application import TODAY

from quizapp.domain.exam import Exam
from quizapp.domain.question import QuestionFilter
from quizapp.services.plan_exam import Outlook
from quizapp.study.exam import Ahead
from quizapp.ui import exam_words
from quizapp.ui.charts.way import Way
from quizapp.ui.screens.exam import ExamScreen
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.study import StudyScreen


def oral(days: int = 12, **changes: object) -> Exam:
    wanted = QuestionFilter(deck_ids=("deck-1",))
    made = Exam("oral", "Oral exam", TODAY + timedelta(days=days), 0.9, wanted, 15)
    return replace(made, **changes)  # type: ignore[arg-type]


def at_exams(hands: Hands, *exams: Exam) -> ExamScreen:
    hands.app.memory.exams.extend(exams)
    screen = hands.go("exam")
    assert isinstance(screen, ExamScreen)
    return screen


def texts(screen: ExamScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def wait_for_verdict(hands: Hands, screen: ExamScreen, begins: str = "At ") -> str:
    hands.qtbot.waitUntil(lambda: screen.form.verdict.startswith(begins), timeout=5000)
    return screen.form.verdict


def test_without_an_exam_it_says_what_one_is_for_and_enter_makes_one(hands: Hands) -> None:
    screen = at_exams(hands)
    assert "Name an exam, its day and its decks" in texts(screen)
    hands.press(Key.Key_Return)
    assert screen.editing


def test_an_exam_is_made_by_keyboard_alone(hands: Hands) -> None:
    screen = at_exams(hands)
    hands.press(Key.Key_N)
    hands.type("Navigation")
    assert wait_for_verdict(hands, screen) == screen.form.minutes.accessibleDescription()
    hands.ctrl(Key.Key_Return)
    assert not screen.editing
    (made,) = hands.app.memory.exams
    assert (made.name, made.wanted.deck_ids) == ("Navigation", ("deck-1",))
    assert made.day == TODAY + timedelta(days=28)
    assert "At 15 minutes a day you will know about" in texts(screen)


def test_letters_that_are_keys_elsewhere_are_typed_into_the_name(hands: Hands) -> None:
    screen = at_exams(hands)
    hands.press(Key.Key_N)
    hands.type("nejk NEJK")
    assert screen.form.name.text() == "nejk NEJK"


def test_without_a_name_it_stays_in_the_form_and_says_why(hands: Hands) -> None:
    screen = at_exams(hands)
    hands.press(Key.Key_N)
    hands.press(Key.Key_Return)
    assert screen.editing
    assert "no name" in hands.window.banner.text
    assert hands.app.memory.exams == []


def test_the_sentence_follows_the_fields(hands: Hands) -> None:
    screen = at_exams(hands, oral())
    hands.press(Key.Key_E)
    before = wait_for_verdict(hands, screen)
    screen.form.minutes.setFocus()
    hands.press(Key.Key_Up)
    hands.qtbot.waitUntil(lambda: screen.form.verdict.startswith("At 16"), timeout=5000)
    screen.form.decks.setFocus()
    hands.press(Key.Key_Space)
    assert wait_for_verdict(hands, screen, "Tick at least one deck")
    hands.press(Key.Key_Space)
    assert wait_for_verdict(hands, screen) != before


def test_years_are_typed_and_kept(hands: Hands) -> None:
    screen = at_exams(hands, oral())
    hands.press(Key.Key_E)
    screen.form.first.setFocus()
    hands.type("-44")
    screen.form.last.setFocus()
    hands.type("1917")
    hands.press(Key.Key_Return)
    (kept,) = hands.app.memory.exams
    assert (kept.wanted.first_year, kept.wanted.last_year) == (-44, 1917)
    assert "44 BC to 1917" in texts(screen)


def test_escape_leaves_the_form_and_nothing_is_changed(hands: Hands) -> None:
    screen = at_exams(hands, oral())
    hands.press(Key.Key_E)
    hands.type("Something else")
    hands.press(Key.Key_Escape)
    assert not screen.editing
    assert hands.app.memory.exams == [oral()]
    hands.press(Key.Key_Escape)
    assert hands.window.now == "study"


def test_delete_takes_it_away_at_once_and_undo_brings_it_back(hands: Hands) -> None:
    screen = at_exams(hands, oral())
    hands.press(Key.Key_Delete)
    assert hands.app.memory.exams == []
    assert "Ctrl+Z brings it back" in hands.window.banner.text
    assert "Name an exam" in texts(screen)
    hands.ctrl(Key.Key_Z)
    assert hands.app.memory.exams == [oral()]
    assert "Oral exam" in texts(screen)


def test_enter_studies_todays_share_and_the_forecast_moves(hands: Hands) -> None:
    screen = at_exams(hands, oral(3))
    before = screen.shown
    assert before is not None
    assert before.outlook is not None
    assert before.outlook.now == 0.0
    assert "Study today’s share (4 questions, 3 minutes)" in screen.study.text()
    hands.press(Key.Key_Return)
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert hands.window.now == "study"
    for _ in range(4):
        assert study.asked is not None
        study.question.answered.emit(study.asked.question.answer, 2000)
        hands.settle()
        study.question.confirm()
        hands.settle()
    hands.go("exam")
    after = screen.shown
    assert after is not None
    assert after.outlook is not None
    assert after.outlook.now == 1.0
    assert "Today’s share is done: 4 questions." in texts(screen)
    assert not screen.study.isVisible()


def test_several_exams_stand_with_the_soonest_first_and_past_ones_last(hands: Hands) -> None:
    past = oral(-20, id="past", name="Old quiz")
    screen = at_exams(hands, past, oral(40, id="late", name="Finals"), oral())
    said = [screen.list.describe(number).partition(":")[0] for number in range(3)]
    assert said == ["Oral exam", "Finals", "Old quiz"]
    assert screen.shown is not None
    assert screen.shown.exam.id == "oral"
    hands.press(Key.Key_J)
    assert screen.shown.exam.id == "late"
    hands.press(Key.Key_J)
    assert "On 22 February you knew about 64 %; 90 % were wanted." in texts(screen)
    assert not screen.study.isVisible()
    assert not screen.change.isVisible()
    hands.press(Key.Key_K)
    assert screen.shown.exam.id == "late"


def test_the_way_to_an_exam_is_drawn_once_however_many_there_are(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Way] = []
    show = Way.show_way

    def spied(way: Way, *what: Any) -> None:
        drawn.append(way)
        show(way, *what)

    monkeypatch.setattr(Way, "show_way", spied)
    exams = [oral(20 + n, id=f"e{n}", name=f"Exam {n}") for n in range(3)]
    screen = at_exams(hands, *exams, oral(-3, id="past"))
    assert drawn == [screen.way]
    said = [screen.list.describe(number) for number in range(screen.list.marks())]
    assert not any("Looking" in each for each in said), "yet all are filled in"
    hands.press(Key.Key_J)
    assert drawn == [screen.way] * 2, "another one is chosen"


def test_the_list_is_walked_through_by_arrows_and_enter_chooses(hands: Hands) -> None:
    screen = at_exams(hands, oral(), oral(40, id="late", name="Finals"))
    screen.list.setFocus()
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down)
    assert screen.list.accessibleDescription().startswith("Finals: in 40 days")
    hands.press(Key.Key_Return)
    assert screen.shown is not None
    assert screen.shown.exam.id == "late"


def test_the_chart_says_each_day_and_has_its_table(hands: Hands) -> None:
    screen = at_exams(hands, oral())
    screen.way.setFocus()
    hands.press(Key.Key_Home)
    assert screen.way.accessibleDescription().startswith("Sat 14 March: 0 % known; then ")
    hands.press(Key.Key_End)
    assert screen.way.accessibleDescription().startswith("Thu 26 March: ")
    places = {screen.way.mark_at(QPointF(x, 40)) for x in range(screen.way.width())}
    assert places == set(range(13))
    screen.way_card.set_as_table(True)
    assert screen.way_card.grid.rowCount() == 13


def test_home_names_the_next_exam_and_x_leads_there(hands: Hands) -> None:
    home = hands.window.screen_named("home")
    assert isinstance(home, HomeScreen)
    assert not home._exam.isVisible()
    hands.app.memory.exams.append(oral())
    hands.go("home")
    assert home._exam.isVisible()
    assert home._exam_text.text() == "Oral exam in 12 days"
    hands.press(Key.Key_X)
    assert hands.window.now == "exam"


def test_another_learner_sees_neither_list_nor_half_filled_form(hands: Hands) -> None:
    screen = at_exams(hands, oral())
    hands.press(Key.Key_E)
    hands.app.memory.exams.clear()
    hands.window.desk.learner_changed.emit()
    hands.settle()
    assert not screen.editing
    assert screen.list.marks() == 0
    hands.go("exam")
    assert "Name an exam, its day and its decks" in texts(screen)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_at_twice_the_text_nothing_goes_over_the_edge(hands: Hands, size: tuple[int, int]) -> None:
    screen = at_exams(hands, oral(name="An exam with a long name that does not end here"))
    hands.window.resize(*size)
    hands.window.desk.theme.set_look("light", 200)
    hands.settle()
    for widget in (screen.study, screen.delete, screen.new, screen.way_card):
        assert widget.mapTo(screen, widget.rect().topRight()).x() <= screen.width()
    hands.press(Key.Key_E)
    for widget in (screen.form.save, screen.form.minutes, screen.form.last, screen.form.decks):
        assert widget.mapTo(screen, widget.rect().topRight()).x() <= screen.width()


# What is said


def found(reached: float, needed: int | None, best: float = 0.95, minutes: int = 15) -> Outlook:
    course = (Ahead(0.4, 15, 40, 5), Ahead(reached, 0, 0, 0))
    return Outlook(200, minutes, 0.4, reached, needed, best, course)


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (found(0.712, 26),
         "At 15 minutes a day you will know about 71 % on 15 April; for 90 % it takes about 26 "
         "minutes a day."),
        (found(0.712, None, 0.838),
         "At 15 minutes a day you will know about 71 % on 15 April; 90 % can’t be reached by then "
         "even with two hours a day: about 84 % is realistic."),
        (found(0.93, 11),
         "At 15 minutes a day you will know about 93 % on 15 April; for 90 %, about 11 minutes a "
         "day are enough."),
        (found(0.898, 16), "At 15 minutes a day you will know about 90 % on 15 April."),
        (found(0.84, None, 0.84, 120),
         "At 120 minutes a day you will know about 84 % on 15 April; 90 % can’t be reached by "
         "then."),
    ],
)  # fmt: skip
def test_what_is_realistic_is_one_sentence(outlook: Outlook, said: str) -> None:
    exam = oral(day=date(2026, 4, 15))
    assert exam_words.realistic(exam, outlook, TODAY) == said


def test_on_the_day_and_without_questions_it_says_that() -> None:
    today = exam_words.realistic(oral(0), found(0.4, 5), TODAY)
    assert today == "The exam is today. You would know about 40 %."
    nothing = replace(found(0.0, None), questions=0)
    assert "Choose others" in exam_words.realistic(oral(), nothing, TODAY)


def test_with_no_deck_ticked_no_estimate_stands_there(hands: Hands) -> None:
    screen = at_exams(hands)
    screen.begin()
    hands.settle()
    hands.qtbot.waitUntil(lambda: "would be known today" in texts(screen), timeout=10_000)
    screen.form.decks.tick_all(on=False)
    hands.qtbot.waitUntil(lambda: "Tick at least one deck" in texts(screen), timeout=10_000)
    hands.settle()
    assert "would be known today" not in texts(screen)
    assert not screen.draft_way.isVisible()


def test_home_says_when_todays_share_is_done(hands: Hands) -> None:
    at_exams(hands, oral())
    home = hands.go("home")
    assert isinstance(home, HomeScreen)
    assert home._exam_go.text() == "Today’s share"
    hands.app.memory.answered.update(hands.app.memory.questions)
    hands.go("home")
    assert "today’s share is done; the next comes tomorrow" in home._exam_text.text()
    assert home._exam_go.text() == "Look at the plan"
