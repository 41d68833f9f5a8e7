"""Items to be put in order.

**What a partly right order is worth:** Kendall's tau, and nothing where it is negative. Of all
pairs of items, those that stand in the right order less those that do not, divided by all. That is
just what such a question asks: which of two came before the other. One event put at the wrong end
spoils only the pairs it belongs to, and guessing earns nothing on average; by the share of items
at their right place, one event too early would make all behind it wrong, and by the share of right
neighbours, an order that is wrong on the whole could earn half.

Items that were not placed are in no pair. Equal items may stand for each other.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Order, Response
from quizapp.kinds.marking.marked import Judged, Part, are_places, places


class OrderMarker:
    task = Order

    def fits(self, task: Order, response: Response) -> bool:
        return are_places(response, len(task.items))

    def judge(
        self, question: Question, task: Order, response: Response, rules: QuizRules
    ) -> Judged:
        given = _interchanged(task, places(response))
        return Judged(worth_of_order(given, len(task.items)), _parts(task, given))

    def blank(self, task: Order) -> tuple[Part, ...]:
        return _parts(task, [])

    def key(self, task: Order) -> Response:
        return list(range(len(task.items))) or None

    def said(self, task: Order, response: Response) -> str:
        return " → ".join(task.items[place] for place in places(response))


def worth_of_order(given: list[int], items: int) -> float:
    """``given``: numbers of items in the order given, where 0, 1, 2 ... is right."""
    if given == list(range(items)):
        return 1.0
    pairs = items * (items - 1) // 2
    if not pairs:
        return 0.0
    right = sum(1 if before < behind else -1 for before, behind in combinations(given, 2))
    return max(0.0, right / pairs)


def _interchanged(task: Order, given: list[int]) -> list[int]:
    """Equal items are taken for each other, the first one given for the first one wanted."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for place in sorted(given):
        waiting[task.items[place]].append(place)
    return [waiting[task.items[place]].pop(0) for place in given]


def _parts(task: Order, given: list[int]) -> tuple[Part, ...]:
    parts = []
    for place, right in enumerate(task.items):
        said = task.items[given[place]] if place < len(given) else ""
        fits = bool(said) and said == right
        verdict = Verdict.RIGHT if fits else Verdict.WRONG
        parts.append(Part(str(place + 1), said, right, float(fits), verdict))
    return tuple(parts)
