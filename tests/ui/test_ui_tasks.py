"""The ways to answer a written question: by keyboard, given again as they were told, and judged."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.task import (
    Accepted,
    Choose,
    Cloze,
    Gap,
    Information,
    MapPlace,
    Match,
    Number,
    Numeric,
    OpenText,
    Option,
    Order,
    Pair,
    Response,
    Task,
    TrueFalse,
    Typed,
    When,
)
from quizapp.domain.task_record import NAMES
from quizapp.ui.tasks import WIDGETS, widget_for
from quizapp.ui.tasks.choose import ChooseWidget
from quizapp.ui.tasks.cloze import ClozeWidget
from quizapp.ui.tasks.match import MatchWidget
from quizapp.ui.tasks.order import OrderWidget
from quizapp.ui.theme import Theme

Key = Qt.Key
OPTIONS = (
    Option("Kazan", 0.5), Option("Tver", -0.5, "Tver is on the Volga too."), Option("Simbirsk", 0.5)
)  # fmt: skip
YEAR = HistoricalDate(new_style=DatePoint(1552))
GAPS = (Gap((Accepted("Kazan"),)), Gap(options=(Option("1552", 1.0), Option("1556"))))
CASES: list[tuple[Task, Response]] = [
    (Choose(OPTIONS), [1]),
    (Choose(OPTIONS, several=True), [0, 2]),
    (TrueFalse(is_true=True), False),
    (TrueFalse(is_true=True), True),
    (Typed((Accepted("Kazan"),)), "Kasan"),
    (Numeric((Number(1552.0),)), "1552"),
    (When(YEAR), "2 October 1552"),
    (Cloze(("The khanate of ", " fell in ", "."), GAPS), ["Kazan", "1556"]),
    (Order(("a", "b", "c")), [2, 0, 1]),
    (Match((Pair("Kazan", "1552"), Pair("Astrakhan", "1556")), ("1598",)), [2, -1]),
    (MapPlace(55.8, 49.1), [55.8, 49.1]),
    (OpenText(), "Because.\nAnd so on."),
]


def make(qtbot: QtBot, theme: Theme, task: Task, shuffled: tuple[int, ...] = ()) -> Any:
    widget = widget_for(task, theme, shuffled)
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_every_task_has_its_widget() -> None:
    assert set(WIDGETS) == set(NAMES.values())


@pytest.mark.parametrize(("task", "response"), CASES)
def test_a_response_is_shown_again_as_it_was_told(
    qtbot: QtBot, theme: Theme, task: Task, response: Response
) -> None:
    widget = make(qtbot, theme, task)
    assert widget.response is None
    widget.restore(response)
    told = widget.response
    assert told == (pytest.approx(response) if isinstance(task, MapPlace) else response)
    again = make(qtbot, theme, task)
    again.restore(told)
    assert again.response == (pytest.approx(told) if isinstance(task, MapPlace) else told)


@pytest.mark.parametrize(("task", "response"), [*CASES, (Information(), None)])
@pytest.mark.parametrize("share", [None, 0.0, 0.5, 1.0])
def test_what_is_judged_takes_no_more_answers(
    qtbot: QtBot, theme: Theme, task: Task, response: Response, share: float | None
) -> None:
    widget = make(qtbot, theme, task)
    widget.restore(response)
    before = widget.response
    widget.judge(share)
    widget.take_focus()
    widget.choose(0)
    for key in (Key.Key_1, Key.Key_Space, Key.Key_Down, Key.Key_X):
        QTest.keyClick(widget.focusWidget() or widget, key)
    assert widget.response == before


@pytest.mark.parametrize("nonsense", [None, "", [], [99], ["x"], True, [1, 2, 3, 4, 5, 6], "zz"])
@pytest.mark.parametrize(("task", "_response"), [*CASES, (Information(), None)])
def test_a_response_of_another_task_is_left_aside(
    qtbot: QtBot, theme: Theme, task: Task, _response: Response, nonsense: Response
) -> None:
    widget = make(qtbot, theme, task)
    if isinstance(task, (MapPlace, Cloze)) and isinstance(nonsense, list):
        return
    widget.restore(nonsense)
    _ = widget.response


def test_one_option_takes_the_place_of_the_other_and_several_are_ticked(
    qtbot: QtBot, theme: Theme
) -> None:
    one: ChooseWidget = make(qtbot, theme, Choose(OPTIONS))
    one.choose(0)
    one.choose(2)
    assert one.response == [2]
    several: ChooseWidget = make(qtbot, theme, Choose(OPTIONS, several=True))
    several.choose(0)
    several.choose(2)
    several.choose(0)
    assert several.response == [2]


def test_shuffled_options_are_told_by_their_place_in_the_task(qtbot: QtBot, theme: Theme) -> None:
    widget: ChooseWidget = make(qtbot, theme, Choose(OPTIONS), (2, 0, 1))
    assert [item.text_shown for item in widget.items] == ["Simbirsk", "Kazan", "Tver"]
    widget.choose(0)
    assert widget.response == [2]


def test_the_feedback_of_the_chosen_option_is_shown_and_no_other(
    qtbot: QtBot, theme: Theme
) -> None:
    widget: ChooseWidget = make(qtbot, theme, Choose(OPTIONS))
    widget.choose(1)
    widget.judge(-0.5)
    shown = [item.detail_shown for item in widget.items]
    assert shown == ["", "Tver is on the Volga too.", ""]


def test_items_are_moved_by_keys(qtbot: QtBot, theme: Theme) -> None:
    widget: OrderWidget = make(qtbot, theme, Order(("a", "b", "c")), (2, 0, 1))
    widget.take_focus()
    QTest.keyClick(widget.items[2], Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert widget.response == [0, 2, 1]
    QTest.keyClick(widget.items[0], Key.Key_Space)
    QTest.keyClick(widget.items[0], Key.Key_Down)
    assert widget.response == [2, 0, 1]


def test_gaps_are_fields_to_type_into_or_to_choose_from(qtbot: QtBot, theme: Theme) -> None:
    widget: ClozeWidget = make(qtbot, theme, Cloze(("The khanate of ", " fell in ", "."), GAPS))
    typed, chosen = widget.gaps
    assert isinstance(typed, QLineEdit)
    assert isinstance(chosen, QComboBox)
    QTest.keyClicks(typed, "Kazan")
    assert widget.response == ["Kazan", ""]
    with qtbot.waitSignal(widget.entered):
        QTest.keyClick(typed, Key.Key_Return)


def test_each_pair_says_whether_it_was_right(qtbot: QtBot, theme: Theme) -> None:
    task = Match((Pair("Kazan", "1552"), Pair("Astrakhan", "1556")))
    widget: MatchWidget = make(qtbot, theme, task)
    widget.restore([0, 0])
    widget.judge(0.5)
    assert [mark.text() for mark in widget.marks] == ["Right.", "Right would be: 1556"]


def test_a_text_with_gaps_breaks_into_lines_and_none_is_cut(qtbot: QtBot, theme: Theme) -> None:
    texts = ("In the long autumn of that year " * 6, " fell in ", " at last.\nA new line.")
    widget: ClozeWidget = make(qtbot, theme, Cloze(texts, GAPS))
    widget.resize(420, widget.heightForWidth(420))
    qtbot.wait(20)
    for field in widget.gaps:
        assert field.geometry().right() <= 420
        assert field.parentWidget().rect().contains(field.geometry())
