"""A text with gaps: each is marked by itself and counts with its points."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Cloze, Gap, Response, gap_key, number_text
from quizapp.kinds.marking.figures import best_number
from quizapp.kinds.marking.marked import FULL, LONGEST_RESPONSE, Judged, Part, verdict_of
from quizapp.kinds.marking.texts import NOTHING, Found, judge_text
from quizapp.kinds.marking.typed import best_text


class ClozeMarker:
    task = Cloze

    def fits(self, task: Cloze, response: Response) -> bool:
        if not isinstance(response, list) or len(response) != len(task.gaps):
            return False
        return all(isinstance(text, str) and len(text) <= LONGEST_RESPONSE for text in response)

    def judge(
        self, question: Question, task: Cloze, response: Response, rules: QuizRules
    ) -> Judged:
        texts = _texts(response)
        found = [_judged(question, gap, text) for gap, text in zip(task.gaps, texts, strict=True)]
        least = -1.0 if rules.negative else 0.0
        worths = [max(least, min(1.0, one.worth)) for one in found]
        parts = tuple(
            Part(str(number), text.strip(), gap_key(gap), worth, one.verdict, one.feedback)
            for number, (gap, text, worth, one) in enumerate(
                zip(task.gaps, texts, worths, found, strict=True), 1
            )
        )
        notes = dict.fromkeys(one.note for one in found if one.note)
        told = tuple(one.feedback for one in found)
        return Judged(_weighed(task, worths), parts, told, " ".join(notes))

    def blank(self, task: Cloze) -> tuple[Part, ...]:
        return tuple(
            Part(str(number), "", gap_key(gap), 0.0, Verdict.WRONG)
            for number, gap in enumerate(task.gaps, 1)
        )

    def key(self, task: Cloze) -> Response:
        best = [best_of_gap(gap) or "" for gap in task.gaps]
        return best if any(best) else None

    def said(self, task: Cloze, response: Response) -> str:
        return "; ".join(text.strip() for text in _texts(response))


def _texts(response: Response) -> list[str]:
    return [str(text) for text in response] if isinstance(response, list) else []


def _weighed(task: Cloze, worths: list[float]) -> float:
    """By the points of the gaps; where none has any they count alike."""
    points = [max(0.0, gap.points) for gap in task.gaps]
    if not any(points):
        points = [1.0] * len(points)
    if all(worth >= FULL for worth, each in zip(worths, points, strict=True) if each):
        return 1.0
    earned = sum(worth * each for worth, each in zip(worths, points, strict=True))
    return earned / sum(points)


def best_of_gap(gap: Gap) -> str | None:
    if gap.options:
        best = max(gap.options, key=lambda option: option.worth)
        return best.text if best.worth > 0 else None
    if gap.numbers:
        number = max(gap.numbers, key=lambda number: number.worth)
        return number_text(number.value) if number.worth > 0 else None
    return best_text(gap.answers)


def _judged(question: Question, gap: Gap, text: str) -> Found:
    if not text.strip():
        return NOTHING
    if gap.options:
        chosen = next((option for option in gap.options if option.text == text), None)
        if chosen is None:
            return NOTHING
        return Found(chosen.worth, verdict_of(chosen.worth), chosen.feedback)
    if gap.numbers:
        number = best_number(gap.numbers, text)
        if number is None:
            return NOTHING
        return Found(number.worth, verdict_of(number.worth), number.feedback)
    # The stem of the whole says nothing of what this gap asks for, and its key is another one.
    alone = replace(
        question, kind=AnswerKind.OTHER, stem="", answer="", accept=(), distractors=(), date=None
    )
    return judge_text(alone, gap.answers, text, strict=gap.strict)
