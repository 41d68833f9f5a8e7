"""Search and filters over the table of questions; the rarer ones in a panel that can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from quizapp.domain.deck import Deck
from quizapp.domain.question import AnswerKind, Marked, QuestionFilter, State
from quizapp.services.author_question import Bank
from quizapp.ui import words
from quizapp.ui.widgets.basics import button, column, row
from quizapp.ui.widgets.more_filters import MoreFilters

PAUSE = 150  # ms without a key before the search runs
DECK_WIDTH = 220
SEARCH_WIDTH = 140  # px, at least
NARROWEST = 84  # px of a choice
WIDEST = 260  # ... of a long name; the rest of it is cut
STATES = frozenset(state.value for state in State)
MARKS = frozenset(mark.value for mark in Marked)  # in the same list as the states


class QuestionFilters(QWidget):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.search = QLineEdit(placeholderText=self.tr("Search"), clearButtonEnabled=True)
        self.search.setAccessibleName(self.tr("Search in questions and answers"))
        self.search.setMinimumWidth(SEARCH_WIDTH)
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
        self.more = MoreFilters()
        self.more.hide()
        self.open_more = button("")
        self.open_more.setCheckable(True)
        self.row = row(self.search, *self._choices, self.open_more, spacing=8)
        self.row.setStretch(0, 1)
        self.setLayout(column(self.row, self.more, spacing=10))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._connect()
        self._show_number()

    @property
    def _choices(self) -> tuple[QComboBox, ...]:
        return (self.decks, self.kinds, self.states)

    @property
    def wanted(self) -> QuestionFilter:
        """What the fields say; the order is the table's affair."""
        kind, state = self.kinds.currentData(), self.states.currentData()
        deck = self.decks.currentData()
        wanted = QuestionFilter(
            text=self.search.text().strip(),
            deck_ids=(deck,) if deck else (),
            kinds=(AnswerKind(kind),) if kind else (),
            states=(State(state),) if state in STATES else (),
            marked=Marked(state) if state in MARKS else None,
        )
        return self.more.add_to(wanted)

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self.wanted != QuestionFilter()

    def offer_bank(self, bank: Bank) -> None:
        """The decks, topics and tags there are. Asks nothing."""
        self.offer_decks(bank.decks)
        self.more.offer(bank.topics, bank.tags)

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
        self.show_wanted(QuestionFilter(text=text))

    def show_wanted(self, wanted: QuestionFilter) -> bool:
        """Fills the fields; asks nothing yet. False where it names what is not offered any more,
        such as a deck that was deleted."""
        state = wanted.marked or next(iter(wanted.states), None)
        chosen = (next(iter(wanted.deck_ids), None), next(iter(wanted.kinds), None), state)
        for choice, data in zip(self._choices, chosen, strict=True):
            with QSignalBlocker(choice):
                choice.setCurrentIndex(0 if data is None else max(0, choice.findData(data)))
        with QSignalBlocker(self.search):
            self.search.setText(wanted.text)
        self.more.show_wanted(wanted)
        self._show_number()
        return self.wanted == replace(wanted, learner="")

    @Slot()
    def show_everything(self) -> None:
        """Takes the search and all filters away."""
        self.search_only("")
        self.apply_now()

    @Slot()
    def apply_now(self) -> None:
        self._pause.stop()
        self._show_number()
        self.changed.emit()

    @Slot()
    def toggle_more(self) -> None:
        self.open_more.toggle()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.changed)
        self.search.textChanged.connect(self._pause.start)
        for choice in self._choices:
            choice.currentIndexChanged.connect(self.apply_now)
        self.more.changed.connect(self.apply_now)
        self.open_more.toggled.connect(self._show_more)
        self.open_more.setToolTip(self.tr("Topic, tags, years, difficulty, and how it is answered"))

    @Slot(bool)
    def _show_more(self, shown: bool) -> None:
        self.more.setVisible(shown)
        if shown:
            self.more.topic.setFocus()
        elif self.focusWidget() is None or self.more.isAncestorOf(self.focusWidget()):
            self.search.setFocus()

    def _show_number(self) -> None:
        number = self.more.number
        said = self.tr("More filters: {}").format(number) if number else self.tr("More filters")
        self.open_more.setText(said)
        self.open_more.setAccessibleName(
            self.tr("More filters, {} set").format(number) if number else said
        )

    def _choice(self, name: str, everything: str) -> QComboBox:
        made = QComboBox()
        made.setMinimumWidth(NARROWEST)
        made.setMaximumWidth(WIDEST)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.setAccessibleName(name)
        made.addItem(everything, None)
        return made
