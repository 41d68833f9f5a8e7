"""Which answer belongs to which premise: the share of the pairs that are right."""

from __future__ import annotations

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Match, Response
from quizapp.kinds.marking.marked import Judged, Part, places


class MatchMarker:
    task = Match

    def fits(self, task: Match, response: Response) -> bool:
        if not isinstance(response, list) or len(response) != len(task.pairs):
            return False
        most = len(task.answers())
        return all(type(place) is int and -1 <= place < most for place in response)

    def judge(
        self, question: Question, task: Match, response: Response, rules: QuizRules
    ) -> Judged:
        parts = _parts(task, places(response))
        right = sum(part.verdict is Verdict.RIGHT for part in parts)
        return Judged(right / len(parts) if parts else 0.0, parts)

    def blank(self, task: Match) -> tuple[Part, ...]:
        return _parts(task, [-1] * len(task.pairs))

    def key(self, task: Match) -> Response:
        answers = task.answers()
        return [answers.index(pair.answer) for pair in task.pairs] or None

    def said(self, task: Match, response: Response) -> str:
        parts = _parts(task, places(response)) if response else ()
        return "; ".join(f"{part.label} → {part.given or '?'}" for part in parts)


def _parts(task: Match, given: list[int]) -> tuple[Part, ...]:
    answers = task.answers()
    parts = []
    for pair, place in zip(task.pairs, given, strict=True):
        said = answers[place] if place >= 0 else ""
        fits = place >= 0 and said == pair.answer
        verdict = Verdict.RIGHT if fits else Verdict.WRONG
        parts.append(Part(pair.premise, said, pair.answer, float(fits), verdict))
    return tuple(parts)
