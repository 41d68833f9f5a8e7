"""Numbers with a tolerance."""

from __future__ import annotations

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Numeric, Response, key_of, number_text
from quizapp.kinds.marking.figures import best_number, readings
from quizapp.kinds.marking.marked import Judged, Part, is_text, verdict_of

UNREADABLE = "That could not be read as a number. Figures alone, such as 1917 or 3.5, always work."


class NumericMarker:
    task = Numeric

    def fits(self, task: Numeric, response: Response) -> bool:
        return is_text(response)

    def judge(
        self, question: Question, task: Numeric, response: Response, rules: QuizRules
    ) -> Judged:
        given = str(response)
        found = best_number(task.answers, given)
        worth, told = (found.worth, found.feedback) if found else (0.0, "")
        note = "" if readings(given) else UNREADABLE
        part = Part("", given.strip(), key_of(task).answer, worth, verdict_of(worth), told)
        return Judged(worth, (part,), (told,), note)

    def blank(self, task: Numeric) -> tuple[Part, ...]:
        return (Part("", "", key_of(task).answer, 0.0, Verdict.WRONG),)

    def key(self, task: Numeric) -> Response:
        good = [number for number in task.answers if number.worth > 0]
        return number_text(max(good, key=lambda number: number.worth).value) if good else None

    def said(self, task: Numeric, response: Response) -> str:
        return str(response or "").strip()
