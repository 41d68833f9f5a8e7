"""A text with gaps, written in one field with braces."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from quizapp.domain.cloze_text import read_cloze, write_cloze
from quizapp.domain.task import Cloze, Task
from quizapp.ui.authoring.task_editor import TaskEditor, named
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row


class ClozeEditor(TaskEditor):
    title = named("Text with gaps")

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(theme.scaled(120))
        self.text.setAccessibleName(self.tr("Text with gaps"))
        self.text.setPlaceholderText(self.tr("The khanate of {Kazan} fell in {=1552|1556|1598}."))
        self.gap = button(self.tr("Make the selection a gap"))
        self.gap.setToolTip(self.tr("Puts braces around the selected words (Ctrl+G)"))
        self.gap.setShortcut("Ctrl+G")
        self.gap.clicked.connect(self.make_gap)
        how = self.tr(
            "{Kazan|Kasan}: typed, either is right.  {=1552|1556}: chosen, the first is right.  "
            "{#41:2}: a number from 39 to 43.  {%50%Kasan#Nearly.}: half of the points, and why."
        )
        self.setLayout(column(
            self.text, row(self.gap, -1), label(how, "small", wrap=True), spacing=6
        ))  # fmt: skip
        self.text.textChanged.connect(self.changed)

    @classmethod
    def edits(cls, task: object) -> bool:
        return isinstance(task, Cloze)

    @classmethod
    def from_other(cls, task: Task | None) -> Task:
        return task if isinstance(task, Cloze) else Cloze(("",), ())

    @property
    def task(self) -> Cloze:
        task = read_cloze(self.text.toPlainText())
        if not task.gaps:
            raise ValueError(self.tr("Make at least one gap: select words and press Ctrl+G."))
        return task

    def show_task(self, task: Task) -> None:
        assert isinstance(task, Cloze)
        self.text.setPlainText(write_cloze(task))

    def make_gap(self) -> None:
        cursor = self.text.textCursor()
        words = cursor.selectedText()
        cursor.insertText("{" + words + "}")
        if not words:
            cursor.movePosition(cursor.MoveOperation.Left)
            self.text.setTextCursor(cursor)
        self.text.setFocus()
