"""A question, its key and options, and the citation that proves it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only named here: the first picture of the window must not wait for them
    from quizapp.domain.calendar import HistoricalDate
    from quizapp.domain.document import Document, Passage, Span
    from quizapp.domain.task import Task

DEFAULT_CUT = 0.7
"""The confidence below which a proposed question is held back from its deck."""


CROWDED = "crowded"
"""The sign of a proposed question that is sure enough, where the deck has enough of its text."""

CROWDED_AT_MOST = DEFAULT_CUT - 0.01
"""The confidence of such a question, at most."""


class AnswerKind(StrEnum):
    """What is asked for. Each has one module in ``kinds/`` and one entry in ``KINDS``."""

    DATE = "date"
    LEADER = "leader"
    PLACE = "place"
    OTHER = "other"  # anything else, in questions that people write; none is generated


class Origin(StrEnum):
    GENERATED = "generated"
    TEACHER = "teacher"
    IMPORTED = "imported"
    SHIPPED = "shipped"


class State(StrEnum):
    DRAFT = "draft"  # proposed, not yet judged by a person
    ACCEPTED = "accepted"  # in its deck, studied
    REJECTED = "rejected"  # a person said no; remembered, so that it is not proposed again
    RETIRED = "retired"  # was studied, no longer is; its reviews stay


@dataclass(frozen=True, slots=True)
class Citation:
    """Where the proof stands.

    ``span`` and ``quote`` are empty for shipped questions, which cite a document that this machine
    may not hold; ``document`` is then its title and ``paragraph`` leads to the place.
    """

    document: str  # file name
    title: str = ""
    fingerprint: str = ""  # Document.fingerprint, where the document is on this machine
    paragraph: int | None = None
    page: int | None = None
    heading: str = ""
    span: Span | None = None
    quote: str = ""

    @classmethod
    def of_passage(cls, document: Document, passage: Passage, start: int, end: int) -> Citation:
        """Of ``passage.text[start:end]``."""
        return cls(
            document=document.name,
            title=document.title,
            fingerprint=document.fingerprint,
            paragraph=passage.paragraph,
            page=passage.page,
            heading=passage.heading_path[-1] if passage.heading_path else "",
            span=passage.source_span(start, end),
            quote=" ".join(passage.text[start:end].split()),
        )

    @property
    def label(self) -> str:
        """ "Triumphant March of Soviet Power, paragraph 7" or "..., page 12"."""
        name = self.title or self.document
        if self.page is not None:
            return f"{name}, page {self.page}"
        if self.paragraph is not None:
            return f"{name}, paragraph {self.paragraph}"
        return name


@dataclass(frozen=True, slots=True)
class Signs:
    """What was known of a proposed question before anybody read it: why it is sure, or is not.

    ``features``: by name, those that are not nought (see ``kinds.features``). ``doubts``: what may
    leave a reader wondering, in the words of the fact finder. ``against``: places that say
    otherwise.
    """

    features: tuple[tuple[str, float], ...]
    doubts: tuple[str, ...] = ()
    against: tuple[Citation, ...] = ()


class Difficulty(IntEnum):
    """What the author thinks; what learners show stands in the item analysis."""

    EASY = 1
    MEDIUM = 2
    HARD = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """``id``: SHA-256 of the bytes, in hexadecimal digits; the store holds these under it."""

    id: str
    media_type: str  # "image/png", "image/jpeg", "image/gif" or "image/webp"
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to remember. The same document and fact give the same ``id`` again.

    ``task`` fixes how it is asked; ``answer``, ``accept`` and ``distractors`` then say the same in
    plain words (``task.key_of``). ``topic``: a path like "Russia/1917". ``title``: a name for lists
    and for other programs. ``hint``: the author's own; else one is made.

    ``fact_id`` is shared by siblings: questions about one event are not asked on one day.
    ``distractors`` may be empty: then only recall forms can be asked. ``date`` is set for dates.
    ``signs`` are those of a generated question; they do not make it another one.
    """

    id: str
    kind: AnswerKind
    stem: str
    answer: str
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    date: HistoricalDate | None = None
    explanation: str = ""
    tags: tuple[str, ...] = ()
    citation: Citation | None = None
    origin: Origin = Origin.TEACHER
    state: State = State.ACCEPTED
    confidence: float = 1.0
    fact_id: str = ""
    signs: Signs | None = field(default=None, compare=False)
    task: Task | None = None
    title: str = ""
    topic: str = ""
    difficulty: Difficulty | None = None
    hint: str = ""
    picture: Picture | None = None

    @property
    def held_back(self) -> bool:
        """Proposed, but not sure enough to be offered for its deck."""
        return self.state is State.DRAFT and self.confidence < DEFAULT_CUT

    @property
    def spare(self) -> bool:
        """Held back for nothing but that the deck has enough of its text."""
        crowded = self.signs is not None and any(name == CROWDED for name, _ in self.signs.features)
        return self.held_back and crowded and self.confidence >= CROWDED_AT_MOST

    def with_state(self, state: State) -> Question:
        return replace(self, state=state)


class Marked(StrEnum):
    """What a learner made of a question, see ``domain.mark``."""

    SUSPENDED = "suspended"
    FLAGGED = "flagged"


@dataclass(frozen=True, slots=True)
class QuestionFilter:
    """Which questions to show or to study. Empty fields do not filter. ``text``: full-text search.
    ``topic``: that one and all below it. ``tags``: all of them. ``tasks``: as in
    ``task_record.NAMES``, "plain" for questions without a task.

    ``first_year`` and ``last_year``, both included, go by the date that is asked for, else by the
    years that the question names; one without any year is in no span. 44 BC is -44.
    """

    text: str = ""
    deck_ids: tuple[str, ...] = ()  # in any of these
    kinds: tuple[AnswerKind, ...] = ()
    states: tuple[State, ...] = ()
    document: str | None = None  # Document.fingerprint
    first_year: int | None = None
    last_year: int | None = None
    marked: Marked | None = None  # by ``learner``
    learner: str = ""
    tags: tuple[str, ...] = ()
    topic: str = ""
    difficulties: tuple[Difficulty, ...] = ()
    tasks: tuple[str, ...] = ()
    order: str = "added"  # "added", "stem", "answer", "kind", "deck", "state", "due"
    descending: bool = False

    @property
    def has_years(self) -> bool:
        return self.first_year is not None or self.last_year is not None


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """Names are unique, ignoring case."""

    name: str
    wanted: QuestionFilter
