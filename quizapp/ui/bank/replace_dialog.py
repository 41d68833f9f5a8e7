"""Find and replace: what to look for and where, then every place before and after, to be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from quizapp.services.replace_text import Field, Found, Place, Search
from quizapp.ui import words
from quizapp.ui.models.replacements import ReplacementTable, field_name
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, keep_bar_room, label, row
from quizapp.ui.widgets.setting_fields import CalmComboBox

WIDTH, HEIGHT = 980, 620
ROW_HEIGHT = 34  # px at 100 % text size
WHERE_WIDTH = 150
REFUSED_SHOWN = 3


class _Places(QTableView):
    # Qt override

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space is for all rows that are selected, and not for the current one alone."""
        model = self.model()
        if event.key() != Qt.Key.Key_Space or not isinstance(model, ReplacementTable):
            super().keyPressEvent(event)
            return
        model.toggle([index.row() for index in self.selectionModel().selectedRows()])


class ReplaceDialog(QDialog):
    """``wanted`` asks for the places; ``show_found`` fills the list. On yes, ``search`` and
    ``places`` are what is to be replaced."""

    wanted = Signal()

    def __init__(self, parent: QWidget, theme: Theme, selected: int, shown: int) -> None:
        """``selected``: how many questions of the table are selected; ``shown``: how many it
        lists."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Find and replace"))
        self.old = QLineEdit()
        self.new = QLineEdit(placeholderText=self.tr("Empty takes it away"))
        self.scope = CalmComboBox()
        self.scope.addItem(self.tr("In the {} shown").format(words.questions(shown)), False)
        if selected > 1:
            said = self.tr("In the {} selected").format(words.questions(selected))
            self.scope.addItem(said, True)
            self.scope.setCurrentIndex(1)
        self.fields = {field: QCheckBox(field_name(field)) for field in Field}
        self.match_case = QCheckBox(self.tr("Capitals count"))
        self.whole_words = QCheckBox(self.tr("Whole words only"))
        self.look = button(self.tr("Find"))
        self.model = ReplacementTable(self)
        self.table = _Places()
        self.said = label(self.tr("Each place is shown before anything is changed."), "muted",
                          wrap=True)  # fmt: skip
        self.agree = button(self.tr("Replace"), "primary")
        self._searched: Search | None = None  # what the list is of
        self._theme = theme
        self._build(parent)
        self._connect()
        self._show_number()

    @property
    def search(self) -> Search:
        fields = frozenset(field for field, box in self.fields.items() if box.isChecked())
        return Search(
            self.old.text(), self.new.text(), fields, self.whole_words.isChecked(),
            self.match_case.isChecked(),
        )  # fmt: skip

    @property
    def only_selected(self) -> bool:
        return bool(self.scope.currentData())

    @property
    def places(self) -> list[Place]:
        return self.model.ticked

    def show_found(self, search: Search, found: Found) -> None:
        if search != self.search:
            return  # the fields say something else by now
        self._searched = search
        self.model.show_places(found.places)
        self.table.resizeColumnToContents(0)
        self.said.setText(told(found))
        self._show_number()
        (self.table if found.places else self.old).setFocus()
        if found.places:
            self.table.selectRow(0)

    # Building

    def _build(self, parent: QWidget) -> None:
        for name, field in (
            (self.tr("Find"), self.old), (self.tr("Replace by"), self.new),
            (self.tr("Which questions"), self.scope), (self.tr("Places"), self.table),
        ):  # fmt: skip
            field.setAccessibleName(name)
        for box in self.fields.values():
            box.setChecked(True)
        self._build_table()
        texts = row(
            column(label(self.tr("Find"), "overline"), self.old, spacing=4),
            column(label(self.tr("Replace by"), "overline"), self.new, spacing=4),
            column(label(self.tr("Which questions"), "overline"), self.scope, spacing=4),
            column(-1, self.look, spacing=0),
            spacing=8,
        )
        texts.setStretch(0, 1)
        texts.setStretch(1, 1)
        options = row(*self.fields.values(), 12, self.match_case, self.whole_words, -1, spacing=14)
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        foot = row(self.said, cancel, self.agree, spacing=8)
        foot.setStretch(0, 1)
        layout = column(
            label(self.tr("Find and replace"), "lead"), texts, options, self.table, foot,
            spacing=12, margin=20,
        )  # fmt: skip
        layout.setStretch(3, 1)
        self.setLayout(layout)
        room = parent.window()
        self.resize(min(self._theme.scaled(WIDTH), room.width() - 40),
                    min(self._theme.scaled(HEIGHT), room.height() - 40))  # fmt: skip
        for each in (self.look, self.agree, cancel):
            each.setAutoDefault(False)
        self.old.setFocus()

    def _build_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self._theme.scaled(ROW_HEIGHT))
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, self._theme.scaled(WHERE_WIDTH))
        keep_bar_room(self.table)

    def _connect(self) -> None:
        self.look.clicked.connect(self.wanted)
        self.look.setToolTip(self.tr("Find the places (Enter)"))
        self.agree.clicked.connect(self.accept)
        self.agree.setToolTip(self.tr("Replace in what is ticked (Ctrl+Enter)"))
        self.model.dataChanged.connect(self._show_number)
        for line in (self.old, self.new):
            line.returnPressed.connect(self.wanted)
            line.textChanged.connect(self._outdated)
        for box in (*self.fields.values(), self.match_case, self.whole_words):
            box.toggled.connect(self._outdated)
        self.scope.currentIndexChanged.connect(self._outdated)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.agree.click)

    @Slot()
    def _outdated(self) -> None:
        """The list is of another search than the fields say."""
        if self._searched is not None:
            self._searched = None
            self.model.show_places(())
            self.said.setText(self.tr("Press Find to see the places."))
        self._show_number()

    @Slot()
    def _show_number(self) -> None:
        ids = {place.question_id for place in self.places}
        self.agree.setEnabled(bool(ids) and self._searched is not None)
        said = self.tr("Replace in {}").format(words.questions(len(ids)))
        self.agree.setText(said if ids else self.tr("Replace"))


def told(found: Found) -> str:
    """What was found, and what may not be replaced, with the reason."""
    if not found.places and not found.refused:
        return words.tr("It stands in none of these questions.")
    said = []
    if found.places:
        number = words.count(len(found.places), words.tr("place"), words.tr("places"))
        said.append(words.tr("{} found; Space unticks the selected ones.").format(number))
    if found.more:
        said.append(words.tr("There are more: replace these, then look again."))
    if found.refused:
        said.append(refused(found))
    return " ".join(said)


def refused(found: Found) -> str:
    reasons: Sequence[str] = list(dict.fromkeys(each.reason for each in found.refused))
    number = words.count(len(found.refused), words.tr("place"), words.tr("places"))
    return words.tr("{} cannot be replaced: {}").format(number, " ".join(reasons[:REFUSED_SHOWN]))
