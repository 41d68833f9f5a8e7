"""One option, or several whose worths add up.

Of several: whoever ticks all right options and no other has all points, whatever rounding their
worths add up to (three of 33 %). Any other choice earns the sum of the worths of what is ticked,
wrong options with their negative worths among them, and never more than all.
"""

from __future__ import annotations

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Choose, Response
from quizapp.kinds.marking.marked import Judged, Part, are_places, places


class ChooseMarker:
    task = Choose

    def fits(self, task: Choose, response: Response) -> bool:
        if not are_places(response, len(task.options)):
            return False
        return task.several or len(places(response)) <= 1

    def judge(
        self, question: Question, task: Choose, response: Response, rules: QuizRules
    ) -> Judged:
        chosen = places(response)
        worth = max(-1.0, min(1.0, sum(task.options[place].worth for place in chosen)))
        if task.several and set(chosen) == set(right_places(task)):
            worth = 1.0
        told = tuple(task.options[place].feedback for place in chosen)
        return Judged(worth, _parts(task, chosen), told)

    def blank(self, task: Choose) -> tuple[Part, ...]:
        return _parts(task, [])

    def key(self, task: Choose) -> Response:
        right = right_places(task)
        return right or None

    def said(self, task: Choose, response: Response) -> str:
        return "; ".join(task.options[place].text for place in places(response))


def right_places(task: Choose) -> list[int]:
    """The options that belong to the best answer."""
    good = [place for place, option in enumerate(task.options) if option.worth > 0]
    if task.several or not good:
        return good
    return [max(good, key=lambda place: (task.options[place].worth, -place))]


def _parts(task: Choose, chosen: list[int]) -> tuple[Part, ...]:
    """All options in the order of the task. One beside the best that is worth something is no
    fault to tick."""
    right = right_places(task)
    parts = []
    for place, option in enumerate(task.options):
        ticked = place in chosen
        fits = ticked is (place in right)
        parts.append(
            Part(
                option.text,
                option.text if ticked else "",
                option.text if place in right else "",
                option.worth,
                _verdict(fits, ticked and option.worth > 0),
                option.feedback if ticked else "",
            )
        )
    return tuple(parts)


def _verdict(fits: bool, partly: bool) -> Verdict:
    if fits:
        return Verdict.RIGHT
    return Verdict.ALMOST if partly else Verdict.WRONG
