"""Taking a quiz on this machine: which there are, beginning, coming back, and the result."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.identity import new_id
from quizapp.domain.ports import Stores
from quizapp.domain.quiz import Attempt, FeedbackWhen, Quiz, QuizSummary
from quizapp.domain.task import Information, key_of
from quizapp.errors import NotFound, QuizError
from quizapp.kinds.marking import mark
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.learning_day import LearningDay
from quizapp.services.quiz_draw import DrawQuiz
from quizapp.services.quiz_finish import FinishQuiz
from quizapp.services.quiz_marks import QuizMarks, score
from quizapp.services.quiz_questions import Posed
from quizapp.services.quiz_result import Learnt, Result, learnt_of, may_see
from quizapp.services.quiz_sitting import Sitting
from quizapp.services.quiz_time import deadline


class Standing(StrEnum):
    OPEN = "open"
    RUNNING = "running"  # begun and not handed in
    NOT_YET = "not yet"
    CLOSED = "closed"
    USED_UP = "used up"  # as many attempts as are allowed


@dataclass(frozen=True, slots=True)
class Offer:
    """A quiz in the list of one learner. ``running``: the attempt to go on with; ``last``: the one
    handed in last; ``left``: attempts that may still begin, None for any number."""

    summary: QuizSummary
    standing: Standing
    left: int | None
    running: Attempt | None = None
    last: Attempt | None = None


class TakeQuiz:
    """``learner``: an id; None: who learns now."""

    def __init__(self, stores: Stores, day: LearningDay, evidence: EvidenceFinder) -> None:
        self._stores = stores
        self._day = day
        self._evidence = evidence
        self._drawing = DrawQuiz(stores, day)
        self._finish = FinishQuiz(stores, day)

    def offers(self, learner: str | None = None) -> list[Offer]:
        """All quizzes, as they stand for a learner. What ran out of time is handed in first."""
        who = learner or self._day.learner
        attempts = [self._finish.settled(one) for one in self._stores.quizzes.attempts(learner=who)]
        return [
            self._offer(summary, [one for one in attempts if one.quiz_id == summary.quiz.id])
            for summary in self._stores.quizzes.quizzes()
        ]

    def _offer(self, summary: QuizSummary, attempts: list[Attempt]) -> Offer:
        running = next((one for one in attempts if one.finished_at is None), None)
        done = [one for one in attempts if one.finished_at is not None]
        allowed = summary.quiz.rules.attempts
        left = max(0, allowed - len(attempts)) if allowed else None
        return Offer(
            summary, self._standing(summary.quiz, running, left), left, running,
            done[-1] if done else None,
        )  # fmt: skip

    def _standing(self, quiz: Quiz, running: Attempt | None, left: int | None) -> Standing:
        rules, now = quiz.rules, self._day.now_utc()
        if running is not None:
            return Standing.RUNNING
        if rules.closes is not None and now >= rules.closes:
            return Standing.CLOSED
        if left == 0:
            return Standing.USED_UP
        return Standing.NOT_YET if rules.opens is not None and now < rules.opens else Standing.OPEN

    def offer(self, quiz_id: str, learner: str | None = None) -> Offer:
        """One quiz, as it stands for a learner; ``NotFound`` where it is gone."""
        who = learner or self._day.learner
        offer = next((one for one in self.offers(who) if one.summary.quiz.id == quiz_id), None)
        if offer is None:
            raise NotFound("This quiz is no longer there. Choose another one.")
        return offer

    def begin(self, quiz_id: str, learner: str | None = None) -> Sitting:
        """A new attempt; the one that runs, where there is one. ``QuizError`` says why not."""
        who = learner or self._day.learner
        offer = self.offer(quiz_id, who)
        if offer.running is not None:
            return self.resume(offer.running.id)
        if offer.standing is not Standing.OPEN:
            raise QuizError(self._why_not(offer))
        return self._begin(offer.summary.quiz, who)

    def _begin(self, quiz: Quiz, learner: str) -> Sitting:
        id_, now = new_id(), self._day.now_utc()
        drawing = self._drawing.attempt(quiz, id_, learner)
        if not drawing.asked:
            told = " ".join(drawing.notes) or "It has no questions yet."
            raise QuizError(f"{quiz.name} cannot begin. {told}")
        earlier = self._stores.quizzes.attempts(quiz.id, learner)
        attempt = Attempt(
            id=id_,
            quiz_id=quiz.id,
            learner=learner,
            number=max((one.number for one in earlier), default=0) + 1,
            started_at=now,
            asked=drawing.asked,
            rules=quiz.rules,
            deadline=deadline(quiz.rules, learner, now),
        )
        self._stores.quizzes.begin(attempt)
        return self._sitting(attempt, drawing.notes)

    def resume(self, attempt_id: str) -> Sitting:
        """Goes on where it stood, with the time that is left. ``QuizError`` where it is over."""
        attempt = self._finish.settled(self._stores.quizzes.attempt(attempt_id))
        if attempt.finished_at is not None:
            raise QuizError("This attempt was handed in. Its result can be looked at.")
        return self._sitting(attempt)

    def result(self, attempt_id: str) -> Result:
        """As far as the learner may see it now; ``QuizError`` while the attempt runs."""
        attempt = self._finish.settled(self._stores.quizzes.attempt(attempt_id))
        if attempt.finished_at is None:
            raise QuizError("This attempt was not handed in yet.")
        return self._result(attempt)

    def _sitting(self, attempt: Attempt, notes: tuple[str, ...] = ()) -> Sitting:
        return Sitting(
            self._stores,
            self._day.clock,
            attempt,
            hand_in=self._hand_in,
            explain=self._explain,
            notes=notes,
        )

    def _hand_in(self, attempt: Attempt, at: datetime, hinted: Collection[int]) -> Result:
        if attempt.finished_at is None:
            attempt = self._finish.finished(attempt, at, hinted)
        return self._result(attempt)

    def _result(self, attempt: Attempt) -> Result:
        quiz = self._stores.quizzes.quiz(attempt.quiz_id)
        marks = QuizMarks(self._stores).of([attempt])[attempt.id]
        now, closes = self._day.now_utc(), quiz.rules.closes
        seen = may_see(attempt, closes, now)
        later = attempt.rules.feedback is FeedbackWhen.AFTER_CLOSE and not seen
        found = score(marks)
        return Result(
            attempt,
            quiz.name,
            found,
            found.passed(attempt.rules),
            tuple(learnt_of(self._explain(row.posed), row) for row in marks) if seen else (),
            closes if later else None,
        )

    def _explain(self, posed: Posed) -> Learnt:
        question, task = posed.question, posed.task
        plain = question.task is None
        key = question.answer if plain else key_of(task).answer
        return Learnt(
            posed,
            mark(question, task, None),
            None,
            "",
            "" if isinstance(task, Information) else key,
            question.explanation,
            self._evidence.of(question),
        )

    def _why_not(self, offer: Offer) -> str:
        rules, name = offer.summary.quiz.rules, offer.summary.quiz.name
        if offer.standing is Standing.NOT_YET:
            return f"{name} opens on {self._said(rules.opens)}."
        if offer.standing is Standing.CLOSED:
            return f"{name} was closed on {self._said(rules.closes)}."
        times = "once" if rules.attempts == 1 else f"{rules.attempts} times"
        return f"{name} can be taken {times}, and you have."

    def _said(self, moment: datetime | None) -> str:
        """In the zone of this machine: "2 March 2026 at 18:00"."""
        assert moment is not None
        local = moment.astimezone(self._day.clock.now().tzinfo)
        month = MONTH_NAMES[local.month - 1]
        return f"{local.day} {month} {local.year} at {local:%H:%M}"
