"""A button that shows its key, as options and ratings do: what is done often is done by key."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from quizapp.ui.widgets.basics import label, row
from quizapp.ui.widgets.labelled_button import LabelledButton

EDGES = QMargins(14, 7, 9, 7)
GAP = 10


class KeyedButton(LabelledButton):
    """Where it gets too narrow for both, the key gives way; the tooltip still has it."""

    def __init__(self, text: str, key: str, kind: str = "") -> None:
        super().__init__(kind)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._text, self.key = label(text, "face"), label(key, "key")
        face = row(-1, self._text, self.key, -1, spacing=0)
        face.insertSpacing(2, GAP)
        face.setContentsMargins(EDGES)
        face.setAlignment(self.key, Qt.AlignmentFlag.AlignVCenter)  # however high the button
        self.set_face(face)

    def _height(self) -> int:
        tallest = max(self._text.sizeHint().height(), self.key.sizeHint().height())
        return tallest + EDGES.top() + EDGES.bottom()

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        return False

    def sizeHint(self) -> QSize:
        width = self._text.sizeHint().width() + GAP + self.key.sizeHint().width()
        return QSize(width + EDGES.left() + EDGES.right(), self._height())

    def minimumSizeHint(self) -> QSize:
        width = self._text.sizeHint().width() + GAP
        return QSize(width + EDGES.left() + EDGES.right(), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.key.setVisible(event.size().width() >= self.sizeHint().width())
        super().resizeEvent(event)
