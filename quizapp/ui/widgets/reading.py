"""Documents being read, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QProgressBar, QVBoxLayout, QWidget

from quizapp.domain.question import Question
from quizapp.ui import words
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, clear, column, label, row
from quizapp.ui.widgets.file_row import FoundRow, OutcomeRow

if TYPE_CHECKING:
    from quizapp.services.make_questions import MakeReport

FEW_UNREAD = 2  # files that could not be read; of more there is a line that can be opened
SHOWN = 12
STEPS = 1000


class ReadingCard(QFrame):
    """Progress with what is being done, Cancel, and the first questions that were found."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._listed: set[str] = set()  # ids of the questions that are shown
        self.cancel = button(self.tr("Cancel"))
        self._stage = label("", "muted", wrap=True)
        self._progress = QProgressBar()
        self._progress.setRange(0, STEPS)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(self.tr("Progress"))
        self._head = label("", "strong")
        self._found = QVBoxLayout()
        self._found.setSpacing(2)
        line = row(self._stage, self.cancel)
        line.setStretch(0, 1)
        layout = column(line, self._progress, 10, self._head, self._found, spacing=6)
        layout.setContentsMargins(20, 14, 20, 18)
        self.setLayout(layout)

    @property
    def listed(self) -> int:
        """How many of the found questions are listed."""
        return len(self._listed)

    def restart(self) -> None:
        clear(self._found)
        self._listed.clear()
        self._head.hide()
        self.show_progress(0.0, self.tr("Starting"))

    def show_progress(self, share: float, message: str) -> None:
        """``share`` from 0 to 1. At 0 nothing is known yet, and the bar says that work goes on."""
        self._progress.setRange(0, STEPS if share > 0 else 0)
        self._progress.setValue(round(STEPS * min(1.0, max(0.0, share))))
        self._stage.setText(message)

    def show_stopping(self) -> None:
        self._stage.setText(self.tr("Stopping"))

    def show_found(self, questions: Sequence[Question]) -> None:
        """All questions known so far; the first few are listed."""
        for question in questions:
            if len(self._listed) == SHOWN:
                break
            if question.id not in self._listed:
                self._listed.add(question.id)
                self._found.addWidget(FoundRow(self._theme, question))
        self._head.setText(self.tr("Found so far: {:,}").format(len(questions)))
        self._head.show()


class ResultCard(QFrame):
    """How many questions were found, the way on, and the outcome of every file in words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self.review = button(self.tr("Review"), "primary")
        self.review.setToolTip(self.tr("Review the proposals (Enter)"))
        self.another = button(self.tr("Add more documents"))
        self.another.setToolTip(self.tr("Add more documents (Esc)"))
        self._said = label("", "lead", wrap=True)
        self.unasked = button("", "link")
        self.unasked.setToolTip(
            self.tr("Which they are and why, with the text; write a question about any (G)")
        )
        self._outcomes = QVBoxLayout()
        self._outcomes.setSpacing(6)
        self.unread = button("", "quiet")
        self.unread.setCheckable(True)
        self.unread.toggled.connect(self._show_unread)
        self._unread = QWidget()
        self._unread_rows = QVBoxLayout()
        self._unread_rows.setSpacing(6)
        self._unread_rows.setContentsMargins(0, 0, 0, 0)
        self._unread.setLayout(self._unread_rows)
        self._number_unread = 0
        buttons = row(self.review, self.another, -1)
        layout = column(self._said, row(self.unasked, -1), 6, buttons, 10, self._outcomes,
                        row(self.unread, -1), self._unread, spacing=4)  # fmt: skip
        layout.setContentsMargins(20, 18, 20, 18)
        self.setLayout(layout)

    def show_report(self, report: MakeReport) -> None:
        clear(self._outcomes)
        clear(self._unread_rows)
        unread = [outcome for outcome in report.files if outcome.problem is not None]
        folded = len(unread) > FEW_UNREAD
        for outcome in report.files:
            rows = self._unread_rows if folded and outcome in unread else self._outcomes
            rows.addWidget(OutcomeRow(self._theme, outcome))
        self._number_unread = len(unread)
        self.unread.setVisible(folded)
        self.unread.setChecked(False)
        self._show_unread(False)
        self.show_unasked(0)
        proposed = len(report.questions)
        self._said.setText(self._summary(report))
        self.review.setVisible(proposed > 0 or report.held_back > 0)
        self.review.setText(self.tr("Review {:,}").format(proposed or report.held_back))

    def show_unasked(self, number: int) -> None:
        """Dated sentences of what was read that no question asks about."""
        self.unasked.setText(self.tr("{}: show them").format(words.unasked(number)))
        self.unasked.setVisible(number > 0)

    def _show_unread(self, shown: bool) -> None:
        self._unread.setVisible(shown)
        said = self.tr("{:,} files were not read: hide them") if shown else self.tr(
            "{:,} files were not read: show them, each with the reason"
        )  # fmt: skip
        self.unread.setText(said.format(self._number_unread))

    def _summary(self, report: MakeReport) -> str:
        if report.questions or report.held_back:
            said = self.tr("{} proposed").format(words.questions(len(report.questions)))
            if not report.held_back:
                return said
            back = words.held_back(report.held_back, report.spare)
            return self.tr("{}; held back: {}").format(said, back)
        if any(outcome.document is not None for outcome in report.files):
            return self.tr("Nothing new was found")
        return self.tr("Nothing could be read")
