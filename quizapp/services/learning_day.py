"""Who learns, and which study day it is: what every service about progress must agree on.

The order of answering is the truth, not the clock. While the clock is behind the learner's last
answer (it was set back, or the learner flew over the date line), new answers are dated as that one,
and its study day goes on: so the log stays in the order of answering, no day is lived twice, and no
question is given days that nobody lived. ``CheckClock`` says so, and dates anew where the clock
had been ahead.
"""

from __future__ import annotations

import sys
import time as time_module
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from quizapp.domain.ports import Clock
from quizapp.domain.review import Review, study_day
from quizapp.services.last_answers import Dated, LastAnswers
from quizapp.settings import Settings


def _read_zone() -> None:
    """A process goes on with the zone that it started in until it is told to look again: whoever
    travels with the window open would else live by the day at home. Costs a microsecond."""
    if sys.platform != "win32":
        time_module.tzset()
        return
    import ctypes

    ctypes.cdll.ucrtbase._tzset()


class SystemClock:
    """The wall clock of this machine, in the zone that it is in now."""

    def now(self) -> datetime:
        _read_zone()
        return datetime.now().astimezone()


@dataclass(frozen=True, slots=True)
class Coming:
    """A study day to come. ``days``: until then by the calendar, 0 once that shows it. ``hours``:
    until it begins, rounded up, where the calendar shows it already: at one in the morning nobody
    calls it tomorrow."""

    day: date
    days: int
    hours: int | None = None


@dataclass(frozen=True)
class LearningDay:
    """``held``: the learner this stays with, whoever learns later; None: who learns now.

    ``last``: what the log says of the last answers; without it the clock alone counts.
    """

    clock: Clock
    settings: Settings
    held: str | None = None
    last: LastAnswers | None = None

    @property
    def learner(self) -> str:
        return self.settings.learner if self.held is None else self.held

    def hold(self) -> LearningDay:
        """For work that begins now and is written down later, such as a session: whoever takes
        the seat in between, it stays the work of the one who learns now."""
        return replace(self, held=self.learner)

    def today(self) -> date:
        """The study day; never before that of the learner's last answer."""
        return self.dated().day

    def dated(self) -> Dated:
        """What an answer given now is dated."""
        return self.by_the_clock().not_before(self.last_answer())

    def by_the_clock(self) -> Dated:
        now = self.clock.now()
        day = study_day(now, rollover_hour=self.settings.rollover_hour)
        return Dated(now.astimezone(UTC), day)

    def coming(self, day: date) -> Coming:
        """How far off a study day is, by clock and calendar."""
        now = self.clock.now()
        begins = datetime.combine(day, time(self.settings.rollover_hour), now.tzinfo)
        wait = begins - now
        soon = now.date() == day and wait > timedelta()
        hours = -(-wait // timedelta(hours=1)) if soon else None
        return Coming(day, (day - self.calendar_day()).days, hours)

    def calendar_day(self) -> date:
        """What a person calls today: after midnight a day later than the study day that goes on."""
        return max(self.clock.now().date(), self.today())

    def last_answer(self) -> Dated | None:
        return self.last.of(self.learner) if self.last is not None else None

    def answered(self, review: Review) -> None:
        """To be told of every answer that was written down."""
        if self.last is not None:
            self.last.add(review)

    def log_changed(self) -> None:
        """To be told when the log was changed by something else than an answer."""
        if self.last is not None:
            self.last.forget()

    def day_of(self, moment: datetime) -> date:
        """The study day of a moment, in the learner's zone as it is now."""
        local = moment.astimezone(self.clock.now().tzinfo)
        return study_day(local, rollover_hour=self.settings.rollover_hour)

    def now_utc(self) -> datetime:
        return self.clock.now().astimezone(UTC)
