"""F1: every shortcut of the present screen, and those that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from quizapp.ui.screens.screen import Command
from quizapp.ui.widgets.basics import button, card, column, label, row, scrolled

EDGES = 64  # px: the margins of the dialog, and a scroll bar


class ShortcutsDialog(QDialog):
    def __init__(
        self, parent: QWidget, here: str, commands: Sequence[Command], always: Sequence[Command]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        body = QWidget()
        lists = [self._list(self.tr("Everywhere"), always)]
        if commands:
            lists.insert(0, self._list(here, commands))
        widest = max(each.sizeHint().width() for each in lists)
        beside = len(lists) * (widest + 16) + EDGES < parent.width()
        body.setLayout(self._side_by_side(lists) if beside else column(*lists, -1, spacing=16))
        close = button(self.tr("Close"), "primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        title = label(self.tr("Keyboard shortcuts"), "title")
        hint = label(
            self.tr(
                "Tab moves between controls, Space presses a button, Esc closes. Space, PgUp, "
                "PgDn, Home and End scroll a long page."
            ),
            "muted",
            wrap=True,
        )
        area = scrolled(body, self.tr("Shortcuts"))
        self.setLayout(column(title, hint, 8, area, 8, row(-1, close), margin=24))
        wanted, around = body.sizeHint(), self.sizeHint().height() - area.sizeHint().height()
        self.resize(
            min(max(860 if beside and commands else 480, wanted.width() + EDGES), parent.width()),
            min(wanted.height() + around + 4, parent.height()),
        )

    def _side_by_side(self, lists: Sequence[QWidget]) -> QVBoxLayout:
        line = row(spacing=16)
        for each in lists:
            line.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)
        return column(line, -1)

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
