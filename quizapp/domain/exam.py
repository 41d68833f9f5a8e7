"""An exam: what is to be known, how well, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from quizapp.domain.question import QuestionFilter

USUAL_MINUTES = 15
USUAL_RETENTION = 0.9


@dataclass(frozen=True, slots=True)
class Exam:
    """``retention``: the share, 0 to 1, that is to be known on the ``day``. ``wanted``: which
    questions; their state does not matter, since only accepted ones are studied. ``minutes``: what
    the learner gives to it on each day until then."""

    id: str
    name: str
    day: date
    retention: float
    wanted: QuestionFilter
    minutes: int = USUAL_MINUTES

    def days_left(self, today: date) -> int:
        """0 on the day itself; negative once it is past."""
        return (self.day - today).days
