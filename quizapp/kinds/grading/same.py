"""Whether an option names what the key names too, in another spelling: "V. I. Lenin" beside
"Vladimir Lenin".
"""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import Verdict
from quizapp.kinds.grading import grade
from quizapp.kinds.grading.names import Fit, best_fit
from quizapp.kinds.grading.people import is_full_name
from quizapp.kinds.grading.places import PlaceRules


def names_the_key(question: Question, option: str) -> bool:
    """Whether ``option`` would be marked right if it were typed, or right but for its form.

    A date that is nearly right is another date, and a slip in the name of a place or a thing may
    reach another one that is worth offering; of a person it is the same name misspelt. A person is
    one too where the question does not say what it asks for.
    """
    bare = replace(question, distractors=(), task=None)
    if not bare.answer.strip() or not option.strip():
        return False
    verdict = grade(bare, option).verdict
    if verdict is Verdict.RIGHT:
        return True
    if bare.kind is AnswerKind.OTHER:
        return is_full_name(bare.answer) and names_the_key(_of_a_person(bare), option)
    if verdict is Verdict.WRONG or bare.kind is AnswerKind.DATE:
        return False
    if bare.kind is AnswerKind.LEADER:
        return True
    forms = (bare.answer, *bare.accept)
    return best_fit(option, forms, PlaceRules()).fit is Fit.PARTIAL


def _of_a_person(question: Question) -> Question:
    return replace(question, kind=AnswerKind.LEADER)
