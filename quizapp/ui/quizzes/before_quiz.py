"""What learners read before they begin: the quiz's own words, and what waits for them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.services.take_quiz import Offer
from quizapp.ui import words
from quizapp.ui.models.quizzes import detail_of
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.basics import button, card, centred, column, label, row, scrolled


class BeforeQuiz(QWidget):
    """Nothing has begun while it is shown: no clock runs, no attempt is counted."""

    begun = Signal()
    left = Signal()

    def __init__(self, theme: Theme, width: int) -> None:
        super().__init__()
        self.heading = label("", "title", wrap=True)
        self.about = label("", "muted", wrap=True)
        self.text = label("", wrap=True)
        self.begin = button(self.tr("Begin"), "primary")
        self.back = button(self.tr("Back"))
        box = card()
        inside = column(self.text)
        inside.setContentsMargins(20, 16, 20, 16)
        box.setLayout(inside)
        body = QWidget()
        body.setLayout(column(
            self.heading, self.about, 8, box, 8, row(self.begin, self.back, -1, spacing=8), -1,
            spacing=6,
        ))  # fmt: skip
        middle = QWidget()
        middle.setLayout(centred(body, theme, width))
        layout = column(scrolled(middle, self.tr("Before you begin")))
        layout.setContentsMargins(32, 24, 32, 18)
        self.setLayout(layout)
        self.begin.clicked.connect(self.begun)
        self.back.clicked.connect(self.left)

    def show_offer(self, offer: Offer) -> None:
        quiz = offer.summary.quiz
        self.heading.setText(words.one_line(quiz.name))
        self.about.setText(detail_of(offer))
        self.text.setText(quiz.description.strip())
        self.begin.setAccessibleDescription(self.text.text())
