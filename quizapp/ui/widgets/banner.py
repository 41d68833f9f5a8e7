"""A sentence in a row of its own at the foot of the window: what happened, and what can be done.

The row is kept free at all times, so that a message neither covers the page nor moves it; but for
pages that scroll, where it comes and goes with the message: their end is then seen a little later.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, restyle, row, set_tone, tool
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.rows import wrap

ICONS = {"plain": "info", "right": "check", "almost": "warning", "wrong": "warning"}
TOKENS = {"plain": "accent", "right": "right", "almost": "almost", "wrong": "wrong"}
WIDEST, HEIGHT = 860, 38  # px at 100 % text size
NARROWEST = 280
SIDES, ABOVE, UNDER = 32, 4, 6  # px of the row that are left free
LINES = 2  # of small letters; what is longer is read in a window of its own
AIR = 14  # px between the words and what stands beside them, beyond the spacing
SHORT = 6000  # ms that good news stays; bad news stays until it is closed


class Banner(QFrame):
    """Hidden while there is nothing to say. Said aloud by screen readers through its name."""

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._theme = theme
        self._sentence = ""
        self._icon = label()
        self._text = label()
        self._act = button("", "quiet")
        self._act.hide()
        self._act.setAutoDefault(True)  # Enter presses it, as in a dialog
        self._whole = button(self.tr("Read all"), "quiet")
        self._whole.setToolTip(self.tr("Show the whole message"))
        self._whole.setAutoDefault(True)
        self._whole.hide()
        self._close = tool(theme, "cross", self.tr("Close this message"))
        self._call: Callable[[], object] | None = None
        self._good = True
        self._moves = 0  # changes of the page since it was said
        self._timer = QTimer(self, singleShot=True, interval=SHORT)
        self._timer.timeout.connect(self.dismiss)
        self._act.clicked.connect(self._do)
        self._whole.clicked.connect(self.show_whole)
        self._close.clicked.connect(self.dismiss)
        layout = row(self._icon, self._text, self._whole, self._act, self._close, spacing=10)
        layout.setContentsMargins(14, 0, 6, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.hide()

    @property
    def text(self) -> str:
        """The whole sentence, whether there is room for it or not."""
        return self._sentence

    def say(
        self,
        sentence: str,
        tone: str = "plain",
        *,
        action: str = "",
        call: Callable[[], object] | None = None,
    ) -> None:
        self._good, self._moves = tone in ("plain", "right"), 0
        set_tone(self, tone)
        self._theme.set_picture(self._icon, ICONS[tone], TOKENS[tone])
        self._sentence = sentence
        self._call = call
        self._act.setText(action)
        self._act.setVisible(bool(action))
        self.setAccessibleName(sentence)
        self.fit()
        self.show()
        if tone in ("plain", "right") and not action:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def fit(self) -> None:
        """Takes the middle of its row; longer words become smaller, then they are cut."""
        holder = self.parentWidget()
        if holder is None or not self._sentence:
            return
        most = min(self._theme.scaled(WIDEST), holder.width() - 2 * SIDES)
        sentence, body = " ".join(self._sentence.split()), self._theme.font("body")
        needed = QFontMetrics(body).horizontalAdvance(sentence)
        self._whole.hide()
        fits = needed <= most - self._beside()
        restyle(self._text, "role", "" if fits else "said small")
        self._text.setText(sentence if fits else self._in_lines(sentence, most))
        width = min(max(NARROWEST, needed + self._beside()), most)
        height = self._theme.scaled(HEIGHT)
        self.setGeometry((holder.width() - width) // 2, ABOVE, width, height)

    def _in_lines(self, sentence: str, most: int) -> str:
        small = self._theme.font("small", QFont.Weight.Medium)
        lines = wrap(sentence, small, most - self._beside(), LINES)
        metrics = QFontMetrics(small)
        if metrics.horizontalAdvance(lines[-1]) > most - self._beside():
            self._whole.show()  # which leaves less room
            room = most - self._beside()
            lines = wrap(sentence, small, room, LINES)
            lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, room)
        return "\n".join(lines)

    def _beside(self) -> int:
        """The width of all but the words."""
        parts = (self._icon, self._whole, self._act, self._close)
        shown = [part.sizeHint().width() for part in parts if not part.isHidden()]
        return sum(shown) + 10 * len(shown) + 20 + AIR

    def take_focus(self) -> None:
        """To the button of the message, or to the one that closes it."""
        if self.isVisible():
            parts = (self._act, self._whole, self._close)
            next(part for part in parts if not part.isHidden()).setFocus()

    @Slot()
    def show_whole(self) -> None:
        box = MessageDialog(self.window(), self._sentence)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    @Slot()
    def hush(self) -> None:
        """Good news goes, with its offer; what went wrong stays until it is closed."""
        if self._good:
            self.dismiss()

    def moved_on(self) -> None:
        """Another page: good news is taken along once, and not to a third page."""
        self._moves += 1
        if self._moves > 1 and not self.isHidden():
            self.hush()

    def dismiss(self) -> None:
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def _do(self) -> None:
        call = self._call
        self.dismiss()
        if call is not None:
            call()


class MessageRow(QWidget):
    """Where the messages stand, as high as one of them."""

    def __init__(self, theme: Theme, banner: Banner) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._banner = theme, banner
        self._kept = True
        banner.setParent(self)
        banner.hide()
        banner.installEventFilter(self)
        theme.changed.connect(self._fit)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        self.setFixedHeight(ABOVE + self._theme.scaled(HEIGHT) + UNDER)
        self._banner.fit()

    def keep(self, kept: bool) -> None:
        """Whether the row stays where there is no message."""
        self._kept = kept
        self.setVisible(kept or not self._banner.isHidden())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._banner.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.keep(self._kept)
        return super().eventFilter(watched, event)


class MessageDialog(FittingDialog):
    """A message that is too long for its row."""

    def __init__(self, parent: QWidget, sentence: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("The whole message"))
        said = label(sentence, wrap=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setAccessibleDescription(sentence)
        close = button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.setLayout(column(said, 12, row(-1, close), spacing=8, margin=24))
        self.setMinimumWidth(480)
        close.setFocus()
