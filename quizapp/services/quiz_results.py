"""Results of a quiz: per learner and per question, marking by hand, and what to practise."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from pathlib import Path

from quizapp.domain.ports import Stores
from quizapp.domain.question import Question
from quizapp.domain.quiz import Attempt, HandMark
from quizapp.domain.task import OpenText
from quizapp.errors import QuizError
from quizapp.progress.item_analysis import ItemKey
from quizapp.services.learning_day import LearningDay
from quizapp.services.quiz_answers import (
    Overruled,
    SameAnswer,
    accepting,
    typed_answers,
)
from quizapp.services.quiz_finish import FinishQuiz
from quizapp.services.quiz_marks import PlaceMark, QuizMarks, score
from quizapp.services.quiz_report import (
    AttemptLine,
    ClassReport,
    Counting,
    ItemLine,
    Items,
    Taking,
    ToMark,
    counted,
    report_of,
)
from quizapp.services.quiz_tables import write_results


class QuizResults:
    def __init__(self, stores: Stores, day: LearningDay) -> None:
        self._stores = stores
        self._day = day
        self._finish = FinishQuiz(stores, day)

    def lines(
        self, quiz_id: str | None = None, counting: Counting = Counting.ALL
    ) -> list[AttemptLine]:
        """Attempts that were handed in, in the order of beginning; None: of all quizzes."""
        done = [one for one in self._attempts(quiz_id) if one.finished_at is not None]
        marks = QuizMarks(self._stores).of(done)
        names = self._names()
        lines = []
        for attempt in done:
            found = score(marks[attempt.id])
            name, alias = names.get(attempt.learner, ("(unknown)", "L0"))
            passed = found.passed(attempt.rules)
            lines.append(AttemptLine(attempt, name, alias, found, passed, marks[attempt.id]))
        return counted(lines, counting)

    def to_mark(self, quiz_id: str | None = None) -> list[ToMark]:
        """Answers that wait for a person, question by question, so that one is marked after the
        other by the same measure."""
        waiting = [
            ToMark(line.attempt, line.name, row, _guidance(row))
            for line in self.lines(quiz_id)
            for row in line.marks
            if row.points is None
        ]
        first: dict[str, int] = {}
        for one in waiting:
            first.setdefault(one.mark.posed.question.id, len(first))
        return sorted(waiting, key=lambda one: first[one.mark.posed.question.id])

    def mark_by_hand(
        self, attempt_id: str, place: int, points: float, comment: str = ""
    ) -> HandMark:
        """Points that a person gives, for open text or against the machine; the last ones count."""
        attempt = self._stores.quizzes.attempt(attempt_id)
        if attempt.finished_at is None:
            raise QuizError("This attempt was not handed in yet. Mark it afterwards.")
        most = attempt.asked[place].points
        least = -most if attempt.rules.negative else 0.0
        if not math.isfinite(points) or not least <= points <= most:
            raise QuizError(f"This question is worth from {least:g} to {most:g} points.")
        given = HandMark(attempt_id, place, points, self._day.now_utc(), comment.strip())
        self._stores.quizzes.mark_by_hand(given)
        return given

    def typed(self, quiz_id: str) -> Mapping[ItemKey, tuple[SameAnswer, ...]]:
        """What was typed in any attempt, by question and version; the same answers together."""
        return typed_answers(self.lines(quiz_id))

    def count_as_right(self, quiz_id: str, answer: SameAnswer, *, accept: bool) -> Overruled:
        """Full points to all who typed it, against the machine. ``accept``: the question takes it
        for right from now on, too."""
        given = tuple(
            self.mark_by_hand(attempt_id, place, answer.points)
            for attempt_id, place in answer.places
        )
        changed: Question | None = None
        if accept and answer.can_be_accepted:
            question = self._stores.decks.question(answer.question_id)
            wider = accepting(question, answer.text)
            if wider != question:
                self._stores.decks.update_question(wider)
                changed = question
        return Overruled(answer, given, changed)

    def take_back_right(self, overruled: Overruled) -> None:
        """The marks are gone as if nobody had given them, so that what stood there before counts
        again: the machine's judgement, or an older mark. The question is as it was."""
        self._stores.quizzes.withdraw_marks(overruled.given)
        if overruled.question is not None:
            self._stores.decks.update_question(overruled.question)

    def report(self, quiz_id: str, counting: Counting = Counting.FIRST) -> ClassReport:
        """All that the class report holds. Nothing in it says how long a learner knows something:
        reviews do."""
        quiz = self._stores.quizzes.quiz(quiz_id)
        attempts = self._attempts(quiz_id)
        everything = self.lines(quiz_id)
        started = [line.attempt.started_at for line in everything]
        taking = Taking(
            learners=len({one.learner for one in attempts}),
            running=sum(one.finished_at is None for one in attempts),
            first_at=min(started, default=None),
            last_at=max(started, default=None),
        )
        return report_of(quiz, everything, counting, taking)

    def pooled(self, quiz_ids: Iterable[str] | None = None) -> tuple[ItemLine, ...]:
        """Questions over several quizzes and classes, None for all, each version by itself; of
        first attempts, and of those the first meeting of each learner."""
        wanted = [None] if quiz_ids is None else list(quiz_ids)
        lines = [line for quiz_id in wanted for line in self.lines(quiz_id, Counting.FIRST)]
        items = Items.of(lines)
        return items.item_lines(items.analysed(lines))

    def write(
        self, quiz_id: str, path: Path, *, each_answer: bool = False, names: bool = False
    ) -> int:
        """Results of all attempts as .csv or .xlsx; how many attempts those are.

        ``each_answer``: of a CSV a line an answer rather than one an attempt; a workbook has both.
        ``names``: of the learners, beside their aliases.
        """
        lines = self.lines(quiz_id)
        quiz = self._stores.quizzes.quiz(quiz_id)
        if not lines:
            raise QuizError(f"Nobody has handed in {quiz.name} yet, so there is nothing to write.")
        report = self.report(quiz_id)
        write_results(path, lines, report.items, each_answer=each_answer, names=names)
        return len(lines)

    def _attempts(self, quiz_id: str | None) -> list[Attempt]:
        """What ran out of time is handed in first."""
        return [self._finish.settled(one) for one in self._stores.quizzes.attempts(quiz_id)]

    def _names(self) -> dict[str, tuple[str, str]]:
        """Names and aliases by id, of the deleted ones too. Aliases go by the order of adding, so
        that they stay."""
        learners = self._stores.learners.learners()
        return {one.id: (one.name, f"L{n}") for n, one in enumerate(learners, 1)}


def _guidance(row: PlaceMark) -> str:
    task = row.posed.task
    return task.guidance if isinstance(task, OpenText) else ""
