"""What the Exchange screen can be asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.domain.question import Question, QuestionFilter

if TYPE_CHECKING:
    from quizapp.domain.paper import PrintedCard
    from quizapp.services.application import Application
    from quizapp.services.exchange_decks import ExportOutcome
    from quizapp.services.watching import Watch


@dataclass(frozen=True, slots=True)
class ImportThese:
    """Files of questions, one after the other."""

    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportThis:
    """What goes into a file: a deck, a quiz, just these questions, or all that are ``wanted``.

    ``name``: what it is called; ``ids`` of questions go before ``wanted``.
    """

    name: str
    deck_id: str = ""
    quiz_id: str = ""
    ids: tuple[str, ...] = ()
    wanted: QuestionFilter | None = None

    @property
    def key(self) -> str:
        """The same for what is the same deck, quiz or choice."""
        if self.deck_id:
            return f"deck {self.deck_id}"
        return f"quiz {self.quiz_id}" if self.quiz_id else f"chosen {self.name}"


@dataclass(frozen=True, slots=True)
class HowToWrite:
    """``preview``: nothing is written, and it is said what would be left out."""

    path: Path
    format_key: str
    with_history: bool = False
    preview: bool = False


def write(app: Application, what: ExportThis, how: HowToWrite, watch: Watch) -> ExportOutcome:
    """Hands it to the service that exports such a thing; on the database lane."""
    exchange = app.exchange
    if what.deck_id:
        return exchange.export_deck(
            what.deck_id, how.path, format_key=how.format_key, with_history=how.with_history,
            preview=how.preview, watch=watch,
        )  # fmt: skip
    if what.quiz_id:
        return exchange.export_quiz(
            what.quiz_id, how.path, format_key=how.format_key, with_history=how.with_history,
            preview=how.preview, watch=watch,
        )  # fmt: skip
    return exchange.export_questions(
        what.name, _chosen(app, what), how.path, format_key=how.format_key,
        with_history=how.with_history, preview=how.preview, watch=watch,
    )  # fmt: skip


def cards_of(app: Application, what: ExportThis) -> list[PrintedCard]:
    """A card for each question in study; on the database lane."""
    if what.deck_id:
        return app.printing.cards(QuestionFilter(deck_ids=(what.deck_id,)))
    if what.quiz_id:
        return app.printing.cards_of(app.exchange.questions_of_quiz(what.quiz_id))
    return app.printing.cards_of(_chosen(app, what))


def _chosen(app: Application, what: ExportThis) -> list[Question]:
    if what.ids:
        return [app.questions.question(each) for each in what.ids]
    return app.questions.search(what.wanted or QuestionFilter())
