"""Switching to another learner, wherever it is asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from quizapp.domain.learner import Learner
from quizapp.ui import words
from quizapp.ui.ask_pin import PinDialog, ask_pin
from quizapp.ui.desk import LEARNERS, Desk


def switch_learner(parent: QWidget, desk: Desk, learner: Learner) -> PinDialog | None:
    """Asks for the PIN where there is one; then everything the screens show is theirs."""
    service = desk.services.learners
    if learner.id == service.present.id:
        return None

    def switched(now: Learner) -> None:
        desk.learner_changed.emit()
        desk.changed.emit(LEARNERS)
        name = words.one_line(now.name)
        desk.say(words.tr("Now learning: {}").format(name), "right")

    return ask_pin(
        parent,
        desk,
        learner,
        lambda pin: service.switch(learner.id, pin),
        switched,
        yes=words.tr("Switch"),
    )
