"""Map: places by keyboard alone, as a list, and as a file; and pointing at one to answer."""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Hands, Key, Make
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from sample_application import SampleApplication

from quizapp.domain.fact import Place, PlaceKind
from quizapp.domain.geography import read_point
from quizapp.domain.review import Form
from quizapp.progress.mastery import Mastery
from quizapp.services.show_map import MapPicture, MapPlace
from quizapp.ui.charts.place_map import PlaceMap, Taken
from quizapp.ui.charts.projection import project
from quizapp.ui.charts.world_map import WorldMap
from quizapp.ui.kinds.map_click import MapForm
from quizapp.ui.screens.map import MapScreen
from quizapp.ui.screens.study import StudyScreen
from quizapp.ui.theme import Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(hands: Hands) -> MapScreen:
    screen = hands.go("map")
    assert isinstance(screen, MapScreen)
    return screen


def texts(screen: QWidget) -> str:
    return "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())


def a_place(number: int, name: str, north: float, east: float, questions: int = 1) -> MapPlace:
    ids = tuple(f"{number}-{each}" for each in range(questions))
    known = Mastery(questions, 0, 0, 0.0)
    return MapPlace(number, name, (), PlaceKind.CITY, north, east, ids, known)


def sized(shown: WorldMap, width: int, height: int) -> None:
    """As large as in a window, without one."""
    shown.resize(width, height)
    shown.grab()  # sends the resize event that a hidden widget keeps back


@pytest.fixture
def places(theme: Theme) -> PlaceMap:
    """Three towns around one bay and one far away, 800 by 600 pixels."""
    made = PlaceMap(theme, "Places", 300)
    sized(made, 800, 600)
    made.show_places([
        a_place(0, "Petrograd", 59.94, 30.31, 9), a_place(1, "Kronstadt", 59.99, 29.78, 3),
        a_place(2, "Gatchina", 59.57, 30.13), a_place(3, "Vladivostok", 43.11, 131.87, 2),
    ])  # fmt: skip
    made.look_at(None)
    return made


# The screen


def test_a_deck_without_places_says_what_to_do_next(open_window: Make,
                                                    empty: SampleApplication) -> None:  # fmt: skip
    hands = open_window(empty)
    screen = opened(hands)
    assert "Your places will show here" in texts(screen)
    hands.press(Key.Key_Return)
    assert hands.window.now == "add"


def test_from_place_to_place_and_into_one_by_keys_alone(hands: Hands) -> None:
    screen = opened(hands)
    assert "3 questions at 2 places" in texts(screen)
    hands.press(Key.Key_N)
    assert screen.map.accessibleDescription().startswith("Lindholm")
    hands.press(Key.Key_N)
    assert screen.map.accessibleDescription().startswith("Granvik")
    hands.press(Key.Key_N, SHIFT)
    hands.press(Key.Key_Return)
    assert screen.side.isVisible()
    assert "2 questions: 1 known well, 1 new" in texts(screen.side)
    assert "also Lindholmen" in texts(screen.side)
    assert screen.side.list.hasFocus()
    assert "Lindholm" in screen.side.list.accessibleName()
    hands.press(Key.Key_Escape)
    assert not screen.side.isVisible()
    assert screen.map.hasFocus()


def test_each_question_shows_its_proof_and_leads_to_its_document(hands: Hands) -> None:
    screen = opened(hands)
    hands.press(Key.Key_N)
    hands.press(Key.Key_Return)
    assert screen.side.proof.passage.highlighted == "14 June 1872"
    hands.press(Key.Key_Down)
    current = screen.side.current()
    assert current is not None
    assert current.id == "q2"
    assert screen.side.proof.passage.highlighted.startswith("harbour master Edvard Strand")
    hands.press(Key.Key_Return)
    assert hands.window.now == "library"


def test_the_questions_of_a_place_are_practised(hands: Hands) -> None:
    opened(hands)
    hands.press(Key.Key_N)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_P)
    assert hands.window.now == "study"
    study = hands.window.screen_named("study")
    assert isinstance(study, StudyScreen)
    assert study.question.place.text() == "0 of 2 answered"


def test_it_is_a_list_too_and_a_row_opens_its_place(hands: Hands) -> None:
    screen = opened(hands)
    hands.press(Key.Key_V)
    assert screen.card.grid.isVisible() and not screen.map.isVisible()
    assert screen.card.grid.rowCount() == 2
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Return)
    assert "Granvik" in texts(screen.side)
    screen.card.grid.setFocus()
    hands.press(Key.Key_V)
    assert screen.map.isVisible() and screen.map.hasFocus()


def test_the_table_and_the_picture_are_kept_as_files(hands: Hands, tmp_path: Path) -> None:
    screen = opened(hands)
    screen.card.save_csv(tmp_path / "map.csv")
    screen.card.save_picture(tmp_path / "map.png")
    hands.settle()
    with (tmp_path / "map.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0][:2] == ["Place", "Also"]
    assert rows[1] == ["Lindholm", "Lindholmen", "57.7", "11.9", "2", "1", "0", "1"]
    assert QImage(str(tmp_path / "map.png")).width() == screen.map.width()


def test_what_is_not_on_the_map_is_counted_and_listed(
    hands: Hands, sample: SampleApplication
) -> None:
    sample.map.unplaced = ("q4",)
    screen = opened(hands)
    assert screen.unplaced.text() == "1 not on the map"
    hands.press(Key.Key_U)
    assert "None was guessed" in texts(screen.side)
    current = screen.side.current()
    assert current is not None
    assert current.id == "q4"


def test_a_search_that_finds_nothing_says_so_and_escape_takes_it_away(hands: Hands) -> None:
    screen = opened(hands)
    hands.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type("zebra")
    hands.press(Key.Key_Return)
    assert "Nothing on the map fits" in texts(screen)
    hands.press(Key.Key_Escape)
    hands.qtbot.waitUntil(lambda: "3 questions" in texts(screen), timeout=3000)


def test_a_search_whose_finds_have_no_certain_place_says_that(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = opened(hands)
    nowhere = MapPicture((), ("q4",), 1, ())
    monkeypatch.setattr(hands.app.map, "picture", lambda *_args, **_named: nowhere)
    hands.press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    hands.type("lighthouse")
    hands.press(Key.Key_Return)
    assert "2 questions with these words; where it happened is not certain." in texts(screen)


def test_a_deck_can_be_shown_alone_from_elsewhere(hands: Hands) -> None:
    screen = hands.go("map", "deck-1")
    assert isinstance(screen, MapScreen)
    assert screen.decks.currentText() == "Harbours of the north"
    assert "3 questions at 2 places" in texts(screen)


def test_a_place_stays_open_while_its_questions_change(
    hands: Hands, sample: SampleApplication
) -> None:
    screen = opened(hands)
    hands.press(Key.Key_N)
    hands.press(Key.Key_Return)
    del sample.memory.questions["q1"]
    hands.window.desk.changed.emit("questions")
    hands.settle()
    assert screen.side.ids == ("q2",)
    del sample.memory.questions["q2"]
    hands.window.desk.changed.emit("questions")
    hands.settle()
    assert not screen.side.isVisible()


# The map


def test_places_too_near_are_one_mark_that_counts_them(places: PlaceMap) -> None:
    assert [len(places.mark(n).places) for n in range(places.marks())] == [3, 1]
    assert places.describe(0).startswith("3 places: Petrograd, Kronstadt, Gatchina")
    assert "13 questions: 13 new" in places.describe(0)


def test_opening_a_cluster_goes_nearer_until_it_parts(places: PlaceMap) -> None:
    before = places.view.scale
    assert places.open(0) is None
    assert places.view.scale > before
    assert places.marks() > 2
    assert places.describe(places.current).startswith("Petrograd")


def test_places_that_nothing_parts_are_opened_as_one(theme: Theme) -> None:
    made = PlaceMap(theme, "Places", 300)
    sized(made, 800, 600)
    made.show_places([a_place(0, "Petrograd", 59.94, 30.31, 4), a_place(1, "Smolny", 59.95, 30.32)])
    both = made.open(0)
    assert both is not None
    assert (both.also, len(both.question_ids)) == (("Smolny",), 5)


@pytest.mark.parametrize("zooms", range(0, 16, 3))
def test_every_place_stands_in_one_mark_at_every_scale(places: PlaceMap, zooms: int) -> None:
    for _ in range(zooms):
        places.zoom_in()
    keys = [place.key for n in range(places.marks()) for place in places.mark(n).places]
    assert sorted(keys) == [0, 1, 2, 3]


def test_keys_move_zoom_and_come_back(places: PlaceMap) -> None:
    home = places.view
    QTest.keyClick(places, Key.Key_Plus)
    assert places.view.scale == pytest.approx(home.scale * 2**0.5)
    east = places.view.x
    QTest.keyClick(places, Key.Key_Right)
    assert places.view.x > east
    QTest.keyClick(places, Key.Key_Minus)
    QTest.keyClick(places, Key.Key_Minus)
    assert places.view.scale == pytest.approx(home.scale)
    QTest.keyClick(places, Key.Key_Plus)
    QTest.keyClick(places, Key.Key_0)
    assert places.view == home


def test_a_drag_moves_the_map_and_is_no_click(places: PlaceMap) -> None:
    places.zoom(4)
    chosen: list[int] = []
    places.chosen.connect(chosen.append)
    before = places.view.x
    start = QPoint(400, 300)
    QTest.mousePress(places, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(places, start - QPoint(60, 0))
    QTest.mouseRelease(places, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 0))
    assert places.view.x == pytest.approx(before + 60 / places.view.scale, rel=0.01)
    assert not chosen


def test_a_click_chooses_the_mark_under_it(places: PlaceMap) -> None:
    chosen: list[int] = []
    places.chosen.connect(chosen.append)
    x, y = places.view.to_screen(*project(43.11, 131.87))
    QTest.mouseClick(places, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert [places.mark(number).places[0].name for number in chosen] == ["Vladivostok"]


def test_names_never_lie_on_each_other(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    made = PlaceMap(theme, "Places", 300)
    sized(made, 900, 600)
    made.show_places([
        a_place(n, f"A town of a long name {n}", 40 + 1.1 * (n % 12), 10 + 1.7 * (n // 12))
        for n in range(144)
    ])  # fmt: skip
    boxes: list[object] = []
    add = Taken.add
    monkeypatch.setattr(Taken, "add", lambda self, box: (boxes.append(box), add(self, box))[1])
    picture = QPixmap(made.size())
    painter = QPainter(picture)
    made.paint_over(painter)
    painter.end()
    names = boxes[made.marks() :]  # after the marks
    assert len(names) > 5
    assert not any(a.intersects(b) for a, b in itertools.combinations(names, 2))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("scale", "width"), [(100, 800), (200, 420)])
def test_the_legend_hides_no_place_wherever_that_stands(
    theme: Theme, scale: int, width: int
) -> None:
    """A place is led along the lower edge: seen whole or, where the map ends, not beyond it."""
    theme.set_look("light", scale)
    made = PlaceMap(theme, "Places", 300)
    sized(made, width, 500)
    legend, high = made._legend(width), made.view.height
    assert len({known for known, _ in legend}) == 3
    assert all(box.left() > 0 and box.right() <= width for _, box in legend)
    assert all(box.top() > 0 and box.bottom() + high <= made.height() for _, box in legend)
    assert not any(a.intersects(b) for (_, a), (_, b) in itertools.combinations(legend, 2))
    made.show_places([a_place(0, "Petrograd", 59.94, 30.31)])
    bare = PlaceMap(theme, "Places", 300)
    sized(bare, width, 500)
    x, y = project(59.94, 30.31)
    for across in range(20, width, 40):
        at = QPoint(across, high - 9)
        view = replace(made.view, scale=20.0).kept()
        view = replace(view, x=x - (across - width / 2) / 20.0, y=y - (at.y() - high / 2) / 20.0)
        made.look(view)
        bare.look(view)
        lit, unlit = made.grab().toImage(), bare.grab().toImage()
        assert lit.pixelColor(at) != unlit.pixelColor(at), "the place is seen"
        under = QRect(0, high, width, made.height() - high)
        assert lit.copy(under) == unlit.copy(under), "and the legend is as without it"
        assert made.mark_at(QPointF(at)) == 0
        assert made.mark_at(QPointF(across, high + 1)) == -1


def test_larger_text_makes_room_for_its_legend(theme: Theme) -> None:
    theme.set_look("light", 100)
    made = PlaceMap(theme, "Places", 300)
    sized(made, 800, 500)
    before = made.view.height
    theme.set_look("light", 200)
    assert made.view.height < before
    theme.set_look("light", 100)
    assert made.view.height == before


def test_light_and_dark_are_drawn_in_their_own_colours(theme: Theme) -> None:
    made = WorldMap(theme, "World", 300)
    sized(made, 600, 400)
    at = made.view.to_screen(*project(0, -30))
    light = made.grab().toImage().pixelColor(QPointF(*at).toPoint()).lightness()
    theme.set_look("dark", 100)
    dark = made.grab().toImage().pixelColor(QPointF(*at).toPoint()).lightness()
    theme.set_look("light", 100)
    assert light > 200 and dark < 70


# Pointing at a place


@pytest.fixture
def asked(hands: Hands) -> tuple[Hands, StudyScreen, MapForm]:
    study = hands.go("study", ["q3", "q1"])
    assert isinstance(study, StudyScreen)
    hands.press(Key.Key_G)
    form = study.question.form
    assert isinstance(form, MapForm)
    return hands, study, form


def test_a_place_question_offers_the_map_and_a_date_does_not(hands: Hands) -> None:
    study = hands.go("study", ["q3", "q1"])
    assert isinstance(study, StudyScreen)
    assert study.question.on_the_map.isVisible()
    hands.press(Key.Key_S)
    assert not study.question.on_the_map.isVisible()
    hands.press(Key.Key_G)
    assert study.question.form.form is not Form.MAP


def test_the_cross_is_moved_by_arrows_and_enter_answers(
    asked: tuple[Hands, StudyScreen, MapForm], sample: SampleApplication
) -> None:
    hands, study, form = asked
    assert form.map.hasFocus()
    assert not form.take.isEnabled()
    hands.press(Key.Key_Return)
    assert not study.question.is_marked
    hands.press(Key.Key_Up)
    start = form.map.point
    hands.press(Key.Key_Up)
    hands.press(Key.Key_Right, SHIFT)
    assert start is not None and form.map.point is not None
    assert form.map.point[0] > start[0] and form.map.point[1] < start[1]
    assert "N" in form.map.accessibleDescription()
    hands.press(Key.Key_Return)
    assert study.question.is_marked
    given = sample.study.sessions[-1].given[-1]
    assert read_point(given) is not None
    point = form.map.point
    form.map.setFocus()
    hands.press(Key.Key_Up)
    assert form.map.point == point  # judged: the point stays


def test_the_map_begins_with_a_part_of_the_world_whose_middle_is_no_hint(
    asked: tuple[Hands, StudyScreen, MapForm],
) -> None:
    form, shown = asked[2], []
    for latitude, longitude in ((52.1, 4.3), (50.8, 10.4), (55.8, 37.6), (-33.9, 18.4)):
        form.map.clear(Place("there", PlaceKind.CITY, latitude=latitude, longitude=longitude))
        x, y = form.map.view.to_screen(*project(latitude, longitude))
        assert 0 < x < form.map.width() and 0 < y < form.map.height()
        left, right = form.map.view.to_map(0, 0)[0], form.map.view.to_map(form.map.width(), 0)[0]
        assert right - left < 130, "a country is wide enough to point at"
        shown.append((form.map.view.x, form.map.view.y))
    assert shown[0] == shown[1], "two places of one part look alike"
    assert len(set(shown)) == 3


def test_keys_go_nearer_about_the_cross(asked: tuple[Hands, StudyScreen, MapForm]) -> None:
    hands, _, form = asked
    QTest.mouseClick(form.map, Qt.MouseButton.LeftButton, pos=QPoint(300, 120))
    assert form.map.point is not None
    before = form.map.view.to_screen(*form.map.point)
    form.map.setFocus()
    hands.press(Key.Key_Plus)
    hands.press(Key.Key_Plus)
    assert form.map.view.to_screen(*form.map.point) == pytest.approx(before, abs=1)


def test_the_cross_never_leaves_the_map(asked: tuple[Hands, StudyScreen, MapForm]) -> None:
    _, _, form = asked
    form.map.zoom(3)
    for _ in range(80):
        QTest.keyClick(form.map, Key.Key_Left)
    assert form.map.point is not None
    x, _ = form.map.view.to_screen(*form.map.point)
    assert 0 <= x <= form.map.width()
    assert read_point(form.map.given) is not None


def test_a_click_sets_the_point_and_the_button_answers(
    asked: tuple[Hands, StudyScreen, MapForm], sample: SampleApplication
) -> None:
    hands, study, form = asked
    QTest.mouseClick(form.map, Qt.MouseButton.LeftButton, pos=QPoint(300, 120))
    assert form.take.isEnabled()
    form.take.click()
    hands.settle()
    assert study.question.is_marked
    assert form.map.place is not None
    assert not form.take.isVisible()
    assert read_point(sample.study.sessions[-1].given[-1]) is not None


def test_the_next_question_begins_with_a_clean_map(
    asked: tuple[Hands, StudyScreen, MapForm],
) -> None:
    hands, study, form = asked
    QTest.mouseClick(form.map, Qt.MouseButton.LeftButton, pos=QPoint(300, 120))
    hands.press(Key.Key_Return)
    hands.ctrl(Key.Key_Z)
    study.as_form(Form.MAP)
    hands.settle()
    assert form.map.point is None and form.map.place is None
    assert form.take.isVisible() and not form.take.isEnabled()


def test_from_the_map_one_can_still_choose_and_type(
    asked: tuple[Hands, StudyScreen, MapForm],
) -> None:
    hands, study, _ = asked
    hands.press(Key.Key_T)
    assert study.question.form.form is Form.CHOICES
    hands.press(Key.Key_T)
    assert study.question.form.form is Form.TYPED


@pytest.mark.parametrize("way", [(60, 0), (-60, 0), (0, 45), (0, -45), (37, -21), (-8, 300)])
def test_a_map_moved_along_is_the_same_as_one_drawn_anew(
    theme: Theme, way: tuple[int, int]
) -> None:
    moved, anew = WorldMap(theme, "World", 300), WorldMap(theme, "World", 300)
    for each in (moved, anew):
        sized(each, 500, 400)
        each.look(each.view.zoomed(9.0, 250, 200).centred(*project(52, 20)))
    moved.grab()
    moved.look(moved.view.panned(*way))
    anew.look(anew.view.panned(*way))
    one, other = (each.grab().toImage() for each in (moved, anew))
    unlike = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 40
        for x in range(0, 500, 3)
        for y in range(0, 400, 3)
    )
    assert unlike < 30  # of 22,000; where a line crosses the seam it may be smoothed otherwise


def test_the_map_opens_where_the_learner_has_begun(theme: Theme) -> None:
    """Many places of decks that were never opened do not count against a few that were met."""
    made = PlaceMap(theme, "Places", 300)
    sized(made, 800, 600)
    met = replace(a_place(0, "Turin", 45.07, 7.69, 2), mastery=Mastery(2, 0, 1, 0.5))
    new = [a_place(n, f"Town {n}", 50.0 + n, 40.0 + n, 9) for n in range(1, 9)]
    made.show_places([*new, met], begun=True)
    x, y = made.view.to_screen(*made._points[-1])
    assert (round(x), round(y)) == (400, made.view.height // 2), "in the middle"
    made.show_places([*new, met])
    x, _ = made.view.to_screen(*made._points[-1])
    assert x < 300


@pytest.mark.parametrize(("size", "text"), [((1024, 700), 200), ((1024, 700), 100)])
def test_map_and_controls_stand_on_one_page(
    hands: Hands, theme: Theme, size: tuple[int, int], text: int
) -> None:
    hands.app.settings.text_size = text
    theme.set_text_size(text)
    hands.window.resize(*size)
    screen = hands.go("map")
    assert isinstance(screen, MapScreen)
    hands.qtbot.waitUntil(lambda: screen._area.viewport().height() == screen.height())
    assert screen._area.verticalScrollBar().maximum() == 0
    assert screen.map.view.height >= theme.scaled(110)
