"""What a place says while it is empty: what it is for, and the one thing to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row

WIDTH = 440


class EmptyState(QWidget):
    """An icon, a heading, one or two sentences, and at most two buttons, in the middle."""

    def __init__(self, theme: Theme, icon: str, heading: str, text: str) -> None:
        super().__init__()
        picture = label()
        theme.set_picture(picture, icon, "muted", 40)
        self._heading = label(heading, "lead")
        self._text = label(text, "muted", wrap=True)
        theme.set_widest(self._text, WIDTH)
        self._buttons = row(spacing=8)
        centre = Qt.AlignmentFlag.AlignHCenter
        layout = column(-1, spacing=8)
        layout.addWidget(picture, 0, centre)
        layout.addSpacing(4)
        layout.addWidget(self._heading, 0, centre)
        middle = row(-1, self._text, -1)
        middle.setStretch(1, 1000)
        layout.addLayout(middle)
        layout.addSpacing(8)
        holder = row(-1, self._buttons, -1)
        layout.addLayout(holder)
        self._choices = row(spacing=4)
        layout.addLayout(row(-1, self._choices, -1))
        layout.addStretch(2)
        self._text.setAlignment(centre)
        self.setLayout(layout)

    @property
    def text(self) -> str:
        return f"{self._heading.text()} {self._text.text()}"

    def add_button(self, text: str, kind: str = "primary", tip: str = "") -> QPushButton:
        """``tip``: what the button does, with its key; what it says where that is enough."""
        made = button(text, kind)
        made.setToolTip(tip or text)
        self._buttons.addWidget(made)
        return made

    def add_choice(self, text: str, tip: str) -> QPushButton:
        """Another way to do the same, under the buttons and quieter."""
        made = button(text, "quiet")
        made.setToolTip(tip)
        self._choices.addWidget(made)
        return made

    def rewrite(self, heading: str, text: str) -> None:
        self._heading.setText(heading)
        self._text.setText(text)
