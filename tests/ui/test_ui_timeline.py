"""Timeline: every dated fact at its time, reached by keys alone, opened, practised and kept."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from sample_application import SampleApplication

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.question import AnswerKind, Question, State
from quizapp.domain.review import MemoryState
from quizapp.ui.charts import chart_card
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.screens.timeline import TimelineScreen

Shift = Qt.KeyboardModifier.ShiftModifier
Shown = tuple[Hands, TimelineScreen]
BOTH = HistoricalDate(new_style=DatePoint(1872, 6, 26), old_style=DatePoint(1872, 6, 14))
TODAY = date(2026, 3, 14)


def dated(name: str, date_: HistoricalDate, stem: str, fact: str = "") -> Question:
    return Question(name, AnswerKind.DATE, stem, f"answer {name}", date=date_, fact_id=fact)


def fill(app: SampleApplication) -> SampleApplication:
    """Two decks: four facts of the harbour, one of which has both calendars, and one of a mine."""
    memory = app.memory
    memory.questions["q1"] = replace(memory.questions["q1"], date=BOTH)
    spring = HistoricalDate(new_style=DatePoint(1871))
    memory.questions["q4"] = replace(memory.questions["q4"], date=spring)
    (deck,) = memory.decks
    move = HistoricalDate(new_style=DatePoint(1884, 3, 2))
    memory.add(
        deck,
        [
            dated("move", move, "When did the company move?", "fact-q3"),
            dated("fair", HistoricalDate(new_style=DatePoint(1884, 3, 2)), "When was the fair?"),
        ],
    )
    mine = app.questions.create_deck("Mines")
    opened = HistoricalDate(new_style=DatePoint(1901, 5))
    memory.add(mine.id, [dated("mine", opened, "=When was the mine opened?")])
    app.timeline.known["q1"] = MemoryState("q1", 60.0, 5.0, TODAY, TODAY, 3, 0)
    app.timeline.known["move"] = MemoryState("move", 3.0, 5.0, TODAY, TODAY, 1, 0)
    return app


@pytest.fixture
def shown(open_window: Make, sample: SampleApplication) -> Shown:
    hands = open_window(fill(sample))
    screen = hands.go("timeline")
    assert isinstance(screen, TimelineScreen)
    settle_words(hands, screen)
    return hands, screen


def settle_words(hands: Hands, screen: TimelineScreen) -> None:
    """Labels are asked for once the line has stood still for a moment."""
    QTest.qWait(60)
    hands.settle()


def said(screen: TimelineScreen) -> str:
    return screen.card.line.accessibleDescription()


def texts(screen: TimelineScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def walk(shown: Shown, key: Key, times: int = 1) -> str:
    hands, screen = shown
    for _ in range(times):
        hands.press(key)
    settle_words(hands, screen)
    return said(screen)


def test_without_dated_facts_it_says_what_to_do(
    open_window: Make, sample: SampleApplication
) -> None:
    hands = open_window(sample)
    screen = hands.go("timeline")
    assert isinstance(screen, TimelineScreen)
    assert "No dated facts yet" in texts(screen)
    hands.press(Key.Key_Return)
    assert hands.window.now == "add"


def test_left_and_right_go_from_fact_to_fact_and_each_is_said(shown: Shown) -> None:
    assert walk(shown, Key.Key_Right) == (
        "1871: The town of Lindholm given a stone quay  ·  new  ·  Harbours of the north"
    )
    assert "26 June 1872: The new lighthouse of Lindholm opened  ·  known well" in walk(
        shown, Key.Key_Right
    )
    assert walk(shown, Key.Key_Left).startswith("1871:")
    assert said(shown[1]) in texts(shown[1]), "the caption under the line says it too"


def test_up_and_down_go_between_lanes_and_home_and_end_to_their_edges(shown: Shown) -> None:
    walk(shown, Key.Key_Right)
    assert "Mines" in walk(shown, Key.Key_Down)
    assert "Harbours of the north" in walk(shown, Key.Key_Up)
    assert walk(shown, Key.Key_Home).startswith("1871:")
    assert walk(shown, Key.Key_End).startswith("2 March 1884:")


def test_enter_opens_a_fact_with_its_answer_and_escape_closes_it(shown: Shown) -> None:
    hands, screen = shown
    walk(shown, Key.Key_Right, 2)
    hands.press(Key.Key_Return)
    assert screen.panel.isVisible()
    assert "14 June 1872" in texts(screen)
    assert "Known well: in three weeks you would still know it" in texts(screen)
    assert "harbour master Edvard Strand" in screen.panel.evidence.passage.text
    hands.press(Key.Key_Escape)
    assert not screen.panel.isVisible()
    assert screen.card.line.hasFocus()


def test_the_proof_leads_into_the_document(shown: Shown) -> None:
    hands, _ = shown
    walk(shown, Key.Key_Right, 2)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_O)
    assert hands.window.now == "library"


def test_facts_that_no_closer_look_parts_are_opened_one_by_one(shown: Shown) -> None:
    hands, screen = shown
    line = screen.card.line
    line.opened.emit(["fair", "move"])
    hands.settle()
    assert "1 of 2 of this time" in texts(screen)
    first = screen.panel.details
    hands.press(Key.Key_N)
    assert screen.panel.details is not first
    hands.press(Key.Key_B)
    assert screen.panel.details is not None
    assert screen.panel.details.question.id == "fair"


def test_plus_and_minus_zoom_and_0_shows_all(shown: Shown) -> None:
    hands, screen = shown
    line = screen.card.line
    walk(shown, Key.Key_Right)
    whole = (line.view.start, line.view.pixels)
    everything = line.in_sight()
    hands.press(Key.Key_Plus)
    hands.press(Key.Key_Plus)
    assert line.view.pixels > whole[1]
    assert line.in_sight() < everything
    hands.press(Key.Key_Minus)
    hands.press(Key.Key_0)
    assert (line.view.start, line.view.pixels) == pytest.approx(whole)
    assert line.in_sight() == everything == 5


def test_the_line_is_moved_by_keys(shown: Shown) -> None:
    hands, screen = shown
    line = screen.card.line
    for _ in range(5):
        hands.press(Key.Key_Plus)
    before = line.view.start
    hands.press(Key.Key_Right, Shift)
    moved = line.view.start
    hands.press(Key.Key_PageUp)
    assert moved > before
    assert line.view.start < moved


def test_the_wheel_zooms_around_the_pointer(shown: Shown) -> None:
    line = shown[1].card.line
    place = QPointF(300, 150)
    day = line.view.day(300)
    turn = QWheelEvent(
        place, line.mapToGlobal(place), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    before = line.view.pixels
    QApplication.sendEvent(line, turn)
    assert line.view.pixels > before
    assert line.view.day(300) == pytest.approx(day)


def test_fingers_on_a_touchpad_zoom(shown: Shown) -> None:
    line = shown[1].card.line
    before, place = line.view.pixels, QPointF(300, 150)
    pinch = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        place, place, line.mapToGlobal(place), 0.25, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(line, pinch)
    assert line.view.pixels == pytest.approx(1.25 * before)


def test_a_press_on_the_small_picture_leads_there(shown: Shown) -> None:
    hands, screen = shown
    line = screen.card.line
    for _ in range(5):
        hands.press(Key.Key_Plus)
    area = line.overview_area
    end = QPoint(int(area.right()) - 4, int(area.center().y()))
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=end)
    assert line.view.start < line.overview.last < line.view.end


def test_no_two_labels_overlap_at_any_zoom(shown: Shown) -> None:
    """As they are painted, with words of all lengths."""
    hands, screen = shown
    memory = hands.app.memory
    deck = next(iter(memory.decks))
    for number in range(150):
        day = DatePoint(1871 + number * number % 29, 1 + number % 12, 1 + number % 28)
        words = "a stone quay " * (1 + number % 4)
        question = dated(f"x{number}", HistoricalDate(new_style=day), f"When was {words}opened?")
        memory.add(deck, [question])
    hands.go("home")
    hands.go("timeline")
    line, paints = screen.card.line, screen.card.line._paints
    seen = 0
    for _ in range(16):
        settle_words(hands, screen)
        line.lay_out()
        rows: dict[tuple[int, int], list[tuple[float, float]]] = {}
        for mark in line.visible:
            if mark.single and paints.has_room(mark):
                place = paints._label_place(mark, paints._middle(mark), 0.0)
                rows.setdefault((mark.lane, mark.row), []).append((place.left(), place.right()))
        for boxes in rows.values():
            inside = sorted(box for box in boxes if box[1] > box[0])
            seen += len(inside)
            assert all(end <= start for (_, end), (start, _) in pairwise(inside))
        hands.press(Key.Key_Plus)
    assert seen > 60


def test_dragging_moves_the_line_and_opens_nothing(shown: Shown) -> None:
    hands, screen = shown
    line = screen.card.line
    for _ in range(5):
        hands.press(Key.Key_Plus)
    before = line.view.start
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(line, left, pos=QPoint(300, 150))
    QTest.mouseMove(line, QPoint(250, 150))
    move = QEvent.Type.MouseMove
    for x in (280, 220):
        place = QPointF(x, 150)
        QApplication.sendEvent(
            line, QMouseEvent(move, place, line.mapToGlobal(place), left, left,
                              Qt.KeyboardModifier.NoModifier),
        )  # fmt: skip
    QTest.mouseRelease(line, left, pos=QPoint(220, 150))
    assert line.view.start > before
    assert not screen.panel.isVisible()


def test_a_click_opens_the_fact_under_the_pointer(shown: Shown) -> None:
    hands, screen = shown
    line = screen.card.line
    line.lay_out()
    mark = next(mark for mark in line.visible if mark.single)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.box(mark).center().toPoint())
    hands.settle()
    assert screen.panel.isVisible()


def test_each_mark_can_be_pointed_at(shown: Shown) -> None:
    line = shown[1].card.line
    count = line.marks()
    area = line.lanes_area
    found = {line.mark_at(line.box(mark).intersected(area).center()) for mark in line.visible}
    assert found == set(range(count))


def test_old_style_moves_what_has_both_styles_and_its_labels(shown: Shown) -> None:
    hands, screen = shown

    def first(name: str) -> int:
        assert screen.prepared is not None
        return next(e.first for e, _ in screen.prepared.line if e.question_id == name)

    walk(shown, Key.Key_Right, 2)
    hands.press(Key.Key_Return)
    new = {name: first(name) for name in ("q1", "q4", "move")}
    hands.press(Key.Key_S)
    settle_words(hands, screen)
    old = {name: first(name) for name in new}
    assert (new["q1"] - old["q1"], new["q4"] - old["q4"], new["move"] - old["move"]) == (12, 0, 0)
    assert said(screen).startswith("14 June 1872:"), "the same fact stays in hand"
    assert "14 June 1872" in texts(screen)


def test_without_a_date_in_both_styles_there_is_no_choice(shown: Shown) -> None:
    hands, screen = shown
    del hands.app.memory.questions["q1"]
    hands.go("home")
    hands.go("timeline")
    assert not screen.styles.isEnabled()
    hands.press(Key.Key_S)
    assert screen.styles.currentIndex() == 0


def test_g_leads_through_the_lanes(shown: Shown) -> None:
    hands, screen = shown
    seen = []
    for _ in range(4):
        assert screen.prepared is not None
        seen.append([screen._lane_name(lane.name) for lane in screen.prepared.lanes])
        hands.press(Key.Key_G)
    assert seen == [
        ["Harbours of the north", "Mines"],
        ["The harbour of Lindholm", "In no document of the library"],
        ["Date"],
        ["Granvik", "Place not known"],
    ]


def test_a_search_keeps_what_fits_and_enter_goes_back_to_the_line(shown: Shown) -> None:
    hands, screen = shown
    hands.press(Key.Key_Slash)
    hands.type("lighthouse")
    QTest.qWait(250)
    hands.settle()
    assert "1 dated fact" in texts(screen)
    hands.press(Key.Key_Return)
    assert screen.card.line.hasFocus()


def test_a_search_for_nothing_says_so_and_leads_back(shown: Shown) -> None:
    hands, screen = shown
    screen.search.setText("zeppelin")
    QTest.qWait(250)
    hands.settle()
    assert "Nothing found" in texts(screen)
    screen.card.line.clearFocus()
    hands.window.setFocus()
    screen._everything.setFocus()
    hands.press(Key.Key_Return)
    assert screen.search.text() == ""
    assert "5 dated facts" in texts(screen)


def test_one_deck_alone(shown: Shown) -> None:
    hands, screen = shown
    screen.decks.setCurrentIndex(2)
    hands.settle()
    assert screen.prepared is not None
    assert [lane.name for lane in screen.prepared.lanes] == ["Mines"]


def test_what_is_in_sight_is_practised_what_is_still_learnt_first(shown: Shown) -> None:
    hands, screen = shown
    assert screen.practise.text() == "Practise 5 in sight"
    hands.press(Key.Key_P)
    assert hands.window.now == "study"
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert study.asked is not None
    assert study.asked.question.id == "move"
    assert study.asked.total == 5


def test_what_was_set_aside_is_not_practised(shown: Shown) -> None:
    hands, _ = shown
    hands.app.aside.suspend(["move", "mine"])
    hands.press(Key.Key_P)
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert study.asked is not None
    assert study.asked.total == 3
    assert study.asked.question.id not in ("move", "mine")
    hands.app.aside.suspend(["q1", "q4", "fair"])
    hands.go("timeline")
    hands.press(Key.Key_P)
    assert "set aside all" in hands.window.banner.text
    assert hands.window.now == "timeline"


def test_one_fact_is_practised_alone(shown: Shown) -> None:
    hands, _ = shown
    walk(shown, Key.Key_Right, 2)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_T)
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert study.asked is not None
    assert (study.asked.question.id, study.asked.total) == ("q1", 1)


def test_v_shows_the_same_as_a_list_and_the_fact_in_hand_in_it(shown: Shown) -> None:
    hands, screen = shown
    walk(shown, Key.Key_Right, 2)
    hands.press(Key.Key_V)
    grid, model = screen.card.grid, screen.card.model
    assert grid.isVisible()
    assert not screen.card.line.isVisible()
    assert grid.hasFocus()
    rows = [[model.index(r, c).data() for c in range(5)] for r in range(model.rowCount())]
    hands.settle()
    rows = [[model.index(r, c).data() for c in range(5)] for r in range(model.rowCount())]
    assert [row[0] for row in rows] == [
        "1871", "26 June 1872", "2 March 1884", "2 March 1884", "May 1901",
    ]  # fmt: skip
    assert rows[1][1:] == ["When was the new lighthouse of Lindholm opened?", "14 June 1872",
                           "Harbours of the north", "known well"]  # fmt: skip
    assert grid.currentIndex().row() == 1
    hands.press(Key.Key_Return)
    assert screen.panel.details is not None
    assert screen.panel.details.question.id == "q1"
    hands.press(Key.Key_V)
    assert screen.card.line.isVisible()


def test_the_list_is_kept_as_csv_and_no_cell_of_it_is_a_formula(
    shown: Shown, tmp_path: Path
) -> None:
    hands, screen = shown
    screen.card.save_csv(tmp_path / "facts.csv")
    hands.settle()
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert heads == ["Date", "First day", "Last day", "Question", "Answer", "Lane", "Known"]
    assert len(rows) == 5
    assert rows[-1] == ["May 1901", "1901-05-01", "1901-05-31", "'=When was the mine opened?",
                        "answer mine", "Mines", "new"]  # fmt: skip


def test_a_long_list_is_read_and_written_off_the_main_thread(
    shown: Shown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands, screen = shown
    threads = []

    def seen(call: Callable[..., Any]) -> Callable[..., Any]:
        def called(*given: Any) -> Any:
            threads.append(threading.current_thread().name.partition("_")[0])
            return call(*given)

        return called

    timeline = hands.app.timeline
    monkeypatch.setattr(timeline, "rows_of", seen(timeline.rows_of))
    monkeypatch.setattr(chart_card, "as_csv", seen(chart_card.as_csv))
    screen.card.save_csv(tmp_path / "facts.csv")
    hands.settle()
    assert threads == ["computing", "computing"], "the deck stays free for answers"
    assert (tmp_path / "facts.csv").stat().st_size > 100


def test_the_line_is_kept_as_a_picture(shown: Shown, tmp_path: Path) -> None:
    shown[1].card.save_picture(tmp_path / "line.png")
    shown[0].settle()
    assert not QImage(str(tmp_path / "line.png")).isNull()


def test_a_file_that_cannot_be_written_says_so(shown: Shown, tmp_path: Path) -> None:
    hands, screen = shown
    screen.card.save_csv(tmp_path / "no such folder" / "facts.csv")
    hands.settle()
    assert "could not be written" in hands.window.banner.text


def test_coming_back_keeps_what_was_in_sight(shown: Shown) -> None:
    hands, screen = shown
    walk(shown, Key.Key_Right, 2)
    for _ in range(6):
        hands.press(Key.Key_Plus)
    before = (screen.card.line.view.start, screen.card.line.view.pixels)
    hands.go("home")
    hands.go("timeline")
    settle_words(hands, screen)
    assert (screen.card.line.view.start, screen.card.line.view.pixels) == pytest.approx(before)
    assert said(screen).startswith("26 June 1872")


def test_a_fact_that_is_gone_meanwhile_says_so(shown: Shown) -> None:
    hands, screen = shown
    walk(shown, Key.Key_Right, 2)
    del hands.app.memory.questions["q1"]
    hands.press(Key.Key_Return)
    assert "no longer there" in hands.window.banner.text
    assert not screen.panel.isVisible()


@pytest.mark.parametrize("size", [100, 200])
@pytest.mark.parametrize("width", [880, 1280])
def test_nothing_goes_over_the_edge(shown: Shown, size: int, width: int) -> None:
    hands, screen = shown
    hands.window.desk.theme.set_look("light", size)
    hands.window.resize(width, 700)
    walk(shown, Key.Key_Right, 2)
    hands.press(Key.Key_Return)
    hands.settle()
    for widget in (screen.card, screen.panel, screen.practise, screen.search, screen.styles):
        if widget.isVisible():
            right = widget.mapTo(screen, widget.rect().topRight()).x()
            assert right <= screen.width(), type(widget).__name__
    assert screen.panel.isVisible()


def test_lanes_beyond_the_edge_are_reached_by_keys(
    open_window: Make, sample: SampleApplication
) -> None:
    for number in range(30):
        deck = sample.questions.create_deck(f"Deck {number:02}")
        day = HistoricalDate(new_style=DatePoint(1800 + number))
        sample.memory.add(deck.id, [dated(f"x{number}", day, f"When was fact {number}?")])
    hands = open_window(sample)
    screen = hands.go("timeline")
    assert isinstance(screen, TimelineScreen)
    line = screen.card.line
    hands.press(Key.Key_Right)
    for _ in range(29):
        hands.press(Key.Key_Down)
    mark = line.mark_in_hand
    assert mark is not None
    assert mark.lane == 29
    line.lay_out()
    assert line.lanes_area.contains(line.box(mark).center())


def test_drafts_and_retired_questions_are_not_on_the_line(
    open_window: Make, sample: SampleApplication
) -> None:
    fill(sample)
    for name, state in (("q1", State.DRAFT), ("q4", State.RETIRED)):
        sample.memory.questions[name] = sample.memory.questions[name].with_state(state)
    hands = open_window(sample)
    screen = hands.go("timeline")
    assert isinstance(screen, TimelineScreen)
    assert "3 dated facts" in texts(screen)


@pytest.mark.parametrize("high", [300, 417, 640])
def test_no_lane_is_cut_at_the_foot(shown: Shown, high: int) -> None:
    line = shown[1].card.line
    line.strips = [line.strips[0]] * 14
    line.resize(800, high)
    line._fit_scroll()
    whole = line.lanes_area.height() / line.lane_height
    assert whole == pytest.approx(round(whole))
    line._scroll.setValue(line._scroll.maximum())
    assert line.lane_top(14) == pytest.approx(line.lanes_area.bottom(), abs=1)
