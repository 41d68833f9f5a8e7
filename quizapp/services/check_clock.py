"""A clock that is behind the learner's last answer: to say so, and to set the log right."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from quizapp.domain.identity import new_id
from quizapp.domain.ports import Stores
from quizapp.domain.review import Review, counted
from quizapp.services.answer_log import retraction
from quizapp.services.keep_safe import KeepSafe
from quizapp.services.last_answers import Dated
from quizapp.services.learning_day import LearningDay

TOLERATED = timedelta(minutes=5)
"""A clock that sets itself by the network goes back a little now and then."""


@dataclass(frozen=True, slots=True)
class ClockBehind:
    """``now`` and ``last`` are moments of the learner's zone; ``day``: what answers count for.

    ``by_days``: whether the study day of the clock is an earlier one than ``day``.
    """

    now: datetime
    last: datetime
    day: date
    by_days: bool


class CheckClock:
    """One of two clocks was wrong: the present one, or the one of the last answers. No program can
    know which. Until the learner says that the present one is right, the last answers count."""

    def __init__(self, stores: Stores, day: LearningDay, safe: KeepSafe) -> None:
        self._stores = stores
        self._day = day
        self._safe = safe
        self._told: tuple[str, date] | None = None  # the learner, and the day they were told of

    def notice(self) -> ClockBehind | None:
        """What to tell the learner, once; None where all is well or was told already.

        Quick: the log is asked once. A journey over the date line is no fault of the clock.
        """
        last, clock = self._day.last_answer(), self._day.by_the_clock()
        if last is None or last.at - clock.at <= TOLERATED:
            self._told = None
            return None
        telling = (self._day.learner, last.day)
        if self._told == telling:
            return None
        self._told = telling
        now = self._day.clock.now()
        return ClockBehind(now, last.at.astimezone(now.tzinfo), last.day, clock.day < last.day)

    def trust(self) -> int:
        """The clock is right: it was ahead before. Returns how many answers are dated anew.

        They keep their order and the days between them; the last of them was now. The rows as they
        were stay in the log, retracted. There is a backup of before.
        """
        learner, clock = self._day.learner, self._day.by_the_clock()
        log = counted(self._stores.reviews.reviews(learner))
        ahead = [review for review in log if review.at > clock.at]
        if not ahead:
            return 0
        before = max(
            (Dated(row.at, row.study_day) for row in log if row.at <= clock.at),
            key=lambda dated: dated.at,
            default=None,
        )
        rows: list[Review] = []
        for review in ahead:
            rows += (retraction(review, clock), _dated_anew(review, ahead[-1], clock, before))
        self._safe.add_to_log(rows, "before dating anew")
        self._told = None
        return len(ahead)


def _dated_anew(review: Review, last: Review, clock: Dated, before: Dated | None) -> Review:
    """As far before now as it was before ``last``, but not before the answer given ``before``."""
    at = clock.at - (last.at - review.at)
    days = last.study_day - review.study_day
    dated = Dated(at, clock.day - max(days, timedelta(0))).not_before(before)
    return replace(review, id=new_id(), at=min(dated.at, clock.at), study_day=dated.day)
