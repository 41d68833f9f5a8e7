"""Some keyed buttons in a row; under each other where the row has no room for them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from quizapp.ui.widgets.basics import row
from quizapp.ui.widgets.keyed_button import KeyedButton

GAP = 8


class Offers(QWidget):
    def __init__(self, *buttons: KeyedButton) -> None:
        super().__init__()
        self._buttons = buttons
        self._line = row(*buttons, spacing=GAP)
        self._line.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.setLayout(self._line)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        widest = max((each.minimumSizeHint().width() for each in self._buttons), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        shown = [each for each in self._buttons if not each.isHidden()]
        needed = sum(each.sizeHint().width() + GAP for each in shown) - GAP
        way = QBoxLayout.Direction
        fits = needed <= event.size().width()
        self._line.setDirection(way.LeftToRight if fits else way.TopToBottom)
        super().resizeEvent(event)
