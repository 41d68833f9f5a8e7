"""A host and its pupils on this machine, each test with a deck file of its own; and a browser."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from chromium import chromium, complaints
from classroom_world import Deckfile, Room, questions
from fake_host import FakeHost

from quizapp.classroom.limits import Limits

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def deck(tmp_path: Path, backend: Any) -> Iterator[Deckfile]:
    made = Deckfile(backend.place(tmp_path / "deck"))
    yield made
    made.stores.close()
    made.place.remove()


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


@pytest.fixture(scope="module")
# Not longer: while it is open, its loop runs in this thread, and no other test could have one.
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A phone; what its console complains of fails the test."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="en-GB", has_touch=True
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    errors = complaints(page)
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def host() -> Iterator[FakeHost]:
    """One that does what the test tells it."""
    host = FakeHost()
    yield host
    host.close()
