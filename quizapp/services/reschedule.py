"""Due days moved in bulk: never without a preview, and always with one exact undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.domain.identity import new_id
from quizapp.domain.ports import DueQuestion, Stores
from quizapp.domain.question import State
from quizapp.domain.review import MemoryState
from quizapp.domain.scheduling import Move, Why, really_moved
from quizapp.errors import QuizError
from quizapp.services.learning_day import LearningDay
from quizapp.services.many_objects import without_collection
from quizapp.services.scheduling import Scheduling
from quizapp.services.set_aside import SetAside
from quizapp.study import backlog, moving
from quizapp.study.moving import Preview

__all__ = ["Offer", "Preview", "Proposal", "Reschedule"]


@dataclass(frozen=True, slots=True)
class Offer:
    """A wall of reviews, and how it would be spread. ``away``: whole days without an answer."""

    waiting: int
    away: int
    days: int
    a_day: int
    until: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that can be looked at and then be made."""

    why: Why
    preview: Preview
    until: date | None = None


class Reschedule:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day
        self._scheduling = Scheduling(stores, day)
        self._aside = SetAside(stores, day)

    def propose(self) -> Proposal:
        """All due days as they would be under today's parameters, target and easy days."""
        today = self._day.today()
        with without_collection():
            lines = self._lines()
            moved = moving.replan(_memories(lines), today, self._scheduling.rules())
            return Proposal(Why.RESCHEDULED, moving.preview(_days(lines), moved, today))

    def offer(self) -> Offer | None:
        """To spread what waits, where that is a wall; ``None`` also where it was declined today.

        Only sums are read: a wall may be of any height.
        """
        learner, today = self._day.learner, self._day.today()
        waiting = self._number_waiting()
        days = self._stores.progress.days(learner)
        usual = backlog.usual_day(days)
        if not backlog.is_wall(waiting, usual) or self._declined(today):
            return None
        found = backlog.outline(
            waiting,
            self._coming(),
            today=today,
            usual=usual,
            spreading=self._scheduling.rules().spreading,
        )
        if found.days < 2:
            return None
        away = (today - days[-1].day).days - 1 if days else 0
        return Offer(waiting, max(0, away), found.days, found.a_day, found.until)

    def propose_spread(self) -> Proposal:
        """What ``offer`` speaks of, to be looked at."""
        with without_collection():
            plan = self._plan()
            lines = self._lines()
            found = moving.preview(_days(lines), plan.moved, self._day.today())
        return Proposal(Why.SPREAD, found, plan.outline.until)

    def decline(self) -> None:
        """No offer any more today."""
        self._stores.moves.apply(self._move(Why.DECLINED, Preview((), self._day.today(), (), ())))

    def apply(self, proposal: Proposal) -> Move:
        """Makes the move; questions answered since it was proposed stay where they are."""
        move = self._move(proposal.why, proposal.preview)
        self._stores.moves.apply(move)
        return move

    def last(self) -> Move | None:
        """The move that ``undo`` would take back."""
        return self._stores.moves.last(self._day.learner, (Why.RESCHEDULED, Why.SPREAD))

    def spread_today(self) -> Move | None:
        """A backlog that was spread this study day and could be put back."""
        last = self.last()
        if last is None or last.why is not Why.SPREAD:
            return None
        return last if self._day.day_of(last.at) == self._day.today() else None

    def undo(self) -> int:
        """Puts back each due day of the last move whose question was not answered since."""
        last = self.last()
        if last is None:
            raise QuizError("No due days were moved, so there is nothing to put back.")
        return self._stores.moves.undo(last.id, self._day.now_utc())

    def _plan(self) -> backlog.Plan:
        learner, today = self._day.learner, self._day.today()
        rules = self._scheduling.rules()
        aside = self._aside.today()
        due = self._stores.reviews.due(learner, today, ())
        waiting = [line for line in due if line.question_id not in aside]
        return backlog.plan(
            _memories(waiting),
            self._coming(),
            today=today,
            usual=backlog.usual_day(self._stores.progress.days(learner)),
            model=rules.model,
            spreading=rules.spreading,
        )

    def _number_waiting(self) -> int:
        """Questions due by today, without those that were set aside."""
        learner, today = self._day.learner, self._day.today()
        due = sum(self._stores.reviews.load(learner, date.min, today).values())
        memories = self._stores.reviews.memories(learner, list(self._aside.today()))
        aside = [id_ for id_, memory in memories.items() if memory.due <= today]
        found = self._stores.decks.questions_by_id(aside).values()
        return due - sum(question.state is State.ACCEPTED for question in found)

    def _coming(self) -> dict[date, int]:
        """What falls due on the days that a backlog may be spread over."""
        tomorrow = self._day.today() + timedelta(1)
        last = self._day.today() + timedelta(backlog.MOST_DAYS)
        return self._stores.reviews.load(self._day.learner, tomorrow, last)

    def _declined(self, today: date) -> bool:
        said = self._stores.moves.last(self._day.learner, (Why.DECLINED,))
        return said is not None and self._day.day_of(said.at) == today

    def _lines(self) -> list[DueQuestion]:
        return self._stores.reviews.due(self._day.learner, date.max, ())

    def _move(self, why: Why, preview: Preview) -> Move:
        moved = really_moved(preview.moved)
        return Move(new_id(), self._day.learner, self._day.now_utc(), why, moved)


def _memories(lines: list[DueQuestion]) -> list[MemoryState]:
    return [line.memory for line in lines if line.memory is not None]


def _days(lines: list[DueQuestion]) -> list[date]:
    return [memory.due for memory in _memories(lines)]
