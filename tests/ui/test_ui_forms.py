"""Claims, gaps, and questions asked together, in the real window over a real deck file, by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from readable import German, cut_off

from quizapp.bootstrap import bootstrap
from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.domain.review import Form, Rating, Review, Verdict, counted
from quizapp.paths import Paths
from quizapp.services.application import Application
from quizapp.settings import Settings
from quizapp.ui.kinds.choices import ChoicesForm, shown_options
from quizapp.ui.kinds.cloze import ClozeForm
from quizapp.ui.kinds.match import MatchForm
from quizapp.ui.kinds.order import OrderForm
from quizapp.ui.kinds.several import SeveralForm
from quizapp.ui.kinds.true_false import TrueFalseForm
from quizapp.ui.screens.study import StudyScreen

ALT = Qt.KeyboardModifier.AltModifier
EVENTS = (
    ("Lindholm", "given a quay", 1871), ("Granvik", "joined to the railway", 1884),
    ("Osterby", "burnt down", 1893), ("Marstad", "taken by the fleet", 1893),
    ("Vik", "founded", 1902),
)  # fmt: skip


def event(town: str, what: str, year: int, month: int) -> Question:
    return Question(
        town, AnswerKind.DATE, f"When was {town} {what}?", f"{month}/{year}",
        distractors=("1/1860", "2/1861", "3/1862"), date=HistoricalDate(DatePoint(year, month)),
    )  # fmt: skip


def person() -> Question:
    quote = "In spring the harbour master Edvard Strand opened the lighthouse."
    return Question(
        "strand", AnswerKind.LEADER, "Who opened the lighthouse?", "Edvard Strand", ("Strand",),
        ("Karl Holm", "Johan Vik", "Peter Dahl"), citation=Citation("l.txt", quote=quote),
    )  # fmt: skip


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Application]:
    made = bootstrap(Paths.under(tmp_path), settings=Settings(new_per_day=200))
    questions = [event(*row, month=2 + 2 * n) for n, row in enumerate(EVENTS)]
    for deck_id, content in (("events", questions), ("people", [person()])):
        made.stores.decks.save_deck(Deck(deck_id, deck_id))
        made.stores.decks.save_questions(deck_id, content)
    yield made
    made.close()


@pytest.fixture
def hands(open_window: Make, app: Application) -> Hands:
    return open_window(app)  # type: ignore[arg-type]


@pytest.fixture
def screen(hands: Hands) -> StudyScreen:
    screen = hands.go("study")
    assert isinstance(screen, StudyScreen)
    return screen


def log(app: Application) -> list[Review]:
    return counted(app.stores.reviews.reviews("me"))


def texts(screen: StudyScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def put_as(hands: Hands, screen: StudyScreen, app: Application, form: Form) -> None:
    app.settings.question_form = str(form)
    screen.study(("people",))
    hands.settle()
    assert screen.asked is not None
    assert screen.asked.form is form


# Order


@pytest.fixture
def ordering(hands: Hands, screen: StudyScreen) -> OrderForm:
    screen.order(("events",))
    hands.settle()
    form = screen.question.form
    assert isinstance(form, OrderForm)
    return form


def right_order(screen: StudyScreen) -> list[int]:
    assert screen.asked is not None
    assert screen.asked.group is not None
    members = screen.asked.group.members
    return sorted(range(len(members)), key=lambda n: members[n].date.point.sort_key)  # type: ignore[union-attr]


def put_in_order(hands: Hands, screen: StudyScreen, form: OrderForm, *, grab: bool) -> None:
    """As a learner does by keys: goes to each event and moves it up to its place."""
    for place, member in enumerate(right_order(screen)):
        here = form.order.index(member)
        hands.press(Key(Key.Key_1 + here))
        if grab:
            hands.press(Key.Key_Space)
        for _ in range(here - place):
            hands.press(Key.Key_Up, Qt.KeyboardModifier.NoModifier if grab else ALT)
        if grab:
            hands.press(Key.Key_Space)


@pytest.mark.parametrize("grab", [True, False])
def test_events_are_put_in_order_by_keys_alone(
    hands: Hands, screen: StudyScreen, ordering: OrderForm, app: Application, grab: bool
) -> None:
    assert "Put these events in order" in texts(screen)
    assert "Lindholm was given a quay" in texts(screen)
    put_in_order(hands, screen, ordering, grab=grab)
    hands.press(Key.Key_Return)
    assert screen.question.verdict.said.startswith("Right. 5 of 5")
    assert {row.form for row in log(app)} == {Form.ORDER}
    assert {row.rating for row in log(app)} == {Rating.HARD}
    hands.press(Key.Key_Return)
    assert "Nothing missed" in texts(screen)


def test_a_misplaced_event_is_named_with_its_date_and_where_it_stood(
    hands: Hands, screen: StudyScreen, ordering: OrderForm
) -> None:
    put_in_order(hands, screen, ordering, grab=False)
    first = ordering.items[ordering.order[0]]
    hands.press(Key.Key_1)
    for _ in range(4):
        hands.press(Key.Key_Down, ALT)
    hands.press(Key.Key_Return)
    assert "2/1871; you had put it in place 5" in texts(screen)
    assert "Lindholm was given a quay: 2/1871." in screen.question.verdict.said
    assert first.accessibleName().startswith("1. Lindholm was given a quay, 2/1871")
    assert "not right" in first.accessibleName()
    assert "Partly right" in texts(screen)


def test_a_screen_reader_hears_where_each_event_stands(hands: Hands, ordering: OrderForm) -> None:
    names = [ordering.items[member].accessibleName() for member in ordering.order]
    assert [name.split(":")[0] for name in names] == [f"{n} of 5" for n in range(1, 6)]
    moved = ordering.items[ordering.order[0]]
    hands.press(Key.Key_1)
    hands.press(Key.Key_Down, ALT)
    assert moved.accessibleName().startswith("2 of 5")
    assert hands.focus is moved


def test_events_are_dragged_by_mouse(hands: Hands, ordering: OrderForm) -> None:
    moved = ordering.items[ordering.order[0]]
    below = ordering.items[ordering.order[1]]
    start = QPoint(60, moved.height() // 2)
    QTest.mousePress(moved, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 12):
        y = start.y() + step * (below.geometry().bottom() - moved.y()) // 11
        QTest.mouseMove(moved, QPoint(60, y))
        QApplication.processEvents()
        if ordering.items[ordering.order[1]] is moved:
            break
    QTest.mouseRelease(moved, Qt.MouseButton.LeftButton, pos=start)
    hands.settle()
    assert ordering.items[ordering.order[1]] is moved
    assert ordering._held is None


def test_one_undo_takes_back_the_whole_task(
    hands: Hands, screen: StudyScreen, ordering: OrderForm, app: Application
) -> None:
    hands.press(Key.Key_Return)
    assert len(log(app)) == 5
    hands.ctrl(Key.Key_Z)
    assert log(app) == []
    assert screen.asked is not None
    assert screen.asked.form is Form.ORDER
    put_in_order(hands, screen, ordering, grab=False)
    hands.press(Key.Key_Return)
    assert screen.question.verdict.said.startswith("Right")


def test_no_number_rates_what_was_asked_together(
    hands: Hands, screen: StudyScreen, ordering: OrderForm, app: Application
) -> None:
    put_in_order(hands, screen, ordering, grab=False)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_4)
    assert {row.rating for row in log(app)} == {Rating.HARD}
    assert screen.question.is_marked
    hands.press(Key.Key_J)
    assert not screen.question.ratings.buttons[Rating.EASY].isVisible()
    assert not screen.question.ratings.counts.isVisible()
    assert screen.question.ratings.go_on.isVisible()


def test_t_takes_them_one_by_one(hands: Hands, screen: StudyScreen, ordering: OrderForm) -> None:
    assert screen.question.other_form.text() == "One by one"
    hands.press(Key.Key_T)
    assert screen.asked is not None
    assert screen.asked.group is None
    hands.press(Key.Key_1)
    assert screen.question.ratings.counts.isVisible()


@pytest.mark.parametrize("key", [Key.Key_F, Key.Key_R, Key.Key_H, Key.Key_Y])
def test_keys_for_one_question_do_nothing_to_several(
    hands: Hands, screen: StudyScreen, ordering: OrderForm, key: Key
) -> None:
    before = screen.asked
    hands.press(key)
    assert screen.asked == before
    assert not screen.question.aside.isVisible()
    assert not hands.window.banner.isVisible()


def test_where_too_few_fit_together_it_is_said(hands: Hands, screen: StudyScreen) -> None:
    screen.order(("people",))
    hands.settle()
    assert "Too few questions that fit together" in "\n".join(
        label.text() for label in hands.window.findChildren(QLabel) if label.isVisible()
    )


@pytest.mark.parametrize(
    ("key", "form"), [(Key.Key_6, Form.ORDER), (Key.Key_7, Form.MATCH), (Key.Key_8, Form.SEVERAL)]
)
def test_tasks_are_begun_from_the_start_page_by_a_key(
    hands: Hands, screen: StudyScreen, app: Application, key: Key, form: Form
) -> None:
    hands.press(key)
    assert screen.asked is not None
    assert screen.asked.form is form


# Match


def test_the_letter_e_goes_to_the_fifth_line_and_edits_nothing(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    people = [
        Question(f"p{n}", AnswerKind.LEADER, f"Who led the {n}th council?", f"{name} Holm{n}a")
        for n, name in enumerate(("Anders", "Birger", "Carsten", "Dagfinn", "Eilert"))
    ]
    app.stores.decks.save_deck(Deck("councils", "councils"))
    app.stores.decks.save_questions("councils", people)
    screen.match(("councils",))
    hands.settle()
    form = screen.question.form
    assert isinstance(form, MatchForm)
    hands.press(Key.Key_E)
    assert hands.focus is form.lines[4]
    hands.press(Key.Key_T)
    assert screen.asked is not None
    assert screen.asked.group is None
    assert not hands.window.banner.isVisible()


def test_what_is_read_aloud_holds_the_whole_task(screen: StudyScreen, matching: MatchForm) -> None:
    text = screen.question.as_text()
    assert "Which date belongs to which event?" in text
    assert "A: " in text
    assert "4: " in text


@pytest.fixture
def matching(hands: Hands, screen: StudyScreen) -> MatchForm:
    screen.match(("events",))
    hands.settle()
    form = screen.question.form
    assert isinstance(form, MatchForm)
    return form


def answers_of(screen: StudyScreen) -> list[int]:
    assert screen.asked is not None
    assert screen.asked.group is not None
    group = screen.asked.group
    return [group.options.index(question.answer) for question in group.members]


def test_letter_and_number_make_a_pair(
    hands: Hands, screen: StudyScreen, matching: MatchForm, app: Application
) -> None:
    answers = answers_of(screen)
    for line in reversed(range(len(answers))):
        hands.press(Key(Key.Key_A + line))
        hands.press(Key(Key.Key_1 + answers[line]))
    hands.press(Key.Key_Return)
    assert screen.question.verdict.said.startswith("Right")
    assert {row.verdict for row in log(app)} == {Verdict.RIGHT}


def test_after_an_answer_comes_the_next_line_without_one(
    hands: Hands, screen: StudyScreen, matching: MatchForm
) -> None:
    for answer in answers_of(screen):
        hands.press(Key(Key.Key_1 + answer))
    assert hands.focus is matching.check
    hands.press(Key.Key_Return)
    assert screen.question.verdict.said.startswith("Right")


def test_arrows_go_through_lines_and_answers(hands: Hands, matching: MatchForm) -> None:
    hands.press(Key.Key_Down)
    assert hands.focus is matching.lines[1]
    hands.press(Key.Key_Right)
    assert matching.chosen[1] == 0
    hands.press(Key.Key_Right)
    assert matching.chosen[1] == 1
    hands.press(Key.Key_Left)
    hands.press(Key.Key_Left)
    assert matching.chosen[1] == len(matching.chosen) - 1
    hands.press(Key.Key_Backspace)
    assert matching.chosen[1] == -1


def test_enter_on_an_answer_gives_it_to_the_marked_line(
    hands: Hands, matching: MatchForm, app: Application
) -> None:
    matching.options[2].setFocus()
    hands.press(Key.Key_Return)
    assert matching.chosen[0] == 2
    assert hands.focus is matching.lines[1]
    assert log(app) == []


def test_an_answer_belongs_to_one_line_only(hands: Hands, matching: MatchForm) -> None:
    for key in (Key.Key_A, Key.Key_2, Key.Key_C, Key.Key_2):
        hands.press(key)
    assert matching.chosen.count(1) == 1
    assert matching.chosen[0] == -1
    assert matching.chosen[2] == 1
    assert "no answer yet" in matching.lines[0].accessibleName()


def test_it_is_not_checked_while_a_line_has_no_answer(
    hands: Hands, screen: StudyScreen, matching: MatchForm, app: Application
) -> None:
    hands.press(Key.Key_1)
    hands.press(Key.Key_Return)
    assert log(app) == []
    assert "still without an answer" in texts(screen)


def test_a_wrong_pair_is_a_mix_up_in_the_log(
    hands: Hands, screen: StudyScreen, matching: MatchForm, app: Application
) -> None:
    answers = answers_of(screen)
    answers[0], answers[1] = answers[1], answers[0]
    for answer in answers:
        hands.press(Key(Key.Key_1 + answer))
    hands.press(Key.Key_Return)
    wrong = [row for row in log(app) if row.verdict is Verdict.WRONG]
    assert len(wrong) == 2
    assert all(row.given and row.rating is Rating.AGAIN for row in wrong)
    assert ", not " in matching.lines[0].accessibleName()
    hands.press(Key.Key_Return)
    assert screen.asked is not None
    assert screen.asked.again
    assert screen.asked.question.id in {row.question_id for row in wrong}


# Several


def test_all_that_fit_are_ticked_by_number_and_checked_by_enter(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    screen.pick_out(("events",))
    hands.settle()
    form = screen.question.form
    assert isinstance(form, SeveralForm)
    assert "Which of these happened in 1893?" in texts(screen)
    hands.press(Key.Key_Return)
    assert log(app) == [], "nothing ticked is no answer"
    for number, item in enumerate(form.items):
        if item.text_shown.startswith(("Osterby", "Marstad")):
            hands.press(Key(Key.Key_1 + number))
    hands.press(Key.Key_Return)
    assert screen.question.verdict.said.startswith("Right. 2 of 2 found.")
    assert {row.form for row in log(app)} == {Form.SEVERAL}


# True or false, and gaps


def claims(hands: Hands, screen: StudyScreen, app: Application, *, right: bool) -> TrueFalseForm:
    """The question, answered until its claim is of the wanted sort."""
    put_as(hands, screen, app, Form.TRUE_FALSE)
    form = screen.question.form
    assert isinstance(form, TrueFalseForm)
    for _ in range(30):
        assert screen.asked is not None
        assert screen.asked.claim is not None
        if screen.asked.claim.is_right is right:
            return form
        hands.press(Key.Key_1 if screen.asked.claim.is_right else Key.Key_2)
        if form._correcting:
            hands.press(Key.Key_0)
        screen.practise(["strand"])
        hands.settle()
    raise AssertionError("no such claim came")


def test_a_right_claim_is_called_right_by_1(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    form = claims(hands, screen, app, right=True)
    assert "Was it Edvard Strand?" in texts(screen)
    assert [choice.shown for choice in form.verdicts] == ["Yes", "No"]
    assert screen.question.as_text() == "Who opened the lighthouse?\nWas it Edvard Strand?"
    hands.press(Key.Key_1)
    assert screen.question.verdict.said.startswith("Right")
    assert "right answer" in form.verdicts[0].accessibleName()
    assert log(app)[-1].rating is Rating.HARD


def test_a_wrong_claim_is_called_wrong_and_then_put_right(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    form = claims(hands, screen, app, right=False)
    before = len(log(app))
    hands.press(Key.Key_2)
    assert "Right, it was not. Which was it?" in texts(screen)
    assert len(log(app)) == before, "nothing is stored before the correction"
    number = next(n for n, one in enumerate(form.options) if one.option == "Edvard Strand")
    hands.press(Key(Key.Key_1 + number))
    assert screen.question.verdict.said.startswith("Right")
    assert log(app)[-1].given == "Edvard Strand"


def test_who_does_not_know_better_says_so_by_0(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    claims(hands, screen, app, right=False)
    hands.press(Key.Key_2)
    hands.press(Key.Key_0)
    assert screen.question.verdict.said.startswith("Almost right: Edvard Strand")


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("control", [False, True])
def test_who_does_not_know_whether_a_claim_is_right_need_not_guess(
    hands: Hands, screen: StudyScreen, app: Application, right: bool, control: bool
) -> None:
    form = claims(hands, screen, app, right=right)
    (hands.ctrl if control else hands.press)(Key.Key_Return if control else Key.Key_0)
    assert screen.question.verdict.said == "Not right: Edvard Strand."
    assert (log(app)[-1].given, log(app)[-1].rating) == ("", Rating.AGAIN)
    said = [choice.accessibleName() for choice in form.verdicts]
    assert said == (["Yes, right answer", "No"] if right else ["Yes", "No, right answer"])


def test_a_claim_about_anything_else_is_asked_in_no_tense(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    whole = Question("law", AnswerKind.OTHER, "What does the law forbid?", "The sale of land",
                     distractors=("The sale of grain", "The sale of cloth"))  # fmt: skip
    app.stores.decks.save_questions("people", [whole])
    app.settings.question_form = str(Form.TRUE_FALSE)
    screen.practise(["law"])
    hands.settle()
    assert re.search(r"Is the answer “The sale of \w+”\?", texts(screen))


@pytest.mark.parametrize("press", [Key.Key_0, Key.Key_Return, None])
def test_whoever_is_given_options_need_not_guess_either(
    hands: Hands, screen: StudyScreen, app: Application, press: Key | None
) -> None:
    put_as(hands, screen, app, Form.CHOICES)
    form = screen.question.form
    assert isinstance(form, ChoicesForm)
    assert form.unknown.text() == "I don’t know"
    if press is None:
        form.unknown.setFocus()
        hands.press(Key.Key_Return)
    else:
        (hands.ctrl if press is Key.Key_Return else hands.press)(press)
    assert screen.question.verdict.said == "Not right: Edvard Strand."
    assert (log(app)[-1].given, log(app)[-1].rating) == ("", Rating.AGAIN)
    assert not form.unknown.isVisible()
    marks = [choice.accessibleName() for choice in form.choices if choice.isVisible()]
    assert sum("not right" in name for name in marks) == 0, "nothing was chosen"
    assert app.progress.picture().confusions == ()


def test_arrows_and_enter_judge_a_claim_too(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    claims(hands, screen, app, right=True)
    hands.press(Key.Key_Return)
    assert not screen.question.is_marked, "neither is marked beforehand"
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    assert screen.question.verdict.said.startswith("Right")


def test_a_gap_is_filled_by_typing(hands: Hands, screen: StudyScreen, app: Application) -> None:
    put_as(hands, screen, app, Form.CLOZE)
    form = screen.question.form
    assert isinstance(form, ClozeForm)
    assert "Strand" not in texts(screen)
    assert "(gap)" in form.sentence.accessibleName()
    hands.type("strand")
    hands.press(Key.Key_Return)
    assert screen.question.verdict.said.startswith("Right")
    assert "harbour master Edvard Strand opened" in form.sentence.text()


def test_t_goes_round_all_ways_to_answer(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    screen.study(("people",))
    hands.settle()
    seen = []
    for _ in range(5):
        assert screen.asked is not None
        seen.append(screen.asked.form)
        hands.ctrl(Key.Key_T)
    assert seen == [Form.CHOICES, Form.TYPED, Form.TRUE_FALSE, Form.CLOZE, Form.CHOICES]


@pytest.mark.parametrize("form", [Form.TRUE_FALSE, Form.CLOZE])
def test_f_shows_the_answer_from_every_form(
    hands: Hands, screen: StudyScreen, app: Application, form: Form
) -> None:
    put_as(hands, screen, app, form)
    hands.ctrl(Key.Key_F)
    assert screen.asked is not None
    assert screen.asked.form is Form.FLIP
    hands.press(Key.Key_Space)
    assert "Edvard Strand" in screen.question.verdict.said


@pytest.mark.parametrize("form", ["order", "match", "pick_out"])
@pytest.mark.parametrize("marked", [False, True])
def test_tasks_hold_together_at_twice_the_text_size(
    hands: Hands, screen: StudyScreen, form: str, marked: bool
) -> None:
    hands.window.desk.theme.set_look("dark", 200)
    getattr(screen, form)(("events",))
    hands.settle()
    task = screen.question.form
    if marked:
        given = {"order": "0,1,2,3,4", "match": "0,1,2,3", "pick_out": "0"}[form]
        task.answered.emit(given)
        hands.settle()
        assert screen.question.is_marked
    cut_off = [
        label.text()
        for label in task.findChildren(QLabel)
        if label.isVisible() and label.wordWrap()
        and label.height() < label.heightForWidth(label.width())
    ]  # fmt: skip
    hands.window.desk.theme.set_look("light", 100)
    assert cut_off == []


@pytest.mark.parametrize("form", ["order", "match", "pick_out", "true_false", "cloze"])
def test_words_as_long_as_in_german_fit_every_form(
    open_window: Make, app: Application, qapp: QApplication, form: str
) -> None:
    translator = German(qapp)
    qapp.installTranslator(translator)
    try:
        hands = open_window(app)  # type: ignore[arg-type]
        screen = hands.go("study")
        assert isinstance(screen, StudyScreen)
        hands.window.resize(1024, 700)
        if form in ("true_false", "cloze"):
            put_as(hands, screen, app, Form(form))
        else:
            getattr(screen, form)(("events",))
            hands.settle()
        head = screen.question.place.text()
        assert [each for each in cut_off(hands.window) if not each.startswith(head)] == []
    finally:
        qapp.removeTranslator(translator)


@pytest.mark.parametrize("form", ["order", "match", "pick_out"])
def test_from_nowhere_the_arrows_lead_into_a_task_and_check_goes_once_it_is_judged(
    hands: Hands, screen: StudyScreen, form: str
) -> None:
    getattr(screen, form)(("events",))
    hands.settle()
    task = screen.question.form
    assert isinstance(task, OrderForm | MatchForm | SeveralForm)
    rows = task.rows()
    for key, row in ((Key.Key_Down, rows[0]), (Key.Key_Up, rows[-1])):
        task.setFocus()
        QTest.keyClick(task, key)
        assert hands.focus is row
    assert task.check.isVisible()
    assert task.help.isVisible()
    task.answered.emit({"order": "0,1,2,3,4", "match": "0,1,2,3", "pick_out": "0"}[form])
    hands.settle()
    assert not task.check.isVisible()
    assert not task.help.isVisible()
    QTest.keyClick(task, Key.Key_Down)
    assert hands.focus is screen.question.ratings.go_on


@pytest.mark.parametrize(
    ("stem", "options", "shown"),
    [
        ("On what date in 1918 did Vik fall?", ["14 May 1918", "2 June 1918"], "14 May, 2 June"),
        ("On what date in 44 BC did he die?", ["15 March 44 BC", "3 May 44 BC"], "15 March, 3 May"),
        # it is not told, the years differ, or more is said than a day
        ("On what date did Vik fall?", ["14 May 1918", "2 June 1918"], ""),
        ("On what date in 1918 did Vik fall?", ["14 May 1918", "2 June 1919"], ""),
        ("On what date in 1918 did Vik fall?", ["14 May 1918", "June 1918"], ""),
        ("On what date in 1918 did Vik fall?", ["14 May 1918", "1–2 May 1918"], ""),
        ("On what date in 44 BC did he die?", ["15 March 44", "3 May 44"], ""),
        ("On what date in 1918 did Vik fall?", ["14 May 1918 (Old Style)", "2 May 1918"], ""),
    ],
)
def test_days_of_the_year_that_the_question_names_are_read_without_it(
    stem: str, options: list[str], shown: str
) -> None:
    assert shown_options(stem, options) == (shown.split(", ") if shown else options)


def test_a_day_shown_without_its_year_is_answered_and_told_with_it(
    hands: Hands, screen: StudyScreen, app: Application
) -> None:
    fall = Question(
        "fall", AnswerKind.DATE, "On what date in 1918 did Vik fall?", "14 May 1918",
        distractors=("2 June 1918", "30 April 1918", "21 May 1918"),
        date=HistoricalDate(DatePoint(1918, 5, 14)),
    )  # fmt: skip
    app.stores.decks.save_questions("events", [fall])
    screen.practise(["fall"])
    hands.settle()
    screen.as_form(Form.CHOICES)
    hands.settle()
    form = screen.question.form
    assert isinstance(form, ChoicesForm)
    read = [choice.shown for choice in form.rows()]
    assert sorted(read) == ["14 May", "2 June", "21 May", "30 April"]
    hands.press(Key(Key.Key_1 + read.index("2 June")))
    assert log(app)[-1].given == "2 June 1918"
    assert "14 May 1918" in screen.question.verdict.said
    assert form.rows()[read.index("14 May")].accessibleName() == "14 May, right answer"
