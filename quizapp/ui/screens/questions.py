"""Questions: all of them in a table, with search, filters, and an editor at the side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStackedLayout,
    QStackedWidget,
    QTableView,
    QWidget,
)

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Question, QuestionFilter, State
from quizapp.services.evidence import EvidenceView
from quizapp.ui import words
from quizapp.ui.desk import QUESTIONS, Desk
from quizapp.ui.models.questions import ORDERS, PAGE, QuestionTable
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.evidence import EvidenceCard
from quizapp.ui.widgets.question_editor import QuestionEditor

PAUSE = 150  # ms without a key before the search runs
SIDE_WIDTH = 400
ROOM = 200


@dataclass(frozen=True)
class Found:
    """The answer to one search."""

    generation: int
    count: int
    first: tuple[Question, ...]


class QuestionsScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.generation = 0
        self._filter = QuestionFilter()
        self._wanted_question: Question | None = None
        self.model = QuestionTable(self)
        self.table = QTableView()
        self.search = QLineEdit(placeholderText=self.tr("Search"))
        self.decks = QComboBox()
        self.kinds = QComboBox()
        self.states = QComboBox()
        self.editor = QuestionEditor(desk)
        self.evidence = EvidenceCard(desk.theme, ROOM)
        self._pages = QStackedLayout(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: the id of a deck to show, or a question to edit."""
        self.table.setFocus()
        questions = self.desk.services.questions
        self.desk.ask(questions.decks, lambda found: self._decks_known(found, what))

    @property
    def current(self) -> Question | None:
        index = self.table.currentIndex()
        return self.model.question(index.row()) if index.isValid() else None

    @property
    def chosen(self) -> list[Question]:
        """The selected questions that are loaded."""
        rows = (index.row() for index in self.table.selectionModel().selectedRows())
        return [question for each in rows if (question := self.model.question(each)) is not None]

    # Building

    def _build(self) -> None:
        self._count = label("", "muted")
        self._set_up_filters()
        self._set_up_table()
        head = row(column(label(self.tr("Questions"), "title"), self._count, spacing=2), -1)
        filters = row(self.search, self.decks, self.kinds, self.states, spacing=8)
        filters.setStretch(0, 1)
        self.edit = button(self.tr("Edit"))
        self.retire = button(self.tr("Retire"))
        actions = row(self.edit, self.retire, -1, spacing=8)
        self._none = EmptyState(self.desk.theme, "search", "", "")
        self._table_or_none = QStackedWidget()
        self._table_or_none.addWidget(self.table)
        self._table_or_none.addWidget(self._none)
        left = column(self._table_or_none, actions, spacing=10)
        body = row(left, self._side(), spacing=20)
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        page = QWidget()
        layout = column(head, filters, body, spacing=14)
        layout.setStretch(2, 1)
        layout.setContentsMargins(32, 24, 32, 20)
        page.setLayout(layout)
        self._pages.addWidget(page)
        self._pages.addWidget(self._empty_state())

    def _set_up_filters(self) -> None:
        self.search.setAccessibleName(self.tr("Search in questions and answers"))
        self.search.setClearButtonEnabled(True)
        self.decks.setAccessibleName(self.tr("Deck"))
        self.decks.addItem(self.tr("All decks"), None)
        self.decks.setMaximumWidth(220)
        self.kinds.setAccessibleName(self.tr("Kind of question"))
        self.kinds.addItem(self.tr("All kinds"), None)
        for kind in AnswerKind:
            self.kinds.addItem(words.kind_name(kind), kind)
        self.states.setAccessibleName(self.tr("State"))
        self.states.addItem(self.tr("All states"), None)
        for state in State:
            self.states.addItem(words.state_name(state), state)

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Questions"))
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        self._fit_rows()
        self.desk.theme.changed.connect(self._fit_rows)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(0, modes.Stretch)
        for section, width in ((1, 180), (2, 84), (3, 96)):
            header.setSectionResizeMode(section, modes.Interactive)
            header.resizeSection(section, self.desk.theme.scaled(width))

    @Slot()
    def _fit_rows(self) -> None:
        self.table.verticalHeader().setDefaultSectionSize(self.desk.theme.scaled(40))

    def _side(self) -> QWidget:
        self.side = QWidget()
        self.side.setMinimumWidth(300)
        self.side.setMaximumWidth(self.desk.theme.scaled(SIDE_WIDTH))
        self._deck_name = label("", "small")
        layout = column(
            label(self.tr("Edit the question"), "lead"), self._deck_name, 6, self.editor, 6,
            self.evidence, spacing=4,
        )  # fmt: skip
        layout.setStretch(3, 1)
        self.side.setLayout(layout)
        self.side.hide()
        return self.side

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme,
            "questions",
            self.tr("No questions yet"),
            self.tr("Add a document. What it says of dates, leaders and places becomes questions."),
        )
        self._empty_add = state.add_button(self.tr("Add documents"))
        self._empty_add.clicked.connect(lambda: self.desk.go("add"))
        return state

    def _connect(self) -> None:
        self.search.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self.run_search)
        for combo in (self.decks, self.kinds, self.states):
            combo.currentIndexChanged.connect(self.run_search)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        self.table.doubleClicked.connect(self.edit_current)
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.model.page_wanted.connect(self._fetch)
        self.model.dataChanged.connect(self._selection_changed)
        self.editor.saved.connect(self._save)
        self.editor.cancelled.connect(self._close_editor)
        self.evidence.wanted.connect(self._show_document)

    def _add_commands(self) -> None:
        self.command(self.tr("Search"), ["Ctrl+F", "/"], self.search.setFocus)
        self.command(self.tr("Edit"), ["Return", "Enter", "E"], self._enter,
                     shown_keys=["Return", "E"])  # fmt: skip
        self.edit.setToolTip(self.tr("Edit (Enter)"))
        self.edit.clicked.connect(self.edit_current)
        self.command(self.tr("Retire, or take back into study"), ["Delete"], self.toggle_retired,
                     button=self.retire)  # fmt: skip
        self.command(self.tr("Show in document"), ["O"], self._show_document)
        self.command(self.tr("Close the editor"), ["Escape"], self._close_editor)
        self.describe(self.tr("Save the question"), "Ctrl+Enter")
        self._selection_changed()

    # Searching

    def _decks_known(self, decks: Sequence[Deck], what: object) -> None:
        kept = what if isinstance(what, str) else self.decks.currentData()
        self.decks.blockSignals(True)
        self.decks.clear()
        self.decks.addItem(self.tr("All decks"), None)
        for deck in decks:
            self.decks.addItem(words.one_line(deck.name), deck.id)
        self.decks.setCurrentIndex(max(0, self.decks.findData(kept)) if kept else 0)
        self.decks.blockSignals(False)
        if isinstance(what, Question):
            self._wanted_question = what
            for combo in (self.decks, self.kinds, self.states):
                combo.blockSignals(True)
                combo.setCurrentIndex(0)
                combo.blockSignals(False)
            self.search.setText(what.stem)
            self._pause.stop()
        self.run_search()

    @Slot()
    def run_search(self) -> None:
        """Asks for what the fields say; an answer to an earlier search is dropped."""
        self._pause.stop()
        if not self.desk.ready:
            return
        self.generation += 1
        kind, state = self.kinds.currentData(), self.states.currentData()
        self._filter = replace(
            self._filter,
            text=self.search.text().strip(),
            deck_id=self.decks.currentData(),
            kinds=(AnswerKind(kind),) if kind else (),
            states=(State(state),) if state else (),
        )
        questions, wanted, generation = self.desk.services.questions, self._filter, self.generation
        self.desk.ask(
            lambda: Found(
                generation, questions.count(wanted), tuple(questions.search(wanted, PAGE, 0))
            ),
            self.show_found,
        )

    def show_found(self, found: Found) -> None:
        if found.generation != self.generation:
            return
        self.model.restart(found.generation, found.count, found.first)
        self._count.setText(words.questions(found.count))
        filtered = bool(
            self._filter.text or self._filter.deck_id or self._filter.kinds or self._filter.states
        )
        self._pages.setCurrentIndex(0 if found.count or filtered else 1)
        self._table_or_none.setCurrentIndex(0 if found.count else 1)
        if not found.count:
            self._none.rewrite(
                self.tr("Nothing found"), self.tr("No question fits the search and the filters.")
            )
            return
        self.table.setCurrentIndex(self.model.index(0, 0))
        if self._wanted_question is not None:
            self._edit_wanted(self._wanted_question)
        elif not self.search.hasFocus():
            self.table.setFocus()

    def _edit_wanted(self, question: Question) -> None:
        self._wanted_question = None
        shown = self.model.row_of(question.id)
        if shown >= 0:
            self.table.setCurrentIndex(self.model.index(shown, 0))
            self.edit_current()

    @Slot(int, int)
    def _fetch(self, generation: int, page: int) -> None:
        questions, wanted = self.desk.services.questions, self._filter
        self.desk.ask(
            lambda: questions.search(wanted, PAGE, page * PAGE),
            partial(self.model.put_page, generation, page),
        )

    @Slot(int, Qt.SortOrder)
    def _sorted(self, section: int, order: Qt.SortOrder) -> None:
        column_order = ORDERS[section] if 0 <= section < len(ORDERS) else "added"
        descending = order == Qt.SortOrder.DescendingOrder
        self._filter = replace(self._filter, order=column_order, descending=descending)
        self.run_search()

    # The side

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if self.side.isVisible():
            self.edit_current(take_focus=False)

    @Slot()
    def _selection_changed(self) -> None:
        chosen = self.chosen
        self.edit.setEnabled(bool(chosen))
        self.retire.setEnabled(bool(chosen))
        restore = bool(chosen) and all(q.state is not State.ACCEPTED for q in chosen)
        self.retire.setText(self.tr("Take into study") if restore else self.tr("Retire"))
        self.retire.setAccessibleName(self.retire.text())

    @Slot()
    def edit_current(self, *, take_focus: bool = True) -> None:
        """Opens the editor at the side for the current row."""
        question = self.current
        if question is None:
            return
        self._show_editor(True)
        focused = self.focusWidget()
        self.editor.edit(question)
        if not take_focus and focused is not None:
            focused.setFocus()
        service = self.desk.services.questions

        def read() -> tuple[str, str, EvidenceView]:
            return question.id, service.deck_of(question.id).name, service.evidence(question)

        self.desk.ask(read, lambda found: self._show_side(*found))

    def _show_side(self, question_id: str, deck: str, view: EvidenceView) -> None:
        if self.current is not None and self.current.id == question_id:
            self._deck_name.setText(words.one_line(deck))
            self.evidence.show_view(view)

    @Slot(object)
    def _save(self, question: Question) -> None:
        service = self.desk.services.questions
        self.desk.ask(lambda: service.save(question), lambda found: self._saved(question, found))

    def _saved(self, question: Question, advice: Sequence[str]) -> None:
        self.model.replace(question)
        self.editor.show_advice(advice)
        self.desk.say(self.tr("Saved."), "right")
        self.desk.changed.emit(QUESTIONS)
        self.table.setFocus()

    @Slot()
    def _close_editor(self) -> None:
        if self.side.isVisible():
            self._show_editor(False)
        self.table.setFocus()

    def _show_editor(self, shown: bool) -> None:
        """Beside the editor there is room for question and answer only."""
        self.side.setVisible(shown)
        for section in (2, 3):
            self.table.setColumnHidden(section, shown)

    def toggle_retired(self) -> None:
        """Retires the selected questions; where none of them is in study, takes them into it."""
        chosen = self.chosen
        if not chosen:
            return
        restore = all(question.state is not State.ACCEPTED for question in chosen)
        state = State.ACCEPTED if restore else State.RETIRED
        ids = [question.id for question in chosen]
        service = self.desk.services.questions
        changed = [question.with_state(state) for question in chosen]
        self.desk.ask(lambda: service.set_state(ids, state), lambda _: self._restated(changed))

    def _restated(self, changed: Sequence[Question]) -> None:
        for question in changed:
            self.model.replace(question)
        self._selection_changed()
        retired = changed[0].state is State.RETIRED
        said = words.questions(len(changed))
        self.desk.say(
            self.tr("{} retired; Delete takes them back.").format(said)
            if retired
            else self.tr("{} in study.").format(said),
            "right",
        )
        self.desk.changed.emit(QUESTIONS)

    def _show_document(self) -> None:
        if self.current is not None:
            self.desk.go("library", self.current)

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self.search.hasFocus():
            self.run_search()
            self.table.setFocus()
        else:
            self.edit_current()
