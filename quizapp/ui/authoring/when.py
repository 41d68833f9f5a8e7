"""A date: typed as anybody writes it, and said back as it was understood."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.date_text import format_date
from quizapp.domain.date_typed import parse_date
from quizapp.domain.task import Task, Typed, When, key_of
from quizapp.ui.authoring.task_editor import TaskEditor, named
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, row, set_tone
from quizapp.ui.widgets.setting_fields import CalmSpinBox

MOST_YEARS = 100


class WhenEditor(TaskEditor):
    title = named("A date")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._date: HistoricalDate | None = None  # as it was filled: ranges cannot be typed
        self._filled = ""
        self.field = QLineEdit(placeholderText=self.tr("25 October 1917 O.S., March 1921, 44 BC"))
        self.field.setAccessibleName(self.tr("The right date"))
        self.understood = label("", "small", wrap=True)
        self.years = CalmSpinBox(0, MOST_YEARS)
        self.years.setAccessibleName(self.tr("Years beside it that earn half of the points"))
        self.setLayout(column(
            self.field, self.understood,
            row(label(self.tr("Half of the points up to")), self.years,
                label(self.tr("years beside it")), -1),
            spacing=6,
        ))  # fmt: skip
        self.field.textChanged.connect(self._typed)
        self.years.valueChanged.connect(lambda _: self.changed.emit())

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, When)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        if isinstance(task, When):
            return task
        said = key_of(task).answer if isinstance(task, Typed) else ""
        date = parse_date(said) if said else None
        return When(date) if date is not None else When(_NO_DATE)

    @property
    def task(self) -> When:
        date = self._read()
        if date is None:
            raise ValueError(self.tr("Type the right date: 25 October 1917, March 1921, 44 BC."))
        return When(date, self.years.value())

    def show_task(self, task: Task) -> None:
        assert isinstance(task, When)
        self._date = None if task.date is _NO_DATE else task.date
        self._filled = "" if self._date is None else format_date(self._date)
        self.field.setText(self._filled)
        self.years.setValue(task.years_off)
        self._say()

    def _read(self) -> HistoricalDate | None:
        text = self.field.text().strip()
        if self._date is not None and text == self._filled:
            return self._date
        return parse_date(text) if text else None

    def _typed(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        date = self._read()
        if date is not None:
            self.understood.setText(self.tr("Understood as {}").format(format_date(date)))
        else:
            text = self.field.text().strip()
            self.understood.setText(self.tr("This is not understood as a date.") if text else "")
        set_tone(self.understood, "wrong" if date is None else "")


_NO_DATE = HistoricalDate(new_style=DatePoint(1))
"""Stands in the field of a new date until one is typed; it is never shown or saved."""
