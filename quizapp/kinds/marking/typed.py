"""Texts that are typed: as the author foresaw them, and as ``kinds.grading`` judges."""

from __future__ import annotations

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Accepted, Response, Typed, key_of
from quizapp.kinds.marking.marked import Judged, Part, is_text
from quizapp.kinds.marking.texts import judge_text


class TypedMarker:
    task = Typed

    def fits(self, task: Typed, response: Response) -> bool:
        return is_text(response)

    def judge(
        self, question: Question, task: Typed, response: Response, rules: QuizRules
    ) -> Judged:
        given = str(response)
        found = judge_text(question, task.answers, given, strict=task.strict)
        right = key_of(task).answer
        part = Part("", given.strip(), right, found.worth, found.verdict, found.feedback)
        return Judged(found.worth, (part,), (found.feedback,), found.note, found.verdict)

    def blank(self, task: Typed) -> tuple[Part, ...]:
        return (Part("", "", key_of(task).answer, 0.0, Verdict.WRONG),)

    def key(self, task: Typed) -> Response:
        return best_text(task.answers)

    def said(self, task: Typed, response: Response) -> str:
        return str(response or "").strip()


def best_text(answers: tuple[Accepted, ...]) -> str | None:
    """The answer that is worth most; None where all are errors. An asterisk stands for itself."""
    good = [one for one in answers if one.worth > 0 and one.text.strip()]
    return max(good, key=lambda one: one.worth).text if good else None
