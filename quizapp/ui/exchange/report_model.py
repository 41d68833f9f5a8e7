"""Entries of a report as a table of any length."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizapp.domain.importing import Entry
from quizapp.ui import words
from quizapp.ui.widgets.basics import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ITEM, LINE, REASON = range(3)


class ReportModel(QAbstractTableModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    @property
    def has_lines(self) -> bool:
        """Whether any entry says where in the file it is."""
        return any(entry.line is not None for entry in self._entries)

    @property
    def has_items(self) -> bool:
        """Whether any entry is about one question or part."""
        return any(entry.item for entry in self._entries)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 3

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
        names = (self.tr("Question or part"), self.tr("Line"), self.tr("What, and why"))
        return names[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        line = "" if entry.line is None else f"{entry.line:,}"
        text = (entry.item, line, entry.reason)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.one_line(text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        return None
