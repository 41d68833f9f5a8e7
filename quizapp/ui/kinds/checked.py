"""What forms have in common that are checked by a button: rows, Check, and help."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout

from quizapp.ui.kinds.form import AnswerForm, check_button
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, row


class CheckedForm(AnswerForm):
    def __init__(self, theme: Theme, name: str, check: str, help: str = "") -> None:
        """``check``: what Check does; ``help``: how to answer, beside it."""
        super().__init__(theme)
        self.setAccessibleName(name)
        self.check = check_button(theme, check)
        self.check.clicked.connect(self.confirm)
        self.help = label(help, "small", wrap=True)

    def lay_out(self, rows: QLayout) -> None:
        foot = row(self.check, self.help, spacing=12)
        foot.setStretch(1, 1)
        self.setLayout(column(rows, 4, foot, spacing=8))

    def open(self) -> None:
        """A new task waits for its answer."""
        self.is_open = True
        self.check.show()
        self.help.show()

    def shut(self) -> None:
        """The task is judged: nothing can be done with it any more."""
        self.is_open = False
        self.check.hide()
        self.help.hide()
