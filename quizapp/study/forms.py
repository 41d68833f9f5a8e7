"""The form that fits the strength of a memory, and the order of the options. Pure."""

from __future__ import annotations

import random

from quizapp.domain.question import Question
from quizapp.domain.review import Form, MemoryState

FEWEST_DISTRACTORS = 2
MOST_DISTRACTORS = 3


def fitting_form(
    question: Question, memory: MemoryState | None, typed_from_stability: float
) -> Form:
    """Choices while the memory is new or weak, typed recall once it would last some days.

    A question without enough distractors is always typed. ``typed_from_stability``: days.
    """
    if not can_be_chosen(question):
        return Form.TYPED
    if memory is not None and memory.stability >= typed_from_stability:
        return Form.TYPED
    return Form.CHOICES


def can_be_chosen(question: Question) -> bool:
    """Whether there are enough wrong answers to choose the right one from."""
    return len(usable_distractors(question)) >= FEWEST_DISTRACTORS


def options(question: Question, reviews: int) -> tuple[str, ...]:
    """The key among at most three distractors.

    The order changes from one review to the next, so that a place is not learnt in the answer's
    stead, but it is the same whenever the same question is shown at the same point.
    """
    shuffle = random.Random(f"{question.id}/{reviews}")
    distractors = list(usable_distractors(question))
    if len(distractors) > MOST_DISTRACTORS:
        distractors = shuffle.sample(distractors, MOST_DISTRACTORS)
    shown = [question.answer, *distractors]
    shuffle.shuffle(shown)
    return tuple(shown)


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
