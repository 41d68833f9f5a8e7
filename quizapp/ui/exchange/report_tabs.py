"""A report in counted parts: what was taken, what otherwise, what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QToolButton,
    QWidget,
)

from quizapp.domain.importing import Entry
from quizapp.ui.exchange.report_model import ITEM, LINE, REASON, ReportModel
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import clear, column, keep_bar_room, label, row

Part = tuple[str, Sequence[Entry], str]
"""Its name, its entries, and what is said where there are none."""

ROW_HEIGHT, LINE_WIDTH = 34, 64  # px at 100 % text size
ITEM_SHARE = 0.42  # of the table, at most
PADDING = 28  # px beside a text in its cell, at 100 % text size
MOST_LINES = 4  # of a text in a row; the rest of it stands under the table
MOST_MEASURED = 500
"""Rows that are as high as their texts; further ones, which few scroll to, are of one line."""


class ReportTabs(QWidget):
    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._parts: Sequence[Part] = ()
        self.model = ReportModel(self)
        self.table = QTableView()
        self.tabs: list[QToolButton] = []
        self._group = QButtonGroup(self)
        self._head = row(spacing=4)
        self._nothing = label("", "muted", wrap=True)
        self.detail = label("", "small", wrap=True)
        self._pages = QStackedWidget()
        self._build(name)
        theme.changed.connect(self._fit)

    def _build(self, name: str) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(name)
        table.setShowGrid(False)
        table.setWordWrap(True)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.setMinimumHeight(self._theme.scaled(150))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        keep_bar_room(table)
        empty = QWidget()
        empty.setLayout(column(self._nothing, -1, margin=12))
        self._pages.addWidget(table)
        self._pages.addWidget(empty)
        table.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        layout = column(self._head, self._pages, self.detail, spacing=6)
        layout.setStretch(1, 1)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_parts(self, parts: Sequence[Part], first: int = 0) -> None:
        """``first``: the one that is open."""
        self._parts = parts
        for tab in self.tabs:
            self._group.removeButton(tab)
        clear(self._head)
        self.tabs = [self._tab(number, part) for number, part in enumerate(parts)]
        for tab in self.tabs:
            self._head.addWidget(tab)
        self._head.addStretch(1)
        self.choose(first)

    def _tab(self, number: int, part: Part) -> QToolButton:
        made = QToolButton()
        made.setText(f"{part[0]} ({len(part[1]):,})")
        made.setToolTip(f"{part[0]} (Alt+Shift+{number + 1})")
        made.setCheckable(True)
        made.setProperty("kind", "tab")
        made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        made.clicked.connect(partial(self.choose, number))
        self._group.addButton(made, number)
        return made

    def choose(self, number: int) -> None:
        """Opens a part."""
        if not 0 <= number < len(self._parts):
            return
        self.tabs[number].setChecked(True)
        _, entries, nothing = self._parts[number]
        self.model.show_entries(entries)
        self._nothing.setText(nothing)
        self._pages.setCurrentIndex(0 if entries else 1)
        self.table.setColumnHidden(LINE, not self.model.has_lines)
        self.table.setColumnHidden(ITEM, not self.model.has_items)
        if entries:
            self.table.setCurrentIndex(self.model.index(0, REASON))
        self._fit()

    def _show_detail(self) -> None:
        """What does not fit into its cell stands whole under the table."""
        row = self.table.currentIndex().row()
        reason = self._text(row, REASON) if row >= 0 else ""
        lines = MOST_LINES if row < MOST_MEASURED else 1
        cut = self._pages.currentIndex() == 0 and self._lines(reason, REASON) > lines
        self.detail.setText(reason if cut else "")
        self.detail.setVisible(cut)

    def _text(self, row: int, column: int) -> str:
        return str(self.model.data(self.model.index(row, column)) or "")

    def _lines(self, text: str, column: int) -> int:
        """How many a text has in the width of a column."""
        metrics = self.table.fontMetrics()
        room = self.table.columnWidth(column) - self._theme.scaled(PADDING)
        if room <= 0 or metrics.horizontalAdvance(text) <= room:
            return 1
        wrapped = metrics.boundingRect(0, 0, room, 1_000_000, Qt.TextFlag.TextWordWrap, text)
        if wrapped.width() > room:  # a word alone is wider than the column
            return MOST_LINES + 1
        return max(1, round(wrapped.height() / metrics.lineSpacing()))

    def _widest_item(self) -> int:
        metrics = self.table.fontMetrics()
        shown = range(min(self.model.rowCount(), MOST_MEASURED))
        widths = (metrics.horizontalAdvance(self._text(row, ITEM)) for row in shown)
        return max(widths, default=0) + self._theme.scaled(PADDING)

    def _fit_rows(self) -> None:
        """Each as high as its texts need, so that no reason is cut off."""
        header, spacing = self.table.verticalHeader(), self.table.fontMetrics().lineSpacing()
        header.setDefaultSectionSize(self._theme.scaled(ROW_HEIGHT))
        for number in range(min(self.model.rowCount(), MOST_MEASURED)):
            texts = ((self._text(number, column), column) for column in (ITEM, REASON))
            most = max(self._lines(text, column) for text, column in texts)
            more = (min(most, MOST_LINES) - 1) * spacing
            header.resizeSection(number, header.defaultSectionSize() + more)

    @Slot()
    def _fit(self) -> None:
        header = self.table.horizontalHeader()
        share = round(self.table.width() * ITEM_SHARE)
        header.resizeSection(ITEM, min(share, max(self._widest_item(), share // 3)))
        header.resizeSection(LINE, self._theme.scaled(LINE_WIDTH))
        self._fit_rows()
        self._show_detail()

    # Qt override

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
