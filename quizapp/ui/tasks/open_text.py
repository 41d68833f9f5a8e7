"""Texts: one to write, which a person marks, and one to read."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit

from quizapp.domain.task import Information, OpenText, Response
from quizapp.ui.tasks.task_widget import TaskWidget
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import column, label

LONGEST = 20_000  # characters
_FEWEST_LINES, _MOST_LINES = 3, 14


class OpenTextWidget(TaskWidget[OpenText]):
    def __init__(self, task: OpenText, theme: Theme, shuffled: tuple[int, ...] = ()) -> None:
        super().__init__(task, theme, shuffled)
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(self.tr("Your text"))
        self.field.setPlaceholderText(self.tr("Write here"))
        line = QFontMetrics(theme.font("body")).lineSpacing()
        self.field.setFixedHeight(line * min(max(task.lines, _FEWEST_LINES), _MOST_LINES) + 20)
        self.field.textChanged.connect(self.changed)
        self.note = label("", "small", wrap=True)
        self.note.hide()
        self.setLayout(column(self.field, self.note, spacing=6))
        self.setFocusProxy(self.field)

    @property
    def response(self) -> Response:
        return self.field.toPlainText()[:LONGEST] or None

    def restore(self, response: Response) -> None:
        if response != self.response:
            self.field.setPlainText(response if isinstance(response, str) else "")

    def judge(self, share: float | None) -> None:
        self.judged = True
        self.field.setReadOnly(True)
        self.note.setText(self.tr("Somebody will read and mark this.") if share is None else "")
        self.note.setVisible(bool(self.note.text()))

    def take_focus(self) -> None:
        self.field.setFocus()


class InformationWidget(TaskWidget[Information]):
    """Nothing to answer: the text of the question is all there is."""

    @property
    def response(self) -> Response:
        return None

    def restore(self, response: Response) -> None:
        pass

    def judge(self, share: float | None) -> None:
        self.judged = True
