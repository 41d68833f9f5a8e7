"""A document beside the list of all: select the words that prove the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QStackedWidget, QWidget

from quizapp.domain.document import Document, DocumentSummary
from quizapp.domain.question import Citation, Question
from quizapp.services.browse_library import PassageHit
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import button, column, label, row
from quizapp.ui.widgets.empty import EmptyState
from quizapp.ui.widgets.reader import Reader

WIDTH, HEIGHT = 860, 640
PAUSE = 250  # ms


class PickCitation(QDialog):
    picked = Signal(object)  # a Citation

    def __init__(self, parent: QWidget, desk: Desk, now: Citation | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Choose the proof"))
        self._parent = parent
        self._desk = desk
        self._now = now
        self._hits: Sequence[PassageHit] = ()
        self._next_hit = 0
        self.documents = QComboBox()
        self.documents.setAccessibleName(self.tr("Document"))
        self.search = QLineEdit(placeholderText=self.tr("Search in all documents"))
        self.search.setAccessibleName(self.tr("Search in all documents"))
        self.reader = Reader(desk.theme)
        self.take = button(self.tr("Take the selected words"), "primary")
        self.cancel = button(self.tr("Cancel"))
        self.state = label("", "small", wrap=True)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        desk.ask(desk.services.library.documents, self._known)

    def _build(self) -> None:
        theme = self._desk.theme
        self._pages.addWidget(self.reader)
        self._pages.addWidget(EmptyState(
            theme, "library", self.tr("No documents yet"),
            self.tr("Add the document first, on the Library page; then its words can be chosen."),
        ))  # fmt: skip
        head = row(self.documents, self.search, spacing=8)
        head.setStretch(0, 1)
        head.setStretch(1, 1)
        foot = row(self.state, self.cancel, self.take, spacing=8)
        foot.setStretch(0, 1)
        layout = column(head, self._pages, foot, spacing=10, margin=18)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.take.setEnabled(False)
        self.take.setDefault(True)
        room = self._parent.window()
        self.resize(
            min(theme.scaled(WIDTH), room.width() - 60),
            min(theme.scaled(HEIGHT), room.height() - 60),
        )
        self.state.setText(
            self.tr("Select the words with the mouse, or with Shift and the arrows.")
        )

    def _connect(self) -> None:
        self.documents.activated.connect(lambda _: self._open(self.documents.currentData()))
        self.search.textChanged.connect(self._pause.start)
        self.search.returnPressed.connect(self._to_next_hit)
        self._pause.timeout.connect(self._search)
        self.reader.selectionChanged.connect(self._selected)
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)

    def _known(self, documents: Sequence[DocumentSummary]) -> None:
        self._pages.setCurrentIndex(0 if documents else 1)
        for each in documents:
            self.documents.addItem(words.one_line(each.title or each.name), each.fingerprint)
        if not documents:
            return
        cited = self._now.fingerprint if self._now else ""
        self.documents.setCurrentIndex(max(0, self.documents.findData(cited)))
        self._open(self.documents.currentData())
        self.search.setFocus()

    def _open(self, fingerprint: str, passage: int | None = None) -> None:
        library = self._desk.services.library
        self._desk.ask(
            lambda: library.open(fingerprint), lambda document: self._opened(document, passage)
        )

    def _opened(self, document: Document, passage: int | None) -> None:
        shown: list[Question] = []
        self.reader.show_document(document, shown)
        self.documents.setCurrentIndex(self.documents.findData(document.fingerprint))
        if passage is not None:
            self.reader.go_to_passage(passage)
        elif self._now is not None:
            self.reader.go_to_citation(self._now)

    def _search(self) -> None:
        text = self.search.text()
        library = self._desk.services.library
        self._desk.ask(lambda: library.search(text), lambda hits: self._found(text, hits))

    def _found(self, text: str, hits: Sequence[PassageHit]) -> None:
        if text != self.search.text():
            return
        self._hits, self._next_hit = hits, 0
        if text.strip() and not hits:
            self.state.setText(self.tr("Nothing found."))
        elif hits:
            self._to_next_hit()

    def _to_next_hit(self) -> None:
        if not self._hits:
            return
        hit = self._hits[self._next_hit % len(self._hits)]
        self._next_hit += 1
        self.state.setText(self.tr("Passage {number} of {all} found; Enter shows the next.").format(
            number=(self._next_hit - 1) % len(self._hits) + 1, all=len(self._hits)
        ))  # fmt: skip
        self._open(hit.fingerprint, hit.passage)

    def _selected(self) -> None:
        cited = self.reader.selected
        self.take.setEnabled(cited is not None)
        if cited is not None:
            self.state.setText(self.tr("Selected in {}").format(words.one_line(cited.label)))

    def _take(self) -> None:
        cited = self.reader.selected
        if cited is not None:
            self.picked.emit(cited)
            self.accept()
