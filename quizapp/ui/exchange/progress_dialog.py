"""The progress of the class on paper: a line for each learner."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from quizapp.domain.paper import PaperSize, ProgressRow
from quizapp.ui import day_words, words
from quizapp.ui.ask_file import FileKind, ask_file_to_write
from quizapp.ui.desk import Desk
from quizapp.ui.exchange.cards_dialog import WIDTH, paper_sizes
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.fitting_dialog import FittingDialog


class ProgressDialog(FittingDialog):
    """``write`` does the work; the button asks for a file first."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print the progress"))
        self._desk = desk
        self.title = QLineEdit(self.tr("Progress of the class"))
        self.title.setAccessibleName(self.tr("Heading"))
        self.title.setMaxLength(120)
        self.size_box = paper_sizes()
        self.state = label(
            self.tr("A line for each learner: last day here, answers and share recalled of the "
                    "last 30 days, questions met, and how many are known today."),
            "small", wrap=True,
        )  # fmt: skip
        self.pdf = button(self.tr("Make a PDF"), "primary")
        self.cancel = button(self.tr("Close"))
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(label(self.tr("Heading")), self.title)
        form.addRow(label(self.tr("Paper")), self.size_box)
        self.setLayout(column(
            label(self.tr("The progress of the class"), "lead", wrap=True), 4, form, self.state,
            8, row(-1, self.cancel, self.pdf), spacing=8, margin=24,
        ))  # fmt: skip
        self.setMinimumWidth(desk.theme.scaled(WIDTH))
        self.pdf.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.reject)
        self.pdf.setDefault(True)

    def _ask(self) -> None:
        kind = FileKind("PDF", [".pdf"])
        path = ask_file_to_write(self, self.tr("Where to write it"), self.title.text(), kind)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        self.pdf.setEnabled(False)
        self.state.setText(self.tr("Writing …"))
        printing = self._desk.services.printing
        self._desk.ask(
            printing.progress_of_class, lambda rows: self._paint(path, rows), self._failed
        )

    def _paint(self, path: Path, rows: list[ProgressRow]) -> None:
        size = PaperSize(self.size_box.currentData())
        title, today = words.one_line(self.title.text()), date.today()
        day = day_words.with_weekday(today, today)

        def make() -> int:
            from quizapp.ui.paper import print_progress

            return print_progress(path, title, day, rows, size=size)

        self._desk.compute(make, lambda _: self._written(path, len(rows)), self._failed)

    def _written(self, path: Path, learners: int) -> None:
        self.accept()
        number = words.count(learners, self.tr("learner"), self.tr("learners"))
        self._desk.offer(
            self.tr("{} written to {}.").format(number, path.name), self.tr("Open it"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute()))), "right",
        )  # fmt: skip

    def _failed(self, problem: BaseException) -> None:
        self.pdf.setEnabled(True)
        self.state.setText(str(problem))
        self.fit()
