"""How likely a question would pass a strict teacher, and near-duplicates.

A logistic regression over ``features``; its weights were fitted to judged questions and lie in
``ranker.json``, which ``python -m tests.quality.train`` makes anew.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from quizapp.domain.document import TextKind
from quizapp.domain.fact import Fact
from quizapp.domain.question import DEFAULT_CUT, AnswerKind, Question
from quizapp.kinds.features import features
from quizapp.kinds.text import content_words

__all__ = [
    "DEFAULT_CUT",
    "confidence_from",
    "confidence_of",
    "probability",
    "shipped_weights",
    "without_near_duplicates",
]

_CONTRADICTED = 0.3  # at most: two texts disagree, and only a person can say which is right
_TRIVIAL = 0.6  # at most: true and clear, but nothing to learn
_TRIFLES = ("weak: printing", "weak: routine", "weak: a trifle")
_SAME_STEM = 92  # rapidfuzz token-sort ratio


def confidence_of(fact: Fact, question: Question, text_kind: TextKind = TextKind.PROSE) -> float:
    """The estimated share of such questions that a teacher accepts (0 to 1), choices aside.

    ``text_kind``: of the passage that proves the fact.
    """
    return confidence_from(features(fact, question, text_kind), shipped_weights())


def confidence_from(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The same for features that are known already, under any weights."""
    sure = round(probability(found, weights), 3)
    if found.get("contradicted"):
        return min(sure, _CONTRADICTED)
    return min(sure, _TRIVIAL) if _is_trivial(found) else sure


def _is_trivial(found: Mapping[str, float]) -> bool:
    coming_and_going = found.get("chronicle") and found.get("weak: a journey")
    return bool(coming_and_going) or any(found.get(name) for name in _TRIFLES)


def probability(found: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighted sum; a feature without a weight counts nothing."""
    total = weights["bias"] + sum(
        weights.get(name, 0.0) * value for name, value in found.items() if value
    )
    return 1 / (1 + math.exp(-total))


@cache
def shipped_weights() -> Mapping[str, float]:
    text = files("quizapp.kinds").joinpath("ranker.json").read_text(encoding="utf-8")
    found: Mapping[str, float] = json.loads(text)["weights"]
    return found


def without_near_duplicates(questions: Sequence[Question]) -> list[Question]:
    """The surest of those that ask the same for the same answer; the order stays."""
    from rapidfuzz import fuzz

    kept: list[Question] = []
    by_answer: dict[tuple[AnswerKind, str], list[Question]] = {}
    for question in sorted(questions, key=lambda q: (-q.confidence, q.id)):
        rivals = by_answer.setdefault((question.kind, question.answer), [])
        words = " ".join(content_words(question.stem))
        if any(
            fuzz.token_set_ratio(words, " ".join(content_words(r.stem))) >= _SAME_STEM
            for r in rivals
        ):
            continue
        rivals.append(question)
        kept.append(question)
    wanted = {q.id for q in kept}
    return [q for q in questions if q.id in wanted]
