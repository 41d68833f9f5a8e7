"""The look: every pair of colours can be read, and the sheet keeps what was learnt the hard way."""

from __future__ import annotations

import gc
import re
import xml.etree.ElementTree as ET

import pytest
from conftest import Hands
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from quizapp.domain.learner import COLOURS
from quizapp.paths import resource
from quizapp.ui.charts.chart import PALE
from quizapp.ui.screens import SCREENS
from quizapp.ui.theme import (
    FAMILY,
    ICON_NAME,
    ICON_SIZE,
    WIDTH,
    Theme,
    Tokens,
    load_tokens,
    mix,
)

LIGHT, DARK = load_tokens()
GROUNDS = ("window", "base", "alt")
TEXT_PAIRS = [
    *(("text", ground) for ground in (*GROUNDS, "pressed", "accent_soft", "evidence")),
    *(("text", f"{tone}_soft") for tone in ("right", "almost", "wrong")),
    *(("muted", ground) for ground in (*GROUNDS, "pressed", "accent_soft")),
    *(("faint", ground) for ground in GROUNDS),  # what cannot be used now
    *(("accent", ground) for ground in (*GROUNDS, "accent_soft")),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("window", "text"),  # tooltips
    *((tone, ground) for tone in ("right", "almost", "wrong") for ground in ("window", "base")),
    *((tone, f"{tone}_soft") for tone in ("right", "almost", "wrong")),
    *(("on_accent", f"learner_{colour}") for colour in COLOURS),
]
EDGE_PAIRS = [
    *(("strong_border", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),  # focus rings
    *(("focus", ground) for ground in GROUNDS),
    ("evidence_edge", "base"),
    *((f"learner_{colour}", ground) for colour in COLOURS for ground in GROUNDS),
]


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("words", "ground"), TEXT_PAIRS)
def test_text_stands_out_at_least_four_and_a_half_to_one(
    tokens: Tokens, words: str, ground: str
) -> None:
    assert contrast(tokens[words], tokens[ground]) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_of_controls_stand_out_at_least_three_to_one(
    tokens: Tokens, edge: str, ground: str
) -> None:
    assert contrast(tokens[edge], tokens[ground]) >= 3


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_bars_of_what_is_still_being_learnt_stand_out_three_to_one(tokens: Tokens) -> None:
    pale = mix(tokens["base"], tokens["accent"], PALE)
    assert contrast(pale, tokens["base"]) >= 3


def test_words_in_an_empty_field_can_be_read(theme: Theme, qtbot: QtBot) -> None:
    theme.set_look("dark", 100)
    field = QLineEdit(placeholderText="MMMMMMMM")
    field.setProperty("kind", "answer")
    qtbot.addWidget(field)
    field.resize(300, 48)
    image = field.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(16, 120) for y in range(14, 34)}
    assert max(contrast(each, DARK["base"]) for each in colours) >= 4.5
    theme.set_look("light", 100)


def test_both_modes_name_the_same_colours() -> None:
    assert LIGHT.colours.keys() == DARK.colours.keys()


def test_the_sheet_never_sets_a_size_for_everything() -> None:
    sheet = resource("styles", "app.qss").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert not re.search(r"(^|[\s,}])\*\s*\{", rules)


def test_the_sheet_is_filled_completely(theme: Theme, qapp: QApplication) -> None:
    theme.set_look("dark", 100)
    assert "%(" not in qapp.styleSheet()
    assert DARK["accent"] in qapp.styleSheet()
    theme.set_look("light", 100)
    assert DARK["accent"] not in qapp.styleSheet()


@pytest.mark.parametrize(
    ("name", "token"), [("check", "on_accent"), ("down", "muted"), ("up", "muted")]
)
def test_the_icons_of_the_sheet_have_the_colours_of_the_tokens(name: str, token: str) -> None:
    for tokens, folder in ((LIGHT, "light"), (DARK, "dark")):
        drawing = resource("icons", folder, f"{name}.svg").read_text(encoding="utf-8")
        assert f'stroke="{tokens[token]}"' in drawing


def test_every_icon_is_a_drawing_that_takes_a_colour() -> None:
    for file in resource("icons").glob("*.svg"):
        assert ET.parse(file).getroot().tag.endswith("svg")
        if file.stem != "quizapp":
            assert "currentColor" in file.read_text(encoding="utf-8"), file.name


def test_the_palette_follows_the_mode_in_all_groups(theme: Theme, qapp: QApplication) -> None:
    theme.set_look("dark", 100)
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        assert qapp.palette().color(group, QPalette.ColorRole.Window) == QColor(DARK["window"])
        assert qapp.palette().color(group, QPalette.ColorRole.Text) == QColor(DARK["text"])
    theme.set_look("light", 100)
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(LIGHT["base"])


def test_the_text_size_changes_every_size(theme: Theme, qapp: QApplication) -> None:
    before = theme.px("title")
    theme.set_look("light", 150)
    assert theme.px("title") == round(before * 1.5)
    assert qapp.font().pixelSize() == round(LIGHT.type["body"] * 1.5)
    theme.set_look("light", 100)


@pytest.mark.parametrize(
    "weight", [QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold]
)
def test_the_font_is_the_one_that_comes_along(theme: Theme, weight: QFont.Weight) -> None:
    info = QFontInfo(theme.font("body", weight))
    assert info.family() == FAMILY
    assert info.weight() == weight


def test_icons_are_drawn_in_the_colour_of_their_token(theme: Theme) -> None:
    image = theme.pixmap("check", "wrong", 32).toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert LIGHT["wrong"] in colours


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert mix("#000000", "#ffffff", 0) == "#000000"
    assert mix("#000000", "#ffffff", 1) == "#ffffff"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.slow
def test_every_icon_and_width_of_the_window_follows_a_new_look_after_a_collection(
    hands: Hands, theme: Theme
) -> None:
    for entry in SCREENS:
        hands.go(entry.name)
    gc.collect()
    theme.set_look("dark", 150)
    asked = 0
    for widget in QApplication.allWidgets():
        if width := widget.property(WIDTH):
            assert widget.width() == theme.scaled(width) or widget.isHidden()
            assert widget.maximumWidth() == theme.scaled(width)
            asked += 1
        if widget.property(ICON_NAME) and isinstance(widget, QAbstractButton):
            assert widget.iconSize().width() == theme.scaled(widget.property(ICON_SIZE))
            asked += 1
    assert asked > 40


def test_a_widget_that_is_gone_is_left_alone_by_a_new_look(theme: Theme) -> None:
    holder = QWidget()
    button = QPushButton(holder)
    theme.set_icon(button, "home")
    theme.set_width(button, 80)
    delete(holder)
    theme.set_look("dark", 120)
