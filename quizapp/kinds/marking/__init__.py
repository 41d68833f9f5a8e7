"""Marks one answer to one question: what share of its points it earns, and why.

    mark(question, task_for(question), [0], rules)  ->  Marked(1.0, Verdict.RIGHT, ...)

To add a task, write its module with a class like those below, name it in ``MARKERS``, and give it a
test file. What a response looks like stands in ``domain.task``.
"""

from __future__ import annotations

from typing import Any

from quizapp.domain.question import Question
from quizapp.domain.quiz import QuizRules
from quizapp.domain.review import Verdict
from quizapp.domain.task import Information, MapPlace, OpenText, Response, Task
from quizapp.kinds.marking.choose import ChooseMarker
from quizapp.kinds.marking.cloze import ClozeMarker
from quizapp.kinds.marking.information import InformationMarker
from quizapp.kinds.marking.map_place import MapPlaceMarker
from quizapp.kinds.marking.marked import Marked, Marker, Part, settled
from quizapp.kinds.marking.match import MatchMarker
from quizapp.kinds.marking.numeric import NumericMarker
from quizapp.kinds.marking.open_text import OpenTextMarker
from quizapp.kinds.marking.order import OrderMarker
from quizapp.kinds.marking.plain import task_for
from quizapp.kinds.marking.true_false import TrueFalseMarker
from quizapp.kinds.marking.typed import TypedMarker
from quizapp.kinds.marking.when import WhenMarker

__all__ = ["MARKERS", "Marked", "Part", "fits", "is_blank", "key", "mark", "said", "task_for"]

MARKERS: tuple[Marker[Any], ...] = (
    ChooseMarker(),
    TrueFalseMarker(),
    TypedMarker(),
    NumericMarker(),
    WhenMarker(),
    ClozeMarker(),
    OrderMarker(),
    MatchMarker(),
    MapPlaceMarker(),
    OpenTextMarker(),
    InformationMarker(),
)

_BY_TASK = {marker.task: marker for marker in MARKERS}


def mark(
    question: Question, task: Task, response: Response, rules: QuizRules | None = None
) -> Marked:
    """``question``: the one that the task belongs to. A blank response earns nothing and costs
    nothing, nor does one that does not fit the task. An open text that says something is left to
    a person: its share is None."""
    rules = rules or QuizRules()
    marker = _BY_TASK[type(task)]
    if is_blank(task, response):
        verdict = Verdict.UNCHECKED if isinstance(task, Information) else Verdict.WRONG
        return Marked(0.0, verdict, marker.blank(task), answered=False)
    judged = marker.judge(question, task, response, rules)
    if isinstance(task, OpenText):
        return Marked(None, Verdict.UNCHECKED, judged.parts)
    return settled(judged, rules)


def fits(task: Task, response: Response) -> bool:
    """Whether a response is of the make that the task wants; None always is."""
    return response is None or _BY_TASK[type(task)].fits(task, response)


def is_blank(task: Task, response: Response) -> bool:
    """Whether nothing was answered: nothing chosen, typed or placed, or nothing that fits."""
    if response is None or not fits(task, response):
        return True
    if isinstance(response, str):
        return not response.strip()
    if not isinstance(response, list) or isinstance(task, MapPlace):
        return False
    return all(each == -1 or (isinstance(each, str) and not each.strip()) for each in response)


def key(task: Task) -> Response:
    """The best answer there is; None where none earns anything, or a person must mark."""
    return _BY_TASK[type(task)].key(task)


def said(task: Task, response: Response) -> str:
    """A response in words, for lists and logs; "" for a blank one."""
    return "" if is_blank(task, response) else _BY_TASK[type(task)].said(task, response)
