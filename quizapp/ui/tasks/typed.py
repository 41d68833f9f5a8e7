"""A line to type into: words, a number, or a date."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from quizapp.domain.calendar import Precision
from quizapp.domain.task import Numeric, Response, Typed, When, key_of
from quizapp.ui.tasks.task_widget import TaskWidget, tone_of
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, set_tone

LONGEST = 300  # characters


class LineWidget(TaskWidget[Any]):
    """One line; what is special in words, numbers and dates is said under it."""

    def __init__(self, task: Any, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__(task, theme, shuffled)
        self.field = QLineEdit()
        self.field.setProperty("kind", "answer")
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.setPlaceholderText(self.tr("Type your answer"))
        self.field.textEdited.connect(lambda _: self.changed.emit())
        self.field.returnPressed.connect(self.entered)
        self.hint = label(self.hint_text(), "small", wrap=True)
        self.key = label("", wrap=True)
        self.key.hide()
        self.setLayout(column(self.field, self.hint, self.key, spacing=6))
        self.hint.setVisible(bool(self.hint.text()))
        self.setFocusProxy(self.field)

    def hint_text(self) -> str:
        return ""

    @property
    def response(self) -> Response:
        return self.field.text() or None

    def restore(self, response: Response) -> None:
        self.field.setText(response if isinstance(response, str) else "")

    def judge(self, share: float | None) -> None:
        self.judged = True
        self.field.setReadOnly(True)
        self.hint.hide()
        tone = tone_of(share)
        self.key.setText(self._right_answer(share))
        self.key.setVisible(bool(self.key.text()))
        set_tone(self.key, tone)

    def _right_answer(self, share: float | None) -> str:
        if share is not None and share >= 1:
            return self.tr("Right.")
        key = key_of(self.task)
        also = self.tr(" (also: {})").format("; ".join(key.accept[:5])) if key.accept else ""
        return self.tr("Right would be: {}").format(key.answer) + also

    def take_focus(self) -> None:
        self.field.setFocus()


class TypedWidget(LineWidget):
    task: Typed

    def hint_text(self) -> str:
        return self.tr("Spelling and capitals count.") if self.task.strict else ""


class NumericWidget(LineWidget):
    task: Numeric

    def hint_text(self) -> str:
        return self.tr("A number.")


class WhenWidget(LineWidget):
    task: When

    def hint_text(self) -> str:
        return {
            Precision.DAY: self.tr("The day, in any form: 25 Oct 1917, 1917-10-25."),
            Precision.MONTH: self.tr("Month and year, in any form: Oct 1917, 1917-10."),
        }.get(self.task.date.precision, self.tr("A year, or a date in any form."))
