"""What every screen works at: the services, the two lanes, the theme, and words to the window."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from quizapp.errors import Cancelled, DeckReplaced, QuizError, StorageError
from quizapp.ui.background import Background
from quizapp.ui.theme import Theme

if TYPE_CHECKING:
    from quizapp.services.application import Application

T = TypeVar("T")
log = logging.getLogger(__name__)

DRAGGED = "application/x-quizapp-questions"  # selected questions on their way; data: how many
QUESTIONS = "questions"
DOCUMENTS = "documents"
REVIEWS = "reviews"
SETTINGS = "settings"
LEARNERS = "learners"


@dataclass(frozen=True)
class HeldBack:
    """What the review is asked to show: the less sure proposals of a deck."""

    deck_id: str


@dataclass(frozen=True)
class Unasked:
    """What the library is asked to show: the dated sentences of these documents, by fingerprint,
    that no question asks about."""

    documents: tuple[str, ...]


@dataclass(frozen=True)
class GoOn:
    """The study screen is asked to go on with the session that was interrupted."""


@dataclass(frozen=True)
class MoreNew:
    """The study screen is asked to begin so many new questions on top of the day's."""

    number: int


class Desk(QObject):
    """Shared by the window and its screens; lives on the main thread."""

    changed = Signal(str)  # what changed: QUESTIONS, DOCUMENTS, REVIEWS, SETTINGS or LEARNERS
    replaced = Signal()  # another deck file took the place of the old: nothing read before counts
    learner_changed = Signal()  # another learner has the seat, with their own log and settings
    wanted = Signal(str, object)  # a screen to go to, and what to show there
    dropped = Signal(str)  # the selected questions of the bank, on the quiz of that id
    answered = Signal()  # an answer was written down
    said = Signal(str, str)  # a tone ("plain", "right", "almost", "wrong") and a sentence
    offered = Signal(str, str, str, object)  # the same, a word for a button, and what it does
    hushed = Signal()  # work begins that nothing said before should stand beside
    broke = Signal(object)  # an error that nobody expected: shown with its details

    def __init__(self, background: Background, theme: Theme) -> None:
        super().__init__()
        self.background = background
        self.theme = theme
        self._application: Application | None = None
        self.last_deck = ""  # id of the one studied, listed or written for last; "" for none

    @property
    def ready(self) -> bool:
        return self._application is not None

    @property
    def services(self) -> Application:
        if self._application is None:
            raise RuntimeError("the deck is not open yet")
        return self._application

    def open(self, application: Application | None) -> None:
        self._application = application

    def ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Runs ``work`` on the database lane; without ``failed``, errors go to the banner."""
        self.background.run(work, done, failed or self.explain, uses_database=True)

    def compute(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[BaseException], object] | None = None,
    ) -> None:
        """Runs ``work`` on the computing lane; it must not touch the deck at length."""
        self.background.run(work, done, failed or self.explain, uses_database=False)

    def go(self, screen: str, what: object = None) -> None:
        self.wanted.emit(screen, what)

    def say(self, sentence: str, tone: str = "plain") -> None:
        self.said.emit(tone, sentence)

    def offer(
        self, sentence: str, button: str, call: Callable[[], object], tone: str = "almost"
    ) -> None:
        """Says something that can be acted upon; it stays until it is closed."""
        self.offered.emit(tone, sentence, button, call)

    def explain(self, error: BaseException, again: Callable[[], object] | None = None) -> None:
        """Shows an error: its own words if it has words for a user, else its details.

        ``again``: does once more what the deck file refused; offered as "Try again".
        """
        if isinstance(error, Cancelled):
            return
        if isinstance(error, DeckReplaced) and self.ready:
            self.say(str(error), "wrong")
            self.ask(self.services.safe.replaced, lambda _: self.show_anew())
            return
        if isinstance(error, StorageError) and again is not None:
            self.offer(str(error), self.tr("Try again"), again, "wrong")
            return
        if isinstance(error, QuizError):
            self.say(str(error), "wrong")
            return
        log.error("unexpected error", exc_info=error)
        self.broke.emit(error)

    def show_anew(self) -> None:
        """Another deck file took the place of the old: every screen reads again."""
        self.replaced.emit()
        for what in (QUESTIONS, DOCUMENTS, REVIEWS, LEARNERS):
            self.changed.emit(what)
