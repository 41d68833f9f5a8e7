"""A place to be pointed at on the map.

Within the radius all points are earned. Beyond it they fall in a straight line, to nought at
``NOUGHT_AT`` times the radius: at twice the radius it is half of them, as for a small slip.
"""

from __future__ import annotations

import math

from quizapp.domain.geography import Coordinates, direction, distance, rounded, write_point
from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import MapPlace, Response, key_of
from quizapp.kinds.marking.marked import Judged, Part, verdict_of

NOUGHT_AT = 3.0
_NOTICED = 25  # kilometres; a finger on the screen is no nearer


class MapPlaceMarker:
    task = MapPlace

    def fits(self, task: MapPlace, response: Response) -> bool:
        return _point(response) is not None

    def judge(
        self, question: Question, task: MapPlace, response: Response, rules: QuizRules
    ) -> Judged:
        point, middle = _point(response), (task.latitude, task.longitude)
        assert point is not None
        away = distance(middle, point)
        worth = worth_at(away, task.radius)
        note = ""
        if worth < 1 or away >= _NOTICED:
            towards = direction(middle, point)
            note = f"Your point is about {rounded(away):,} km to the {towards} of it."
        part = Part("", write_point(point), key_of(task).answer, worth, verdict_of(worth))
        return Judged(worth, (part,), (), note)

    def blank(self, task: MapPlace) -> tuple[Part, ...]:
        return (Part("", "", key_of(task).answer, 0.0, Verdict.WRONG),)

    def key(self, task: MapPlace) -> Response:
        return [task.latitude, task.longitude]

    def said(self, task: MapPlace, response: Response) -> str:
        point = _point(response)
        return write_point(point) if point else ""


def worth_at(kilometres: float, radius: float) -> float:
    if kilometres <= radius:
        return 1.0
    beyond = radius * (NOUGHT_AT - 1)
    return max(0.0, 1 - (kilometres - radius) / beyond) if beyond > 0 else 0.0


def _point(response: Response) -> Coordinates | None:
    """None for what is no point on the earth."""
    if not isinstance(response, list) or len(response) != 2:
        return None
    numbers = [
        float(each)
        for each in response
        if isinstance(each, int | float) and not isinstance(each, bool) and math.isfinite(each)
    ]
    if len(numbers) < 2 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        return None
    return numbers[0], numbers[1]
