"""Fills the window at the start where the learner of the last time has a PIN: who learns now?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.learner import Learner
from quizapp.ui.ask_pin import ask_pin
from quizapp.ui.desk import Desk
from quizapp.ui.widgets.basics import card, centred, column, label
from quizapp.ui.widgets.learner_list import LearnerList

if TYPE_CHECKING:
    from quizapp.services.learners import Everyone, Learners

WIDTH = 400


class WhoLearns(QWidget):
    settled = Signal()  # someone has the seat

    def __init__(self, desk: Desk, service: Learners) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk = desk
        self._service = service
        self.list = LearnerList(desk.theme)
        self.list.chosen.connect(self._choose)
        box = card()
        box.setLayout(column(self.list, margin=10))
        heading = label(self.tr("Who learns now?"), "title", wrap=True)
        about = label(
            self.tr("Choose your name with the arrows and Enter, or click it."), "muted", wrap=True
        )
        for text in (heading, about):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        inner = QWidget()
        inner.setLayout(column(-1, heading, about, 8, box, -1, spacing=6))
        layout = centred(inner, desk.theme, WIDTH)
        layout.setContentsMargins(24, 24, 24, 24)
        self.setLayout(layout)

    def show_learners(self, everyone: Everyone) -> None:
        """Asks at once for the PIN of the one of the last time."""
        self.list.show_learners(everyone.here)
        self.list.setFocus()
        self._choose(self._service.present)

    def _choose(self, learner: Learner) -> None:
        ask_pin(
            self,
            self._desk,
            learner,
            lambda pin: self._service.switch(learner.id, pin),
            lambda _: self.settled.emit(),
            yes=self.tr("Begin"),
        )
