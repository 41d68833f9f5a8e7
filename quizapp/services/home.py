"""What Home shows: the decks, what waits in them, and how long that takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.deck import DeckSummary, came_with_quizapp
from quizapp.domain.exam import Exam
from quizapp.domain.ports import Stores
from quizapp.domain.progress import Overview
from quizapp.progress.pace import minutes_for, typical_milliseconds
from quizapp.services.learning_day import LearningDay
from quizapp.services.recent import recent_reviews


@dataclass(frozen=True, slots=True)
class TodaysWork:
    """What a session would bring now: ``new`` within what is left of the day's allowance."""

    due: int
    new: int
    minutes: int
    beyond: int = 0  # new questions that wait for the coming days


class Home:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day

    def summaries(self) -> list[DeckSummary]:
        """Every deck, the learner's own before those that came with QuizApp."""
        found = self._stores.decks.summaries(self._day.learner, self._day.today())
        return sorted(found, key=lambda deck: came_with_quizapp(deck.id))

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

    def todays_work(self, deck_ids: Sequence[str] = ()) -> TodaysWork:
        """The work waiting in some decks, or in all of them."""
        wanted = [s for s in self.summaries() if not deck_ids or s.id in deck_ids]
        due = sum(summary.due for summary in wanted)
        never_met = sum(summary.new for summary in wanted)
        new = min(never_met, self.new_left())
        pace = typical_milliseconds(recent_reviews(self._stores.reviews, self._day))
        return TodaysWork(due, new, minutes_for(due, new, pace), never_met - new)

    def estimate_minutes(self, deck_ids: Sequence[str] = ()) -> int:
        """Minutes for today's work; 0 only where nothing waits."""
        return self.todays_work(deck_ids).minutes
