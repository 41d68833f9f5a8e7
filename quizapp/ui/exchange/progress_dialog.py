"""The progress of the class on paper: a line for each learner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from quizapp.domain.paper import PaperSize, ProgressRow
from quizapp.ui import day_words, words
from quizapp.ui.desk import Desk
from quizapp.ui.paper.printing import Job, progress_job
from quizapp.ui.widgets.basics import column, label
from quizapp.ui.widgets.paper_dialog import PaperDialog


class ProgressDialog(PaperDialog):
    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, desk, words.tr("Progress of the class"))
        self.setWindowTitle(self.tr("Print the progress"))
        self.title = QLineEdit(self.name)
        self.title.setAccessibleName(self.tr("Heading"))
        self.title.setMaxLength(120)
        self.title.textChanged.connect(self._renamed)
        self.state.setText(
            self.tr("A line for each learner: last day here, answers and share recalled of the "
                    "last 30 days, questions met, and how many are known today.")
        )  # fmt: skip
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(label(self.tr("Heading")), self.title)
        form.addRow(label(self.tr("Paper")), self.size_box)
        heading = label(self.tr("The progress of the class"), "lead", wrap=True)
        self.arrange(column(heading, 4, form, self.state, -1, spacing=8))

    def reading(self) -> Callable[[], list[ProgressRow]]:
        return self.desk.services.printing.progress_of_class

    def job(self, found: list[ProgressRow]) -> Job:
        title, today = words.one_line(self.title.text()), date.today()
        day = day_words.with_weekday(today, today)
        return progress_job(title, day, found, size=PaperSize(self.size_box.currentData()))

    def done_words(self, found: list[ProgressRow], pages: int) -> str:
        return words.count(len(found), words.tr("learner"), words.tr("learners"))

    def _renamed(self, title: str) -> None:
        self.name = title
        self.changed()
