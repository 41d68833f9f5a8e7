"""Says that the clock is behind the learner's last answer, and sets the log right on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from quizapp.ui import words
from quizapp.ui.confirm import confirm
from quizapp.ui.day_words import written
from quizapp.ui.desk import REVIEWS, Desk

if TYPE_CHECKING:
    from quizapp.services.check_clock import ClockBehind


class ClockWatch(QObject):
    """Looks at the start, after each answer, and when another learner sits down."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        desk.answered.connect(self.look)

    @Slot()
    def look(self) -> None:
        if self._desk.ready:
            self._desk.ask(self._desk.services.check_clock.notice, self._tell)

    def _tell(self, behind: ClockBehind | None) -> None:
        if behind is None:
            return
        if not behind.by_days:
            self._desk.say(self._by_hours(behind), "almost")
            return
        self._desk.offer(self._by_days(behind), self.tr("The clock is right"), self._ask)

    def _by_hours(self, behind: ClockBehind) -> str:
        return self.tr(
            "The clock of this machine says {now}, but your last answer is of {last}. "
            "Answers keep their order and count for today."
        ).format(now=f"{behind.now:%H:%M}", last=f"{behind.last:%H:%M}")

    def _by_days(self, behind: ClockBehind) -> str:
        return self.tr(
            "The clock of this machine says {now}, but your last answer is of {last}. "
            "Answers count for that day until the clock is past it."
        ).format(now=written(behind.now.date()), last=written(behind.day))

    def _ask(self) -> None:
        confirm(
            self._window,
            self.tr("Is the clock right now?"),
            self.tr(
                "Then it was ahead when you answered last. Those answers are dated back, the last "
                "of them to now; a backup is made first. If the clock is wrong now, cancel, and "
                "put it right in the settings of your system."
            ),
            self.tr("Date them back"),
            self._trust,
            danger=False,
        )

    def _trust(self) -> None:
        self._desk.ask(self._desk.services.check_clock.trust, self._dated_anew)

    def _dated_anew(self, answers: int) -> None:
        self._desk.replaced.emit()  # what was read before has other days now
        self._desk.changed.emit(REVIEWS)
        said = self.tr("{}; a backup of before was made.").format(
            words.count(answers, self.tr("answer was dated back"),
                        self.tr("answers were dated back"))
        )  # fmt: skip
        self._desk.say(said, "right")
