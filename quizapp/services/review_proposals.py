"""A person judges the proposed questions: accept, edit, reject; each can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.judgement import Act, Reason
from quizapp.domain.ports import Stores
from quizapp.domain.question import Question, QuestionFilter, State
from quizapp.services.advice import advice
from quizapp.services.evidence import EvidenceFinder, EvidenceView
from quizapp.services.learn import Learn, Moved
from quizapp.services.verdict_log import DECISIONS, VerdictLog

if TYPE_CHECKING:
    from quizapp.kinds.reasons import ReasonAgainst


CHANGED = "You changed its words, so what was said against the earlier ones no longer counts."


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a screen shows beside a proposed question. ``reasons``: why it is held back."""

    evidence: EvidenceView
    reasons: tuple[ReasonAgainst, ...] = ()


class ReviewProposals:
    def __init__(
        self, stores: Stores, evidence: EvidenceFinder, log: VerdictLog, learn: Learn
    ) -> None:
        self._decks = stores.decks
        self._evidence = evidence
        self._log = log
        self._learn = learn

    def pending(self, deck_id: str | None = None) -> list[Question]:
        """The drafts of a deck, or of all, the surest first; held back ones too."""
        decks = () if deck_id is None else (deck_id,)
        drafts = QuestionFilter(deck_ids=decks, states=(State.DRAFT,))
        return sorted(self._decks.questions(drafts), key=lambda question: -question.confidence)

    def learn(self) -> Moved:
        """Scores the open proposals by the verdicts given so far; nothing new: nothing moves."""
        return self._learn.score_open()

    def about(self, question: Question) -> Proposal:
        return Proposal(self._evidence.of(question), self._reasons(question))

    def _reasons(self, question: Question) -> tuple[ReasonAgainst, ...]:
        """Each said once. The signs are of the words as they were proposed: once these were
        changed, only what was looked at anew still counts."""
        found = {reason.words: reason for reason in self._learn.reasons_against(question)}
        if found and self._is_reworded(question):
            return _after_edit(question, found.values())
        return tuple(found.values())

    def _is_reworded(self, question: Question) -> bool:
        """Not so where the words of before came back."""
        proposed = self._decks.versions(question.id)[-1].question
        return (proposed.stem, proposed.answer) != (question.stem, question.answer)

    def accept(self, ids: Sequence[str]) -> None:
        self._decks.set_state(ids, State.ACCEPTED)
        self._log.write(Act.ACCEPTED if len(ids) == 1 else Act.ACCEPTED_TOGETHER, ids)

    def accept_unread(self, ids: Sequence[str]) -> None:
        """Into the deck without a person's verdict: nothing is learned from it."""
        self._decks.set_state(ids, State.ACCEPTED)

    def reject(self, ids: Sequence[str], reason: Reason | None = None) -> None:
        """They are remembered, so that the same document does not propose them again."""
        self._decks.set_state(ids, State.REJECTED)
        self._log.write(Act.REJECTED, ids, reason)

    def explain(self, question_id: str, reason: Reason) -> None:
        """Why a question was rejected, said after it was."""
        self._log.explain(question_id, reason)

    def edit(self, question: Question) -> tuple[str, ...]:
        """Saves the question as it is; returns the linter's advice, which forbids nothing."""
        before = self._decks.question(question.id)
        self._decks.update_question(question)
        self._log.write_edit(before, question)
        return advice(question)

    def take_back(self, before: Sequence[Question]) -> None:
        """Undoes the last step on these questions, whose state or words were as given."""
        restated: dict[State, list[str]] = {}
        for question in before:
            now = self._decks.question(question.id)
            if now.state is not question.state:
                restated.setdefault(question.state, []).append(question.id)
            elif now != replace(question, confidence=now.confidence):
                self._decks.update_question(replace(question, confidence=now.confidence))
                self._log.take_back_edit(now, question)
        for state, ids in restated.items():
            self._decks.set_state(ids, state)
            self._log.take_back(ids, DECISIONS)


def _after_edit(question: Question, before: Iterable[ReasonAgainst]) -> tuple[ReasonAgainst, ...]:
    """What the linter says of the new words, and what other places say of the fact itself."""
    from quizapp.kinds.reasons import ReasonAgainst

    of_the_fact = [reason for reason in before if reason.places]
    of_the_words = [ReasonAgainst(said, 0.0) for said in dict.fromkeys(advice(question))]
    return (ReasonAgainst(CHANGED, 0.0), *of_the_words, *of_the_fact)
