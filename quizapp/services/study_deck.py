"""Study: which questions today, out of which decks."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from quizapp.domain.ports import DueQuestion, Stores
from quizapp.domain.review import Form
from quizapp.progress.pace import NEW_TAKES_MORE, READING_MILLISECONDS, typical_milliseconds
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.learning_day import LearningDay
from quizapp.services.marking import Grader, warm_up
from quizapp.services.recent import recent_reviews
from quizapp.services.study_session import Ask, Marked, StudySession, Summary, WhyNow
from quizapp.study import groups, queue, steps
from quizapp.study.line import Line
from quizapp.study.rating import UsualTimes

__all__ = ["Ask", "Marked", "StudyDeck", "StudySession", "Summary", "WhyNow"]

LEECH = 4
"""Times forgotten, from which on a question is weak however it stands today."""

MOST_DUE = 2_000
"""Due questions one session takes in, the most overdue first: more than anyone answers in a day."""


MOST_TOGETHER = 120
"""Waiting questions that are looked through for groups: two dozen tasks, found in no time."""

SINGLES = 15
"""Out of so many questions of an ordinary session one task is made, where the learner wants it."""


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
        self._warm = grade is not None

    def start(
        self, deck_ids: Sequence[str] = (), *, limit: int | None = None, minutes: int | None = None
    ) -> StudySession:
        """A session over some decks, or all; ``limit``: at most so many questions; ``minutes``:
        no more than this learner answers in about that time."""
        places = self._places(deck_ids, limit)
        if minutes is not None:
            recent = recent_reviews(self._stores.reviews, self._day)
            pace = typical_milliseconds(recent) + READING_MILLISECONDS
            places = queue.within(places, minutes * 60_000, pace, NEW_TAKES_MORE * pace)
        if self._day.settings.ask_together:
            places = self._some_together(places)
        return self._session(places)

    def _places(self, deck_ids: Sequence[str], limit: int | None) -> list[queue.Place]:
        """What is due and what may begin today."""
        reviews, learner, today = self._stores.reviews, self._day.learner, self._day.today()
        allowed = self._day.settings.new_per_day - reviews.new_started_on(learner, today)
        seen = reviews.facts_seen_on(learner, today)
        return queue.plan(
            reviews.due(learner, today, deck_ids, MOST_DUE),
            self._enough_new(deck_ids, max(0, allowed), seen),
            day=today,
            new_allowed=allowed,
            facts_seen=seen,
            limit=limit,
        )

    def order_session(self, deck_ids: Sequence[str] = ()) -> StudySession:
        """What waits of dated events, three to five at a time, to be put in order."""
        return self.together_session(Form.ORDER, deck_ids)

    def match_session(self, deck_ids: Sequence[str] = ()) -> StudySession:
        """What waits, four or five of a kind at a time, each to be matched with its answer."""
        return self.together_session(Form.MATCH, deck_ids)

    def several_session(self, deck_ids: Sequence[str] = ()) -> StudySession:
        """What waits of dated events, some at a time, those of one year to be picked out."""
        return self.together_session(Form.SEVERAL, deck_ids)

    def together_session(self, form: Form, deck_ids: Sequence[str] = ()) -> StudySession:
        """Groups out of what is due or new; what fits in none waits. There may be nothing to ask.

        ``form``: one of ``TOGETHER``.
        """
        waiting = self._places(deck_ids, None)[:MOST_TOGETHER]
        return self._session(self._grouped(form, waiting))

    def _grouped(self, form: Form, waiting: Sequence[queue.Place]) -> list[queue.Place]:
        """Places of groups; their members keep the order of waiting."""
        by_id = {place.question_id: place for place in waiting}
        questions = [self._stores.decks.question(id_) for id_ in by_id]
        return [
            queue.together(form, [by_id[question.id] for question in members])
            for members in groups.choose(form, questions)
        ]

    def _some_together(self, places: Sequence[queue.Place]) -> list[queue.Place]:
        """The queue with a task out of every ``SINGLES`` questions met before, in turn to match
        and to put in order; each stands where its first member stood."""
        met = [place for place in places if not place.is_new][:MOST_TOGETHER]
        stead: dict[str, queue.Place | None] = {}
        for number, start in enumerate(range(0, len(met), SINGLES)):
            form = (Form.MATCH, Form.ORDER)[number % 2]
            for task in self._grouped(form, met[start : start + SINGLES])[:1]:
                stead.update({member.question_id: None for member in task.members})
                stead[task.question_id] = task
        queued = (stead.get(place.question_id, place) for place in places)
        return [place for place in queued if place is not None]

    def weak_spots(self, limit: int = 20) -> list[str]:
        """Ids of questions that are known least surely, of those met before."""
        today = self._day.today()
        met = [
            (steps.recall(memory.stability, max(0, (today - memory.last_day).days)), standing)
            for standing in self._stores.progress.standings(self._day.learner)
            if (memory := standing.memory) is not None
        ]
        weak = [
            (chance, standing.question_id)
            for chance, standing in met
            if chance < self._day.settings.target_retention
            or (standing.memory is not None and standing.memory.lapses >= LEECH)
        ]
        return [question_id for _, question_id in sorted(weak)[:limit]]

    def practise(self, question_ids: Sequence[str]) -> StudySession:
        """A session over these questions, due or not, in this order; answers count as ever."""
        known = (self._stores.reviews.memory(self._day.learner, id_) for id_ in question_ids)
        return self._session(
            [
                queue.Place(id_, is_new=memory is None)
                for id_, memory in zip(question_ids, known, strict=True)
            ]
        )

    def _session(self, places: Sequence[queue.Place]) -> StudySession:
        usual = UsualTimes.of(recent_reviews(self._stores.reviews, self._day))
        self._load_judges()
        return StudySession(
            self._stores, self._day, self._evidence, Line(places), usual, grade=self._grade
        )

    def _load_judges(self) -> None:
        """Loads grading and scheduling while the first question is being read."""
        if not self._warm:
            self._warm = True
            threading.Thread(target=warm_up, name="load grading", daemon=True).start()

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
