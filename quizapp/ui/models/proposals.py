"""Proposed questions as a list: each with the decision made on it so far."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizapp.domain.question import Question, State
from quizapp.ui import words
from quizapp.ui.widgets.rows import DETAIL, FADED, MARK

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
MARKS = {State.ACCEPTED: ("check", "right"), State.REJECTED: ("cross", "wrong")}


class ProposalModel(QAbstractListModel):
    """Holds the questions themselves; a decision changes one row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions: list[Question] = []

    def show_questions(self, questions: Sequence[Question]) -> None:
        self.beginResetModel()
        self._questions = list(questions)
        self.endResetModel()

    def at(self, row: int) -> Question:
        return self._questions[row]

    def row_of(self, question_id: str) -> int:
        """-1 where it is not shown."""
        for row, question in enumerate(self._questions):
            if question.id == question_id:
                return row
        return -1

    def replace(self, question: Question) -> None:
        row = self.row_of(question.id)
        if row < 0:
            return
        self._questions[row] = question
        self.dataChanged.emit(self.index(row), self.index(row))

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._questions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        question = self._questions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return words.one_line(question.stem)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{question.stem} {question.answer}. {words.state_name(question.state)}"
        if role == DETAIL:
            return f"{words.kind_name(question.kind)}  ·  {words.one_line(question.answer)}"
        if role == MARK:
            return MARKS.get(question.state)
        if role == FADED:
            return question.state is not State.DRAFT
        return None
