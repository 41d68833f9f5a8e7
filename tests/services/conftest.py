"""The services over stores in memory, on a clock that stands until it is moved."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fake_stores import FakeStores, World
from quiz_world import QuizWorld


@pytest.fixture
def stores() -> FakeStores:
    return FakeStores()


@pytest.fixture
def world(stores: FakeStores) -> World:
    return World(stores)


@pytest.fixture
def quizzes() -> QuizWorld:
    return QuizWorld()
