"""The wrong answers of a question that can be shown. Pure."""

from __future__ import annotations

from quizapp.domain.question import Question


def usable_distractors(question: Question) -> tuple[str, ...]:
    """Each once, and none that is an accepted answer."""
    taken = {_folded(text) for text in (question.answer, *question.accept)}
    usable = []
    for text in question.distractors:
        if _folded(text) and _folded(text) not in taken:
            taken.add(_folded(text))
            usable.append(text)
    return tuple(usable)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
