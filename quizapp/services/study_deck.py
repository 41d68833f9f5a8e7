"""Study: which questions today, out of which decks."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from quizapp.domain.ports import DueQuestion, Stores
from quizapp.progress.pace import NEW_TAKES_MORE, READING_MILLISECONDS, typical_milliseconds
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.learning_day import LearningDay
from quizapp.services.marking import Grader, warm_up
from quizapp.services.recent import recent_reviews
from quizapp.services.scheduling import Scheduling
from quizapp.services.study_session import Ask, Marked, StudySession, Summary, WhyNow
from quizapp.study import leech, new_order, queue
from quizapp.study.line import Line
from quizapp.study.rating import UsualTimes

__all__ = ["Ask", "Marked", "StudyDeck", "StudySession", "Summary", "WhyNow"]

MOST_DUE = 2_000
"""Due questions one session takes in, the most overdue first: more than anyone answers in a day."""


class StudyDeck:
    def __init__(
        self,
        stores: Stores,
        day: LearningDay,
        evidence: EvidenceFinder,
        grade: Grader | None = None,
    ) -> None:
        """``grade``: how typed answers are judged; the one of ``kinds.grading`` unless given."""
        self._stores = stores
        self._day = day
        self._evidence = evidence
        self._grade = grade
        self._scheduling = Scheduling(stores, day)
        self._warm = grade is not None

    def start(
        self, deck_ids: Sequence[str] = (), *, limit: int | None = None, minutes: int | None = None
    ) -> StudySession:
        """A session over some decks, or all; ``limit``: at most so many questions; ``minutes``:
        no more than this learner answers in about that time."""
        reviews, learner, today = self._stores.reviews, self._day.learner, self._day.today()
        allowed = self._day.settings.new_per_day - reviews.new_started_on(learner, today)
        seen = reviews.facts_seen_on(learner, today)
        new, years = self._new(deck_ids, max(0, allowed), seen)
        places = queue.plan(
            reviews.due(learner, today, deck_ids, MOST_DUE),
            new,
            day=today,
            new_allowed=allowed,
            facts_seen=seen,
            limit=limit,
            years=years,
        )
        if minutes is not None:
            pace = typical_milliseconds(recent_reviews(reviews, self._day)) + READING_MILLISECONDS
            places = queue.within(places, minutes * 60_000, pace, NEW_TAKES_MORE * pace)
        return self._session(places)

    def weak_spots(self, limit: int = 20) -> list[str]:
        """Ids of questions that are known least surely, of those met before."""
        today, model = self._day.today(), self._scheduling.model()
        met = [
            (model.recall(memory.stability, max(0, (today - memory.last_day).days)), standing)
            for standing in self._stores.progress.standings(self._day.learner)
            if (memory := standing.memory) is not None
        ]
        weak = [
            (chance, standing.question_id)
            for chance, standing in met
            if chance < self._day.settings.target_retention
            or (standing.memory is not None and standing.memory.lapses >= leech.LAPSES)
        ]
        return [question_id for _, question_id in sorted(weak)[:limit]]

    def practise(self, question_ids: Sequence[str]) -> StudySession:
        """A session over these questions, due or not, in this order; answers count as ever."""
        known = (self._stores.reviews.memory(self._day.learner, id_) for id_ in question_ids)
        return self._session(
            [
                queue.Place(id_, is_new=memory is None)
                for id_, memory in zip(question_ids, known, strict=True)
            ],
            in_order=True,
        )

    def _session(self, places: Sequence[queue.Place], *, in_order: bool = False) -> StudySession:
        usual = UsualTimes.of(recent_reviews(self._stores.reviews, self._day))
        self._load_judges()
        return StudySession(
            self._stores,
            self._day,
            self._evidence,
            Line(places),
            usual,
            grade=self._grade,
            in_order=in_order,
        )

    def _load_judges(self) -> None:
        """Loads grading and scheduling while the first question is being read."""
        if not self._warm:
            self._warm = True
            threading.Thread(target=warm_up, name="load grading", daemon=True).start()

    def _new(
        self, deck_ids: Sequence[str], allowed: int, seen: set[str]
    ) -> tuple[list[DueQuestion], dict[str, int]]:
        """New questions in the order wanted, and the years that some of them ask for."""
        reviews, order = self._stores.reviews, self._day.settings.new_order
        if order == "added" or not allowed:
            found = self._enough_new(deck_ids, allowed, seen)
        else:
            found = reviews.new(self._day.learner, deck_ids, new_order.WINDOW)
        places = reviews.whereabouts([question.question_id for question in found])
        return new_order.ordered(found, places, order), new_order.years(places)

    def _enough_new(
        self, deck_ids: Sequence[str], allowed: int, seen: set[str]
    ) -> list[DueQuestion]:
        """New questions out of so many facts not met today, or all there are."""
        if not allowed:
            return []
        wanted = 4 * allowed + 20
        while True:
            found = self._stores.reviews.new(self._day.learner, deck_ids, wanted)
            facts = {question.fact_id or question.question_id for question in found} - seen
            if len(facts) >= allowed or len(found) < wanted:
                return found
            wanted *= 4
