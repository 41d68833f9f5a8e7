"""The progress screen over 100,000 questions and 1,000,000 reviews.

    pytest -s tests/benchmarks/test_progress_speed.py

prints the table. Aims on an idle machine of two cores: the picture in 1 s, the course off the main
thread; replaying the log in at most 1.5 times what the ``fsrs`` library needs for the same reviews
(ours takes a third). Timed in seconds of the processor, so that other work on the machine does not
count.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter, thread_time

import fsrs
import pytest

from quizapp.domain.deck import Deck
from quizapp.domain.review import Rating
from quizapp.services.learning_day import LearningDay
from quizapp.services.show_progress import ShowProgress
from quizapp.settings import Settings
from quizapp.storage import OpenDeck, open_stores
from quizapp.study import steps
from tests.benchmarks.long_log import learn
from tests.benchmarks.quays import quay_questions

pytestmark = [pytest.mark.benchmark, pytest.mark.slow]

QUESTIONS = 100_000
NOW = datetime(2026, 3, 2, 18, tzinfo=UTC)


class _Clock:
    def now(self) -> datetime:
        return NOW


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDeck]:
    folder: Path = tmp_path_factory.mktemp("progress")
    opened = open_stores(folder / "deck.sqlite", folder / "backups")
    opened.decks.save_deck(Deck("d", "Deck"))
    opened.decks.save_questions("d", quay_questions(QUESTIONS))
    learn(opened, NOW.date(), QUESTIONS)
    yield opened
    opened.close()


def _read_bare(stores: OpenDeck) -> float:
    """Seconds for the same rows by the driver alone, without a log and without numbers."""
    with stores._database.transaction() as connection:
        cursor = connection.connection.cursor()
        start = thread_time()
        cursor.execute(
            "SELECT q.id, q.deck, q.kind, q.document, w.date, m.* FROM question q "
            "JOIN wording w ON w.question = q.number "
            "LEFT JOIN memory m ON m.question = q.number AND m.learner = 'me' "
            "WHERE q.state = 'accepted' ORDER BY q.number"
        )
        cursor.fetchall()
        return thread_time() - start


def test_the_picture_takes_a_few_times_as_long_as_its_rows(
    stores: OpenDeck, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = ShowProgress(stores, LearningDay(_Clock(), Settings()))
    took, parts = [], {}
    for _ in range(3):
        start = thread_time()
        picture = progress.picture()
        took.append(thread_time() - start)
    bare = min(_read_bare(stores) for _ in range(3))
    for name in ("days", "standings"):
        start = thread_time()
        getattr(stores.progress, name)("me")
        parts[name] = thread_time() - start
    start = thread_time()
    stores.progress.mistakes("me", 2000)
    parts["mistakes"] = thread_time() - start
    start = thread_time()
    course = progress.course()
    replayed = thread_time() - start
    with capsys.disabled():
        print(
            f"\n  picture {min(took):.2f} s, {min(took) / bare:.1f} times the bare rows; "
            f"{parts}, course {replayed:.2f} s"
        )
    assert picture.whole.questions == QUESTIONS
    assert course.known[-1].met > 90_000
    assert min(took) <= 5 * bare


def test_replaying_is_no_slower_than_the_library(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(3)
    first = date(2024, 1, 1)
    log = [
        (f"q{chance.randrange(500)}", first + timedelta(days=number // 40),
         chance.choice(list(Rating)))
        for number in range(20_000)
    ]  # fmt: skip
    start = perf_counter()
    for _ in steps.replay(log):
        pass
    ours = perf_counter() - start
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    cards: dict[str, fsrs.Card] = {}
    start = perf_counter()
    for name, day, rating in log:
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        card = cards.get(name) or fsrs.Card(card_id=0)
        cards[name], _ = scheduler.review_card(card, fsrs.Rating(rating), moment)
    theirs = perf_counter() - start
    with capsys.disabled():
        print(f"\n  replaying: ours {len(log) / ours:,.0f} a second, {theirs / ours:.1f} times")
    assert ours < 1.5 * theirs
