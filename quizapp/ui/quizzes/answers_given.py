"""What was typed to one question, the same answers together, and the verdict for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTableWidgetItem, QWidget

from quizapp.services.quiz_answers import SameAnswer
from quizapp.ui import words
from quizapp.ui.quizzes.results_tables import plain_table
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, column, label, row

HIGH = 128  # px at 100 % text size: three answers and the headings
MOST_NAMES = 3


class AnswersGiven(QWidget):
    """Hidden for a question whose answers are not typed."""

    wanted = Signal(object, bool)  # SameAnswer counts as right; the question accepts it, too

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._answers: Sequence[SameAnswer] = ()
        self.table = plain_table(self.tr("What was typed"))
        self.accept = QCheckBox(self.tr("and accept it from now on"))
        self.accept.setChecked(True)
        self.right = button(self.tr("Count as right"))
        self.right.setToolTip(self.tr("For all who typed it (Ctrl+Shift+R)"))
        foot = row(self.right, self.accept, -1, spacing=10)
        self.setLayout(column(label(self.tr("What was typed"), "overline"), self.table, foot,
                              spacing=4))  # fmt: skip
        self.table.currentCellChanged.connect(lambda *_: self._chosen())
        self.right.clicked.connect(self.count_as_right)
        theme.changed.connect(self._fit)
        self._fit()
        self.hide()

    @property
    def current(self) -> SameAnswer | None:
        here = self.table.currentRow()
        return self._answers[here] if 0 <= here < len(self._answers) else None

    def show_answers(self, answers: Sequence[SameAnswer]) -> None:
        self._answers = answers
        table = self.table
        table.clear()
        headings = [self.tr("Answer"), self.tr("Learners"), self.tr("Points")]
        table.setColumnCount(len(headings))
        table.setHorizontalHeaderLabels(headings)
        table.setRowCount(len(answers))
        for number, answer in enumerate(answers):
            self._fill(number, answer)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setVisible(bool(answers))
        wrong = (n for n, each in enumerate(answers) if each.share < 1)
        if answers:
            table.setCurrentCell(next(wrong, 0), 0)
        self._chosen()

    def count_as_right(self) -> None:
        answer = self.current
        if answer is not None and self.right.isEnabled():
            accept = self.accept.isChecked() and answer.can_be_accepted
            self.wanted.emit(answer, accept)

    def _fill(self, number: int, answer: SameAnswer) -> None:
        share = words.in_percent(answer.share)
        if answer.overruled:
            share = self.tr("{} (by you)").format(share)
        texts = (words.one_line(answer.text), self._who(answer.names), share)
        tips = (answer.text, "\n".join(answer.names), "")
        for place, (text, tip) in enumerate(zip(texts, tips, strict=True)):
            cell = QTableWidgetItem(text)
            cell.setToolTip(tip)
            if place == 2:
                token = "right" if answer.share >= 1 else "almost" if answer.share > 0 else "wrong"
                cell.setForeground(self._theme.colour(token))
            self.table.setItem(number, place, cell)

    def _who(self, names: Sequence[str]) -> str:
        different = list(dict.fromkeys(words.one_line(name) for name in names))
        if len(different) <= MOST_NAMES:
            return ", ".join(different)
        return words.count(len(different), self.tr("learner"), self.tr("learners"))

    def _chosen(self) -> None:
        answer = self.current
        self.right.setEnabled(answer is not None and answer.share < 1)
        self.accept.setEnabled(answer is not None and answer.can_be_accepted and answer.share < 1)

    def _fit(self) -> None:
        self.table.setFixedHeight(self._theme.scaled(HIGH))
