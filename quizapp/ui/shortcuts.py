"""F1: every shortcut of the present screen, and those that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from quizapp.ui.screens.screen import Command
from quizapp.ui.widgets.basics import button, card, column, label, row, scrolled


class ShortcutsDialog(QDialog):
    def __init__(
        self, parent: QWidget, here: str, commands: Sequence[Command], always: Sequence[Command]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        body = QWidget()
        lists = row(spacing=16)
        if commands:
            lists.addWidget(self._list(here, commands), 1, Qt.AlignmentFlag.AlignTop)
        everywhere = self._list(self.tr("Everywhere"), always)
        lists.addWidget(everywhere, 1, Qt.AlignmentFlag.AlignTop)
        body.setLayout(column(lists, -1))
        close = button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        title = label(self.tr("Keyboard shortcuts"), "title")
        hint = label(
            self.tr("Tab moves between controls, Space presses a button, Esc closes."), "muted"
        )
        area = scrolled(body, self.tr("Shortcuts"))
        self.setLayout(column(title, hint, 8, area, 8, row(-1, close), margin=24))
        rows = max(len(commands), len(always))
        width = 860 if commands else 480
        self.resize(width, min(700, 216 + 34 * rows))

    def _list(self, heading: str, commands: Sequence[Command]) -> QWidget:
        box = card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        for number, command in enumerate(commands):
            grid.addWidget(label(command.text), number, 0)
            keys = row(-1, *(label(key, "key") for key in command.keys), spacing=4)
            grid.addLayout(keys, number, 1)
        box.setLayout(column(label(heading, "lead"), 6, grid, -1, margin=16))
        return box
