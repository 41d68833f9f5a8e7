"""Labels, buttons, boxes and layouts as this program uses them: plain text, named, spaced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quizapp.ui.theme import Theme


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """Plain text, always: what documents and questions say is never read as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def plain_tip(text: str) -> str:
    """A tooltip that says just this: Qt would read as markup what looks like it."""
    if "<" not in text:
        return text
    return f"<span>{escape(text)}</span>".replace("\n", "<br>")


def button(text: str, kind: str = "") -> QPushButton:
    """``kind``: "", "primary", "quiet", "danger" or "link"; one primary a screen."""
    made = QPushButton(text)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if kind:
        made.setProperty("kind", kind)
    return made


def tool(theme: Theme, icon: str, text: str, *, beside: bool = False) -> QToolButton:
    made = QToolButton()
    made.setText(text)
    made.setAccessibleName(text)
    made.setToolTip(text)
    theme.set_icon(made, icon)
    style = Qt.ToolButtonStyle
    made.setToolButtonStyle(style.ToolButtonTextBesideIcon if beside else style.ToolButtonIconOnly)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def card() -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    return frame


def hairline() -> QFrame:
    frame = QFrame()
    frame.setObjectName("hairline")
    frame.setFixedHeight(1)
    return frame


def inset_line() -> QVBoxLayout:
    """A hairline between two rows of a card."""
    holder = column(hairline())
    holder.setContentsMargins(20, 0, 20, 0)
    return holder


def column(*parts: QWidget | QLayout | int, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """Parts under each other; a number is extra space, -1 takes what is left."""
    layout = QVBoxLayout()
    _fill(layout, parts, spacing, margin)
    return layout


def row(*parts: QWidget | QLayout | int, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    layout = QHBoxLayout()
    _fill(layout, parts, spacing, margin)
    return layout


def _fill(
    layout: QVBoxLayout | QHBoxLayout,
    parts: tuple[QWidget | QLayout | int, ...],
    spacing: int,
    margin: int,
) -> None:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        elif part < 0:
            layout.addStretch(1)
        else:
            layout.addSpacing(part)


BAR = 12  # px that a scroll bar takes, as in the sheet
ANY_WIDTH = 16_777_215  # px: Qt's QWIDGETSIZE_MAX, which PySide6 does not have


class _QuietBar(QScrollBar):
    """Seen only where there is something to scroll."""

    # Qt override

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def keep_bar_room(area: QAbstractScrollArea) -> None:
    """The room of the scroll bar is kept free at all times: what stands beside it never moves
    sideways when the content grows."""
    area.setVerticalScrollBar(_QuietBar(Qt.Orientation.Vertical))
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)


def scrolled(content: QWidget, name: str) -> QScrollArea:
    """The content in a frameless area that scrolls up and down only."""
    content.setObjectName("scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    keep_bar_room(area)
    area.setWidget(content)
    area.setAccessibleName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def scroll_by_key(area: QScrollArea, event: QKeyEvent) -> bool:
    """Scrolls as a page in a browser does; whether the key and the page were made for it."""
    bar, key = area.verticalScrollBar(), Qt.Key(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    backwards = key == Qt.Key.Key_Space and held == Qt.KeyboardModifier.ShiftModifier
    if bar.maximum() <= bar.minimum() or (held and not backwards):
        return False
    page, step = bar.pageStep() * 9 // 10, 3 * bar.singleStep()
    ways = {
        Qt.Key.Key_PageDown: bar.value() + page, Qt.Key.Key_PageUp: bar.value() - page,
        Qt.Key.Key_Space: bar.value() + (-page if backwards else page),
        Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum(),
        Qt.Key.Key_Down: bar.value() + step, Qt.Key.Key_Up: bar.value() - step,
    }  # fmt: skip
    if key not in ways:
        return False
    bar.setValue(ways[key])
    return True


def centred(content: QWidget, theme: Theme, width: int) -> QHBoxLayout:
    """The content in the middle, never wider than ``width``, which grows with the text."""
    theme.set_widest(content, width)
    content.setSizePolicy(QSizePolicy.Policy.Expanding, content.sizePolicy().verticalPolicy())
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    layout.addWidget(content, 1000)
    layout.addStretch(1)
    return layout


def page_of(content: QLayout, theme: Theme, width: int) -> QWidget:
    """A page whose content stands in the middle with some air at its sides, see ``centred``."""
    body, page = QWidget(), QWidget()
    body.setLayout(content)
    layout = centred(body, theme, width)
    layout.setContentsMargins(32, 0, 32, 0)
    page.setLayout(layout)
    return page


def set_tone(widget: QWidget, tone: str) -> None:
    """Recolours a widget whose rules in the sheet depend on ``tone``."""
    restyle(widget, "tone", tone)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Sets a property that rules in the sheet depend on."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().polish(widget)  # which forgets the rules of before; unpolish costs as much again
    widget.update()


def announce(widget: QWidget, text: str) -> None:
    """Has a screen reader say it at once."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def clear(layout: QLayout) -> None:
    """Takes everything out of a layout and lets Qt delete the widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


@contextmanager
def refilling(layout: QLayout) -> Iterator[None]:
    """Takes everything out of a layout, and shows what is put in all at once: what comes into a
    widget that is in sight is shown one by one, and for each the whole page is laid out anew."""
    clear(layout)
    holder, focused = layout.parentWidget(), QApplication.focusWidget()
    if holder is None or not holder.isVisible() or holder.isWindow():
        yield
        return
    keeps = focused is not None and holder.isAncestorOf(focused)
    if focused is not None and keeps:
        focused.clearFocus()  # else Qt looks for another, and scrolls there
    holder.hide()
    try:
        yield
    finally:
        holder.show()
        if focused is not None and keeps and focused.isVisible():
            focused.setFocus()
