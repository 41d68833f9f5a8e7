"""Typed answers: words, and numbers."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from quizapp.domain.task import Accepted, Choose, Number, Numeric, Task, Typed, key_of, number_text
from quizapp.ui.authoring.answer_rows import Answer, AnswerRows
from quizapp.ui.authoring.task_editor import TaskEditor, named
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label


class TypedEditor(TaskEditor):
    title = named("Typed words")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        names = (self.tr("Right answer"), self.tr("Also accepted"))
        self.rows = AnswerRows(theme, None, usual=1.0, names=names)
        self.strict = QCheckBox(self.tr("Spelling and capitals count"))
        how = self.tr("The usual variants of names and small slips are known already; an asterisk "
                      "stands for any letters.")  # fmt: skip
        self.setLayout(column(self.rows, self.strict, label(how, "small", wrap=True), spacing=8))
        self.rows.changed.connect(self.changed)
        self.strict.toggled.connect(lambda _: self.changed.emit())

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, Typed)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        if isinstance(task, Typed):
            return task
        key = key_of(task) if isinstance(task, Choose) and not task.several else None
        return Typed((Accepted(key.answer),) if key and key.answer else ())

    @property
    def task(self) -> Typed:
        answers = self.rows.answers
        if not any(each.worth > 0 for each in answers):
            raise ValueError(self.tr("A right answer is needed."))
        accepted = (Accepted(each.text, each.worth, each.feedback) for each in answers)
        return Typed(tuple(accepted), self.strict.isChecked())

    def show_task(self, task: Task) -> None:
        assert isinstance(task, Typed)
        shown = [Answer(each.text, each.worth, each.feedback) for each in task.answers]
        self.rows.show_answers(shown, lambda _: True)
        self.strict.setChecked(task.strict)


class NumericEditor(TaskEditor):
    title = named("A number")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        names = (self.tr("Right number"), self.tr("Another number"))
        self.rows = AnswerRows(theme, None, usual=1.0, names=names)
        how = self.tr("“1500 : 10” is right from 1490 to 1510.")
        self.setLayout(column(self.rows, label(how, "small", wrap=True), spacing=8))
        self.rows.changed.connect(self.changed)

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, Numeric)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        return task if isinstance(task, Numeric) else Numeric(())

    @property
    def task(self) -> Numeric:
        numbers = tuple(self._number(each) for each in self.rows.answers)
        if not any(each.worth > 0 for each in numbers):
            raise ValueError(self.tr("A right number is needed."))
        return Numeric(numbers)

    def _number(self, answer: Answer) -> Number:
        value, _, tolerance = answer.text.replace("±", ":").partition(":")
        try:
            number, about = float(value), abs(float(tolerance or 0))
        except ValueError:
            raise ValueError(self.tr("“{}” is no number.").format(answer.text)) from None
        return Number(number, about, answer.worth, answer.feedback)

    def show_task(self, task: Task) -> None:
        assert isinstance(task, Numeric)
        shown = [Answer(_written(each), each.worth, each.feedback) for each in task.answers]
        self.rows.show_answers(shown, lambda _: True)


def _written(number: Number) -> str:
    about = f" : {number_text(number.tolerance)}" if number.tolerance else ""
    return number_text(number.value) + about
