"""Buttons beside each other, in a second line where large letters leave no room."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizapp.ui.tasks.flow import Flow

GAP = 8  # pixels between two buttons


class Actions(QWidget):
    def __init__(self, *buttons: QWidget) -> None:
        super().__init__()
        flow = Flow(self, GAP)
        for each in buttons:
            flow.addWidget(each)
