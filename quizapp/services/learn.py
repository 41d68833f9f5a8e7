"""Learning from the person: verdicts raise or lower the confidence of like questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.domain.judgement import Act, lessons, standing
from quizapp.domain.ports import Stores
from quizapp.domain.question import DEFAULT_CUT, Question, QuestionFilter, State
from quizapp.services.verdict_log import VerdictLog

if TYPE_CHECKING:
    from quizapp.kinds.reasons import ReasonAgainst


@dataclass(frozen=True, slots=True)
class Moved:
    """Open proposals whose confidence is another after the verdicts.

    ``to_deck`` and ``held_back`` count those that changed sides, ``changed`` all of them.
    """

    changed: int = 0
    to_deck: int = 0
    held_back: int = 0


@dataclass(frozen=True, slots=True)
class Learned:
    """``verdicts`` are learned from; ``set_aside`` were, until a reset that can be undone.

    A question counts once; one whose signs are not known counts in neither: it teaches nothing.
    """

    verdicts: int
    set_aside: int


class Learn:
    """Weights are computed when they are asked for, and again only after a new verdict."""

    def __init__(self, stores: Stores, log: VerdictLog) -> None:
        self._stores = stores
        self._log = log
        self._fitted: tuple[str, Mapping[str, float]] | None = None
        self._scored_after: str | None = None  # the newest verdict when all were scored

    def forget(self) -> None:
        """To be called when another deck file has taken the place of this one."""
        self._fitted = None
        self._scored_after = None

    def learned(self) -> Learned:
        log = self._stores.judgements.judgements()
        verdicts = len(lessons(log))
        without_resets = [row for row in standing(log) if row.act is not Act.RESET]
        return Learned(verdicts, len(lessons(without_resets)) - verdicts)

    def reset(self) -> Moved:
        """The shipped weights hold again; ``undo_reset`` brings back what was learned."""
        self._log.reset()
        return self.score_open()

    def undo_reset(self) -> Moved:
        self._log.take_back_reset()
        return self.score_open()

    def weights(self) -> Mapping[str, float]:
        from quizapp.kinds.learning import learned_weights
        from quizapp.kinds.ranking import shipped_weights

        newest = self._stores.judgements.newest()
        if self._fitted is None or self._fitted[0] != newest:
            found = lessons(self._stores.judgements.judgements()) if newest else []
            self._fitted = newest, learned_weights(shipped_weights(), found)
        return self._fitted[1]

    def score(self, questions: Iterable[Question]) -> list[Question]:
        """The questions with their confidence in this library; those without signs as they are."""
        from quizapp.kinds.ranking import confidence_from

        weights = self.weights()
        return [
            replace(question, confidence=confidence_from(dict(question.signs.features), weights))
            if question.signs
            else question
            for question in questions
        ]

    def score_open(self) -> Moved:
        """Stores the present confidence of every open proposal of the library."""
        newest = self._stores.judgements.newest()
        if self._scored_after == newest:
            return Moved()
        before = self._stores.decks.questions(QuestionFilter(states=(State.DRAFT,)))
        after = self.score(before)
        changed = [
            (old, new)
            for old, new in zip(before, after, strict=True)
            if old.confidence != new.confidence
        ]
        self._stores.decks.set_confidences({new.id: new.confidence for _, new in changed})
        self._scored_after = newest
        crossed = [new for old, new in changed if old.held_back != new.held_back]
        up = sum(new.confidence >= DEFAULT_CUT for new in crossed)
        return Moved(len(changed), up, len(crossed) - up)

    def reasons_against(self, question: Question) -> tuple[ReasonAgainst, ...]:
        """Why a question is held back, the most weighty reason first."""
        from quizapp.kinds.reasons import reasons_against

        return reasons_against(question, self.weights()) if question.held_back else ()
