"""Texts to read: there is nothing to answer and nothing to earn."""

from __future__ import annotations

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Information, Response
from quizapp.kinds.marking.marked import Judged, Part


class InformationMarker:
    task = Information

    def fits(self, task: Information, response: Response) -> bool:
        return False  # there is no response to it

    def judge(
        self, question: Question, task: Information, response: Response, rules: QuizRules
    ) -> Judged:
        return Judged(0.0, verdict=Verdict.UNCHECKED)

    def blank(self, task: Information) -> tuple[Part, ...]:
        return ()

    def key(self, task: Information) -> Response:
        return None

    def said(self, task: Information, response: Response) -> str:
        return ""
