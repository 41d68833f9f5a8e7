"""Quizzes in memory: a store that fulfils ``QuizStore``, decks with versions, and the services."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from fake_stores import (
    MONDAY,
    FakeDecks,
    FakeDocuments,
    FakeFits,
    FakeLearners,
    FakeMoves,
    FakeProgress,
    FakeReviews,
    FakeStores,
    World,
)

from quizapp.domain.identity import new_id
from quizapp.domain.learner import Learner
from quizapp.domain.question import AnswerKind, Question, QuestionFilter
from quizapp.domain.quiz import (
    Attempt,
    Draw,
    Given,
    HandMark,
    Pick,
    Quiz,
    QuizRules,
    QuizSummary,
    Section,
)
from quizapp.domain.task import Task, key_of
from quizapp.domain.task_record import task_name
from quizapp.errors import NotFound, StorageError
from quizapp.services.author_quiz import AuthorQuiz
from quizapp.services.more_time import MoreTime
from quizapp.services.quiz_results import QuizResults
from quizapp.services.take_quiz import TakeQuiz


class FakeQuizzes:
    """``broken``: the next writing fails, before or after it is done."""

    def __init__(self) -> None:
        self.by_id: dict[str, Quiz] = {}
        self.deleted: set[str] = set()
        self.begun: dict[str, Attempt] = {}
        self.rows: list[Given] = []
        self.hands: list[HandMark] = []
        self.broken = ""

    def quizzes(self) -> list[QuizSummary]:
        here = [quiz for quiz in self.by_id.values() if quiz.id not in self.deleted]
        return [self._summary(quiz) for quiz in sorted(here, key=lambda quiz: quiz.name)]

    def _summary(self, quiz: Quiz) -> QuizSummary:
        items = [item for section in quiz.sections for item in section.items]
        counts = [item.count if isinstance(item, Draw) else 1 for item in items]
        points = sum(n * item.points for n, item in zip(counts, items, strict=True))
        done = [a for a in self.begun.values() if a.quiz_id == quiz.id and a.finished_at]
        return QuizSummary(quiz, sum(counts), points, len(done), MONDAY)

    def quiz(self, quiz_id: str) -> Quiz:
        if quiz_id not in self.by_id:
            raise NotFound("This quiz is no longer there.")
        return self.by_id[quiz_id]

    def save_quiz(self, quiz: Quiz) -> None:
        self.by_id[quiz.id] = quiz
        self.deleted.discard(quiz.id)

    def delete_quiz(self, quiz_id: str) -> None:
        self.deleted.add(quiz_id)

    def begin(self, attempt: Attempt) -> None:
        self.begun[attempt.id] = attempt

    def attempt(self, attempt_id: str) -> Attempt:
        return self.begun[attempt_id]

    def attempts(self, quiz_id: str | None = None, learner: str | None = None) -> list[Attempt]:
        return [
            one
            for one in self.begun.values()
            if quiz_id in (None, one.quiz_id) and learner in (None, one.learner)
        ]

    def extend(self, attempt_id: str, deadline: datetime) -> None:
        if self.begun[attempt_id].finished_at is not None:
            raise StorageError("This attempt is finished.")
        self.begun[attempt_id] = replace(self.begun[attempt_id], deadline=deadline)

    def finish(self, attempt_id: str, at: datetime) -> None:
        self._fail("finish")
        self.begun[attempt_id] = replace(self.begun[attempt_id], finished_at=at)

    def give(self, given: Given) -> None:
        if self.begun[given.attempt].finished_at is not None:
            raise StorageError("This attempt is finished.")
        self._fail("give")
        self.rows.append(replace(given, response=json.loads(json.dumps(given.response))))

    def given(self, attempt_ids: Sequence[str]) -> list[Given]:
        return [row for row in self.rows if row.attempt in attempt_ids]

    def mark_by_hand(self, mark: HandMark) -> None:
        self.hands.append(mark)

    def withdraw_marks(self, marks: Sequence[HandMark]) -> None:
        for mark in marks:
            self.hands.remove(mark)

    def hand_marks(self, attempt_ids: Sequence[str]) -> list[HandMark]:
        return [row for row in self.hands if row.attempt in attempt_ids]

    def met(self, learner: str, since: datetime) -> set[str]:
        return {
            asked.question_id
            for one in self.begun.values()
            if one.learner == learner and one.started_at >= since
            for asked in one.asked
        }

    def _fail(self, what: str) -> None:
        if self.broken == what:
            self.broken = ""
            raise StorageError("The disk is full.")


class QuizDecks(FakeDecks):
    def __init__(self) -> None:
        super().__init__()
        self.old: dict[str, list[Question]] = {}

    def update_question(self, question: Question) -> None:
        self.old.setdefault(question.id, []).append(self.question(question.id))
        super().update_question(question)

    def version(self, question_id: str, number: int) -> Question:
        known = [*self.old.get(question_id, []), self.question(question_id)]
        if not 1 <= number <= len(known):
            raise NotFound("There is no such version.")
        return known[number - 1]

    def version_numbers(self, question_ids: Sequence[str]) -> dict[str, int]:
        return {id_: len(self.old.get(id_, [])) + 1 for id_ in question_ids}

    def questions(self, wanted: QuestionFilter, limit: int = -1, offset: int = 0) -> list[Question]:
        found = [one for one in super().questions(wanted) if _fits(one, wanted)]
        return found[offset : None if limit < 0 else offset + limit]


def _fits(question: Question, wanted: QuestionFilter) -> bool:
    name = task_name(question.task) if question.task else "plain"
    topic = wanted.topic
    return (
        set(wanted.tags) <= set(question.tags)
        and (not topic or f"{question.topic}/".startswith(f"{topic}/"))
        and (not wanted.difficulties or question.difficulty in wanted.difficulties)
        and (not wanted.tasks or name in wanted.tasks)
    )


class QuizStores(FakeStores):
    def __init__(self) -> None:
        super().__init__()
        self.decks: QuizDecks = QuizDecks()
        self.quizzes = FakeQuizzes()
        self.documents = FakeDocuments(self.decks)
        self.reviews = FakeReviews(self.decks)
        self.progress = FakeProgress(self.decks, self.reviews)
        self.fits = FakeFits(self.reviews)
        self.moves = FakeMoves(self.reviews)
        self.learners = FakeLearners(self.reviews)


class QuizWorld(World):
    stores: QuizStores

    def __init__(self) -> None:
        super().__init__(QuizStores())
        for name in ("me", "anna", "ben"):
            self.stores.learners.add([Learner(name, name.title(), "blue", MONDAY)])

    @property
    def author(self) -> AuthorQuiz:
        return AuthorQuiz(self.stores, self.day)

    @property
    def take(self) -> TakeQuiz:
        return TakeQuiz(self.stores, self.day, self.evidence)

    @property
    def results(self) -> QuizResults:
        return QuizResults(self.stores, self.day)

    @property
    def more_time(self) -> MoreTime:
        return MoreTime(self.stores, self.day)

    def quiz(self, *items: str | Pick | Draw, name: str = "Monday", **rules: Any) -> Quiz:
        """A quiz of these questions, or draws, in one section; saved."""
        made = tuple(Pick(item) if isinstance(item, str) else item for item in items)
        quiz = Quiz(new_id(), name, sections=(Section(items=made),), rules=QuizRules(**rules))
        self.author.save(quiz)
        return quiz

    def reviews(self, learner: str = "me") -> list[Any]:
        return [row for row in self.stores.reviews.log if row.learner == learner]


def asks(name: str, task: Task | None = None, **fields: Any) -> Question:
    """A question of that id: with a task, or a plain one whose key is "right"."""
    plain = key_of(task) if task else None
    values: dict[str, Any] = {
        "stem": f"What about {name}?",
        "answer": plain.answer if plain else "right",
        "accept": plain.accept if plain else (),
        "distractors": plain.distractors if plain else ("wrong", "worse", "worst"),
        **fields,
    }
    return Question(name, AnswerKind.OTHER, task=task, **values)
