"""What a learner took a question for: another one that they know, whose answer they gave."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.ports import Stores
from quizapp.domain.question import Question
from quizapp.domain.review import Form, Verdict
from quizapp.services.learning_day import LearningDay
from quizapp.services.marking import Grader, judge
from quizapp.services.set_aside import SetAside
from quizapp.study import contrast

_LOOKED_AT = 40
"""Questions with the same telling word that are graded, at most: a year has hundreds."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Another question, to be told apart from the one that was just answered.

    ``mistaken``: it was taken for that one just now. Else it was asked right before, so that its
    answer may be seen beside.
    """

    question: Question
    mistaken: bool


class Interference:
    def __init__(self, stores: Stores, day: LearningDay, grade: Grader | None = None) -> None:
        """``grade``: as a session judges typed answers."""
        self._progress = stores.progress
        self._aside = SetAside(stores, day)
        self._day = day
        self._grade = grade

    def taken_for(self, question: Question, given: str) -> Question | None:
        """The question that ``given``, a wrong answer to this one, is an answer to; ``None`` where
        the learner knows none.

        One whose answer was met, is asked still, and is no sibling of this one. Where several are
        right, the one answered last; where none is right, one that is almost.
        """
        word = contrast.telling_word(question.kind, given)
        if not word or not contrast.interferes(question.kind, question.answer, given):
            return None
        almost = None
        for other in self._known_with(question, word):
            verdict, _ = judge(other, Form.TYPED, given, self._grade)
            if verdict is Verdict.RIGHT:
                return other
            if verdict is Verdict.ALMOST and almost is None:
                almost = other
        return almost

    def mixed_up_with(self, question: Question) -> tuple[str, ...]:
        """The answer to another question that was given to this one last; none, or that one."""
        given = self._progress.wrong_answers(self._day.learner, question.id)[:_LOOKED_AT]
        others = (self.taken_for(question, each) for each in given)
        last = next(
            (other.answer for other in others if other is not None and _alike(question, other)),
            None,
        )
        return () if last is None else (last,)

    def _known_with(self, question: Question, word: str) -> list[Question]:
        found = self._progress.met_with_answer(self._day.learner, question.kind, word, _LOOKED_AT)
        others = [
            other
            for other in found
            if other.id != question.id and (not other.fact_id or other.fact_id != question.fact_id)
        ]
        aside = self._aside.today() if others else set()
        return [other for other in others if other.id not in aside]


def _alike(question: Question, other: Question) -> bool:
    """As options side by side: a day among years would stick out."""
    if question.date is None or other.date is None:
        return question.date is other.date
    return question.date.precision is other.date.precision
