"""What was given in an attempt, and what it earns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.domain.ports import Stores
from quizapp.domain.quiz import Attempt, Given, HandMark, QuizRules
from quizapp.domain.task import Response
from quizapp.kinds.marking import Marked, is_blank, mark
from quizapp.services.quiz_questions import Posed, QuizQuestions

_ENOUGH = 1e-9
"""What adding up parts of points may be off by."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at a place. ``shown_at``: first; ``at``: when this response was first given;
    ``milliseconds``: in all, over every return to the place."""

    response: Response
    shown_at: datetime
    at: datetime
    milliseconds: int


@dataclass(frozen=True, slots=True)
class PlaceMark:
    """One question of an attempt, marked. ``points``: earned; None where a person must mark.

    ``reached``: it was shown, or one behind it was answered. What was reached and not answered
    was left out; what was not reached says nothing about the question.
    """

    posed: Posed
    response: Response
    marked: Marked
    points: float | None
    reached: bool
    milliseconds: int = 0
    at: datetime | None = None
    by_hand: HandMark | None = None

    @property
    def share(self) -> float | None:
        """Of the points of the question; None where a person must mark, or there are none."""
        possible = self.posed.asked.points
        if self.points is None or not possible:
            return None
        return self.points / possible


@dataclass(frozen=True, slots=True)
class Score:
    """``points`` so far of those ``possible``; ``pending``: answers that a person must mark."""

    points: float
    possible: float
    pending: int

    @property
    def share(self) -> float | None:
        return self.points / self.possible if self.possible else None

    def passed(self, rules: QuizRules) -> bool | None:
        """None without a pass mark, and while it is not settled."""
        share = self.share
        if rules.pass_mark is None or share is None or self.pending:
            return None
        return share >= rules.pass_mark - _ENOUGH


def score(marks: Iterable[PlaceMark]) -> Score:
    rows = list(marks)
    return Score(
        sum(row.points or 0.0 for row in rows),
        sum(row.posed.asked.points for row in rows),
        sum(row.points is None for row in rows),
    )


def answers_of(given: Iterable[Given]) -> dict[int, Answer]:
    """By place. ``given``: of one attempt, in the order of writing."""
    found: dict[int, Answer] = {}
    for row in given:
        before = found.get(row.place)
        if before is None:
            found[row.place] = Answer(row.response, row.at, row.at, row.milliseconds)
            continue
        changed = row.response != before.response
        found[row.place] = Answer(
            row.response,
            before.shown_at,
            row.at if changed else before.at,
            before.milliseconds + row.milliseconds,
        )
    return found


class QuizMarks:
    def __init__(self, stores: Stores) -> None:
        self._quizzes = stores.quizzes
        self._questions = QuizQuestions(stores)

    def of(self, attempts: Sequence[Attempt]) -> dict[str, tuple[PlaceMark, ...]]:
        """By attempt, in the order of asking."""
        ids = [attempt.id for attempt in attempts]
        given: dict[str, list[Given]] = defaultdict(list)
        for row in self._quizzes.given(ids):
            given[row.attempt].append(row)
        hands = {(row.attempt, row.place): row for row in self._quizzes.hand_marks(ids)}
        return {
            attempt.id: self._marked(attempt, answers_of(given[attempt.id]), hands)
            for attempt in attempts
        }

    def _marked(
        self,
        attempt: Attempt,
        answers: dict[int, Answer],
        hands: dict[tuple[str, int], HandMark],
    ) -> tuple[PlaceMark, ...]:
        posed = self._questions.pose(attempt.asked)
        last = last_answered(posed, answers)
        return tuple(
            _mark_of(
                one,
                answers.get(one.place),
                hands.get((attempt.id, one.place)),
                attempt.rules,
                reached=one.place in answers or one.place < last,
            )
            for one in posed
        )


def last_answered(posed: Sequence[Posed], answers: dict[int, Answer]) -> int:
    """The last place that was answered; -1 for none."""
    places = (
        one.place
        for one in posed
        if one.place in answers and not is_blank(one.task, answers[one.place].response)
    )
    return max(places, default=-1)


def _mark_of(
    posed: Posed,
    answer: Answer | None,
    hand: HandMark | None,
    rules: QuizRules,
    *,
    reached: bool,
) -> PlaceMark:
    response = answer.response if answer else None
    marked = mark(posed.question, posed.task, response, rules)
    return PlaceMark(
        posed,
        response,
        marked,
        _points(posed, marked, hand),
        reached,
        answer.milliseconds if answer else 0,
        answer.at if answer else None,
        hand,
    )


def _points(posed: Posed, marked: Marked, hand: HandMark | None) -> float | None:
    """A person has the last word. What carries no points waits for nobody."""
    if hand is not None:
        return hand.points
    if not posed.asked.points:
        return 0.0
    return None if marked.share is None else marked.share * posed.asked.points
