"""Judging one answer, whatever form it was given in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from quizapp.domain.question import Question
from quizapp.domain.review import Form, Verdict
from quizapp.study import schedule
from quizapp.study.claims import Claim, Said


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


def judge_task(question: Question, given: str) -> JudgedClaim:
    """``given``: the response as JSON. The log keeps it in words."""
    from quizapp.kinds.marking import mark, said, task_for

    task = task_for(question)
    try:
        response = json.loads(given) if given.strip() else None
    except ValueError:
        response = None
    marked = mark(question, task, response)
    note = " ".join(text for text in (*marked.feedback, marked.note) if text)
    verdict = Verdict.WRONG if marked.verdict is Verdict.UNCHECKED else marked.verdict
    return JudgedClaim(verdict, note, said(task, response))


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """``given``: the answer to the question that the learner holds to be right, "" for none."""

    verdict: Verdict
    note: str
    given: str
    corrected: bool = False


def judge_claim(
    question: Question, claim: Claim, said: Said, grade: Grader | None = None
) -> JudgedClaim:
    """Who agrees with a right claim is right, with a wrong one is wrong, and the other way round.

    A wrong claim called wrong wants a correction: it is judged as an answer would be, but one that
    is not right still leaves that the claim was seen through, so it is almost right.
    """
    if said.agrees is None:
        return JudgedClaim(Verdict.WRONG, "", "")
    if said.agrees:
        verdict = Verdict.RIGHT if claim.is_right else Verdict.WRONG
        return JudgedClaim(verdict, "", claim.text)
    if claim.is_right:
        return JudgedClaim(Verdict.WRONG, "The claim was right.", "")
    form = Form.CHOICES if claim.options else Form.TYPED
    verdict, note = judge(question, form, said.correction, grade)
    if verdict is Verdict.WRONG:
        note = "You saw that the claim was wrong. " + note
        return JudgedClaim(Verdict.ALMOST, note.strip(), said.correction)
    return JudgedClaim(verdict, note, said.correction, corrected=verdict is Verdict.RIGHT)


def _kinds_grade(question: Question, given: str) -> Judgement:
    from quizapp.kinds.grading import grade

    return grade(question, given)
