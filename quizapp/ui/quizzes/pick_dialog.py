"""Choosing questions for a quiz out of the bank: search, filter, tick with Space, add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelection, QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.services.author_question import Bank
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.models.questions import PAGE, Index, QuestionTable
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.question_filters import QuestionFilters
from quizapp.ui.widgets.question_grid import QuestionGrid

WIDTH, HEIGHT = 980, 640


class PickTable(QuestionTable):
    """A question that asks word for word what the one above asks says so, and stands back."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        wanted = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ForegroundRole)
        if not wanted or not index.isValid() or not self._is_double(index.row()):
            return super().data(index, role)
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.colour("muted")
        said = super().data(index, role)
        return self.tr("As above: {}").format(said) if index.column() == 0 else said

    def _is_double(self, row: int) -> bool:
        here, above = self.held(row), self.held(row - 1) if row else None
        return here is not None and above is not None and _words(here) == _words(above)


def _words(question: Question) -> str:
    return words.one_line(question.stem).casefold()


class PickDialog(QDialog):
    """``chosen``: the ids, in the order of the table; those in ``known`` are left out."""

    def __init__(self, parent: QWidget, desk: Desk, known: Sequence[str]) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add questions"))
        self._desk = desk
        self._known = frozenset(known)
        self._generation = 0
        self._filter = QuestionFilter()
        self.model = PickTable(desk.theme, self)
        self.table = QuestionGrid(desk.theme, self.model, two_lines=True)
        self.filters = QuestionFilters()
        self.filters.open_more.setChecked(desk.theme.scaled(WIDTH) <= parent.window().width())
        self.state = label("", "muted", wrap=True)
        self.agree = button(self.tr("Add"), "primary")
        self._build(parent)
        self.filters.changed.connect(self.run_search)
        self.model.page_wanted.connect(self._fetch)
        self.table.selectionModel().selectionChanged.connect(self._selected)
        self.table.doubleClicked.connect(lambda _: self.accept())
        self.agree.clicked.connect(self.accept)
        desk.ask(desk.services.author.bank, self._bank_known)

    @property
    def chosen(self) -> tuple[str, ...]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        found = (self.model.question(each) for each in rows)
        return tuple(q.id for q in found if q is not None and q.id not in self._known)

    def _build(self, parent: QWidget) -> None:
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = row(self.state, cancel, self.agree, spacing=8)
        foot.setStretch(0, 1)
        layout = column(self.filters, self.table, foot, spacing=12, margin=18)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        room, theme = parent.window(), self._desk.theme
        self.resize(min(theme.scaled(WIDTH), room.width() - 40),
                    min(theme.scaled(HEIGHT), room.height() - 40))  # fmt: skip
        self.filters.search.setFocus()

    def _bank_known(self, bank: Bank) -> None:
        self.filters.offer_bank(bank)
        self.filters.states.setCurrentIndex(self.filters.states.findData(State.ACCEPTED))
        self.run_search()

    @Slot()
    def run_search(self) -> None:
        self._generation += 1
        by_words = replace(self.filters.wanted, order="stem")  # so that doubles stand together
        self._filter, generation = by_words, self._generation
        questions, wanted = self._desk.services.questions, self._filter

        def search() -> tuple[int, list[Question]]:
            return questions.count(wanted), questions.search(wanted, PAGE, 0)

        self._desk.ask(search, lambda found: self._found(generation, *found))

    def _found(self, generation: int, count: int, first: Sequence[Question]) -> None:
        if generation == self._generation:
            self.model.restart(generation, count, tuple(first))
            self._selected()

    @Slot(int, int)
    def _fetch(self, generation: int, page: int) -> None:
        questions, wanted = self._desk.services.questions, self._filter
        self._desk.ask(
            lambda: questions.search(wanted, PAGE, page * PAGE),
            lambda found: self.model.put_page(generation, page, found),
        )

    @Slot()
    def _selected(self, *_: QItemSelection) -> None:
        number = len(self.chosen)
        self.agree.setEnabled(number > 0)
        self.agree.setText(
            self.tr("Add {}").format(words.questions(number)) if number else self.tr("Add")
        )
        self.state.setText(
            self.tr("Choose with Shift or Ctrl and a click, or Ctrl+A for all that are shown.")
        )
