"""Printing a quiz: versions, layout and key, seen before it is printed; as PDF or for Word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QWidget

from quizapp.domain.paper import PaperLayout, PaperSize, Sheet
from quizapp.domain.quiz import Quiz
from quizapp.services.author_quiz import MOST_VERSIONS
from quizapp.ui import words
from quizapp.ui.ask_file import FileKind, ask_file_to_write
from quizapp.ui.desk import Desk
from quizapp.ui.paper.blocks import map_png
from quizapp.ui.paper.printing import Job, sheets_job
from quizapp.ui.widgets.basics import button, column, label
from quizapp.ui.widgets.paper_dialog import PaperDialog
from quizapp.ui.widgets.setting_fields import CalmSpinBox

USUAL_VERSIONS = 2


class PrintDialog(PaperDialog):
    """``write`` does the work; the buttons ask for a file first."""

    def __init__(self, parent: QWidget, desk: Desk, quiz: Quiz) -> None:
        super().__init__(parent, desk, quiz.name)
        self.setWindowTitle(self.tr("Print"))
        self._quiz = quiz
        self.versions = CalmSpinBox(1, MOST_VERSIONS, USUAL_VERSIONS)
        self.layout_box = QComboBox()
        for layout, text in (
            (PaperLayout.ONE_COLUMN, self.tr("One column")),
            (PaperLayout.TWO_COLUMNS, self.tr("Two columns")),
            (PaperLayout.LARGE_PRINT, self.tr("Large print")),
        ):
            self.layout_box.addItem(text, layout)
        self.key = QCheckBox(self.tr("With the answer key"))
        self.key.setToolTip(self.tr("Behind the questions, on pages of its own"))
        self.key.setChecked(True)
        self.shuffle = QCheckBox(self.tr("Questions in other orders"))
        self.shuffle.setToolTip(self.tr("Questions in another order in each version"))
        self.shuffle.setChecked(True)
        self.word = button(self.tr("Make a Word file"))
        self._build()
        self.versions.valueChanged.connect(self._show_state)
        for changed in (self.versions.valueChanged, self.layout_box.currentIndexChanged,
                        self.key.toggled, self.shuffle.toggled):  # fmt: skip
            changed.connect(self.changed)
        self.word.clicked.connect(self._ask_where_word)
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
        self.arrange(column(
            label(words.one_line(self._quiz.name), "lead", wrap=True), 4, form, self.shuffle,
            self.key, self.state, -1, spacing=8,
        ), self.word)  # fmt: skip

    def _show_state(self) -> None:
        several = self.versions.value() > 1
        self.shuffle.setEnabled(several)
        last = chr(ord("A") + self.versions.value() - 1)
        names = self.tr("A and B") if last == "B" else self.tr("A to {}").format(last)
        said = self.tr("Versions {}: the same questions, options in other orders, each with "
                       "its own key.").format(names)  # fmt: skip
        self.state.setText(said if several else self.tr("One version, without a letter."))

    def reading(self) -> Callable[[], tuple[Sheet, ...]]:
        service, quiz_id = self.desk.services.printing, self._quiz.id
        versions, shuffle = self.versions.value(), self.shuffle.isChecked()
        return lambda: service.sheets(quiz_id, versions, shuffle_questions=shuffle)

    def job(self, found: tuple[Sheet, ...]) -> Job:
        return sheets_job(found, layout=self._layout, size=self._size, key=self.key.isChecked())

    @property
    def _layout(self) -> PaperLayout:
        return PaperLayout(self.layout_box.currentData())

    @property
    def _size(self) -> PaperSize:
        return PaperSize(self.size_box.currentData())

    # For Word

    def _ask_where_word(self) -> None:
        kind = FileKind("Word", [".docx"])
        path = ask_file_to_write(self, self.tr("Where to write it"), self.name, kind)
        if path is not None:
            self.write(path)

    def write(self, path: Path) -> None:
        """As PDF or for Word, by the ending of the path."""
        if path.suffix.lower() != ".docx":
            super().write(path)
            return
        service, layout, size = self.desk.services.printing, self._layout, self._size
        key, read = self.key.isChecked(), self.reading()

        def make() -> None:
            from quizapp.services.exchange_decks import write_file

            write_file(path, [service.word_file(read(), layout, size, key=key, maps=map_png)])

        self.busy(on=True)
        self.desk.ask(make, lambda _: self.written(path, self.tr("The quiz")), self.failed)
