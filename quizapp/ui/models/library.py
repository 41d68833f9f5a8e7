"""The left side of the library: documents, the passages that a search found, or the sentences that
no question asks about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from quizapp.domain.document import DocumentSummary
from quizapp.services.bare_sentences import Bare, Why
from quizapp.services.browse_library import PassageHit
from quizapp.ui import words
from quizapp.ui.widgets.rows import DETAIL

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
Entry = DocumentSummary | PassageHit | Bare


class LibraryModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def at(self, row: int) -> Entry:
        return self._entries[row]

    def row_of(self, fingerprint: str) -> int:
        """The first row of a document; -1 where it has none."""
        for row, entry in enumerate(self._entries):
            if entry.fingerprint == fingerprint:
                return row
        return -1

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading_of(entry)
        if role == DETAIL:
            return detail_of(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{heading_of(entry)}. {detail_of(entry)}"
        return None


def heading_of(entry: Entry) -> str:
    if isinstance(entry, Bare):
        return words.one_line(entry.citation.quote)
    if isinstance(entry, PassageHit):
        return words.one_line(entry.snippet)
    return words.one_line(entry.title or entry.name)


def why_bare(why: Why) -> str:
    """As short as the line of a list."""
    names = {
        Why.NONE_FOUND: words.tr("No question found"),
        Why.LESS_SURE: words.tr("Its question is less sure"),
        Why.SPARE: words.tr("More than the deck needs"),
        Why.REJECTED: words.tr("You rejected its question"),
    }
    return names[why]


def detail_of(entry: Entry) -> str:
    if isinstance(entry, Bare):
        return why_bare(entry.why)
    if isinstance(entry, PassageHit):
        return words.one_line(entry.title)
    read = words.count(entry.words, words.tr("word"), words.tr("words"))
    return f"{words.questions(entry.questions)}  ·  {read}  ·  {entry.format}"
