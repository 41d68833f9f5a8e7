"""The form that fits the strength of a memory, and the order of the options. Pure."""

from __future__ import annotations

import random
import zlib

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Form, MemoryState
from quizapp.domain.task import Choose, Numeric, Task, TrueFalse, Typed, When
from quizapp.study.cloze import cloze_of
from quizapp.study.options import usable_distractors

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

    A question with a task is asked in a form that its key, accepted answers and wrong options say;
    where none does, it is looked up and rated.
    """
    if question.task is not None:
        possible = (*_forms_of(question, question.task), Form.FLIP)
        return Form(wanted) if wanted in possible else possible[0]
    if wanted != AUTOMATIC:
        return _nearest(question, Form(wanted))
    strong = memory is not None and memory.stability >= typed_from_stability
    if strong or not can_be_chosen(question):
        gap = not again and _turn(question, memory, GAP_EVERY) and cloze_of(question)
        return Form.CLOZE if gap else Form.TYPED
    claim = not again and _turn(question, memory, CLAIM_EVERY)
    return Form.TRUE_FALSE if claim else Form.CHOICES


def possible_forms(question: Question) -> tuple[Form, ...]:
    """The ways to answer a question by itself, besides looking the answer up; none for a task that
    no form of ours can put."""
    if question.task is not None:
        return _forms_of(question, question.task)
    ways = [Form.TYPED]
    if can_be_chosen(question):
        ways.insert(0, Form.CHOICES)
    if usable_distractors(question):
        ways.append(Form.TRUE_FALSE)
    if cloze_of(question) is not None:
        ways.append(Form.CLOZE)
    return tuple(ways)


def _forms_of(question: Question, task: Task) -> tuple[Form, ...]:
    match task:
        case TrueFalse():
            chosen = True
        case Choose():
            chosen = not task.several and bool(usable_distractors(question))
        case _:
            chosen = False
    if chosen:
        return (Form.CHOICES,)
    return (Form.TYPED,) if _is_judged_by_key(question, task) else ()


def _is_judged_by_key(question: Question, task: Task) -> bool:
    """Whether comparing what is typed with the key judges as the task does."""
    match task:
        case Typed():
            return not any("*" in answer.text for answer in task.answers)
        case Numeric():
            return not any(number.tolerance for number in task.answers)
        case When():
            return question.kind is AnswerKind.DATE and question.date == task.date
    return False


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


def _nearest(question: Question, wanted: Form) -> Form:
    possible = (*possible_forms(question), Form.FLIP)
    if wanted in possible:
        return wanted
    return Form.CHOICES if wanted is Form.TRUE_FALSE and Form.CHOICES in possible else Form.TYPED


def _turn(question: Question, memory: MemoryState | None, every: int) -> bool:
    """Whether this review is one of every so many; the first is none."""
    return memory is not None and (zlib.crc32(question.id.encode()) + memory.reviews) % every == 0
