"""The form that fits the strength of a memory, and the order of the options. Pure."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from dataclasses import replace

from quizapp.domain.options import usable_distractors
from quizapp.domain.question import Question
from quizapp.domain.review import Form, MemoryState
from quizapp.domain.task import Information, OpenText, Task
from quizapp.study.cloze import cloze_of

FEWEST_DISTRACTORS = 2
MOST_DISTRACTORS = 3

AUTOMATIC = "automatic"
"""The value of the setting that leaves the form to ``fitting_form``."""

CLAIM_EVERY = 4
"""Of the reviews of a weak memory every fourth is a claim to be judged, for variety."""

GAP_EVERY = 3
"""Of the reviews of a strong memory every third is a sentence with a gap."""


def fitting_form(
    question: Question,
    memory: MemoryState | None,
    typed_from_stability: float,
    wanted: str = AUTOMATIC,
    *,
    again: bool = False,
) -> Form:
    """The form to ask a question in. ``typed_from_stability``: days.

    | memory | form |
    |---|---|
    | new | choices |
    | weak | choices, and every fourth time true or false |
    | would last some days | typed, and every third time the sentence with a gap |

    Which time it is hangs on the question and on the number of its reviews alone, so that the same
    question at the same point gets the same form. A question without enough wrong answers is
    always recalled. ``wanted``: the value of a form that is to be taken for all questions that
    can be put so; the nearest that can stands in for it, typing for a gap, choices for a claim.
    ``again``: in the plain form, since it was answered wrong a moment ago, or in a test.

    A question with a task is asked as its author wants it; one that only a person can judge is
    looked up and rated.
    """
    if question.task is not None:
        return _form_of_task(question.task, wanted)
    if wanted != AUTOMATIC:
        return _nearest(question, Form(wanted))
    strong = memory is not None and memory.stability >= typed_from_stability
    if strong or not can_be_chosen(question):
        gap = not again and _turn(question, memory, GAP_EVERY) and cloze_of(question)
        return Form.CLOZE if gap else Form.TYPED
    claim = not again and _turn(question, memory, CLAIM_EVERY)
    return Form.TRUE_FALSE if claim else Form.CHOICES


def possible_forms(question: Question) -> tuple[Form, ...]:
    """The ways to answer a question by itself, besides looking the answer up."""
    if question.task is not None:
        return (Form.TASK,) if can_be_marked(question.task) else ()
    ways = [Form.TYPED]
    if can_be_chosen(question):
        ways.insert(0, Form.CHOICES)
    if usable_distractors(question):
        ways.append(Form.TRUE_FALSE)
    if cloze_of(question) is not None:
        ways.append(Form.CLOZE)
    return tuple(ways)


def can_be_marked(task: Task) -> bool:
    """Whether the program can judge an answer to it; else the learner does, beside the key."""
    return not isinstance(task, OpenText | Information)


def can_be_chosen(question: Question) -> bool:
    """Whether there are enough wrong answers to choose the right one from."""
    return len(usable_distractors(question)) >= FEWEST_DISTRACTORS


def options(question: Question, reviews: int, mixed_up: Sequence[str] = ()) -> tuple[str, ...]:
    """The key among at most three distractors, the first of those ``mixed_up`` with it among them.

    The order changes from one review to the next, so that a place is not learnt in the answer's
    stead, but it is the same whenever the same question is shown at the same point.
    """
    shuffle = random.Random(f"{question.id}/{reviews}")
    distractors = list(usable_distractors(question))
    if len(distractors) > MOST_DISTRACTORS:
        distractors = shuffle.sample(distractors, MOST_DISTRACTORS)
    for other in usable_distractors(replace(question, distractors=tuple(mixed_up[:1]))):
        if other not in distractors:
            distractors = [*distractors[: MOST_DISTRACTORS - 1], other]
    shown = [question.answer, *distractors]
    shuffle.shuffle(shown)
    return tuple(shown)


def elsewhere(options: tuple[str, ...], key: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """The options turned on by one where the key would stand where it stood ``before``."""
    if key not in before or options.index(key) != before.index(key):
        return options
    return (*options[1:], options[0])


def _form_of_task(task: Task, wanted: str) -> Form:
    """Its author said how it is asked; only looking the answer up is left to the learner."""
    return Form.TASK if can_be_marked(task) and wanted != Form.FLIP else Form.FLIP


def _nearest(question: Question, wanted: Form) -> Form:
    possible = (*possible_forms(question), Form.FLIP)
    if wanted in possible:
        return wanted
    return Form.CHOICES if wanted is Form.TRUE_FALSE and Form.CHOICES in possible else Form.TYPED


def _turn(question: Question, memory: MemoryState | None, every: int) -> bool:
    """Whether this review is one of every so many; the first is none."""
    return memory is not None and (zlib.crc32(question.id.encode()) + memory.reviews) % every == 0
