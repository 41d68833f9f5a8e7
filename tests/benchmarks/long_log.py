"""A thousand days of a learner: a million answers to the quays of a deck, and the memories left."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from sqlalchemy import insert

from quizapp.domain.review import MemoryState
from quizapp.storage import OpenDeck
from quizapp.storage.tables import REVIEW

REVIEWS, DAYS = 1_000_000, 1_000
MET = 90_000  # questions


def learn(opened: OpenDeck, today: date, questions: int) -> None:
    """Fills the log of ``me`` up to the day before ``today``, nine answers in ten right; most of
    the questions (``quay_questions``) are due by now."""
    rows = _rows(today, questions)
    with opened._database.transaction() as connection:
        while some := list(islice(rows, 50_000)):
            connection.execute(insert(REVIEW), some)
    opened.reviews.replace_memory("me", (_memory(number, today) for number in range(MET)))
    opened.progress.days("me")  # in everyday use these sums are there already, all but today's


def _rows(today: date, questions: int) -> Iterator[dict[str, object]]:
    chance = random.Random(7)
    for number in range(REVIEWS):
        day = today - timedelta(days=DAYS - number * DAYS // REVIEWS)
        right = chance.random() < 0.9
        yield {
            "number": number + 1, "id": f"r{number}", "learner": "me",
            "question_id": f"bench-{chance.randrange(questions)}", "form": "typed",
            "given": "" if right else str(1000 + chance.randrange(900)),
            "verdict": "right" if right else "wrong", "rating": 3 if right else 1,
            "milliseconds": 6000, "at": datetime.combine(day, time(9), UTC),
            "study_day": day, "app_version": "", "retracts": None,
        }  # fmt: skip


def _memory(number: int, today: date) -> MemoryState:
    last = today - timedelta(days=number % 90)
    due = last + timedelta(days=20)
    return MemoryState(f"bench-{number}", 5.0 + number % 60, 5.0, last, due, 10, number % 3)
