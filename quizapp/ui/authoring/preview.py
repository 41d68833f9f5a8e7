"""The question as a learner will see it, to be tried."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from quizapp.domain.question import Question
from quizapp.domain.task import Choose, Match, Order, Response, Task
from quizapp.ui.authoring.question_form import task_of_question
from quizapp.ui.desk import Desk
from quizapp.ui.tasks import widget_for
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.widgets.basics import button, card, column, label, row

Marker = Callable[[Question, Response], float | None]
"""The share of the points that a response earns; None where a person has to mark it."""

_PICTURE = 260  # pixels, the highest


class Preview(QWidget):
    def __init__(self, desk: Desk, mark: Marker) -> None:
        super().__init__()
        self._desk = desk
        self._mark = mark
        self._question: Question | None = None
        self._pictures: dict[str, bytes] = {}
        self.widget: TaskWidget[Any] | None = None
        self.stem = label("", "question", wrap=True)
        self.picture = QLabel()
        self.picture.hide()
        self.explanation = label("", "small", wrap=True)
        self.explanation.hide()
        self.check = button(self.tr("Try it: check the answer"))
        self.again = button(self.tr("Again"), "quiet")
        self._place = column(spacing=0)
        box = card()
        inside = column(
            self.stem, self.picture, self._place, self.explanation,
            row(self.check, self.again, -1), spacing=12,
        )  # fmt: skip
        inside.setContentsMargins(20, 18, 20, 18)
        box.setLayout(inside)
        self.setLayout(column(label(self.tr("As a learner sees it"), "overline"), box, spacing=6))
        self.check.clicked.connect(self.try_it)
        self.again.clicked.connect(self._fresh)
        self.again.hide()

    def show_question(self, question: Question, pictures: dict[str, bytes]) -> None:
        """``pictures``: bytes of those that are not saved yet."""
        self._pictures = pictures
        same_task = self._question is not None and (
            task_of_question(self._question) == task_of_question(question)
        )
        self._question = question
        self.stem.setText(question.stem)
        self.explanation.setText(question.explanation)
        self._show_picture(question)
        if not same_task or self.widget is None or self.widget.judged:
            self._fresh()

    def take_focus(self) -> None:
        """To what can be answered; else to the button."""
        if self.widget is not None and not self.widget.judged:
            self.widget.take_focus()
        else:
            self.again.setFocus()

    def try_it(self) -> None:
        if self.widget is None or self._question is None:
            return
        self.widget.judge(self._mark(self._question, self.widget.response))
        self.explanation.setVisible(bool(self._question.explanation))
        self.check.hide()
        self.again.show()

    def _fresh(self) -> None:
        if self._question is None:
            return
        if self.widget is not None:
            self._place.removeWidget(self.widget)
            self.widget.hide()
            self.widget.deleteLater()
        task = task_of_question(self._question)
        self.widget = widget_for(task, self._desk.theme, _shuffled(task, self._question.id))
        self.widget.entered.connect(self.try_it)
        self._place.addWidget(self.widget)
        self.explanation.hide()
        self.again.hide()
        self.check.setVisible(True)

    def _show_picture(self, question: Question) -> None:
        picture = question.picture
        self.picture.setVisible(picture is not None)
        if picture is None:
            return
        self.picture.setAccessibleName(picture.alt)
        if picture.id in self._pictures:
            self._paint(self._pictures[picture.id])
        elif self._desk.ready:
            decks = self._desk.services.stores.decks
            self._desk.ask(lambda: decks.picture(picture.id), self._paint)

    def _paint(self, data: bytes) -> None:
        pixmap = QPixmap()
        pixmap.loadFromData(data)
        width, height = max(200, self.width() - 60), self._desk.theme.scaled(_PICTURE)
        if pixmap.width() > width or pixmap.height() > height:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            pixmap = pixmap.scaled(width, height, keep, smooth)
        self.picture.setPixmap(pixmap)


def _shuffled(task: Task, seed: str) -> tuple[int, ...]:
    """An order as a quiz would make one; options that keep their place stay."""
    shuffle = random.Random(seed)
    if isinstance(task, Order):
        return tuple(shuffle.sample(range(len(task.items)), len(task.items)))
    if isinstance(task, Match) and task.shuffle:
        count = len(task.answers())
        return tuple(shuffle.sample(range(count), count))
    if not isinstance(task, Choose) or not task.shuffle:
        return ()
    free = [n for n, option in enumerate(task.options) if not option.keeps_place]
    moved = iter(shuffle.sample(free, len(free)))
    return tuple(n if option.keeps_place else next(moved) for n, option in enumerate(task.options))
