"""Rows of answers: a text each, and what belongs to it; a new empty row waits at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QRadioButton, QWidget

from quizapp.ui.authoring.task_editor import WorthBox
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, row, tool

LONGEST = 2_000  # characters of an answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What one row says."""

    text: str = ""
    worth: float = 0.0
    feedback: str = ""
    keeps_place: bool = False


class AnswerRow(QWidget):
    """``mark``: a radio button, a tick, or nothing, which says whether it is right."""

    changed = Signal()

    def __init__(
        self, theme: Theme, mark: type[QAbstractButton] | None, usual: float, *, place: bool
    ) -> None:
        super().__init__()
        self._usual = usual
        self.mark = mark() if mark is not None else None
        self.text = QLineEdit(maxLength=LONGEST)
        self.worth = WorthBox(usual)
        self.feedback = QLineEdit(maxLength=LONGEST)
        self.feedback.setPlaceholderText(self.tr("What to tell a learner who answers this"))
        self.feedback.setAccessibleName(self.tr("Feedback on this answer"))
        self.keeps = QCheckBox(self.tr("keeps its place when shuffled"))
        self.more = tool(theme, "more", self.tr("Points, feedback and place of this answer"))
        self.more.setCheckable(True)
        self.delete = tool(theme, "delete", self.tr("Take this answer away"))
        self._has_place = place
        line = row(spacing=6)
        if self.mark is not None:
            line.addWidget(self.mark)
        for part in (self.text, self.more, self.delete):
            line.addWidget(part)
        line.setStretch(line.indexOf(self.text), 1)
        self.details = QWidget()
        details = row(self.worth, self.feedback, self.keeps, spacing=6)
        details.setContentsMargins(26 if self.mark is not None else 0, 0, 0, 4)
        details.setStretch(1, 1)
        self.details.setLayout(details)
        self.details.hide()
        self.setLayout(column(line, self.details, spacing=4))
        self._connect()

    def _connect(self) -> None:
        self.more.toggled.connect(self.details.setVisible)
        self.text.textChanged.connect(lambda _: self.changed.emit())
        self.feedback.textChanged.connect(lambda _: self.changed.emit())
        self.worth.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.keeps.toggled.connect(lambda _: self.changed.emit())
        if self.mark is not None:
            self.mark.toggled.connect(self._marked)

    @property
    def answer(self) -> Answer:
        text = " ".join(self.text.text().split())
        feedback = self.feedback.text().strip()
        return Answer(text, self.worth.worth, feedback, self.keeps.isChecked())

    @property
    def empty(self) -> bool:
        return not self.text.text().strip()

    def show_answer(self, answer: Answer, *, right: bool) -> None:
        self.text.setText(answer.text)
        self.feedback.setText(answer.feedback)
        self.keeps.setChecked(answer.keeps_place)
        self.keeps.setVisible(self._has_place)
        if self.mark is not None:
            self.mark.setChecked(right)
        self.worth.show_worth(answer.worth)
        told = bool(answer.feedback or answer.keeps_place) or answer.worth not in (0.0, 1.0)
        self.more.setChecked(told)

    def _marked(self, right: bool) -> None:
        """What is ticked earns something, what is not earns nothing more."""
        if right and self.worth.worth <= 0:
            self.worth.show_worth(1.0)
        elif not right and self.worth.worth > 0:
            self.worth.show_worth(0.0)
        self.changed.emit()


class AnswerRows(QWidget):
    """As many rows as there are answers, and an empty one to go on with.

    Enter goes to the next row, Alt with an arrow moves a row, Backspace in an empty one takes it
    away.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        mark: type[QAbstractButton] | None,
        *,
        usual: float,
        names: tuple[str, str],
        place: bool = False,
    ) -> None:
        """``usual``: worth of a new answer. ``names``: of the first row, and of the others."""
        super().__init__()
        self._theme = theme
        self._mark = mark
        self._usual = usual
        self._names = names
        self._place = place
        self._filling = False
        self.rows: list[AnswerRow] = []
        self._layout = column(spacing=6)
        self.setLayout(self._layout)

    @property
    def answers(self) -> list[Answer]:
        """Of the rows that are filled, in their order."""
        return [each.answer for each in self.rows if not each.empty]

    @property
    def right(self) -> list[bool]:
        """Whether each filled row is marked."""
        filled = [each for each in self.rows if not each.empty]
        return [each.mark is not None and each.mark.isChecked() for each in filled]

    def show_answers(self, answers: Sequence[Answer], right: Callable[[Answer], bool]) -> None:
        self._filling = True
        while len(self.rows) > len(answers) + 1:
            self._drop(self.rows[-1])
        while len(self.rows) < len(answers) + 1:
            self._add()
        for each, answer in zip(self.rows, answers, strict=False):
            each.show_answer(answer, right=right(answer))
        self.rows[-1].show_answer(Answer(worth=self._usual), right=False)
        self._name()
        self._filling = False

    def add_answers(self, texts: Sequence[str]) -> None:
        """Further wrong answers behind those there are."""
        for text in texts:
            self.rows[-1].text.setText(text)

    def mark_first(self) -> None:
        """Of rows that are all empty yet the first is to be the right one."""
        mark = self.rows[0].mark
        if mark is not None:
            self._filling = True
            mark.setChecked(True)
            self._filling = False

    def _add(self) -> AnswerRow:
        made = AnswerRow(self._theme, self._mark, self._usual, place=self._place)
        made.keeps.setVisible(self._place)
        made.changed.connect(self._row_changed)
        made.delete.clicked.connect(partial(self._delete, made))
        made.text.installEventFilter(self)
        made.text.setProperty("kind", "cell")
        if isinstance(made.mark, QRadioButton):
            made.mark.setAutoExclusive(False)  # they have no common parent
            made.mark.toggled.connect(partial(self._only, made))
            made.mark.clicked.connect(partial(made.mark.setChecked, True))  # not off by a click
        self.rows.append(made)
        self._layout.addWidget(made)
        return made

    def _only(self, chosen: AnswerRow, right: bool) -> None:
        if not right:
            return
        for each in self.rows:
            if each is not chosen and each.mark is not None:
                each.mark.setChecked(False)

    def _drop(self, gone: AnswerRow) -> None:
        self.rows.remove(gone)
        self._layout.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _delete(self, gone: AnswerRow) -> None:
        here = self.rows.index(gone)
        if here == len(self.rows) - 1:
            return  # the one that waits
        self._drop(gone)
        self._name()
        self.rows[min(here, len(self.rows) - 1)].text.setFocus()
        self.changed.emit()

    def _row_changed(self) -> None:
        if self._filling:
            return
        if not self.rows[-1].empty:
            self._add().show_answer(Answer(worth=self._usual), right=False)
            self._name()
        self.changed.emit()

    def _name(self) -> None:
        for number, each in enumerate(self.rows):
            name = self._names[0] if number == 0 else self._names[1]
            last = number == len(self.rows) - 1
            each.text.setAccessibleName(f"{name} {number + 1}")
            each.text.setPlaceholderText(name)
            each.delete.setVisible(not last)
            each.more.setVisible(not last)
            if each.mark is not None:
                each.mark.setEnabled(not last)
                each.mark.setAccessibleName(self.tr("Answer {} is right").format(number + 1))
                each.mark.setToolTip(self.tr("This answer is right"))

    def _move(self, moved: AnswerRow, step: int) -> None:
        here = self.rows.index(moved)
        there = here + step
        if moved is self.rows[-1] or not 0 <= there < len(self.rows) - 1:
            return
        self.rows.insert(there, self.rows.pop(here))
        self._layout.removeWidget(moved)
        self._layout.insertWidget(there, moved)
        self._name()
        moved.text.setFocus()
        self.changed.emit()

    # Qt override

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        here = next((n for n, each in enumerate(self.rows) if each.text is watched), None)
        return here is not None and self._key(here, event)

    def _key(self, here: int, event: QKeyEvent) -> bool:
        key, alt = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.AltModifier
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if alt and step:
            self._move(self.rows[here], step)
        elif plain and step:
            self.rows[min(max(0, here + step), len(self.rows) - 1)].text.setFocus()
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows[min(here + 1, len(self.rows) - 1)].text.setFocus()
        elif plain and key == Qt.Key.Key_Backspace and self.rows[here].empty:
            self._delete(self.rows[here])
        else:
            return False
        return True
