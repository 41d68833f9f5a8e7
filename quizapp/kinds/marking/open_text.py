"""Texts that a person marks."""

from __future__ import annotations

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import OpenText, Response
from quizapp.kinds.marking.marked import Judged, Part, is_text


class OpenTextMarker:
    """No machine judges it; see ``mark``."""

    task = OpenText

    def fits(self, task: OpenText, response: Response) -> bool:
        return is_text(response)

    def judge(
        self, question: Question, task: OpenText, response: Response, rules: QuizRules
    ) -> Judged:
        part = Part("", str(response).strip(), task.guidance, 0.0, Verdict.UNCHECKED)
        return Judged(0.0, (part,), verdict=Verdict.UNCHECKED)

    def blank(self, task: OpenText) -> tuple[Part, ...]:
        return (Part("", "", task.guidance, 0.0, Verdict.WRONG),)

    def key(self, task: OpenText) -> Response:
        return None

    def said(self, task: OpenText, response: Response) -> str:
        return str(response or "").strip()
