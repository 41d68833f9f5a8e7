"""Scheduling over 100,000 questions, 90,000 of them met.

    pytest -s tests/benchmarks/test_scheduling_speed.py

prints the table. Bounds are ratios to reading the same rows in the same run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

from quizapp.domain.calendar import DatePoint, HistoricalDate
from quizapp.domain.deck import Deck
from quizapp.domain.question import Citation
from quizapp.domain.review import Form, MemoryState
from quizapp.services.evidence import EvidenceFinder
from quizapp.services.learning_day import LearningDay
from quizapp.services.reschedule import Reschedule
from quizapp.services.scheduling import Scheduling
from quizapp.services.study_deck import StudyDeck
from quizapp.settings import Settings
from quizapp.storage import OpenDeck, open_stores
from quizapp.study.exam import Candidate, Task, outlook
from tests.benchmarks.quays import quay_questions

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS, MET = 100_000, 90_000
NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)


class _Clock:
    def now(self) -> datetime:
        return NOW


def _questions() -> Iterator[object]:
    from dataclasses import replace

    for number, question in enumerate(quay_questions(QUESTIONS)):
        yield replace(
            question,
            date=HistoricalDate(new_style=DatePoint(1000 + number % 900)),
            citation=Citation("quays.txt", fingerprint="f" * 64, quote=question.stem),
        )


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDeck]:
    folder: Path = tmp_path_factory.mktemp("scheduling")
    opened = open_stores(folder / "deck.sqlite", folder / "backups")
    opened.decks.save_deck(Deck("d", "Deck"))
    opened.decks.save_questions("d", _questions())
    opened.reviews.replace_memory("me", (_memory(number) for number in range(MET)))
    yield opened
    opened.close()


def _memory(number: int) -> MemoryState:
    last = NOW.date() - timedelta(days=number % 90)
    due = last + timedelta(days=20)
    return MemoryState(f"bench-{number}", 5.0 + number % 60, 5.0, last, due, 10, number % 3)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    took = []
    for _ in range(times):
        start = perf_counter()
        work()
        took.append(perf_counter() - start)
    return min(took)


def test_a_session_starts_as_fast_in_any_order_of_new_questions(
    stores: OpenDeck, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings()
    study = StudyDeck(stores, LearningDay(_Clock(), settings), EvidenceFinder(stores.documents))
    took = {}
    for order in ("added", "time", "document"):
        settings.new_order = order
        took[order] = seconds(study.start)
    with capsys.disabled():
        print("\n  start:", {order: f"{1000 * each:.0f} ms" for order, each in took.items()})
    everything = seconds(lambda: stores.progress.standings("me"), 1)
    assert took["time"] < everything / 4
    assert took["document"] < everything / 4


def test_the_intervals_of_an_answer_cost_no_more_than_an_answer_itself(
    stores: OpenDeck, capsys: pytest.CaptureFixture[str]
) -> None:
    day = LearningDay(_Clock(), Settings())
    scheduling = Scheduling(stores, day)
    study = StudyDeck(stores, day, EvidenceFinder(stores.documents))
    session = study.practise([f"bench-{n}" for n in range(200)])
    offers, answers = [], []
    for number in range(100):
        memory = stores.reviews.memory("me", f"bench-{number}")
        start = perf_counter()
        scheduling.offers(f"bench-{number}", memory)
        offers.append(perf_counter() - start)
        session.as_form(Form.TYPED)
        start = perf_counter()
        session.answer("1917", 3_000)
        answers.append(perf_counter() - start)
        session.next()
    with capsys.disabled():
        print(f"\n  offers {1000 * median(offers):.2f} ms, answer {1000 * median(answers):.2f} ms")
    assert median(offers) < median(answers)


def test_bulk_moves_take_a_few_times_as_long_as_reading_the_memories(
    stores: OpenDeck, capsys: pytest.CaptureFixture[str]
) -> None:
    service = Reschedule(stores, LearningDay(_Clock(), Settings(target_retention=0.95)))
    read = seconds(lambda: stores.reviews.due("me", NOW.date() + timedelta(9_999), ()))
    parts = {"read": read}
    start = perf_counter()
    proposal = service.propose()
    parts["propose"] = perf_counter() - start
    start = perf_counter()
    service.apply(proposal)
    parts["apply"] = perf_counter() - start
    start = perf_counter()
    assert service.undo() == len(proposal.preview.moved) > 10_000
    parts["undo"] = perf_counter() - start
    start = perf_counter()
    assert service.offer() is not None
    parts["offer of a wall"] = perf_counter() - start
    with capsys.disabled():
        print("\n ", {name: f"{each:.2f} s" for name, each in parts.items()})
    assert max(parts.values()) < 10 * read
    assert parts["offer of a wall"] < read / 5, "it reads sums, however high the wall"


def test_the_outlook_of_an_exam_takes_four_times_as_long_for_four_times_the_questions(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """2,000 questions over 60 days: 0.6 s on an idle machine, one core."""

    def plan(number: int) -> Task:
        asked = [
            Candidate(f"bench-{each}", _memory(each) if each % 2 else None)
            for each in range(number)
        ]
        day = NOW.date() + timedelta(60)
        return Task(asked, NOW.date(), day, 0.9, 0.9, 17_000, 34_000)

    small, large = plan(500), plan(2_000)
    took = {len(each.candidates): seconds(lambda e=each: outlook(e, 15)) for each in (small, large)}
    with capsys.disabled():
        print("\n  outlook:", {number: f"{each:.2f} s" for number, each in took.items()})
    assert took[2_000] < 6 * took[500]
