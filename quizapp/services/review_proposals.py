"""A person judges the proposed questions: accept, edit, reject; each can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.services.advice import advice
from quizapp.services.evidence import EvidenceFinder, EvidenceView


class ReviewProposals:
    def __init__(self, stores: Stores, evidence: EvidenceFinder) -> None:
        self._decks = stores.decks
        self._evidence = evidence

    def pending(self, deck_id: str | None = None) -> list[Question]:
        """The drafts of a deck, or of all, in the order of adding."""
        return self._decks.questions(QuestionFilter(deck_id=deck_id, states=(State.DRAFT,)))

    def evidence(self, question: Question) -> EvidenceView:
        return self._evidence.of(question)

    def accept(self, ids: Sequence[str]) -> None:
        self._decks.set_state(ids, State.ACCEPTED)

    def reject(self, ids: Sequence[str]) -> None:
        """They are remembered, so that the same document does not propose them again."""
        self._decks.set_state(ids, State.REJECTED)

    def reopen(self, ids: Sequence[str]) -> None:
        """Back to draft: undoes ``accept`` and ``reject``."""
        self._decks.set_state(ids, State.DRAFT)

    def edit(self, question: Question) -> tuple[str, ...]:
        """Saves the question as it is; returns the linter's advice, which forbids nothing."""
        self._decks.update_question(question)
        return advice(question)
