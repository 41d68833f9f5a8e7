"""One learner at one attempt: show, answer, come back after a crash, hand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from quizapp.domain.ports import Clock, Stores
from quizapp.domain.quiz import Attempt, FeedbackWhen, Given, Look
from quizapp.domain.task import Response
from quizapp.errors import QuizError, TimeUp
from quizapp.kinds.marking import fits, is_blank, mark
from quizapp.services.quiz_marks import Answer, answers_of
from quizapp.services.quiz_questions import Posed, QuizQuestions
from quizapp.services.quiz_result import Learnt, Result, learnt_from
from quizapp.services.quiz_time import GRACE, given_more, is_over, question_deadline, seconds_until
from quizapp.study import hints

LONGEST_TIME = 24 * 60 * 60 * 1000  # milliseconds; nobody looks at one question for a day


@dataclass(frozen=True, slots=True)
class Shown:
    """A question to be shown, with the answer that stands so far.

    ``locked``: it can be answered no more: it was marked, or its time is up. ``seconds_left``: for
    this question; None where it has no limit. ``learnt``: what was right, once it may be seen.
    """

    posed: Posed
    response: Response
    locked: bool
    seconds_left: float | None
    learnt: Learnt | None = None


class Sitting:
    """Call every method on the database lane: an answer is committed before the method returns.

    ``TimeUp`` where time is over; the attempt is then handed in with what was answered before.
    """

    def __init__(
        self,
        stores: Stores,
        clock: Clock,
        attempt: Attempt,
        *,
        hand_in: Callable[[Attempt, datetime, frozenset[int]], Result],
        explain: Callable[[Posed], Learnt],
        notes: tuple[str, ...] = (),
    ) -> None:
        """``hand_in``: of an attempt, at a moment, with the places where a hint was asked for.
        ``explain``: what there is to say about a question, without an answer to it."""
        self.attempt = attempt
        self.notes = notes
        """What the quiz could not give this time, such as too few questions to draw from."""
        self.quiz = stores.quizzes.quiz(attempt.quiz_id)
        self.posed = QuizQuestions(stores).pose(attempt.asked)
        self._quizzes = stores.quizzes
        self._clock = clock
        self._hand_in = hand_in
        self._explain = explain
        self._hinted: set[int] = set()
        given = stores.quizzes.given([attempt.id])
        self._answers: dict[int, Answer] = answers_of(given)
        self._now = max((row.at for row in given), default=attempt.started_at)
        self.place = given[-1].place if given else 0
        """Where the learner is, or was when the program ended."""

    @property
    def is_finished(self) -> bool:
        return self.attempt.finished_at is not None

    @property
    def answered(self) -> frozenset[int]:
        """The places with an answer."""
        return frozenset(
            one.place for one in self.posed if not is_blank(one.task, self._response(one.place))
        )

    def seconds_left(self) -> float | None:
        """For the whole attempt; None where it has no limit. Hands it in where none are left.
        Looks up whether more time was given meanwhile, see ``given_more``."""
        self._read_again()
        if self._is_over():
            self.hand_in()
        return seconds_until(self.attempt.deadline, self._moment())

    @property
    def given_more(self) -> timedelta:
        """What was added to the time after the attempt began, as far as it was looked up."""
        return given_more(self.attempt)

    def show(self, place: int) -> Shown:
        """Goes to a question. That it was shown is written down: its own time begins, and after a
        crash the learner is here again."""
        self._check_open()
        if place != self.place or place not in self._answers:
            self._write(place, self._response(place), 0)
        self.place = place
        return self.at(place)

    def at(self, place: int) -> Shown:
        """A question as it stands, without going there."""
        posed = self.posed[place]
        response = self._response(place)
        marked = self._is_marked(place)
        left = self._seconds_for(place)
        learnt = None
        if marked:
            learnt = learnt_from(
                self._explain(posed),
                mark(posed.question, posed.task, response, self.attempt.rules),
                response,
            )
        return Shown(posed, response, marked or left == 0, left, learnt)

    def answer(self, place: int, response: Response, milliseconds: int) -> Shown:
        """Commits the answer before it returns. It can be changed until the attempt is handed in,
        or, where feedback comes at once, until there is one.

        ``milliseconds``: since the question was shown this time.
        """
        self._check_open()
        posed = self.posed[place]
        if not fits(posed.task, response):
            raise QuizError("This is no answer to that question. Choose or type it once more.")
        if self._is_marked(place):
            raise QuizError("This question was marked already, so its answer stays.")
        if self._is_late(place):
            raise TimeUp("The time for this question is up, so the answer before it stays.")
        self._write(place, response, max(0, min(milliseconds, LONGEST_TIME)))
        self.place = place
        return self.at(place)

    def hint(self, place: int) -> tuple[str, str]:
        """``("author", text)`` where the author wrote one, else see ``study.hints.hint``."""
        if self.attempt.rules.look is Look.EXAM:
            raise QuizError("There are no hints in an exam.")
        posed = self.posed[place]
        if posed.question.hint:
            found = ("author", posed.question.hint)
        elif posed.question.task is None:
            found = hints.hint(posed.question)
        else:
            found = ("", "")  # its key is not one answer that could be half told
        if found != ("", ""):
            self._hinted.add(place)
        return found

    def hand_in(self) -> Result:
        """Ends the attempt, by the time limit at the latest; once is enough."""
        self._read_again()
        moment = self._moment()
        end = self.attempt.deadline
        at = moment if end is None else min(moment, end)
        result = self._hand_in(self.attempt, at, frozenset(self._hinted))
        self.attempt = result.attempt
        return result

    def _check_open(self) -> None:
        if self.is_finished:
            raise QuizError("This attempt was handed in, so nothing in it can be changed.")
        if self._is_over():
            self.hand_in()
            raise TimeUp("Time is up. What you had answered before was handed in.")

    def _is_over(self) -> bool:
        """Before that is said, whether more time was given meanwhile is looked up."""
        if self.is_finished or not is_over(self.attempt, self._moment()):
            return False
        self._read_again()
        return not self.is_finished and is_over(self.attempt, self._moment())

    def _read_again(self) -> None:
        if not self.is_finished:
            self.attempt = self._quizzes.attempt(self.attempt.id)

    def _moment(self) -> datetime:
        """Never earlier than what was written down last."""
        self._now = max(self._now, self._clock.now().astimezone(UTC))
        return self._now

    def _response(self, place: int) -> Response:
        answer = self._answers.get(place)
        return answer.response if answer else None

    def _is_marked(self, place: int) -> bool:
        """Whether the learner saw what was right: then there is nothing left to answer."""
        at_once = self.attempt.rules.feedback is FeedbackWhen.AT_ONCE
        return at_once and not is_blank(self.posed[place].task, self._response(place))

    def _ends(self, place: int) -> datetime | None:
        answer = self._answers.get(place)
        return question_deadline(self.attempt, answer.shown_at) if answer else None

    def _seconds_for(self, place: int) -> float | None:
        if place in self._answers:
            return seconds_until(self._ends(place), self._moment())
        now = self._moment()
        return seconds_until(question_deadline(self.attempt, now), now)

    def _is_late(self, place: int) -> bool:
        end = self._ends(place)
        return end is not None and self._moment() > end + GRACE

    def _write(self, place: int, response: Response, milliseconds: int) -> None:
        row = Given(self.attempt.id, place, response, self._moment(), milliseconds)
        self._quizzes.give(row)
        before = self._answers.get(place)
        self._answers[place] = _after(before, row)


def _after(before: Answer | None, row: Given) -> Answer:
    if before is None:
        return Answer(row.response, row.at, row.at, row.milliseconds)
    at = before.at if row.response == before.response else row.at
    return Answer(row.response, before.shown_at, at, before.milliseconds + row.milliseconds)
