"""Answers of a quiz on their way into the review log, where the quiz says so.

| task | form in the log | rating |
|---|---|---|
| Choose | choices | as for choices |
| TrueFalse | true/false | Hard: half of it is luck |
| Typed, Numeric, When | typed | as for typed answers |
| Cloze | cloze | as for gaps |
| Order | order | as for matching: here the order is all that the question asks |
| Match | match | as for matching |
| MapPlace | map | as for the map |
| OpenText, Information | none | no machine judges them |

See ``study.rating`` for the ratings. Right is an answer that is worth all, almost one that is worth
half at least, whatever the quiz gives for a part. What was left out is not logged: who had no time
for a question forgot nothing.

Each answer is logged once, however often the attempt is handed in: its row has an id that follows
from the attempt and the place.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quizapp import __version__
from quizapp.domain.identity import derived_id
from quizapp.domain.ports import Stores
from quizapp.domain.question import State
from quizapp.domain.quiz import Attempt
from quizapp.domain.review import Form, MemoryState, Review, Verdict
from quizapp.domain.task import (
    Choose,
    Cloze,
    MapPlace,
    Match,
    Numeric,
    Order,
    TrueFalse,
    Typed,
    When,
)
from quizapp.errors import NotFound
from quizapp.kinds.marking import mark, said
from quizapp.kinds.marking.marked import FULL, HALF
from quizapp.services.last_answers import Dated
from quizapp.services.learning_day import LearningDay
from quizapp.services.quiz_marks import PlaceMark
from quizapp.services.recent import recent_reviews
from quizapp.services.scheduling import Scheduling
from quizapp.study.rating import RatingRules, UsualTimes, suggested_rating

FORMS: dict[type, Form] = {
    Choose: Form.CHOICES,
    TrueFalse: Form.TRUE_FALSE,
    Typed: Form.TYPED,
    Numeric: Form.TYPED,
    When: Form.TYPED,
    Cloze: Form.CLOZE,
    Order: Form.ORDER,
    Match: Form.MATCH,
    MapPlace: Form.MAP,
}
_EVIDENCE = {Form.ORDER: Form.MATCH}
"""As what a form is rated: several events in order say little of each, but all of their order."""


class FeedStudy:
    """For one learner. ``day``: theirs, with their settings."""

    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day
        self._scheduling = Scheduling(stores, day)

    def feed(
        self, attempt: Attempt, marks: Sequence[PlaceMark], hinted: Collection[int] = ()
    ) -> int:
        """Logs what is not in the log yet, all in one commit; how many answers that were.

        ``hinted``: places where a hint was asked for.
        """
        rows: list[tuple[Review, MemoryState | None]] = []
        usual = UsualTimes.of(recent_reviews(self._stores.reviews, self._day))
        last = self._day.last_answer()
        for row in sorted(marks, key=lambda row: (str(row.at), row.posed.place)):
            if not self._is_evidence(row):
                continue
            id_ = derived_id(attempt.id, str(row.posed.place))
            if self._is_logged(id_, row.posed.question.id):
                continue
            last = self._dated(row).not_before(last)
            rows.append(self._row(id_, row, last, usual, hinted=row.posed.place in hinted))
        self._stores.reviews.append_each(rows)
        for review, _ in rows:
            self._day.answered(review)
        return len(rows)

    def _is_evidence(self, row: PlaceMark) -> bool:
        if not row.marked.answered or type(row.posed.task) not in FORMS or row.at is None:
            return False
        try:
            question = self._stores.decks.question(row.posed.question.id)
        except NotFound:
            return False
        return question.state is State.ACCEPTED

    def _is_logged(self, review_id: str, question_id: str) -> bool:
        log = self._stores.reviews.reviews(self._day.learner, question_id)
        return any(review.id == review_id for review in log)

    def _dated(self, row: PlaceMark) -> Dated:
        """By when the answer was given: an attempt may be handed in days later."""
        assert row.at is not None
        return Dated(row.at, self._day.day_of(row.at))

    def _row(
        self, id_: str, row: PlaceMark, dated: Dated, usual: UsualTimes, *, hinted: bool
    ) -> tuple[Review, MemoryState | None]:
        question, task = row.posed.question, row.posed.task
        form, verdict = FORMS[type(task)], verdict_in_log(row)
        memory = self._stores.reviews.memory(self._day.learner, question.id)
        rating = suggested_rating(
            verdict,
            _EVIDENCE.get(form, form),
            row.milliseconds,
            usual=usual,
            memory=memory,
            day=dated.day,
            hinted=hinted,
            rules=RatingRules.of(self._day.settings),
        )
        review = Review(
            id=id_,
            learner=self._day.learner,
            question_id=question.id,
            form=form,
            given=said(task, row.response),
            verdict=verdict,
            rating=rating,
            milliseconds=row.milliseconds,
            at=dated.at,
            study_day=dated.day,
            app_version=__version__,
        )
        return review, self._scheduling.offers(question.id, memory, dated.day)[rating]


def verdict_in_log(row: PlaceMark) -> Verdict:
    worth = mark(row.posed.question, row.posed.task, row.response).share or 0.0
    if worth >= FULL:
        return Verdict.RIGHT
    return Verdict.ALMOST if worth >= HALF else Verdict.WRONG
