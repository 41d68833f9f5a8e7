"""A deck file of its own for each test, and short ways to make questions and answers."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizapp.domain.deck import Deck
from quizapp.domain.identity import new_id
from quizapp.domain.question import AnswerKind, Citation, Question
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from quizapp.storage import OpenDeck, open_stores

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "exchange")]

MONDAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Place:
    """Where a test's deck file and backups are."""

    deck: Path
    backups: Path

    def open(self, **options: Any) -> OpenDeck:
        return open_stores(self.deck, self.backups, **options)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """No deck file yet."""
    return Place(tmp_path / "data" / "deck.sqlite", tmp_path / "data" / "backups")


@pytest.fixture(scope="session")
def created_deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A deck file with one empty deck; copied, since creating one takes Alembic a while."""
    folder = tmp_path_factory.mktemp("created")
    opened = open_stores(folder / "deck.sqlite", folder / "backups")
    opened.decks.save_deck(Deck("history", "History"))
    opened.close()
    return folder / "deck.sqlite"


@pytest.fixture
def stores(place: Place, created_deck: Path) -> Iterator[OpenDeck]:
    place.deck.parent.mkdir()
    shutil.copyfile(created_deck, place.deck)
    opened = place.open()
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
