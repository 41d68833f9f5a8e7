"""The questions of an attempt or a printed version, in the very words they are asked in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quizapp.domain.ports import Stores
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.quiz import Asked
from quizapp.domain.task import Information, Task
from quizapp.errors import NotFound
from quizapp.kinds.marking import task_for

GONE = "(This question is no longer in the deck file.)"


@dataclass(frozen=True, slots=True)
class Posed:
    """A question as it is asked. ``place``: in ``Attempt.asked``; ``number``: what people call it,
    from 1, and 0 for texts to read, which are not counted."""

    place: int
    number: int
    asked: Asked
    question: Question
    task: Task


class QuizQuestions:
    """Keeps what it has read: for one piece of work, since another deck file has other ones."""

    def __init__(self, stores: Stores) -> None:
        self._decks = stores.decks
        self._known: dict[tuple[str, int], Question] = {}

    def pose(self, asked: Sequence[Asked]) -> tuple[Posed, ...]:
        """One whose words are lost becomes a text to read that says so: nobody loses points."""
        posed: list[Posed] = []
        number = 0
        for place, each in enumerate(asked):
            question = self._question(each)
            task = task_for(question)
            if isinstance(task, Information):
                posed.append(Posed(place, 0, replace(each, points=0.0), question, task))
                continue
            number += 1
            posed.append(Posed(place, number, each, question, task))
        return tuple(posed)

    def _question(self, asked: Asked) -> Question:
        key = (asked.question_id, asked.version)
        if key not in self._known:
            try:
                self._known[key] = self._decks.version(*key)
            except NotFound:
                self._known[key] = _lost(asked.question_id)
        return self._known[key]


def _lost(question_id: str) -> Question:
    return Question(question_id, AnswerKind.OTHER, GONE, "", task=Information())
