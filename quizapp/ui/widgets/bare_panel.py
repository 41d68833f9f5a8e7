"""Under the reader: a sentence that no question asks about, why, and what can be done about it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from quizapp.services.bare_sentences import Bare, Why
from quizapp.ui import words
from quizapp.ui.widgets.basics import column, label, row
from quizapp.ui.widgets.keyed_button import KeyedButton


class BarePanel(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.write = KeyedButton(self.tr("Write a question about it"), "W")
        self.write.setToolTip(
            self.tr("A question whose proof is this sentence, or what is selected (W)")
        )
        self.take = KeyedButton(self.tr("Take its question"), "A")
        self.take.setToolTip(self.tr("Into the deck with what was proposed (A)"))
        self._why = label("", "strong", wrap=True)
        self._proposed = label("", wrap=True)
        self._reason = label("", "muted", wrap=True)
        buttons = row(self.write, self.take, -1, spacing=8)
        layout = column(self._why, self._proposed, self._reason, 4, buttons, spacing=2)
        layout.setContentsMargins(16, 10, 10, 12)
        self.setLayout(layout)
        self.hide()

    @property
    def said(self) -> str:
        parts = (self._why, self._proposed, self._reason)
        return "\n".join(part.text() for part in parts if not part.isHidden())

    def show_bare(self, bare: Bare) -> None:
        why = {
            Why.NONE_FOUND: self.tr(
                "No question was found here: what happened, and the one date, person or place to "
                "ask for, could not be made out."
            ),
            Why.LESS_SURE: self.tr("Its question is held back, because it is less sure."),
            Why.SPARE: self.tr(
                "Its question is sure, but the deck has enough questions of this text."
            ),
            Why.REJECTED: self.tr("You rejected its question."),
        }
        self._why.setText(why[bare.why])
        question = bare.proposed
        if question is not None:
            asked, answer = words.one_line(question.stem), words.one_line(question.answer)
            self._proposed.setText(f"{asked} {answer}")
        self._proposed.setVisible(question is not None)
        self._reason.setText(bare.reason)
        self._reason.setVisible(bool(bare.reason))
        self.take.setVisible(question is not None)
        self.show()
