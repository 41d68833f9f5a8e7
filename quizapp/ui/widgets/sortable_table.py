"""A table that is ordered by any of its columns: by a click on its head, or by key for the column
in hand."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableWidget, QTableWidgetItem

from quizapp.ui import words
from quizapp.ui.widgets.basics import announce

LEAST = float("-inf")  # of what has no value: after all others


class SortCell(QTableWidgetItem):
    """``value``: what it is ordered by, of one type in a column; by its text where there is
    none."""

    def __init__(self, text: str, value: float | None = None) -> None:
        super().__init__(text)
        self.value: float | str = text.casefold() if value is None else value

    def __lt__(self, other: QTableWidgetItem) -> bool:
        if isinstance(other, SortCell) and type(other.value) is type(self.value):
            return self.value < other.value  # type: ignore[operator]  # of one type
        return super().__lt__(other)


class SortableTable(QTableWidget):
    """Its cells are ``SortCell``; ``refilled`` brings the order back that was asked for. Text comes
    from A to Z at first, figures from the largest, but for those of ``upwards``."""

    def __init__(self, upwards: Collection[int] = ()) -> None:
        super().__init__()
        self._upwards = frozenset(upwards)
        self._column = -1  # as it was filled
        self._order = Qt.SortOrder.AscendingOrder
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.order_by)

    def order_in_hand(self) -> None:
        """By the column in hand; once more turns the order round."""
        self.order_by(max(0, self.currentColumn()))

    def order_by(self, column: int) -> None:
        first, last = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        cell = self.item(0, column)
        if cell is None:
            return
        if column == self._column:
            self._order = last if self._order is first else first
        else:
            is_text = isinstance(getattr(cell, "value", ""), str)
            self._order = first if is_text or column in self._upwards else last
        self._column = column
        self.refilled()
        head = self.horizontalHeaderItem(column)
        announce(self, self._said(head.text() if head is not None else ""))

    def refilled(self) -> None:
        header = self.horizontalHeader()
        if not 0 <= self._column < self.columnCount():
            header.setSortIndicatorShown(False)
            return
        header.setSortIndicatorShown(True)
        header.setSortIndicator(self._column, self._order)
        self.sortItems(self._column, self._order)
        current = self.currentItem()
        if current is not None:
            self.scrollToItem(current)

    def _said(self, head: str) -> str:
        if self._order is Qt.SortOrder.AscendingOrder:
            return words.tr("Ordered by {}, upwards").format(head)
        return words.tr("Ordered by {}, downwards").format(head)
