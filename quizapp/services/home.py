"""What Home shows: the decks, what waits in them, and how long that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.domain.deck import DeckSummary, came_with_quizapp
from quizapp.domain.exam import Exam
from quizapp.domain.ports import Stores
from quizapp.domain.progress import Overview
from quizapp.domain.question import State
from quizapp.domain.review import Rating
from quizapp.progress.pace import minutes_for, typical_milliseconds
from quizapp.services.learning_day import Coming, LearningDay
from quizapp.services.recent import recent_reviews

_FAR = 3650  # days ahead that are looked through for what is due next


@dataclass(frozen=True, slots=True)
class TodaysWork:
    """What a session would bring now: ``new`` within what is left of the day's allowance."""

    due: int
    new: int
    minutes: int
    beyond: int = 0  # new questions that wait for the coming days


@dataclass(frozen=True, slots=True)
class AfterToday:
    """What comes once nothing waits. ``next_day``: ``None`` where nothing was met yet.
    ``missed``: ids of questions that were answered wrong today, the first one first."""

    next_day: Coming | None
    next_due: int
    missed: tuple[str, ...]


class Home:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day

    def summaries(self) -> list[DeckSummary]:
        """Every deck, the learner's own before those that came with QuizApp."""
        found = self._stores.decks.summaries(self._day.learner, self._day.today())
        return sorted(found, key=lambda deck: came_with_quizapp(deck.id))

    def present_days(self) -> tuple[date, date]:
        """The study day and the day of the calendar: what is shown is of these two."""
        return self._day.today(), self._day.calendar_day()

    def overview(self) -> Overview:
        return self._stores.reviews.overview(self._day.learner, self._day.today())

    def new_left(self) -> int:
        """How many new questions may still begin today."""
        started = self._stores.reviews.new_started_on(self._day.learner, self._day.today())
        return max(0, self._day.settings.new_per_day - started)

    def next_exam(self) -> Exam | None:
        """The soonest that is not past."""
        today = self._day.today()
        coming = self._stores.exams.exams(self._day.learner)
        return next((exam for exam in coming if exam.day >= today), None)

    def coming(self, day: date) -> Coming:
        return self._day.coming(day)

    def todays_work(self, deck_ids: Sequence[str] = ()) -> TodaysWork:
        """The work waiting in some decks, or in all of them."""
        wanted = [s for s in self.summaries() if not deck_ids or s.id in deck_ids]
        due = sum(summary.due for summary in wanted)
        never_met = sum(summary.new for summary in wanted)
        new = min(never_met, self.new_left())
        pace = typical_milliseconds(recent_reviews(self._stores.reviews, self._day))
        return TodaysWork(due, new, minutes_for(due, new, pace), never_met - new)

    def after_today(self) -> AfterToday:
        """For a day whose work is done."""
        reviews, learner, today = self._stores.reviews, self._day.learner, self._day.today()
        load = reviews.load(learner, today + timedelta(days=1), today + timedelta(days=_FAR))
        day = min(load, default=None)
        missed = dict.fromkeys(
            review.question_id
            for review in reviews.answered_on(learner, today)
            if review.rating is Rating.AGAIN
        )
        there = self._stores.decks.questions_by_id(list(missed))
        studied = (id_ for id_ in missed if id_ in there and there[id_].state is State.ACCEPTED)
        if day is None:
            return AfterToday(None, 0, tuple(studied))
        return AfterToday(self._day.coming(day), load[day], tuple(studied))

    def estimate_minutes(self, deck_ids: Sequence[str] = ()) -> int:
        """Minutes for today's work; 0 only where nothing waits."""
        return self.todays_work(deck_ids).minutes
