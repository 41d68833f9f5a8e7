"""Whether the words of a screen are seen whole, and words that are longer than ours."""

from __future__ import annotations

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QScrollArea, QToolButton

from quizapp.ui.window import Window

LONGER = 0.35


class German(QTranslator):
    """Lengthens each text; what is to be filled in stays as it is."""

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        more = max(2, round(len(text) * LONGER))
        return text + ("en" * more)[:more] if any(map(str.isalpha, text)) else text

    def isEmpty(self) -> bool:  # noqa: N802 - Qt calls it so
        return False


def cut_off(window: Window) -> list[str]:
    """Of the screen that is shown: buttons whose words do not fit, areas that scroll sideways."""
    screen = window.screen_named(window.now)
    found = []
    for button in screen.findChildren(QAbstractButton):
        if not button.isVisible() or not isinstance(button, QPushButton | QToolButton):
            continue
        if button.text() and button.width() < button.minimumSizeHint().width() - 1:
            found.append(f"{button.text()}: {button.width()} px")
    for label in screen.findChildren(QLabel):
        shown = label.isVisible() and not label.wordWrap() and label.pixmap().isNull()
        if shown and label.width() < label.minimumSizeHint().width() - 1:
            found.append(f"{label.text()}: {label.width()} px")
    for area in screen.findChildren(QScrollArea):
        if area.isVisible() and area.horizontalScrollBar().maximum():
            found.append(f"{area.accessibleName()} scrolls sideways")
    if screen.minimumSizeHint().width() > screen.width():
        found.append(f"needs {screen.minimumSizeHint().width()} of {screen.width()} px")
    return found
