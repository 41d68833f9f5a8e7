"""Buttons beside each other, in a second line where large letters leave no room."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from quizapp.ui.tasks.flow import Flow

GAP = 8  # pixels between two buttons


class Actions(QWidget):
    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        self._flow = Flow(self, GAP)
        for each in buttons:
            self._flow.addWidget(each)

    def keep_room(self, buttons: Collection[QWidget]) -> None:
        """As high as these need, though some of them are hidden."""
        self._flow.keep_room(buttons)
