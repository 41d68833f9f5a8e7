"""What a question kind is: the one thing to write when a new kind is added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from quizapp.domain.calendar import HistoricalDate
from quizapp.domain.fact import Fact
from quizapp.domain.question import AnswerKind
from quizapp.kinds.pool import Pool


@dataclass(frozen=True, slots=True)
class Wording:
    """A question without its options: the stem, the key, and other right answers."""

    stem: str
    answer: str
    accept: tuple[str, ...] = ()
    date: HistoricalDate | None = None


class QuestionKind(Protocol):
    """One way of asking. Modules of ``kinds/`` hold one each; ``KINDS`` names them all."""

    kind: AnswerKind

    def asks(self, fact: Fact) -> bool:
        """Whether the fact has an answer of this kind."""

    def word(self, fact: Fact) -> Wording | None:
        """The question, or None where no natural one can be asked."""

    def doubts(self, fact: Fact, pool: Pool) -> tuple[str, ...]:
        """Why another answer may be right as well, by all that the fact table holds."""

    def candidates(self, fact: Fact, pool: Pool) -> list[str]:
        """Wrong answers of the same kind and form, the most fitting first; none also right."""
