"""Printing a quiz: versions, layout and key, as PDF or for Word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QFormLayout, QWidget

from quizapp.domain.paper import PaperLayout, PaperSize, Sheet
from quizapp.domain.quiz import Quiz
from quizapp.services.author_quiz import MOST_VERSIONS
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.fitting_dialog import FittingDialog
from quizapp.ui.widgets.setting_fields import CalmSpinBox

WIDTH = 460
USUAL_VERSIONS = 2


class PrintDialog(FittingDialog):
    """``write`` does the work; the buttons ask for a file first."""

    def __init__(self, parent: QWidget, desk: Desk, quiz: Quiz) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Print"))
        self._desk = desk
        self._quiz = quiz
        self.versions = CalmSpinBox(1, MOST_VERSIONS, USUAL_VERSIONS)
        self.layout_box = QComboBox()
        for layout, text in (
            (PaperLayout.ONE_COLUMN, self.tr("One column")),
            (PaperLayout.TWO_COLUMNS, self.tr("Two columns")),
            (PaperLayout.LARGE_PRINT, self.tr("Large print")),
        ):
            self.layout_box.addItem(text, layout)
        self.size_box = QComboBox()
        for size, text in ((PaperSize.A4, "A4"), (PaperSize.LETTER, self.tr("US Letter"))):
            self.size_box.addItem(text, size)
        self.key = QCheckBox(self.tr("With the answer key, on pages of its own"))
        self.key.setChecked(True)
        self.shuffle = QCheckBox(self.tr("Questions in another order in each version"))
        self.shuffle.setChecked(True)
        self.state = label("", "small", wrap=True)
        self.pdf = button(self.tr("Make a PDF"), "primary")
        self.word = button(self.tr("Make a Word file"))
        self.cancel = button(self.tr("Close"))
        self._build()
        self.versions.valueChanged.connect(self._show_state)
        self.pdf.clicked.connect(lambda: self._ask("pdf"))
        self.word.clicked.connect(lambda: self._ask("docx"))
        self.cancel.clicked.connect(self.reject)
        self.pdf.setDefault(True)
        self._show_state()

    def _build(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(10)
        for name, field in (
            (self.tr("Versions"), self.versions),
            (self.tr("Layout"), self.layout_box),
            (self.tr("Paper"), self.size_box),
        ):
            field.setAccessibleName(name)
            form.addRow(label(name), field)
        self.setLayout(column(
            label(words.one_line(self._quiz.name), "lead", wrap=True), 4, form, self.shuffle,
            self.key, self.state, 8, row(-1, self.cancel, self.word, self.pdf),
            spacing=8, margin=24,
        ))  # fmt: skip
        self.setMinimumWidth(self._desk.theme.scaled(WIDTH))

    def _show_state(self) -> None:
        several = self.versions.value() > 1
        self.shuffle.setEnabled(several)
        last = chr(ord("A") + self.versions.value() - 1)
        said = self.tr("Versions A to {}: the same questions, options in other orders, each with "
                       "its own key.").format(last)  # fmt: skip
        self.state.setText(said if several else self.tr("One version, without a letter."))

    def _ask(self, ending: str) -> None:
        name = "".join(c if c.isalnum() or c in " -_" else "_" for c in self._quiz.name).strip()
        kinds = {"pdf": self.tr("PDF (*.pdf)"), "docx": self.tr("Word (*.docx)")}
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Where to write it"), f"{name}.{ending}", kinds[ending]
        )
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == f".{ending}" else Path(f"{chosen}.{ending}"))

    def write(self, path: Path) -> None:
        """As PDF or for Word, by the ending of the path."""
        service, versions = self._desk.services.printing, self.versions.value()
        shuffle = self.shuffle.isChecked()
        self._busy(True)
        self._desk.ask(
            lambda: service.sheets(self._quiz.id, versions, shuffle_questions=shuffle),
            lambda sheets: self._write(path, sheets),
            self._failed,
        )

    def _write(self, path: Path, sheets: tuple[Sheet, ...]) -> None:
        layout = PaperLayout(self.layout_box.currentData())
        size, key = PaperSize(self.size_box.currentData()), self.key.isChecked()
        service = self._desk.services.printing

        def make() -> None:
            from quizapp.services.exchange_decks import write_file
            from quizapp.ui.paper import print_sheets

            if path.suffix.lower() == ".docx":
                write_file(path, [service.word_file(sheets, layout, size, key=key)])
            else:
                print_sheets(path, sheets, layout=layout, size=size, key=key)

        self._desk.compute(make, lambda _: self._written(path), self._failed)

    def _written(self, path: Path) -> None:
        self._busy(False)
        self.accept()
        self._desk.offer(
            self.tr("{} is written.").format(path.name), self.tr("Open it"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))), "right",
        )  # fmt: skip

    def _failed(self, problem: BaseException) -> None:
        self._busy(False)
        self.state.setText(str(problem))
        self.fit()

    def _busy(self, on: bool) -> None:
        for each in (self.pdf, self.word):
            each.setEnabled(not on)
        if on:
            self.state.setText(self.tr("Writing …"))
