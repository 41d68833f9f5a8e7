"""Answers on their way into the review log, and back out of the count. Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp import __version__
from quizapp.domain.identity import new_id
from quizapp.domain.ports import Stores
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.errors import StorageError
from quizapp.services.last_answers import Dated
from quizapp.services.learning_day import LearningDay
from quizapp.services.scheduling import Scheduling
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
    """An answer in the log, with the memory before it and after each rating it could get."""

    review: Review
    before: MemoryState | None
    offered: Mapping[Rating, MemoryState]

    @property
    def after(self) -> MemoryState:
        return self.offered[self.review.rating]


class AnswerLog:
    """Each method is one commit, done when it returns."""

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._reviews = stores.reviews
        self._scheduling = Scheduling(stores, day)
        self._day = day
        self._doubtful: dict[str, Logged] = {}  # by question: writing them failed

    def offers(self, question_id: str, before: MemoryState | None) -> dict[Rating, MemoryState]:
        """What each rating of an answer given now leads to."""
        return self._scheduling.offers(question_id, before)

    def write(
        self,
        given: Given,
        rating: Rating,
        before: MemoryState | None,
        offered: Mapping[Rating, MemoryState],
    ) -> Logged:
        """``offered``: what ``offers`` gave and the learner was shown, so that it comes true."""
        logged = self._taken_after_all(given.question_id) or self._logged(
            given, rating, before, offered
        )
        return self._append([logged])[0]

    def write_each(
        self, answers: Sequence[tuple[Given, Rating, MemoryState | None]]
    ) -> list[Logged]:
        """Answers to several questions that were given together: all of them, or none."""
        return self._append(
            [
                self._taken_after_all(answer[0].question_id) or new
                for answer, new in zip(answers, self._logged_each(answers), strict=True)
            ]
        )

    def _append(self, logged: list[Logged]) -> list[Logged]:
        new = [one for one in logged if one.review.question_id not in self._doubtful]
        try:
            self._reviews.append_each([(one.review, one.after) for one in new])
        except StorageError:
            self._doubtful |= {one.review.question_id: one for one in new}
            raise
        for one in logged:
            self._doubtful.pop(one.review.question_id, None)
            self._day.answered(one.review)
        return logged

    def _taken_after_all(self, question_id: str) -> Logged | None:
        """The answer to that question whose writing failed, where the log has it all the same.

        A disk that says no may have taken the data: given again, an answer is not written twice.
        """
        doubtful = self._doubtful.get(question_id)
        if doubtful is None:
            return None
        review = doubtful.review
        rows = self._reviews.reviews(review.learner, review.question_id)
        if any(row.id == review.id for row in rows):
            return doubtful
        del self._doubtful[question_id]
        return None

    def _logged_each(
        self, answers: Sequence[tuple[Given, Rating, MemoryState | None]]
    ) -> list[Logged]:
        return [
            self._logged(given, rating, before, self.offers(given.question_id, before))
            for given, rating, before in answers
        ]

    def _logged(
        self,
        given: Given,
        rating: Rating,
        before: MemoryState | None,
        offered: Mapping[Rating, MemoryState],
    ) -> Logged:
        dated = self._day.dated()
        review = Review(
            id=new_id(),
            learner=self._day.learner,
            question_id=given.question_id,
            form=given.form,
            given=given.text,
            verdict=given.verdict,
            rating=rating,
            milliseconds=max(0, given.milliseconds),
            at=dated.at,
            study_day=dated.day,
            app_version=__version__,
        )
        return Logged(review, before, offered)

    def rate_anew(self, logged: Logged, rating: Rating) -> Logged:
        """The same answer under another rating; the row with the old one is retracted."""
        question_id = logged.review.question_id
        logged = self._taken_after_all(question_id) or logged
        self._doubtful.pop(question_id, None)
        if rating is logged.review.rating:
            return logged
        review = replace(logged.review, id=new_id(), rating=rating)
        anew = Logged(review, logged.before, logged.offered)
        try:
            self._reviews.append_all((self._retraction(logged.review), review), anew.after)
        except StorageError:
            self._doubtful[question_id] = anew
            raise
        return anew

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
        memory = schedule.replay(rest, self._scheduling.rules())
        if memory is not None:
            memory = _as_before(memory, logged.before)
        return self._retraction(review), memory

    def _retraction(self, review: Review) -> Review:
        return retraction(review, self._day.dated())


class PractiseLog(AnswerLog):
    """Cramming: answers are judged as ever, but neither the log nor a memory hears of them.

    ``told`` hears all of them each time one is given, rated anew or taken back.
    """

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        super().__init__(stores, day)
        self.told: Callable[[Sequence[Review]], None] | None = None
        self._given: dict[str, Review] = {}  # by id, in the order of answering

    def write(
        self,
        given: Given,
        rating: Rating,
        before: MemoryState | None,
        offered: Mapping[Rating, MemoryState],
    ) -> Logged:
        return self._kept([self._logged(given, rating, before, offered)])[0]

    def rate_anew(self, logged: Logged, rating: Rating) -> Logged:
        return self._kept([replace(logged, review=replace(logged.review, rating=rating))])[0]

    def write_each(
        self, answers: Sequence[tuple[Given, Rating, MemoryState | None]]
    ) -> list[Logged]:
        return self._kept(self._logged_each(answers))

    def retract(self, logged: Logged) -> None:
        self.retract_each([logged])

    def retract_each(self, logged: Sequence[Logged]) -> None:
        for one in logged:
            self._given.pop(one.review.id, None)
        self._tell()

    def _kept(self, logged: list[Logged]) -> list[Logged]:
        self._given |= {one.review.id: one.review for one in logged}
        self._tell()
        return logged

    def _tell(self) -> None:
        if self.told is not None:
            self.told(list(self._given.values()))


def retraction(review: Review, dated: Dated) -> Review:
    """The row that takes a review back."""
    return replace(
        review,
        id=new_id(),
        given="",
        milliseconds=0,
        at=dated.at,
        study_day=dated.day,
        retracts=review.id,
    )


def _as_before(rebuilt: MemoryState, before: MemoryState | None) -> MemoryState:
    """The very state of before, also where the weights were fitted anew since: its due day."""
    kept = schedule.keeping_due(rebuilt, before)
    return kept if kept is before else schedule.under_new_weights(rebuilt, before)
