"""What every answer form can do. A form shows the ways to answer, never the question itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.review import Form
from quizapp.ui.theme import Theme

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked


class AnswerForm(QWidget):
    """Made once and used for every question, so that the next question is on screen at once."""

    form: ClassVar[Form]
    letters_answer: ClassVar[bool] = False  # letters are part of answering here, not shortcuts

    answered = Signal(str)  # the answer as given
    revealed = Signal()  # flip: the learner wants to see the key

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

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
        """Key 1, 2, 3 ... was pressed (``number`` from 0)."""

    def confirm(self) -> None:
        """Enter was pressed."""
