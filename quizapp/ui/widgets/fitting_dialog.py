"""A dialog as high as its text needs: Qt measures wrapped lines before it knows their width."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class FittingDialog(QDialog):
    """``fit`` again after what it says became longer."""

    def fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        width = max(self.width(), self.minimumWidth(), layout.minimumSize().width())
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
        self.resize(width, max(height, layout.minimumSize().height()))

    # Qt override

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
