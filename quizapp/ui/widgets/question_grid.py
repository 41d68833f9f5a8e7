"""The table of questions: its columns share the width so that most answers can be read whole."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Slot
from PySide6.QtGui import QDrag, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from quizapp.ui import words
from quizapp.ui.desk import DRAGGED
from quizapp.ui.models.questions import QuestionTable
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import keep_bar_room, label

ROW_HEIGHT, TWO_LINES_HEIGHT = 40, 54  # px at 100 % text size
STEM, ANSWER, KIND, STATE = range(4)
WIDTHS = {KIND: 84, STATE: 96}  # px at 100 % text size
ANSWER_SHARE = 0.29  # of the table, at most the width of a date in both calendars
ANSWER_WIDTHS = (150, 292)


class QuestionGrid(QTableView):
    def __init__(
        self, theme: Theme, model: QuestionTable, *, drags: bool = False, two_lines: bool = False
    ) -> None:
        """``drags``: selected rows can be dragged, as ``DRAGGED``, which says how many they are.
        ``two_lines``: long texts are wrapped once, so that they can be told apart by their end."""
        super().__init__()
        self._row_height = TWO_LINES_HEIGHT if two_lines else ROW_HEIGHT
        self._theme = theme
        self._drags = drags
        self.setModel(model)
        self.setAccessibleName(self.tr("Questions"))
        self.setShowGrid(False)
        self.setWordWrap(two_lines)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        keep_bar_room(self)
        self._set_up_header()
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def chosen_rows(self) -> list[int]:
        """The selected rows in their order; a hundred thousand of them cost nothing."""
        selection = self.selectionModel().selection()
        ranges = [selection.at(place) for place in range(selection.count())]
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def show_all(self, shown: bool) -> None:
        """All columns, or question and answer only."""
        for section in WIDTHS:
            self.setColumnHidden(section, not shown)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(STEM, QHeaderView.ResizeMode.Stretch)

    @Slot()
    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.scaled(self._row_height))
        header = self.horizontalHeader()
        for section, width in WIDTHS.items():
            header.resizeSection(section, self._theme.scaled(width))
        least, most = (self._theme.scaled(width) for width in ANSWER_WIDTHS)
        share = round(self.width() * ANSWER_SHARE)
        header.resizeSection(ANSWER, min(most, max(least, share)))

    def dragged(self) -> QMimeData:
        data = QMimeData()
        data.setData(DRAGGED, str(len(self.chosen_rows)).encode())
        return data

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is selected is dragged; elsewhere, dragging selects."""
        index = self.indexAt(event.position().toPoint())
        held = self.selectionModel().isSelected(index)
        self.setDragEnabled(self._drags and held)
        super().mousePressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:  # noqa: N802
        drag = QDrag(self)
        drag.setMimeData(self.dragged())
        said = label(words.questions(len(self.chosen_rows)), "strong")
        said.setContentsMargins(10, 6, 10, 6)
        said.ensurePolished()
        said.adjustSize()
        drag.setPixmap(said.grab())
        drag.exec(Qt.DropAction.CopyAction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
