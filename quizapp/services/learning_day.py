"""Who learns, and which study day it is: what every service about progress must agree on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from quizapp.domain.ports import Clock
from quizapp.domain.review import study_day
from quizapp.settings import Settings


class SystemClock:
    """The wall clock of this machine, in its own zone."""

    def now(self) -> datetime:
        return datetime.now().astimezone()


@dataclass(frozen=True)
class LearningDay:
    """``held``: the learner this stays with, whoever learns later; None: who learns now."""

    clock: Clock
    settings: Settings
    held: str | None = None

    @property
    def learner(self) -> str:
        return self.settings.learner if self.held is None else self.held

    def hold(self) -> LearningDay:
        """For work that begins now and is written down later, such as a session: whoever takes
        the seat in between, it stays the work of the one who learns now."""
        return replace(self, held=self.learner)

    def today(self) -> date:
        return study_day(self.clock.now(), rollover_hour=self.settings.rollover_hour)

    def day_of(self, moment: datetime) -> date:
        """The study day of a moment, in the learner's zone as it is now."""
        local = moment.astimezone(self.clock.now().tzinfo)
        return study_day(local, rollover_hour=self.settings.rollover_hour)

    def now_utc(self) -> datetime:
        return self.clock.now().astimezone(UTC)
