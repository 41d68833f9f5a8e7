"""The map over 100,000 questions, and its painting at every scale.

    pytest -s tests/benchmarks/test_map_speed.py

prints the table. Aims on an idle machine of two cores: the picture in 1 s, also the first one once
the gazetteer is read; a whole paint with the ground drawn anew in 16 ms. Judged as ratios to a
reference of the same run: the bare rows of the same questions, and 800 circles on the same widget.
The picture is timed in seconds of the processor, so that other work on the machine does not count.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter, thread_time

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from quizapp.domain.deck import Deck
from quizapp.domain.fact import PlaceKind
from quizapp.domain.question import AnswerKind, Question
from quizapp.domain.review import MemoryState
from quizapp.paths import resource
from quizapp.progress.mastery import Mastery
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.learning_day import LearningDay
from quizapp.services.places import Places
from quizapp.services.show_map import MapPlace, ShowMap
from quizapp.settings import Settings
from quizapp.storage import OpenDeck, open_stores
from quizapp.ui.charts.place_map import PlaceMap
from quizapp.ui.charts.projection import project
from quizapp.ui.theme import Theme

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS, DECKS = 100_000, 20
NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)


class _Clock:
    def now(self) -> datetime:
        return NOW


def _towns() -> list[str]:
    lines = resource("gazetteer", "cities.tsv").read_text(encoding="utf-8").split("\n")[1:4001]
    return [line.split("\t", 1)[0] for line in lines]


def _questions(deck: int, towns: list[str]) -> Iterator[Question]:
    """A third asks for a place, a third names one in its stem, a third none."""
    chance = random.Random(deck)
    mine = chance.sample(towns, 400)
    for number in range(QUESTIONS // DECKS):
        id_, town = f"{deck}-{number}", chance.choice(mine)
        kind = (AnswerKind.PLACE, AnswerKind.LEADER, AnswerKind.DATE)[number % 3]
        stem = f"Who opened the harbour number {number} in {town} after the long war?"
        if number % 3 == 0:
            stem = f"Where did the {number}th congress of the league meet in the autumn?"
        if number % 3 == 2:
            stem = f"In what year was quay number {number} of the old harbour opened?"
        answer = town if kind is AnswerKind.PLACE else "1871"
        yield Question(id_, kind, stem, answer, fact_id=f"f-{id_}")


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDeck]:
    folder: Path = tmp_path_factory.mktemp("map")
    opened = open_stores(folder / "deck.sqlite", folder / "backups")
    towns = _towns()
    for deck in range(DECKS):
        opened.decks.save_deck(Deck(f"d{deck}", f"Deck {deck}"))
        opened.decks.save_questions(f"d{deck}", _questions(deck, towns))
    last = NOW.date() - timedelta(days=3)
    opened.reviews.replace_memory(
        "me",
        (
            MemoryState(f"{deck}-{number}", 5.0 + number % 60, 5.0, last, last, 3, 0)
            for deck in range(DECKS)
            for number in range(0, QUESTIONS // DECKS, 2)
        ),
    )
    yield opened
    opened.close()


def _read_bare(stores: OpenDeck) -> float:
    """Seconds for the same rows by the driver alone, without a place and without numbers."""
    with stores._database.transaction() as connection:
        cursor = connection.connection.cursor()
        start = thread_time()
        cursor.execute(
            "SELECT q.id, q.deck, q.kind, w.stem, w.answer, w.accept, m.stability, m.last_day "
            "FROM question q JOIN wording w ON w.question = q.number "
            "LEFT JOIN memory m ON m.question = q.number AND m.learner = 'me' "
            "WHERE q.state = 'accepted' ORDER BY q.number"
        )
        cursor.fetchall()
        return thread_time() - start


def test_the_places_take_a_few_times_as_long_as_their_rows(
    stores: OpenDeck, capsys: pytest.CaptureFixture[str]
) -> None:
    day = LearningDay(_Clock(), Settings())
    shown = ShowMap(stores, day, EvidenceFinder(stores.documents), Places(stores, day))
    start = thread_time()
    shown.prepare()
    gazetteer = thread_time() - start
    took = []
    for _ in range(4):
        start = thread_time()
        picture = shown.picture()
        took.append(thread_time() - start)
    start = thread_time()
    shown.picture("d3")
    one = thread_time() - start
    bare = min(_read_bare(stores) for _ in range(3))
    with capsys.disabled():
        print(
            f"\n  places: gazetteer {gazetteer:.2f} s, first picture {took[0]:.2f} s, "
            f"then {min(took[1:]):.2f} s, {min(took[1:]) / bare:.1f} times the bare rows; "
            f"one deck {one:.2f} s; "
            f"{len(picture.places):,} places, {picture.placed:,} questions placed"
        )
    assert picture.placed > 30_000
    assert picture.placed + len(picture.unplaced) + picture.placeless == QUESTIONS
    assert took[0] <= 12 * bare
    assert min(took[1:]) <= 6 * bare


@pytest.fixture
def places(qapp: QApplication) -> PlaceMap:
    """2,000 places on 1280 by 800 pixels."""
    chance = random.Random(5)
    shown = PlaceMap(Theme(qapp, "light", 100), "Places", 300)
    shown.resize(1280, 800)
    shown.grab()
    known = Mastery(3, 1, 1, 1.5)
    shown.show_places(
        [
            MapPlace(
                number, f"Town {number}", (), PlaceKind.CITY,
                chance.uniform(30, 65), chance.uniform(-10, 140), ("a", "b", "c"), known,
            )
            for number in range(2_000)
        ]
    )  # fmt: skip
    return shown


def _paint(shown: PlaceMap, *, anew: bool) -> float:
    """The best of five paints in seconds; ``anew``: the ground too, as while the map moves."""
    picture, times = QPixmap(shown.size()), []
    for _ in range(5):
        if anew:
            shown._ground = None
        start = perf_counter()
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown.paint(painter)
        painter.end()
        times.append(perf_counter() - start)
    return min(times)


def _reference(shown: PlaceMap) -> float:
    picture, times = QPixmap(shown.size()), []
    for _ in range(5):
        start = perf_counter()
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(shown.theme.colour("accent"))
        for x, y in itertools.product(range(0, 1280, 40), range(0, 800, 32)):
            painter.drawEllipse(QPointF(x, y), 8, 8)
        painter.end()
        times.append(perf_counter() - start)
    return min(times)


def test_painting_keeps_pace_with_the_hand(
    places: PlaceMap, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = _reference(places)
    rows, worst = [], 0.0
    places.look_at(None)
    for at in ((55.0, 37.0), (60.0, 8.0)):  # Moscow, and the fjords of Norway: the most coast
        for scale in (3.5, 6.9, 7.1, 14.0, 27.0, 29.0, 60.0, 120.0):
            view = places.view.zoomed(scale / places.view.scale, 640, 400)
            places.look(view.centred(*project(*at)))
            anew, kept = _paint(places, anew=True), _paint(places, anew=False)
            worst = max(worst, anew)
            rows.append(f"{scale:5.1f} px/° {1000 * anew:5.1f} ms, kept {1000 * kept:4.1f} ms")
    with capsys.disabled():
        print("\n  " + "\n  ".join(rows))
        print(f"  worst {1000 * worst:.1f} ms, {worst / reference:.1f} times 800 circles")
    assert worst <= 15 * reference
