"""Numbers about a learner's progress that storage counts and the screens show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from quizapp.domain.review import MemoryState, Rating

if TYPE_CHECKING:  # only named here: Home reads these numbers before the questions are loaded
    from quizapp.domain.calendar import HistoricalDate
    from quizapp.domain.question import AnswerKind


@dataclass(frozen=True, slots=True)
class DayCount:
    """Reviews of one study day. ``right``: verdict right or almost, or a rating above Again."""

    day: date
    reviews: int
    right: int
    milliseconds: int
    recalls: int = 0  # questions met again after an earlier day
    recalled: int = 0  # ... and known at the first answer


@dataclass(frozen=True, slots=True)
class Overview:
    """What Home and ``quizapp stats`` show."""

    questions: int
    learned: int  # reviewed at least once
    due: int
    new: int
    reviews: int
    days_studied: int
    true_retention: float | None  # share recalled among reviews of questions seen on an earlier day
    recent_days: tuple[DayCount, ...]  # the last 14 study days, oldest first, days off included


@dataclass(frozen=True, slots=True)
class Standing:
    """An accepted question, where it belongs, and how firmly one learner knows it; no text."""

    question_id: str
    deck_id: str
    kind: AnswerKind
    document: str | None  # fingerprint
    year: int | None  # of the event it asks for, where the answer or the date tells
    memory: MemoryState | None  # None: never met


class Dated(NamedTuple):
    """An accepted question with a date, and how firmly one learner knows it; no text.

    Questions of one date may share the ``date`` object. A tuple, as there are 100,000 of them: a
    data class takes three times as long to make.
    """

    question_id: str
    fact_id: str
    deck_id: str
    kind: AnswerKind
    document: str | None  # fingerprint
    date: HistoricalDate
    stability: float | None  # days; None: never met


@dataclass(frozen=True, slots=True)
class Naming:
    """An accepted question with the words that may name a place, and how firmly it is known."""

    question_id: str
    deck_id: str
    kind: AnswerKind
    stem: str
    answer: str
    accept: tuple[str, ...]  # of place questions; () of others
    stability: float | None  # days; None: never met
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that was given to a question, and how often."""

    question_id: str
    kind: AnswerKind
    key: str
    given: str
    times: int


@dataclass(frozen=True, slots=True)
class Lately:
    """An accepted question that was answered of late; ``missed``: its answers, the newest first,
    True for a miss."""

    question_id: str
    kind: AnswerKind
    stem: str
    answer: str
    topics: tuple[str, ...]  # its tags and the last step of its topic
    year: int | None  # of the event it asks for, where the answer or the date tells
    missed: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of the log that counts, as far as the memory is concerned."""

    question_id: str
    day: date
    rating: Rating
    right: bool
