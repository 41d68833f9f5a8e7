"""Judging one answer, whatever form it was given in."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from quizapp.domain.question import Question
from quizapp.domain.review import Form, Verdict
from quizapp.study import schedule


class Judgement(Protocol):
    """What a grader returns."""

    @property
    def verdict(self) -> Verdict: ...
    @property
    def note(self) -> str: ...


class Grader(Protocol):
    def __call__(self, question: Question, given: str) -> Judgement: ...


def warm_up() -> None:
    """Loads what the first answer would otherwise wait for: grading, and the scheduler."""
    import quizapp.kinds.grading  # noqa: F401

    schedule.intervals(None, date(2000, 1, 1), 0.9)


def judge(
    question: Question, form: Form, given: str, grade: Grader | None = None
) -> tuple[Verdict, str]:
    """The verdict, and a note on what was off. An empty answer is wrong, not an error.

    A choice is right if it is the key; typed text is left to the grader.
    """
    if not given.strip():
        return Verdict.WRONG, ""
    if form is Form.CHOICES:
        return (Verdict.RIGHT if given == question.answer else Verdict.WRONG), ""
    judgement = (grade or _kinds_grade)(question, given)
    return judgement.verdict, judgement.note


def _kinds_grade(question: Question, given: str) -> Judgement:
    from quizapp.kinds.grading import grade

    return grade(question, given)
