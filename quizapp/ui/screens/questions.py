"""Questions: all of them in a table, with search, filters, and an editor at the side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QMenu, QStackedLayout, QStackedWidget, QWidget

from quizapp.domain.deck import Deck
from quizapp.domain.judgement import Judgement
from quizapp.domain.mark import Mark
from quizapp.domain.question import Question, QuestionFilter, SavedFilter, State
from quizapp.services.evidence import EvidenceView
from quizapp.ui import words
from quizapp.ui.bank.actions import BankActions
from quizapp.ui.desk import QUESTIONS, Desk
from quizapp.ui.exchange.what import ExportThis
from quizapp.ui.models.questions import ORDERS, PAGE, QuestionTable
from quizapp.ui.screens.screen import Screen, key_text
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.question_filters import QuestionFilters
from quizapp.ui.widgets.question_grid import QuestionGrid
from quizapp.ui.widgets.question_side import QuestionSide
from quizapp.ui.widgets.saved_filters import SavedFiltersMenu

WIDE = 790  # px at 100 % text size, from which on all actions stand in their row


@dataclass(frozen=True)
class Found:
    """The answer to one search."""

    generation: int
    count: int
    first: tuple[Question, ...]


class QuestionsScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.generation = 0  # of the search under way: answers to earlier ones are dropped
        self._filter = QuestionFilter()
        self._order = ("added", False)
        self._to_edit: Question | None = None
        self._stay_at: Question | None = None  # the row to come back to
        self._stay_row = 0  # or, where that is not loaded, the place in the table
        self.model = QuestionTable(self)
        self.table = QuestionGrid(desk.theme, self.model, drags=True)
        self.filters = QuestionFilters()
        self.saved = SavedFiltersMenu(desk, self, lambda: self.filters.wanted)
        self.side = QuestionSide(desk)
        self.new = button(self.tr("New question"), "primary")
        self.tools = button(self.tr("Tools"))
        self.edit = button(self.tr("Edit"))
        self.retire = button(self.tr("Drop"))
        self.suspend = button(self.tr("Suspend"))
        self.flag = button(self.tr("Flag"))
        self.change = button(self.tr("Change several"))
        self.to_quiz = button(self.tr("Add to quiz"))
        self.bank = BankActions(self, self.with_chosen, self.with_shown, self._numbers)
        self.export = button(self.tr("Export"))
        self._pages = QStackedLayout(self)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: the id of a deck to show, or a question to edit."""
        self.table.setFocus()
        self._stay_at = self.current
        questions, author = self.desk.services.questions, self.desk.services.author
        self.desk.ask(questions.decks, lambda found: self._decks_known(found, what))
        self.desk.ask(author.bank, self.filters.offer_bank)  # behind the search: it takes longer

    @property
    def current(self) -> Question | None:
        index = self.table.currentIndex()
        return self.model.question(index.row()) if index.isValid() else None

    @property
    def chosen(self) -> list[Question]:
        """The selected questions that are loaded."""
        held = map(self.model.held, self.table.chosen_rows)
        return [question for question in held if question is not None]

    def with_chosen(self, then: Callable[[Sequence[str]], object]) -> None:
        """Hands the ids of all selected questions on, loaded or not, in the order of the table."""
        rows = self.table.chosen_rows
        held = [question.id for question in self.chosen]
        if len(held) == len(rows):
            then(held)
            return
        questions, wanted = self.desk.services.questions, self._filter

        def read() -> list[str]:
            found = questions.ids(wanted)
            return [found[each] for each in rows if each < len(found)]

        self.desk.ask(read, then)

    def with_shown(self, then: Callable[[Sequence[str]], object]) -> None:
        """Hands the ids of all questions on that the table lists."""
        questions, wanted = self.desk.services.questions, self._filter
        self.desk.ask(lambda: questions.ids(wanted), then)

    def _numbers(self) -> tuple[int, int]:
        """How many questions are selected, and how many are listed."""
        return len(self.table.chosen_rows), self.model.rowCount()

    # Building

    def _build(self) -> None:
        self._count = label("", "muted")
        title = column(label(self.tr("Questions"), "title"), self._count, spacing=2)
        head = row(title, -1, self.saved.button, self.tools, self.new, spacing=8)
        self._none = EmptyState(
            self.desk.theme, "search", self.tr("Nothing found"),
            self.tr("No question fits the search and the filters."),
        )  # fmt: skip
        self._none.add_button(self.tr("Show all questions"), "").clicked.connect(
            self.filters.show_everything
        )
        self._table_or_none = QStackedWidget()
        self._table_or_none.addWidget(self.table)
        self._table_or_none.addWidget(self._none)
        # Beside the editor there is no room for these.
        self._beside_none = (self.suspend, self.flag, self.change, self.to_quiz)
        actions = Actions(self.edit, self.retire, *self._beside_none, self.export)
        body = row(column(self._table_or_none, actions, spacing=10), self.side, spacing=20)
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        page = QWidget()
        layout = column(head, self.filters, body, spacing=14)
        layout.setStretch(2, 1)
        layout.setContentsMargins(32, 24, 32, 6)
        page.setLayout(layout)
        self._pages.addWidget(page)
        self._pages.addWidget(self._empty_state())

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme,
            "questions",
            self.tr("No questions yet"),
            self.tr("Add a document. What it says of dates, people and places becomes questions."),
        )
        self._empty_add = state.add_button(
            self.tr("Add documents"), tip=self.tr("Add documents (Ctrl+O)")
        )
        self._empty_add.clicked.connect(lambda: self.desk.go("add"))
        state.add_button(
            self.tr("Write a question"), "", tip=self.tr("Write a question (Ctrl+N)")
        ).clicked.connect(self.write_new)
        return state

    def _connect(self) -> None:
        self.filters.changed.connect(self.run_search)
        self.saved.recalled.connect(self._recall)
        self.bank.changed.connect(self.read_again)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        self.table.doubleClicked.connect(lambda _: self.edit_or_write())
        self.table.selectionModel().currentChanged.connect(self._moved)
        self.table.selectionModel().selectionChanged.connect(self._selection_changed)
        self.model.page_wanted.connect(self._fetch)
        self.model.dataChanged.connect(self._selection_changed)
        self.side.editor.saved.connect(self._save)
        self.desk.dropped.connect(self.bank.add_to)
        self.side.editor.cancelled.connect(self._close_editor)
        self.side.all_fields.clicked.connect(self.write_current)
        self.side.evidence.wanted.connect(self._show_document)

    def _add_commands(self) -> None:
        self.command(self.tr("Search"), ["Ctrl+F", "/"], self.filters.search.setFocus)
        self.command(self.tr("More filters"), ["Ctrl+Shift+F"], self.filters.toggle_more)
        self.command(
            self.tr("Saved filters"),
            ["Ctrl+R"],
            self.saved.open,
        )
        self.saved.button.setToolTip(self.tr("Saved filters ({})").format(
            key_text("Ctrl+R")))  # fmt: skip
        self.command(self.tr("Edit"), ["Return", "Enter", "E"], self._enter,
                     shown_keys=["Return", "E"])  # fmt: skip
        self.command(self.tr("New question"), ["Ctrl+N"], self.write_new, button=self.new)
        self.command(self.tr("Tools for many questions"), ["Ctrl+T"], self.show_tools,
                     button=self.tools)  # fmt: skip
        self.command(self.tr("Edit with preview, and how it is answered"), ["Ctrl+E"],
                     self.write_current)  # fmt: skip
        self.edit.setToolTip(self.tr("Edit (Enter)"))
        self.edit.clicked.connect(self.edit_or_write)
        self.command(
            self.tr("Drop: never ask it again; or take it back into study"), ["Delete"],
            self.toggle_retired, button=self.retire,
        )  # fmt: skip
        self.command(self.tr("Suspend, or ask again"), ["U"], self.toggle_suspended,
                     button=self.suspend)  # fmt: skip
        self.command(self.tr("Flag, or take the flag away"), ["K"], self.toggle_flagged,
                     button=self.flag)  # fmt: skip
        self.command(self.tr("Change tags, topic, difficulty, state or deck"), ["B"],
                     self.bank.change, button=self.change)  # fmt: skip
        self.command(self.tr("Add to a quiz"), ["Q"], self.bank.add_to_quiz, button=self.to_quiz)
        self.command(self.tr("Find and replace"), ["Ctrl+H"], self.bank.replace)
        self.command(self.tr("Merge duplicates"), ["Ctrl+D"], self.bank.merge)
        self.command(self.tr("Undo the last change of several questions"), ["Ctrl+Z"],
                     self.bank.undo)  # fmt: skip
        self.command(self.tr("Export what is selected, or all that is shown"), ["Ctrl+Shift+E"],
                     self.export_shown, button=self.export)  # fmt: skip
        self.command(self.tr("Show in document"), ["O"], self._show_document)
        self.command(self.tr("Close the editor"), ["Escape"], self._close_editor)
        self.describe(self.tr("Save the question"), key_text("Ctrl+Return"))
        self._selection_changed()

    def learner_changed(self) -> None:
        """What is suspended and flagged is the learner's own."""
        if self._filter.marked is not None:
            self.run_search()

    def drop_on(self, place: str) -> None:
        """Selected rows were dragged to an entry of the rail."""
        if place == "quizzes":
            self.bank.add_to_quiz()

    # Searching

    def _decks_known(self, decks: Sequence[Deck], what: object) -> None:
        self.filters.offer_decks(decks, what if isinstance(what, str) else None)
        if isinstance(what, Question):
            self._to_edit = what
            self.filters.search_only(what.stem)
        self.filters.apply_now()

    @Slot(object)
    def _recall(self, saved: SavedFilter) -> None:
        """The fields show it, so that it can be changed from there."""
        whole = self.filters.show_wanted(saved.wanted)
        self.filters.apply_now()
        self.table.setFocus()
        if not whole:
            self.desk.say(
                self.tr("{} names a deck that is no longer there; that part was left out.").format(
                    words.one_line(saved.name)
                ),
                "almost",
            )

    @Slot()
    def read_again(self) -> None:
        """After many questions were changed: the same search, at the same place."""
        self._stay_at = self.current
        self._stay_row = self.table.currentIndex().row()
        self.run_search()
        self.desk.ask(self.desk.services.author.bank, self.filters.offer_bank)

    @Slot()
    def run_search(self) -> None:
        """Asks for what the fields and the order say."""
        if not self.desk.ready:
            return
        self.generation += 1
        order, descending = self._order
        self._filter = replace(self.filters.wanted, order=order, descending=descending)
        if len(self._filter.deck_ids) == 1:
            self.desk.last_deck = self._filter.deck_ids[0]
        questions, wanted, generation = self.desk.services.questions, self._filter, self.generation

        def search() -> Found:
            first = tuple(questions.search(wanted, PAGE, 0))
            return Found(generation, questions.count(wanted), first)

        self.desk.ask(search, self.show_found)

    def show_found(self, found: Found) -> None:
        if found.generation != self.generation:
            return
        self.model.restart(found.generation, found.count, found.first)
        self._count.setText(words.questions(found.count))
        without_place = self.table.hasFocus() or self.hasFocus()
        self._pages.setCurrentIndex(0 if found.count or self.filters.any else 1)
        self._table_or_none.setCurrentIndex(0 if found.count else 1)
        self._selection_changed()
        if not found.count:
            if without_place:
                (self.filters.search if self.filters.any else self._empty_add).setFocus()
            return
        stay, self._stay_at = self._stay_at, None
        place = self.model.row_of(stay.id) if stay is not None else 0
        row, self._stay_row = self._stay_row, 0
        place = min(row, found.count - 1) if place < 0 else place
        self.table.setCurrentIndex(self.model.index(max(0, place), 0))
        to_edit, self._to_edit = self._to_edit, None
        if to_edit is not None:
            self._edit_row(self.model.row_of(to_edit.id))

    @Slot(int, int)
    def _fetch(self, generation: int, page: int) -> None:
        questions, wanted = self.desk.services.questions, self._filter
        self.desk.ask(
            lambda: questions.search(wanted, PAGE, page * PAGE),
            partial(self.model.put_page, generation, page),
        )

    @Slot(int, Qt.SortOrder)
    def _sorted(self, section: int, order: Qt.SortOrder) -> None:
        by = ORDERS[section] if 0 <= section < len(ORDERS) else "added"
        self._order = (by, order == Qt.SortOrder.DescendingOrder)
        self.run_search()

    def fit(self) -> None:
        """Where the actions have no room beside each other, some are in the menu of tools alone."""
        wide = self.width() >= self.desk.theme.scaled(WIDE)
        self.export.setVisible(wide)
        for each in (self.suspend, self.flag):
            each.setVisible(wide and self.side.isHidden())

    # The side

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if self.side.isVisible():
            self._keep_edit()
            self.edit_current(take_focus=False)

    @Slot()
    def _selection_changed(self) -> None:
        chosen = self.chosen
        for each in (self.edit, self.retire, *self._beside_none):
            each.setEnabled(bool(chosen))
        restore = bool(chosen) and none_in_study(chosen)
        self.retire.setText(self.tr("Take into study") if restore else self.tr("Drop"))
        self.retire.setAccessibleName(self.retire.text())

    def _edit_row(self, place: int) -> None:
        if place >= 0:
            self.table.setCurrentIndex(self.model.index(place, 0))
            self.edit_or_write()

    def show_tools(self) -> None:
        """What is done with all of the bank rather than with one question."""
        menu = QMenu(self)
        for text, key, call in (
            (self.tr("Find and replace …"), "Ctrl+H", self.bank.replace),
            (self.tr("Merge duplicates …"), "Ctrl+D", self.bank.merge),
            (self.tr("Export …"), "Ctrl+Shift+E", self.export_shown),
            (self.tr("Suspend, or ask again"), "U", self.toggle_suspended),
            (self.tr("Flag, or take the flag away"), "K", self.toggle_flagged),
            (self.tr("Undo the last change of several questions"), "Ctrl+Z", self.bank.undo),
        ):
            menu.addAction(f"{text}\t{key_text(key)}", call)
        menu.popup(self.tools.mapToGlobal(self.tools.rect().bottomLeft()))

    # The Write screen

    def write_new(self) -> None:
        """For the deck that is shown, if one is."""
        self.desk.go("write", self.filters.decks.currentData())

    @Slot()
    def write_current(self) -> None:
        question = self.current
        if question is None:
            return
        editor = self.side.editor
        if self.side.isVisible() and editor.complete and editor.question is not None:
            question = editor.question  # which is kept when the screen is left
        self.desk.go("write", question)

    @Slot()
    def edit_or_write(self) -> None:
        """The side has no fields for a question that is answered in its author's own way."""
        question = self.current
        if question is not None and question.task is not None:
            self.desk.go("write", question)
        else:
            self.edit_current()

    @Slot()
    def edit_current(self, *, take_focus: bool = True) -> None:
        """Opens the editor at the side for the current row."""
        question = self.current
        if question is None:
            return
        self._show_side(True)
        focused = self.focusWidget()
        self.side.editor.edit(question)
        if not take_focus and focused is not None:
            focused.setFocus()
        service = self.desk.services.questions

        def read() -> tuple[str, str, EvidenceView, Judgement | None]:
            deck = service.deck_of(question.id).name
            why_out = service.why_turned_down(question)
            return question.id, deck, service.evidence(question), why_out

        self.desk.ask(read, lambda found: self._show_about(*found))

    def _show_about(
        self, question_id: str, deck: str, view: EvidenceView, why_out: Judgement | None
    ) -> None:
        if self.current is not None and self.current.id == question_id:
            self.side.show_about(deck, view, why_out)

    def left(self) -> None:
        self._keep_edit()

    def _keep_edit(self) -> None:
        """What was written is kept when the user moves on; only Cancel throws it away."""
        edited = None if self.side.isHidden() else self.side.editor.take_changes()
        if edited is None:
            return
        service = self.desk.services.questions
        self.desk.ask(lambda: service.save(edited), lambda _: self._kept(edited))

    def _kept(self, question: Question) -> None:
        self.model.replace(question)
        self.desk.say(self.tr("Saved."), "right")
        self.desk.changed.emit(QUESTIONS)

    @Slot(object)
    def _save(self, question: Question) -> None:
        service = self.desk.services.questions
        self.desk.ask(lambda: service.save(question), lambda found: self._saved(question, found))

    def _saved(self, question: Question, advice: Sequence[str]) -> None:
        self._kept(question)
        self.side.editor.show_advice(advice)
        self.table.setFocus()

    @Slot()
    def _close_editor(self) -> None:
        if self.side.isVisible():
            self._show_side(False)
        self.table.setFocus()

    def _show_side(self, shown: bool) -> None:
        """Beside the editor there is room for question and answer only."""
        self.side.setVisible(shown)
        for each in self._beside_none:
            each.setVisible(not shown)
        self.fit()
        self.table.show_all(not shown)

    # Retiring

    def toggle_retired(self) -> None:
        """Retires the selected questions; where none of them is in study, takes them into it."""
        chosen = self.chosen
        if not chosen:
            return
        state = State.ACCEPTED if none_in_study(chosen) else State.RETIRED
        service = self.desk.services.questions

        def restate(ids: Sequence[str]) -> None:
            self.desk.ask(
                lambda: service.set_state(ids, state), lambda _: self._restated(ids, state)
            )

        self.with_chosen(restate)

    def _restated(self, ids: Sequence[str], state: State) -> None:
        self.model.restate(ids, state)
        self._selection_changed()
        said = (
            self.tr("{} dropped, and never asked again; Delete takes them back.")
            if state is State.RETIRED
            else self.tr("{} in study.")
        )
        self.desk.say(said.format(words.questions(len(ids))), "right")
        self.desk.changed.emit(QUESTIONS)

    # Suspending and flagging: for this learner alone

    def toggle_suspended(self) -> None:
        """Suspends the selected questions; where all of them are, asks them again."""
        aside = self.desk.services.aside
        self._mark(
            lambda marks: all(mark.suspended for mark in marks),
            aside.ask_again,
            aside.suspend,
            (self.tr("{} will be asked again."), self.tr("{} suspended; U asks them again.")),
        )

    def toggle_flagged(self) -> None:
        aside = self.desk.services.aside
        self._mark(
            lambda marks: all(mark.flagged for mark in marks),
            lambda ids: aside.flag(ids, on=False),
            aside.flag,
            (self.tr("{}: flag taken away."), self.tr("{} flagged.")),
        )

    def _mark(
        self,
        has_mark: Callable[[Sequence[Mark]], bool],
        take_away: Callable[[Sequence[str]], object],
        set_mark: Callable[[Sequence[str]], object],
        said: tuple[str, str],
    ) -> None:
        """``said``: after taking the mark away, and after setting it."""
        self.with_chosen(lambda ids: self._mark_these(ids, has_mark, (take_away, set_mark), said))

    def _mark_these(
        self,
        ids: Sequence[str],
        has_mark: Callable[[Sequence[Mark]], bool],
        ways: tuple[Callable[[Sequence[str]], object], Callable[[Sequence[str]], object]],
        said: tuple[str, str],
    ) -> None:
        if not ids:
            return
        aside, (take_away, set_mark) = self.desk.services.aside, ways

        def mark() -> str:
            if has_mark(aside.of_each(ids)):
                take_away(ids)
                return said[0]
            set_mark(ids)
            return said[1]

        self.desk.ask(mark, lambda sentence: self._marked(sentence, len(ids)))

    def _marked(self, sentence: str, number: int) -> None:
        self.desk.say(sentence.format(words.questions(number)), "right")
        self.desk.changed.emit(QUESTIONS)
        if self._filter.marked is not None:
            self._stay_at = self.current
            self.run_search()

    # Elsewhere

    def export_shown(self) -> None:
        """The selected questions; with one or none selected, all that search and filters leave."""
        selected, shown = self._numbers()
        if not shown:
            return
        if 1 < selected < shown:
            self.with_chosen(self._export)
        else:
            self._export(())

    def _export(self, ids: Sequence[str]) -> None:
        """These, or all that are shown where none are named."""
        name = words.questions(len(ids) or self.model.rowCount())
        self.desk.go("exchange", ExportThis(name, ids=tuple(ids), wanted=self._filter))

    def _show_document(self) -> None:
        if self.current is not None:
            self.desk.go("library", self.current)

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self.filters.search.hasFocus():
            self.filters.apply_now()
            self.table.setFocus()
        elif self.filters.more.has_focus:
            self.filters.more.settle()
        else:
            self.edit_or_write()


def none_in_study(questions: Sequence[Question]) -> bool:
    return all(question.state is not State.ACCEPTED for question in questions)
