"""Adding questions to a quiz: one of those there are, or a new one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from quizapp.domain.quiz import QuizSummary
from quizapp.ui import words
from quizapp.ui.ask_name import LONGEST
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row

WIDTH, HEIGHT = 460, 440
ID = Qt.ItemDataRole.UserRole


class ToQuizDialog(QDialog):
    """``quiz_id``: the one that was chosen, "" for a new one, which is called ``new_name``."""

    def __init__(
        self, parent: QWidget, theme: Theme, quizzes: Sequence[QuizSummary], number: int
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Add to a quiz"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Quizzes"))
        self.name = QLineEdit(self.tr("Quiz"))
        self.name.setAccessibleName(self.tr("Name of the new quiz"))
        self.name.setMaxLength(LONGEST)
        self._caption = label(self.tr("Name of the new quiz"), "overline")
        self.agree = button(self.tr("Add"), "primary")
        self._offer(quizzes)
        self._build(theme, number)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemActivated.connect(lambda _: self.agree.click())
        self.name.textChanged.connect(self._chosen)
        self.list.setCurrentRow(min(1, len(quizzes)))
        self._chosen()
        (self.list if quizzes else self.name).setFocus()
        self.name.selectAll()

    @property
    def quiz_id(self) -> str:
        item = self.list.currentItem()
        return "" if item is None else str(item.data(ID))

    @property
    def new_name(self) -> str:
        return self.name.text().strip()

    def _offer(self, quizzes: Sequence[QuizSummary]) -> None:
        self._add(self.tr("A new quiz"), "")
        for one in quizzes:
            name = words.one_line(one.quiz.name)
            self._add(f"{name}  ·  {words.questions(one.questions)}", one.quiz.id)

    def _add(self, text: str, quiz_id: str) -> None:
        item = QListWidgetItem(text)
        item.setData(ID, quiz_id)
        self.list.addItem(item)

    def _build(self, theme: Theme, number: int) -> None:
        cancel = button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.agree.clicked.connect(self.accept)
        self.agree.setDefault(True)
        heading = self.tr("Add {} to a quiz").format(words.questions(number))
        layout = column(
            label(heading, "lead", wrap=True), self.list, self._caption, self.name, 6,
            row(-1, cancel, self.agree), spacing=8, margin=24,
        )  # fmt: skip
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.resize(theme.scaled(WIDTH), theme.scaled(HEIGHT))

    # Qt override

    def showEvent(self, event: QShowEvent) -> None:
        """Rows are measured anew: the first time the style with its padding was not known yet, and
        each covered half of the one above."""
        super().showEvent(event)
        self.list.doItemsLayout()

    @Slot()
    def _chosen(self, *_: object) -> None:
        new = not self.quiz_id
        self.name.setVisible(new)
        self._caption.setVisible(new)
        self.agree.setText(self.tr("Make the quiz") if new else self.tr("Add"))
        self.agree.setEnabled(bool(self.new_name) or not new)
