"""The review log: one row an answer, append-only. All memory state is computed from it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum

_FORM_NAME = re.compile(r"[a-z][a-z_]{0,39}")


class Form(StrEnum):
    """How a question was put.

    A form of a newer QuizApp, ``Form("map")``, is kept under its name, so that its answers count
    and go on to other machines as they were; it is in no list. ValueError for what is no name.
    """

    CHOICES = "choices"
    TYPED = "typed"
    FLIP = "flip"
    MAP = "map"  # "degrees north, degrees east" is the answer given
    TRUE_FALSE = "true_false"  # is this answer right? If not, what is?
    CLOZE = "cloze"  # the sentence of the source with a gap
    SEVERAL = "several"  # several questions together: all that fit
    ORDER = "order"  # several together: the earliest first
    MATCH = "match"  # several together: which answer belongs where
    TASK = "task"  # as its author wants it asked; the answer in words

    @classmethod
    def _missing_(cls, value: object) -> Form | None:
        if not isinstance(value, str) or not _FORM_NAME.fullmatch(value):
            return None
        made = str.__new__(cls, value)
        made._name_ = value.upper()
        made._value_ = value
        return cls._value2member_map_.setdefault(value, made)  # type: ignore[return-value]


TOGETHER = (Form.SEVERAL, Form.ORDER, Form.MATCH)
"""Forms that ask several questions at once; each gets a review of its own."""


class Verdict(StrEnum):
    RIGHT = "right"
    ALMOST = "almost"  # right but for a small slip, which is shown
    WRONG = "wrong"
    UNCHECKED = "unchecked"  # flip: the learner rates


class Rating(IntEnum):
    """The four grades of FSRS."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Review:
    """One answer. ``id`` is a UUIDv7, so that the logs of two machines merge by union.

    A review is never deleted or changed. Undo, or a changed rating, appends a row whose
    ``retracts`` names the review that no longer counts.
    """

    id: str
    learner: str
    question_id: str
    form: Form
    given: str  # the answer as typed or chosen; "" for flip
    verdict: Verdict
    rating: Rating
    milliseconds: int  # from the question's showing to the answer
    at: datetime  # UTC
    study_day: date  # of the learner's zone, see ``study_day``
    app_version: str = ""
    retracts: str | None = None


@dataclass(frozen=True, slots=True)
class MemoryState:
    """What FSRS knows of one question and one learner; derived from the log, rebuildable.

    ``stability``: days until recall falls to 90 %. ``difficulty``: 1 to 10. ``due``: a study day.
    """

    question_id: str
    stability: float
    difficulty: float
    last_day: date
    due: date
    reviews: int
    lapses: int


def study_day(moment: datetime, *, rollover_hour: int = 4) -> date:
    """The study day of a moment in the learner's zone: it ends at ``rollover_hour``, not midnight.

    ``moment`` must be aware and already in the learner's zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a study day needs an aware datetime in the learner's zone")
    return (moment - timedelta(hours=rollover_hour)).date()


def counted(reviews: Iterable[Review]) -> list[Review]:
    """The reviews that count, in the order of answering: neither retracted nor retracting.

    Reviews of one moment stay in the order they are given in.
    """
    rows = list(reviews)
    retracted = {row.retracts for row in rows if row.retracts}
    kept = [row for row in rows if row.retracts is None and row.id not in retracted]
    return sorted(kept, key=lambda row: row.at)
