"""True or false: a claim about a question, and what an answer to it is worth. Pure.

The claim is the key or one wrong answer. Whoever calls a wrong claim wrong is asked what is right:
to say "no" is half luck, to know better is not.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from quizapp.domain.options import usable_distractors
from quizapp.domain.question import Question

YES, NO = "yes", "no"
_FEWEST_TO_CHOOSE = 3
_BETWEEN = "\n"  # of "no" and the correction


@dataclass(frozen=True, slots=True)
class Claim:
    """``options``: to choose the correction from; empty where it is typed."""

    text: str
    is_right: bool
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What the learner made of a claim; ``correction`` is "" for none. ``agrees``: ``None`` for who
    does not know."""

    agrees: bool | None
    correction: str = ""


def claim_of(question: Question, reviews: int) -> Claim | None:
    """The claim for a question at a point of its log, the same each time; about half are right.

    ``None`` where the question has no wrong answer to claim.
    """
    wrong = usable_distractors(question)
    if not wrong:
        return None
    chance = random.Random(f"claim {question.id}/{reviews}")
    if chance.random() < 0.5:
        return Claim(question.answer, is_right=True)
    claimed = chance.choice(wrong)
    others = [text for text in wrong if text != claimed]
    options = [question.answer, *chance.sample(others, min(len(others), 3))]
    chance.shuffle(options)
    enough = len(options) >= _FEWEST_TO_CHOOSE
    return Claim(claimed, is_right=False, options=tuple(options) if enough else ())


def written(said: Said) -> str:
    """As an answer travels from the screen to the session; ``read`` is the way back."""
    if said.agrees is None:
        return ""
    if said.agrees:
        return YES
    return f"{NO}{_BETWEEN}{said.correction}" if said.correction.strip() else NO


def read(given: str) -> Said:
    """Nothing is known by who says nothing; anything else but "yes" disagrees."""
    if not given.strip():
        return Said(agrees=None)
    if given == YES:
        return Said(agrees=True)
    _, _, correction = given.partition(_BETWEEN)
    return Said(agrees=False, correction=correction.strip())
