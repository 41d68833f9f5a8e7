"""The look: design tokens filled into a palette and one thin sheet, light or dark, and icons."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from weakref import WeakSet

from PySide6.QtCore import QByteArray, QDir, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QStyleFactory, QWidget
from shiboken6 import isValid

from quizapp.paths import resource

FAMILY = "Inter"
FONT_FILES = ("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf")
ICON_NAME = "iconName"
ICON_TOKEN = "iconToken"
ICON_SIZE = "iconPixels"  # at a text size of 100 %
WIDTH, WIDEST = "fixedPixels", "widestPixels"  # at a text size of 100 %
ICON_DRAWN = 20  # pixels an icon of a button is drawn at, before it is fitted to its size


@dataclass(frozen=True)
class Tokens:
    """The colours of one mode, by name, and the sizes both modes share (pixels at 100 %)."""

    dark: bool
    colours: dict[str, str]
    type: dict[str, int]
    space: dict[str, int]

    def __getitem__(self, name: str) -> str:
        return self.colours[name]


def load_tokens() -> tuple[Tokens, Tokens]:
    """Light and dark, from ``resources/styles/tokens.toml``."""
    data = tomllib.loads(resource("styles", "tokens.toml").read_text(encoding="utf-8"))
    light, dark = (
        Tokens(mode == "dark", data[mode], data["type"], data["space"])
        for mode in ("light", "dark")
    )
    return light, dark


class Theme(QObject):
    """Owns the look of the application; ``changed`` follows every new palette."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system", text_size: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._modes = load_tokens()
        self._sheet = resource("styles", "app.qss").read_text(encoding="utf-8")
        self._choice = choice
        self._text_size = text_size
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._pixmaps: dict[tuple[str, str, int], QPixmap] = {}
        # Not QApplication.allWidgets(): it makes Python objects of Qt's own widgets too, and a
        # garbage collection in the midst of that may delete one that is still to come.
        self._followers: WeakSet[QWidget] = WeakSet()
        app.setStyle(QStyleFactory.create("Fusion"))
        for file in FONT_FILES:
            QFontDatabase.addApplicationFont(str(resource("fonts", file)))
        self._apply()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def dark(self) -> bool:
        if self._choice != "system":
            return self._choice == "dark"
        return self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark

    @property
    def tokens(self) -> Tokens:
        return self._modes[self.dark]

    def set_look(self, choice: str, text_size: int) -> None:
        """``choice`` is "system", "light" or "dark"; ``text_size`` is in percent."""
        if (choice, text_size) == (self._choice, self._text_size):
            return
        self._choice, self._text_size = choice, text_size
        self._apply()

    def set_text_size(self, text_size: int) -> None:
        """In percent; light or dark stays."""
        self.set_look(self._choice, text_size)

    def px(self, name: str) -> int:
        """A size of the [type] tokens in device-independent pixels, at the chosen text size."""
        return round(self.tokens.type[name] * self._text_size / 100)

    def scaled(self, pixels: int) -> int:
        """A length that has to grow with the text."""
        return round(pixels * self._text_size / 100)

    def colour(self, name: str) -> QColor:
        return QColor(self.tokens[name])

    def mixed(self, first: str, second: str, share: float) -> QColor:
        """``share``, 0 to 1, of the first colour over the second."""
        return QColor(mix(self.tokens[second], self.tokens[first], share))

    def font(self, name: str, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = QFont(FAMILY)
        font.setPixelSize(self.px(name))
        font.setWeight(weight)
        return font

    # Icons

    def icon(self, name: str, token: str = "muted") -> QIcon:
        """A line icon in a token's colour; in the accent colour where its button is checked."""
        key = (name, token)
        if key not in self._icons:
            size = self.scaled(ICON_DRAWN)
            icon = QIcon(self.pixmap(name, token, size))
            on = self.pixmap(name, "accent", size)
            icon.addPixmap(on, QIcon.Mode.Normal, QIcon.State.On)
            icon.addPixmap(on, QIcon.Mode.Active, QIcon.State.On)
            faint = self.pixmap(name, "strong_border", size)
            icon.addPixmap(faint, QIcon.Mode.Disabled, QIcon.State.Off)
            icon.addPixmap(faint, QIcon.Mode.Disabled, QIcon.State.On)
            self._icons[key] = icon
        return self._icons[key]

    def pixmap(self, name: str, token: str, size: int) -> QPixmap:
        key = (name, token, size)
        if key not in self._pixmaps:
            drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
            coloured = drawing.replace("currentColor", self.tokens[token])
            self._pixmaps[key] = draw_svg(coloured, size, self._app.devicePixelRatio())
        return self._pixmaps[key]

    def set_icon(
        self, button: QAbstractButton, name: str, token: str = "muted", size: int = 18
    ) -> None:
        """Gives the button an icon that follows the theme from now on."""
        button.setProperty(ICON_NAME, name)
        button.setProperty(ICON_TOKEN, token)
        button.setProperty(ICON_SIZE, size)
        self._followers.add(button)
        self._draw_icon(button)

    def set_picture(self, label: QLabel, name: str, token: str = "muted", size: int = 18) -> None:
        """Shows an icon in a label; it follows the theme from now on."""
        label.setProperty(ICON_NAME, name)
        label.setProperty(ICON_TOKEN, token)
        label.setProperty(ICON_SIZE, size)
        self._followers.add(label)
        self._draw_icon(label)

    # Widths

    def set_width(self, widget: QWidget, pixels: int) -> None:
        """Fixes the width; it grows with the text from now on."""
        widget.setProperty(WIDTH, pixels)
        self._fit(widget)

    def set_widest(self, widget: QWidget, pixels: int) -> None:
        """The width goes up to so many pixels; they grow with the text from now on."""
        widget.setProperty(WIDEST, pixels)
        self._fit(widget)

    def _fit(self, widget: QWidget) -> None:
        self._followers.add(widget)
        self._resize(widget)

    def _resize(self, widget: QWidget) -> None:
        if widest := widget.property(WIDEST):
            widget.setMaximumWidth(self.scaled(int(widest)))
        if width := widget.property(WIDTH):
            widget.setFixedWidth(self.scaled(int(width)))

    # Applying

    @Slot()
    def _follow_system(self) -> None:
        if self._choice == "system":
            self._apply()

    def _apply(self) -> None:
        self._icons.clear()
        self._pixmaps.clear()
        self._tell_system()
        QDir.setSearchPaths("sheet", [str(resource("icons", "dark" if self.dark else "light"))])
        self._app.setPalette(build_palette(self.tokens))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(self._sheet % self._values())
        self._redraw()
        self.changed.emit()

    def _tell_system(self) -> None:
        """The title bar and the system's own dialogs take the same mode."""
        hints = self._app.styleHints()
        if self._choice == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if self.dark else Qt.ColorScheme.Light)

    def _values(self) -> dict[str, str]:
        values = dict(self.tokens.colours)
        values.update({f"{name}_px": str(self.px(name)) for name in self.tokens.type})
        values["edge"] = self.tokens["strong_border"]
        values["scroll"] = mix(self.tokens["strong_border"], self.tokens["base"], 0.5)
        return values

    def _redraw(self) -> None:
        for widget in filter(isValid, list(self._followers)):
            self._resize(widget)
            if widget.property(ICON_NAME) and isinstance(widget, QAbstractButton | QLabel):
                self._draw_icon(widget)

    def _draw_icon(self, widget: QAbstractButton | QLabel) -> None:
        name, token = str(widget.property(ICON_NAME)), str(widget.property(ICON_TOKEN))
        size = self.scaled(int(widget.property(ICON_SIZE)))
        if isinstance(widget, QLabel):
            widget.setPixmap(self.pixmap(name, token, size))
            return
        widget.setIconSize(QSize(size, size))
        widget.setIcon(self.icon(name, token))


def draw_svg(drawing: str, size: int, ratio: float) -> QPixmap:
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def mix(first: str, second: str, share: float) -> str:
    """The colour ``share`` of the way from ``first`` to ``second``."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def build_palette(tokens: Tokens) -> QPalette:
    """All three colour groups, so that nothing falls back to Fusion's own greys."""
    role = QPalette.ColorRole
    colours = {
        role.Window: "window", role.WindowText: "text", role.Base: "base",
        role.AlternateBase: "alt", role.Text: "text", role.Button: "base",
        role.ButtonText: "text", role.BrightText: "on_accent", role.Highlight: "accent",
        role.HighlightedText: "on_accent", role.ToolTipBase: "text", role.ToolTipText: "window",
        role.PlaceholderText: "muted", role.Link: "accent", role.LinkVisited: "accent",
        role.Accent: "accent", role.Light: "base", role.Midlight: "alt", role.Mid: "border",
        role.Dark: "strong_border", role.Shadow: "strong_border",
    }  # fmt: skip
    palette = QPalette()
    for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
        for name, token in colours.items():
            palette.setColor(group, name, QColor(tokens[token]))
    for name, token in colours.items():
        faint = name in (role.WindowText, role.Text, role.ButtonText)
        colour = tokens["faint"] if faint else tokens[token]
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colour))
    return palette
