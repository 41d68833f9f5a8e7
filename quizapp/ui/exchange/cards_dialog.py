"""Cards to cut out: questions on one side of the paper, answers on the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFormLayout, QWidget

from quizapp.domain.paper import PaperSize, PrintedCard
from quizapp.errors import QuizError
from quizapp.ui import words
from quizapp.ui.desk import Desk
from quizapp.ui.exchange.what import ExportThis, cards_of
from quizapp.ui.paper.printing import Job, cards_job
from quizapp.ui.widgets.basics import column, label
from quizapp.ui.widgets.paper_dialog import PaperDialog


class CardsDialog(PaperDialog):
    def __init__(self, parent: QWidget, desk: Desk, what: ExportThis) -> None:
        super().__init__(parent, desk, words.tr("{} cards").format(what.name))
        self.setWindowTitle(self.tr("Cards to cut out"))
        self._what = what
        self.state.setText(
            self.tr("Eight cards a page, questions and answers on pages by turns. Print on both "
                    "sides, turned over the long edge, and cut along the lines.")
        )  # fmt: skip
        form = QFormLayout()
        form.addRow(label(self.tr("Paper")), self.size_box)
        heading = label(words.one_line(what.name), "lead", wrap=True)
        self.arrange(column(heading, 4, form, self.state, -1, spacing=8))

    def reading(self) -> Callable[[], list[PrintedCard]]:
        services, what = self.desk.services, self._what
        nothing = self.tr("There are no questions in study to make cards of.")

        def read() -> list[PrintedCard]:
            cards = cards_of(services, what)
            if not cards:
                raise QuizError(nothing)
            return cards

        return read

    def job(self, found: list[PrintedCard]) -> Job:
        return cards_job(self._what.name, found, size=PaperSize(self.size_box.currentData()))
