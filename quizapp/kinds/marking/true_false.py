"""True or false: all or nothing."""

from __future__ import annotations

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Response, TrueFalse
from quizapp.kinds.marking.marked import Judged, Part


class TrueFalseMarker:
    task = TrueFalse

    def fits(self, task: TrueFalse, response: Response) -> bool:
        return isinstance(response, bool)

    def judge(
        self, question: Question, task: TrueFalse, response: Response, rules: QuizRules
    ) -> Judged:
        right = response is task.is_true
        told = task.when_right if right else task.when_wrong
        verdict = Verdict.RIGHT if right else Verdict.WRONG
        part = Part("", self.said(task, response), _word(task.is_true), float(right), verdict)
        return Judged(float(right), (part,), (told,))

    def blank(self, task: TrueFalse) -> tuple[Part, ...]:
        return (Part("", "", _word(task.is_true), 0.0, Verdict.WRONG),)

    def key(self, task: TrueFalse) -> Response:
        return task.is_true

    def said(self, task: TrueFalse, response: Response) -> str:
        return "" if response is None else _word(response is True)


def _word(value: bool) -> str:
    return "True" if value else "False"
