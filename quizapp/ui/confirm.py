"""Asking before something that cannot be taken back with one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.fitting_dialog import FittingDialog

WIDTH = 420  # px, at least


class ConfirmDialog(FittingDialog):
    """A question, what follows from yes, and two buttons."""

    def __init__(self, parent: QWidget, heading: str, text: str, yes: str, *, danger: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.agree = button(yes, "danger" if danger else "primary")
        self.cancel = button(self.tr("Cancel"))
        self.agree.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        first = self.cancel if danger else self.agree
        first.setDefault(True)
        first.setFocus()
        about = label(text, wrap=True)
        self.setAccessibleDescription(text)
        self._buttons = row(-1, self.cancel, self.agree)
        self.setLayout(
            column(
                label(heading, "lead", wrap=True), about, 12, self._buttons,
                spacing=8, margin=24,
            )
        )  # fmt: skip
        self.setMinimumWidth(WIDTH)

    def add_at_left(self, other: QPushButton) -> None:
        """Another way out, apart from yes and no."""
        self._buttons.insertWidget(0, other)


def confirm(
    parent: QWidget,
    heading: str,
    text: str,
    yes: str,
    then: Callable[[], object],
    *,
    danger: bool = True,
) -> ConfirmDialog:
    """Asks without blocking; ``then`` runs on yes. Where it is a danger, Enter means no."""
    box = ConfirmDialog(parent, heading, text, yes, danger=danger)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # After it is closed: what follows may set the focus, which closing would take away again.
    box.finished.connect(lambda _: then() if box.result() else None)
    box.open()
    return box
