"""An answer that was committed survives the death of the process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from quizapp.storage import dialect

TESTS = str(Path(__file__).parents[1])
ANSWER_UNTIL_KILLED = """
import sys
from datetime import UTC, date, datetime
from quizapp.domain.identity import new_id
from quizapp.domain.review import Form, MemoryState, Rating, Review, Verdict
from backends import opened
stores = opened(*sys.argv[1:])
day = date(2026, 3, 2)
while True:
    for number in range(20):
        question = f"q{number}"
        answer = Review(new_id(), "me", question, Form.TYPED, "1917", Verdict.RIGHT, Rating.GOOD,
                        900, datetime.now(UTC), day)
        stores.reviews.append(answer, MemoryState(question, 1.0, 5.0, day, day, 1, 0))
        print(answer.id, flush=True)
"""


def test_every_answer_reported_as_saved_is_found_after_a_kill(stores, made, make_question):
    stores.decks.save_questions("history", [make_question(f"q{number}") for number in range(20)])
    stores.close()
    seed = random.randrange(2**32)
    moments = random.Random(seed)
    reported: list[str] = []
    for _ in range(5):
        reported += _answer_and_kill(made, at=moments.randrange(1, 120))
        reopened = made.open()
        kept = {review.id for review in reopened.reviews.reviews("me")}
        assert set(reported) <= kept, f"seed {seed}"
        with reopened._database.transaction() as connection:
            assert dialect.of(connection).problems(connection) == []
        report = reopened.maintenance.check()
        assert (report.ok, report.findings) == (True, ())
        reopened.close()
    assert len(reported) > 10


def _answer_and_kill(made, at: int) -> list[str]:
    """Lets a process answer, kills it about when it reports the ``at``-th answer; what it said."""
    process = subprocess.Popen(
        [sys.executable, "-c", ANSWER_UNTIL_KILLED, *made.arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": TESTS},
    )
    lines = [process.stdout.readline() for _ in range(at)]
    process.kill()  # SIGKILL: no handler, no closing
    rest, _ = process.communicate()
    lines += rest.splitlines(keepends=True)
    return [line.strip() for line in lines if line.endswith("\n")]
