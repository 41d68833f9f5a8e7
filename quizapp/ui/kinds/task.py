"""The task that the author of a question gave it: several right options, gaps, pairs, an order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from quizapp.domain.review import Form, Verdict
from quizapp.ui.kinds.form import AnswerForm
from quizapp.ui.tasks import widget_for
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, row

if TYPE_CHECKING:
    from quizapp.services.study_deck import Ask, Marked

_SHARES = {Verdict.RIGHT: 1.0, Verdict.ALMOST: 0.5, Verdict.WRONG: 0.0}


class TaskForm(AnswerForm):
    """The widget is made anew for each question; the answer given is its response as JSON."""

    form = Form.TASK

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.widget: TaskWidget[Any] | None = None
        self._is_open = False
        self.check = button(self.tr("Check"), "primary")
        self.check.setToolTip(self.tr("Check the answer (Enter)"))
        self.check.setMinimumHeight(theme.scaled(44))
        self.check.clicked.connect(self.confirm)
        self._place = column(spacing=0)
        self.setLayout(column(self._place, row(self.check, -1), spacing=12))

    def ask(self, ask: Ask) -> None:
        task = ask.question.task
        assert task is not None
        if self.widget is not None:
            self._place.removeWidget(self.widget)
            self.widget.hide()
            self.widget.deleteLater()
        self.widget = widget_for(task, self.theme, ask.shuffled)
        self.widget.changed.connect(self._changed)
        self.widget.entered.connect(self.confirm)
        self._place.addWidget(self.widget)
        self.widget.show()  # now: what is not shown takes no focus
        self._is_open = True
        self.check.show()
        self._changed()
        self.widget.take_focus()

    def mark(self, marked: Marked, given: str) -> None:
        self._is_open = False
        self.check.hide()
        if self.widget is not None:
            self.widget.judge(_SHARES.get(marked.verdict))

    def take_focus(self) -> None:
        if self.widget is not None:
            self.widget.take_focus()

    def choose(self, number: int) -> None:
        if self.widget is not None and self._is_open:
            self.widget.choose(number)

    def confirm(self) -> None:
        if self._is_open and self.widget is not None and self.widget.response is not None:
            self.answered.emit(json.dumps(self.widget.response))

    def _changed(self) -> None:
        self.check.setEnabled(self.widget is not None and self.widget.response is not None)

    # Qt override

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no part of the task took checks the answer."""
        if self._is_open and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
            return
        super().keyPressEvent(event)
