"""Tasks of a few fields: true or false, an open text, a text to read."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QRadioButton

from quizapp.domain.task import Information, OpenText, Task, TrueFalse
from quizapp.ui.authoring.task_editor import TaskEditor, named
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label, row
from quizapp.ui.widgets.setting_fields import CalmSpinBox

MOST_LINES = 40


class TrueFalseEditor(TaskEditor):
    title = named("True or false")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.true = QRadioButton(self.tr("The statement is true"))
        self.false = QRadioButton(self.tr("The statement is false"))
        self.true.setChecked(True)
        self.when_right, self.when_wrong = QLineEdit(), QLineEdit()
        self.when_right.setAccessibleName(self.tr("Feedback on a right answer"))
        self.when_wrong.setAccessibleName(self.tr("Feedback on a wrong answer"))
        self.setLayout(column(
            row(self.true, self.false, -1, spacing=16),
            label(self.tr("To a learner who is right"), "overline"), self.when_right,
            label(self.tr("To a learner who is wrong"), "overline"), self.when_wrong,
            spacing=6,
        ))  # fmt: skip
        self.true.toggled.connect(lambda _: self.changed.emit())
        for field in (self.when_right, self.when_wrong):
            field.textChanged.connect(lambda _: self.changed.emit())

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, TrueFalse)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        return task if isinstance(task, TrueFalse) else TrueFalse(is_true=True)

    @property
    def task(self) -> TrueFalse:
        return TrueFalse(
            self.true.isChecked(), self.when_right.text().strip(), self.when_wrong.text().strip()
        )

    def show_task(self, task: Task) -> None:
        assert isinstance(task, TrueFalse)
        (self.true if task.is_true else self.false).setChecked(True)
        self.when_right.setText(task.when_right)
        self.when_wrong.setText(task.when_wrong)


class OpenTextEditor(TaskEditor):
    title = named("Open text, marked by hand")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.lines = CalmSpinBox(1, MOST_LINES, 8)
        self.lines.setAccessibleName(self.tr("Lines to write on"))
        self.guidance = QPlainTextEdit()
        self.guidance.setTabChangesFocus(True)
        self.guidance.setFixedHeight(theme.scaled(90))
        self.guidance.setAccessibleName(self.tr("What the marker looks for"))
        self.setLayout(column(
            row(label(self.tr("Lines to write on")), self.lines, -1),
            label(self.tr("What the marker looks for (learners do not see it)"), "overline"),
            self.guidance, spacing=6,
        ))  # fmt: skip
        self.lines.valueChanged.connect(lambda _: self.changed.emit())
        self.guidance.textChanged.connect(self.changed)

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, OpenText)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        return task if isinstance(task, OpenText) else OpenText()

    @property
    def task(self) -> OpenText:
        return OpenText(self.lines.value(), self.guidance.toPlainText().strip())

    def show_task(self, task: Task) -> None:
        assert isinstance(task, OpenText)
        self.lines.setValue(task.lines)
        self.guidance.setPlainText(task.guidance)


class InformationEditor(TaskEditor):
    title = named("Information, nothing to answer")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        said = self.tr("The text above is shown between the questions; nothing is asked.")
        self.setLayout(column(label(said, "small", wrap=True)))

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, Information)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        return Information()

    @property
    def task(self) -> Information:
        return Information()

    def show_task(self, task: Task) -> None:
        pass
