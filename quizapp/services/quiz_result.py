"""What a learner sees of an attempt: the points, and what was right once that may be seen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.domain.quiz import Attempt, FeedbackWhen
from quizapp.domain.task import Response
from quizapp.kinds.marking import Marked, said
from quizapp.services.evidence import NO_EVIDENCE, EvidenceView
from quizapp.services.quiz_marks import PlaceMark, Score
from quizapp.services.quiz_questions import Posed


@dataclass(frozen=True, slots=True)
class Learnt:
    """A question with what was right. ``points``: earned; None while a person must mark.
    ``given`` and ``key``: in words. ``comment``: of the person who marked it."""

    posed: Posed
    marked: Marked
    points: float | None
    given: str
    key: str
    explanation: str
    evidence: EvidenceView = NO_EVIDENCE
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """``lines``: one a question, empty where what was right may not be seen (yet); ``seen_from``:
    when it may be, None where that is now, never, or not known. ``passed``: None without a pass
    mark, and while something waits to be marked."""

    attempt: Attempt
    quiz_name: str
    score: Score
    passed: bool | None
    lines: tuple[Learnt, ...] = ()
    seen_from: datetime | None = None


def may_see(attempt: Attempt, closes: datetime | None, now: datetime) -> bool:
    """Whether the learner may see what was right. ``closes``: the quiz, as it is set now."""
    if attempt.finished_at is None:
        return False
    when = attempt.rules.feedback
    if when is FeedbackWhen.AFTER_CLOSE:
        return closes is not None and now >= closes
    return when is not FeedbackWhen.NEVER


def learnt_from(about: Learnt, marked: Marked, response: Response) -> Learnt:
    """``about``: without an answer."""
    asked = about.posed.asked
    points = None if marked.share is None else marked.share * asked.points
    return replace(about, marked=marked, points=points, given=said(about.posed.task, response))


def learnt_of(about: Learnt, row: PlaceMark) -> Learnt:
    comment = row.by_hand.comment if row.by_hand else ""
    given = said(about.posed.task, row.response)
    return replace(about, marked=row.marked, points=row.points, given=given, comment=comment)
