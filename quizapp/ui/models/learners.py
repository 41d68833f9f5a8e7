"""The learners as a list to choose from, and the part of it that a text leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizapp.domain.learner import Learner, name_key
from quizapp.ui import words

if TYPE_CHECKING:
    from quizapp.services.learners import LearnerLine

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
LEARNER = Qt.ItemDataRole.UserRole + 1  # the Learner
PRESENT = Qt.ItemDataRole.UserRole + 2  # whether they learn now


def matching(lines: Sequence[LearnerLine], text: str) -> list[LearnerLine]:
    """Those with a word that begins so, then those with it anywhere in the name."""
    wanted = name_key(text)
    found = [line for line in lines if wanted in line.learner.key]
    return sorted(found, key=lambda line: f" {wanted}" not in f" {line.learner.key}")


class LearnerModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[LearnerLine] = []
        self._shown: list[LearnerLine] = []

    def show_learners(self, lines: Sequence[LearnerLine]) -> None:
        self.beginResetModel()
        self._all = self._shown = list(lines)
        self.endResetModel()

    def narrow(self, text: str) -> None:
        self.beginResetModel()
        self._shown = matching(self._all, text)
        self.endResetModel()

    def at(self, row: int) -> Learner:
        return self._shown[row].learner

    def present_row(self) -> int:
        """-1 where who learns now is not shown."""
        rows = (row for row, line in enumerate(self._shown) if line.present)
        return next(rows, -1)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.one_line(line.learner.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            notes = [words.tr("learns now")] * line.present
            notes += [words.tr("has a PIN")] * line.learner.has_pin
            return ", ".join([words.one_line(line.learner.name), *notes])
        return {LEARNER: line.learner, PRESENT: line.present}.get(role)
