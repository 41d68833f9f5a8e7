"""Library: the documents read so far, and a reader that shows where each question came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QTimer, Slot
from PySide6.QtWidgets import QLineEdit, QListView, QStackedLayout, QStackedWidget, QWidget

from quizapp.domain.document import Document, DocumentSummary
from quizapp.domain.question import Citation, Question
from quizapp.services.bare_sentences import Bare, is_asked
from quizapp.services.browse_library import PassageHit
from quizapp.ui import words
from quizapp.ui.confirm import confirm
from quizapp.ui.desk import DOCUMENTS, QUESTIONS, Desk, Unasked
from quizapp.ui.models.library import LibraryModel
from quizapp.ui.screens.screen import Screen
from quizapp.ui.widgets.bare_panel import BarePanel
from quizapp.ui.widgets.basics import button, column, keep_bar_room, label, row, tool
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.place_panel import PlacePanel
from quizapp.ui.widgets.reader import Reader
from quizapp.ui.widgets.rows import RowDelegate

LIST_WIDTH = 300
PAUSE = 200  # ms without a key before the passages are searched


@dataclass(frozen=True)
class Opened:
    """A document with the questions made from it, and what to show first."""

    document: Document
    questions: tuple[Question, ...]
    question: Question | None = None
    passage: int | None = None
    bare: int = 0  # dated sentences without a question
    at: Bare | None = None  # the one of them to show


class LibraryScreen(Screen):
    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._summaries: list[DocumentSummary] = []
        self._open: Opened | None = None
        self._number = -1  # of the question in the panel
        self._unasked: tuple[str, ...] = ()  # documents whose sentences without one are listed
        self._at: Bare | None = None  # the one of them that is shown
        self.model = LibraryModel(self)
        self.list = QListView()
        self.search = QLineEdit(placeholderText=self.tr("Search in all passages"))
        self.reader = Reader(desk.theme)
        self.panel = PlacePanel(desk.theme)
        self.bare_panel = BarePanel()
        self._pages = QStackedLayout(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._build()
        self._connect()
        self._add_commands()

    def opened(self, what: object = None) -> None:
        """``what``: a question whose place to show, ``Unasked``: the sentences to list, or None:
        these go on to be listed."""
        if isinstance(what, Unasked):
            self._unasked = what.documents
            self.list.setCurrentIndex(QModelIndex())
            self.search.setText("")
        elif what is not None:
            self._unasked = ()
        library = self.desk.services.library
        self.desk.ask(library.documents, lambda found: self._documents_known(found, what))

    def fill(self, documents: Sequence[DocumentSummary]) -> None:
        self._summaries = list(documents)
        self._pages.setCurrentIndex(0 if documents else 1)
        if not documents:
            self._open, self._unasked = None, ()
            self._empty_add.setFocus()
            return
        if self._unasked:
            self._load_unasked(max(0, self.list.currentIndex().row()))
        elif not self.search.text().strip():
            self._list_documents()

    # Building

    def _build(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(RowDelegate(self.desk.theme))
        self.list.setUniformItemSizes(True)
        keep_bar_room(self.list)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(self.tr("Documents"))
        self.search.setAccessibleName(self.tr("Search in all passages"))
        self.search.setClearButtonEnabled(True)
        self._add = button(self.tr("Add documents"))
        left = QWidget()
        left.setMinimumWidth(200)
        self.desk.theme.set_widest(left, LIST_WIDTH)
        self._listed = label("", "strong", wrap=True)
        self.all_documents = button(self.tr("All documents"), "link")
        self.all_documents.setToolTip(self.tr("Back to the list of documents (Esc)"))
        self._list_head = QWidget()
        head = row(self._listed, self.all_documents, spacing=8)
        head.setStretch(0, 1)
        self._list_head.setLayout(head)
        self._list_head.hide()
        left.setLayout(column(self.search, self._list_head, self.list, spacing=8))
        self._read_side = QStackedWidget()
        self._read_side.addWidget(self._reading())
        self._read_side.addWidget(self._choose_hint())
        self._read_side.setCurrentIndex(1)
        head = row(label(self.tr("Library"), "title"), -1, self._add, spacing=8)
        body = row(left, self._read_side, spacing=20)
        body.setStretch(0, 2)
        body.setStretch(1, 4)
        page = QWidget()
        layout = column(head, body, spacing=16)
        layout.setStretch(1, 1)
        layout.setContentsMargins(32, 24, 32, 6)
        page.setLayout(layout)
        self._pages.addWidget(page)
        self._pages.addWidget(self._empty_state())

    def _reading(self) -> QWidget:
        self._title = label("", "lead", wrap=True)
        self._about = label("", "small")
        self.remove = tool(self.desk.theme, "delete", self.tr("Remove"))
        self.bare = button("", "link")
        self.bare.setToolTip(
            self.tr("Lists the sentences with a date that no question asks about, and why (G)")
        )
        about = row(self._about, self.bare, -1, spacing=12)
        head = row(column(self._title, about, spacing=1), self.remove, spacing=8)
        head.setStretch(0, 1)
        side = QWidget()
        layout = column(head, self.reader, self.panel, self.bare_panel, spacing=10)
        layout.setStretch(1, 1)
        side.setLayout(layout)
        return side

    def _choose_hint(self) -> QWidget:
        return EmptyState(
            self.desk.theme,
            "library",
            self.tr("Choose a document"),
            self.tr("Its text opens here, with the places underlined that questions came from."),
        )

    def _empty_state(self) -> EmptyState:
        state = EmptyState(
            self.desk.theme,
            "library",
            self.tr("No documents yet"),
            self.tr(
                "Documents you add stay here, so that every answer can show the passage that "
                "proves it. Drop a file into this window to begin."
            ),
        )
        self._empty_add = state.add_button(
            self.tr("Add documents"), tip=self.tr("Add documents (Ctrl+O)")
        )
        self._empty_add.clicked.connect(lambda: self.desk.go("add"))
        return state

    def _connect(self) -> None:
        self._add.clicked.connect(lambda: self.desk.go("add"))
        self._add.setToolTip(self.tr("Add documents (Ctrl+O)"))
        self.desk.replaced.connect(self._forget)
        self.search.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._search)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.reader.asked_about.connect(self.show_question)
        self.desk.theme.changed.connect(self.list.doItemsLayout)
        self.all_documents.clicked.connect(self._back)

    def _add_commands(self) -> None:
        self.command(self.tr("Search in all passages"), ["Ctrl+F", "/"], self.search.setFocus)
        self.command(self.tr("Next question in the document"), ["N"], lambda: self.step(1),
                     button=self.panel.after)  # fmt: skip
        self.command(self.tr("Previous question"), ["P"], lambda: self.step(-1),
                     button=self.panel.before)  # fmt: skip
        self.command(self.tr("Next dated sentence without a question"), ["G"], self.next_bare,
                     button=self.bare)  # fmt: skip
        self.command(self.tr("Write a question about this sentence, or the selected words"),
                     ["W"], self.write, button=self.bare_panel.write)  # fmt: skip
        self.command(self.tr("Take the question that this sentence gave"), ["A"], self.take,
                     button=self.bare_panel.take)  # fmt: skip
        self.command(self.tr("Edit this question"), ["E"], self._edit, button=self.panel.edit)
        self.command(self.tr("Remove the document"), ["Delete"], self._ask_remove,
                     button=self.remove)  # fmt: skip
        self.command(self.tr("Back to the list"), ["Escape"], self._back)
        self.command(self.tr("Add documents, or open"), ["Return", "Enter"], self._enter,
                     shown_keys=["Return"])  # fmt: skip

    @Slot()
    def _forget(self) -> None:
        self._open, self._unasked = None, ()
        self._hide_panels()
        self._read_side.setCurrentIndex(1)

    # The list

    def _documents_known(self, found: Sequence[DocumentSummary], what: object) -> None:
        if isinstance(what, Question):
            self.search.setText("")
        self.fill(found)
        if isinstance(what, Question) and what.citation is not None:
            self._open_question(what, what.citation)

    def _list_documents(self) -> None:
        self._unasked = ()
        self._list_head.hide()
        self.model.show_entries(self._summaries)
        if self._open is not None:
            shown = self.model.row_of(self._open.document.fingerprint)
            if shown < 0:
                self._open = None
                self._read_side.setCurrentIndex(1)
                return
            self.list.selectionModel().blockSignals(True)
            self.list.setCurrentIndex(self.model.index(shown))
            self.list.selectionModel().blockSignals(False)
        elif self._summaries:
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    @Slot()
    def _search(self) -> None:
        text = self.search.text()
        if not text.strip():
            self._list_documents()
            return
        library = self.desk.services.library
        self.desk.ask(lambda: (text, library.search(text)), lambda found: self._found(*found))

    def _found(self, text: str, hits: Sequence[PassageHit]) -> None:
        if text == self.search.text():
            self._unasked = ()
            self._list_head.hide()
            self.model.show_entries(hits)
            if not hits:
                self.desk.say(self.tr("No passage holds these words."))

    @Slot(QModelIndex, QModelIndex)
    def _chosen(self, now: QModelIndex, before: QModelIndex) -> None:
        if not now.isValid():
            return
        entry = self.model.at(now.row())
        if isinstance(entry, Bare):
            self._load(entry.fingerprint, at=entry)
            return
        passage = entry.passage if isinstance(entry, PassageHit) else None
        self._load(entry.fingerprint, passage=passage)

    def choose(self, place: int) -> None:
        """Opens the document or hit in that row of the list."""
        self.list.setCurrentIndex(self.model.index(place))

    # Reading

    def _load(
        self,
        fingerprint: str,
        *,
        question: Question | None = None,
        passage: int | None = None,
        at: Bare | None = None,
    ) -> None:
        if self._open is not None and self._open.document.fingerprint == fingerprint:
            self.show_opened(replace(self._open, question=question, passage=passage, at=at))
            return
        library = self.desk.services.library

        def read() -> Opened:
            found = library.questions_of(fingerprint)
            kept = tuple(filter(is_asked, found))
            document = library.open(fingerprint)
            bare = len(library.bare_sentences((fingerprint,)))
            return Opened(document, kept, question, passage, bare, at)

        self.desk.ask(read, self.show_opened)

    def show_opened(self, opened: Opened) -> None:
        new = self._open is None or opened.document is not self._open.document
        self._open = opened
        document = opened.document
        if new:
            self._title.setText(words.one_line(document.title or document.name))
            self._about.setText(
                self.tr("{file}  ·  {questions}, underlined").format(
                    file=words.one_line(document.name),
                    questions=words.questions(len(opened.questions)),
                )
            )
            self._say_bare(opened.bare)
            self.reader.show_document(document, opened.questions)
            self._hide_panels()
        self._read_side.setCurrentIndex(0)
        if opened.passage is not None:
            self.reader.go_to_passage(opened.passage)
        if opened.question is not None:
            self._show_given(opened.question)
        if opened.at is not None:
            self._show_bare(opened.at)

    def _open_question(self, question: Question, citation: Citation) -> None:
        names = {citation.title.casefold(), citation.document.casefold()} - {""}
        for summary in self._summaries:
            same = summary.fingerprint == citation.fingerprint
            if same or {summary.title.casefold(), summary.name.casefold()} & names:
                self._load(summary.fingerprint, question=question)
                return
        self.desk.say(self.tr("This document is not in your library."), "almost")

    def _show_given(self, question: Question) -> None:
        if self._open is None:
            return
        for number, each in enumerate(self._open.questions):
            if each.id == question.id:
                self.show_question(number)
                return

    @Slot(int)
    def show_question(self, number: int) -> None:
        """Shows a question of this document (its index) and goes to its place in the text."""
        if self._open is None:
            return
        question = self._open.questions[number]
        self._number = number
        self._hide_panels()
        order = [owner for _, _, owner in self.reader.places]
        place = order.index(number) + 1 if number in order else 0
        self.panel.show_question(question, place, len(order))
        self.reader.go_to_place(number)

    def step(self, distance: int) -> None:
        """Goes to the next (1) or previous (-1) question in the order of the text."""
        order = [owner for _, _, owner in self.reader.places]
        if not order or self._open is None:
            return
        if self.panel.isHidden() or self._number not in order:
            self.show_question(order[0 if distance > 0 else -1])
            return
        place = (order.index(self._number) + distance) % len(order)
        self.show_question(order[place])

    # Sentences without a question

    def _say_bare(self, number: int) -> None:
        said = words.count(number, self.tr("dated sentence"), self.tr("dated sentences"))
        self.bare.setText(self.tr("{} without one").format(said))
        self.bare.setVisible(number > 0)

    def _load_unasked(self, place: int = 0) -> None:
        """``place``: the row to go to, or the last there is."""
        library, documents = self.desk.services.library, self._unasked
        self.desk.ask(
            lambda: library.bare_sentences(documents),
            lambda found: self._list_unasked(documents, found, place),
        )

    def _list_unasked(self, documents: tuple[str, ...], found: Sequence[Bare], place: int) -> None:
        if documents != self._unasked:
            return
        self._open = None  # it may have got a question since it was read
        if not found:
            self.desk.say(self.tr("Every dated sentence has its question."), "right")
            self._list_documents()
            return
        number = words.count(len(found), self.tr("dated sentence"), self.tr("dated sentences"))
        self._listed.setText(self.tr("{} without a question").format(number))
        self._list_head.show()
        self.model.show_entries(found)
        self.list.setCurrentIndex(self.model.index(min(place, len(found) - 1)))
        self.list.setFocus()

    def _show_bare(self, bare: Bare) -> None:
        self._hide_panels()
        self._at = bare
        self.bare_panel.show_bare(bare)
        self.reader.go_to_citation(bare.citation)

    def _hide_panels(self) -> None:
        self._at = None
        self.panel.hide()
        self.bare_panel.hide()

    def next_bare(self) -> None:
        """Lists those of the open document, then goes from one to the next; round at the end."""
        if self._unasked:
            place = (self.list.currentIndex().row() + 1) % max(1, self.model.rowCount())
            self.list.setCurrentIndex(self.model.index(place))
        elif self._open is not None and self._open.bare:
            self._unasked = (self._open.document.fingerprint,)
            self._load_unasked()

    def write(self) -> None:
        """What is selected is the proof of the new question; else the sentence gone to."""
        if self._open is None:
            return
        cited = self.reader.selected
        if cited is None and self._at is not None:
            cited = self._at.citation
        if cited is None:
            self.desk.say(self.tr("Select the words that prove the answer first, or go to a "
                                  "sentence without a question (G)."))  # fmt: skip
            return
        self.desk.go("write", cited)

    def take(self) -> None:
        """What was held back or rejected is for the deck after all."""
        question = self._at.proposed if self._at is not None else None
        if question is None:
            return
        proposals, place = self.desk.services.proposals, self.list.currentIndex().row()

        def taken(_: object) -> None:
            self.desk.changed.emit(QUESTIONS)
            self.desk.say(self.tr("In its deck now, among the new questions."), "right")
            self._load_unasked(place)

        self.desk.ask(lambda: proposals.accept([question.id]), taken)

    def _edit(self) -> None:
        if self._open is not None and self.panel.isVisible():
            self.desk.go("questions", self._open.questions[self._number])

    def _back(self) -> None:
        if self._unasked:
            self._hide_panels()
            self._list_documents()
            return
        if self.search.text():
            self.search.setText("")
        self.list.setFocus()

    def _enter(self) -> None:
        focused = self.focused_button()
        if focused is not None:
            focused.click()
        elif self.search.hasFocus():
            self.list.setFocus()
            if self.model.rowCount():
                self.list.setCurrentIndex(self.model.index(0))
        else:
            self.reader.setFocus()

    # Removing

    def _ask_remove(self) -> None:
        if self._open is None or self._read_side.currentIndex() == 1:
            return
        name = words.one_line(self._open.document.title or self._open.document.name)
        confirm(
            self,
            self.tr("Remove “{}” from the library?").format(name),
            self.tr(
                "Its {} stay, with the quotes that prove them. Only the full text goes; the file "
                "on your disk is not touched."
            ).format(words.questions(len(self._open.questions))),
            self.tr("Remove"),
            self.remove_document,
        )

    def remove_document(self) -> None:
        if self._open is None:
            return
        library, fingerprint = self.desk.services.library, self._open.document.fingerprint
        self.desk.ask(lambda: library.remove(fingerprint), self._removed)

    def _removed(self, _: object) -> None:
        self._open = None
        self._read_side.setCurrentIndex(1)
        self.desk.changed.emit(DOCUMENTS)
        self.opened()
