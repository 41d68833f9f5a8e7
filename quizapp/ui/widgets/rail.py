"""The navigation rail at the left of the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from quizapp.ui import words
from quizapp.ui.desk import DRAGGED
from quizapp.ui.screens import ScreenEntry
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, hairline, label, row, tool
from quizapp.ui.widgets.learner_button import LearnerButton

WIDTH = 196
COMPACT = 54
LINGER = 700  # ms
TAKES_QUESTIONS = frozenset({"quizzes"})  # entries that selected questions can be dropped on
ROOM = 780  # px of the window, at a text size of 100 %, below which only the icons are shown


class RailButton(QToolButton):
    """A place to go to, with a number at its right where something waits there."""

    dropped = Signal()  # questions, where it takes them
    lingered = Signal()  # questions are held over it, so its screen is wanted to drop them there

    def __init__(self, theme: Theme, entry: ScreenEntry) -> None:
        super().__init__()
        self._theme = theme
        self._waiting = 0
        self._linger = QTimer(self, singleShot=True, interval=LINGER)
        self._linger.timeout.connect(self.lingered)
        title = words.tr(entry.title)
        self.setText(f"  {title}")
        self.setAccessibleName(title)
        self.setCheckable(True)
        self.setProperty("kind", "rail")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.set_icon(self, entry.icon, size=20)

    def set_waiting(self, number: int) -> None:
        self._waiting = number
        said = words.count(number, self.tr("question waits"), self.tr("questions wait"))
        self.setAccessibleDescription(said if number else "")
        self.update()

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(DRAGGED):
            event.acceptProposedAction()
            self.setDown(True)
            self._linger.start()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._linger.stop()
        self.setDown(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._linger.stop()
        self.setDown(False)
        event.acceptProposedAction()
        self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._waiting:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly:
            self._paint_dot(painter)
            return
        font = self._theme.font("small", QFont.Weight.DemiBold)
        text = f"{self._waiting:,}" if self._waiting < 10_000 else "9,999+"
        width = QFontMetricsF(font).horizontalAdvance(text) + 14
        height = QFontMetricsF(font).height() + 4
        place = QRectF(self.width() - width - 8, (self.height() - height) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setPen(self._theme.colour("on_accent"))
        painter.setFont(font)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _paint_dot(self, painter: QPainter) -> None:
        """There is no room for the number, which the tooltip tells."""
        side = self._theme.scaled(8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        painter.drawEllipse(self.width() - side - 6, 6, side, side)
        painter.end()


class Rail(QWidget):
    """Icons with words; where large text leaves the screens too little room, icons alone."""

    chosen = Signal(str)  # name of a screen
    keys_wanted = Signal()
    learners_wanted = Signal()
    questions_dropped = Signal(str)  # on the entry of that screen

    def __init__(self, theme: Theme, entries: Sequence[ScreenEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.buttons: dict[str, RailButton] = {}
        for entry in entries:
            self._add(entry)
        places = [self.buttons[entry.name] for entry in entries]
        keys = tool(theme, "keyboard", self.tr("  Shortcuts"), beside=True)
        keys.setProperty("kind", "rail")
        keys.setAccessibleName(self.tr("Keyboard shortcuts"))
        keys.setToolTip(self.tr("Keyboard shortcuts (F1)"))
        keys.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.set_icon(keys, "keyboard", size=20)
        keys.clicked.connect(self.keys_wanted)
        self._keys = keys
        self._name = label("QuizApp", "lead")
        self.learner = LearnerButton(theme)
        self.learner.clicked.connect(self.learners_wanted)
        foot = (keys, places[-1], 4, hairline(), 2, self.learner)
        layout = column(self._brand(), 16, *places[:-1], -1, *foot, spacing=4)
        layout.setContentsMargins(12, 18, 12, 14)
        self.setLayout(layout)
        theme.set_width(self, WIDTH)
        self._compact = False

    def fit(self, window: int) -> None:
        """``window``: the width of the window in pixels."""
        compact = window < self._theme.scaled(ROOM)
        if compact == self._compact:
            return
        self._compact = compact
        style = Qt.ToolButtonStyle
        for each in (*self.buttons.values(), self._keys, self.learner):
            each.setToolButtonStyle(
                style.ToolButtonIconOnly if compact else style.ToolButtonTextBesideIcon
            )
            each.setProperty("kind", "rail_icon" if compact else "rail")
            each.style().polish(each)
        self._name.setVisible(not compact)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(0 if compact else 4)
        self._theme.set_width(self, COMPACT if compact else WIDTH)

    def light(self, name: str) -> None:
        """Marks the place where the user is.

        By hand: in an exclusive group Tab would reach one button only, and not always this one.
        """
        for each, made in self.buttons.items():
            made.setChecked(each == name)

    def _add(self, entry: ScreenEntry) -> None:
        made = RailButton(self._theme, entry)
        number = len(self.buttons) + 1
        made.setToolTip(f"{made.accessibleName()} (Ctrl+{number})")
        made.clicked.connect(partial(self._clicked, entry.name))
        made.setAcceptDrops(entry.name in TAKES_QUESTIONS)
        made.lingered.connect(partial(self._clicked, entry.name))
        made.dropped.connect(partial(self.questions_dropped.emit, entry.name))
        self.buttons[entry.name] = made

    def _clicked(self, name: str) -> None:
        self.light(name)  # a click on the place where the user is must not take its mark away
        self.chosen.emit(name)

    def _brand(self) -> QWidget:
        mark = label()
        self._theme.set_picture(mark, "quizapp", "accent", 24)
        holder = QWidget()
        line = row(mark, self._name, -1, spacing=10)
        line.setContentsMargins(8, 0, 0, 0)
        holder.setLayout(line)
        return holder
