"""A quiz: which questions, drawn how, under which rules; and what became of an attempt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from quizapp.domain.question import QuestionFilter
from quizapp.domain.task import Response


class FeedbackWhen(StrEnum):
    """When a learner sees what was right, and why."""

    AT_ONCE = "at_once"  # after each question
    AT_END = "at_end"  # once the attempt is handed in
    AFTER_CLOSE = "after_close"  # once the quiz is closed for all
    NEVER = "never"  # only the points


class Look(StrEnum):
    PRACTICE = "practice"  # hints, explanations
    EXAM = "exam"  # nothing but the questions


@dataclass(frozen=True, slots=True)
class Pick:
    """One question of a fixed list. ``points``: what it is worth here."""

    question_id: str
    points: float = 1.0


@dataclass(frozen=True, slots=True)
class Draw:
    """``count`` questions drawn anew for each attempt out of those that are ``wanted``.

    ``unused_days``: none that this learner met in any quiz during that many days; 0: no matter.
    """

    wanted: QuestionFilter
    count: int
    points: float = 1.0
    unused_days: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    title: str = ""
    instructions: str = ""
    items: tuple[Pick | Draw, ...] = ()
    shuffle: bool = False  # the questions of this section among themselves


@dataclass(frozen=True, slots=True)
class QuizRules:
    """``partial``: part of the points for part of the answer; else all or nothing.
    ``negative``: wrong options may cost points, below nought too; else a question gives 0 at least.
    ``extra_time``: by learner id, what their time limits are multiplied with (1.25: a quarter
    more). ``pass_mark``: share, 0 to 1. Limits of ``None`` are none; ``attempts`` 0: any number."""

    minutes: float | None = None
    seconds_each: float | None = None
    extra_time: tuple[tuple[str, float], ...] = ()
    opens: datetime | None = None
    closes: datetime | None = None
    attempts: int = 0
    pass_mark: float | None = None
    feedback: FeedbackWhen = FeedbackWhen.AT_END
    look: Look = Look.PRACTICE
    shuffle_options: bool = True
    partial: bool = True
    negative: bool = False
    feeds_study: bool = False


@dataclass(frozen=True, slots=True)
class Quiz:
    id: str  # UUIDv7
    name: str
    description: str = ""
    sections: tuple[Section, ...] = (Section(),)
    rules: QuizRules = QuizRules()


@dataclass(frozen=True, slots=True)
class QuizSummary:
    """A line of the list of quizzes."""

    quiz: Quiz
    questions: int  # how many an attempt asks
    points: float
    attempts: int  # handed in, by all learners
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an attempt. ``version``: of its words, so that results are read by what was
    asked. ``shuffled``: the order in which options, items or answers are shown, as places in the
    task; empty: as they are."""

    question_id: str
    version: int
    points: float
    section: int
    shuffled: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """``finished_at``: None while it can be resumed. ``deadline``: when time is up."""

    id: str  # UUIDv7
    quiz_id: str
    learner: str
    number: int  # 1 for a learner's first
    started_at: datetime
    asked: tuple[Asked, ...]
    rules: QuizRules
    deadline: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """One answer, append-only: the last one of a place counts. ``place``: in ``Attempt.asked``."""

    attempt: str
    place: int
    response: Response
    at: datetime
    milliseconds: int


@dataclass(frozen=True, slots=True)
class HandMark:
    """Points that a person gave (for open text, or against the machine); the last one counts."""

    attempt: str
    place: int
    points: float
    at: datetime
    comment: str = ""
