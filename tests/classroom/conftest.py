"""A host and its pupils on this machine, each test with a deck file of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from classroom_world import Deckfile, Room, make_deck_file, questions

from quizapp.classroom.limits import Limits


@pytest.fixture(scope="session")
def created(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_deck_file(tmp_path_factory.mktemp("created"))


@pytest.fixture
def deck(tmp_path: Path, created: Path) -> Iterator[Deckfile]:
    made = Deckfile(tmp_path / "deck", created)
    yield made
    made.stores.close()


@pytest.fixture
def hold(deck: Deckfile) -> Iterator[Callable[..., Room]]:
    """``hold(**rules)``: a round of all kinds is held; ``asked``: of other questions."""
    held: list[Room] = []

    def begin(*, asked: Any = None, limits: Limits | None = None, **rules: Any) -> Room:
        held.append(Room(deck.begin(asked or questions(), **rules), limits))
        return held[-1]

    yield begin
    for room in held:
        room.host.stop()
