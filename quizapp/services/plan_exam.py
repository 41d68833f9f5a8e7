"""Exams by a date: which there are, what to ask today for one, and what is realistic.

A day's share is an ordinary session over chosen questions (``StudyDeck.practise``): each answer is
logged, and the ordinary schedule goes on from it. That is right also where a question is asked
before it is due: FSRS has no other kind of review. It takes the days that really passed, and an
early right answer lengthens the interval by less than one at the due day, so nothing is distorted
and after the exam nothing has to be put back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quizapp.domain.exam import USUAL_MINUTES, USUAL_RETENTION, Exam
from quizapp.domain.identity import new_id
from quizapp.domain.ports import Stores
from quizapp.domain.question import QuestionFilter, State
from quizapp.domain.review import Review, counted
from quizapp.errors import NotFound, QuizError
from quizapp.progress.pace import (
    LONGEST_COUNTED,
    READING_MILLISECONDS,
    Pace,
    typical_milliseconds,
)
from quizapp.services.learning_day import Coming, LearningDay
from quizapp.services.recent import recent_reviews
from quizapp.services.scheduling import Scheduling
from quizapp.services.study_deck import StudyDeck, StudySession
from quizapp.study import exam as planning
from quizapp.study import queue
from quizapp.study.steps import Model

FEWEST_MINUTES = 5
MOST_MINUTES = planning.MOST_MINUTES
LOWEST, HIGHEST = 0.5, 0.97  # target on the day
_USUAL_DAYS = 28
_LOOKED_BACK_AT = 1_000  # questions at most
_TRIES = 5  # to fill up a share out of which siblings were taken

Outlook = planning.Outlook


@dataclass(frozen=True, slots=True)
class Material:
    """What a plan is made of, read from the deck at one moment.

    ``share``: what is left of today's; ``answered``: how many of the exam's questions were answered
    today already. ``next_day``: that of the next share, once none is left of today's; ``None``
    where none comes.
    """

    exam: Exam
    task: planning.Task
    share: planning.Share
    answered: int
    next_day: Coming | None = None

    @property
    def questions(self) -> int:
        return len(self.task.candidates)

    @property
    def minutes_left(self) -> int:
        """Whole minutes that the share takes, rounded up."""
        return round(-(-self.share.milliseconds // 60_000))


@dataclass(frozen=True, slots=True)
class ShareToday:
    """Of the next exam: questions of today's share that are left, and that were answered.
    ``next_day``: as of the material."""

    exam: Exam
    left: int
    answered: int
    days: int  # until the exam, by the calendar
    next_day: Coming | None = None


def outlook(material: Material, minutes: int | None = None) -> Outlook:
    """What comes of the exam's minutes a day, or of others. Long, and touches no store."""
    return planning.outlook(material.task, minutes or material.exam.minutes)


class PlanExam:
    """All but ``known_on_the_day`` belongs on the database lane."""

    def __init__(self, stores: Stores, day: LearningDay, study: StudyDeck) -> None:
        self._stores = stores
        self._scheduling = Scheduling(stores, day)
        self._day = day
        self._study = study
        # Who changed it, its id, and the exam as it was; each learner takes back their own.
        self._undo: list[tuple[str, str, Exam | None]] = []

    def forget(self) -> None:
        """To be called when another deck file, or another learner, has taken the place."""
        self._undo = []

    def today(self) -> date:
        """The study day: what plans are reckoned from."""
        return self._day.today()

    def calendar_day(self) -> date:
        """What is said of a day is said from here."""
        return self._day.calendar_day()

    def exams(self) -> list[Exam]:
        """Those to come, the soonest first; then the past ones, the latest first."""
        today, found = self._day.today(), self._stores.exams.exams(self._day.learner)
        past = [exam for exam in found if exam.day < today]
        return [exam for exam in found if exam.day >= today] + past[::-1]

    def draft(self) -> Exam:
        """An exam to be filled in: four weeks from now, over the decks of the learner's own. What
        came with QuizApp is for the learner to tick."""
        day = self._day.today() + timedelta(days=_USUAL_DAYS)
        decks = tuple(deck.id for deck in self._stores.decks.decks() if not deck.shipped)
        wanted = QuestionFilter(deck_ids=decks)
        return Exam(new_id(), "", day, USUAL_RETENTION, wanted, USUAL_MINUTES)

    # Changing

    def save(self, exam: Exam) -> Exam:
        """Adds or changes it. ``QuizError`` says what is missing; nothing is saved then."""
        exam = replace(exam, name=" ".join(exam.name.split()))
        self._check(exam)
        before = self._found(exam.id)
        self._stores.exams.save(self._day.learner, exam)
        self._undo.append((self._day.learner, exam.id, before))
        return exam

    def delete(self, exam_id: str) -> Exam:
        """The plan alone: questions and answers stay."""
        exam = self._stores.exams.exam(self._day.learner, exam_id)
        self._stores.exams.delete(self._day.learner, exam_id)
        self._undo.append((self._day.learner, exam_id, exam))
        return exam

    @property
    def can_undo(self) -> bool:
        return any(learner == self._day.learner for learner, _, _ in self._undo)

    def undo(self) -> Exam | None:
        """Takes back what was added, changed or deleted last; the exam that stands there again."""
        mine = [entry for entry in self._undo if entry[0] == self._day.learner]
        if not mine:
            return None
        self._undo.remove(mine[-1])
        _, exam_id, before = mine[-1]
        if before is not None:
            self._stores.exams.save(self._day.learner, before)
        elif self._found(exam_id) is not None:
            self._stores.exams.delete(self._day.learner, exam_id)
        return before

    # Planning

    def material(self, exam: Exam) -> Material:
        """Of an exam that need not be saved yet."""
        task, aside = self._task(exam)
        ids = {candidate.question_id for candidate in task.candidates}
        learner, today = self._day.learner, self._day.today()
        answered = self._stores.reviews.answered_on(learner, today)
        mine = [review for review in answered if review.question_id in ids]
        share = self._share(exam, task, _done(mine, task), aside)
        day = None if share else planning.next_day(task, exam.minutes)
        comes = self._day.coming(day) if day is not None else None
        return Material(exam, task, share, len({review.question_id for review in mine}), comes)

    def next_share(self) -> ShareToday | None:
        """How today's share of the soonest exam stands; ``None`` where there is no exam."""
        today = self._day.today()
        coming = (each for each in self._stores.exams.exams(self._day.learner) if each.day >= today)
        exam = next(coming, None)
        if exam is None:
            return None
        found, days = self.material(exam), self._day.coming(exam.day).days
        return ShareToday(exam, len(found.share), found.answered, days, found.next_day)

    def session(self, exam_id: str) -> StudySession:
        """Over what is left of today's share."""
        return self._study.practise(self.session_ids(exam_id))

    def session_ids(self, exam_id: str) -> list[str]:
        """What such a session asks: the most forgotten first, new ones spread between."""
        exam = self._stores.exams.exam(self._day.learner, exam_id)
        share = self.material(exam).share
        places = queue.interleave(
            [queue.Place(id_, is_new=False) for id_ in share.again],
            [queue.Place(id_, is_new=True) for id_ in share.new],
        )
        return [place.question_id for place in places]

    def known_on_the_day(self, exam: Exam) -> float:
        """The share that was known as the day of a past exam began, by the log; of many questions
        by that of a sample. May run beside other work on the deck, on any thread."""
        ids = self._ids(exam)
        few = min(len(ids), _LOOKED_BACK_AT)
        sample = [ids[number * len(ids) // few] for number in range(few)]
        model = self._scheduling.model()
        return sum(self._chance(id_, exam.day, model) for id_ in sample) / few if few else 0.0

    def _chance(self, question_id: str, day: date, model: Model) -> float:
        """Of knowing the answer as a day began."""
        reviews = counted(self._stores.reviews.reviews(self._day.learner, question_id))
        before = (
            (question_id, review.study_day, review.rating)
            for review in reviews
            if review.study_day < day
        )
        replayed = list(model.replay(before))
        if not replayed:
            return 0.0
        return model.recall(replayed[-1].after, (day - replayed[-1].day).days)

    def _ids(self, exam: Exam) -> list[str]:
        return self._stores.decks.ids(replace(exam.wanted, states=(State.ACCEPTED,)))

    def _task(self, exam: Exam) -> tuple[planning.Task, set[str]]:
        """The task, and ids that are not asked today. Suspended questions are in neither."""
        learner, today = self._day.learner, self._day.today()
        marks = self._stores.marks.marks(learner)
        suspended = {mark.question_id for mark in marks if mark.suspended}
        aside = {mark.question_id for mark in marks if mark.set_aside_on(today)}
        ids = [id_ for id_ in self._ids(exam) if id_ not in suspended]
        memories = self._stores.reviews.memories(learner, ids)
        candidates = [planning.Candidate(id_, memories.get(id_)) for id_ in ids]
        recent = recent_reviews(self._stores.reviews, self._day)
        pace = Pace.of(typical_milliseconds(recent))
        task = planning.Task(
            candidates,
            today,
            max(exam.day, today),
            exam.retention,
            self._day.settings.target_retention,
            due=pace.due,
            new=pace.new,
            model=self._scheduling.model(),
        )
        return task, aside

    def _share(
        self, exam: Exam, task: planning.Task, done: planning.Done, aside: set[str]
    ) -> planning.Share:
        """Without two questions about one fact, until the last week: then all is asked."""
        out = set(aside)
        share = planning.todays_share(task, exam.minutes, done, out)
        if task.days <= planning.LAST_DAYS:
            return share
        seen = self._stores.reviews.facts_seen_on(self._day.learner, self._day.today())
        for _ in range(_TRIES):
            siblings = self._siblings(share, set(seen))
            if not siblings:
                break
            out |= siblings
            share = planning.todays_share(task, exam.minutes, done, out)
        return share

    def _siblings(self, share: planning.Share, seen: set[str]) -> set[str]:
        """Questions of a share about facts met before; adds the facts of the others to ``seen``."""
        found = set()
        for question_id in (*share.again, *share.new):
            fact = self._stores.decks.question(question_id).fact_id
            if fact and fact in seen:
                found.add(question_id)
            elif fact:
                seen.add(fact)
        return found

    def _found(self, exam_id: str) -> Exam | None:
        try:
            return self._stores.exams.exam(self._day.learner, exam_id)
        except NotFound:
            return None

    def _check(self, exam: Exam) -> None:
        wanted = exam.wanted
        if not exam.name:
            raise QuizError("The exam has no name yet. Type one, such as “Oral exam”.")
        if exam.day < self._day.today():
            raise QuizError("The day of the exam is past. Choose today or a later day.")
        if not wanted.deck_ids:
            raise QuizError("No deck is chosen. Tick at least one deck that the exam is about.")
        first, last = wanted.first_year, wanted.last_year
        if first is not None and last is not None and first > last:
            raise QuizError(f"The years run backwards, from {first} to {last}. Exchange them.")
        if not LOWEST <= exam.retention <= HIGHEST:
            raise QuizError(
                f"The share to be known must be from {LOWEST:.0%} to {HIGHEST:.0%}. Change it."
            )
        if not FEWEST_MINUTES <= exam.minutes <= MOST_MINUTES:
            raise QuizError(
                f"The minutes a day must be from {FEWEST_MINUTES} to {MOST_MINUTES}. Change them."
            )


def _done(answered: Sequence[Review], task: planning.Task) -> planning.Done:
    """``answered``: today's answers to the exam's questions."""
    times = Counter(review.question_id for review in answered)
    begun = sum(
        memory is not None
        and memory.last_day == task.today
        and memory.reviews == times[memory.question_id]
        for memory in (candidate.memory for candidate in task.candidates)
    )
    spent = sum(min(r.milliseconds, LONGEST_COUNTED) + READING_MILLISECONDS for r in answered)
    return planning.Done(begun, spent)
