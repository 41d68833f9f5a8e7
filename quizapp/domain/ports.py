"""What the services need from the world, as protocols. ``storage`` fulfils the stores.

Every store method may be called from any one thread at a time; each is one transaction, committed
when it returns. Methods raise ``StorageError`` or ``NotFound``, never an SQL error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol

from quizapp.domain.account import Account, Tries
from quizapp.domain.deck import Deck, DeckSummary, ImportReport
from quizapp.domain.document import Document, DocumentSummary
from quizapp.domain.exam import Exam
from quizapp.domain.game import Game, GameAnswer, Hands, Person, Player, Step
from quizapp.domain.importing import Fate, Incoming, PastImport, Taken, Undone
from quizapp.domain.judgement import Judgement
from quizapp.domain.learner import Learner
from quizapp.domain.mark import Mark
from quizapp.domain.progress import (
    Answered,
    Dated,
    DayCount,
    Lately,
    Mistake,
    Naming,
    Overview,
    Standing,
)
from quizapp.domain.question import AnswerKind, Question, QuestionFilter, SavedFilter, State
from quizapp.domain.quiz import Attempt, Given, HandMark, Quiz, QuizSummary
from quizapp.domain.review import MemoryState, Rating, Review
from quizapp.domain.revising import Revised, Revision
from quizapp.domain.scheduling import Fit, Move, Why

Report = Callable[[float, str], None]
"""``report(share, message)``: progress from 0 to 1 and what is being done, from any thread."""

Stop = Callable[[], bool]
"""``stop()`` is true once the user pressed Cancel; long work asks it often."""


def untold(share: float, message: str) -> None:
    """A ``Report`` to nobody."""


def never() -> bool:
    """A ``Stop`` for work that nobody can end."""
    return False


class Clock(Protocol):
    def now(self) -> datetime:
        """The moment, aware, in the learner's zone."""


class DeckStore(Protocol):
    """Decks and questions."""

    def decks(self) -> list[Deck]: ...
    def deck(self, deck_id: str) -> Deck: ...
    def save_deck(self, deck: Deck) -> None:
        """Adds the deck, or renames the one of that id. Names are unique, ignoring case."""

    def delete_deck(self, deck_id: str) -> None:
        """Retires its questions; their reviews stay in the log."""

    def summaries(self, learner: str, today: date) -> list[DeckSummary]:
        """What this learner set aside is neither due nor new."""

    def save_questions(self, deck_id: str, questions: Iterable[Question]) -> ImportReport:
        """Adds new ids, updates known ones in place (progress stays), counts the unchanged.

        A question that a person accepted, rejected, retired or edited keeps that: a DRAFT never
        overwrites it. Bulk speed: at least 16,000 questions a second.
        """

    def update_question(self, question: Question) -> None: ...
    def set_state(self, question_ids: Sequence[str], state: State) -> None: ...
    def set_confidences(self, confidences: Mapping[str, float]) -> None:
        """By question id; nothing else of the questions changes, and it is no edit."""

    def question(self, question_id: str) -> Question: ...
    def questions_by_id(self, question_ids: Sequence[str]) -> dict[str, Question]:
        """In whatever state; one that is not there is left out."""

    def questions(
        self, wanted: QuestionFilter, limit: int = -1, offset: int = 0
    ) -> list[Question]: ...
    def ids(self, wanted: QuestionFilter) -> list[str]: ...
    def count(self, wanted: QuestionFilter) -> int: ...
    def known_ids(self) -> set[str]:
        """Ids of all questions in any state: what need not be proposed again."""

    def deck_of(self, question_id: str) -> Deck: ...
    def versions(self, question_id: str) -> list[QuestionVersion]:
        """All wordings it ever had, the present one first."""

    def version(self, question_id: str, number: int) -> Question:
        """As it was worded in that version; ``NotFound`` where there was none."""

    def version_numbers(self, question_ids: Sequence[str]) -> dict[str, int]:
        """The present version of each: 1 for one that was never changed."""

    def tags(self) -> list[str]:
        """Every tag of accepted questions, in the order of the alphabet."""

    def topics(self) -> list[str]:
        """Every topic path at which accepted questions stand."""

    def remove(self, question_ids: Sequence[str]) -> int:
        """Takes them out of the file, or retires those that an answer, a verdict, an attempt or
        the list of a quiz refers to; how many are gone for good."""

    def revise(
        self, revisions: Sequence[Revision], report: Report = untold, stop: Stop = never
    ) -> list[Revised]:
        """Takes a person's changes to many questions, all in one commit; those that are already
        as they shall be are left out of what is returned. ``NotFound`` and ``Cancelled`` change
        none of them."""

    def put_back(self, revised: Sequence[Revised]) -> list[str]:
        """Undoes ``revise``: words, versions, states and decks are again as they were. The ids of
        those; one that was changed since stays as it is. A version that an attempt refers to
        stays in the list of versions."""

    def save_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Bytes by ``Picture.id``; those known already are left alone."""

    def picture(self, picture_id: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class QuestionVersion:
    """``at``: when it was put in place of the one before; None for the first."""

    number: int
    question: Question
    at: datetime | None


class QuizStore(Protocol):
    """Quizzes, and what learners answered in them. Answers and points are append-only."""

    def quizzes(self) -> list[QuizSummary]:
        """Those not deleted, by name."""

    def quiz(self, quiz_id: str) -> Quiz:
        """A deleted one too: its attempts refer to it."""

    def save_quiz(self, quiz: Quiz) -> None:
        """Adds it, or changes the one of that id; a deleted one comes back."""

    def delete_quiz(self, quiz_id: str) -> None:
        """Its attempts stay."""

    def begin(self, attempt: Attempt) -> None: ...
    def attempt(self, attempt_id: str) -> Attempt: ...
    def attempts(self, quiz_id: str | None = None, learner: str | None = None) -> list[Attempt]:
        """In the order of beginning."""

    def extend(self, attempt_id: str, deadline: datetime) -> None:
        """Another end of its time; ``StorageError`` where the attempt is finished."""

    def finish(self, attempt_id: str, at: datetime) -> None: ...
    def give(self, given: Given) -> None:
        """Committed when it returns; ``StorageError`` where the attempt is finished."""

    def given(self, attempt_ids: Sequence[str]) -> list[Given]:
        """In the order of writing: the last of a place counts."""

    def mark_by_hand(self, mark: HandMark) -> None: ...
    def withdraw_marks(self, marks: Sequence[HandMark]) -> None:
        """Takes just these out again, whatever was given since; all or none."""

    def hand_marks(self, attempt_ids: Sequence[str]) -> list[HandMark]:
        """In the order of writing: the last of a place counts."""

    def met(self, learner: str, since: datetime) -> set[str]:
        """Ids of the questions that this learner was asked in attempts begun since then."""


class GameStore(Protocol):
    """Live games. Each call is committed when it returns."""

    def begin(self, game: Game) -> None: ...
    def game(self, game_id: str) -> Game: ...
    def games(self) -> list[Game]:
        """The newest first."""

    def hold(self, game_id: str) -> None:
        """This program holds it for a while, and is to say so again before that is over;
        ``GameElsewhere`` while another one does, here and where it writes to the game."""

    def let_go(self, game_id: str) -> None:
        """Another program may hold it at once."""

    def end(self, game_id: str, at: datetime) -> None: ...
    def step(self, step: Step) -> None: ...
    def steps(self, game_id: str) -> list[Step]:
        """In the order of writing: the last one counts."""

    def join(self, player: Player, person: Person | None = None) -> None:
        """``StorageError`` where the alias is taken in that game."""

    def players(self, game_id: str) -> list[Player]:
        """In the order of joining, those who were sent out too."""

    def change_player(self, player: Player) -> None:
        """Its token, its team, and whether it was sent out."""

    def answer(self, answers: Sequence[GameAnswer]) -> None:
        """All in one commit; an answer to the same turn is put in the place of the earlier one.
        ``StorageError`` where the game is over."""

    def answers(self, game_id: str) -> list[GameAnswer]:
        """By player and turn."""

    def raise_hands(self, hands: Hands) -> None: ...
    def hands(self, game_id: str) -> dict[int, Hands]:
        """By place."""

    def people(self, game_id: str) -> dict[str, Person]:
        """By player."""

    def name_person(self, person: Person) -> None: ...
    def forget_people(self, game_id: str) -> int:
        """Deletes who the players were; how many were known."""

    def delete(self, game_id: str) -> None:
        """The whole game, with its answers."""


class ImportStore(Protocol):
    """What files brought into the deck file."""

    def fates(
        self, deck_id: str, questions: Sequence[Question], *, sparse: bool = False
    ) -> dict[str, Fate]:
        """What ``take`` would do with each, by id; nothing is written. The deck may be one that
        is not there yet."""

    def take(self, incoming: Incoming, report: Report = untold, stop: Stop = never) -> Taken:
        """All of it in one commit, kept in the list so that ``undo`` can take it out again; not
        in the list where it changes nothing. Memories are left as they were: they follow from
        the log. ``Cancelled`` changes nothing; once 1.0 was reported, ``stop`` is not asked any
        more."""

    def imports(self) -> list[PastImport]:
        """The newest first, those undone included."""

    def undo(
        self,
        import_id: str,
        at: datetime,
        study_day: date,
        report: Report = untold,
        stop: Stop = never,
    ) -> Undone:
        """One commit: questions that it added are removed (retired where they were changed since,
        or something refers to them), changed ones get the words of before (unless they were
        changed since), rows of the log are retracted. Memories are left as they were. Ends as
        ``take`` does."""


class FilterStore(Protocol):
    """Filters of questions that a person gave a name."""

    def filters(self) -> list[SavedFilter]:
        """By name."""

    def save(self, saved: SavedFilter) -> None:
        """Adds it, or changes the one of that name."""

    def delete(self, name: str) -> None: ...


class DocumentStore(Protocol):
    def save_document(self, document: Document) -> None:
        """Adds it, or replaces the one of the same fingerprint."""

    def documents(self) -> list[DocumentSummary]: ...
    def document(self, fingerprint: str) -> Document: ...
    def find_document(self, name_or_title: str) -> Document | None: ...
    def delete_document(self, fingerprint: str) -> None:
        """Questions made from it stay, with their quotes."""

    def questions_of(self, fingerprint: str) -> list[Question]: ...
    def search_passages(self, text: str, limit: int = 50) -> list[tuple[str, int, str]]:
        """``(fingerprint, passage number, snippet)``, best first."""


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """A question in line for study, with what the queue needs to order it; no text."""

    question_id: str
    fact_id: str
    deck_id: str
    memory: MemoryState | None  # None: new
    position: int  # order of adding


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where in history and in its document a question belongs.

    ``year``: of the event it asks for. ``document``: the number of the document, -1 for none;
    ``offset``: where in it, in characters.
    """

    year: int | None
    is_date: bool  # the year is the answer
    document: int
    offset: int


class ReviewStore(Protocol):
    """The append-only log, and the memory states derived from it."""

    def append(self, review: Review, memory: MemoryState | None) -> None:
        """One commit: the row, and the question's new memory state (None: back to new)."""

    def append_all(self, reviews: Sequence[Review], memory: MemoryState | None) -> None:
        """The same for rows about one question that must hold together: all in one commit."""

    def append_each(self, answers: Sequence[tuple[Review, MemoryState | None]]) -> None:
        """``append`` for answers to different questions of one learner, all in one commit."""

    def merge(self, reviews: Sequence[Review]) -> int:
        """Adds the rows whose ids are not in the log yet, in one commit; how many those were.

        All of one learner, about questions that are there. Memory is left as it was.
        """

    def reviews(self, learner: str, question_id: str | None = None) -> list[Review]:
        """In the order of answering, retracted and retracting rows included."""

    def each_review(self, learner: str) -> Iterator[Review]:
        """The same in the order of writing, read page by page, so that other work on the deck
        comes in between."""

    def log_length(self, learner: str) -> int:
        """Rows in the log of the learner."""

    def whose(self, review_ids: Sequence[str]) -> dict[str, str]:
        """The learner of each of these rows that is in the log, by the id of the row."""

    def last_review(self, learner: str) -> Review | None:
        """The answer of the latest study day, of those the one written last, that was not
        retracted."""

    def memory(self, learner: str, question_id: str) -> MemoryState | None: ...
    def memories(self, learner: str, question_ids: Sequence[str]) -> dict[str, MemoryState]:
        """By question id; those never met are not in it."""

    def due(
        self, learner: str, today: date, deck_ids: Sequence[str], limit: int = -1
    ) -> list[DueQuestion]:
        """Accepted questions due on or before ``today``, most overdue first. No decks: all."""

    def new(self, learner: str, deck_ids: Sequence[str], limit: int) -> list[DueQuestion]:
        """Accepted questions never answered, in the order of adding."""

    def load(self, learner: str, first: date, last: date) -> dict[date, int]:
        """Accepted questions due on each day from the first to the last; none: left out."""

    def whereabouts(self, question_ids: Sequence[str]) -> dict[str, Whereabouts]:
        """Of questions that are there; reads no more than these."""

    def answered_on(self, learner: str, day: date) -> list[Review]:
        """The reviews of a study day that count."""

    def facts_seen_on(self, learner: str, day: date) -> set[str]:
        """Fact ids whose questions were answered that day: their siblings wait."""

    def new_started_on(self, learner: str, day: date) -> int:
        """How many questions were answered for the first time that day."""

    def overview(self, learner: str, today: date) -> Overview:
        """What the learner set aside is neither due nor new."""

    def replace_memory(self, learner: str, states: Iterable[MemoryState]) -> None:
        """Rebuild: all derived states of a learner at once."""


class ProgressStore(Protocol):
    """What the log and the memories of one learner add up to; nothing is changed."""

    def days(self, learner: str) -> list[DayCount]:
        """Every study day with an answer that counts, oldest first."""

    def standings(self, learner: str) -> list[Standing]:
        """Every accepted question, in the order of adding."""

    def dated(
        self, learner: str, deck_ids: Sequence[str] = (), text: str = "", limit: int = -1
    ) -> list[Dated]:
        """Accepted questions with a date, in the order of adding. No decks: of all; ``text``: a
        full-text search."""

    def wordings(self, question_ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Stem and answer by question id; an id that is not there is left out."""

    def places(self) -> dict[str, str]:
        """By fact id, the answer of its accepted question that asks for the place."""

    def namings(self, learner: str, deck_ids: Sequence[str] = (), limit: int = -1) -> list[Naming]:
        """Accepted questions with their words, in the order of adding. No decks: all."""

    def namings_of(self, learner: str, question_ids: Sequence[str]) -> list[Naming]:
        """The same of some questions, in no order; one that is not there is left out."""

    def tags(self) -> dict[str, tuple[str, ...]]:
        """Of accepted questions that have any, by id."""

    def mistakes(self, learner: str, limit: int) -> list[Mistake]:
        """Wrong answers in words, the most frequent first."""

    def wrong_answers(self, learner: str, question_id: str) -> list[str]:
        """What was answered in the question's stead, each once, the last given first."""

    def lately(self, learner: str, since: date, limit: int) -> list[Lately]:
        """Accepted questions among the last ``limit`` answers that count, of the study day
        ``since`` and later, the last answered first."""

    def met_with_answer(
        self, learner: str, kind: AnswerKind, word: str, limit: int
    ) -> list[Question]:
        """Accepted questions that the learner has met and of which a right answer holds the word,
        the last answered first."""

    def answers(self, learner: str) -> Iterator[Answered]:
        """All answers that count, in the order of writing. The log is read page by page, so that
        other work on the deck comes in between."""


class FitStore(Protocol):
    """Parameters fitted to a learner's log: append-only, one of them in force at most."""

    def fits(self, learner: str) -> list[Fit]:
        """The newest first."""

    def in_force(self, learner: str) -> tuple[float, ...] | None:
        """The parameters that hold; ``None``: the default ones."""

    def answers(self, learner: str) -> list[tuple[str, date, Rating]]:
        """All answers that count, in the order of answering: question id, study day, rating."""

    def add(self, fit: Fit) -> None:
        """Keeps it in the list, not in force."""

    def other_answers(self, learner: str, states: Mapping[str, MemoryState]) -> list[str]:
        """Ids of the questions whose memory is of other answers than the one in ``states``, by
        question id: an answer was given or taken back since, or they are not among them."""

    def put_in_force(self, learner: str, fit_id: str | None, states: Iterable[MemoryState]) -> None:
        """One commit: this fit holds from now on (``None``: the default parameters), and these
        are the memories under it. Due days are left as they are, whatever the states say."""


class MoveStore(Protocol):
    """Due days moved together: append-only."""

    def apply(self, move: Move) -> int:
        """One commit: moves the due days and keeps the list. Questions whose due day is no longer
        the one before are left alone; how many were moved."""

    def undo(self, move_id: str, at: datetime) -> int:
        """One commit: puts back the due day of each question that was not answered since; how
        many those were."""

    def moves(self, learner: str) -> list[Move]:
        """The newest first."""

    def last(self, learner: str, whys: Sequence[Why]) -> Move | None:
        """The newest of these kinds that was not undone."""


class MarkStore(Protocol):
    """What each learner suspended, buried or flagged."""

    def marks_of(self, learner: str, question_ids: Sequence[str]) -> list[Mark]:
        """One for each, in this order; with nothing set where the learner marked nothing."""

    def marks(self, learner: str) -> list[Mark]:
        """In the order of adding the questions."""

    def save(self, learner: str, marks: Sequence[Mark]) -> None:
        """All in one commit, each in the place of the one before it."""


class ExamStore(Protocol):
    """What each learner prepares for."""

    def exams(self, learner: str) -> list[Exam]:
        """The soonest first, past ones included."""

    def exam(self, learner: str, exam_id: str) -> Exam: ...
    def save(self, learner: str, exam: Exam) -> None:
        """Adds it, or changes the one of that id."""

    def delete(self, learner: str, exam_id: str) -> None: ...


class JudgementStore(Protocol):
    """The append-only log of what a person made of the questions."""

    def append(self, judgements: Sequence[Judgement]) -> None:
        """All in one commit."""

    def judgements(self, question_id: str | None = None) -> list[Judgement]:
        """In the order of writing, retracted and retracting rows included."""

    def newest(self) -> str:
        """The id of the row written last; "" while there is none."""


class LearnerStore(Protocol):
    """Who learns here. What they answered is in the log, whatever becomes of their rows."""

    def learners(self) -> list[Learner]:
        """All, the deleted ones too, in the order of adding."""

    def in_log(self) -> dict[str, date]:
        """The ids that the review log names, with or without a row: their last study day."""

    def add(self, learners: Sequence[Learner]) -> None:
        """All in one commit. ``StorageError`` where one of the ids or names is taken."""

    def change(self, learner: Learner) -> None:
        """Name, colour and whether they are deleted; ``StorageError`` where the name is taken."""

    def pin(self, learner_id: str) -> str | None:
        """The hash, as ``domain.pin`` makes it."""

    def set_pin(self, learner_id: str, hashed: str | None) -> None: ...
    def own_settings(self, learner_id: str) -> dict[str, Any]:
        """Their own settings by key, also keys that this QuizApp does not know."""

    def set_own_settings(self, learner_id: str, settings: Mapping[str, Any]) -> None: ...


class AccountStore(Protocol):
    """Who is who in a shared database; none in a deck file."""

    def accounts(self) -> list[Account]:
        """By name, the closed ones too."""

    def add(self, account: Account, password: str, *, first: bool = False) -> None:
        """``password``: the hash. ``first``: ``StorageError`` where there is one already."""

    def close_account(self, account_id: str, at: datetime) -> None: ...
    def password(self, account_id: str) -> str:
        """The hash."""

    def set_password(self, account_id: str, hashed: str) -> None: ...
    def tries(self, account_id: str) -> Tries: ...
    def note_tries(self, account_id: str, tries: Tries) -> None: ...
    def classes(self) -> dict[str, set[str]]:
        """By name, the ids under which its teachers and learners learn."""

    def put_in_class(self, name: str, learner: str) -> None:
        """Makes the class where there is none of that name."""

    def take_out_of_class(self, name: str, learner: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Backup:
    path: Path
    made_at: datetime  # UTC
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class CheckReport:
    ok: bool
    findings: tuple[str, ...]  # what was wrong, in words fit for the user
    repaired: tuple[str, ...]


class Maintenance(Protocol):
    """Of a shared database, ``backup`` and ``restore`` raise ``BackedUpElsewhere``."""

    def backup(self, reason: str) -> Backup | None:
        """A verified copy beside the deck file; None where nothing changed since the last."""

    def backups(self) -> list[Backup]:
        """Newest first."""

    def restore(self, backup: Backup) -> None:
        """Sets the present file aside (never overwrites it) and takes the copy in its place."""

    def check(self) -> CheckReport: ...


class Stores(Protocol):
    """What ``bootstrap`` hands to the services."""

    @property
    def path(self) -> Path: ...
    @property
    def decks(self) -> DeckStore: ...
    @property
    def quizzes(self) -> QuizStore: ...
    @property
    def games(self) -> GameStore: ...
    @property
    def documents(self) -> DocumentStore: ...
    @property
    def reviews(self) -> ReviewStore: ...
    @property
    def progress(self) -> ProgressStore: ...
    @property
    def marks(self) -> MarkStore: ...
    @property
    def exams(self) -> ExamStore: ...
    @property
    def judgements(self) -> JudgementStore: ...
    @property
    def fits(self) -> FitStore: ...
    @property
    def moves(self) -> MoveStore: ...
    @property
    def learners(self) -> LearnerStore: ...
    @property
    def imports(self) -> ImportStore: ...
    @property
    def filters(self) -> FilterStore: ...
    @property
    def maintenance(self) -> Maintenance: ...
    def close(self) -> None: ...
