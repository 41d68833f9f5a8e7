"""The first rows of a table, and above each column what it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from quizapp.services.table_columns import TableChoice, TableHead
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, keep_bar_room, label, plain_tip, row

SEVERAL = frozenset({"wrong", "options"})
"""Fields that may have more than one column."""

SHOWN_ROWS = 4
ROW_HEIGHT, WIDTH = 32, 170  # px at 100 % text size


def field_names() -> Mapping[str, str]:
    """What a column can be, in the order of the choice."""
    return {
        "stem": words.tr("Question"), "answer": words.tr("Answer"),
        "wrong": words.tr("Wrong option"), "options": words.tr("Option, right or wrong"),
        "right": words.tr("Which option is right"), "accept": words.tr("Also right"),
        "explanation": words.tr("Explanation"), "hint": words.tr("Hint"),
        "topic": words.tr("Topic"), "tags": words.tr("Tags"),
        "difficulty": words.tr("Difficulty"), "title": words.tr("Title"),
        "date": words.tr("Date of the answer"), "source": words.tr("Source"),
        "id": words.tr("Id"),
    }  # fmt: skip


def own_field_names() -> Mapping[str, str]:
    """What a column can be in the tables that we write; offered where it is one."""
    return {
        "kind": words.tr("Kind of answer"), "file": words.tr("File of the source"),
        "heading": words.tr("Heading of the source"), "quote": words.tr("Quoted passage"),
        "span": words.tr("Place of the passage"),
        "fingerprint": words.tr("Fingerprint of the file"), "state": words.tr("State"),
        "confidence": words.tr("Confidence"), "fact": words.tr("Fact it asks for"),
        "task": words.tr("How it is asked"),
    }  # fmt: skip


class ColumnChoice(QWidget):
    """``changed``: another choice was made by the user."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.boxes: list[QComboBox] = []
        self.has_header = QCheckBox(self.tr("The first row names the columns"))
        self.has_header.clicked.connect(self._header_changed)
        self.notes = label("", "small", wrap=True)
        self.table = QTableWidget()
        self._header_said: bool | None = None
        self._by_hand = False
        self._build()

    def _build(self) -> None:
        table = self.table
        table.setAccessibleName(self.tr("First rows of the table"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.setShowGrid(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        keep_bar_room(table)
        caption = label(self.tr("What each column is"), "overline")
        layout = column(row(caption, -1, self.has_header), table, self.notes, spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    @property
    def choice(self) -> TableChoice:
        """What the user said; nothing where the guess was left as it is."""
        return TableChoice(self._columns() if self._by_hand else None, self._header_said)

    def forget(self) -> None:
        """Another file: its guess counts."""
        self._header_said, self._by_hand = None, False

    def show_head(self, head: TableHead | None) -> None:
        self.setVisible(head is not None)
        if head is None or (self._by_hand and len(self.boxes) == head.width):
            return  # what was chosen stays
        with QSignalBlocker(self.has_header):
            self.has_header.setChecked(bool(head.header))
        self.notes.setText("; ".join(head.notes))
        self.notes.setVisible(bool(head.notes))
        table, rows = self.table, head.rows[:SHOWN_ROWS]
        table.clear()
        table.setColumnCount(head.width)
        table.setRowCount(len(rows) + 1)
        names = [words.one_line(text) for text in head.header]
        names += [str(number + 1) for number in range(len(names), head.width)]
        table.setHorizontalHeaderLabels([text or "–" for text in names])
        self.boxes = [self._box(number, names[number], head) for number in range(head.width)]
        for number, box in enumerate(self.boxes):
            table.setCellWidget(0, number, box)
        for down, cells in enumerate(rows, start=1):
            for number, text in enumerate(cells[: head.width]):
                cell = QTableWidgetItem(words.one_line(text))
                cell.setToolTip(plain_tip(text))
                table.setItem(down, number, cell)
        self._fit()

    def _box(self, number: int, name: str, head: TableHead) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("What column {} is").format(name))
        box.addItem(self.tr("Not used"), "")
        for key, text in field_names().items():
            box.addItem(text, key)
        is_ = next((key for key, numbers in head.columns.items() if number in numbers), "")
        if is_ and box.findData(is_) < 0:
            box.addItem(own_field_names().get(is_, is_), is_)
        box.setCurrentIndex(max(0, box.findData(is_)))
        box.activated.connect(partial(self._chosen, number))
        return box

    def _chosen(self, number: int, _: int) -> None:
        """A field that can have one column only moves here."""
        key = self.boxes[number].currentData()
        for other, box in enumerate(self.boxes):
            if other != number and key and key not in SEVERAL and box.currentData() == key:
                box.setCurrentIndex(0)
        self._by_hand = True
        self.changed.emit()

    def _header_changed(self, on: bool) -> None:
        self._header_said, self._by_hand = on, False
        self.changed.emit()

    def _columns(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        for number, box in enumerate(self.boxes):
            key = box.currentData()
            if key:
                found[key] = (*found.get(key, ()), number)
        return found

    def _fit(self) -> None:
        table, scaled = self.table, self._theme.scaled
        for number in range(table.columnCount()):
            table.setColumnWidth(number, scaled(WIDTH))
        table.verticalHeader().setDefaultSectionSize(scaled(ROW_HEIGHT))
        if table.rowCount():
            table.setRowHeight(0, scaled(42))
        high = scaled(42) + (table.rowCount() - 1) * scaled(ROW_HEIGHT) + scaled(38) + 18
        table.setFixedHeight(high)
