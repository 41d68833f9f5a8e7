"""A sentence across the top of the window: what happened, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, label, row, set_tone, tool

ICONS = {"plain": "info", "right": "check", "almost": "warning", "wrong": "warning"}
TOKENS = {"plain": "accent", "right": "right", "almost": "almost", "wrong": "wrong"}
WIDTH = 600  # px at 100 % text size, at most
NARROW = 280
SHORT = 6000  # ms that good news stays; bad news stays until it is closed


class Banner(QFrame):
    """Hidden while there is nothing to say. Said aloud by screen readers through its name."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._theme = theme
        self._icon = label()
        self._text = label(wrap=True)
        self._act = button("", "quiet")
        self._act.hide()
        self._act.setAutoDefault(True)  # Enter presses it, as in a dialog
        self._close = tool(theme, "cross", self.tr("Close this message"))
        self._call: Callable[[], object] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SHORT)
        self._timer.timeout.connect(self.dismiss)
        self._act.clicked.connect(self._do)
        self._close.clicked.connect(self.dismiss)
        layout = row(self._icon, self._text, self._act, self._close, spacing=10)
        layout.setContentsMargins(14, 6, 8, 6)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    def float_in(self, parent: QWidget) -> None:
        """Lies over the top of ``parent`` from now on, so that no message moves the page."""
        self.setParent(parent)
        parent.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        words = self._text.fontMetrics().horizontalAdvance(self._text.text())
        needed = words + self._act.sizeHint().width() * (not self._act.isHidden()) + 130
        width = min(max(NARROW, needed), self._theme.scaled(WIDTH), parent.width() - 48)
        height = max(self.heightForWidth(width), self.sizeHint().height())
        self.setGeometry((parent.width() - width) // 2, 12, width, height)

    @property
    def text(self) -> str:
        return self._text.text()

    def say(
        self,
        sentence: str,
        tone: str = "plain",
        *,
        action: str = "",
        call: Callable[[], object] | None = None,
    ) -> None:
        set_tone(self, tone)
        self._theme.set_picture(self._icon, ICONS[tone], TOKENS[tone])
        self._text.setText(sentence)
        self._call = call
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self._place()
        self.show()
        self.raise_()
        if tone in ("plain", "right") and not action:
            self._timer.start()
        else:
            self._timer.stop()

    def take_focus(self) -> None:
        """To the button of the message, or to the one that closes it."""
        if self.isVisible():
            (self._close if self._act.isHidden() else self._act).setFocus()

    def dismiss(self) -> None:
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def _do(self) -> None:
        call = self._call
        self.dismiss()
        if call is not None:
            call()
