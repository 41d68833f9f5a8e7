"""Decks to choose from, by ticks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from quizapp.domain.deck import Deck
from quizapp.ui import words
from quizapp.ui.theme import Theme

DECKS_SHOWN = 6
ROW = 28  # px at a text size of 100 %
_CHECKED = Qt.CheckState.Checked


class DeckList(QListWidget):
    """Decks to tick, with Space or a click; as high as it has rows, up to some."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("Decks"))
        self.setAccessibleDescription(self.tr("Space ticks a deck or takes the tick away"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        theme.changed.connect(self.fit)

    def show_decks(self, decks: Sequence[Deck], ticked: Sequence[str] = ()) -> None:
        """``ticked``: ids. No signal tells of it."""
        with QSignalBlocker(self):
            self._fill(decks, ticked)
        self.fit()

    def _fill(self, decks: Sequence[Deck], ticked: Sequence[str]) -> None:
        self.clear()
        for deck in decks:
            item = QListWidgetItem(words.one_line(deck.name))
            item.setData(Qt.ItemDataRole.UserRole, deck.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_CHECKED if deck.id in ticked else Qt.CheckState.Unchecked)
            item.setToolTip(words.one_line(deck.name))
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Ids, in the order of the list."""
        items = (self.item(number) for number in range(self.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == _CHECKED
        )

    def tick_all(self, on: bool) -> None:
        for number in range(self.count()):
            self.item(number).setCheckState(_CHECKED if on else Qt.CheckState.Unchecked)

    @Slot()
    def fit(self) -> None:
        with QSignalBlocker(self):  # a row that is higher is no other choice
            for number in range(self.count()):
                self.item(number).setSizeHint(QSize(0, self._theme.scaled(ROW)))
        rows = min(DECKS_SHOWN, max(1, self.count()))
        self.setFixedHeight(rows * self._theme.scaled(ROW) + 4)
