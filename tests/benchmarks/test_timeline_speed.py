"""The timeline over 100,000 dated facts, as ratios to something that is measured in the same run.

    pytest -s tests/benchmarks/test_timeline_speed.py

prints the table, in seconds of the processor, so that other work on the machine does not count.
Aims: read and put into lanes in 1 s; painting in less than 16 ms (one frame) at any zoom, it takes
5 to 10 ms.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from quizapp.domain.calendar import Calendar, DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.question import Question
from quizapp.domain.review import MemoryState
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.learning_day import LearningDay
from quizapp.services.show_timeline import Facts, LaneBy, ShowTimeline
from quizapp.settings import Settings
from quizapp.storage import OpenDeck, open_stores
from quizapp.ui.charts.timeline import Timeline
from quizapp.ui.theme import Theme
from quizapp.ui.widgets.timeline_card import Prepared, prepare
from tests.benchmarks.quays import quay_questions

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS, DECKS = 100_000, 6
NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)
SIZE = (1050, 560)


class _Clock:
    def now(self) -> datetime:
        return NOW


def _dated(questions: Iterator[Question]) -> Iterator[Question]:
    """Most of them in a few years, some a thousand years apart; days, months and years."""
    chance = random.Random(7)
    for question in questions:
        year = round(chance.triangular(1500, 2000, 1917)) if chance.random() < 0.99 else 100
        month = chance.randint(1, 12) if chance.random() < 0.8 else None
        day = chance.randint(1, 28) if month and chance.random() < 0.9 else None
        yield replace(question, date=HistoricalDate(new_style=DatePoint(year, month, day)))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDeck]:
    folder: Path = tmp_path_factory.mktemp("timeline")
    opened = open_stores(folder / "deck.sqlite", folder / "backups")
    everything = list(_dated(quay_questions(QUESTIONS)))
    for number in range(DECKS):
        opened.decks.save_deck(Deck(f"d{number}", f"Deck {number}"))
        opened.decks.save_questions(f"d{number}", everything[number::DECKS])
    opened.reviews.replace_memory("me", (_memory(number) for number in range(60_000)))
    yield opened
    opened.close()


def _memory(number: int) -> MemoryState:
    last = NOW.date() - timedelta(days=number % 90)
    return MemoryState(f"bench-{number}", 5.0 + number % 60, 5.0, last, last, 10, 0)


@pytest.fixture(scope="module")
def facts(stores: OpenDeck) -> Facts:
    day = LearningDay(_Clock(), Settings())
    return ShowTimeline(stores, day, EvidenceFinder(stores.documents)).facts()


def _bare(stores: OpenDeck) -> float:
    """Seconds for the same rows by the driver alone."""
    with stores._database.transaction() as connection:
        cursor = connection.connection.cursor()
        start = thread_time()
        cursor.execute(
            "SELECT q.id, q.fact_id, q.deck, q.kind, q.document, w.date, m.* FROM question q "
            "JOIN wording w ON w.question = q.number "
            "LEFT JOIN memory m ON m.question = q.number AND m.learner = 'me' "
            "WHERE q.state = 'accepted' AND w.date IS NOT NULL ORDER BY q.number"
        )
        cursor.fetchall()
        return thread_time() - start


def test_reading_takes_a_few_times_as_long_as_the_rows(
    stores: OpenDeck, capsys: pytest.CaptureFixture[str]
) -> None:
    timeline = ShowTimeline(
        stores, LearningDay(_Clock(), Settings()), EvidenceFinder(stores.documents)
    )
    took, whole = [], []
    for _ in range(3):
        start = thread_time()
        found = timeline.facts()
        took.append(thread_time() - start)
        prepare(found, LaneBy.DECK, Calendar.NEW_STYLE)
        whole.append(thread_time() - start)
    bare = min(_bare(stores) for _ in range(3))
    with capsys.disabled():
        print(
            f"\n  reading {min(took):.2f} s, {min(took) / bare:.1f} times the bare rows; "
            f"with lanes {min(whole):.2f} s, {min(whole) / bare:.1f} times"
        )
    assert len(found.dated) == QUESTIONS
    assert min(took) <= 4.5 * bare
    assert min(whole) <= 9 * bare


def test_putting_into_lanes_takes_no_longer_than_a_few_sorts(
    facts: Facts, capsys: pytest.CaptureFixture[str]
) -> None:
    start = thread_time()
    found = prepare(facts, LaneBy.DECK, Calendar.NEW_STYLE)
    took = thread_time() - start
    rows = [(entry.last, entry.first, entry.question_id) for entry, _ in found.line]
    random.Random(1).shuffle(rows)
    start = thread_time()
    rows.sort()
    sort = thread_time() - start
    with capsys.disabled():
        print(f"\n  lanes {took:.2f} s, {took / sort:.1f} times one sort of as many rows")
    assert sum(len(strip) for strip in found.strips) == QUESTIONS
    assert took <= 25 * sort


def _paint(line: Timeline) -> float:
    """Seconds for looking up the marks and painting them into a picture."""
    picture = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    start = thread_time()
    line._laid_out = ()
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line.paint(painter)
    painter.end()
    return thread_time() - start


def _frames(theme: Theme, found: Prepared) -> list[tuple[float, float, int]]:
    """At every zoom from all to a day: pixels of a day, seconds of a frame, marks."""
    line = Timeline(theme, "Timeline")
    line.texts_wanted.connect(
        lambda ids: line.put_texts({id_: f"The opening of the quay {id_}" for id_ in ids})
    )
    line.resize(*SIZE)
    line.show()
    line.show_strips(found.strips, found.overview, Calendar.NEW_STYLE, anew=True)
    line.take(found.line[len(found.line) // 2][0].question_id)
    frames = []
    while True:
        for _ in range(4):
            line.ask_for_texts()
            QApplication.processEvents()
        frames.append((line.view.pixels, min(_paint(line) for _ in range(5)), len(line.visible)))
        before = line.view.pixels
        line.zoom_in()
        if line.view.pixels == before:
            break
    line.close()
    line.deleteLater()
    return frames


def test_a_frame_costs_no_more_with_100000_facts_than_with_10000(
    facts: Facts, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    theme = Theme(qapp, "light", 100)
    few = replace(facts, dated=list(facts.dated)[::10])
    reference = _frames(theme, prepare(few, LaneBy.DECK, Calendar.NEW_STYLE))
    frames = _frames(theme, prepare(facts, LaneBy.DECK, Calendar.NEW_STYLE))
    worst, usual = (max(seconds for _, seconds, _ in each) for each in (frames, reference))
    with capsys.disabled():
        for pixels, seconds, marks in frames:
            print(f"\n  {pixels:9.4f} px a day: {1000 * seconds:5.1f} ms, {marks} marks", end="")
        print(f"\n  worst {1000 * worst:.1f} ms; with 10,000 facts {1000 * usual:.1f} ms")
    assert worst <= 2.5 * usual


def test_one_lane_for_each_place_is_no_slower(
    facts: Facts, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    theme = Theme(qapp, "light", 100)
    places = {each.fact_id: f"Place {n % 700}" for n, each in enumerate(facts.dated)}
    many = replace(facts, places=places)
    decks = _frames(theme, prepare(facts, LaneBy.DECK, Calendar.NEW_STYLE))
    frames = _frames(theme, prepare(many, LaneBy.PLACE, Calendar.NEW_STYLE))
    worst, usual = (max(seconds for _, seconds, _ in each) for each in (frames, decks))
    with capsys.disabled():
        print(f"\n  700 lanes: worst {1000 * worst:.1f} ms, 6 lanes {1000 * usual:.1f} ms")
    assert worst <= 2.5 * usual
