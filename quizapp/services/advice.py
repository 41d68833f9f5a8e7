"""What the linter has to say about a question, in words for its author."""

from __future__ import annotations

from quizapp.domain.question import Question


def advice(question: Question) -> tuple[str, ...]:
    from quizapp.kinds.linter import advise

    return tuple(finding.message for finding in advise(question))
