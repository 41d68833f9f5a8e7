"""Small parts that have to hold at every width and text size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QSpinBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from quizapp.domain.deck import Deck
from quizapp.domain.review import Rating, Verdict
from quizapp.services.evidence import NO_EVIDENCE, EvidenceView
from quizapp.services.study_session import Marked
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets import basics
from quizapp.ui.widgets.basics import scrolled
from quizapp.ui.widgets.deck_list import DeckList
from quizapp.ui.widgets.elided import ElidedLabel
from quizapp.ui.widgets.evidence import EvidenceCard
from quizapp.ui.widgets.keyed_button import KeyedButton
from quizapp.ui.widgets.rating_bar import RatingBar
from quizapp.ui.widgets.rows import wrap
from quizapp.ui.widgets.session_bar import SessionBar
from quizapp.ui.widgets.setting_fields import CalmSpinBox
from quizapp.ui.widgets.study_question import QuestionPage
from quizapp.ui.widgets.verdict import VerdictBox
from quizapp.ui.widgets.year_field import YearField


def test_a_line_without_room_ends_in_an_ellipsis(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("A very long name\nof a deck about harbours and lighthouses")
    qtbot.addWidget(label)
    label.resize(120, 20)
    assert label.shown.endswith("…")
    label.resize(900, 20)
    assert label.shown == "A very long name of a deck about harbours and lighthouses"


@pytest.mark.parametrize("width", [900, 560, 300])
@pytest.mark.parametrize("ask", [False, True])
def test_every_rating_can_be_read_at_every_width(
    theme: Theme, qtbot: QtBot, width: int, ask: bool
) -> None:
    bar = RatingBar(theme)
    qtbot.addWidget(bar)
    days = {Rating.AGAIN: 0, Rating.HARD: 2, Rating.GOOD: 30, Rating.EASY: 400}
    bar.offer(Rating.GOOD, days, ask=ask)
    bar.resize(width, 200)
    bar.show()
    for button in (*(bar.buttons.values() if ask else (bar.otherwise,)), bar.go_on):
        assert button.isVisible()
        assert button.width() >= button.minimumSizeHint().width()
        assert button.geometry().right() <= bar.width()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((1, 1, 1, 1), [(1, "in this session"), (3, "in 1 day with each of these")]),
        (
            (1, 1, 1, 3),
            [(1, "in this session"), (2, "in 1 day with each of these"), (1, "in 3 days")],
        ),
        (
            (1, 2, 4, 9),
            [(1, "in this session"), (1, "in 2 days"), (1, "in 4 days"), (1, "in 9 days")],
        ),
    ],
)
def test_ratings_that_come_back_on_one_day_say_so_once(
    theme: Theme, qtbot: QtBot, days: tuple[int, ...], said: list[tuple[int, str]]
) -> None:
    bar = RatingBar(theme)
    qtbot.addWidget(bar)
    bar.resize(720, 60)
    bar.show()
    bar.offer(Rating.GOOD, dict(zip(Rating, days, strict=True)), ask=True)
    assert bar.lines[0].said == said
    assert bar.lines[0].isVisible()
    assert not bar.lines[1].isVisible()
    for rating in (Rating.HARD, Rating.GOOD, Rating.EASY):
        assert bar.buttons[rating].accessibleName().endswith(words.interval(days[rating - 1]))
    tips = {button.toolTip() for button in bar.buttons.values()}
    assert len(tips) == 4, "what differs is told of each"
    bar.offer(Rating.GOOD, {})
    assert not bar.lines[0].isVisible(), "cramming moves nothing"


def test_the_ratings_stay_where_they_are_whatever_the_intervals(theme: Theme, qtbot: QtBot) -> None:
    bar = RatingBar(theme)
    qtbot.addWidget(bar)
    bar.resize(720, 60)
    bar.show()
    places = []
    for days in ((1, 1, 1, 1), (1, 20, 59, 700)):
        bar.offer(Rating.GOOD, dict(zip(Rating, days, strict=True)), ask=True)
        bar.layout().activate()
        places.append([made.geometry() for made in (*bar.buttons.values(), bar.go_on)])
    assert places[0] == places[1]


def test_a_scroll_bar_keeps_its_room_and_is_seen_only_where_it_is_needed(
    theme: Theme, qtbot: QtBot
) -> None:
    content = QWidget()
    area = scrolled(content, "A page")
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    bar = area.verticalScrollBar()
    content.setMinimumHeight(100)
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    width = area.viewport().width()
    assert width == 300 - bar.width()
    assert len(_colours(bar)) == 1
    content.setMinimumHeight(900)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert area.viewport().width() == width
    assert len(_colours(bar)) > 1


def _colours(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    return {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def test_wrapping_keeps_every_character_of_the_last_line() -> None:
    text = "When was the new lighthouse of Lindholm opened by the harbour master?"
    from PySide6.QtGui import QFont

    lines = wrap(text, QFont(), 150, 2)
    assert len(lines) == 2
    assert " ".join(lines) == text
    assert wrap("", QFont(), 150, 2) == [""]


def test_evidence_that_is_not_here_says_why(theme: Theme, qtbot: QtBot) -> None:
    card = EvidenceCard(theme)
    qtbot.addWidget(card)
    card.show_view(EvidenceView("A book, page 3", "the quote", 0, 9, available=False))
    assert card.open.isHidden()
    assert card.passage.highlighted == "the quote"
    assert "the quote that was kept" in card._note.text()
    card.show_view(EvidenceView("A book, page 3", "", 0, 0, available=False))
    assert "Add it to read the passage here" in card._note.text()
    card.show_view(NO_EVIDENCE)
    assert card.isHidden()


def test_ratings_fit_when_the_text_grew_while_they_were_hidden(theme: Theme, qtbot: QtBot) -> None:
    page = QuestionPage(theme)
    qtbot.addWidget(page)
    page.resize(850, 700)
    page.show()
    theme.set_look("light", 200)
    try:
        page.ratings.offer(Rating.GOOD, dict.fromkeys(Rating, 3), ask=True)
        page.foot_stack.setCurrentWidget(page.ratings)
        for button in (*page.ratings.buttons.values(), page.ratings.go_on):
            qtbot.waitUntil(lambda each=button: each.height() >= each.sizeHint().height())
            qtbot.waitUntil(lambda each=button: each.width() >= each.minimumSizeHint().width())
    finally:
        theme.set_look("light", 100)


def _shares(bar: SessionBar) -> tuple[int, int, int]:
    """How many pixels in the middle of the bar are full, striped and empty."""
    picture, full, empty = bar.grab().toImage(), bar._theme.colour("accent"), "pressed"
    rows = range(picture.height())
    columns = [{picture.pixelColor(x, y).name() for y in rows[1:-1]} for x in range(4, 396)]
    only_full = sum(colours == {full.name()} for colours in columns)
    none = sum(colours == {bar._theme.colour(empty).name()} for colours in columns)
    return only_full, len(columns) - only_full - none, none


def test_a_wrong_answer_moves_the_bar_but_not_as_far_as_a_right_one_looks(
    theme: Theme, qtbot: QtBot
) -> None:
    bar = SessionBar(theme)
    qtbot.addWidget(bar)
    bar.resize(400, 6)
    bar.show_counts(0, 1, 4)
    assert bar.said == "1 of 4 answered  ·  1 comes again"
    full, striped, empty = _shares(bar)
    assert full < 3
    assert 80 < striped < 120
    assert empty > 280
    bar.show_counts(2, 1, 4)
    assert bar.said == bar.accessibleDescription() == "3 of 4 answered  ·  1 comes again"
    full, striped, empty = _shares(bar)
    assert 180 < full < 210
    assert 80 < striped < 120
    bar.show_counts(4, 0, 4)
    assert bar.said == "4 of 4 answered"
    assert _shares(bar) == (392, 0, 0)


TONES = ["", "past", "right", "almost", "wrong", "held", "plain"]


def _dressed(kind: str) -> QWidget:
    """A widget whose look depends on its tone."""
    if kind == "label":
        return basics.label("Lindholm", "strong")
    if kind == "box":
        return QFrame(objectName="verdict")
    return basics.button("Lindholm", "choice")


@pytest.mark.parametrize("kind", ["label", "box", "choice"])
def test_a_restyled_widget_looks_like_one_made_so(theme: Theme, qtbot: QtBot, kind: str) -> None:
    """Whatever it looked like before: of the old rules nothing stays."""
    for first in TONES:
        for last in TONES:
            changed, fresh = _dressed(kind), _dressed(kind)
            for each in (fresh, changed):
                qtbot.addWidget(each)
                each.resize(200, 44)
            basics.set_tone(changed, first)
            changed.show()
            changed.grab()
            basics.set_tone(changed, last)
            fresh.setProperty("tone", last)
            assert changed.grab().toImage() == fresh.grab().toImage(), (first, last)


@pytest.mark.parametrize(("first", "last"), [("", "primary"), ("primary", ""), ("quiet", "danger")])
def test_a_button_may_become_one_of_another_kind(
    theme: Theme, qtbot: QtBot, first: str, last: str
) -> None:
    changed, fresh = basics.button("Open", first), basics.button("Open", last)
    for each in (changed, fresh):
        qtbot.addWidget(each)
    changed.show()
    changed.grab()
    basics.restyle(changed, "kind", last)
    assert changed.sizeHint() == fresh.sizeHint()
    changed.resize(fresh.sizeHint())
    fresh.resize(fresh.sizeHint())
    assert changed.grab().toImage() == fresh.grab().toImage()


def test_widths_grow_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    fixed, limited = QWidget(), QWidget()
    for widget in (fixed, limited):
        qtbot.addWidget(widget)
    theme.set_width(fixed, 160)
    theme.set_widest(limited, 720)
    theme.set_look("light", 150)
    try:
        assert (fixed.width(), limited.maximumWidth()) == (240, 1080)
    finally:
        theme.set_look("light", 100)
    assert (fixed.width(), limited.maximumWidth()) == (160, 720)


def test_only_a_missed_answer_is_announced_as_the_answer(theme: Theme, qtbot: QtBot) -> None:
    box = VerdictBox(theme)
    qtbot.addWidget(box)
    for verdict in Verdict:
        box.show_marked(Marked(verdict, "Lindholm", "", Rating.GOOD, {}, NO_EVIDENCE, ""))
        missed = verdict in (Verdict.WRONG, Verdict.ALMOST)
        assert box._lead.isHidden() != missed


def test_a_button_shows_its_key_where_there_is_room(theme: Theme, qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    button = KeyedButton("Accept", "A", "primary")
    button.setParent(place)
    place.show()
    button.show()
    button.resize(button.sizeHint())
    assert button.key.isVisible()
    button.resize(button.minimumSizeHint())
    assert not button.key.isVisible()
    button.resize(button.sizeHint())
    assert button.key.isVisible()


def test_decks_are_ticked_by_the_learner_and_nothing_else_counts_as_that(
    theme: Theme, qtbot: QtBot
) -> None:
    decks = DeckList(theme)
    qtbot.addWidget(decks)
    changes: list[str] = []
    decks.itemChanged.connect(lambda item: changes.append(item.text()))
    decks.show_decks([Deck("a", "Harbours\nof the north"), Deck("b", "Railways")], ["b"])
    theme.set_look("light", 150)
    theme.set_look("light", 100)
    assert changes == []
    assert decks.ticked == ("b",)
    decks.setFocus()
    QTest.keyClick(decks, Qt.Key.Key_Space)
    assert changes == ["Harbours of the north"]
    assert decks.ticked == ("a", "b")
    decks.tick_all(False)
    assert decks.ticked == ()


@pytest.mark.parametrize(
    ("typed", "year"), [("1917", 1917), ("-44", -44), ("", None), ("-", None), ("19x1 7", 1917)]
)
def test_a_year_is_typed_or_left_open(qtbot: QtBot, typed: str, year: int | None) -> None:
    field = YearField("From the year", "any")
    qtbot.addWidget(field)
    QTest.keyClicks(field, typed)
    assert field.year == year
    field.show_year(year)
    assert field.year == year
    assert field.accessibleName() == "From the year"


def entered(qtbot: QtBot, field: QSpinBox) -> QWidget:
    """In a window beside a button that has the focus first."""
    window = QWidget()
    button = QPushButton("Before")
    layout = QVBoxLayout(window)
    layout.addWidget(button)
    layout.addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus()
    return window


@pytest.mark.parametrize("way", ["click", "tab", "dialog"])
def test_a_number_typed_into_a_field_that_was_entered_replaces_the_one_in_it(
    theme: Theme, qtbot: QtBot, way: str
) -> None:
    field = CalmSpinBox(1, 500, 10)
    window = entered(qtbot, field)
    if way == "click":
        QTest.mouseClick(field.lineEdit(), Qt.MouseButton.LeftButton)
    else:
        reason = Qt.FocusReason.TabFocusReason if way == "tab" else Qt.FocusReason.OtherFocusReason
        field.setFocus(reason)
    QTest.keyClicks(field, "12")
    assert (field.value(), window.isVisible()) == (12, True)


def test_a_second_click_sets_the_cursor_into_the_number(theme: Theme, qtbot: QtBot) -> None:
    field = CalmSpinBox(1, 500, 10)
    window = entered(qtbot, field)
    for _ in range(2):
        QTest.mouseClick(field.lineEdit(), Qt.MouseButton.LeftButton)
        QTest.qWait(QApplication.doubleClickInterval() + 20)
    assert window.isVisible() and not field.lineEdit().hasSelectedText()


def test_a_year_is_typed_over_the_word_that_stands_for_none(theme: Theme, qtbot: QtBot) -> None:
    field = CalmSpinBox(-5001, 2100, -5001)
    field.setSpecialValueText("any")
    window = entered(qtbot, field)
    QTest.mouseClick(field.lineEdit(), Qt.MouseButton.LeftButton)
    field.lineEdit().deselect()
    QTest.keyClicks(field, "1917")
    assert (field.value(), window.isVisible()) == (1917, True)
