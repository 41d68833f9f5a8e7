"""A row of a task: its key, its text, what was made of it, and a mark once it is judged."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QSizePolicy

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, row, set_tone
from quizapp.ui.widgets.labelled_button import LabelledButton

TONES = {"right": "check", "almost": "almost", "wrong": "cross"}


class Item(LabelledButton):
    """Emits what is done to it; the form it belongs to decides what comes of it.

    A press of the mouse that goes on to another row is a drag: ``dragged`` tells where to, in the
    coordinates of the parent, and no click follows.
    """

    pressed_key = Signal(int, bool)  # Qt key; whether Alt was held
    dragged = Signal(int)  # y of the mouse
    dropped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("choice")
        self._theme = theme
        self._key = label("", "key")
        self._key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._text = label("", wrap=True)
        self._detail = label("", "small", wrap=True)
        self._mark = QLabel()
        self._pressed_at: int | None = None
        self._is_dragged = False
        words = column(self._text, self._detail, spacing=3)
        face = row(self._key, words, self._mark, spacing=12)
        face.setContentsMargins(14, 10, 14, 10)
        face.setStretch(1, 1)
        face.setAlignment(self._key, Qt.AlignmentFlag.AlignVCenter)
        self.set_face(face)
        # Fixed would keep a row in a narrow column as low as Qt first thought it would be.
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        self.setSizePolicy(policy)

    @property
    def text_shown(self) -> str:
        return self._text.text()

    @property
    def detail_shown(self) -> str:
        return self._detail.text()

    def show_text(self, key: str, text: str, detail: str = "") -> None:
        """A new task: open to answers, with nothing made of it yet."""
        self._key.setMinimumWidth(self._theme.scaled(30))
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self._text.setText(text)
        self.show_detail(detail)
        self.setChecked(False)
        self.show_tone("")
        self._mark.hide()
        self._open(True)

    def renumber(self, key: str) -> None:
        self._key.setText(key)
        self._key.show()

    def show_detail(self, detail: str) -> None:
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))

    def show_tone(self, tone: str) -> None:
        """ "held" for one that is grabbed, chosen or ticked."""
        set_tone(self, tone)
        set_tone(self._text, tone)

    def show_tick(self, ticked: bool) -> None:
        self._mark.setVisible(ticked)
        if ticked:
            self._theme.set_picture(self._mark, "check", "accent", 18)

    def show_judged(self, tone: str, detail: str = "") -> None:
        """``tone``: "right", "almost", "wrong", or "past" for what was rightly left alone."""
        self._open(False)
        self.show_tone(tone)
        self.show_detail(detail)
        self._mark.setVisible(tone in TONES)
        if tone in TONES:
            self._theme.set_picture(self._mark, TONES[tone], tone, 18)

    def _open(self, is_open: bool) -> None:
        """Not disabled, since Qt would wash out its colours: it only takes no more answers."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not is_open)
        policy = Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def come_into_sight(self) -> None:
        """Scrolls the page to it: Qt does so for Tab alone."""
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            parent.ensureWidgetVisible(self, 0, 12)

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.come_into_sight()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
        if key in (*arrows, Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            self.pressed_key.emit(key, alt)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = round(event.position().y())
        self._is_dragged = False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        y = round(event.position().y())
        if abs(y - self._pressed_at) >= QApplication.startDragDistance():
            self._is_dragged = True
        if self._is_dragged:
            self.dragged.emit(self.mapToParent(event.position().toPoint()).y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self._is_dragged, self._pressed_at = self._is_dragged, False, None
        if not was_dragged:
            super().mouseReleaseEvent(event)
            return
        self.setDown(False)
        self.dropped.emit()
