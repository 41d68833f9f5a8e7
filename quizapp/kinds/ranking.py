"""How sure we are of a question, which ones the default deck takes, and near-duplicates."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.domain.fact import Fact
from quizapp.domain.question import AnswerKind, Question
from quizapp.kinds.linter import Severity, lint
from quizapp.kinds.text import content_words

DEFAULT_CUT = 0.65  # below that a question is offered with ``everything`` only
_FEWEST_OPTIONS = 2
_COSTS = {
    "no date": 0.2,  # could have happened more than once
    "where": 0.25,  # a town that the question does not name
    "several people": 0.15,  # their options are hard to make
    # who or what it is about
    "nothing named": 0.35,
    "unnamed subject": 0.2,
    "indefinite subject": 0.3,
    "body without a name": 0.3,
    "new since when": 0.25,
    "abbreviation": 0.3,
    "one of many": 0.5,  # "was elected a member": so were others
    "others too": 0.4,
    "elsewhere too": 0.4,
    "of what": 0.3,  # "dismissed X" from which office?
    # whether it is worth learning
    "a state": 0.3,
    "an attitude": 0.25,
    "common name": 0.25,  # "the Russian famine": which of them?
    "a journey": 0.35,
    "printing": 0.3,
    "routine": 0.3,
}
_UNRESOLVED = 0.3  # "the city", "its": nobody knows which
_SAME_STEM = 92  # rapidfuzz token-sort ratio


def confidence_of(fact: Fact, question: Question) -> float:
    """From 0 to 1: the fact's own, less what stayed unclear, less what the linter advises."""
    value = fact.confidence
    for weakness in fact.weaknesses:
        value -= _cost(weakness)
    if fact.contradicts:
        value -= 0.5
    for finding in lint(question):
        value -= 0.4 if finding.severity is Severity.ERROR else 0.1
    if len(question.distractors) < _FEWEST_OPTIONS:
        value -= 0.1
    words = len(question.stem.split())
    value -= 0.02 * max(0, words - 22)
    if words < 6:
        value -= 0.1
    return round(min(1.0, max(0.0, value)), 3)


def _cost(weakness: str) -> float:
    if weakness in _COSTS:
        return _COSTS[weakness]
    return _UNRESOLVED


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
