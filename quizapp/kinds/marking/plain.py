"""The task of a question that nobody gave one."""

from __future__ import annotations

from quizapp.domain.options import usable_distractors
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.task import Accepted, Choose, Option, Task, Typed, When


def task_for(question: Question) -> Task:
    """How a quiz asks a question: by its task; else the key among all wrong options; where there
    are none, as a date or a text to be typed."""
    if question.task is not None:
        return question.task
    wrong = usable_distractors(question)
    if wrong:
        return Choose((Option(question.answer, 1.0), *map(Option, wrong)))
    if question.kind is AnswerKind.DATE and question.date is not None:
        return When(question.date)
    return Typed(tuple(Accepted(text) for text in (question.answer, *question.accept)))
