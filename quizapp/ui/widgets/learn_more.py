"""How many new questions to begin on top of the day's: a button for each number."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from quizapp.ui.widgets.basics import button, clear, label, row

NUMBERS = (5, 10, 20)


class LearnMore(QWidget):
    chosen = Signal(int)

    def __init__(self, *, first: bool = True) -> None:
        """``first``: whether it is what comes next here, and looks so."""
        super().__init__()
        self._first = first
        self.buttons: list[QPushButton] = []
        self._line = row(spacing=8)
        self.setLayout(self._line)
        self.hide()

    def offer(self, waiting: int) -> None:
        """``waiting``: new questions there are; hidden where there is none."""
        clear(self._line)
        self.buttons = []
        self.setVisible(waiting > 0)
        self._line.addWidget(label(self.tr("Learn more now:"), "muted"))
        for number in (*(each for each in NUMBERS if each < waiting), min(waiting, NUMBERS[-1])):
            if self.buttons and number == NUMBERS[-1] < waiting:
                continue  # it stands there already
            every = number == waiting
            text = self.tr("All {:,}") if every and self.buttons else self.tr("{:,} new")
            made = button(text.format(number), "" if self.buttons or not self._first else "primary")
            made.setAccessibleName(self.tr("Learn {:,} new questions now").format(number))
            made.setToolTip(self.tr("Begins so many new questions on top of the day’s"))
            made.setMinimumHeight(40)
            made.clicked.connect(partial(self.chosen.emit, number))
            self.buttons.append(made)
            self._line.addWidget(made)
            made.show()  # at once: one of them gets the focus
        self._line.addStretch(1)
