"""Dated facts as a table of any length: their words are fetched when rows come into view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal

from quizapp.domain.calendar import Calendar
from quizapp.domain.date_span import text_in_style
from quizapp.services.show_timeline import Entry, Row
from quizapp.ui import words
from quizapp.ui.models.questions import ROOT, Index

PAGE = 100  # rows fetched at once
COLUMNS = 5


class TimelineTable(QAbstractTableModel):
    page_wanted = Signal(int)  # number of the page

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lane_name: Callable[[str], str] = str
        self._line: Sequence[tuple[Entry, str]] = ()
        self._style = Calendar.NEW_STYLE
        self._rows: dict[str, Row] = {}
        self._asked: set[int] = set()

    @property
    def style_shown(self) -> Calendar:
        return self._style

    def show_line(self, line: Sequence[tuple[Entry, str]], style: Calendar) -> None:
        """``line``: entries with the names of their lanes, by time."""
        self.beginResetModel()
        self._line, self._style = line, style
        self._rows.clear()
        self._asked.clear()
        self.endResetModel()

    def page(self, number: int) -> Sequence[tuple[Entry, str]]:
        return self._line[number * PAGE : (number + 1) * PAGE]

    def put_rows(self, number: int, rows: Sequence[Row]) -> None:
        """The words of a page that was asked for."""
        self._rows.update((row.question_id, row) for row in rows)
        first, last = number * PAGE, min(len(self._line), (number + 1) * PAGE) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, COLUMNS - 1))

    def entry(self, row: int) -> Entry | None:
        return self._line[row][0] if 0 <= row < len(self._line) else None

    def row_of(self, question_id: str) -> int:
        """-1 where it is not."""
        ids = (entry.question_id for entry, _ in self._line)
        return next((row for row, each in enumerate(ids) if each == question_id), -1)

    # Qt overrides

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._line)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        names = headings()
        in_range = role == Qt.ItemDataRole.DisplayRole and 0 <= section < len(names)
        return names[section] if in_range else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        entry, lane = self._line[index.row()]
        row = self._words_of(index.row(), entry)
        texts = (
            text_in_style(entry.date, self._style),
            words.one_line(row.stem) if row else "…",
            words.one_line(row.answer) if row else "",
            words.one_line(self.lane_name(lane)),
            words.known_name(entry.known),
        )
        return texts[index.column()]

    def _words_of(self, number: int, entry: Entry) -> Row | None:
        """None while its page is on the way; asks for it then."""
        row = self._rows.get(entry.question_id)
        page = number // PAGE
        if row is None and page not in self._asked:
            self._asked.add(page)
            self.page_wanted.emit(page)
        return row


def headings() -> tuple[str, ...]:
    return (words.tr("Date"), words.tr("Question"), words.tr("Answer"), words.tr("Lane"),
            words.tr("Known"))  # fmt: skip
