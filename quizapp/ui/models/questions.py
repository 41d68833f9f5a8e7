"""Questions as a table of any length: pages are fetched when rows come into view."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from quizapp.domain.question import Question, State
from quizapp.ui import words

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
PAGE = 100  # rows fetched at once
PAGES_KEPT = 60
ORDERS = ("stem", "answer", "kind", "state")  # QuestionFilter.order of each column


class QuestionTable(QAbstractTableModel):
    """Knows how many rows there are and holds those looked at lately; the screen fetches."""

    page_wanted = Signal(int, int)  # generation, number of the page

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._generation = 0
        self._pages: dict[int, list[Question]] = {}
        self._asked: set[int] = set()

    def restart(self, generation: int, count: int, first: Sequence[Question]) -> None:
        """A new search: its number of rows and its first page."""
        self.beginResetModel()
        self._generation = generation
        self._count = count
        self._pages = {0: list(first)}
        self._asked = {0}
        self.endResetModel()

    def put_page(self, generation: int, page: int, questions: Sequence[Question]) -> None:
        """A page that was asked for; one of an earlier search is dropped."""
        if generation != self._generation:
            return
        self._pages[page] = list(questions)
        self._forget_far_pages(page)
        first = page * PAGE
        last = min(self._count, first + len(questions)) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(ORDERS) - 1))

    def question(self, row: int) -> Question | None:
        """None while its page is still on the way; asks for it then."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self._ask_for(row // PAGE)
            return None
        place = row % PAGE
        return page[place] if place < len(page) else None

    def held(self, row: int) -> Question | None:
        """The question of a row where it is loaded; asks for nothing."""
        page = self._pages.get(row // PAGE, [])
        place = row % PAGE
        return page[place] if place < len(page) else None

    def replace(self, question: Question) -> None:
        """Shows a changed question in its row."""
        for page, questions in self._pages.items():
            for place, each in enumerate(questions):
                if each.id == question.id:
                    questions[place] = question
                    row = page * PAGE + place
                    last = self.index(row, len(ORDERS) - 1)
                    self.dataChanged.emit(self.index(row, 0), last)
                    return

    def restate(self, question_ids: Sequence[str], state: State) -> None:
        """Shows another state for those that are held."""
        wanted = set(question_ids)
        for page, questions in self._pages.items():
            for place, each in enumerate(questions):
                if each.id in wanted:
                    questions[place] = each.with_state(state)
            first, last = page * PAGE, page * PAGE + len(questions) - 1
            if last >= first:
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(ORDERS) - 1))

    def row_of(self, question_id: str) -> int:
        """Among the rows held; -1 where it is not."""
        for page, questions in self._pages.items():
            for place, each in enumerate(questions):
                if each.id == question_id:
                    return page * PAGE + place
        return -1

    def _ask_for(self, page: int) -> None:
        if page not in self._asked:
            self._asked.add(page)
            self.page_wanted.emit(self._generation, page)

    def _forget_far_pages(self, near: int) -> None:
        if len(self._pages) <= PAGES_KEPT:
            return
        farthest = max(self._pages, key=lambda page: abs(page - near))
        del self._pages[farthest]
        self._asked.discard(farthest)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(ORDERS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

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
        names = (self.tr("Question"), self.tr("Answer"), self.tr("Kind"), self.tr("State"))
        in_range = role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(names)
        return names[section] if in_range else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        question = self.question(index.row())
        if question is None:
            return "…" if index.column() == 0 else ""
        texts = (
            words.one_line(question.stem),
            words.one_line(question.answer),
            words.kind_name(question.kind),
            words.standing(question),
        )
        return texts[index.column()]
