"""Asking for a name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from quizapp.ui.widgets.basics import button, column, label, row

WIDTH = 420  # px, at least
LONGEST = 120  # characters of a name


class NameDialog(QDialog):
    """One field, filled with the present name; without a name there is nothing to agree to."""

    def __init__(self, parent: QWidget, heading: str, name: str, yes: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.name = QLineEdit(name)
        self.name.setAccessibleName(heading)
        self.name.setMaxLength(LONGEST)
        self.agree = button(yes, "primary")
        cancel = button(self.tr("Cancel"))
        self.agree.setDefault(True)
        self.agree.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.name.textChanged.connect(lambda text: self.agree.setEnabled(bool(text.strip())))
        self.setLayout(
            column(
                label(heading, "lead", wrap=True), self.name, 12, row(-1, cancel, self.agree),
                spacing=8, margin=24,
            )
        )  # fmt: skip
        self.agree.setEnabled(bool(name.strip()))
        self.setMinimumWidth(WIDTH)
        self.name.setFocus()
        self.name.selectAll()


def ask_name(
    parent: QWidget, heading: str, name: str, yes: str, then: Callable[[str], object]
) -> NameDialog:
    """Asks without blocking; ``then`` is called with the name that was agreed to."""
    box = NameDialog(parent, heading, name, yes)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.accepted.connect(lambda: then(box.name.text().strip()))
    box.open()
    return box
