"""A layout that sets widgets in lines, like words of a text."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

GAP = 5  # pixels between two words
LINE = 8  # ... and between two lines


class Flow(QLayout):
    """Lines are as high as their highest widget, and the others stand in their middle. What is
    hidden takes no room."""

    def __init__(self, parent: QWidget, gap: int = GAP) -> None:
        """``gap``: pixels between two widgets."""
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self._breaks: set[int] = set()  # numbers of the items that begin a line of their own
        self._close: set[int] = set()  # ... that follow the one before without a space
        self._roomy: frozenset[QWidget] = frozenset()
        self.setContentsMargins(0, 0, 0, 0)

    def break_line(self) -> None:
        """What comes next begins a new line."""
        self._breaks.add(len(self._items))

    def keep_close(self) -> None:
        """What comes next stands close to what is before it, like a full stop."""
        self._close.add(len(self._items))

    def keep_room(self, widgets: Collection[QWidget]) -> None:
        """As high as if these were all there is, also while some of them are hidden: what stands
        above and below does not move when they come and go."""
        if self._roomy != frozenset(widgets):
            self._roomy = frozenset(widgets)
            self.invalidate()

    # Qt overrides

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(self._set(QRect(0, 0, width, 0), move=False), self._room(width))

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._set(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """As wide as the widest word."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _set(self, rect: QRect, *, move: bool) -> int:
        """The height that the lines take; with ``move`` the widgets go to their places."""
        top = rect.top()
        for line in self._lines(rect.width(), lambda item: not item.isEmpty()):
            high = max(item.sizeHint().height() for _, item in line)
            left = rect.left()
            for number, item in line:
                size = item.sizeHint()
                left += 0 if item is line[0][1] else self._space(number)
                if move:
                    down = (high - size.height()) // 2
                    item.setGeometry(QRect(QPoint(left, top + down), size))
                left += size.width()
            top += high + LINE
        return max(0, top - LINE - rect.top())

    def _room(self, width: int) -> int:
        """The height of those for whom room is kept."""
        lines = self._lines(width, lambda item: item.widget() in self._roomy)
        highs = [max(_size(item).height() for _, item in line) for line in lines]
        return sum(highs) + LINE * max(0, len(highs) - 1)

    def _space(self, number: int) -> int:
        return 0 if number in self._close else self._gap

    def _lines(
        self, width: int, counts: Callable[[QLayoutItem], bool]
    ) -> list[list[tuple[int, QLayoutItem]]]:
        """The items that count, with their numbers."""
        lines: list[list[tuple[int, QLayoutItem]]] = []
        used = width + 1
        for number, item in enumerate(self._items):
            if not counts(item):
                continue
            wide = _size(item).width()
            if not lines or number in self._breaks or used + self._space(number) + wide > width:
                lines.append([])
                used = -self._space(number)
            lines[-1].append((number, item))
            used += self._space(number) + wide
        return lines


def _size(item: QLayoutItem) -> QSize:
    """Of a widget that is hidden, too: Qt's own items say nothing of it."""
    widget = item.widget()
    if widget is None or not item.isEmpty():
        return item.sizeHint()
    return widget.sizeHint().expandedTo(widget.minimumSize())
