"""Search and filters over the table of questions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Marked, QuestionFilter, State
from quizapp.ui import words
from quizapp.ui.widgets.basics import row

PAUSE = 150  # ms without a key before the search runs
DECK_WIDTH = 220
STATES = frozenset(state.value for state in State)
MARKS = frozenset(mark.value for mark in Marked)  # in the same list as the states


class QuestionFilters(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit(placeholderText=self.tr("Search"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search in questions and answers"))
        self.decks = self._choice(self.tr("Deck"), self.tr("All decks"))
        self.decks.setMaximumWidth(DECK_WIDTH)
        self.kinds = self._choice(self.tr("Kind of question"), self.tr("All kinds"))
        for kind in AnswerKind:
            self.kinds.addItem(words.kind_name(kind), kind)
        self.states = self._choice(self.tr("State"), self.tr("All states"))
        for state in State:
            self.states.addItem(words.state_name(state), state)
        self.states.insertSeparator(self.states.count())
        for mark in Marked:
            self.states.addItem(words.mark_name(mark), mark)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._pause.start)
        for choice in self._choices:
            choice.currentIndexChanged.connect(self.apply_now)
        layout = row(self.search, *self._choices, spacing=8)
        layout.setStretch(0, 1)
        self.setLayout(layout)

    @property
    def _choices(self) -> tuple[QComboBox, ...]:
        return (self.decks, self.kinds, self.states)

    @property
    def wanted(self) -> QuestionFilter:
        """What the fields say; the order is the table's affair."""
        kind, state = self.kinds.currentData(), self.states.currentData()
        deck = self.decks.currentData()
        return QuestionFilter(
            text=self.search.text().strip(),
            deck_ids=(deck,) if deck else (),
            kinds=(AnswerKind(kind),) if kind else (),
            states=(State(state),) if state in STATES else (),
            marked=Marked(state) if state in MARKS else None,
        )

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self.wanted != QuestionFilter()

    def offer_decks(self, decks: Sequence[Deck], chosen: str | None = None) -> None:
        """The decks there are; without ``chosen`` the choice stays where it can. Asks nothing."""
        kept = chosen or self.decks.currentData()
        with QSignalBlocker(self.decks):
            while self.decks.count() > 1:
                self.decks.removeItem(1)
            for deck in decks:
                self.decks.addItem(words.one_line(deck.name), deck.id)
            self.decks.setCurrentIndex(max(0, self.decks.findData(kept)) if kept else 0)

    def search_only(self, text: str) -> None:
        """Takes all filters away and searches for a text. Asks nothing yet."""
        for choice in self._choices:
            with QSignalBlocker(choice):
                choice.setCurrentIndex(0)
        with QSignalBlocker(self.search):
            self.search.setText(text)

    @Slot()
    def show_everything(self) -> None:
        """Takes the search and all filters away."""
        self.search_only("")
        self.apply_now()

    @Slot()
    def apply_now(self) -> None:
        self._pause.stop()
        self.changed.emit()

    def _choice(self, name: str, everything: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.addItem(everything, None)
        return made
