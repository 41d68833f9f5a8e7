"""Flip: think of the answer, look at it, and say how well you knew it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.domain.review import Form
from quizapp.ui.kinds.form import AnswerForm
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked


class FlipForm(AnswerForm):
    form = Form.FLIP

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._hint = label(self.tr("Say the answer to yourself, then look."), "muted", wrap=True)
        self.reveal = button(self.tr("Show the answer"), "primary")
        self.reveal.setToolTip(self.tr("Show the answer (Space)"))
        self.reveal.setMinimumHeight(theme.scaled(44))
        self.reveal.setMinimumWidth(theme.scaled(180))
        self.reveal.clicked.connect(self.revealed)
        self.setLayout(column(self._hint, row(self.reveal, -1), spacing=12))

    def ask(self, ask: Ask) -> None:
        self._hint.setVisible(True)
        self.reveal.setVisible(True)
        self.reveal.setFocus()

    def mark(self, marked: Marked, given: str) -> None:
        self._hint.setVisible(False)
        self.reveal.setVisible(False)

    def take_focus(self) -> None:
        self.reveal.setFocus()

    def confirm(self) -> None:
        if self.reveal.isVisible():
            self.revealed.emit()
