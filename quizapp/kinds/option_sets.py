"""From candidates to a whole set of wrong answers, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quizapp.domain.question import AnswerKind, Question
from quizapp.kinds.kind import Wording
from quizapp.kinds.linter import choices_fit
from quizapp.kinds.text import fold

FULL = 3


def whole_set(
    kind: AnswerKind, wording: Wording | None, candidates: Iterable[str], *, least: int = FULL
) -> list[str]:
    """The first candidates that break no rule of the linter beside each other.

    Nothing where fewer than ``least`` stand the test: a question without choices is asked as
    recall, which is better than one with a silly choice.
    """
    if wording is None:
        return []
    question = Question(
        id="", kind=kind, stem=wording.stem, answer=wording.answer, accept=wording.accept
    )
    chosen: list[str] = []
    seen: set[str] = set()
    for candidate in candidates:
        if fold(candidate) in seen:
            continue
        trial = replace(question, distractors=(*chosen, candidate))
        if not choices_fit(trial):
            continue
        chosen.append(candidate)
        seen.add(fold(candidate))
        if len(chosen) == FULL:
            break
    return chosen if len(chosen) >= least else []
