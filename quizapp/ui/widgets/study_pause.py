"""The page of a session that is paused: the question is out of sight, and its clock stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label


class PausePage(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        picture = label()
        theme.set_picture(picture, "pause", "muted", 40)
        self.go_on = button(self.tr("Go on"), "primary")
        self.go_on.setMinimumSize(160, 44)
        self.go_on.setToolTip(self.tr("Go on (Enter)"))
        about = label(self.tr("The clock stands still. Your answers so far are kept."), "muted")
        layout = column(-1, spacing=8)
        for part in (picture, label(self.tr("Paused"), "lead"), about, self.go_on):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setLayout(layout)
