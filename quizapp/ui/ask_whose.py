"""Whose answers a progress file holds: asked where its name and those of the learners differ."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from quizapp.services.carry_progress import Whose
from quizapp.services.learners import Everyone
from quizapp.ui import words
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.fitting_dialog import FittingDialog

WIDTH = 440  # px, at least


class WhoseDialog(FittingDialog):
    """``chosen`` carries the Learner, or the name of one to be added."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, file: str, whose: Whose, everyone: Everyone) -> None:
        super().__init__(parent)
        heading = self.tr("Whose answers are these?")
        self.setWindowTitle(heading)
        name = words.one_line(whose.name)
        said = (
            self.tr("{file} holds the answers of {name}.").format(file=file, name=name)
            if name
            else self.tr("{file} does not say whose answers it holds.").format(file=file)
        )
        self.choice = QComboBox()
        self.choice.setAccessibleName(heading)
        for line in everyone.here:
            self.choice.addItem(words.one_line(line.learner.name), line.learner)
        if name and whose.learner is None:
            self.choice.insertItem(0, self.tr("A new learner: {}").format(name), whose.name)
        self.choice.setCurrentIndex(self._likeliest(whose, everyone))
        agree = button(self.tr("Merge"), "primary")
        agree.setDefault(True)
        agree.clicked.connect(self._agreed)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.agree = agree
        about = label(
            said + " " + self.tr("They are added to the log of the learner you choose."), wrap=True
        )
        buttons = row(-1, cancel, agree)
        self.setLayout(
            column(label(heading, "lead"), about, 4, self.choice, 12, buttons, spacing=8, margin=24)
        )
        self.setMinimumWidth(WIDTH)
        self.choice.setFocus()

    def _likeliest(self, whose: Whose, everyone: Everyone) -> int:
        """The learner of that name; else the new one; without a name, who learns now."""
        if whose.learner is None and whose.name:
            return 0
        for row_number, line in enumerate(everyone.here):
            same = line.present if whose.learner is None else line.learner.id == whose.learner.id
            if same:
                return row_number
        return 0

    @Slot()
    def _agreed(self) -> None:
        self.accept()
        self.chosen.emit(self.choice.currentData(Qt.ItemDataRole.UserRole))


def ask_whose(parent: QWidget, file: str, whose: Whose, everyone: Everyone) -> WhoseDialog:
    """Asks without blocking."""
    box = WhoseDialog(parent, file, whose, everyone)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box
