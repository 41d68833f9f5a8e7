"""Names of fields at the left, each in the middle of its field."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFormLayout

_TALL = 2.6  # times as high as its name: a field of several lines has its name at its first line


class FieldForm(QFormLayout):
    """As ``QFormLayout``, which sets names at the upper edge of a row: a few pixels above the text
    of a field with a frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setVerticalSpacing(8)

    # Qt override

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for number in range(self.rowCount()):
            name = self.itemAt(number, QFormLayout.ItemRole.LabelRole)
            field = self.itemAt(number, QFormLayout.ItemRole.FieldRole)
            if name is None or field is None or name.isEmpty():
                continue
            at, beside = name.geometry(), field.geometry()
            wrapped = at.bottom() < beside.top()
            own = name.sizeHint().height()
            if not wrapped and own <= beside.height() <= _TALL * own:
                name.setGeometry(QRect(at.x(), beside.y(), at.width(), beside.height()))
