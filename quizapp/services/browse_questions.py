"""Questions and decks: search, edit, retire, rename."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizapp.domain.deck import Deck
from quizapp.domain.identity import new_id
from quizapp.domain.judgement import Judgement
from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.errors import QuizError
from quizapp.services.advice import advice
from quizapp.services.evidence import EvidenceFinder, EvidenceView
from quizapp.services.learning_day import LearningDay
from quizapp.services.verdict_log import TURNED_DOWN, VerdictLog


class BrowseQuestions:
    def __init__(
        self, stores: Stores, day: LearningDay, evidence: EvidenceFinder, log: VerdictLog
    ) -> None:
        self._decks = stores.decks
        self._day = day
        self._evidence = evidence
        self._log = log

    def decks(self) -> list[Deck]:
        return self._decks.decks()

    def search(self, wanted: QuestionFilter, limit: int = -1, offset: int = 0) -> list[Question]:
        return self._decks.questions(self._own(wanted), limit, offset)

    def count(self, wanted: QuestionFilter) -> int:
        return self._decks.count(self._own(wanted))

    def ids(self, wanted: QuestionFilter) -> list[str]:
        """Of all that match, in their order."""
        return self._decks.ids(self._own(wanted))

    def question(self, question_id: str) -> Question:
        return self._decks.question(question_id)

    def save(self, question: Question) -> tuple[str, ...]:
        """Saves an edited question (its progress stays); returns the linter's advice."""
        if not question.stem.strip() or not question.answer.strip():
            raise QuizError("A question needs both its text and an answer.")
        before = self._decks.question(question.id)
        self._decks.update_question(question)
        self._log.write_edit(before, question)
        return advice(question)

    def add(self, deck_id: str, question: Question) -> tuple[str, ...]:
        """Adds a question written by hand; returns the linter's advice."""
        if not question.stem.strip() or not question.answer.strip():
            raise QuizError("A question needs both its text and an answer.")
        self._decks.save_questions(deck_id, [question])
        return advice(question)

    def set_state(self, ids: Sequence[str], state: State) -> None:
        """Who takes a question into study takes back what was said against it."""
        self._decks.set_state(ids, state)
        if state is State.ACCEPTED:
            self._log.take_back(ids, TURNED_DOWN)

    def why_turned_down(self, question: Question) -> Judgement | None:
        """The verdict by which a rejected or retired question is out, where one was given."""
        if question.state not in (State.REJECTED, State.RETIRED):
            return None
        return self._log.why_turned_down(question.id)

    def deck_of(self, question_id: str) -> Deck:
        return self._decks.deck_of(question_id)

    def evidence(self, question: Question) -> EvidenceView:
        return self._evidence.of(question)

    def create_deck(self, name: str, description: str = "") -> Deck:
        deck = Deck(new_id(), self._free_name(name), description)
        self._decks.save_deck(deck)
        return deck

    def rename_deck(self, deck_id: str, name: str) -> Deck:
        deck = self._decks.deck(deck_id)
        renamed = Deck(deck.id, self._free_name(name, except_for=deck_id), deck.description)
        self._decks.save_deck(renamed)
        return renamed

    def delete_deck(self, deck_id: str) -> None:
        """Its questions are retired; their reviews stay in the log."""
        self._decks.delete_deck(deck_id)

    def _own(self, wanted: QuestionFilter) -> QuestionFilter:
        """Marks are those of the learner who looks."""
        return replace(wanted, learner=self._day.learner) if wanted.marked else wanted

    def _free_name(self, name: str, *, except_for: str = "") -> str:
        wanted = " ".join(name.split())
        if not wanted:
            raise QuizError("A deck needs a name.")
        for deck in self._decks.decks():
            if deck.id != except_for and deck.name.casefold() == wanted.casefold():
                raise QuizError(f"There is already a deck called {deck.name}.")
        return wanted
