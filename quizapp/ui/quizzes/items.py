"""The questions of one section: picked ones and draws, with points, to move and to take away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import count

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QBoxLayout, QCheckBox, QFrame, QLineEdit

from quizapp.domain.deck import Deck
from quizapp.domain.question import Question
from quizapp.domain.quiz import Draw, Pick, Section
from quizapp.ui import words
from quizapp.ui.quizzes.draw_dialog import told
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.actions import Actions
from quizapp.ui.widgets.basics import button, column, label, refilling, row, tool
from quizapp.ui.widgets.setting_fields import CalmDoubleSpinBox

MOST_POINTS = 1000
LONGEST = 200
FIELD_EDGES = 28  # px beside the words of a field
ITEM = "application/x-quizapp-quiz-item"  # a row on its way; data: its ``key``
_keys = count(1)


class ItemRow(QFrame):
    """One question, or one draw. Alt with an arrow moves it, or the mouse; Delete takes it away."""

    changed = Signal(object)  # the item with other points
    moved = Signal(int)  # -1 up, 1 down
    removed = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, item: Pick | Draw, text: str, detail: str) -> None:
        super().__init__()
        self.setObjectName("item")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(text)
        self.item = item
        self.key = str(next(_keys))
        self._pressed: QPoint | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.points = CalmDoubleSpinBox(0, MOST_POINTS, 2)
        self.points.setValue(item.points)
        self.points.setAccessibleName(self.tr("Points"))
        self.points.setToolTip(self.tr("Points"))
        self.points.setFixedWidth(theme.scaled(78))
        self.points.valueChanged.connect(self._points_changed)
        open_it = tool(theme, "edit", self.tr("Open it (Enter)"))
        up, down = tool(theme, "up", self.tr("Up (Alt+↑)")), tool(theme, "down", self.tr("Down"))
        gone = tool(theme, "delete", self.tr("Take it out (Delete)"))
        for each, call in (
            (open_it, self.opened.emit), (up, partial(self.moved.emit, -1)),
            (down, partial(self.moved.emit, 1)), (gone, self.removed.emit),
        ):  # fmt: skip
            each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the row has keys for them
            each.setCursor(Qt.CursorShape.ArrowCursor)
            each.clicked.connect(lambda _=False, call=call: call())
        said = column(label(text, wrap=True), spacing=1)
        if detail:
            said.addWidget(label(detail, "small", wrap=True))
        line = row(said, self.points, open_it, up, down, gone, spacing=6)
        line.setStretch(0, 1)
        line.setContentsMargins(12, 8, 8, 8)
        self.setLayout(line)

    def _points_changed(self, points: float) -> None:
        self.item = replace(self.item, points=points)
        self.changed.emit(self.item)

    def dragged(self) -> QMimeData:
        data = QMimeData()
        data.setData(ITEM, self.key.encode())
        return data

    def _drag(self) -> None:
        drag = QDrag(self)
        drag.setMimeData(self.dragged())
        drag.setPixmap(self.grab())
        drag.setHotSpot(self._pressed or QPoint())
        self._pressed = None
        drag.exec(Qt.DropAction.MoveAction)

    # Qt overrides

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = event.position().toPoint() if left else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed, here = self._pressed, event.position().toPoint()
        if pressed is not None and (
            (here - pressed).manhattanLength() >= QApplication.startDragDistance()
        ):
            self._drag()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        if alt and step:
            self.moved.emit(step)
        elif step:
            self.focusNextPrevChild(step > 0)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class SectionEditor(QFrame):
    """``section`` as the fields say it."""

    changed = Signal()
    pick_wanted = Signal()
    draw_wanted = Signal(int)  # the place of the draw to change; -1: a new one
    question_wanted = Signal(str)
    removed = Signal()
    dropped = Signal(str, int)  # the key of a row of this section or another, and the place for it
    moved_out = Signal(int, int)  # a place, and -1 for the section above or 1 for that below

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self._marked: int | None = None  # the place that a row would be dropped at
        self._theme = theme
        self._section = Section()
        self._shown: tuple[object, ...] = ()
        self.rows: list[ItemRow] = []
        self.title = QLineEdit(maxLength=LONGEST)
        self.title.setPlaceholderText(self.tr("Heading (none needed)"))
        self.title.setAccessibleName(self.tr("Heading of the section"))
        self.instructions = QLineEdit(maxLength=2000)
        self.instructions.setPlaceholderText(self.tr("Instructions (none needed)"))
        self.instructions.setAccessibleName(self.tr("Instructions"))
        self.shuffle = QCheckBox(self.tr("Shuffle the questions of this section"))
        self.add = button(self.tr("Add questions …"))
        self.draw = button(self.tr("Draw by rules …"))
        self.write = button(self.tr("Write one …"))
        self.write.setToolTip(self.tr("A new question, for this quiz (Ctrl+N)"))
        self.remove = button(self.tr("Remove the section"), "quiet")
        self.empty = label(self.tr("No questions yet: add some, or draw them by rules."), "muted")
        self._heads = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._heads.setSpacing(8)
        for field in (self.title, self.instructions):
            self._heads.addWidget(field, 1)
        self._items = column(spacing=6)
        inside = column(
            self._heads, self._items, self.empty,
            Actions(self.add, self.draw, self.write, self.shuffle, self.remove), spacing=10,
        )  # fmt: skip
        inside.setContentsMargins(16, 14, 16, 14)
        self.setLayout(inside)
        self.title.textEdited.connect(self._edited)
        self.instructions.textEdited.connect(self._edited)
        self.shuffle.clicked.connect(self._edited)
        self.add.clicked.connect(self.pick_wanted)
        self.draw.clicked.connect(lambda: self.draw_wanted.emit(-1))
        self.remove.clicked.connect(self.removed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_heads()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_heads()

    def _place_heads(self) -> None:
        """Below each other where one of them could not say what it is for."""
        says = max(
            field.fontMetrics().horizontalAdvance(field.placeholderText()) + FIELD_EDGES
            for field in (self.title, self.instructions)
        )
        margins = self.contentsMargins() + self.layout().contentsMargins()  # type: ignore[union-attr]
        room = self.width() - margins.left() - margins.right() - self._heads.spacing()
        ways = QBoxLayout.Direction
        self._heads.setDirection(ways.LeftToRight if room >= 2 * says else ways.TopToBottom)

    @property
    def section(self) -> Section:
        return self._section

    def show_section(
        self, section: Section, questions: Mapping[str, Question], decks: Sequence[Deck]
    ) -> None:
        """Fills the fields; emits nothing."""
        self._section = section
        for field, text in ((self.title, section.title), (self.instructions, section.instructions)):
            if field.text() != text:
                field.setText(text)
        self.shuffle.setChecked(section.shuffle)
        known = tuple(questions.get(i.question_id) for i in section.items if isinstance(i, Pick))
        if (section.items, known) == self._shown:
            return
        self._shown = (section.items, known)
        here = next((n for n, each in enumerate(self.rows) if each.hasFocus()), None)
        self._show_items(section, questions, decks)
        if here is not None and self.rows:
            self.rows[min(here, len(self.rows) - 1)].setFocus()

    def set_items(self, items: Sequence[Pick | Draw]) -> None:
        self._change(replace(self._section, items=tuple(items)))

    def _show_items(
        self, section: Section, questions: Mapping[str, Question], decks: Sequence[Deck]
    ) -> None:
        with refilling(self._items):
            self.rows = []
            for place, item in enumerate(section.items):
                made = self._row(item, questions, decks)
                made.changed.connect(partial(self._replace, place))
                made.moved.connect(partial(self._move, place))
                made.removed.connect(partial(self._remove, place))
                made.opened.connect(partial(self._open, place))
                self.rows.append(made)
                self._items.addWidget(made)
        self.empty.setVisible(not section.items)

    def _row(
        self, item: Pick | Draw, questions: Mapping[str, Question], decks: Sequence[Deck]
    ) -> ItemRow:
        if isinstance(item, Draw):
            return ItemRow(self._theme, item, told(item, decks), self.tr("drawn anew each time"))
        question = questions.get(item.question_id)
        if question is None:
            return ItemRow(self._theme, item, self.tr("(no longer there)"), "")
        return ItemRow(
            self._theme, item, words.one_line(question.stem), words.one_line(question.answer)
        )

    def _edited(self) -> None:
        self._change(replace(
            self._section, title=self.title.text(), instructions=self.instructions.text(),
            shuffle=self.shuffle.isChecked(),
        ))  # fmt: skip

    def _replace(self, place: int, item: Pick | Draw) -> None:
        """Other points: the row stays as it is, so that typing goes on."""
        items = list(self._section.items)
        items[place] = item
        self._section = replace(self._section, items=tuple(items))
        self._shown = (self._section.items, *self._shown[1:])
        self.changed.emit()

    def _move(self, place: int, step: int) -> None:
        there = place + step
        items = list(self._section.items)
        if not 0 <= there < len(items):
            self.moved_out.emit(place, step)
            return
        items.insert(there, items.pop(place))
        self.rows[there].setFocus()
        self.set_items(items)

    def _remove(self, place: int) -> None:
        items = list(self._section.items)
        del items[place]
        self.set_items(items)

    def _open(self, place: int) -> None:
        item = self._section.items[place]
        if isinstance(item, Draw):
            self.draw_wanted.emit(place)
        else:
            self.question_wanted.emit(item.question_id)

    def _change(self, section: Section) -> None:
        self._section = section
        self.changed.emit()

    # Rows that are dragged

    def place_at(self, y: int) -> int:
        """Before which row something would be put that is let go there."""
        return sum(each.geometry().center().y() < y for each in self.rows)

    def _mark(self, place: int | None) -> None:
        if place != self._marked:
            self._marked = place
            self.update()

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(ITEM):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._mark(self.place_at(event.position().toPoint().y()))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(None)
        event.acceptProposedAction()
        key = bytes(event.mimeData().data(ITEM).data()).decode()
        self.dropped.emit(key, self.place_at(event.position().toPoint().y()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a line between the rows where something would be dropped."""
        super().paintEvent(event)
        if self._marked is None:
            return
        painter = QPainter(self)
        painter.fillRect(16, self._line_at(self._marked), self.width() - 32, 3,
                         self._theme.colour("accent"))  # fmt: skip
        painter.end()

    def _line_at(self, place: int) -> int:
        if not self.rows:
            return self.empty.geometry().top() - 5
        if place < len(self.rows):
            return self.rows[place].geometry().top() - 5
        return self.rows[-1].geometry().bottom() + 3
