"""Answers on their way into the review log, and back out of the count. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp import __version__
from quizapp.domain.identity import new_id
from quizapp.domain.ports import ReviewStore
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.services.learning_day import LearningDay
from quizapp.study import schedule


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was given and judged. ``milliseconds``: from showing to answering."""

    question_id: str
    form: Form
    text: str
    verdict: Verdict
    milliseconds: int


@dataclass(frozen=True, slots=True)
class Logged:
    """An answer in the log, with the memory before and after it."""

    review: Review
    before: MemoryState | None
    after: MemoryState


class AnswerLog:
    """Each method is one commit, done when it returns."""

    def __init__(self, reviews: ReviewStore, day: LearningDay) -> None:
        self._reviews = reviews
        self._day = day

    def write(self, given: Given, rating: Rating, before: MemoryState | None) -> Logged:
        logged = self._logged(given, rating, before)
        self._reviews.append(logged.review, logged.after)
        return logged

    def write_each(
        self, answers: Sequence[tuple[Given, Rating, MemoryState | None]]
    ) -> list[Logged]:
        """Answers to several questions that were given together: all of them, or none."""
        logged = [self._logged(*answer) for answer in answers]
        self._reviews.append_each([(one.review, one.after) for one in logged])
        return logged

    def _logged(self, given: Given, rating: Rating, before: MemoryState | None) -> Logged:
        review = Review(
            id=new_id(),
            learner=self._day.learner,
            question_id=given.question_id,
            form=given.form,
            given=given.text,
            verdict=given.verdict,
            rating=rating,
            milliseconds=max(0, given.milliseconds),
            at=self._day.now_utc(),
            study_day=self._day.today(),
            app_version=__version__,
        )
        return Logged(review, before, self._after(review, before))

    def rate_anew(self, logged: Logged, rating: Rating) -> Logged:
        """The same answer under another rating; the row with the old one is retracted."""
        review = replace(logged.review, id=new_id(), rating=rating)
        after = self._after(review, logged.before)
        self._reviews.append_all((self._retraction(logged.review), review), after)
        return Logged(review, logged.before, after)

    def retract(self, logged: Logged) -> None:
        """Takes the answer back: the memory is again what the rest of the log makes of it."""
        self._reviews.append(*self._taken_back(logged))

    def retract_each(self, logged: Sequence[Logged]) -> None:
        """The same for answers that were given together: all of them, or none."""
        self._reviews.append_each([self._taken_back(one) for one in logged])

    def _taken_back(self, logged: Logged) -> tuple[Review, MemoryState | None]:
        """The row that retracts an answer, and the memory without it."""
        review = logged.review
        log = self._reviews.reviews(review.learner, review.question_id)
        rest = [row for row in log if row.id != review.id]
        memory = schedule.replay(rest, self._day.settings.target_retention)
        if memory is not None:
            memory = schedule.keeping_due(memory, logged.before)
        return self._retraction(review), memory

    def _after(self, review: Review, before: MemoryState | None) -> MemoryState:
        return schedule.schedule(
            review.question_id,
            before,
            review.rating,
            review.study_day,
            self._day.settings.target_retention,
        )

    def _retraction(self, review: Review) -> Review:
        return replace(
            review,
            id=new_id(),
            given="",
            milliseconds=0,
            at=self._day.now_utc(),
            study_day=self._day.today(),
            retracts=review.id,
        )


class PractiseLog(AnswerLog):
    """Cramming: answers are judged as ever, but neither the log nor a memory hears of them."""

    def write(self, given: Given, rating: Rating, before: MemoryState | None) -> Logged:
        return self._logged(given, rating, before)

    def rate_anew(self, logged: Logged, rating: Rating) -> Logged:
        return replace(logged, review=replace(logged.review, rating=rating))

    def write_each(
        self, answers: Sequence[tuple[Given, Rating, MemoryState | None]]
    ) -> list[Logged]:
        return [self._logged(*answer) for answer in answers]

    def retract(self, logged: Logged) -> None:
        """There is nothing to take back."""

    def retract_each(self, logged: Sequence[Logged]) -> None:
        """Nor here."""
