"""What a person made of questions: an append-only log, and what may be learned from it.

A judgement is never deleted or changed. Undo, and a reason given afterwards, append a row whose
``retracts`` names the one that no longer counts, as in the review log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Act(StrEnum):
    """What the person did. ``TAKEN_BACK`` and ``RESET`` are about other rows of the log."""

    ACCEPTED = "accepted"
    ACCEPTED_TOGETHER = "accepted together"  # with all that remained, by one key
    REJECTED = "rejected"
    EDITED = "edited"
    RETIRED = "retired"  # thumbs down while studying
    TAKEN_BACK = "taken back"
    RESET = "reset"  # nothing before it is learned from


class Reason(StrEnum):
    """Why a question is no good."""

    NOT_SELF_CONTAINED = "not self-contained"
    WRONG = "wrong"
    NOT_THE_ONLY_ANSWER = "not the only answer"
    CLUMSY = "clumsy"
    NOT_WORTH_ASKING = "not worth asking"
    BAD_CHOICES = "bad choices"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row. ``id`` is a UUIDv7. ``changed``: "stem", "answer", "options" of an edit.

    ``features``: those of the question as it was proposed; empty where they are not known.
    """

    id: str
    act: Act
    at: datetime  # UTC
    question_id: str | None = None  # None: a reset, or what takes it back
    reason: Reason | None = None
    changed: tuple[str, ...] = ()
    features: tuple[tuple[str, float], ...] = ()
    app_version: str = ""
    retracts: str | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one question teaches: whether it passed, and how much that counts (0 to 1)."""

    features: tuple[tuple[str, float], ...]
    passed: bool
    weight: float = 1.0


REWORDED = 0.5
"""Changed words speak against the question as it was proposed, but it was worth the mending."""


def standing(log: Iterable[Judgement]) -> list[Judgement]:
    """The rows that nothing took back, in the order of writing."""
    rows = list(log)
    gone = {row.retracts for row in rows if row.retracts}
    return [row for row in rows if row.act is not Act.TAKEN_BACK and row.id not in gone]


def counted(log: Iterable[Judgement]) -> list[Judgement]:
    """The verdicts that may be learned from: standing, and given since the last reset."""
    kept: list[Judgement] = []
    for row in standing(log):
        if row.act is Act.RESET:
            kept = []
        else:
            kept.append(row)
    return kept


def lessons(log: Iterable[Judgement]) -> list[Lesson]:
    """One a question: the person's last word on it; a question changed in words passed by half."""
    by_question: dict[str, list[Judgement]] = {}
    for row in counted(log):
        if row.question_id is not None and row.features:
            by_question.setdefault(row.question_id, []).append(row)
    found = (_lesson(rows) for rows in by_question.values())
    return [lesson for lesson in found if lesson is not None]


def _lesson(rows: list[Judgement]) -> Lesson | None:
    features = rows[-1].features
    decisions = [row for row in rows if row.act is not Act.EDITED]
    last = decisions[-1] if decisions else None
    if last is not None and last.act in (Act.REJECTED, Act.RETIRED):
        # Choices can be left out or changed: they say nothing about the fact and its wording.
        return None if last.reason is Reason.BAD_CHOICES else Lesson(features, passed=False)
    if any(set(row.changed) & {"stem", "answer"} for row in rows):
        return Lesson(features, passed=False, weight=REWORDED)
    # One key for all that remained is no word on any one of them.
    return Lesson(features, passed=True) if last and last.act is Act.ACCEPTED else None
