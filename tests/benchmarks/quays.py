"""The questions that fill a large deck: all alike in size, none with the same stem."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.question import AnswerKind, Question, State


def quay_questions(count: int) -> Iterator[Question]:
    """``count`` accepted questions, each with three wrong choices."""
    for number in range(count):
        yield Question(
            f"bench-{number}",
            AnswerKind.DATE,
            f"In what year was quay number {number} of the harbour of Lindholm opened?",
            str(1000 + number % 900),
            distractors=tuple(str(1000 + (number + step) % 900) for step in (7, 13, 29)),
            state=State.ACCEPTED,
            fact_id=f"fact-{number}",
        )
