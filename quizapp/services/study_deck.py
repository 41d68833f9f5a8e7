"""A study session: ask, judge, commit, and ask the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from quizapp.domain.ports import Stores
from quizapp.domain.question import Question
from quizapp.domain.review import Form, Rating, Verdict
from quizapp.services.evidence import EvidenceFinder, EvidenceView
from quizapp.services.learning_day import LearningDay


@dataclass(frozen=True)
class Ask:
    """The question to show now. ``options`` is empty unless ``form`` is CHOICES."""

    question: Question
    form: Form
    options: tuple[str, ...]
    number: int  # of this question in the session, from 1
    total: int
    is_new: bool
    again: bool  # it was answered wrong before in this session


@dataclass(frozen=True)
class Marked:
    """How an answer was judged, and what to show with it."""

    verdict: Verdict
    key: str
    note: str
    suggested: Rating
    intervals: Mapping[Rating, int]  # days until the question comes back, for each rating
    evidence: EvidenceView
    explanation: str


@dataclass(frozen=True)
class Summary:
    answered: int
    right: int
    almost: int
    wrong: int
    new: int
    seconds: int
    next_due: date | None
    missed: tuple[Question, ...]


class StudyDeck:
    def __init__(self, stores: Stores, day: LearningDay, evidence: EvidenceFinder) -> None:
        self._stores = stores
        self._day = day
        self._evidence = evidence

    def start(self, deck_ids: Sequence[str] = (), *, limit: int | None = None) -> StudySession:
        """A session over some decks, or all; ``limit``: at most so many questions."""
        raise NotImplementedError


class StudySession:
    """Call every method on the database lane: an answer is committed before the method returns."""

    @property
    def current(self) -> Ask | None:
        """The question being asked; ``None`` when the session is finished."""
        raise NotImplementedError

    @property
    def can_undo(self) -> bool:
        raise NotImplementedError

    @property
    def progress(self) -> tuple[int, int]:
        """Done and total."""
        raise NotImplementedError

    def as_form(self, form: Form) -> Ask:
        """The same question in another form, on request."""
        raise NotImplementedError

    def answer(self, given: str, milliseconds: int) -> Marked:
        """Judges the answer and commits it with the suggested rating."""
        raise NotImplementedError

    def reveal(self, milliseconds: int) -> Marked:
        """Flip: shows the key. Nothing is committed until ``rate``."""
        raise NotImplementedError

    def rate(self, rating: Rating) -> None:
        """Flip: commits the answer. Otherwise replaces the suggested rating."""
        raise NotImplementedError

    def next(self) -> Ask | None:
        raise NotImplementedError

    def skip(self) -> Ask | None:
        """Puts the question at the end of the queue; nothing is logged."""
        raise NotImplementedError

    def undo(self) -> Ask | None:
        """Takes back the last answer and shows that question again."""
        raise NotImplementedError

    def summary(self) -> Summary:
        raise NotImplementedError
