"""Questions of a quiz that give each other away: one names what the other asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.calendar import MONTH_NAMES
from quizapp.domain.question import AnswerKind, Question
from quizapp.kinds.text import content_words, fold, word_set

_SHORTEST = 4  # letters of a name that is looked for
_ONE_MATTER = 0.4  # of the asking question's words: fewer in common are two matters
_ASKING = word_set(
    """date dates day days month year years city town place building which whose name old style new
    first second third"""
) | {month.casefold() for month in MONTH_NAMES}


@dataclass(frozen=True, slots=True)
class GiveAway:
    """Who reads ``telling`` knows the ``answer`` of ``asking``."""

    telling: Question
    asking: Question
    answer: str


@dataclass(frozen=True, slots=True)
class _Read:
    question: Question
    stem: str  # folded, with a space at both ends
    words: frozenset[str]  # that say what it is about
    answers: tuple[tuple[str, frozenset[str]], ...]  # as written, with the words that must be there


def give_aways(questions: Sequence[Question]) -> tuple[GiveAway, ...]:
    """Pairs about one matter, in the order of the quiz. An answer that stands in a question about
    something else tells nothing: "Petrograd" is in many."""
    read = [_read(question) for question in questions]
    return tuple(
        GiveAway(telling.question, asking.question, answer)
        for asking in read
        for telling in read
        if telling is not asking
        for answer in _told(telling, asking)
    )


def _told(telling: _Read, asking: _Read) -> Iterator[str]:
    """The answer of ``asking``, once, if ``telling`` names it."""
    for answer, needed in asking.answers:
        if not all(f" {word} " in telling.stem for word in needed):
            continue
        about = asking.words - needed
        shared = about & telling.words
        if len(shared) >= max(2, _ONE_MATTER * len(about)) or _one_fact(telling, asking):
            yield answer
            return


def _one_fact(one: _Read, other: _Read) -> bool:
    fact = one.question.fact_id
    return bool(fact) and fact == other.question.fact_id


def _read(question: Question) -> _Read:
    stem = re.sub(r"[’']s\b", "", question.stem)
    words = frozenset(content_words(question.stem)) - _ASKING
    forms = (question.answer, *question.accept)
    answers = tuple((each, needed) for each in forms if (needed := _needed(question, each)))
    return _Read(question, f" {fold(stem)} ", words, answers)


def _needed(question: Question, answer: str) -> frozenset[str]:
    """The words that give an answer away: of a person the surname, of a date all of its parts in
    the calendar that stands first. Nothing for what is too short to tell."""
    plain = fold(answer.split("(", maxsplit=1)[0])
    if question.kind is AnswerKind.DATE:
        parts = frozenset(plain.split())
        return parts if any(len(part) >= 3 and part.isdigit() for part in parts) else frozenset()
    words = [word for word in content_words(plain) if len(word) > 2]
    if question.kind is AnswerKind.LEADER and words:
        words = words[-1:]
    return frozenset(words) if any(len(word) >= _SHORTEST for word in words) else frozenset()
