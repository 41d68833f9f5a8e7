"""Questions: search as you type, filters, sorting, editing, retiring."""

from __future__ import annotations

from dataclasses import replace

from conftest import Hands, Key, Make
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCompleter, QLabel, QMenu, QPushButton
from sample_application import SampleApplication

from quizapp.domain.date_typed import parse_date
from quizapp.domain.question import (
    AnswerKind,
    Difficulty,
    Question,
    QuestionFilter,
    SavedFilter,
    State,
)
from quizapp.domain.task import Order, key_of
from quizapp.ui.screens import SCREENS
from quizapp.ui.screens.questions import QuestionsScreen


def open_questions(hands: Hands, what: object = None) -> QuestionsScreen:
    screen = hands.go("questions", what)
    hands.settle()
    assert isinstance(screen, QuestionsScreen)
    return screen


def stems(screen: QuestionsScreen) -> list[str]:
    return [screen.model.index(row, 0).data() for row in range(screen.model.rowCount())]


def texts(screen: QuestionsScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def press_in_banner(hands: Hands, text: str) -> None:
    buttons = hands.window.banner.findChildren(QPushButton)
    next(each for each in buttons if each.text() == text).click()
    hands.settle()


def search_for(hands: Hands, screen: QuestionsScreen, text: str) -> None:
    generation = screen.generation
    screen.filters.search.setText(text)
    hands.qtbot.waitUntil(lambda: screen.generation > generation)
    hands.settle()


def test_all_questions_are_listed_and_counted(hands: Hands) -> None:
    screen = open_questions(hands)
    assert len(stems(screen)) == 4
    assert "4 questions" in texts(screen)


def test_slash_searches_as_you_type(hands: Hands) -> None:
    screen = open_questions(hands)
    hands.press(Key.Key_Slash)
    generation = screen.generation
    hands.type("lighthouse")
    hands.qtbot.waitUntil(lambda: screen.generation > generation)
    hands.settle()
    assert len(stems(screen)) == 2
    assert screen.filters.search.hasFocus()  # typing goes on


def test_filters_work_together(hands: Hands) -> None:
    screen = open_questions(hands)
    screen.filters.kinds.setCurrentIndex(screen.filters.kinds.findData(AnswerKind.DATE))
    hands.settle()
    assert len(stems(screen)) == 2
    search_for(hands, screen, "quay")
    assert stems(screen) == ["When was the town of Lindholm given a stone quay?"]
    screen.filters.states.setCurrentIndex(screen.filters.states.findData(State.RETIRED))
    hands.settle()
    assert stems(screen) == []
    assert "Nothing found" in texts(screen)


def test_a_deck_is_shown_when_one_is_given(hands: Hands) -> None:
    other = hands.app.questions.create_deck("Another")
    hands.app.memory.add(other.id, [Question("x", AnswerKind.DATE, "Another?", "1900")])
    screen = open_questions(hands, other.id)
    assert stems(screen) == ["Another?"]
    screen.filters.decks.setCurrentIndex(0)
    hands.settle()
    assert len(stems(screen)) == 5


def test_a_click_on_a_heading_sorts(hands: Hands) -> None:
    screen = open_questions(hands)
    screen.table.horizontalHeader().setSortIndicator(1, Qt.SortOrder.DescendingOrder)
    hands.settle()
    answers = [screen.model.index(row, 1).data() for row in range(4)]
    assert answers == sorted(answers, reverse=True)


def test_enter_edits_and_ctrl_enter_saves(hands: Hands) -> None:
    screen = open_questions(hands)
    hands.press(Key.Key_Return)
    assert screen.side.editor.stem.hasFocus()
    assert "Harbours of the north" in texts(screen)
    assert screen.side.evidence.passage.highlighted == "14 June 1872"
    screen.side.editor.stem.selectAll()
    hands.type("When did the light shine first?")
    hands.press(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert hands.app.memory.questions["q1"].stem == "When did the light shine first?"
    assert stems(screen)[0] == "When did the light shine first?"
    assert "Saved" in hands.window.banner.text


def test_what_is_right_in_a_task_is_not_edited_as_one_answer(hands: Hands) -> None:
    editor = open_questions(hands).side.editor
    tasked = Question("t", AnswerKind.OTHER, "Order?", "a → b", task=Order(("a", "b")))
    editor.edit(tasked)
    assert editor.answer.isReadOnly()
    assert editor.distractors.isReadOnly()
    editor.stem.setPlainText("What came first?")
    editor.answer.setText("b")
    assert editor.question == replace(tasked, stem="What came first?")
    editor.edit(replace(tasked, task=None))
    assert not editor.answer.isReadOnly()


def test_moving_on_in_the_table_edits_the_next_one(hands: Hands) -> None:
    screen = open_questions(hands)
    hands.press(Key.Key_Return)
    screen.table.setFocus()
    hands.press(Key.Key_Down)
    assert screen.side.editor.answer.text() == "Edvard Strand"
    assert screen.table.hasFocus()
    hands.press(Key.Key_Escape)
    assert not screen.side.isVisible()


def test_escape_leaves_the_editor_from_any_of_its_fields(hands: Hands) -> None:
    screen = open_questions(hands)
    editor = screen.side.editor
    for field in (editor.stem, editor.answer, editor.accept, editor.save):
        hands.press(Key.Key_Return)
        field.setFocus()
        hands.press(Key.Key_Escape)
        assert not screen.side.isVisible()
        assert screen.table.hasFocus()


def test_what_was_written_is_kept_when_another_row_is_chosen(hands: Hands) -> None:
    screen = open_questions(hands)
    hands.press(Key.Key_Return)
    hands.type(" Say the day.")
    screen.table.setCurrentIndex(screen.model.index(1, 0))
    hands.settle()
    assert hands.app.memory.questions["q1"].stem.endswith("? Say the day.")
    assert stems(screen)[0].endswith("? Say the day.")
    assert screen.side.editor.answer.text() == "Edvard Strand"
    assert "Saved" in hands.window.banner.text


def test_what_was_written_is_kept_when_another_screen_is_opened(hands: Hands) -> None:
    screen = open_questions(hands)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    hands.type(" Say the name.")
    hands.ctrl(Key.Key_1)
    second = screen.current
    assert second is not None
    assert hands.app.memory.questions[second.id].stem.endswith("? Say the name.")
    hands.ctrl(Key.Key_4)
    assert screen.current is not None
    assert screen.current.id == second.id


def test_half_a_question_is_not_kept(hands: Hands) -> None:
    screen = open_questions(hands)
    hands.press(Key.Key_Return)
    screen.side.editor.answer.clear()
    before = hands.app.memory.questions["q1"]
    screen.table.setCurrentIndex(screen.model.index(1, 0))
    hands.settle()
    assert hands.app.memory.questions["q1"] == before


def test_delete_retires_and_delete_again_takes_back(hands: Hands) -> None:
    open_questions(hands)
    hands.press(Key.Key_Delete)
    assert hands.app.memory.questions["q1"].state is State.RETIRED
    hands.press(Key.Key_Delete)
    assert hands.app.memory.questions["q1"].state is State.ACCEPTED


def test_several_questions_are_retired_at_once(hands: Hands) -> None:
    screen = open_questions(hands)
    screen.table.selectAll()
    hands.press(Key.Key_Delete)
    assert {q.state for q in hands.app.memory.questions.values()} == {State.RETIRED}
    assert "4 questions dropped, and never asked again" in hands.window.banner.text


def test_a_question_from_elsewhere_opens_in_the_editor(hands: Hands) -> None:
    question = hands.app.memory.questions["q3"]
    screen = open_questions(hands, question)
    assert screen.side.isVisible()
    assert screen.side.editor.answer.text() == "Granvik"


def test_with_no_questions_it_says_what_to_do(open_window: Make, empty: SampleApplication) -> None:
    hands = open_window(empty)
    screen = open_questions(hands)
    assert "No questions yet" in texts(screen)


def test_many_questions_are_fetched_while_scrolling(
    open_window: Make, sample: SampleApplication
) -> None:
    many = [Question(f"m{n}", AnswerKind.DATE, f"Number {n}?", str(n)) for n in range(5000)]
    sample.memory.add("deck-1", many)
    hands = open_window(sample)
    screen = open_questions(hands)
    assert screen.model.rowCount() == 5004
    screen.table.scrollToBottom()
    hands.qtbot.waitUntil(lambda: screen.model.index(5003, 0).data() == "Number 4999?")


def test_letters_in_the_search_are_no_commands(hands: Hands) -> None:
    screen = open_questions(hands)
    hands.press(Key.Key_Slash)
    hands.type("eo")
    assert not screen.side.isVisible()
    assert hands.window.now == "questions"


def test_where_nothing_is_found_one_button_shows_all_again(hands: Hands) -> None:
    screen = open_questions(hands)
    screen.filters.search.setText("zeppelin")
    hands.press(Key.Key_Slash)
    hands.press(Key.Key_Return)
    assert "Nothing found" in texts(screen)
    assert not screen.edit.isEnabled()
    assert not screen.retire.isEnabled()
    hands.ctrl(Key.Key_1)
    rail = [entry.name for entry in SCREENS if not entry.under]
    hands.ctrl(Key(Key.Key_1 + rail.index("questions")))
    assert screen.filters.search.hasFocus()
    again = next(b for b in screen.findChildren(QPushButton) if b.text() == "Show all questions")
    again.click()
    hands.settle()
    assert screen.model.rowCount() == 4
    assert screen.edit.isEnabled()


def test_a_date_in_both_calendars_can_be_read_in_the_table(hands: Hands) -> None:
    screen = open_questions(hands)
    date = "23 February 1917 (8 March New Style)"
    needed = screen.table.fontMetrics().horizontalAdvance(date)
    assert screen.table.columnWidth(1) >= needed + 20


def test_the_fields_of_the_editor_show_their_text_whole(hands: Hands) -> None:
    hands.window.resize(1024, 700)
    screen = open_questions(hands)
    hands.press(Key.Key_Return)
    editor = screen.side.editor
    editor.stem.setPlainText("When did the lighthouse of Lindholm burn, " * 4)
    editor.accept.setPlainText("one\ntwo\nthree")
    hands.settle()
    for field in (editor.stem, editor.accept):
        assert field.verticalScrollBar().maximum() == 0


def test_u_suspends_the_selected_questions_and_asks_them_again(hands: Hands) -> None:
    hands.go("questions")
    screen = hands.window.screen_named("questions")
    first = screen.current.id
    hands.press(Key.Key_U)
    assert hands.app.aside.of(first).suspended
    assert "U asks them again" in hands.window.banner.text
    hands.press(Key.Key_U)
    assert not hands.app.aside.of(first).suspended


def test_k_flags_the_selected_questions(hands: Hands) -> None:
    hands.go("questions")
    screen = hands.window.screen_named("questions")
    first = screen.current.id
    hands.press(Key.Key_K)
    assert hands.app.aside.of(first).flagged
    hands.press(Key.Key_K)
    assert not hands.app.aside.of(first).flagged


def test_the_filter_of_marks_is_part_of_what_is_wanted(hands: Hands) -> None:
    hands.go("questions")
    filters = hands.window.screen_named("questions").filters
    filters.states.setCurrentIndex(filters.states.findText("Suspended"))
    assert filters.wanted.marked == "suspended"
    filters.show_everything()
    assert filters.wanted.marked is None


def with_task(hands: Hands) -> Question:
    """The first question, to be put in order; with all that the side has no fields for."""
    task = Order(("Quay", "Lighthouse", "Railway"))
    first = replace(
        hands.app.memory.questions["q1"], task=task, answer=key_of(task).answer, distractors=(),
        topic="Lindholm/harbour", tags=("ships",), difficulty=Difficulty.HARD, hint="The quay.",
        title="Three things",
    )  # fmt: skip
    hands.app.memory.questions["q1"] = first
    return first


def test_ctrl_n_writes_a_question_for_the_deck_that_is_shown(hands: Hands) -> None:
    went: list[tuple[str, object]] = []
    screen = open_questions(hands, "deck-1")
    hands.window.desk.wanted.disconnect(hands.window.go)
    hands.window.desk.wanted.connect(lambda name, what: went.append((name, what)))
    hands.ctrl(Key.Key_N)
    screen.new.click()
    assert went == [("write", "deck-1")] * 2


def test_a_question_with_a_task_is_edited_on_the_write_screen(hands: Hands) -> None:
    first = with_task(hands)
    went: list[tuple[str, object]] = []
    screen = open_questions(hands)
    hands.window.desk.wanted.disconnect(hands.window.go)
    hands.window.desk.wanted.connect(lambda name, what: went.append((name, what)))
    hands.press(Key.Key_Return)
    hands.press(Key.Key_E)
    assert went == [("write", first)] * 2
    assert not screen.side.isVisible()
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    assert screen.side.isVisible()
    assert len(went) == 2
    screen.table.setFocus()
    hands.ctrl(Key.Key_E)
    assert went[2] == ("write", hands.app.memory.questions["q2"])


def test_the_side_keeps_what_it_has_no_fields_for(hands: Hands) -> None:
    first = with_task(hands)
    screen = open_questions(hands)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    screen.table.setFocus()
    hands.press(Key.Key_Up)
    assert screen.side.editor.answer.isReadOnly()
    assert not screen.side.editor.distractors.isVisible()
    screen.side.editor.stem.setPlainText("What came first?")
    hands.press(Key.Key_Down)
    assert hands.app.memory.questions["q1"] == replace(first, stem="What came first?")


def test_a_field_that_nobody_touched_gives_back_what_it_was_filled_with(hands: Hands) -> None:
    spaced = replace(
        hands.app.memory.questions["q1"], stem="Read:\nWhen  was it?", accept=("in\n1872",),
        distractors=("  1873",), explanation=" Strand \n opened it. ",
    )  # fmt: skip
    hands.app.memory.questions["q1"] = spaced
    screen = open_questions(hands)
    hands.press(Key.Key_Return)
    assert screen.side.editor.take_changes() is None
    screen.side.editor.answer.setText("15 June 1872")
    changed = screen.side.editor.take_changes()
    assert changed == replace(spaced, answer="15 June 1872", date=parse_date("15 June 1872"))
    assert changed.date is not None


def labelled(hands: Hands) -> QuestionsScreen:
    """Three of the questions have labels."""
    questions = hands.app.memory.questions
    questions["q1"] = replace(
        questions["q1"], topic="Lindholm/1872", tags=("Ships", "lights"),
        difficulty=Difficulty.HARD,
    )  # fmt: skip
    questions["q2"] = replace(questions["q2"], topic="Lindholm", tags=("lights",))
    questions["q3"] = replace(questions["q3"], task=Order(("a", "b")), topic="Lindholmen")
    return open_questions(hands)


def test_the_panel_of_more_filters_opens_with_a_key_and_says_how_many_are_set(
    hands: Hands,
) -> None:
    screen = labelled(hands)
    assert not screen.filters.more.isVisible()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hands.press(Key.Key_F, both)
    assert screen.filters.more.isVisible()
    hands.type("lindholm")
    hands.press(Key.Key_Return)
    assert sorted(stems(screen)) == sorted(
        hands.app.memory.questions[name].stem for name in ("q1", "q2")
    )
    assert screen.filters.open_more.text() == "More filters: 1"
    more = screen.filters.more
    more.difficulties.setCurrentIndex(more.difficulties.findData(Difficulty.HARD))
    hands.settle()
    assert len(stems(screen)) == 1
    hands.press(Key.Key_F, both)
    assert not more.isVisible()
    assert screen.filters.open_more.text() == "More filters: 2"


def test_tags_are_completed_while_typing_and_all_of_them_count(hands: Hands) -> None:
    screen = labelled(hands)
    screen.filters.open_more.click()
    line = screen.filters.more.tags
    line.setFocus()
    hands.type("lig")
    assert len(stems(screen)) == 4  # half a tag is no filter yet
    popup = line.findChild(QCompleter).popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    hands.settle()
    QTest.keyClick(popup, Qt.Key.Key_Return)
    hands.settle()
    assert line.text() == "lights"
    assert len(stems(screen)) == 2
    line.setFocus()
    hands.type(", ships")
    hands.press(Key.Key_Return)
    assert screen.filters.wanted.tags == ("lights", "Ships")
    assert stems(screen) == [hands.app.memory.questions["q1"].stem]


def test_questions_are_filtered_by_how_they_are_answered(hands: Hands) -> None:
    screen = labelled(hands)
    tasks = screen.filters.more.tasks
    tasks.setCurrentIndex(tasks.findData("order"))
    hands.settle()
    assert stems(screen) == [hands.app.memory.questions["q3"].stem]
    screen.filters.more.clear.click()
    hands.settle()
    assert len(stems(screen)) == 4


def test_filters_are_saved_recalled_renamed_and_deleted(hands: Hands) -> None:
    screen = labelled(hands)
    screen.filters.kinds.setCurrentIndex(screen.filters.kinds.findData(AnswerKind.DATE))
    screen.filters.more.show_wanted(QuestionFilter(topic="Lindholm"))
    screen.filters.apply_now()
    hands.settle()
    screen.saved.ask_to_save()
    hands.settle()
    hands.type("Dates of Lindholm")
    hands.press(Key.Key_Return)
    assert "Saved as Dates of Lindholm" in hands.window.banner.text
    screen.filters.show_everything()
    hands.settle()
    assert len(stems(screen)) == 4
    screen.saved.button.click()
    hands.settle()
    assert screen.saved.menu is not None
    screen.saved.menu.actions()[0].trigger()
    screen.saved.menu.close()
    hands.settle()
    assert stems(screen) == [hands.app.memory.questions["q1"].stem]
    screen.saved.ask_to_rename("Dates of Lindholm")
    hands.settle()
    hands.type("Lindholm")
    hands.press(Key.Key_Return)
    assert list(hands.app.filters.saved) == ["Lindholm"]
    screen.saved.delete("Lindholm")
    hands.settle()
    assert not hands.app.filters.saved
    press_in_banner(hands, "Undo")
    hands.settle()
    assert hands.app.filters.saved["Lindholm"].wanted.topic == "Lindholm"


def test_ctrl_r_opens_the_saved_filters_and_says_where_there_are_none(hands: Hands) -> None:
    screen = open_questions(hands)
    hands.ctrl(Key.Key_R)
    assert screen.saved.menu is not None
    said = [action.text() for action in screen.saved.menu.actions() if action.text()]
    assert said == ["None is saved yet", "Save these filters (none is set)"]
    screen.saved.menu.close()


def test_a_saved_filter_whose_deck_is_gone_says_so(hands: Hands) -> None:
    screen = open_questions(hands)
    screen.saved.recalled.emit(SavedFilter("Old", QuestionFilter(deck_ids=("gone",))))
    hands.settle()
    assert "Old names a deck that is no longer there" in hands.window.banner.text
    assert len(stems(screen)) == 4


def test_the_row_of_filters_fits_a_small_window(hands: Hands) -> None:
    hands.window.resize(1024, 700)
    screen = open_questions(hands)
    screen.filters.more.show_wanted(QuestionFilter(topic="x", tags=("y",)))
    screen.filters.open_more.click()
    hands.settle()
    assert screen.filters.minimumSizeHint().width() <= screen.filters.width()


def test_in_a_narrow_window_actions_stand_in_the_menu_of_tools(hands: Hands) -> None:
    screen = open_questions(hands)
    assert screen.flag.isVisible()
    hands.window.resize(880, 600)
    hands.settle()
    assert not screen.flag.isVisible()
    assert screen.minimumSizeHint().width() <= screen.width()
    hands.ctrl(Key.Key_T)
    menu = screen.findChild(QMenu)
    said = " ".join(action.text() for action in menu.actions())
    assert "Flag" in said
    assert "Suspend" in said
    assert "Export" in said
    menu.close()
    hands.window.resize(1280, 800)
    hands.settle()
    assert screen.flag.isVisible()
