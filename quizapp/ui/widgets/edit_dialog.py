"""Editing a question where it is asked, without leaving the session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from quizapp.domain.question import Question
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import column
from quizapp.ui.widgets.question_editor import QuestionEditor

WIDTH = 560
HEIGHT = 620


class EditDialog(QDialog):
    def __init__(self, parent: QWidget, desk: Desk, question: Question) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edit the question"))
        self.editor = QuestionEditor(desk)
        self.editor.cancelled.connect(self.reject)
        self.editor.saved.connect(self.accept)
        self.setLayout(column(self.editor, margin=20))
        theme = desk.theme
        height = max(400, parent.window().height() - 60)
        self.resize(theme.scaled(WIDTH), min(theme.scaled(HEIGHT), height))
        self.editor.edit(question)


def edit_question(
    parent: QWidget, desk: Desk, question: Question, then: Callable[[Question], object]
) -> EditDialog:
    """Opens without blocking; ``then`` is called with the changed question once it is saved."""
    box = EditDialog(parent, desk, question)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.editor.saved.connect(then)
    box.open()
    return box
