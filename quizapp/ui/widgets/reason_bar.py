"""Why is the question no good? One key says it, Esc says nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy

from quizapp.domain.judgement import Reason
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import announce, column, label, row
from quizapp.ui.widgets.elided import ElidedLabel
from quizapp.ui.widgets.keyed_button import KeyedButton

EDGES = 34  # px: the margins of the card
REASONS = tuple(Reason)  # the n-th by the key n


class ReasonBar(QFrame):
    chosen = Signal(object)  # the Reason
    skipped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._head = label("", "strong")
        self._about = ElidedLabel("", "small")
        self.buttons = {
            reason: KeyedButton(words.reason_name(reason), str(number))
            for number, reason in enumerate(REASONS, start=1)
        }
        for number, (reason, made) in enumerate(self.buttons.items(), start=1):
            made.setToolTip(f"{words.reason_name(reason)} ({number})")
            made.clicked.connect(partial(self.chosen.emit, reason))
        self.skip = KeyedButton(self.tr("No reason"), "Esc")
        self.skip.setToolTip(self.tr("Give no reason (Esc)"))
        self.skip.clicked.connect(self.skipped)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._columns = 0
        for made in (*self.buttons.values(), self.skip):
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = row(self._head, self._about, spacing=10)
        line.setStretch(1, 1)
        layout = column(line, 4, self._grid, spacing=4)
        layout.setContentsMargins(16, 10, 16, 12)
        self.setLayout(layout)
        self._arrange(4)
        theme.changed.connect(self._fit)

    def ask(self, head: str, about: str = "") -> None:
        """``about``: the question that the reason is about, where another one is in sight."""
        self._head.setText(head)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.setAccessibleName(f"{head} {about}".strip())
        announce(self, self.accessibleName())

    def take(self, number: int) -> None:
        """The reason of a number key, from 1."""
        if 1 <= number <= len(REASONS):
            self.chosen.emit(REASONS[number - 1])

    @Slot()
    def _fit(self) -> None:
        self._arrange(self._columns_for(self.width()))

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for number, made in enumerate((*self.buttons.values(), self.skip)):
            self._grid.addWidget(made, number // columns, number % columns)
        for each in range(4):
            self._grid.setColumnStretch(each, 1 if each < columns else 0)

    def _columns_for(self, width: int) -> int:
        widest = max(made.sizeHint().width() for made in self.buttons.values())
        cell = widest + self._grid.spacing()
        return max(2, min(4, (width - EDGES) // cell))

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange(self._columns_for(event.size().width()))
        super().resizeEvent(event)
