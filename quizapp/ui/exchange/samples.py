"""The first questions of a file as a learner would see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from quizapp.domain.question import Question
from quizapp.domain.task import Response
from quizapp.ui.authoring.preview import Preview
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row


class Samples(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._questions: Sequence[Question] = ()
        self._pictures: dict[str, bytes] = {}
        self.place = 0
        self.preview = Preview(desk, self._share)
        self.before = button(self.tr("Previous"))
        self.after = button(self.tr("Next"))
        self._count = label("", "small")
        self.before.clicked.connect(lambda: self.step(-1))
        self.after.clicked.connect(lambda: self.step(1))
        layout = column(self.preview, row(self.before, self.after, self._count, -1), -1, spacing=8)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_questions(self, questions: Sequence[Question], pictures: Mapping[str, bytes]) -> None:
        self._questions, self._pictures = questions, dict(pictures)
        self.place = 0
        self.setVisible(bool(questions))
        self.step(0)

    def step(self, by: int) -> None:
        if not self._questions:
            return
        last = len(self._questions) - 1
        self.place = min(last, max(0, self.place + by))
        self.before.setEnabled(self.place > 0)
        self.after.setEnabled(self.place < last)
        self._count.setText(
            self.tr("{number} of the first {all}").format(number=self.place + 1, all=last + 1)
        )
        self.preview.show_question(self._questions[self.place], self._pictures)

    def _share(self, question: Question, response: Response) -> float | None:
        return self._desk.services.author.share(question, response)
