"""Cards to cut out: questions on one side of the paper, answers on the other."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from quizapp.domain.paper import PaperSize, PrintedCard
from quizapp.ui import words
from quizapp.ui.ask_file import FileKind, ask_file_to_write
from quizapp.ui.desk import Desk
from quizapp.ui.exchange.what import ExportThis, cards_of
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.fitting_dialog import FittingDialog

WIDTH = 440


def paper_sizes() -> QComboBox:
    box = QComboBox()
    for size, text in ((PaperSize.A4, "A4"), (PaperSize.LETTER, words.tr("US Letter"))):
        box.addItem(text, size)
    box.setAccessibleName(words.tr("Paper"))
    return box


class CardsDialog(FittingDialog):
    """``write`` does the work; the button asks for a file first."""

    def __init__(self, parent: QWidget, desk: Desk, what: ExportThis) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Cards to cut out"))
        self._desk, self._what = desk, what
        self.size_box = paper_sizes()
        self.state = label(
            self.tr("Eight cards a page, questions and answers on pages by turns. Print on both "
                    "sides, turned over the long edge, and cut along the lines."),
            "small", wrap=True,
        )  # fmt: skip
        self.pdf = button(self.tr("Make a PDF"), "primary")
        self.cancel = button(self.tr("Close"))
        form = QFormLayout()
        form.addRow(label(self.tr("Paper")), self.size_box)
        self.setLayout(column(
            label(words.one_line(what.name), "lead", wrap=True), 4, form, self.state, 8,
            row(-1, self.cancel, self.pdf), spacing=8, margin=24,
        ))  # fmt: skip
        self.setMinimumWidth(desk.theme.scaled(WIDTH))
        self.pdf.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.reject)
        self.pdf.setDefault(True)

    def _ask(self) -> None:
        name = self.tr("{} cards").format(self._what.name)
        kind = FileKind("PDF", [".pdf"])
        path = ask_file_to_write(self, self.tr("Where to write it"), name, kind)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        services, what = self._desk.services, self._what
        self.pdf.setEnabled(False)
        self.state.setText(self.tr("Writing …"))
        self._desk.ask(
            lambda: cards_of(services, what), lambda cards: self._paint(path, cards), self._failed
        )

    def _paint(self, path: Path, cards: list[PrintedCard]) -> None:
        if not cards:
            self._say(self.tr("There are no questions in study to make cards of."))
            return
        size, title = PaperSize(self.size_box.currentData()), self._what.name

        def make() -> int:
            from quizapp.ui.paper import print_cards

            return print_cards(path, title, cards, size=size)

        self._desk.compute(make, lambda pages: self._written(path, pages), self._failed)

    def _written(self, path: Path, pages: int) -> None:
        self.accept()
        said = self.tr("{} written to {}.").format(
            words.count(pages, self.tr("page"), self.tr("pages")), path.name
        )
        self._desk.offer(
            said, self.tr("Open it"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute()))), "right",
        )  # fmt: skip

    def _failed(self, problem: BaseException) -> None:
        self._say(str(problem))

    def _say(self, sentence: str) -> None:
        self.pdf.setEnabled(True)
        self.state.setText(sentence)
        self.fit()
