"""Asking before something that cannot be taken back with one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def confirm(
    parent: QWidget,
    heading: str,
    text: str,
    yes: str,
    then: Callable[[], object],
    *,
    danger: bool = True,
) -> QMessageBox:
    """Asks without blocking; ``then`` runs on yes. Where it is a danger, Enter means no."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(heading)
    box.setText(heading)
    box.setInformativeText(text)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    agree.setProperty("kind", "danger" if danger else "primary")
    box.setDefaultButton(cancel if danger else agree)
    box.setEscapeButton(cancel)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    # After it is closed: what follows may set the focus, which closing would take away again.
    box.finished.connect(lambda _: then() if box.clickedButton() is agree else None)
    box.open()
    return box
