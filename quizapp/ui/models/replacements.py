"""Places where a text would be replaced: each before and after, and ticked or not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizapp.services.replace_text import Field, Place
from quizapp.ui import words

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
COLUMNS = 3
ROUND = 30  # characters shown before the first change


class ReplacementTable(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._ticked: list[bool] = []

    @property
    def ticked(self) -> list[Place]:
        return [place for place, on in zip(self._places, self._ticked, strict=True) if on]

    def show_places(self, places: Sequence[Place]) -> None:
        """All of them ticked."""
        self.beginResetModel()
        self._places = list(places)
        self._ticked = [True] * len(self._places)
        self.endResetModel()

    def toggle(self, rows: Sequence[int]) -> None:
        """Unticks these rows; ticks them where none of them is."""
        on = not any(self._ticked[row] for row in rows)
        for row in rows:
            self._ticked[row] = on
        if rows:
            first, last = self.index(min(rows), 0), self.index(max(rows), COLUMNS - 1)
            self.dataChanged.emit(first, last)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == 0 else flags

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        names = (self.tr("Where"), self.tr("Before"), self.tr("After"))
        return names[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place = self._places[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            on = self._ticked[index.row()]
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole and index.column():
            return words.one_line((place.before, place.after)[index.column() - 1])
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        before, after = around(place.before, place.after)
        return (field_name(place.field), before, after)[index.column()]

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != 0:
            return False
        self._ticked[index.row()] = Qt.CheckState(value) is Qt.CheckState.Checked
        self.dataChanged.emit(index, index)
        return True


def field_name(field: Field) -> str:
    names = {
        Field.STEM: words.tr("Question"),
        Field.ANSWER: words.tr("Answer"),
        Field.OPTIONS: words.tr("Wrong options"),
        Field.EXPLANATION: words.tr("Explanation"),
    }
    return names[field]


def around(before: str, after: str) -> tuple[str, str]:
    """Both from a little before the word in which they begin to differ, on one line."""
    before, after = words.one_line(before), words.one_line(after)
    pairs = zip(before, after, strict=False)
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(before), len(after)))
    if same <= ROUND:
        return before, after
    gaps = [gap.end() for gap in re.finditer(r"\s", before[: same - ROUND + 10])]
    start = gaps[-1] if gaps else 0
    return (f"… {before[start:]}", f"… {after[start:]}") if start else (before, after)
