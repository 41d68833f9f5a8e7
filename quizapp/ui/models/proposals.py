"""Proposed questions as a list: each with the decision made on it so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizapp.domain.question import Question, State
from quizapp.ui import words
from quizapp.ui.widgets.rows import DETAIL, FADED, MARK

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
MARKS = {State.ACCEPTED: ("check", "right"), State.REJECTED: ("cross", "wrong")}
SHOWN: dict[int, Callable[[Question], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda q: words.one_line(q.stem),
    Qt.ItemDataRole.AccessibleTextRole: lambda q: f"{q.stem} {q.answer}. {words.standing(q)}",
    DETAIL: lambda q: "  ·  ".join(
        [
            *([words.standing(q)] if q.held_back else []),
            words.kind_name(q.kind),
            words.one_line(q.answer),
        ]
    ),
    MARK: lambda q: MARKS.get(q.state),
    FADED: lambda q: q.state is not State.DRAFT,
}


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
        shown = SHOWN.get(role)
        if shown is None or not index.isValid():
            return None
        return shown(self._questions[index.row()])
