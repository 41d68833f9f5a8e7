"""More time while a quiz is being taken: for one learner, for some, or for all who are at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.domain.ports import Stores
from quizapp.domain.quiz import Attempt
from quizapp.domain.task import Information
from quizapp.errors import QuizError
from quizapp.kinds.marking import is_blank
from quizapp.services.learning_day import LearningDay
from quizapp.services.quiz_finish import FinishQuiz
from quizapp.services.quiz_marks import answers_of
from quizapp.services.quiz_questions import QuizQuestions
from quizapp.services.quiz_time import factor, given_more

MOST_MINUTES = 600


@dataclass(frozen=True, slots=True)
class AtWork:
    """An attempt that is not handed in. ``answered`` of ``questions``; ``more``: what was given."""

    attempt: Attempt
    name: str
    answered: int
    questions: int
    more: timedelta


@dataclass(frozen=True, slots=True)
class Extension:
    """What was given to one attempt, with all that is needed to take it back."""

    attempt: str
    name: str
    before: datetime
    now: datetime


class MoreTime:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day
        self._finish = FinishQuiz(stores, day)

    def at_work(self, quiz_id: str) -> list[AtWork]:
        """By name. What ran out of time is handed in first."""
        found = [self._finish.settled(one) for one in self._stores.quizzes.attempts(quiz_id)]
        running = [one for one in found if one.finished_at is None]
        names, asked = self._names(), QuizQuestions(self._stores)
        lines = [self._line(one, names.get(one.learner, "(unknown)"), asked) for one in running]
        return sorted(lines, key=lambda line: (line.name.casefold(), line.attempt.id))

    def give(self, attempt_ids: Iterable[str], minutes: float) -> list[Extension]:
        """For each of them ``minutes``, times the learner's extra time. It goes beyond the moment
        at which the quiz closes, too: who gives it knows that.

        Attempts that were handed in meanwhile, or have no end, are left out; ``QuizError`` where
        none is left.
        """
        if not 0 < minutes <= MOST_MINUTES:
            raise QuizError(f"Give from 1 to {MOST_MINUTES} minutes.")
        names = self._names()
        given = [self._give(one, minutes, names) for one in attempt_ids]
        done = [each for each in given if each is not None]
        if not done:
            raise QuizError("No time was given: nobody is at work under a time limit any more.")
        return done

    def take_back(self, given: Iterable[Extension]) -> int:
        """From those that are still at work, and to whom nothing was given since; how many."""
        return sum(self._take_back(each) for each in given)

    def _give(self, attempt_id: str, minutes: float, names: dict[str, str]) -> Extension | None:
        attempt = self._finish.settled(self._stores.quizzes.attempt(attempt_id))
        if attempt.finished_at is not None or attempt.deadline is None:
            return None
        more = timedelta(minutes=minutes * factor(attempt.rules, attempt.learner))
        now = attempt.deadline + more
        self._stores.quizzes.extend(attempt_id, now)
        return Extension(attempt_id, names.get(attempt.learner, ""), attempt.deadline, now)

    def _take_back(self, given: Extension) -> bool:
        attempt = self._finish.settled(self._stores.quizzes.attempt(given.attempt))
        if attempt.finished_at is not None or attempt.deadline != given.now:
            return False
        self._stores.quizzes.extend(given.attempt, given.before)
        return True

    def _line(self, attempt: Attempt, name: str, questions: QuizQuestions) -> AtWork:
        posed = questions.pose(attempt.asked)
        asked = {one.place: one for one in posed if not isinstance(one.task, Information)}
        given = answers_of(self._stores.quizzes.given([attempt.id]))
        answered = sum(
            not is_blank(asked[place].task, answer.response)
            for place, answer in given.items()
            if place in asked
        )
        return AtWork(attempt, name, answered, len(asked), given_more(attempt))

    def _names(self) -> dict[str, str]:
        return {one.id: one.name for one in self._stores.learners.learners()}
