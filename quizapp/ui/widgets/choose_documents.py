"""Choosing documents: the place to drop them, the deck for their questions, and the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout

from quizapp.domain.deck import Deck
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, clear, column, hairline, label, restyle, row
from quizapp.ui.widgets.file_row import FileRow

SHOWN = 50
LONGEST_NAME = 120  # letters of the name of a deck


class DropZone(QFrame):
    """Invites to drop files; the window takes them wherever they fall."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("drop")
        self.choose = button(self.tr("Choose files"))
        self.choose_folder = button(self.tr("Choose a folder"))
        self._picture = label()
        theme.set_picture(self._picture, "drop", "muted", 36)
        self._kinds = label(
            self.tr("Plain text, Markdown, web pages, PDF, Word (.docx) and EPUB"),
            "muted",
            wrap=True,
        )
        hint = label(self.tr("Drop files or folders anywhere in this window"), "lead", wrap=True)
        layout = column(spacing=6)
        layout.setContentsMargins(24, 20, 24, 20)
        for part in (self._picture, hint, self._kinds):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        layout.addSpacing(10)
        layout.addLayout(row(-1, self.choose, self.choose_folder, -1))
        self.setLayout(layout)

    def make_small(self, small: bool) -> None:
        """Once something was chosen, the list of it is what matters."""
        restyle(self.choose, "kind", "" if small else "primary")
        self._picture.setVisible(not small)
        self._kinds.setVisible(not small)


class DeckChoice(QFrame):
    """Which deck the questions go to: one that is there, or a new one of that name."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.start = button(self.tr("Find questions"), "primary")
        self.start.setToolTip(self.tr("Find questions (Enter)"))
        self.name = QComboBox(editable=True)
        self._decks: list[Deck] = []
        self._by_hand = False
        self._build()

    def _build(self) -> None:
        named = self.tr("Deck for the questions")
        self.name.setAccessibleName(named)
        self.name.activated.connect(self._edited)
        self.name.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.name.setMinimumWidth(200)
        field = self.name.lineEdit()
        if field is not None:
            field.setAccessibleName(named)
            field.setMaxLength(LONGEST_NAME)
            field.textEdited.connect(self._edited)
        caption = label(named, "overline")
        caption.setBuddy(self.name)
        line = row(self.name, self.start, spacing=10)
        line.setStretch(0, 1)
        hint = label(self.tr("A new name makes a new deck."), "small")
        layout = column(caption, line, hint, spacing=6)
        layout.setContentsMargins(20, 16, 20, 16)
        self.setLayout(layout)

    @property
    def by_hand(self) -> bool:
        """Whether the name was typed."""
        return self._by_hand

    @property
    def chosen_name(self) -> str:
        return words.one_line(self.name.currentText())

    @property
    def chosen_deck(self) -> Deck | None:
        """The deck of that name, ignoring case; None for a new one."""
        wanted = self.chosen_name.casefold()
        return next((deck for deck in self._decks if deck.name.casefold() == wanted), None)

    def offer(self, decks: Sequence[Deck]) -> None:
        """The decks there are; what was typed stays."""
        self._decks = list(decks)
        text = self.name.currentText()
        self.name.clear()
        self.name.addItems([words.one_line(deck.name) for deck in decks])
        self.name.setEditText(text)

    def suggest(self, name: str) -> None:
        """A name for a new deck; one that was typed is kept."""
        if not self._by_hand:
            self.name.setEditText(name)

    def forget(self) -> None:
        self._by_hand = False

    def _edited(self) -> None:
        self._by_hand = True


class ChosenFiles(QFrame):
    left_out = Signal(object)  # the Path to leave out

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 4, 0, 4)
        self._rows.setSpacing(0)

    def show_files(self, files: Sequence[Path]) -> None:
        clear(self._rows)
        for number, path in enumerate(files[:SHOWN]):
            if number:
                self._rows.addWidget(hairline())
            made = FileRow(self._theme, path)
            made.removed.connect(partial(self.left_out.emit, path))
            self._rows.addWidget(made)
        if len(files) > SHOWN:
            more = label(self.tr("and {:,} more").format(len(files) - SHOWN), "muted")
            more.setContentsMargins(16, 8, 16, 8)
            self._rows.addWidget(more)
