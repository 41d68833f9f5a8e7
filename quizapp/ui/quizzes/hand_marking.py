"""Marking by hand: one answer after the other, question by question, by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from quizapp.domain.task import number_text
from quizapp.services.quiz_report import ToMark
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, card, column, label, row
from quizapp.ui.widgets.setting_fields import CalmDoubleSpinBox


class HandMarking(QWidget):
    marked = Signal(object, float, str)  # ToMark, points, comment

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._waiting: Sequence[ToMark] = ()
        self._here = 0
        self.state = label("", "muted")
        self.stem = label("", "question", wrap=True)
        self.guidance = label("", "small", wrap=True)
        self.answer = label("", wrap=True)
        self.points = CalmDoubleSpinBox(-1000, 1000)
        self.points.setAccessibleName(self.tr("Points"))
        self.of = label("")
        self.comment = QLineEdit(maxLength=2000)
        self.comment.setPlaceholderText(self.tr("A word to the learner (none needed)"))
        self.comment.setAccessibleName(self.tr("Comment"))
        self.give = button(self.tr("Give these points"), "primary")
        self.skip = button(self.tr("Later"), "quiet")
        self._empty = label(self.tr("Nothing waits to be marked."), "muted")
        self._work = QWidget()
        box = card()
        inside = column(self.answer)
        inside.setContentsMargins(16, 14, 16, 14)
        box.setLayout(inside)
        points = row(self.points, self.of, self.comment, self.give, self.skip, spacing=8)
        points.setStretch(2, 1)
        self._work.setLayout(column(
            self.state, self.stem, self.guidance, box, points, -1, spacing=10
        ))  # fmt: skip
        self.setLayout(column(self._work, self._empty, -1))
        self.give.clicked.connect(self._give)
        self.comment.returnPressed.connect(self._give)
        self.skip.clicked.connect(self._next)

    def show_waiting(self, waiting: Sequence[ToMark]) -> None:
        self._waiting = waiting
        self._here = min(self._here, max(0, len(waiting) - 1))
        self._show()

    def take_focus(self) -> None:
        (self.points if self._waiting else self).setFocus()

    def _show(self) -> None:
        self._work.setVisible(bool(self._waiting))
        self._empty.setVisible(not self._waiting)
        if not self._waiting:
            return
        one = self._waiting[self._here]
        asked = one.mark.posed.asked
        self.state.setText(self.tr("{number} of {all}   ·   {name}").format(
            number=self._here + 1, all=len(self._waiting), name=words.one_line(one.name)
        ))  # fmt: skip
        self.stem.setText(one.mark.posed.question.stem)
        self.guidance.setText(one.guidance)
        self.guidance.setVisible(bool(one.guidance))
        response = one.mark.response
        self.answer.setText(response if isinstance(response, str) else str(response))
        self.points.setMaximum(asked.points)
        self.points.setValue(asked.points)
        self.of.setText(self.tr("of {}").format(number_text(asked.points)))
        self.comment.clear()
        self.points.setFocus()
        self.points.selectAll()

    def _give(self) -> None:
        if self._waiting:
            one = self._waiting[self._here]
            self.marked.emit(one, self.points.value(), self.comment.text())

    def _next(self) -> None:
        if self._waiting:
            self._here = (self._here + 1) % len(self._waiting)
            self._show()
