"""Progress: charts that can be read by key and as tables, kept as files, and led on from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from sample_application import SampleApplication

from quizapp.ui.charts.chart import Chart
from quizapp.ui.screens.progress import ProgressScreen
from quizapp.ui.screens.study import StudyScreen


@pytest.fixture
def shown(open_window: Make, sample: SampleApplication) -> tuple[Hands, ProgressScreen]:
    sample.progress.studied = True
    hands = open_window(sample)
    screen = hands.go("progress")
    assert isinstance(screen, ProgressScreen)
    return hands, screen


def texts(screen: ProgressScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def test_before_the_first_answer_it_says_what_to_do(hands: Hands) -> None:
    screen = hands.go("progress")
    assert isinstance(screen, ProgressScreen)
    assert "Answer some questions first" in texts(screen)
    hands.press(Key.Key_Return)
    assert hands.window.now == "study"


def test_figures_answer_in_one_look(shown: tuple[Hands, ProgressScreen]) -> None:
    said = texts(shown[1])
    assert "58 %" in said
    assert "79" in said
    assert "88 %" in said
    assert "90 % is your goal" in said


@pytest.mark.parametrize("name", ["groups", "coming", "predicted", "year", "growth", "ratings"])
def test_each_chart_is_walked_through_by_keys_and_says_each_mark(
    shown: tuple[Hands, ProgressScreen], name: str
) -> None:
    hands, screen = shown
    chart = screen.cards[name].chart
    assert isinstance(chart, Chart)
    chart.setFocus()
    hands.press(Key.Key_Home)
    first = chart.accessibleDescription()
    hands.press(Key.Key_Right)
    second = chart.accessibleDescription()
    assert first
    assert second
    assert first != second
    assert second in texts(screen), "the caption under the chart says it too"
    hands.press(Key.Key_End)
    assert chart.current == chart.marks() - 1


@pytest.mark.parametrize("name", ["groups", "coming", "predicted", "year", "growth", "ratings"])
def test_each_mark_can_be_pointed_at(shown: tuple[Hands, ProgressScreen], name: str) -> None:
    chart = shown[1].cards[name].chart
    places = {
        chart.mark_at(QPointF(x, y))
        for x in range(0, chart.width(), 3)
        for y in range(0, chart.height(), 3)
    }
    assert places - {-1} == set(range(chart.marks()))


@pytest.mark.parametrize("name", ["groups", "coming", "predicted", "year", "growth", "ratings"])
def test_each_chart_has_its_table_and_its_files(
    shown: tuple[Hands, ProgressScreen], name: str, tmp_path: Path
) -> None:
    hands, screen = shown
    box = screen.cards[name]
    box.save_csv(tmp_path / "table.csv")
    box.save_picture(tmp_path / "picture.png")
    box.set_as_table(True)
    hands.settle()
    with (tmp_path / "table.csv").open(encoding="utf-8-sig", newline="") as file:
        heads, *rows = csv.reader(file)
    assert box.grid.rowCount() == len(rows) > 0
    assert box.grid.columnCount() == len(heads)
    assert not QImage(str(tmp_path / "picture.png")).isNull()


def test_v_shows_all_charts_as_tables_and_back(shown: tuple[Hands, ProgressScreen]) -> None:
    hands, screen = shown
    hands.press(Key.Key_V)
    assert all(box.grid.isVisible() and not box.chart.isVisible() for box in screen.cards.values())
    hands.press(Key.Key_V)
    assert all(box.chart.isVisible() for box in screen.cards.values())


def test_the_page_scrolls_by_key_as_soon_as_it_is_shown(
    shown: tuple[Hands, ProgressScreen],
) -> None:
    hands, screen = shown
    bar = screen._area.verticalScrollBar()
    chosen = screen.group_choice.currentIndex()
    hands.press(Key.Key_PageDown)
    first = bar.value()
    hands.press(Key.Key_End)
    assert 0 < first < bar.value() == bar.maximum()
    hands.press(Key.Key_Home)
    hands.press(Key.Key_Space)
    assert bar.value() == first
    assert screen.group_choice.currentIndex() == chosen, "and changes nothing else"


def test_g_leads_through_the_groups(shown: tuple[Hands, ProgressScreen]) -> None:
    hands, screen = shown
    seen = []
    for _ in range(5):
        seen.append(screen.groups.describe(0).partition(":")[0])
        hands.press(Key.Key_G)
    assert seen[0] == "Russia 1917–1940"
    assert seen[3:] == ["Date", "1900s"]


def test_d_leads_through_the_decks_and_the_choice_stays(
    shown: tuple[Hands, ProgressScreen],
) -> None:
    hands, screen = shown
    assert screen.scope_choice.currentText() == "decks you study"
    hands.press(Key.Key_D)
    hands.press(Key.Key_D)
    assert screen.scope_choice.currentText() == "The February Revolution and dual power"
    assert screen.groups.describe(0).startswith(
        "The February Revolution and dual power: 22 known well"
    )
    hands.go("home")
    hands.go("progress")
    assert screen.scope_choice.currentText() == "The February Revolution and dual power"
    for _ in range(3):
        hands.press(Key.Key_D)
    assert screen.scope_choice.currentText() == "decks you study", "round to the beginning"


def test_what_is_mixed_up_is_practised(shown: tuple[Hands, ProgressScreen]) -> None:
    hands, _ = shown
    hands.press(Key.Key_P)
    assert hands.window.now == "study"
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert study.asked is not None
    assert study.asked.question.id == "q2"
    assert hands.app.progress.asked_for[0].one == "Kamenev"


def test_a_file_that_cannot_be_written_says_so(
    shown: tuple[Hands, ProgressScreen], tmp_path: Path
) -> None:
    hands, screen = shown
    screen.cards["year"].save_csv(tmp_path / "no such folder" / "table.csv")
    hands.settle()
    assert "could not be written" in hands.window.banner.text


def test_a_full_disk_leaves_the_file_of_before_and_no_half_one(
    shown: tuple[Hands, ProgressScreen], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[:10])
        raise OSError(28, "No space left on device")

    hands, screen = shown
    (tmp_path / "table.csv").write_text("of before")
    monkeypatch.setattr(Path, "write_bytes", half)
    screen.cards["year"].save_csv(tmp_path / "table.csv")
    screen.cards["year"].save_picture(tmp_path / "picture.png")
    hands.settle()
    assert "No space left" in hands.window.banner.text
    assert (tmp_path / "table.csv").read_text() == "of before"
    assert not [path for path in tmp_path.iterdir() if path.suffix in (".new", ".png")]


def test_at_twice_the_text_nothing_goes_over_the_edge(
    shown: tuple[Hands, ProgressScreen],
) -> None:
    hands, screen = shown
    hands.window.desk.theme.set_look("light", 200)
    hands.settle()
    view = screen.cards["year"].parentWidget()
    for box in screen.cards.values():
        right = box.mapTo(screen, box.rect().topRight()).x()
        assert right <= screen.width()
    assert view is not None
    assert view.layoutDirection() is Qt.LayoutDirection.LeftToRight
