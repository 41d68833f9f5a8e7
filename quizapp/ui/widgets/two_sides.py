"""Two parts of a page beside each other; where there is no room for that, one behind the other."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from quizapp.ui.widgets.basics import column, row, scrolled

_MAIN, _SIDE = 3, 2  # shares of the width


class TwoSides(QWidget):
    """Beside each other each scrolls by itself; behind each other they scroll as one, so that
    neither is seen through a slit."""

    def __init__(self, main: QWidget, side: QWidget, names: tuple[str, str], gap: int) -> None:
        """``names``: of the two parts, for screen readers. ``gap``: px between them."""
        super().__init__()
        self._side = side
        self._together = QWidget()
        self._column = column(main, spacing=gap)
        self._together.setLayout(self._column)
        self.main_area = scrolled(self._together, names[0])
        self.side_area = scrolled(side, names[1])
        self.narrow = False
        layout = row(self.main_area, self.side_area, spacing=gap)
        layout.setStretch(0, _MAIN)
        layout.setStretch(1, _SIDE)
        self.setLayout(layout)

    def stand(self, *, narrow: bool) -> None:
        """``narrow``: behind each other."""
        if narrow == self.narrow:
            return
        self.narrow = narrow
        if narrow:
            self.side_area.takeWidget()
            self._column.addWidget(self._side)
            self._side.show()
        else:
            self._column.removeWidget(self._side)
            self.side_area.setWidget(self._side)
        self.side_area.setVisible(not narrow)

    def show_side(self) -> None:
        """Scrolls to the beginning of the second part, once all that changed has its place."""
        QTimer.singleShot(0, self, self._scroll)

    @Slot()
    def _scroll(self) -> None:
        self.main_area.verticalScrollBar().setValue(self._side.geometry().top())
