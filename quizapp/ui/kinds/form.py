"""What every answer form can do, and has. It shows the ways to answer, never the question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from quizapp.domain.review import Form
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, card, column, label

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked


class AnswerForm(QWidget):
    """Made once and used for every question, so that the next question is on screen at once."""

    form: ClassVar[Form]
    letters_answer: ClassVar[bool] = False  # letters are part of answering here, not shortcuts
    gives_room: ClassVar[bool] = False  # it can do with less height, see ``make_room``

    answered = Signal(str)  # the answer as given
    revealed = Signal()  # flip: the learner wants to see the key

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.is_open = False  # an answer is waited for

    def ask(self, ask: Ask) -> None:
        """Shows a new question's ways to answer and takes the focus."""
        raise NotImplementedError

    def mark(self, marked: Marked, given: str) -> None:
        """Shows how the answer was judged; nothing can be answered any more."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """The learner comes back to an unanswered question."""
        self.setFocus()

    def as_texts(self) -> list[str]:
        """What is to be read aloud with the question, line by line."""
        return []

    def choose(self, number: int) -> None:
        """Key 1, 2, 3 ... was pressed (``number`` from 0; key 0 is -1)."""

    def letter(self, number: int) -> None:
        """Key A, B, C ... was pressed (``number`` from 0): an option, unless the form says else."""
        self.choose(number)

    def confirm(self) -> None:
        """Enter was pressed."""

    def make_room(self, pixels: int) -> None:
        """The page is that much too long for the window, or has so much to spare if negative."""

    def rows(self) -> Sequence[QWidget]:
        """What the arrow keys lead to while nothing of it has the focus: down to the first, up to
        the last."""
        return ()

    # Qt override

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = up_or_down(event.key())
        rows = self.rows() if step and self.is_open else ()
        if rows:
            rows[0 if step > 0 else -1].setFocus()
        else:
            super().keyPressEvent(event)


def up_or_down(key: int) -> int:
    """-1 for the arrow key up, 1 for the one down, 0 for any other."""
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key), 0)


def not_known_button() -> QPushButton:
    """Shows the answer to who does not know it, without a guess."""
    made = button(QCoreApplication.translate("AnswerForm", "I don’t know"), "quiet")
    made.setToolTip(
        QCoreApplication.translate("AnswerForm", "See the answer; it comes again (0 or Ctrl+Enter)")
    )
    return made


def on_give_up(form: AnswerForm, slot: Callable[[], object]) -> None:
    """Ctrl+Enter, wherever in the form the focus is."""
    for key in ("Ctrl+Return", "Ctrl+Enter"):
        shortcut = QShortcut(QKeySequence(key), form)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(slot)


def check_button(theme: Theme, tip: str) -> QPushButton:
    made = button(QCoreApplication.translate("AnswerForm", "Check"), "primary")
    made.setToolTip(tip)
    made.setMinimumHeight(theme.scaled(44))
    return made


def quote_card(caption: str, quoted: QLabel) -> QFrame:
    """Words that are not the program's own, and whose they are."""
    box = card()
    inner = column(label(caption, "small"), quoted, spacing=4)
    inner.setContentsMargins(18, 12, 18, 14)
    box.setLayout(inner)
    return box
