"""Under the reader: the question that came from the place one looks at."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from quizapp.domain.question import Question
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, row, tool


class PlacePanel(QFrame):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.before = tool(theme, "up", self.tr("Previous question"))
        self.after = tool(theme, "down", self.tr("Next question"))
        self.edit = tool(theme, "edit", self.tr("Edit this question"))
        self._place = label("", "overline")
        self._stem = label("", "strong", wrap=True)
        self._answer = label("", wrap=True)
        head = row(self._place, -1, self.before, self.after, self.edit, spacing=2)
        layout = column(head, self._stem, self._answer, spacing=2)
        layout.setContentsMargins(16, 6, 10, 12)
        self.setLayout(layout)
        self.hide()

    def show_question(self, question: Question, place: int, count: int) -> None:
        """``place``: which of the ``count`` places of the document it is, from 1; 0 for none."""
        said = self.tr("Question {place} of {count} in this document")
        self._place.setText(said.format(place=place, count=count))
        self._stem.setText(question.stem)
        self._answer.setText(question.answer)
        self.show()
