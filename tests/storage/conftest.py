"""A deck of its own for each test, and short ways to make questions and answers."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from backends import FilePlace, Place

from quizapp.domain.identity import new_id
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.storage import OpenDeck

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "exchange")]

MONDAY = date(2026, 3, 2)


@pytest.fixture
def place(tmp_path: Path) -> FilePlace:
    """No deck file yet."""
    return FilePlace(tmp_path / "data" / "deck.sqlite", tmp_path / "data" / "backups")


@pytest.fixture
def made(backend: Any, tmp_path: Path) -> Iterator[Place]:
    """Where a deck is, in a file or on a server; nobody has it open."""
    there: Place = backend.place(tmp_path / "data")
    yield there
    there.remove()


@pytest.fixture
def stores(made: Place) -> Iterator[OpenDeck]:
    """Over a file at ``place``, or over a server."""
    opened = made.open()
    yield opened
    opened.close()


@pytest.fixture
def today() -> date:
    return MONDAY


@pytest.fixture
def make_question() -> Callable[..., Question]:
    def make(name: str = "q1", **fields: Any) -> Question:
        plain: dict[str, Any] = {
            "id": name,
            "kind": AnswerKind.DATE,
            "stem": f"When was the decree {name} signed?",
            "answer": "8 November 1917",
            "accept": ("8 Nov 1917",),
            "citation": Citation("notes.txt", fingerprint="f" * 64, paragraph=3),
            "fact_id": f"fact of {name}",
        }
        return Question(**(plain | fields))

    return make


@pytest.fixture
def make_review() -> Callable[..., Review]:
    def make(question_id: str = "q1", **fields: Any) -> Review:
        day = fields.get("study_day", MONDAY)
        plain: dict[str, Any] = {
            "id": new_id(),
            "learner": "me",
            "question_id": question_id,
            "form": Form.TYPED,
            "given": "8 November 1917",
            "verdict": Verdict.RIGHT,
            "rating": Rating.GOOD,
            "milliseconds": 4_200,
            "at": datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            "study_day": day,
            "app_version": "0.1.0",
        }
        return Review(**(plain | fields))

    return make


@pytest.fixture
def make_memory() -> Callable[..., MemoryState]:
    def make(question_id: str = "q1", *, due_in: int = 3, **fields: Any) -> MemoryState:
        plain: dict[str, Any] = {
            "question_id": question_id,
            "stability": 3.17,
            "difficulty": 5.28,
            "last_day": MONDAY,
            "due": MONDAY + timedelta(days=due_in),
            "reviews": 1,
            "lapses": 0,
        }
        return MemoryState(**(plain | fields))

    return make
